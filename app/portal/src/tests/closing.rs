//! Closing an account, and the copy of what is held about its owner.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::{ClosingState, Country, LocalAccountId, Phone};
use onedoor_services::accounts::AccountState;
use onedoor_services::dossiers::DossierState;
use onedoor_site::testing::{Answer, Browser, messages};
use onedoor_storage::StorageError;
use onedoor_storage::services::{closings, dossiers};
use serde_json::Value;

use super::actors::{PASSWORD, TestPortal, national, one_stop, sign_in_with};

const CLOSING: &str = "/account/closing";
const DAY: Duration = Duration::from_hours(24);

/// Somebody with a password and a confirmed phone.
async fn lan(portal: &TestPortal) -> LocalAccountId {
    let mut record = portal.record(None, "lan");
    record.account.phone = Phone::parse("0912 345 678", Country::Vietnam).ok();
    record.account.display_name = "Trần Thị Lan".to_owned();
    record.password_hash = Some(portal.hash_of(PASSWORD).await);
    portal.keep(record).await
}

async fn ask(browser: &mut Browser, filled: &[(&str, &str)]) -> Answer {
    let page = browser.get(CLOSING).await;
    browser.submit(&page, CLOSING, filled).await
}

async fn state(portal: &TestPortal, id: LocalAccountId) -> Option<ClosingState> {
    let read = portal
        .site()
        .store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { closings::get(tx, id).await }));
    read.await.expect("read").map(|closing| closing.state)
}

async fn states(portal: &TestPortal, id: LocalAccountId) -> Vec<DossierState> {
    let read = portal
        .site()
        .store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { dossiers::of_owner(tx, id, 10).await }));
    read.await.expect("read").into_iter().map(|record| record.state).collect()
}

/// Writes an application, and submits it if wanted.
async fn apply(person: &mut Browser, submits: bool) {
    let form = person.visit("/submit/1.001193?place=10525").await;
    let filled = [("phone", "0912 345 678"), ("request", "Khai sinh cho con.")];
    let saved = person.submit(&form, "/submit/1.001193", &filled).await;
    let review = person.follow(saved).await;
    if submits {
        let done = person.submit(&review, &review.path, &[]).await;
        assert!(done.location().is_some_and(|to| to.starts_with("/submitted/")), "{}", done.body);
    }
}

#[tokio::test]
async fn it_is_asked_for_with_a_proof_told_and_can_be_thought_better_of() {
    let portal = TestPortal::of(one_stop()).await;
    let id = lan(&portal).await;
    let mut browser = portal.signed_in("", "lan").await;
    let page = ask(&mut browser, &[]).await;
    page.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Tick that you have read what happens");
    portal.world.clock.advance(Duration::from_mins(11));
    let wrong = ask(&mut browser, &[("sure", "yes"), ("password", "not it at all")]).await;
    wrong.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "The current password is not right.");
    assert_eq!(state(&portal, id).await, None);
    let asked = ask(&mut browser, &[("sure", "yes"), ("password", PASSWORD)]).await;
    asked.assert_leads_to("/account/closing?done=asked");
    let page = browser.follow(asked).await;
    page.assert_says(StatusCode::OK, "Your account is about to be closed");
    let told = messages(portal.site()).await.pop().expect("a message");
    assert!(told.text.contains("asked for your account to be closed; that happens on "), "{}", told.text);
    browser.get("/account").await.assert_says(StatusCode::OK, "Your account is about to be closed");
    // Whoever signs in is asked, and goes on to where they were heading.
    let mut elsewhere = portal.visitor();
    let form = elsewhere.get("/sign-in?return_to=%2Fdossiers").await;
    let filled = [("user_name", "lan"), ("password", PASSWORD)];
    let led = elsewhere.submit(&form, "/sign-in", &filled).await;
    led.assert_leads_to("/account/closing?return_to=%2Fdossiers");
    let page = elsewhere.follow(led).await;
    elsewhere.submit(&page, "/account/closing/stay", &[]).await.assert_leads_to("/dossiers");
    assert_eq!(state(&portal, id).await, Some(ClosingState::Stayed));
    portal.world.clock.advance(DAY * 31);
    portal.messages().await;
    assert_eq!(portal.kept(id).await.account.state, AccountState::Active, "the work of then does nothing");
    sign_in_with(&mut portal.visitor(), "", "lan", PASSWORD).await.assert_leads_to("/");
}

