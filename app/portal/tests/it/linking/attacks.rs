//! How linking was broken elsewhere, class by class, and what is asked of a relying party.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::IdentityLevel;
use onedoor_site::testing::Browser;

use super::fake::{Mood, Person};
use super::town::{ASKING, NUMBER, PASSWORD, PROVINCE, SCHOOL, Town, lan, minh};

/// CVE-2026-9087, CVE-2026-82968: a proof that was not bound to the upstream subject was used by another one.
#[tokio::test]
async fn a_proof_is_bound_to_the_upstream_subject() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    let mut browser = town.browser();
    // Lan proves herself there; then Minh does, in the same browser; then the local side of Lan's tab is proven.
    let of_lan = town.not_linked_yet(&mut browser, &lan(), "/").await;
    let form = browser.get(&format!("{of_lan}/account")).await;
    let of_minh = town.not_linked_yet(&mut browser, &minh(), "/").await;
    assert_ne!(of_lan, of_minh);
    let fields = [("user_name", "ivanova"), ("password", PASSWORD)];
    let late = browser.submit(&form, &format!("{of_lan}/account"), &fields).await;
    browser.follow(late).await.assert_says(StatusCode::BAD_REQUEST, "We don’t know this sign-in");
    assert!(town.links_of(account).await.is_empty(), "neither Lan, who was pushed aside, nor Minh");
    // The proof of the local side did not stay behind for Minh.
    let page = browser.get(&of_minh).await;
    page.assert_says(StatusCode::OK, "Your account is not linked yet");
}

/// CVE-2026-92358: a proof survived the link and its end, and linked again in silence.
#[tokio::test]
async fn no_proof_outlives_the_link() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    let form = browser.get(&format!("{path}/account")).await;
    town.proves(&mut browser, &path, "ivanova", PASSWORD).await;
    town.end(town.links_of(account).await.remove(0)).await;
    // Neither the old form nor a new sign-in links it again by itself.
    let fields = [("user_name", "ivanova"), ("password", PASSWORD)];
    let replayed = browser.submit(&form, &format!("{path}/account"), &fields).await;
    replayed.assert_leads_to(&path);
    let mut other = town.browser();
    town.not_linked_yet(&mut other, &lan(), "/").await;
    assert!(town.links_of(account).await.iter().all(|link| !link.is_active()));
}

/// The same where the number is proven on both sides: what its owner parted from is not joined again unasked.
#[tokio::test]
async fn what_the_person_ended_is_not_linked_again_in_silence() {
    let town = Town::with(PROVINCE).await;
    town.comes_back(&mut town.browser(), &lan(), "/").await;
    let account = town.account_of(&lan()).await.expect("linked");
    town.end(town.links_of(account).await.remove(0)).await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    browser.get(&path).await.assert_says(StatusCode::OK, "Which account do you want to use?");
}

/// CVE-2026-56666, better-auth below 1.6.11: an e-mail address or phone number made the link.
#[tokio::test]
async fn an_email_or_phone_never_links() {
    let town = Town::with(ASKING).await;
    let account = town.account("lan.tran@example.vn").await;
    let mut browser = town.browser();
    let more = vec![
        ("email", "lan.tran@example.vn"),
        ("email_verified", "true"),
        ("phone_number", "+84912345678"),
        ("preferred_username", "lan.tran@example.vn"),
    ];
    let person = Person { more, ..lan() };
    let path = town.not_linked_yet(&mut browser, &person, "/").await;
    // Not even as a hint.
    assert!(!browser.get(&path).await.says("It looks as if you already have an account here."));
    assert!(town.links_of(account).await.is_empty());
}

/// A number that the issuer has not verified is what its owner says.
#[tokio::test]
async fn a_number_that_is_only_claimed_never_links() {
    let town = Town::with(ASKING).await;
    let account = town.account_with("lan", None, lan().number.map(|number| (number, true))).await;
    let mut browser = town.browser();
    let claims = Person { number_verified: false, ..lan() };
    let path = town.not_linked_yet(&mut browser, &claims, "/").await;
    assert!(!browser.get(&path).await.says("It looks as if you already have an account here."), "no oracle");
    assert!(town.links_of(account).await.is_empty());
}

