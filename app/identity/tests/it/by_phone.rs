//! Signing in at a computer with the phone, and what others make of it.

use std::time::Duration;

use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use onedoor_base::Digest;
use onedoor_site::testing::{Answer, Browser, messages};

use crate::actors::{PASSWORD, Town};
use crate::steps::is_signed_in;

const ELSEWHERE: [u8; 4] = [203, 0, 113, 9];

/// A computer that shows a code.
struct Computer {
    browser: Browser,
    /// Its page.
    path: String,
    /// Where the code leads.
    code: String,
    number: String,
}

impl Computer {
    async fn of(town: &Town, mut browser: Browser, return_to: &str) -> Self {
        let page = browser.get(&format!("/sign-in?return_to={return_to}")).await;
        let answer = browser.submit(&page, "/sign-in/phone", &[]).await;
        let path = answer.location().expect("it leads to the code").to_owned();
        let page = browser.get(&path).await;
        page.assert_says(StatusCode::OK, "Sign in with your phone");
        let number = page.body.split("by-phone__number\">").nth(1).and_then(|rest| rest.split('<').next());
        let number = number.expect("a number").to_owned();
        let id = path.rsplit('/').next().expect("an id");
        // What the picture says; the journey reads the picture.
        let Digest(own) = Digest::of(&browser.cookies["browser"]);
        let vault = &town.identity.site.vault;
        let Digest(value) = vault.fingerprint(&format!("phone-sign-in {id}"), &STANDARD_NO_PAD.encode(own));
        let code = format!("/phone/{}", URL_SAFE_NO_PAD.encode(value));
        Self { browser, path, code, number }
    }

    async fn page(&mut self) -> Answer {
        self.browser.get(&self.path.clone()).await
    }

    /// Goes on where the phone has confirmed.
    async fn finish(&mut self) -> Answer {
        let page = self.page().await;
        page.assert_says(StatusCode::OK, "Confirmed on your phone");
        let action = format!("{}/finish", self.path);
        self.browser.submit(&page, &action, &[]).await
    }
}

async fn answers(phone: &mut Browser, page: &Answer, code: &str, number: &str) -> Answer {
    phone.submit(page, code, &[("number", number)]).await
}

