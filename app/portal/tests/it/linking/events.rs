//! Security events that an issuer tells: believed, written down once, and acted on in whatever order they come.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_linking::{Life, Link, Reason};
use onedoor_linking_client::words;
use onedoor_linking_protocol::{CONTACT_CHANGED, ENDED, IDENTITY_CHANGED, SUBJECT_CHANGED, SUBJECT_RESTORED};
use onedoor_oidc::keys::{Algorithm, SigningKey, Typ};
use onedoor_portal::counter::{Shown, prove_number};
use onedoor_site::testing::Browser;
use onedoor_storage::services::accounts::AccountRecord;
use serde_json::{Value, json};

use super::fake::Person;
use super::town::{PROVINCE, SCHOOL, Town, lan, minh};

const ENDPOINT: &str = "http://portal.localhost/linking/v1";
const KIND: &str = "application/secevent+jwt";
const PAGE: &str = "/account/contacts";

/// The claims of an event about Lan.
fn claims(town: &Town, jti: &str, event: &str, detail: &Value) -> Value {
    let issuer = town.fake.issuer();
    json!({ "iss": issuer, "aud": ENDPOINT, "jti": jti, "iat": town.now().seconds(),
        "sub_id": { "format": "iss_sub", "iss": issuer, "sub": lan().sub }, "events": { event: detail } })
}

async fn push(address: &str, kind: &str, body: String) -> (u16, Value) {
    let request = reqwest::Client::new().post(format!("{address}/linking/v1/events"));
    let answer = request.header("content-type", kind).body(body).send().await.expect("an answer");
    let status = answer.status().as_u16();
    (status, serde_json::from_str(&answer.text().await.expect("a body")).unwrap_or_default())
}

/// The issuer tells this; what it is answered.
async fn tell(town: &Town, address: &str, claims: &Value) -> (u16, Value) {
    push(address, KIND, town.fake.signed(Typ::SecurityEvent, claims)).await
}

async fn linked() -> (Town, String, Link, Browser) {
    let town = Town::two_sided(PROVINCE).await;
    let mut browser = town.browser();
    town.comes_back(&mut browser, &lan(), "/").await.assert_leads_to("/");
    let (address, link) = (town.listens().await, town.newest_link().await.expect("a link"));
    (town, address, link, browser)
}

/// What the issuer says of a link that it has ended.
fn ended(town: &Town, link: &Link) -> Value {
    let there = town.fake.link(link.id).expect("known").end(town.now(), Reason::ByPerson).expect("alive");
    let mut detail = serde_json::to_value(words::report(&there.report())).expect("JSON");
    detail["link"] = json!(link.id.to_string());
    detail
}

const TAKEN: (u16, Value) = (202, Value::Null);

#[tokio::test]
async fn an_end_told_by_an_event_is_the_end_that_a_call_tells() {
    let (town, address, link, mut browser) = linked().await;
    let event = claims(&town, "e-1", ENDED, &ended(&town, &link));
    assert_eq!(tell(&town, &address, &event).await, TAKEN);
    let over = town.newest_link().await.expect("a link");
    assert_eq!((over.life(), over.handshake.theirs.number), (Life::Ended, 2));
    assert!(!browser.is_signed_in().await);
    let audit = town.audit_of(link.account).await;
    assert!(audit.contains("linking.link.ended") && audit.contains("site.session.ended"), "{audit:?}");
    // Doubled, and what was said before: nothing changes.
    assert_eq!(tell(&town, &address, &event).await, TAKEN);
    let there = town.fake.link(link.id).expect("known").report();
    let mut before = serde_json::to_value(words::report(&there)).expect("JSON");
    before["link"] = json!(link.id.to_string());
    let late = claims(&town, "e-0", onedoor_linking_protocol::LINKED, &before);
    assert_eq!(tell(&town, &address, &late).await, TAKEN);
    assert_eq!(town.newest_link().await.expect("a link").life(), Life::Ended);
}