/// CVE-2026-16442: an answer that nobody asked for was taken.
#[tokio::test]
async fn an_answer_that_nobody_asked_for_is_not_taken() {
    let town = Town::with(PROVINCE).await;
    let mut browser = town.browser();
    for query in ["code=code-1&state=made-up", "code=code-1", "", "error=access_denied&state=made-up"] {
        let answer = browser.visit(&format!("/sign-in/callback?{query}&iss={}", town.fake.issuer())).await;
        answer.assert_says(StatusCode::BAD_REQUEST, "We don’t know this sign-in");
    }
    assert!(!browser.cookies.contains_key("session"));
}

/// Login CSRF: the attacker's answer in the victim's browser.
#[tokio::test]
async fn a_state_from_another_browser_is_not_taken() {
    let town = Town::with(PROVINCE).await;
    let (mut attacker, mut victim) = (town.browser(), town.browser());
    let location = town.sent(&mut attacker, "/dossiers").await;
    let answer = town.fake.signs_in(&location, &minh());
    let refused = victim.visit(&answer).await;
    refused.assert_says(StatusCode::BAD_REQUEST, "This sign-in began in another browser");
    assert!(!refused.body.contains("dossiers"), "nor where the other was heading for");
    assert!(!victim.cookies.contains_key("session"));
    // And it is still good where it belongs.
    attacker.get(&answer).await.assert_leads_to("/dossiers");
}

/// GHSA-x445-f3h2-j279, RFC 9207: an answer of another issuer than was asked, or one that hides who it is.
#[tokio::test]
async fn mixed_up_servers_an_answer_of_another_issuer_is_not_believed() {
    let town = Town::with(PROVINCE).await;
    let mut browser = town.browser();
    for iss in ["&iss=https%3A%2F%2Fother.example", ""] {
        let location = town.sent(&mut browser, "/").await;
        let answer = town.fake.signs_in(&location, &lan());
        let (without, _) = answer.split_once("&iss=").expect("it names itself");
        let refused = browser.visit(&format!("{without}{iss}")).await;
        refused.assert_says(StatusCode::BAD_REQUEST, "We could not complete the sign-in");
    }
    assert_eq!(town.account_of(&lan()).await, None);
}

/// An identity token of another sign-in.
#[tokio::test]
async fn another_nonce_is_not_believed() {
    let town = Town::with(PROVINCE).await;
    town.fake.is(Mood::OtherNonce);
    let mut browser = town.browser();
    let refused = town.is_refused(&mut browser, &lan()).await;
    refused.assert_says(StatusCode::BAD_REQUEST, "We could not complete the sign-in");
    assert_eq!(town.account_of(&lan()).await, None);
}

/// A shared browser: one proves herself at the national identity and leaves; the next one signs in with a
/// password, signs out, and takes up the step that was left waiting.
#[tokio::test]
async fn a_proposal_does_not_survive_somebody_else_in_that_browser() {
    let town = Town::with(SCHOOL).await;
    town.account("ivanova").await;
    let second = town.account("ivanova2").await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    let form = browser.get(&format!("{path}/account")).await;
    form.assert_says(StatusCode::OK, "Trần Thị Lan");
    signs_in_with_password(&mut browser, "ivanova").await;
    over(&mut browser, &path).await;
    signs_out(&mut browser).await;
    let fields = [("user_name", "ivanova2"), ("password", PASSWORD)];
    let late = browser.submit(&form, &format!("{path}/account"), &fields).await;
    browser.follow(late).await.assert_says(StatusCode::BAD_REQUEST, "We don’t know this sign-in");
    assert!(town.links_of(second).await.is_empty());
    assert_eq!(town.account_of(&lan()).await, None);
}

/// The same where only the signing out lies between, and where another national identity signed in.
#[tokio::test]
async fn a_proposal_does_not_survive_signing_out_nor_another_national_sign_in() {
    let town = Town::with(SCHOOL).await;
    town.account("ivanova").await;
    let mut browser = town.browser();
    signs_in_with_password(&mut browser, "ivanova").await;
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    signs_out(&mut browser).await;
    over(&mut browser, &path).await;
    let mut elsewhere = town.browser();
    let own = town.not_linked_yet(&mut elsewhere, &minh(), "/").await;
    town.proves(&mut elsewhere, &own, "ivanova", PASSWORD).await;
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    town.comes_back(&mut browser, &minh(), "/").await.assert_leads_to("/");
    over(&mut browser, &path).await;
}

