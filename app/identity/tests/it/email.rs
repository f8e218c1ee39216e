//! Mail addresses of an account.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_site::testing::{Answer, Browser, letters, messages};

use crate::actors::Town;

const ADDRESS: &str = "minh.khai@mail.example";

async fn ask(browser: &mut Browser, email: &str) -> Answer {
    let page = browser.get("/account/email").await;
    let answer = browser.submit(&page, "/account/email", &[("email", email)]).await;
    browser.follow(answer).await
}

fn code_in(text: &str) -> String {
    let mut runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 6);
    let code = runs.next().unwrap_or_else(|| panic!("no code in {text}"));
    assert_eq!(runs.next(), None, "one code: {text}");
    code.to_owned()
}

async fn latest_code(town: &Town) -> String {
    code_in(&letters(&town.identity.site).await.last().expect("a letter").text)
}

async fn add(town: &Town, browser: &mut Browser, email: &str) -> Answer {
    let page = ask(browser, email).await;
    town.world.clock.advance(Duration::from_secs(1));
    let code = latest_code(town).await;
    let answer = browser.submit(&page, "/account/email/code", &[("code", &code)]).await;
    browser.follow(answer).await
}

#[tokio::test]
async fn an_address_is_confirmed_by_a_letter_and_told_of_everywhere() {
    let town = Town::new().await;
    let mut here = town.khai_in(town.browser()).await;
    here.get("/account/email").await.assert_says(StatusCode::OK, "No mail address yet");
    let page = ask(&mut here, " Minh.Khai@MAIL.example ").await;
    page.assert_says(StatusCode::OK, "We have sent a letter to Minh.Khai@mail.example");
    let sent = letters(&town.identity.site).await;
    assert_eq!((sent.len(), sent[0].to.as_str()), (1, "Minh.Khai@mail.example"));
    assert!(!sent[0].subject.contains(&code_in(&sent[0].text)), "the code shows on no locked screen");
    assert!(sent[0].until.is_some(), "a code that came too late is not sent");
    assert!(messages(&town.identity.site).await.is_empty(), "nothing is told before it is confirmed");

    let wrong = if latest_code(&town).await == "000000" { "111111" } else { "000000" };
    let answer = here.submit(&page, "/account/email/code", &[("code", wrong)]).await;
    answer.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "4 more times");
    let code = latest_code(&town).await;
    town.world.clock.advance(Duration::from_secs(1));
    let answer = here.submit(&page, "/account/email/code", &[("code", &code)]).await;
    answer.assert_leads_to("/account/email?notice=added");
    here.follow(answer).await.assert_says(StatusCode::OK, "Minh.Khai@mail.example");
    // A second click does nothing twice.
    let answer = here.submit(&page, "/account/email/code", &[("code", &code)]).await;
    answer.assert_leads_to("/account/email");
    // The phone hears of it with the address masked, and so does the address itself.
    let told = messages(&town.identity.site).await;
    assert_eq!(told.len(), 1);
    assert!(told[0].text.contains("M•••@mail.example"), "{}", told[0].text);
    assert_eq!(letters(&town.identity.site).await.len(), 2);
    assert_eq!(town.actions_of(town.khai).await[..2], ["people.email.added", "people.email.code_sent"]);
}

#[tokio::test]
async fn an_address_that_is_removed_hears_of_it_and_nothing_afterwards() {
    let town = Town::new().await;
    let mut here = town.khai_in(town.browser()).await;
    let page = add(&town, &mut here, ADDRESS).await;
    let before = letters(&town.identity.site).await.len();
    town.world.clock.advance(Duration::from_secs(1));
    let answer = here.submit(&page, "/account/email/remove", &[]).await;
    here.follow(answer).await.assert_says(StatusCode::OK, "No mail address yet");
    let sent = letters(&town.identity.site).await;
    assert_eq!((sent.len() - before, sent[before].to.as_str()), (1, ADDRESS));
    assert!(sent[before].text.contains("vừa được xóa"), "in the owner's language: {}", sent[before].text);
    assert_eq!(town.actions_of(town.khai).await[0], "people.email.removed");
}

