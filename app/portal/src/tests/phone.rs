//! The phone of an account: both shown, or a week in which the one before may object.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::{Country, LocalAccountId, Phone};
use onedoor_site::code::Sms;
use onedoor_site::testing::{Answer, Browser, messages, only_code_in};

use super::actors::{PASSWORD, TestPortal, one_stop, sign_in_with};

const BEFORE: &str = "+84912345678";
const NEW: &str = "+84987654321";
const DAY: Duration = Duration::from_hours(24);

async fn portal_with_lan() -> (TestPortal, LocalAccountId) {
    let portal = TestPortal::of(one_stop()).await;
    let mut record = portal.record(None, "lan");
    record.account.phone = Phone::parse(BEFORE, Country::Vietnam).ok();
    record.password_hash = Some(portal.hash_of(PASSWORD).await);
    let id = portal.keep(record).await;
    (portal, id)
}

async fn phone_of(portal: &TestPortal, id: LocalAccountId) -> Option<String> {
    portal.kept(id).await.account.phone.map(|phone| phone.as_str().to_owned())
}

async fn last(portal: &TestPortal) -> Sms {
    messages(portal.site()).await.pop().expect("a message")
}

fn link(told: &Sms) -> String {
    let from = told.text.find("/objection?value=").expect("a link");
    told.text[from..].split_whitespace().next().expect("a link").to_owned()
}

/// Shows the new phone; the page that comes then.
async fn shows_new(portal: &TestPortal, browser: &mut Browser) -> Answer {
    let page = browser.get("/account/phone").await;
    let answer =
        browser.submit(&page, "/account/phone", &[("phone", "0987 654 321"), ("password", PASSWORD)]).await;
    let page = browser.follow(answer).await;
    page.assert_says(StatusCode::OK, "+84\u{a0}987\u{a0}654\u{a0}321");
    let code = only_code_in(&last(portal).await);
    let answer = browser.submit(&page, "/account/phone/code", &[("code", &code)]).await;
    browser.follow(answer).await
}

async fn waits(portal: &TestPortal, browser: &mut Browser) -> String {
    let page = shows_new(portal, browser).await;
    page.assert_says(StatusCode::OK, "Do you still have the present phone?");
    let waits = browser.submit(&page, "/account/phone/wait", &[]).await;
    waits.assert_leads_to("/account?done=phone-waits");
    let told = last(portal).await;
    assert_eq!(told.to.as_str(), BEFORE);
    link(&told)
}

#[tokio::test]
async fn both_phones_are_shown_and_the_one_before_can_undo_it_for_a_week() {
    let (portal, id) = portal_with_lan().await;
    let mut lan = portal.signed_in("", "lan").await;
    let page = lan.get("/account/phone").await;
    let wrong = [("phone", "0987 654 321"), ("password", "not it at all")];
    let again = lan.submit(&page, "/account/phone", &wrong).await;
    again.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "The current password is not right.");
    let malformed = lan.submit(&page, "/account/phone", &[("phone", "12"), ("password", PASSWORD)]).await;
    malformed.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Enter a mobile phone number");
    let page = shows_new(&portal, &mut lan).await;
    assert_eq!(phone_of(&portal, id).await.as_deref(), Some(BEFORE), "the new one alone is not enough");
    let answer = lan.submit(&page, "/account/phone/old", &[]).await;
    let page = lan.follow(answer).await;
    page.assert_says(StatusCode::OK, "Enter the code from the present phone");
    assert!(!page.says("912\u{a0}345"), "not shown whole to whoever found the session");
    let sent = last(&portal).await;
    assert_eq!(sent.to.as_str(), BEFORE);
    let code = only_code_in(&sent);
    let done = lan.submit(&page, "/account/phone/code", &[("code", &code)]).await;
    done.assert_leads_to("/account?done=phone");
    assert_eq!(phone_of(&portal, id).await.as_deref(), Some(NEW));
    let told = last(&portal).await;
    assert_eq!(told.to.as_str(), BEFORE);
    let count = messages(portal.site()).await.len();
    // The code is spent: the form once more changes nothing and breaks nothing.
    lan.submit(&page, "/account/phone/code", &[("code", &code)]).await;
    assert_eq!(messages(portal.site()).await.len(), count);
    // Whoever has the phone before, without a session.
    let mut owner = portal.visitor();
    portal.world.clock.advance(DAY * 6);
    let page = owner.get(&link(&told)).await;
    page.assert_says(StatusCode::OK, "Undo the change of your phone number");
    owner.submit(&page, "/objection", &[]).await.assert_leads_to(&link(&told));
    owner.get(&link(&told)).await.assert_says(StatusCode::OK, "The change was stopped");
    assert_eq!(phone_of(&portal, id).await.as_deref(), Some(BEFORE));
    assert!(!lan.is_signed_in().await, "signed out everywhere");
    let told = last(&portal).await;
    assert!(told.to.as_str() == BEFORE && told.text.contains("set a new password"), "{}", told.text);
}

