//! Who may call the linking interface, with what proof, and what it makes of nonsense.

use onedoor_linking::{Handshake, Reason, Report};
use onedoor_linking_client::words;
use onedoor_linking_protocol::Told;
use onedoor_oidc::keys::Typ;
use serde_json::{Value, json};
use url::Url;

use crate::Kit;
use crate::caller::{Ask, Said};
use crate::issuer::{Person, compact};
use crate::situation::{Done, Stop, expect, situations};

situations! { Interface:
    "kit-described" "What a portal is" described;
    "kit-callers-prove-themselves" "Who calls" callers_prove_themselves;
    "kit-proof-for-another" "Who calls" proof_for_another;
    "kit-proof-of-another-request" "Who calls" proof_of_another_request;
    "kit-proof-not-of-now" "Who calls" proof_not_of_now;
    "kit-proof-not-signed" "Who calls" proof_not_signed;
    "kit-proof-replayed" "Who calls" proof_replayed;
    "kit-garbage" "When it is not done" garbage;
    "kit-too-large" "When it is not done" too_large;
    "kit-no-such-address" "When it is not done" no_such_address;
    "kit-unknown-link" "Telling" unknown_link;
    "kit-more-members" "Telling" more_members;
    "kit-candidates" "Without the number: fingerprints" candidates;
    "kit-moved" "When one portal becomes part of another" moved;
}

/// A telling of a link that the portal cannot know.
fn of_unknown_link(kit: &Kit) -> Ask {
    let now = kit.issuer.now();
    let stands = Handshake::NEW.confirm(now).map_or(Report::NOTHING, |stands| stands.report());
    let body = json!(Told { report: words::report(&stands), evidence: None }).to_string();
    Ask::put(format!("/links/{}", kit.issuer.link_id()), body)
}

/// A call that every portal answers: with PUT, or, where it is told by events alone, the question what it is.
async fn of_anything(kit: &Kit) -> Result<Ask, Stop> {
    Ok(if kit.is_told_by_events_alone().await? { Ask::get("") } else { of_unknown_link(kit) })
}

/// Only where links are told of by PUT.
async fn has_put(kit: &Kit) -> Done {
    let alone = kit.is_told_by_events_alone().await?;
    if alone { Err(Stop::NotApplicable("kit-policy-told-by-events")) } else { Ok(()) }
}

fn is_unproven(said: &Said) -> Done {
    expect(said.refuses(401, &["unauthenticated"]) && said.is_problem, "kit-expects-unauthenticated")
}

async fn described(kit: &Kit) -> Done {
    let said = kit.describes().await?;
    let text = |name: &str| said.json.get(name).and_then(Value::as_str).unwrap_or_default();
    let page = Url::parse(text("page"));
    let credentials = text("way") == "credentials";
    let sound = said.json.get("version") == Some(&json!(1))
        && !text("system").is_empty()
        && said.json.get("name").is_some_and(Value::is_object)
        && matches!(text("way"), "credentials" | "page")
        && said.json.get("organisations").is_some_and(Value::is_boolean)
        && page.is_ok_and(|page| page.origin() == kit.portal().origin());
    expect(sound, "kit-expects-described")?;
    expect(credentials == kit.settings().policy.credentials, "kit-expects-way")
}

async fn callers_prove_themselves(kit: &Kit) -> Done {
    for ask in [Ask::get(""), of_anything(kit).await?] {
        for given in [None, Some("Bearer x"), Some("Bearer a.b.c"), Some("Basic eDp5")] {
            is_unproven(&kit.calls_with(&ask, given).await?)?;
        }
    }
    Ok(())
}

/// Calls with a proof of which some claims are wrong; each must be refused.
async fn all_unproven(kit: &Kit, wrong: &[(&str, Value)]) -> Done {
    for (claim, value) in wrong {
        let ask = of_anything(kit).await?;
        let mut claims = kit.claims(&ask);
        claims[*claim] = value.clone();
        is_unproven(&kit.calls_with(&ask, Some(&kit.bearer(&claims)?)).await?)?;
    }
    Ok(())
}

async fn proof_for_another(kit: &Kit) -> Done {
    let (issuer, endpoint) = (kit.issuer.name(), kit.endpoint());
    let wrong = [
        ("aud", json!(format!("{endpoint}/another"))),
        ("aud", json!([endpoint, "https://another.example/linking/v1"])),
        ("aud", json!(kit.settings().client_id)),
        ("iss", json!(format!("{issuer}/another"))),
    ];
    all_unproven(kit, &wrong).await
}