/// Nor does a sign-in that is still away at the national identity.
#[tokio::test]
async fn an_open_attempt_does_not_survive_somebody_else_in_that_browser() {
    let town = Town::with(SCHOOL).await;
    town.account("ivanova").await;
    let mut browser = town.browser();
    let location = town.sent(&mut browser, "/").await;
    signs_in_with_password(&mut browser, "ivanova").await;
    let back = browser.visit(&town.fake.signs_in(&location, &lan())).await;
    back.assert_says(StatusCode::CONFLICT, "This sign-in was not finished");
    assert_eq!(town.account_of(&lan()).await, None);
}

async fn signs_in_with_password(browser: &mut Browser, user: &str) {
    let page = browser.get("/sign-in").await;
    let fields = [("user_name", user), ("password", PASSWORD)];
    browser.submit(&page, "/sign-in", &fields).await.assert_leads_to("/");
}

async fn signs_out(browser: &mut Browser) {
    let page = browser.get("/").await;
    browser.submit(&page, "/sign-out", &[]).await.assert_leads_to("/");
}

async fn over(browser: &mut Browser, path: &str) {
    for step in ["", "/account"] {
        let page = browser.get(&format!("{path}{step}")).await;
        page.assert_says(StatusCode::BAD_REQUEST, "We don’t know this sign-in");
    }
}

/// Somebody else's code, injected into one's own sign-in (RFC 9700 section 4.5): PKCE.
#[tokio::test]
async fn an_injected_code_is_not_exchanged() {
    let town = Town::with(PROVINCE).await;
    let (mut attacker, mut victim) = (town.browser(), town.browser());
    let stolen = town.fake.signs_in(&town.sent(&mut victim, "/").await, &lan());
    let own = town.fake.signs_in(&town.sent(&mut attacker, "/").await, &minh());
    let code = |answer: &str| {
        answer.split_once("code=").and_then(|(_, rest)| rest.split_once('&')).expect("a code").0.to_owned()
    };
    let injected = own.replace(&code(&own), &code(&stolen));
    let refused = attacker.visit(&injected).await;
    refused.assert_says(StatusCode::BAD_REQUEST, "We could not complete the sign-in");
    assert!(!attacker.cookies.contains_key("session"));
}

/// Userinfo about somebody else (OpenID Connect Core section 5.3.2).
#[tokio::test]
async fn userinfo_about_somebody_else_is_not_believed() {
    let town = Town::with(PROVINCE).await;
    town.fake.is(Mood::OtherUserinfo);
    let refused = town.is_refused(&mut town.browser(), &lan()).await;
    assert_eq!(refused.status, StatusCode::BAD_GATEWAY);
    assert_eq!(town.account_of(&lan()).await, None);
}

/// A session that somebody else planted in this browser is no proof of the account.
#[tokio::test]
async fn a_planted_session_is_not_linked() {
    let town = Town::with(SCHOOL).await;
    let planted = town.account("attacker").await;
    let mut attacker = town.browser();
    let path = town.not_linked_yet(&mut attacker, &minh(), "/").await;
    town.proves(&mut attacker, &path, "attacker", PASSWORD).await;
    town.end(town.links_of(planted).await.remove(0)).await;
    let mut victim = town.browser();
    victim.cookies.insert("session".to_owned(), attacker.cookies["session"].clone());
    town.not_linked_yet(&mut victim, &lan(), "/").await;
    assert!(town.links_of(planted).await.iter().all(|link| link.national.subject != lan().sub));
}

/// A session cookie from before the sign-in is worth nothing after it.
#[tokio::test]
async fn the_session_is_a_new_one() {
    let town = Town::with(PROVINCE).await;
    let mut browser = town.browser();
    town.comes_back(&mut browser, &lan(), "/").await;
    let before = browser.clone();
    town.comes_back(&mut browser, &lan(), "/").await;
    assert_ne!(browser.cookies["session"], before.cookies["session"]);
    let mut old = before;
    assert_ne!(old.get("/account/links").await.status, StatusCode::OK);
    assert_eq!(browser.get("/account/links").await.status, StatusCode::OK);
}