#[tokio::test]
async fn what_is_not_believed_is_refused_with_the_words_of_rfc_8935() {
    let (town, address, link, mut browser) = linked().await;
    let right = claims(&town, "e-1", ENDED, &ended(&town, &link));
    let with = |change: fn(&mut Value)| {
        let mut claims = right.clone();
        change(&mut claims);
        town.fake.signed(Typ::SecurityEvent, &claims)
    };
    let stranger = SigningKey::generate(Algorithm::Es256).expect("a key");
    let forged = stranger.sign(Typ::SecurityEvent, right.to_string().as_bytes()).expect("signed");
    let long_ago = (town.now().seconds() - 61 * 24 * 3600).to_string();
    let old = {
        let mut claims = right.clone();
        claims["iat"] = serde_json::from_str(&long_ago).expect("a number");
        town.fake.signed(Typ::SecurityEvent, &claims)
    };
    let wrong = [
        ("invalid_request", "no token".to_owned()),
        ("invalid_request", town.fake.signed(Typ::Linking, &right)),
        ("invalid_request", town.fake.signed(Typ::Jwt, &right)),
        ("invalid_request", old),
        ("invalid_request", with(|c| c["events"]["another"] = json!({}))),
        ("invalid_issuer", with(|c| c["iss"] = json!("https://evil.example"))),
        ("invalid_issuer", with(|c| c["sub_id"]["iss"] = json!("https://evil.example"))),
        ("invalid_audience", with(|c| c["aud"] = json!("http://haiphong.localhost/linking/v1"))),
        ("invalid_key", forged),
        // Believed, and not what its name says.
        ("invalid_request", with(|c| c["events"][ENDED]["part"] = json!("gone"))),
    ];
    for (word, token) in wrong {
        let (status, body) = push(&address, KIND, token).await;
        assert_eq!((status, body["err"].as_str()), (400, Some(word)), "{body}");
    }
    let other_kind = push(&address, "application/json", town.fake.signed(Typ::SecurityEvent, &right)).await;
    assert_eq!((other_kind.0, other_kind.1["err"].as_str()), (400, Some("invalid_request")));
    assert_eq!(push(&address, KIND, "x".repeat(17_000)).await.0, 400);
    assert!(browser.is_signed_in().await);
    assert_eq!(tell(&town, &address, &right).await, TAKEN, "and the right one is taken");
}

#[tokio::test]
async fn whoever_tells_what_is_not_believed_is_soon_refused_and_silences_no_identity() {
    let (town, address, ..) = linked().await;
    for _ in 0..60 {
        assert_eq!(push(&address, KIND, "no token".to_owned()).await.0, 400);
    }
    let (status, body) = push(&address, KIND, "no token".to_owned()).await;
    assert_eq!((status, body["code"].as_str()), (429, Some("too_many_requests")));
    assert_eq!(tell(&town, &address, &claims(&town, "e", "urn:example:other", &json!({}))).await, TAKEN);
}

#[tokio::test]
async fn what_we_have_no_name_for_is_taken_and_left() {
    let (town, address, link, mut browser) = linked().await;
    assert_eq!(tell(&town, &address, &claims(&town, "e", "urn:example:other", &json!({}))).await, TAKEN);
    assert_eq!(town.newest_link().await, Some(link));
    assert!(browser.is_signed_in().await);
}

#[tokio::test]
async fn an_event_is_taken_with_clocks_hours_apart_and_after_days() {
    let (town, address, link, _) = linked().await;
    let mut event = claims(&town, "e-1", ENDED, &ended(&town, &link));
    event["iat"] = json!(town.now().seconds() + 12 * 3600);
    town.world.clock.advance(Duration::from_hours(24 * 20));
    assert_eq!(tell(&town, &address, &event).await, TAKEN);
    assert_eq!(town.newest_link().await.expect("a link").life(), Life::Ended);
}

/// Lan, as the issuer names her from now on.
fn renamed() -> Person {
    Person { sub: "lan-by-another-name", ..lan() }
}

#[tokio::test]
async fn a_subject_that_changes_takes_its_links_along_and_edits_none() {
    let (town, address, link, _) = linked().await;
    let event = claims(&town, "e-1", SUBJECT_CHANGED, &json!({ "subject": renamed().sub }));
    assert_eq!(tell(&town, &address, &event).await, TAKEN);
    assert_eq!(tell(&town, &address, &event).await, TAKEN, "twice is the same");
    let same = claims(&town, "e-2", SUBJECT_CHANGED, &json!({ "subject": renamed().sub }));
    assert_eq!(tell(&town, &address, &same).await, TAKEN, "by another name, too");
    assert_eq!(town.newest_link().await, Some(link.clone()), "the evidence is as it was");
    assert!(town.audit_of(link.account).await.contains("linking.subject.changed"));
    // She comes with her new name: straight in, into the same account.
    let mut browser = town.browser();
    town.comes_back(&mut browser, &renamed(), "/dossiers").await.assert_leads_to("/dossiers");
    assert!(browser.is_signed_in().await);
    assert_eq!(town.account_of(&renamed()).await, Some(link.account));
    // The end of the link ends the session that began under the new name.
    let over = claims(&town, "e-3", ENDED, &ended(&town, &link));
    assert_eq!(tell(&town, &address, &over).await, TAKEN);
    assert!(!browser.is_signed_in().await);
}