async fn proof_of_another_request(kit: &Kit) -> Done {
    let endpoint = kit.endpoint();
    let wrong = [
        ("htm", json!("POST")),
        ("htu", json!(format!("{endpoint}/links/{}", kit.issuer.link_id()))),
        ("htu", json!(format!("{endpoint}?x=y"))),
        // Of "x".
        ("htb", json!("LXEWQrcmsEQBYnyp-6wy9chTD7GQPMTbAiWHF5IaSIE")),
        ("htb", Value::Null),
    ];
    all_unproven(kit, &wrong).await
}

async fn proof_not_of_now(kit: &Kit) -> Done {
    let now = kit.issuer.now().seconds();
    for (issued, until) in [(now - 240, now - 180), (now + 180, now + 240), (now, now + 600)] {
        let ask = of_anything(kit).await?;
        let mut claims = kit.claims(&ask);
        claims["iat"] = json!(issued);
        claims["exp"] = json!(until);
        is_unproven(&kit.calls_with(&ask, Some(&kit.bearer(&claims)?)).await?)?;
    }
    Ok(())
}

async fn proof_not_signed(kit: &Kit) -> Done {
    let ask = of_anything(kit).await?;
    let untried = Stop::NotTried("kit-untried-key");
    let claims = kit.claims(&ask);
    let right = compact(kit.issuer.key(), Typ::Linking, &claims).ok_or(untried)?;
    let strange = compact(kit.issuer.strange_key(), Typ::Linking, &claims).ok_or(untried)?;
    let other_kind = compact(kit.issuer.key(), Typ::Jwt, &claims).ok_or(untried)?;
    let (head, tail) = right.split_once('.').ok_or(untried)?;
    let payload = tail.split_once('.').ok_or(untried)?.0;
    // {"alg":"none","typ":"onedoor-linking+jwt"}
    let unsigned = format!("eyJhbGciOiJub25lIiwidHlwIjoib25lZG9vci1saW5raW5nK2p3dCJ9.{payload}.");
    let under_its_name = format!("{head}.{}", strange.split_once('.').ok_or(untried)?.1);
    for token in [strange, under_its_name, unsigned, other_kind, format!("{head}.{payload}.")] {
        is_unproven(&kit.calls_with(&ask, Some(&format!("Bearer {token}"))).await?)?;
    }
    Ok(())
}

async fn proof_replayed(kit: &Kit) -> Done {
    let ask = of_anything(kit).await?;
    let bearer = kit.bearer(&kit.claims(&ask))?;
    expect(kit.calls_with(&ask, Some(&bearer)).await?.status == 200, "kit-expects-kept")?;
    let again = kit.calls_with(&ask, Some(&bearer)).await?;
    expect(again.refuses(401, &["replayed", "unauthenticated"]), "kit-expects-replayed")
}

async fn garbage(kit: &Kit) -> Done {
    has_put(kit).await?;
    let path = format!("/links/{}", kit.issuer.link_id());
    let deep = "[".repeat(5000);
    let part = |number: &str, standing: &str| {
        format!(
            r#"{{"part":{{"number":{number},"standing":"{standing}","at":1800000000000}},
                "heard":{{"number":0,"standing":"unknown"}}}}"#
        )
    };
    let bodies = [
        String::new(),
        "null".to_owned(),
        "[]".to_owned(),
        "{".to_owned(),
        "{}".to_owned(),
        "\u{0}".to_owned(),
        r#"{"part":1,"heard":2}"#.to_owned(),
        part("-1", "confirmed"),
        part("1e400", "confirmed"),
        part("1.5", "confirmed"),
        part("1", "gone"),
        part("0", "confirmed"),
        deep,
    ];
    for body in bodies {
        let said = kit.calls(&Ask::put(path.clone(), body)).await?;
        expect(said.refuses(400, &["malformed"]) && said.is_problem, "kit-expects-malformed")?;
    }
    let said = kit.calls(&Ask::put(path, [0xff, 0xfe, 0x7b])).await?;
    expect(said.refuses(400, &["malformed"]), "kit-expects-malformed")?;
    if kit.settings().policy.credentials {
        let said = kit.calls(&Ask::post("/links", &json!({ "proof": 1 }))).await?;
        expect(said.refuses(400, &["malformed"]), "kit-expects-malformed")?;
    }
    Ok(())
}