#[tokio::test]
async fn when_the_time_is_over_it_opens_nothing_and_what_was_submitted_stays() {
    let portal = TestPortal::of(national()).await;
    let id = lan(&portal).await;
    let mut browser = portal.signed_in("", "lan").await;
    apply(&mut browser, true).await;
    apply(&mut browser, false).await;
    let page = browser.get(CLOSING).await;
    page.assert_says(StatusCode::OK, "Applications of yours are still being handled");
    assert!(page.says("Still being handled: 1") && page.says("are deleted: 1"), "{}", page.body);
    ask(&mut browser, &[("sure", "yes")]).await.assert_leads_to("/account/closing?done=asked");
    portal.world.clock.advance(DAY * 29);
    portal.messages().await;
    assert_eq!(portal.kept(id).await.account.state, AccountState::Active);
    let mut late = portal.visitor();
    let led = sign_in_with(&mut late, "", "lan", PASSWORD).await;
    led.assert_leads_to("/account/closing?return_to=%2F");
    portal.world.clock.advance(DAY + Duration::from_mins(1));
    let told = portal.messages().await.pop().expect("a message");
    assert!(told.text.contains("has been closed, as you asked"), "{}", told.text);
    assert_eq!(state(&portal, id).await, Some(ClosingState::Reserved));
    assert!(!late.is_signed_in().await, "signed out everywhere");
    let wrong = sign_in_with(&mut portal.visitor(), "", "lan", PASSWORD).await;
    wrong.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "is not right");
    let record = portal.kept(id).await;
    assert_eq!((record.account.state, record.account.display_name.as_str()), (AccountState::Closed, ""));
    assert!(record.account.phone.is_none() && record.unconfirmed_phone.is_none());
    assert!(record.password_hash.is_none() && record.number.is_none() && record.language.is_none());
    assert_eq!(states(&portal, id).await, [DossierState::Submitted], "the office's; the draft is gone");
    // The user name is nobody's for half a year, and then anybody's.
    assert_eq!(portal.kept(id).await.account.user_name.as_str(), "lan");
    portal.world.clock.advance(DAY * 181);
    portal.messages().await;
    assert_eq!(state(&portal, id).await, Some(ClosingState::Done));
    assert_ne!(lan(&portal).await, id);
}

#[tokio::test]
async fn a_locked_account_is_not_closed_before_whoever_locked_it_lets_go() {
    let portal = TestPortal::of(one_stop()).await;
    let id = lan(&portal).await;
    let mut browser = portal.signed_in("", "lan").await;
    ask(&mut browser, &[("sure", "yes")]).await.assert_leads_to("/account/closing?done=asked");
    set_state(&portal, id, "locked").await;
    portal.world.clock.advance(DAY * 31);
    portal.messages().await;
    assert_eq!(state(&portal, id).await, Some(ClosingState::Waiting));
    set_state(&portal, id, "active").await;
    portal.world.clock.advance(DAY * 2);
    portal.messages().await;
    assert_eq!(portal.kept(id).await.account.state, AccountState::Closed);
}

async fn set_state(portal: &TestPortal, id: LocalAccountId, to: &'static str) {
    const SET: onedoor_storage::Statement = onedoor_storage::Statement::new(
        "test.set_state",
        "UPDATE local_accounts SET state = $2 WHERE id = $1",
    );
    let set = portal.site().store.write::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            tx.execute_one(&SET, onedoor_storage::params![id, to]).await?;
            Ok(onedoor_storage::Change::Unrecorded(()))
        })
    });
    set.await.expect("written");
}

