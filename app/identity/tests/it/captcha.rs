//! The check that keeps programs out, at the sign-in: who must pass it, and that nothing gets past it.

use axum::http::StatusCode;
use onedoor_identity::Identity;
use onedoor_site::challenge::{Captcha, digits_of, work_of};
use onedoor_site::testing::{Answer, Browser, TestWorld, messages};

use crate::actors::{ANS_PASSWORD, PASSWORD, account_of, an, khai, vneid_with};
use crate::steps::{browser, sign_in};

const WRONG: &str = "con thuyền không bến";
const ASKED: &str = "Pass the security check below";

async fn town(captcha: Captcha) -> (TestWorld, Identity) {
    let world = TestWorld::new();
    let identity = vneid_with(&world, captcha).await;
    account_of(&identity, &khai()).await;
    account_of(&identity, &an()).await;
    (world, identity)
}

fn token(page: &Answer) -> Option<String> {
    page.field("/sign-in", "challenge")
}

/// The digits that this browser has to give for the check on a page.
fn digits_on(identity: &Identity, browser: &Browser, page: &Answer) -> String {
    let token = token(page).expect("the page has a check");
    digits_of(&identity.site, &browser.cookies["browser"], &token).expect("the check is this browser's")
}

/// The work that it has to do.
fn work_on(identity: &Identity, browser: &Browser, page: &Answer) -> String {
    let token = token(page).expect("the page has a check");
    work_of(&identity.site, &browser.cookies["browser"], &token).expect("the check is this browser's")
}

async fn give(browser: &mut Browser, page: &Answer, password: &str, field: &str, value: &str) -> Answer {
    let filled = [("identifier", "minh.khai"), ("password", password), (field, value)];
    browser.submit(page, "/sign-in", &filled).await
}

#[tokio::test]
async fn digits_or_work_let_in_and_nothing_else_does() {
    let (world, identity) = town(Captcha::Always).await;
    for way in ["challenge_digits", "challenge_work"] {
        let mut khai = browser(&identity);
        let page = khai.get("/sign-in").await;
        let (digits, work) = (digits_on(&identity, &khai, &page), work_on(&identity, &khai, &page));
        assert!(!page.body.contains(&digits), "the page tells the digits");
        let hashed = world.hashing.taken();
        // Nothing, then something wrong: the password is not even looked at.
        give(&mut khai, &page, PASSWORD, "challenge_digits", "")
            .await
            .assert_says(StatusCode::UNPROCESSABLE_ENTITY, ASKED);
        let page = khai.get("/sign-in").await;
        let right = digits_on(&identity, &khai, &page);
        let other = if right == "00000" { "11111" } else { "00000" };
        let page = give(&mut khai, &page, PASSWORD, "challenge_digits", other).await;
        page.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Those were not the digits");
        assert_eq!(
            page.field("/sign-in", "identifier").as_deref(),
            Some("minh.khai"),
            "what was typed is kept"
        );
        let again = give(&mut khai, &page, PASSWORD, "challenge_work", &work).await;
        again.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Those were not the digits");
        assert_eq!(world.hashing.taken(), hashed, "a password was checked");
        let page = khai.get("/sign-in").await;
        let (digits, work) = (digits_on(&identity, &khai, &page), work_on(&identity, &khai, &page));
        let value =
            if way == "challenge_digits" { format!(" {} {}", &digits[..2], &digits[2..]) } else { work };
        give(&mut khai, &page, PASSWORD, way, &value).await.assert_leads_to("/account");
    }
}

#[tokio::test]
async fn a_check_is_good_once_for_one_browser_one_form_and_half_an_hour() {
    let (world, identity) = town(Captcha::Always).await;
    let mut khai = browser(&identity);
    let page = khai.get("/sign-in").await;
    let (digits, work) = (digits_on(&identity, &khai, &page), work_on(&identity, &khai, &page));
    // Used: it was spent on a wrong password.
    give(&mut khai, &page, WRONG, "challenge_digits", &digits)
        .await
        .assert_says(StatusCode::UNPROCESSABLE_ENTITY, "don’t match");
    for (field, value) in [("challenge_digits", &digits), ("challenge_work", &work)] {
        let replayed = give(&mut khai, &page, PASSWORD, field, value).await;
        replayed.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "had been used or was too old");
    }
    // Another browser has nothing from it, neither to pass with nor to look at.
    let page = khai.get("/sign-in").await;
    let digits = digits_on(&identity, &khai, &page);
    let bought = token(&page).expect("there is one");
    let mut thief = browser(&identity);
    let thiefs = thief.get("/sign-in").await;
    let filled = [
        ("identifier", "minh.khai"),
        ("password", PASSWORD),
        ("challenge", &*bought),
        ("challenge_digits", &*digits),
    ];
    thief
        .submit(&thiefs, "/sign-in", &filled)
        .await
        .assert_says(StatusCode::UNPROCESSABLE_ENTITY, "had been used or was too old");
    for what in ["picture", "sound", "another"] {
        let address = format!("/challenge/{what}?challenge={bought}");
        assert_eq!(thief.get(&address).await.status, StatusCode::NOT_FOUND);
        assert_eq!(khai.get(&address).await.status, StatusCode::OK);
    }
    // Too old.
    world.clock.advance(std::time::Duration::from_mins(31));
    give(&mut khai, &page, PASSWORD, "challenge_digits", &digits)
        .await
        .assert_says(StatusCode::UNPROCESSABLE_ENTITY, "too old");
    // Garbage is no check, and no reason to fall over.
    let long = "A".repeat(5000);
    for garbage in ["A", "%00", "no check", &long] {
        let page = khai.get("/sign-in").await;
        let answer = give(&mut khai, &page, PASSWORD, "challenge", garbage).await;
        answer.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "too old");
    }
}

