//! Outages, people who turn back, double clicks, two at the same moment, signing out.

use futures_util::future::join;
use onedoor_linking::Life;
use reqwest::header::CONTENT_TYPE;

use crate::caller::Said;
use crate::issuer::Quirk;
use crate::situation::{Done, Stop, expect, situations};
use crate::{Creation, Kit};

situations! { Luck:
    "kit-down-at-the-start" "Duties" down_at_the_start;
    "kit-down-at-the-token" "Duties" down_at_the_token;
    "kit-turned-back" "OpenID Connect Core 3.1.2.6" turned_back;
    "kit-error" "OpenID Connect Core 3.1.2.6" error;
    "kit-double-click" "Telling" double_click;
    "kit-two-for-one-account" "What a link is" two_for_one_account;
    "kit-two-browsers" "What a link is" two_browsers;
    "kit-signed-out-there" "OpenID Connect Back-Channel Logout 1.0" signed_out_there;
    "kit-false-sign-out" "OpenID Connect Back-Channel Logout 1.0" false_sign_out;
}

async fn down_at_the_start(kit: &Kit) -> Done {
    let linked = kit.links(kit.free()?).await?;
    let browser = kit.browser();
    kit.issuer.is_down(true);
    let sign_in = kit.portal().join(&kit.settings().portal.sign_in);
    let sign_in = sign_in.map_err(|_| Stop::NotTried("kit-untried-address"))?;
    let page = browser.get(&sign_in).await?;
    // Nothing is lost if it needs nothing of the identity to send people there.
    expect(page.status != 500, "kit-expects-no-break")?;
    expect(kit.is_inside(&linked.browser).await?, "kit-expects-signed-in-still")?;
    kit.issuer.is_down(false);
    let back = || async {
        let browser = kit.browser();
        let came = kit.comes(&browser, &linked.person).await.is_ok();
        came && kit.is_inside(&browser).await.unwrap_or_default()
    };
    kit.waits_for("kit-expects-inside", back).await
}

async fn down_at_the_token(kit: &Kit) -> Done {
    let linked = kit.links(kit.free()?).await?;
    let browser = kit.browser();
    let request = kit.leaves(&browser).await?;
    let page = browser.get(&kit.answers(&request, &linked.person, Quirk::TokenDown)?).await?;
    expect(page.status != 500, "kit-expects-no-break")?;
    expect(!kit.is_inside(&browser).await?, "kit-expects-outside")?;
    kit.comes(&browser, &linked.person).await?;
    expect(kit.is_inside(&browser).await?, "kit-expects-inside")
}

async fn turned_back(kit: &Kit) -> Done {
    let (browser, person) = (kit.browser(), kit.issuer.person());
    let request = kit.leaves(&browser).await?;
    let page = browser.get(&kit.sent_back(&request, &[("error", "access_denied")])?).await?;
    kit.opened_nothing(&browser, &page, &person).await?;
    expect(page.status < 500 && !page.html.is_empty(), "kit-expects-page")
}

async fn error(kit: &Kit) -> Done {
    for word in ["server_error", "temporarily_unavailable", "invalid_scope", "something_new"] {
        let browser = kit.browser();
        let request = kit.leaves(&browser).await?;
        let evil = "<a href=https://evil.example>Click here</a>";
        let said = [("error", word), ("error_description", evil)];
        let page = browser.get(&kit.sent_back(&request, &said)?).await?;
        expect(page.status != 500 && !page.html.is_empty(), "kit-expects-no-break")?;
        expect(!page.leads_to("evil.example"), "kit-expects-no-words-of-others")?;
        expect(!kit.is_inside(&browser).await?, "kit-expects-outside")?;
    }
    Ok(())
}

async fn double_click(kit: &Kit) -> Done {
    let (browser, person) = (kit.browser(), kit.issuer.person());
    let page = kit.comes_to_link(&browser, &person).await?;
    let account = kit.free()?;
    let page = kit.asked(&browser, page, account).await?;
    let (one, two) = join(kit.types(&browser, &page, account), kit.types(&browser, &page, account)).await;
    expect(one?.status != 500 && two?.status != 500, "kit-expects-no-break")?;
    kit.active(&person).map(|_| ())
}