#[tokio::test]
async fn a_name_may_change_again_and_be_heard_in_any_order_and_never_in_a_circle() {
    let (town, address, link, _) = linked().await;
    let change = |jti: &str, from: &str, to: &str| {
        let mut event = claims(&town, jti, SUBJECT_CHANGED, &json!({ "subject": to }));
        event["sub_id"]["sub"] = json!(from);
        event
    };
    let last = "lan-by-a-third-name";
    for event in [
        change("e-2", renamed().sub, last),
        change("e-1", lan().sub, renamed().sub),
        // Neither back, nor to somebody else.
        change("e-3", last, lan().sub),
        change("e-4", lan().sub, minh().sub),
    ] {
        assert_eq!(tell(&town, &address, &event).await, TAKEN);
    }
    for sub in [lan().sub, renamed().sub, last] {
        assert_eq!(town.account_of(&Person { sub, ..lan() }).await, Some(link.account), "{sub}");
    }
    assert_eq!(town.account_of(&minh()).await, None);
}

#[tokio::test]
async fn a_name_that_is_restored_opens_nothing_of_the_other_any_more() {
    let (town, address, link, _) = linked().await;
    let event = |jti: &str, name: &str| claims(&town, jti, name, &json!({ "subject": renamed().sub }));
    assert_eq!(tell(&town, &address, &event("e-1", SUBJECT_CHANGED)).await, TAKEN);
    let mut browser = town.browser();
    town.comes_back(&mut browser, &renamed(), "/dossiers").await.assert_leads_to("/dossiers");
    assert!(browser.is_signed_in().await);
    // Two people's again: whoever came by the other name is out.
    assert_eq!(tell(&town, &address, &event("e-2", SUBJECT_RESTORED)).await, TAKEN);
    assert_eq!(tell(&town, &address, &event("e-3", SUBJECT_RESTORED)).await, TAKEN, "twice is the same");
    assert!(!browser.is_signed_in().await);
    assert_eq!(town.account_of(&renamed()).await, None);
    assert_eq!(town.account_of(&lan()).await, Some(link.account));
    assert!(town.audit_of(link.account).await.contains("linking.subject.restored"));
    // And one person's once more.
    assert_eq!(tell(&town, &address, &event("e-4", SUBJECT_CHANGED)).await, TAKEN);
    assert_eq!(town.account_of(&renamed()).await, Some(link.account));
}

#[tokio::test]
async fn s5_4_a_contact_that_changes_there_is_said_and_offered_at_the_next_sign_in() {
    let town = Town::two_sided(SCHOOL).await;
    let account = town.account("ivanova").await;
    let phone = |phone: &'static str| Person {
        more: vec![("phone_number", phone), ("phone_number_verified", "true")],
        ..lan()
    };
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &phone("+84912345678"), "/").await;
    town.proves(&mut browser, &path, "ivanova", super::town::PASSWORD).await;
    let address = town.listens().await;
    assert!(!browser.get(PAGE).await.says("was changed there"));
    let event = claims(&town, "e-1", CONTACT_CHANGED, &json!({ "claims": ["phone_number", "shoe_size"] }));
    assert_eq!(tell(&town, &address, &event).await, TAKEN);
    assert_eq!(tell(&town, &address, &event).await, TAKEN);
    let page = browser.get(PAGE).await;
    page.assert_says(StatusCode::OK, "Phone number was changed there");
    page.assert_says(StatusCode::OK, "We were not told the new value");
    assert!(page.body.contains("/sign-in/national/esia?return_to=%2Faccount%2Fcontacts"), "{}", page.body);
    assert!(browser.get("/account").await.says("contact data that this site does not show"));
    assert!(town.record(account).await.account.phone.is_none(), "nothing was taken over");
    assert!(browser.get("/account/activity").await.says("contact data were changed there"));
    // From there again: the value is offered, and the news is over.
    town.comes_back(&mut browser, &phone("+84987654321"), PAGE).await;
    let page = browser.get(PAGE).await;
    assert!(page.body.contains("654\u{a0}321") && !page.says("was changed there"), "{}", page.body);
}