#[tokio::test]
async fn the_phone_compares_a_number_and_the_computer_goes_on() {
    let town = Town::new().await;
    let mut there = Computer::of(&town, town.browser(), "%2Faccount%2Factivity").await;
    let mut phone = town.khai_in(town.browser()).await;
    let state = there.browser.get(&format!("{}/state", there.path)).await;
    assert_eq!(state.body, r#"{"waits":true}"#);
    let page = phone.get(&there.code).await;
    page.assert_says(StatusCode::OK, "Sign in at a computer?");
    page.assert_says(StatusCode::OK, "the same as this phone’s");
    assert_eq!(page.body.matches("name=\"number\"").count(), 4, "three numbers and a refusal");
    answers(&mut phone, &page, &there.code, &there.number)
        .await
        .assert_says(StatusCode::OK, "The computer goes on");
    let state = there.browser.get(&format!("{}/state", there.path)).await;
    assert_eq!(state.body, r#"{"waits":false}"#);
    there.finish().await.assert_leads_to("/account/activity");
    assert!(is_signed_in(&mut there.browser).await);
    let record = town.actions_of(town.khai).await;
    assert!(record.contains(&"people.phone_sign_in.confirmed".to_owned()), "{record:?}");
    // In the phone's own network nothing is strange, so that no message is sent.
    assert!(messages(&town.identity.site).await.is_empty());
}

#[tokio::test]
async fn the_codes_address_survives_the_sign_in_and_an_old_proof_is_asked_for_again() {
    let town = Town::new().await;
    let mut there = Computer::of(&town, town.browser(), "%2F").await;
    let mut phone = town.browser();
    let led = phone.get(&there.code).await;
    let to = format!("/sign-in?return_to={}", there.code.replace('/', "%2F"));
    led.assert_leads_to(&to);
    let page = phone.get(&to).await;
    let typed = [("identifier", "minh.khai"), ("password", PASSWORD)];
    phone.submit(&page, "/sign-in", &typed).await.assert_leads_to(&there.code);
    // A phone that was left open is not enough.
    town.world.clock.advance(Duration::from_mins(11));
    let mut later = Computer::of(&town, town.browser(), "%2F").await;
    let led = phone.get(&later.code).await;
    assert!(led.location().is_some_and(|to| to.starts_with("/sign-in?again=yes")), "{led:?}");
    there.page().await.assert_says(StatusCode::OK, "This code is over");
    later.page().await.assert_says(StatusCode::OK, "Sign in with your phone");
}

#[tokio::test]
async fn relay_a_code_that_somebody_else_shows_is_named_as_strange_and_a_wrong_number_ends_it() {
    let town = Town::new().await;
    // The attacker's computer shows the code; the victim is sent its address.
    let mut attacker = Computer::of(&town, town.browser().from(ELSEWHERE), "%2F").await;
    let mut victim = town.khai_in(town.browser()).await;
    let page = victim.get(&attacker.code).await;
    page.assert_says(StatusCode::OK, "203.0.113.9, new for your account");
    page.assert_says(StatusCode::OK, "it is a trap: refuse");
    let other = (10..100)
        .map(|n| n.to_string())
        .find(|n| *n != attacker.number && page.says(&format!("value=\"{n}\"")));
    let answer = answers(&mut victim, &page, &attacker.code, &other.expect("another number")).await;
    answer.assert_says(StatusCode::OK, "The computer shows another number");
    // The right one comes too late now.
    let late = answers(&mut victim, &page, &attacker.code, &attacker.number).await;
    late.assert_says(StatusCode::GONE, "This code is over");
    attacker.page().await.assert_says(StatusCode::OK, "Another number was chosen");
    assert!(!is_signed_in(&mut attacker.browser).await);
    // Refused at once, it is as dead.
    let mut again = Computer::of(&town, town.browser().from(ELSEWHERE), "%2F").await;
    let page = victim.get(&again.code).await;
    answers(&mut victim, &page, &again.code, "none").await.assert_says(StatusCode::OK, "Refused");
    again.page().await.assert_says(StatusCode::OK, "Refused on the phone");
    // Whoever answers wrongly again and again is stopped, even with the right number.
    for n in 0..4 {
        let code = Computer::of(&town, town.browser().from(ELSEWHERE), "%2F").await;
        let page = victim.get(&code.code).await;
        let answer = answers(&mut victim, &page, &code.code, "100").await;
        answer.assert_says(StatusCode::OK, "shows another number");
        assert_eq!(answer.status, StatusCode::OK, "{n}");
    }
    let last = Computer::of(&town, town.browser().from(ELSEWHERE), "%2F").await;
    let page = victim.get(&last.code).await;
    let refused = answers(&mut victim, &page, &last.code, &last.number).await;
    refused.assert_says(StatusCode::TOO_MANY_REQUESTS, "Too many attempts");
}

#[tokio::test]
async fn relay_a_victim_who_confirms_all_the_same_is_told_at_once() {
    let town = Town::new().await;
    let mut attacker = Computer::of(&town, town.browser().from(ELSEWHERE), "%2F").await;
    let mut victim = town.khai_in(town.browser()).await;
    let page = victim.get(&attacker.code).await;
    answers(&mut victim, &page, &attacker.code, &attacker.number).await;
    attacker.finish().await.assert_leads_to("/account");
    let sent = messages(&town.identity.site).await;
    assert!(
        sent.last().is_some_and(|sms| sms.text.contains("máy tính mới")),
        "the owner is told: {}",
        sent.len()
    );
    victim.get("/account/sessions").await.assert_says(StatusCode::OK, "203.0.113.9");
}

#[tokio::test]
async fn two_phones_at_once_and_the_same_one_twice() {
    let town = Town::new().await;
    let mut there = Computer::of(&town, town.browser(), "%2F").await;
    let (mut khai, mut an) = (town.khai_in(town.browser()).await, town.an_in(town.browser()).await);
    let (hers, his) = (khai.get(&there.code).await, an.get(&there.code).await);
    let (code, number) = (there.code.clone(), there.number.clone());
    let (one, two) =
        tokio::join!(answers(&mut khai, &hers, &code, &number), answers(&mut an, &his, &code, &number));
    let statuses = [one.status, two.status];
    assert!(statuses.contains(&StatusCode::OK) && statuses.contains(&StatusCode::GONE), "{statuses:?}");
    let name = if one.status == StatusCode::OK { "Nguyễn Thị Minh Khai" } else { "Trần Văn An" };
    there.finish().await.assert_leads_to("/account");
    there.browser.get("/account").await.assert_says(StatusCode::OK, name);
    // The page from before, once more: no second session.
    let csrf = there.browser.get("/account").await.field("/sign-out", "csrf").expect("a proof");
    let origin = there.browser.origin().to_owned();
    let session = there.browser.cookies["session"].clone();
    let action = format!("{}/finish", there.path);
    let replay = there.browser.post(&action, &[("csrf".to_owned(), csrf)], &[("origin", &origin)]).await;
    replay.assert_leads_to(&there.path);
    assert_eq!(there.browser.cookies["session"], session);
    khai.get(&code).await.assert_says(StatusCode::GONE, "This code is over");
}

#[tokio::test]
async fn a_code_is_good_for_two_minutes_and_a_closed_computer_opens_nothing() {
    let town = Town::new().await;
    let mut there = Computer::of(&town, town.browser(), "%2F").await;
    let mut phone = town.khai_in(town.browser()).await;
    let page = phone.get(&there.code).await;
    town.world.clock.advance(Duration::from_mins(2));
    answers(&mut phone, &page, &there.code, &there.number)
        .await
        .assert_says(StatusCode::GONE, "This code is over");
    there.page().await.assert_says(StatusCode::OK, "This code is over");
    // Confirmed, but the computer was closed: it is too late two minutes after.
    let mut closed = Computer::of(&town, town.browser(), "%2F").await;
    let page = phone.get(&closed.code).await;
    answers(&mut phone, &page, &closed.code, &closed.number).await;
    let waiting = closed.page().await;
    town.world.clock.advance(Duration::from_mins(2));
    let action = format!("{}/finish", closed.path);
    closed.browser.submit(&waiting, &action, &[]).await.assert_leads_to(&closed.path);
    closed.page().await.assert_says(StatusCode::OK, "This code is over");
}

#[tokio::test]
async fn no_other_browser_goes_on_and_a_phone_that_signed_out_takes_its_word_back() {
    let town = Town::new().await;
    let mut there = Computer::of(&town, town.browser(), "%2F").await;
    let mut phone = town.khai_in(town.browser()).await;
    let page = phone.get(&there.code).await;
    answers(&mut phone, &page, &there.code, &there.number).await;
    // Somebody who has read the address over a shoulder.
    let mut thief = town.browser();
    thief.get(&there.path).await.assert_says(StatusCode::OK, "This code is over");
    let csrf = thief.get("/sign-in").await.field("/sign-in", "csrf").expect("a proof");
    let origin = thief.origin().to_owned();
    let action = format!("{}/finish", there.path);
    thief
        .post(&action, &[("csrf".to_owned(), csrf)], &[("origin", &origin)])
        .await
        .assert_leads_to("/sign-in");
    assert!(!is_signed_in(&mut thief).await);
    let account = phone.get("/account").await;
    phone.submit(&account, "/sign-out", &[]).await;
    let waiting = there.page().await;
    there.browser.submit(&waiting, &action, &[]).await.assert_leads_to(&there.path);
    assert!(!is_signed_in(&mut there.browser).await);
    // What is made up is as what is over.
    let mut phone = town.khai_in(town.browser()).await;
    phone.get(&format!("/phone/{}", "A".repeat(43))).await.assert_says(StatusCode::GONE, "This code is over");
}
