//! The sign-in itself: what a portal must not believe. Everything is tried with somebody who is linked already,
//! so that whatever is believed opens an account.

use crate::Kit;
use crate::issuer::Quirk;
use crate::situation::{Chapter, Done, Stop, expect, situations};

situations! { SignIn:
    "kit-sound-request" "RFC 7636, RFC 9700" sound_request;
    "kit-nonce" "OpenID Connect Core 3.1.3.7" nonce;
    "kit-audience" "OpenID Connect Core 3.1.3.7" audience;
    "kit-token-issuer" "OpenID Connect Core 3.1.3.7" token_issuer;
    "kit-expired" "OpenID Connect Core 3.1.3.7" expired;
    "kit-clock-near" "OpenID Connect Core 3.1.3.7" clock_near;
    "kit-clock-far" "OpenID Connect Core 3.1.3.7" clock_far;
    "kit-unsigned" "OpenID Connect Core 3.1.3.7" unsigned;
    "kit-strange-key" "OpenID Connect Core 3.1.3.7" strange_key;
    "kit-access-token" "OpenID Connect Core 3.1.3.6" access_token;
    "kit-userinfo" "OpenID Connect Core 5.3.2" userinfo;
    "kit-mixed-up" "RFC 9207" mixed_up;
    "kit-other-browser" "RFC 9700 section 4.7" other_browser;
    "kit-made-up-answer" "RFC 9700 section 4.7" made_up_answer;
    "kit-answered-twice" "RFC 9700 section 4.5" answered_twice;
    "kit-begun-elsewhere" "OpenID Connect Core 4" begun_elsewhere;
}

const CHAPTER: Chapter = Chapter::SignIn;

async fn sound_request(kit: &Kit) -> Done {
    let (one, two) = (kit.leaves(&kit.browser()).await?, kit.leaves(&kit.browser()).await?);
    let is = |name: &str, wanted: &str| one.get(name).is_some_and(|value| value == wanted);
    let long = |name: &str| one.get(name).is_some_and(|value| value.len() >= 16);
    let differs = |name: &str| one.get(name) != two.get(name);
    let sound = is("response_type", "code")
        && is("client_id", &kit.settings().client_id)
        && is("code_challenge_method", "S256")
        && one.get("scope").is_some_and(|scope| scope.split(' ').any(|word| word == "openid"))
        && ["state", "nonce", "code_challenge"].into_iter().all(|name| long(name) && differs(name));
    expect(sound, "kit-expects-request")
}

/// Somebody who is linked comes with what must not be believed.
async fn is_not_believed(kit: &Kit, quirks: &[Quirk]) -> Done {
    let linked = kit.resident(CHAPTER).await?;
    for quirk in quirks {
        let browser = kit.browser();
        let request = kit.leaves(&browser).await?;
        let page = browser.get(&kit.answers(&request, &linked.person, *quirk)?).await?;
        expect(page.status != 500, "kit-expects-no-break")?;
        expect(!kit.is_inside(&browser).await?, "kit-expects-outside")?;
    }
    Ok(())
}

async fn nonce(kit: &Kit) -> Done {
    is_not_believed(kit, &Quirk::NONCE).await
}

async fn audience(kit: &Kit) -> Done {
    is_not_believed(kit, &[Quirk::OtherAudience, Quirk::MoreAudiences]).await
}

async fn token_issuer(kit: &Kit) -> Done {
    is_not_believed(kit, &[Quirk::OtherIssuer]).await
}

async fn expired(kit: &Kit) -> Done {
    is_not_believed(kit, &[Quirk::Expired]).await
}

async fn clock_near(kit: &Kit) -> Done {
    let linked = kit.resident(CHAPTER).await?;
    // The identity's clock is half a minute ahead, or four minutes behind: its token is good all the same.
    for quirk in [Quirk::Ahead(30), Quirk::Ahead(-240)] {
        let browser = kit.browser();
        let request = kit.leaves(&browser).await?;
        browser.get(&kit.answers(&request, &linked.person, quirk)?).await?;
        expect(kit.is_inside(&browser).await?, "kit-expects-clock-forgiven")?;
    }
    Ok(())
}

async fn clock_far(kit: &Kit) -> Done {
    is_not_believed(kit, &[Quirk::Ahead(360), Quirk::Ahead(-660)]).await
}

async fn unsigned(kit: &Kit) -> Done {
    is_not_believed(kit, &[Quirk::Unsigned, Quirk::Changed]).await
}

async fn strange_key(kit: &Kit) -> Done {
    is_not_believed(kit, &[Quirk::StrangeKey]).await
}