/// A step of another browser's proposal: told like one that never was.
#[tokio::test]
async fn a_proposal_is_worth_nothing_in_another_browser() {
    let town = Town::with(ASKING).await;
    town.account("ivanova").await;
    let mut owner = town.browser();
    let path = town.not_linked_yet(&mut owner, &lan(), "/").await;
    let mut thief = town.browser();
    // A form with a proof of the thief's own browser.
    let own = town.not_linked_yet(&mut thief, &minh(), "/").await;
    let form = thief.get(&own).await.form(&format!("{own}/new")).expect("a form");
    for step in ["", "/account"] {
        let refused = thief.get(&format!("{path}{step}")).await;
        refused.assert_says(StatusCode::BAD_REQUEST, "We don’t know this sign-in");
        let never =
            thief.get(&format!("/sign-in/link/prop_01990000-0000-7000-8000-000000000000{step}")).await;
        never.assert_says(StatusCode::BAD_REQUEST, "We don’t know this sign-in");
    }
    for step in ["new", "choose", "cancel", "account"] {
        let refused = thief.post(&format!("{path}/{step}"), &form, &[]).await;
        let refused = thief.follow(refused).await;
        refused.assert_says(StatusCode::BAD_REQUEST, "We don’t know this sign-in");
    }
    owner.get(&path).await.assert_says(StatusCode::OK, "Your account is not linked yet");
    assert_eq!(town.account_of(&lan()).await, None);
}