#[tokio::test]
async fn what_is_no_address_or_one_too_many_is_said() {
    let town = Town::new().await;
    let mut here = town.khai_in(town.browser()).await;
    let unfit = StatusCode::UNPROCESSABLE_ENTITY;
    ask(&mut here, "").await.assert_says(unfit, "Enter a mail address");
    for wrong in
        ["khai", "khai@", "@mail.example", "a b@mail.example", "khai@mail", "khai@mail.example\nBcc: x@y.z"]
    {
        ask(&mut here, wrong).await.assert_says(unfit, "Enter a full mail address");
    }
    add(&town, &mut here, ADDRESS).await;
    ask(&mut here, ADDRESS).await.assert_says(unfit, "You have this address here already");
    for n in 2..=5 {
        add(&town, &mut here, &format!("khai{n}@mail.example"))
            .await
            .assert_says(StatusCode::OK, "was added");
    }
    ask(&mut here, "khai6@mail.example").await.assert_says(unfit, "There is room for 5 addresses");
}

/// Spouses share a mailbox: it is told to nobody that somebody else has it, and it opens nothing.
#[tokio::test]
async fn two_people_may_have_one_address_and_nobody_signs_in_with_it() {
    let town = Town::new().await;
    let mut hers = town.khai_in(town.browser()).await;
    add(&town, &mut hers, ADDRESS).await.assert_says(StatusCode::OK, "was added");
    let mut his = town.an_in(town.browser()).await;
    add(&town, &mut his, ADDRESS).await.assert_says(StatusCode::OK, "was added");
    let mut browser = town.browser();
    let page = browser.get("/sign-in").await;
    let filled = [("identifier", ADDRESS), ("password", crate::actors::PASSWORD)];
    let answer = browser.submit(&page, "/sign-in", &filled).await;
    assert_ne!(answer.status, StatusCode::SEE_OTHER, "an address is no name");
}

/// Whoever wants to fill a stranger's mailbox comes from many accounts: the address is counted.
#[tokio::test]
async fn a_mailbox_gets_few_letters_whoever_asks() {
    let town = Town::new().await;
    let mut hers = town.khai_in(town.browser()).await;
    let mut his = town.an_in(town.browser()).await;
    for _ in 0..3 {
        ask(&mut hers, ADDRESS).await.assert_says(StatusCode::OK, "We have sent a letter");
    }
    // Written otherwise it is the same mailbox.
    for _ in 0..2 {
        ask(&mut his, "MINH.khai@mail.example").await.assert_says(StatusCode::OK, "We have sent a letter");
    }
    ask(&mut his, ADDRESS).await.assert_says(StatusCode::TOO_MANY_REQUESTS, "Too many codes");
    ask(&mut hers, ADDRESS).await.assert_says(StatusCode::TOO_MANY_REQUESTS, "Too many codes");
    assert_eq!(letters(&town.identity.site).await.len(), 5);
}

/// A code belongs to the browser and the account that asked.
#[tokio::test]
async fn a_code_confirms_nothing_for_anybody_else() {
    let town = Town::new().await;
    let mut hers = town.khai_in(town.browser()).await;
    let page = ask(&mut hers, ADDRESS).await;
    let code = latest_code(&town).await;
    let mut his = town.an_in(town.browser()).await;
    let his_page = ask(&mut his, "an@mail.example").await;
    let id =
        page.form("/account/email/code").expect("a form").into_iter().find(|(n, _)| n == "id").expect("id").1;
    let answer = his.submit(&his_page, "/account/email/code", &[("id", &id), ("code", &code)]).await;
    answer.assert_leads_to("/account/email");
    his.follow(answer).await.assert_says(StatusCode::OK, "No mail address yet");
}

#[tokio::test]
async fn a_sign_in_from_a_new_place_is_told_by_letter_and_one_from_a_known_place_is_not() {
    let town = Town::new().await;
    let mut here = town.khai_in(town.browser()).await;
    add(&town, &mut here, ADDRESS).await;
    let told = async || {
        let letters = letters(&town.identity.site).await;
        letters.iter().filter(|letter| letter.subject.contains("chưa từng dùng")).count()
    };
    assert_eq!(told().await, 0);
    // Another browser in the same network.
    town.khai_in(town.browser()).await;
    assert_eq!(told().await, 0);
    let texts = messages(&town.identity.site).await.len();
    town.khai_in(town.browser().from([203, 0, 113, 7])).await;
    assert_eq!(told().await, 1);
    assert_eq!(messages(&town.identity.site).await.len(), texts, "no text message for it");
    town.khai_in(town.browser().from([203, 0, 113, 7])).await;
    assert_eq!(told().await, 1, "it is known by now");
}