async fn access_token(kit: &Kit) -> Done {
    is_not_believed(kit, &[Quirk::OtherAccess]).await
}

async fn userinfo(kit: &Kit) -> Done {
    is_not_believed(kit, &[Quirk::OtherUserinfo]).await
}

async fn mixed_up(kit: &Kit) -> Done {
    let linked = kit.resident(CHAPTER).await?;
    // Another issuer's answer, and one that does not say whose it is although ours promises to.
    for iss in [Some("https://another.example"), None] {
        let browser = kit.browser();
        let request = kit.leaves(&browser).await?;
        let mut url = kit.answers(&request, &linked.person, Quirk::None)?;
        let kept: Vec<_> = url.query_pairs().into_owned().filter(|(name, _)| name != "iss").collect();
        url.query_pairs_mut().clear().extend_pairs(kept);
        if let Some(iss) = iss {
            url.query_pairs_mut().append_pair("iss", iss);
        }
        let page = browser.get(&url).await?;
        expect(page.status != 500, "kit-expects-no-break")?;
        expect(!kit.is_inside(&browser).await?, "kit-expects-outside")?;
    }
    Ok(())
}

async fn other_browser(kit: &Kit) -> Done {
    let linked = kit.resident(CHAPTER).await?;
    // Whoever has begun sends the address of the answer to somebody else, who has begun too.
    let (theirs, victims) = (kit.browser(), kit.browser());
    let request = kit.leaves(&theirs).await?;
    kit.leaves(&victims).await?;
    victims.get(&kit.answers(&request, &linked.person, Quirk::None)?).await?;
    expect(!kit.is_inside(&victims).await?, "kit-expects-outside")
}

async fn made_up_answer(kit: &Kit) -> Done {
    let linked = kit.resident(CHAPTER).await?;
    let (browser, begun) = (kit.browser(), kit.browser());
    let mut request = kit.leaves(&begun).await?;
    request.insert("state".to_owned(), kit.issuer.unguessable());
    let page = browser.get(&kit.answers(&request, &linked.person, Quirk::None)?).await?;
    expect(page.status != 500, "kit-expects-no-break")?;
    expect(!kit.is_inside(&browser).await?, "kit-expects-outside")?;
    let page = begun.get(&kit.answers(&request, &linked.person, Quirk::None)?).await?;
    expect(page.status != 500, "kit-expects-no-break")?;
    expect(!kit.is_inside(&begun).await?, "kit-expects-outside")
}

async fn answered_twice(kit: &Kit) -> Done {
    let linked = kit.resident(CHAPTER).await?;
    let browser = kit.browser();
    let request = kit.leaves(&browser).await?;
    let code = kit.issuer.code(&request, &linked.person, Quirk::None);
    let url = kit.sent_back(&request, &[("code", &code)])?;
    browser.get(&url).await?;
    expect(kit.is_inside(&browser).await?, "kit-expects-inside")?;
    let again = browser.get(&url).await?;
    expect(again.status != 500, "kit-expects-no-break")?;
    expect(kit.issuer.exchanges(&code) == 1, "kit-expects-one-exchange")
}

async fn begun_elsewhere(kit: &Kit) -> Done {
    let said = kit.describes().await?;
    let page = said.json.get("page").and_then(serde_json::Value::as_str).unwrap_or_default();
    let page: url::Url = page.parse().map_err(|_| Stop::Failed("kit-expects-described"))?;
    let begins = async |iss: &str, target: &str| {
        let mut url = page.clone();
        url.query_pairs_mut().append_pair("iss", iss).append_pair("target_link_uri", target);
        let browser = kit.browser();
        let page = browser.get(&url).await?;
        Ok::<_, Stop>((browser, page))
    };
    // Nobody is sent to an identity that the portal does not take.
    let (_, page) = begins("https://another.example", "").await?;
    expect(page.status != 500 && page.url.origin() == kit.portal().origin(), "kit-expects-not-sent-on")?;
    // And nobody leaves the portal by way of an address that somebody else wrote.
    let (browser, page) = begins(kit.issuer.name(), "https://another.example/").await?;
    expect(page.status == 0, "kit-expects-sent-away")?;
    let request = kit.issuer.request(&page.url).ok_or(Stop::Failed("kit-expects-request"))?;
    let linked = kit.resident(CHAPTER).await?;
    let page = browser.get(&kit.answers(&request, &linked.person, Quirk::None)?).await?;
    expect(page.url.host_str() != Some("another.example"), "kit-expects-not-sent-on")
}