/// CSRF: forms from elsewhere.
#[tokio::test]
async fn a_form_from_elsewhere_does_nothing() {
    let town = Town::with(ASKING).await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    let form = browser.get(&path).await.form(&format!("{path}/new")).expect("a form");
    let elsewhere = [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")];
    for step in ["new", "choose", "cancel", "account"] {
        let refused = browser.post(&format!("{path}/{step}"), &form, &elsewhere).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{step}");
        let refused = browser.post(&format!("{path}/{step}"), &[], &[]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{step} without our proof");
    }
    assert_eq!(town.account_of(&lan()).await, None);
    browser.get(&path).await.assert_says(StatusCode::OK, "Your account is not linked yet");
}

/// Open redirect.
#[tokio::test]
async fn nobody_is_sent_elsewhere_afterwards() {
    let town = Town::with(PROVINCE).await;
    for elsewhere in ["https://evil.example/", "//evil.example", "/%5Cevil.example", "javascript:alert(1)"] {
        let mut browser = town.browser();
        town.comes_back(&mut browser, &lan(), elsewhere).await.assert_leads_to("/");
    }
    let mut browser = town.browser();
    town.comes_back(&mut browser, &lan(), "/").await;
    let page = browser.get("/sign-in/linked?return_to=//evil.example").await;
    assert!(!page.body.contains(r#"href="//evil.example"#), "{}", page.body);
}

/// An issuer that we do not know the levels of is believed nothing.
#[tokio::test]
async fn an_unknown_acr_is_the_lowest_level() {
    let town = Town::with(PROVINCE).await;
    let person = Person { acr: "http://eidas.europa.eu/LoA/high", ..lan() };
    let refused = town.is_refused(&mut town.browser(), &person).await;
    refused.assert_says(StatusCode::FORBIDDEN, "We need to be surer that it is you");
    assert!(IdentityLevel::from_acr(person.acr).is_none());
}

/// Somebody who finds the national identity signed in, or steals that session, cannot link it with an account
/// that exists: not by a password that they know, not by the number that both sides have proven.
#[tokio::test]
async fn a_stolen_national_session_links_no_account_that_exists() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    let stolen = Person { signed_in_ago: 601, ..lan() };
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &stolen, "/").await;
    let form = browser.get(&format!("{path}/account")).await;
    form.assert_says(StatusCode::OK, "Sign in once more to link your account");
    // Nor does a form that was opened in time and posted too late.
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    let form = browser.get(&format!("{path}/account")).await;
    town.world.clock.advance(Duration::from_secs(9 * 60 + 55));
    let posted = browser
        .submit(&form, &format!("{path}/account"), &[("user_name", "ivanova"), ("password", PASSWORD)])
        .await;
    posted.assert_says(StatusCode::FORBIDDEN, "Sign in once more to link your account");
    assert!(!browser.cookies.contains_key("session"));
    assert!(town.links_of(account).await.is_empty());

    let town = Town::with(PROVINCE).await;
    let account = town.account_with("lan", None, Some((NUMBER, true))).await;
    let mut browser = town.browser();
    let refused = town.is_refused(&mut browser, &stolen).await;
    refused.assert_says(StatusCode::FORBIDDEN, "Sign in once more to link your account");
    assert!(town.links_of(account).await.is_empty());
}

#[tokio::test]
async fn who_proves_again_comes_back_to_the_same_step() {
    let town = Town::school().await;
    let account = town.account_with("ivanova", Some("edu-112"), None).await;
    let old = Person { signed_in_ago: 3600, ..lan() };
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &old, "/dossiers").await;
    let again = browser.get(&format!("{path}/account?organisation=edu-112")).await;
    let way = "/sign-in/national/esia?return_to=%2Fdossiers&fresh=yes&step=edu-112";
    assert!(again.body.contains(&way.replace('&', "&amp;")), "{}", again.body);
    let away = browser.get(way).await;
    let asked = town.fake.asked().pop().expect("pushed");
    assert_eq!((asked["prompt"].as_str(), asked["max_age"].as_str()), ("login", "600"));
    let back = browser.get(&town.fake.signs_in(away.location().expect("an address"), &old)).await;
    let step = back.location().expect("an address").to_owned();
    assert!(step.ends_with("/account?organisation=edu-112"), "{step}");
    assert!(!step.starts_with(&path), "the old proof is dead");
    let form = browser.get(&step).await;
    let action = step.split('?').next().expect("a path").to_owned();
    let linked = browser.submit(&form, &action, &[("user_name", "ivanova"), ("password", PASSWORD)]).await;
    linked.assert_leads_to("/sign-in/linked?return_to=%2Fdossiers");
    assert_eq!(town.links_of(account).await.len(), 1);
}

#[tokio::test]
async fn an_issuer_that_does_not_ask_anew_is_not_believed_and_one_that_names_no_hour_proves_nothing() {
    let town = Town::with(SCHOOL).await;
    town.account("ivanova").await;
    let old = Person { signed_in_ago: 3600, ..lan() };
    let mut browser = town.browser();
    town.fake.is(Mood::KeepsOldSignIns);
    let away = browser.get("/sign-in/national/esia?return_to=%2F&fresh=yes&step=").await;
    let back = browser.visit(&town.fake.signs_in(away.location().expect("an address"), &old)).await;
    back.assert_says(StatusCode::BAD_REQUEST, "We could not complete the sign-in");
    town.fake.is(Mood::NoHour);
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    let form = browser.get(&format!("{path}/account")).await;
    form.assert_says(StatusCode::OK, "Sign in once more to link your account");
}

/// What is made for the person, and what is linked already, opens as before: nothing of anybody's is taken.
#[tokio::test]
async fn an_old_national_sign_in_opens_what_is_linked_and_may_have_an_account_made() {
    let town = Town::with(PROVINCE).await;
    let old = Person { signed_in_ago: 36_000, ..lan() };
    town.comes_back(&mut town.browser(), &old, "/").await.assert_leads_to("/");
    let account = town.account_of(&lan()).await.expect("made");
    town.comes_back(&mut town.browser(), &old, "/dossiers").await.assert_leads_to("/dossiers");
    assert_eq!(town.links_of(account).await.len(), 1);
}

/// A second tab's proof from before the link was ended does not make it again (CVE-2026-92358).
#[tokio::test]
async fn a_proof_from_before_the_end_of_a_link_makes_none_after_it() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    let mut second = town.browser();
    let waiting = town.not_linked_yet(&mut second, &lan(), "/").await;
    town.proves(&mut browser, &path, "ivanova", PASSWORD).await;
    let made = town.links_of(account).await.pop().expect("a link");
    town.end(made).await;
    let over = second.get(&format!("{waiting}/account")).await;
    assert!(over.says("We don’t know this sign-in"), "{}", over.body);
    assert!(town.links_of(account).await.iter().all(|link| !link.is_active()));
}

/// What programs may send is read into memory before it is known who sends it.
#[tokio::test]
async fn exhaustion_a_large_logout_is_not_read() {
    let town = Town::with(SCHOOL).await;
    let large = [("logout_token".to_owned(), "y".repeat(70 * 1024))];
    let answer = town.browser().post("/backchannel-logout", &large, &[]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", answer.body);
}
