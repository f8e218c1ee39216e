//! What links and what does not: both sides proven, lately, by the same person.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::IdentityLevel;

use crate::linking::fake::{Mood, Person};
use crate::linking::town::{ASKING, NUMBER, PASSWORD, PROVINCE, SCHOOL, Town, lan, minh};

/// CVE-2026-9087, CVE-2026-82968: a proof that was not bound to the upstream subject was used by another one.
#[tokio::test]
async fn cve_2026_9087_a_proof_is_bound_to_the_upstream_subject() {
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
async fn cve_2026_92358_no_proof_outlives_the_link() {
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
async fn cve_2026_56666_an_email_or_phone_never_links() {
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
async fn prehijacking_non_verifying_issuer_a_number_that_is_only_claimed_never_links() {
    let town = Town::with(ASKING).await;
    let account = town.account_with("lan", None, lan().number.map(|number| (number, true))).await;
    let mut browser = town.browser();
    let claims = Person { number_verified: false, ..lan() };
    let path = town.not_linked_yet(&mut browser, &claims, "/").await;
    assert!(!browser.get(&path).await.says("It looks as if you already have an account here."), "no oracle");
    assert!(town.links_of(account).await.is_empty());
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
async fn cve_2026_92358_a_proof_from_before_the_end_of_a_link_makes_none_after_it() {
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
