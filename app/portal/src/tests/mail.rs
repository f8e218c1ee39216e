//! The mail address of an account: whose it is, what it opens, who is told.

use axum::http::StatusCode;
use onedoor_base::{Country, LocalAccountId, Phone};
use onedoor_services::accounts::Email;
use onedoor_site::challenge::{Captcha, digits_of};
use onedoor_site::mail::Mail;
use onedoor_site::testing::{Answer, Browser, letters, messages};
use onedoor_storage::{Change, StorageError};

use super::actors::{PASSWORD, TestPortal, one_stop, sign_in_with};

const MAILBOX: &str = "lan@mail.example";
const NEW: &str = "eleven grey cranes";

fn code_in(mail: &Mail) -> String {
    let run = mail.text.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 6);
    run.expect("a code in the letter").to_owned()
}

async fn last_letter(portal: &TestPortal) -> Mail {
    portal.messages().await;
    letters(portal.site()).await.pop().expect("a letter")
}

/// Has a code sent to an address; the page that asks for it.
async fn wants(portal: &TestPortal, browser: &mut Browser, email: &str) -> (Answer, String) {
    let page = browser.get("/account/email").await;
    let sent = browser.submit(&page, "/account/email", &[("email", email)]).await;
    let page = browser.follow(sent).await;
    page.assert_says(StatusCode::OK, "Enter the code from the letter");
    let code = code_in(&last_letter(portal).await);
    (page, code)
}

/// Confirms an address without the pages.
async fn confirm(portal: &TestPortal, id: LocalAccountId, email: &str) {
    let (email, now) = (Email::parse(email).ok(), portal.site().now());
    let set = portal.site().store.write::<_, StorageError, _>(move |tx| {
        let email = email.clone();
        Box::pin(async move {
            let set = onedoor_storage::services::accounts::set_email(tx, id, email.as_ref(), Some(now));
            Ok(Change::Unrecorded(set.await?))
        })
    });
    assert_eq!(set.await, Ok(true));
}

#[tokio::test]
async fn a_code_shows_whose_mailbox_it_is_and_every_change_is_told() {
    let portal = TestPortal::of(one_stop()).await;
    let mut record = portal.record(None, "lan");
    record.account.phone = Phone::parse("0912 345 678", Country::Vietnam).ok();
    record.password_hash = Some(portal.hash_of(PASSWORD).await);
    let id = portal.keep(record).await;
    let mut lan = portal.signed_in("", "lan").await;
    let page = lan.get("/account/email").await;
    let wrong = lan.submit(&page, "/account/email", &[("email", "lan")]).await;
    wrong.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Enter a full e-mail address");
    let (page, code) = wants(&portal, &mut lan, MAILBOX).await;
    assert!(portal.kept(id).await.account.email.is_none(), "nothing is written down before the code");
    let other = if code == "000000" { "000001" } else { "000000" };
    let wrong = lan.submit(&page, "/account/email/code", &[("code", other)]).await;
    wrong.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "The code is not right");
    lan.submit(&page, "/account/email/code", &[("code", &code)]).await.assert_leads_to("/account?done=email");
    lan.visit("/account?done=email").await.assert_says(StatusCode::OK, "The e-mail address is confirmed.");
    assert_eq!(portal.kept(id).await.mailbox().map(Email::as_str), Some(MAILBOX));
    let told = messages(portal.site()).await.pop().expect("a message");
    assert!(told.text.contains("the e-mail address of your account has just been changed"), "{}", told.text);
    // Another one: the mailbox before hears of it.
    let (page, code) = wants(&portal, &mut lan, "lan.new@mail.example").await;
    lan.submit(&page, "/account/email/code", &[("code", &code)]).await.assert_leads_to("/account?done=email");
    let told = last_letter(&portal).await;
    assert_eq!((told.to.as_str(), told.subject.ends_with("a change in your account")), (MAILBOX, true));
    let page = lan.get("/account/email").await;
    page.assert_says(StatusCode::OK, "Confirmed");
    lan.submit(&page, "/account/email/remove", &[]).await.assert_leads_to("/account?done=email-removed");
    assert_eq!(last_letter(&portal).await.to, "lan.new@mail.example");
    assert!(portal.kept(id).await.account.email.is_none());
    let activity = lan.get("/account/activity").await;
    assert!(activity.says("The mail address was removed from the account"), "{}", activity.body);
}