#[tokio::test]
async fn s3_12_data_that_were_put_right_there_stand_in_the_record_here_and_the_account_stays() {
    let (town, address, link, _) = linked().await;
    let event = claims(&town, "e-1", IDENTITY_CHANGED, &json!({ "claims": ["name", "shoe_size"] }));
    assert_eq!(tell(&town, &address, &event).await, TAKEN);
    assert_eq!(tell(&town, &address, &event).await, TAKEN, "twice is once");
    let record = town.audit_of(link.account).await;
    assert!(record.contains("linking.identity.changed"), "{record:?}");
    assert_eq!(town.newest_link().await.expect("a link").life(), Life::Active);
}

/// The number of the person under which `lan()` is known from now on.
const RIGHT_NUMBER: &str = "036188005678";

#[tokio::test]
async fn s3_12_a_number_that_was_put_right_there_is_put_right_here_at_the_next_sign_in() {
    let (town, address, link, _) = linked().await;
    let print = |number: &str| town.fingerprint(number);
    let kept = |record: AccountRecord| record.number.map(|number| number.fingerprint);
    let event = claims(&town, "e-1", IDENTITY_CHANGED, &json!({ "claims": ["national_number"] }));
    assert_eq!(tell(&town, &address, &event).await, TAKEN);
    assert_eq!(kept(town.record(link.account).await), Some(print(super::town::NUMBER)), "no value was told");
    let renumbered = |number_verified| Person { number: Some(RIGHT_NUMBER), number_verified, ..lan() };
    let mut browser = town.browser();
    // What is not proven puts nothing right.
    town.comes_back(&mut browser, &renumbered(false), "/dossiers").await.assert_leads_to("/dossiers");
    assert_eq!(kept(town.record(link.account).await), Some(print(super::town::NUMBER)));
    let mut browser = town.browser();
    town.comes_back(&mut browser, &renumbered(true), "/dossiers").await.assert_leads_to("/dossiers");
    assert_eq!(kept(town.record(link.account).await), Some(print(RIGHT_NUMBER)));
    assert_eq!(town.newest_link().await.map(|link| link.id), Some(link.id), "the same link of the same name");
    assert!(town.audit_of(link.account).await.contains("services.number.corrected"));
    assert!(browser.get("/account/activity").await.says("Your identity number was put right"));
}

#[tokio::test]
async fn s3_12_a_number_that_the_staff_have_seen_on_paper_is_not_replaced_by_another() {
    let town = Town::two_sided(PROVINCE).await;
    let account = town.account("lan.cu").await;
    let shown =
        Shown { organisation: "", name: "lan.cu", number: super::town::NUMBER, seen: "identity card" };
    prove_number(&town.portal, &shown).await.expect("proven");
    town.comes_back(&mut town.browser(), &lan(), "/dossiers").await;
    assert_eq!(town.account_of(&lan()).await, Some(account));
    let renumbered = Person { number: Some(RIGHT_NUMBER), ..lan() };
    town.comes_back(&mut town.browser(), &renumbered, "/dossiers").await.assert_leads_to("/dossiers");
    let kept = town.record(account).await.number.map(|number| number.fingerprint);
    assert_eq!(kept, Some(town.fingerprint(super::town::NUMBER)));
    assert!(!town.audit_of(account).await.contains("services.number.corrected"));
}

#[tokio::test]
async fn what_is_told_of_somebody_who_is_not_linked_changes_nothing() {
    let (town, address, link, _) = linked().await;
    let mut event = claims(&town, "e-1", CONTACT_CHANGED, &json!({ "claims": ["phone_number"] }));
    event["sub_id"]["sub"] = json!(minh().sub);
    assert_eq!(tell(&town, &address, &event).await, TAKEN);
    assert!(!town.audit_of(link.account).await.contains("linking.contact.changed"));
    let mut foreign = ended(&town, &link);
    foreign["link"] = json!(onedoor_base::LinkId::from_bytes([7; 16]).to_string());
    assert_eq!(tell(&town, &address, &claims(&town, "e-2", ENDED, &foreign)).await, TAKEN);
    assert_eq!(town.newest_link().await.expect("a link").life(), Life::Active);
}