#[tokio::test]
async fn whoever_fails_now_and_then_is_not_asked_and_who_fails_often_is() {
    let (_world, identity) = town(Captcha::Risk).await;
    let mut khai = browser(&identity);
    assert_eq!(token(&khai.get("/sign-in").await), None);
    for _ in 0..2 {
        let answer = sign_in(&mut khai, "minh.khai", WRONG).await;
        assert_eq!(token(&answer), None);
    }
    // The third failure brings the check, so that the next try is whole at once.
    let page = sign_in(&mut khai, "minh.khai", WRONG).await;
    page.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "don’t match");
    let digits = digits_on(&identity, &khai, &page);
    sign_in(&mut khai, "minh.khai", PASSWORD).await.assert_says(StatusCode::UNPROCESSABLE_ENTITY, ASKED);
    give(&mut khai, &page, PASSWORD, "challenge_digits", &digits).await.assert_leads_to("/account");
    // In another home, or with another name, nobody notices.
    let mut elsewhere = browser(&identity).from([198, 51, 100, 7]);
    sign_in(&mut elsewhere, "minh.khai", PASSWORD).await.assert_leads_to("/account");
    sign_in(&mut browser(&identity), "tran.an", ANS_PASSWORD).await.assert_leads_to("/account");
}

#[tokio::test]
async fn a_known_browser_is_not_asked_because_of_strangers() {
    let (_world, identity) = town(Captcha::Risk).await;
    let mut khai = browser(&identity);
    sign_in(&mut khai, "minh.khai", PASSWORD).await.assert_leads_to("/account");
    let front = khai.get("/").await;
    khai.submit(&front, "/sign-out", &[]).await;
    // Twelve strangers in twelve networks.
    for network in 1..=12 {
        let mut stranger = browser(&identity).from([203, 0, 113, network]);
        sign_in(&mut stranger, "minh.khai", WRONG).await;
    }
    let mut newcomer = browser(&identity).from([198, 51, 100, 9]);
    sign_in(&mut newcomer, "minh.khai", PASSWORD).await.assert_says(StatusCode::UNPROCESSABLE_ENTITY, ASKED);
    sign_in(&mut khai, "minh.khai", PASSWORD).await.assert_leads_to("/account");
}

#[tokio::test]
async fn less_work_than_the_risk_wants_is_not_enough() {
    let (_world, identity) = town(Captcha::Risk).await;
    let mut guesser = browser(&identity);
    let mut page = guesser.get("/sign-in").await;
    for _ in 0..3 {
        page = give(&mut guesser, &page, WRONG, "again", "").await;
    }
    // A check from the time of the third failure; four more failures come from another browser of the network.
    let cheap = work_on(&identity, &guesser, &page);
    let mut other = browser(&identity);
    let mut others = give_first(&mut other).await;
    for _ in 0..4 {
        let digits = digits_on(&identity, &other, &others);
        others = give(&mut other, &others, WRONG, "challenge_digits", &digits).await;
    }
    let page = give(&mut guesser, &page, PASSWORD, "challenge_work", &cheap).await;
    page.assert_says(StatusCode::UNPROCESSABLE_ENTITY, ASKED);
    let dear = work_on(&identity, &guesser, &page);
    give(&mut guesser, &page, PASSWORD, "challenge_work", &dear).await.assert_leads_to("/account");
}

async fn give_first(browser: &mut Browser) -> Answer {
    let page = browser.get("/sign-in").await;
    give(browser, &page, WRONG, "again", "").await
}