#[tokio::test]
async fn after_a_week_a_change_is_not_undone_any_more() {
    let (portal, id) = portal_with_lan().await;
    let mut lan = portal.signed_in("", "lan").await;
    let page = shows_new(&portal, &mut lan).await;
    let answer = lan.submit(&page, "/account/phone/old", &[]).await;
    let page = lan.follow(answer).await;
    let code = only_code_in(&last(&portal).await);
    lan.submit(&page, "/account/phone/code", &[("code", &code)]).await;
    let link = link(&last(&portal).await);
    portal.world.clock.advance(DAY * 7);
    portal.visitor().get(&link).await.assert_says(StatusCode::OK, "There is nothing to stop any more");
    assert_eq!(phone_of(&portal, id).await.as_deref(), Some(NEW));
}

#[tokio::test]
async fn without_the_one_before_it_waits_a_week_and_can_be_withdrawn() {
    let (portal, id) = portal_with_lan().await;
    let mut lan = portal.signed_in("", "lan").await;
    waits(&portal, &mut lan).await;
    lan.get("/account").await.assert_says(StatusCode::OK, "A number is waiting");
    let page = lan.get("/account/phone").await;
    let withdrawn = lan.submit(&page, "/account/phone/withdraw", &[]).await;
    withdrawn.assert_leads_to("/account?done=phone-withdrawn");
    portal.world.clock.advance(DAY * 8);
    portal.messages().await;
    assert_eq!(phone_of(&portal, id).await.as_deref(), Some(BEFORE));
    let mut lan = portal.signed_in("", "lan").await;
    waits(&portal, &mut lan).await;
    portal.world.clock.advance(DAY * 6);
    portal.messages().await;
    assert_eq!(phone_of(&portal, id).await.as_deref(), Some(BEFORE));
    portal.world.clock.advance(DAY + Duration::from_mins(1));
    portal.messages().await;
    assert_eq!(phone_of(&portal, id).await.as_deref(), Some(NEW));
    let told = last(&portal).await;
    assert_eq!(told.to.as_str(), BEFORE, "the phone that it leaves hears of it");
}

#[tokio::test]
async fn an_objection_without_a_session_ends_the_waiting_and_every_session() {
    let (portal, id) = portal_with_lan().await;
    let mut thief = portal.signed_in("", "lan").await;
    let link = waits(&portal, &mut thief).await;
    let mut owner = portal.visitor();
    owner.get("/objection?value=nothing").await.assert_says(StatusCode::OK, "There is nothing to stop");
    let page = owner.get(&link).await;
    page.assert_says(StatusCode::OK, "Stop the change of a phone number");
    owner.submit(&page, "/objection", &[]).await.assert_leads_to(&link);
    owner.get(&link).await.assert_says(StatusCode::OK, "/reset");
    assert!(!thief.is_signed_in().await);
    portal.world.clock.advance(DAY * 8);
    portal.messages().await;
    assert_eq!(phone_of(&portal, id).await.as_deref(), Some(BEFORE));
    // For a month nothing waits again; the present phone would still do.
    let mut thief = portal.signed_in("", "lan").await;
    let page = shows_new(&portal, &mut thief).await;
    page.assert_says(StatusCode::OK, "Somebody stopped such a change");
    let which = page.field("/account/phone/old", "id").expect("an id");
    let csrf = page.field("/sign-out", "csrf").expect("a proof");
    let fields = [("csrf".to_owned(), csrf), ("id".to_owned(), which)];
    let shut = thief.post("/account/phone/wait", &fields, &[]).await;
    assert!(shut.location().is_some_and(|to| to.starts_with("/account/phone/old?id=")));
}

#[tokio::test]
async fn another_password_ends_the_waiting() {
    let (portal, id) = portal_with_lan().await;
    let mut thief = portal.signed_in("", "lan").await;
    waits(&portal, &mut thief).await;
    let mut lan = portal.signed_in("", "lan").await;
    let page = lan.get("/account/password").await;
    let filled = [("current", PASSWORD), ("password", "eleven grey cranes")];
    lan.submit(&page, "/account/password", &filled).await.assert_leads_to("/account?done=password");
    portal.world.clock.advance(DAY * 8);
    portal.messages().await;
    assert_eq!(phone_of(&portal, id).await.as_deref(), Some(BEFORE));
    sign_in_with(&mut portal.visitor(), "", "lan", "eleven grey cranes").await.assert_leads_to("/");
}

#[tokio::test]
async fn nobody_confirms_a_phone_with_the_code_of_another_account() {
    let portal = TestPortal::of(one_stop()).await;
    let id = portal.with_password(None, "lan").await;
    portal.with_password(None, "binh").await;
    let mut lan = portal.signed_in("", "lan").await;
    let page = lan.get("/account/phone").await;
    let answer =
        lan.submit(&page, "/account/phone", &[("phone", "0987 654 321"), ("password", PASSWORD)]).await;
    let code_page = lan.follow(answer).await;
    let code = only_code_in(messages(portal.site()).await.last().expect("a message"));
    let mut binh = portal.signed_in("", "binh").await;
    binh.get(&code_page.path).await.assert_leads_to("/account/phone");
    let own = binh.get("/account").await;
    let fields = [
        ("csrf".to_owned(), own.field("/sign-out", "csrf").expect("a proof")),
        ("id".to_owned(), code_page.field("/account/phone/code", "id").expect("an id")),
        ("code".to_owned(), code),
    ];
    binh.post("/account/phone/code", &fields, &[]).await.assert_leads_to("/account/phone");
    assert_eq!(portal.kept(id).await.account.phone, None);
}