#[tokio::test]
async fn a_code_of_another_account_or_browser_confirms_nothing() {
    let portal = TestPortal::of(one_stop()).await;
    let (first, second) = (portal.with_password(None, "lan").await, portal.with_password(None, "binh").await);
    let mut lan = portal.signed_in("", "lan").await;
    let (page, code) = wants(&portal, &mut lan, MAILBOX).await;
    let mut binh = portal.signed_in("", "binh").await;
    binh.get(&page.path).await.assert_leads_to("/account/email");
    // The same person's other browser.
    let mut elsewhere = portal.signed_in("", "lan").await;
    elsewhere.get(&page.path).await.assert_leads_to("/account/email");
    let again = lan.submit(&page, "/account/email/again", &[]).await;
    lan.follow(again).await.assert_says(StatusCode::OK, "A new code has been sent");
    let old = lan.submit(&page, "/account/email/code", &[("code", &code)]).await;
    old.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "The code is not right");
    for id in [first, second] {
        assert!(portal.kept(id).await.account.email.is_none());
    }
}

#[tokio::test]
async fn whoever_finds_a_session_open_does_not_change_the_address() {
    let portal = TestPortal::of(one_stop()).await;
    let id = portal.with_password(None, "lan").await;
    confirm(&portal, id, MAILBOX).await;
    let mut lan = portal.signed_in("", "lan").await;
    portal.world.clock.advance(std::time::Duration::from_mins(11));
    let page = lan.get("/account/email").await;
    page.assert_says(StatusCode::OK, "Current password");
    let wrong = [("email", "thief@mail.example"), ("password", "not it at all")];
    let refused = lan.submit(&page, "/account/email", &wrong).await;
    refused.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "The current password is not right.");
    let refused = lan.submit(&page, "/account/email/remove", &[]).await;
    refused.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "The current password is not right.");
    assert_eq!(portal.kept(id).await.mailbox().map(Email::as_str), Some(MAILBOX));
    assert!(letters(portal.site()).await.is_empty());
}

#[tokio::test]
async fn a_mailbox_is_not_filled_by_a_stranger() {
    let portal = TestPortal::of(one_stop()).await;
    for name in ["an", "ba", "chi", "du", "em", "gia"] {
        portal.with_password(None, name).await;
    }
    for name in ["an", "ba", "chi", "du", "em"] {
        let mut browser = portal.signed_in("", name).await;
        wants(&portal, &mut browser, MAILBOX).await;
    }
    let mut gia = portal.signed_in("", "gia").await;
    let page = gia.get("/account/email").await;
    let slow = gia.submit(&page, "/account/email", &[("email", "LAN@mail.example")]).await;
    slow.assert_says(StatusCode::TOO_MANY_REQUESTS, "Too many attempts");
    assert_eq!(letters(portal.site()).await.len(), 5);
}

/// Asks to set a password anew; the page that wants the code.
async fn reset(browser: &mut Browser, who: &str) -> Answer {
    let page = browser.get("/reset").await;
    let asked = browser.submit(&page, "/reset", &[("who", who)]).await;
    browser.follow(asked).await
}