async fn too_large(kit: &Kit) -> Done {
    has_put(kit).await?;
    let mut ask = of_unknown_link(kit);
    let more = 17 * 1024 - ask.body.len();
    ask.body.extend(std::iter::repeat_n(b' ', more));
    let said = kit.calls(&ask).await?;
    expect(said.refuses(413, &["too_large"]), "kit-expects-too-large")
}

async fn no_such_address(kit: &Kit) -> Done {
    has_put(kit).await?;
    for id in [
        "1",
        "link_",
        "link_zzzzzzzz-0000-7000-8000-000000000000",
        "acct_01997e58-0000-7000-8000-000000000000",
    ] {
        let mut ask = of_unknown_link(kit);
        ask.path = format!("/links/{id}");
        expect(kit.calls(&ask).await?.status == 404, "kit-expects-not-found")?;
    }
    Ok(())
}

async fn unknown_link(kit: &Kit) -> Done {
    has_put(kit).await?;
    let said = kit.calls(&of_unknown_link(kit)).await?;
    expect(said.status == 200, "kit-expects-forgotten")?;
    let part = said.json.get("part").cloned().unwrap_or_default();
    let ended = part["standing"] == "ended" && part["why"] == Reason::Forgotten.word();
    expect(ended, "kit-expects-forgotten")
}

async fn more_members(kit: &Kit) -> Done {
    has_put(kit).await?;
    let mut ask = of_unknown_link(kit);
    let mut body: Value = serde_json::from_slice(&ask.body).unwrap_or_default();
    body["of_a_later_version"] = json!({ "a": [1, 2, 3] });
    ask.body = body.to_string().into_bytes();
    expect(kit.calls(&ask).await?.status == 200, "kit-expects-kept")
}

async fn candidates(kit: &Kit) -> Done {
    if kit.describes().await?.json.get("candidates") != Some(&json!(true)) {
        return Err(Stop::NotApplicable("kit-policy-candidates"));
    }
    let person = kit.issuer.person();
    let prints = json!(["k1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"]);
    let ask = Ask::post("/candidates", &json!({ "subject": person.subject, "fingerprints": prints }));
    is_unproven(&kit.calls_with(&ask, None).await?)?;
    // Nobody has this number: nothing is said of anybody.
    let said = kit.calls(&ask).await?;
    let nobody = said.json.get("accounts").and_then(Value::as_array).is_some_and(Vec::is_empty);
    expect(said.status == 200 && nobody, "kit-expects-no-candidates")?;
    let said = kit.calls(&Ask::post("/candidates", &json!({ "subject": 1 }))).await?;
    expect(said.refuses(400, &["malformed"]), "kit-expects-malformed")?;
    of_the_number(kit).await
}

/// Whoever has proven the number of an account is told of that one, and no more of it than its owner needs to know it.
async fn of_the_number(kit: &Kit) -> Done {
    let account = kit.settings().accounts.numbered.as_ref();
    let number = account.and_then(|account| account.number.clone());
    let (Some(account), Some(number), true) = (account, number, kit.settings().policy.fingerprints) else {
        return Ok(());
    };
    kit.fingerprinted().await?;
    let person = Person { number: Some(number), number_verified: true, ..kit.issuer.person() };
    let prints = kit.issuer.prints(&person);
    let ask = Ask::post("/candidates", &json!({ "subject": person.subject, "fingerprints": prints }));
    let said = kit.calls(&ask).await?;
    let accounts = said.json.get("accounts").and_then(Value::as_array).map_or(0, Vec::len);
    let whole = said.json.to_string().contains(&account.user_name);
    expect(said.status == 200 && accounts == 1 && !whole, "kit-expects-candidate")
}

async fn moved(kit: &Kit) -> Done {
    let former = kit.settings().portal.former.as_ref().ok_or(Stop::NotApplicable("kit-policy-moved"))?;
    for ask in [Ask::get(""), kit.asks(&kit.issuer.person(), &kit.nobody())] {
        let bearer = kit.bearer(&kit.claims_at(former, &ask))?;
        let said = kit.calls_at(former, &ask, Some(&bearer)).await?;
        let here = said.json.get("moved_to").and_then(Value::as_str) == Some(kit.endpoint().as_str());
        expect(said.refuses(410, &["moved"]) && said.is_problem && here, "kit-expects-moved")?;
    }
    Ok(())
}