async fn two_for_one_account(kit: &Kit) -> Done {
    let account = kit.free()?;
    let (one, two) = (kit.issuer.person(), kit.issuer.person());
    let (hers, his) = (kit.browser(), kit.browser());
    let her_page = kit.asked(&hers, kit.comes_to_link(&hers, &one).await?, account).await?;
    let his_page = kit.asked(&his, kit.comes_to_link(&his, &two).await?, account).await?;
    let (first, second) =
        join(kit.types(&hers, &her_page, account), kit.types(&his, &his_page, account)).await;
    expect(first?.status != 500 && second?.status != 500, "kit-expects-no-break")?;
    let linked = [&one, &two].into_iter().filter(|person| kit.active(person).is_ok()).count();
    expect(linked == 1, "kit-expects-one-of-two")?;
    let inside = [kit.is_inside(&hers).await?, kit.is_inside(&his).await?];
    expect(inside.into_iter().filter(|inside| *inside).count() == 1, "kit-expects-one-of-two")
}

async fn two_browsers(kit: &Kit) -> Done {
    if kit.settings().policy.creation != Creation::Yes {
        return Err(Stop::NotApplicable("kit-policy-creation"));
    }
    let person = kit.issuer.person();
    let (one, two) = (kit.browser(), kit.browser());
    let (first, second) = (kit.leaves(&one).await?, kit.leaves(&two).await?);
    let (first, second) =
        (kit.answers(&first, &person, Quirk::None)?, kit.answers(&second, &person, Quirk::None)?);
    let (first, second) = join(one.get(&first), two.get(&second)).await;
    expect(first?.status != 500 && second?.status != 500, "kit-expects-no-break")?;
    let alive = kit.issuer.links_of(&person);
    let alive = alive.iter().filter(|(_, known)| known.stands.life() != Life::Ended);
    expect(alive.count() == 1, "kit-expects-one-link")
}

impl Kit {
    async fn waits_for<F: Future<Output = bool>>(&self, what: &'static str, happens: impl Fn() -> F) -> Done {
        let patience = std::time::Duration::from_secs(self.settings().patience_seconds);
        let until = self.issuer.now().after(patience);
        while !happens().await {
            expect(self.issuer.now() < until, what)?;
            tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        }
        Ok(())
    }

    async fn tells_of_sign_out(&self, token: &str) -> Result<Said, Stop> {
        let path = self.settings().portal.logout.as_ref().ok_or(Stop::NotTried("kit-untried-logout"))?;
        let url = self.portal().join(path).map_err(|_| Stop::NotTried("kit-untried-address"))?;
        let body =
            url::form_urlencoded::Serializer::new(String::new()).append_pair("logout_token", token).finish();
        let request = self.http.post(url.clone());
        let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(body.clone());
        self.said(("POST", url.as_str(), body.as_bytes()), request).await
    }
}

async fn signed_out_there(kit: &Kit) -> Done {
    let linked = kit.links(kit.free()?).await?;
    let client = kit.settings().client_id.clone();
    let token = kit.issuer.logout_token(&linked.person, &client, kit.issuer.key());
    let token = token.ok_or(Stop::NotTried("kit-untried-key"))?;
    expect(kit.tells_of_sign_out(&token).await?.status == 200, "kit-expects-logout-heard")?;
    expect(!kit.is_inside(&linked.browser).await?, "kit-expects-session-over")?;
    // The link stands: only the session is over.
    let browser = kit.browser();
    kit.comes(&browser, &linked.person).await?;
    expect(kit.is_inside(&browser).await?, "kit-expects-inside")
}

async fn false_sign_out(kit: &Kit) -> Done {
    let linked = kit.links(kit.free()?).await?;
    let client = kit.settings().client_id.clone();
    let issuer = &kit.issuer;
    let strange = issuer.logout_token(&linked.person, &client, issuer.strange_key());
    let others = issuer.logout_token(&linked.person, "another", issuer.key());
    let garbage = Some("a.b.c".to_owned());
    for token in [strange, others, garbage, Some(String::new())] {
        let token = token.ok_or(Stop::NotTried("kit-untried-key"))?;
        expect(kit.tells_of_sign_out(&token).await?.status == 400, "kit-expects-logout-refused")?;
    }
    expect(kit.is_inside(&linked.browser).await?, "kit-expects-signed-in-still")
}