#[tokio::test]
async fn a_copy_has_everything_of_its_owner_and_nothing_secret() {
    let portal = TestPortal::of(national()).await;
    let id = lan(&portal).await;
    portal.with_password(None, "binh").await;
    let mut binh = portal.signed_in("", "binh").await;
    apply(&mut binh, true).await;
    let mut browser = portal.signed_in("", "lan").await;
    apply(&mut browser, true).await;
    let page = browser.get("/account/data").await;
    let shown = browser.submit(&page, "/account/data", &[("as", "read")]).await;
    shown.assert_says(StatusCode::OK, "Khai sinh cho con.");
    assert!(shown.says("Applications") && shown.says("Trần Thị Lan"));
    let file = browser.submit(&page, "/account/data", &[("as", "")]).await;
    assert_eq!(file.header("content-type"), Some("application/json"));
    let copy: Value = serde_json::from_str(&file.body).expect("JSON");
    assert_eq!(copy["local_accounts"][0]["user_name"], "lan");
    assert_eq!(copy["local_accounts"][0]["phone"], "+84912345678");
    assert_eq!(copy["dossiers"].as_array().map(Vec::len), Some(1), "nobody else's");
    assert_eq!(copy["dossiers"][0]["request"], "Khai sinh cho con.");
    assert!(copy["sessions"].as_array().is_some_and(|all| !all.is_empty()));
    let hash = portal.kept(id).await.password_hash.expect("a password");
    assert!(!file.body.contains(&hash) && !file.body.contains("binh"));
    let activity = browser.get("/account/activity").await;
    assert!(activity.says("A copy of all data of the account was made"));
    // Whoever finds the session open gets none.
    portal.world.clock.advance(Duration::from_mins(11));
    let page = browser.get("/account/data").await;
    let refused = browser.submit(&page, "/account/data", &[("password", "not it at all")]).await;
    refused.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "The current password is not right.");
    let file = browser.submit(&page, "/account/data", &[("password", PASSWORD)]).await;
    assert_eq!((file.status, file.header("content-type")), (StatusCode::OK, Some("application/json")));
}

#[tokio::test]
async fn copies_are_not_made_without_end() {
    let portal = TestPortal::of(national()).await;
    lan(&portal).await;
    let mut browser = portal.signed_in("", "lan").await;
    let page = browser.get("/account/data").await;
    for _ in 0..10 {
        assert_eq!(browser.submit(&page, "/account/data", &[]).await.status, StatusCode::OK);
    }
    let slow = browser.submit(&page, "/account/data", &[]).await;
    assert_eq!(slow.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn what_the_form_would_say_is_said_while_it_is_filled_in() {
    let portal = TestPortal::of(one_stop()).await;
    lan(&portal).await;
    let mut browser = portal.signed_in("", "lan").await;
    let page = browser.get("/account/password").await;
    let csrf = page.field("/account/password", "csrf").expect("a proof");
    let advice = |password: &str| {
        vec![("csrf".to_owned(), csrf.clone()), ("password".to_owned(), password.to_owned())]
    };
    let origin = portal.site().settings.origin();
    let headers = [("origin", origin.as_str()), ("sec-fetch-site", "same-origin")];
    for (password, fine) in [("short", false), ("trần thị lan", false), ("eleven grey cranes", true)] {
        let said = browser.post("/account/password/advice", &advice(password), &headers).await;
        assert_eq!(said.status, StatusCode::OK, "{}", said.body);
        let said: Value = serde_json::from_str(&said.body).expect("JSON");
        assert_eq!(
            (&said["password"]["fine"], &said["user_name"]),
            (&Value::Bool(fine), &Value::Null),
            "{password}"
        );
    }
    // Nothing is said to whoever has shown no code.
    let said = portal.visitor().post("/reset/password/advice", &advice("short"), &headers).await;
    assert_ne!(said.status, StatusCode::OK);
}

#[tokio::test]
async fn the_time_to_stay_is_a_setting() {
    let profile = crate::Profile { closing_wait: DAY * 3, ..one_stop() };
    let portal = TestPortal::of(profile).await;
    let id = lan(&portal).await;
    let mut browser = portal.signed_in("", "lan").await;
    browser.get(CLOSING).await.assert_says(StatusCode::OK, "For 3 days nothing changes");
    ask(&mut browser, &[("sure", "yes")]).await.assert_leads_to("/account/closing?done=asked");
    portal.world.clock.advance(DAY * 3 + Duration::from_mins(1));
    portal.messages().await;
    assert_eq!(portal.kept(id).await.account.state, AccountState::Closed);
}