#[tokio::test]
async fn a_code_by_letter_sets_a_password_where_there_is_no_phone() {
    let portal = TestPortal::of(one_stop()).await;
    let id = portal.with_password(None, "lan").await;
    portal.with_password(None, "binh").await;
    let mut record = portal.record(None, "chi");
    record.account.email = Email::parse("chi@mail.example").ok();
    portal.keep(record).await;
    confirm(&portal, id, MAILBOX).await;
    for who in ["binh", "chi"] {
        reset(&mut portal.visitor(), who).await.assert_says(StatusCode::OK, "If there is such an account");
        portal.messages().await;
        assert!(letters(portal.site()).await.is_empty(), "{who}: no address that is known to be theirs");
    }
    let mut lan = portal.visitor();
    let page = reset(&mut lan, "lan").await;
    page.assert_says(StatusCode::OK, "If there is such an account");
    let letter = last_letter(&portal).await;
    assert_eq!(letter.to, MAILBOX);
    let answer = lan.submit(&page, "/reset/code", &[("code", &code_in(&letter))]).await;
    let form = lan.follow(answer).await;
    let done = lan.submit(&form, "/reset/password", &[("password", NEW)]).await;
    done.assert_leads_to("/account?done=password");
    assert!(last_letter(&portal).await.text.contains("the password of your account has just been changed"));
    sign_in_with(&mut portal.visitor(), "", "lan", NEW).await.assert_leads_to("/");
    assert!(messages(portal.site()).await.is_empty(), "there was no phone");
}

#[tokio::test]
async fn a_mailbox_that_came_into_doubt_sets_no_password() {
    let portal = TestPortal::of(one_stop()).await;
    let id = portal.with_password(None, "lan").await;
    confirm(&portal, id, MAILBOX).await;
    let mut lan = portal.visitor();
    let page = reset(&mut lan, "lan").await;
    let code = code_in(&last_letter(&portal).await);
    let answer = lan.submit(&page, "/reset/code", &[("code", &code)]).await;
    let form = lan.follow(answer).await;
    let doubted = portal.site().store.write::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            let doubted = onedoor_storage::services::accounts::doubt_email(tx, id).await?;
            Ok(Change::Unrecorded(doubted))
        })
    });
    assert_eq!(doubted.await, Ok(true));
    let over = lan.submit(&form, "/reset/password", &[("password", NEW)]).await;
    over.assert_says(StatusCode::GONE, "You need a new code");
}

#[tokio::test]
async fn the_check_against_programs_stands_before_a_code_and_another_one() {
    let portal = TestPortal::with(one_stop(), Captcha::Always).await;
    let mut record = portal.record(None, "lan");
    record.account.phone = Phone::parse("0912 345 678", Country::Vietnam).ok();
    portal.keep(record).await;
    let mut program = portal.visitor();
    let page = program.get("/reset").await;
    page.assert_says(StatusCode::OK, "challenge_digits");
    let refused = program.submit(&page, "/reset", &[("who", "lan")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.says("value=\"lan\""), "what was typed stays");
    assert!(portal.messages().await.is_empty());
    let digits = |browser: &Browser, page: &Answer, action: &str| {
        let token = page.field(action, "challenge").expect("a check");
        digits_of(portal.site(), &browser.cookies["browser"], &token).expect("it is this browser's")
    };
    let right = digits(&program, &refused, "/reset");
    let asked = program.submit(&refused, "/reset", &[("who", "lan"), ("challenge_digits", &right)]).await;
    let page = program.follow(asked).await;
    page.assert_says(StatusCode::OK, "Enter the code from the message");
    assert_eq!(portal.messages().await.len(), 1);
    let refused = program.submit(&page, "/reset/again", &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(portal.messages().await.len(), 1);
    let right = digits(&program, &refused, "/reset/again");
    program.submit(&refused, "/reset/again", &[("challenge_digits", &right)]).await;
    assert_eq!(portal.messages().await.len(), 2);
}

#[tokio::test]
async fn many_questions_from_one_network_bring_the_check() {
    let portal = TestPortal::with(one_stop(), Captcha::Risk).await;
    for n in 0..8 {
        let page = reset(&mut portal.visitor(), &format!("name{n}")).await;
        page.assert_says(StatusCode::OK, "Enter the code from the message");
    }
    let mut ninth = portal.visitor();
    let page = ninth.get("/reset").await;
    assert!(page.says("challenge_digits"));
    let refused = ninth.submit(&page, "/reset", &[("who", "name9")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut elsewhere = portal.visitor().from([198, 51, 100, 7]);
    assert!(!elsewhere.get("/reset").await.says("challenge_digits"), "another network is asked nothing");
}