#[tokio::test]
async fn guessing_digits_ends_soon() {
    let (_world, identity) = town(Captcha::Always).await;
    let mut guesser = browser(&identity);
    let mut page = guesser.get("/sign-in").await;
    for _ in 0..60 {
        let right = digits_on(&identity, &guesser, &page);
        let wrong = if right == "00000" { "11111" } else { "00000" };
        page = give(&mut guesser, &page, PASSWORD, "challenge_digits", wrong).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    // From now on not even the right digits help, for some minutes.
    let (right, work) = (digits_on(&identity, &guesser, &page), work_on(&identity, &guesser, &page));
    let page = give(&mut guesser, &page, PASSWORD, "challenge_digits", &right).await;
    page.assert_says(StatusCode::TOO_MANY_REQUESTS, "Too many security checks");
    let page = give(&mut guesser, &page, PASSWORD, "challenge_work", &work).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "it was for another check");
    // Nobody can guess work: it lets a neighbour behind the same address in.
    let mut beside = browser(&identity);
    let page = beside.get("/sign-in").await;
    let done = work_on(&identity, &beside, &page);
    give(&mut beside, &page, PASSWORD, "challenge_work", &done).await.assert_leads_to("/account");
    let mut neighbour = browser(&identity).from([198, 51, 100, 3]);
    let page = neighbour.get("/sign-in").await;
    let right = digits_on(&identity, &neighbour, &page);
    give(&mut neighbour, &page, PASSWORD, "challenge_digits", &right).await.assert_leads_to("/account");
}

#[tokio::test]
async fn another_picture_keeps_what_was_typed() {
    let (_world, identity) = town(Captcha::Always).await;
    let mut khai = browser(&identity);
    let page = khai.get("/sign-in?return_to=/goal").await;
    let filled = [("identifier", "minh.khai"), ("challenge_another", "yes")];
    let other = khai.submit(&page, "/sign-in", &filled).await;
    assert_eq!(other.status, StatusCode::OK, "nothing went wrong");
    assert_ne!(token(&page), token(&other));
    assert_eq!(other.field("/sign-in", "identifier").as_deref(), Some("minh.khai"));
    assert_eq!(other.field("/sign-in", "return_to").as_deref(), Some("/goal"));
    // And the same for a script.
    let address = format!("/challenge/another?challenge={}", token(&other).expect("there is one"));
    let answer = khai.get(&address).await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, Some("application/json")));
    for (what, kind) in [("picture", "image/png"), ("sound", "audio/wav")] {
        let address = format!("/challenge/{what}?challenge={}", token(&other).expect("there is one"));
        let answer = khai.get(&address).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, Some(kind)));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    }
}

#[tokio::test]
async fn before_a_message_is_sent_the_check_stands_too() {
    let (_world, identity) = town(Captcha::Always).await;
    let mut hong = browser(&identity);
    let filled = [("name", "Lê Thị Hồng"), ("phone", "0901 234 567"), ("consent", "yes")];
    let page = hong.get("/register").await;
    let again = hong.submit(&page, "/register", &filled).await;
    again.assert_says(StatusCode::UNPROCESSABLE_ENTITY, ASKED);
    assert_eq!(again.field("/register", "phone").as_deref(), Some("0901 234 567"), "nothing typed is lost");
    // One from the sign-in is not good here.
    let elsewhere = hong.get("/sign-in").await;
    let (bought, right) = (token(&elsewhere).expect("there is one"), digits_on(&identity, &hong, &elsewhere));
    let with = [&filled[..], &[("challenge", &*bought), ("challenge_digits", &*right)]].concat();
    let again = hong.submit(&page, "/register", &with).await;
    again.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "had been used or was too old");
    assert!(messages(&identity.site).await.is_empty(), "a message was sent");
    let given = again.field("/register", "challenge").expect("there is one");
    let right = digits_of(&identity.site, &hong.cookies["browser"], &given).expect("it is this browser's");
    let with = [&filled[..], &[("challenge_digits", &*right)]].concat();
    let sent = hong.submit(&again, "/register", &with).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    assert_eq!(messages(&identity.site).await.len(), 1);
}

#[tokio::test]
async fn a_network_that_has_many_messages_sent_is_asked_before_the_limit() {
    let (_world, identity) = town(Captcha::Risk).await;
    for n in 0..20 {
        let mut visitor = browser(&identity);
        let page = visitor.get("/register").await;
        assert_eq!(page.field("/register", "challenge"), None, "after {n}");
        let phone = format!("0901 234 {:03}", 500 + n);
        let filled = [("name", "Lê Thị Hồng"), ("phone", &*phone), ("consent", "yes")];
        assert_eq!(visitor.submit(&page, "/register", &filled).await.status, StatusCode::SEE_OTHER);
    }
    let mut visitor = browser(&identity);
    assert!(visitor.get("/register").await.field("/register", "challenge").is_some());
    let mut elsewhere = browser(&identity).from([198, 51, 100, 4]);
    assert_eq!(elsewhere.get("/register").await.field("/register", "challenge"), None);
}
