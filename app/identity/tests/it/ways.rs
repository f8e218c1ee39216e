//! Ways to sign in beyond the password: the second step, remembered devices, the security centre.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_authenticators::totp;
use onedoor_site::testing::{Answer, Browser, messages, only_code_in};

use crate::actors::{PASSWORD, Town};
use crate::steps;

const CENTRE: &str = "/account/security";
const WRONG: &str = "The code doesn’t fit, or was used already";

/// The secret that the page shows to be typed.
fn secret_on(page: &Answer) -> Vec<u8> {
    let text = page.body.split("<code class=\"secret\">").nth(1).and_then(|rest| rest.split('<').next());
    totp::from_base32(text.expect("the page shows a secret")).expect("it is base32")
}

fn now(town: &Town) -> i64 {
    town.identity.site.now().seconds()
}

fn code(town: &Town, secret: &[u8]) -> String {
    totp::code(secret, totp::step_at(now(town)))
}

/// Adds an app to the account that is signed in; its secret.
async fn add_app(town: &Town, browser: &mut Browser) -> Vec<u8> {
    let page = browser.get("/account/security/totp").await;
    let secret = secret_on(&page);
    let filled = [("code", code(town, &secret)), ("label", "Điện thoại".to_owned())];
    let filled = [("code", filled[0].1.as_str()), ("label", filled[1].1.as_str())];
    let answer = browser.submit(&page, "/account/security/totp", &filled).await;
    answer.assert_leads_to("/account/security?notice=totp-added");
    town.world.clock.advance(Duration::from_secs(31));
    secret
}

/// Makes recovery codes; they are shown once.
async fn make_codes(browser: &mut Browser) -> Vec<String> {
    let page = browser.get("/account/security/codes").await;
    let shown = browser.submit(&page, "/account/security/codes", &[]).await;
    shown.assert_says(StatusCode::OK, "You see these codes only now.");
    let items = shown.body.split("<li><code>").skip(1);
    let codes: Vec<String> =
        items.map(|rest| rest.split('<').next().unwrap_or_default().to_owned()).collect();
    assert_eq!(codes.len(), 10);
    codes
}

/// The password is right: the second step.
async fn second_step(town: &Town, browser: &mut Browser) -> Answer {
    let answer = steps::sign_in(browser, "minh.khai", PASSWORD).await;
    assert!(answer.location().is_some_and(|to| to.starts_with("/sign-in/second?id=begn_")), "{answer:?}");
    assert!(!browser.clone().is_signed_in().await, "a session begins only when everything was shown");
    let page = browser.follow(answer).await;
    town.world.clock.advance(Duration::from_secs(1));
    page
}

async fn sign_out(browser: &mut Browser) {
    let own = browser.get("/account").await;
    browser.submit(&own, "/sign-out", &[]).await;
}

async fn show(browser: &mut Browser, page: &Answer, filled: &[(&str, &str)]) -> Answer {
    browser.submit(page, "/sign-in/second", filled).await
}

/// Goes to the page on which another way is asked.
async fn choose(browser: &mut Browser, page: &Answer, way: &str) -> Answer {
    let id = page.field("/sign-in/second", "id").expect("a begun sign-in");
    browser.get(&format!("/sign-in/second?id={id}&way={way}")).await
}

#[tokio::test]
async fn an_app_is_asked_for_its_code_once_it_is_added() {
    let town = Town::new().await;
    let mut here = town.khai_in(town.browser()).await;
    let centre = here.get(CENTRE).await;
    centre.assert_says(StatusCode::OK, "Your password alone opens your account.");
    let secret = add_app(&town, &mut here).await;
    here.get(CENTRE).await.assert_says(StatusCode::OK, "Điện thoại");
    let told = messages(&town.identity.site).await;
    assert!(told.last().expect("the owner is told").text.contains("Một ứng dụng tạo mã vừa được thêm"));
    assert!(town.actions_of(town.khai).await.contains(&"people.totp.added".to_owned()));

    let mut there = town.browser();
    let page = second_step(&town, &mut there).await;
    page.assert_says(StatusCode::OK, "Code from the app");
    let missing = show(&mut there, &page, &[("code", " ")]).await;
    missing.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Enter the code");
    let wrong = show(&mut there, &page, &[("code", steps::another(&code(&town, &secret)))]).await;
    wrong.assert_says(StatusCode::UNPROCESSABLE_ENTITY, WRONG);
    let right = code(&town, &secret);
    show(&mut there, &wrong, &[("code", &right)]).await.assert_leads_to("/account");
    assert!(there.is_signed_in().await);
    let actions = town.actions_of(town.khai).await;
    assert_eq!(actions[..3], ["site.session.begun", "people.second_step.refused", "people.sign_in.begun"]);

    // The same code opens nothing a second time, nor does the same begun sign-in.
    let mut thief = town.browser();
    let page = second_step(&town, &mut thief).await;
    show(&mut thief, &page, &[("code", &right)]).await.assert_says(StatusCode::UNPROCESSABLE_ENTITY, WRONG);
    // Who knows the password and tries on is told of, once.
    let told = async || {
        let all = messages(&town.identity.site).await;
        all.iter().filter(|sms| sms.text.contains("nhiều lần không qua được bước thứ hai")).count()
    };
    assert_eq!(told().await, 0, "two slips are the owner's own");
    for _ in 0..4 {
        show(&mut thief, &page, &[("code", &right)])
            .await
            .assert_says(StatusCode::UNPROCESSABLE_ENTITY, WRONG);
        assert_eq!(told().await, 1);
    }
}

#[tokio::test]
async fn a_begun_sign_in_is_good_in_its_browser_for_ten_minutes_with_the_password_that_was_given() {
    let town = Town::new().await;
    let mut here = town.khai_in(town.browser()).await;
    let secret = add_app(&town, &mut here).await;
    let mut there = town.browser();
    let page = second_step(&town, &mut there).await;

    // Somebody who learned its address in another browser.
    let mut thief = town.browser();
    let address = format!("/sign-in/second?id={}", page.field("/sign-in/second", "id").expect("an id"));
    thief.get(&address).await.assert_leads_to("/sign-in?notice=over");
    thief.visit(&address).await.assert_says(StatusCode::OK, "The sign-in took too long");

    // The password is changed meanwhile.
    let form = here.get("/account/password").await;
    let new = "năm con mèo ngồi đợi";
    let filled = [("present", PASSWORD), ("password", new), ("again", new)];
    here.submit(&form, "/account/password", &filled)
        .await
        .assert_leads_to("/account?notice=password-changed");
    let late = show(&mut there, &page, &[("code", &code(&town, &secret))]).await;
    late.assert_leads_to("/sign-in?notice=over");

    let answer = steps::sign_in(&mut there, "minh.khai", new).await;
    let page = there.follow(answer).await;
    town.world.clock.advance(Duration::from_mins(10));
    let late = show(&mut there, &page, &[("code", &code(&town, &secret))]).await;
    late.assert_leads_to("/sign-in?notice=over");
    assert!(!there.is_signed_in().await);
}

#[tokio::test]
async fn recovery_codes_are_shown_once_and_open_once() {
    let town = Town::new().await;
    let mut here = town.khai_in(town.browser()).await;
    add_app(&town, &mut here).await;
    let codes = make_codes(&mut here).await;
    let again = here.get("/account/security/codes").await;
    again.assert_says(StatusCode::OK, "10 are left");
    assert!(codes.iter().all(|code| !again.body.contains(code.as_str())));

    let mut there = town.browser();
    let page = second_step(&town, &mut there).await;
    let page = choose(&mut there, &page, "recovery").await;
    let wrong = show(&mut there, &page, &[("code", "0000 0000 0000")]).await;
    wrong.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "none of your recovery codes");
    show(&mut there, &wrong, &[("code", &codes[3])]).await.assert_leads_to("/account");
    let told = messages(&town.identity.site).await;
    assert!(told.last().expect("a message").text.contains("còn lại: 9"), "the owner is told");
    assert!(town.actions_of(town.khai).await.contains(&"people.recovery_code.used".to_owned()));

    let mut third = town.browser();
    let page = second_step(&town, &mut third).await;
    let page = choose(&mut third, &page, "recovery").await;
    let spent = show(&mut third, &page, &[("code", &codes[3])]).await;
    spent.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "none of your recovery codes");
    // New ones end the old.
    make_codes(&mut here).await;
    let old = show(&mut third, &spent, &[("code", &codes[4])]).await;
    old.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "none of your recovery codes");
}

#[tokio::test]
async fn a_text_message_is_a_second_step_where_its_owner_wants_one() {
    let town = Town::new().await;
    let mut here = town.khai_in(town.browser()).await;
    let page = here.get(CENTRE).await;
    // Never is not offered to whoever has nothing better.
    let forced = here.submit(&page, "/account/security/text-codes", &[("choice", "never")]).await;
    forced.assert_leads_to("/account/security?notice=text-codes");
    assert!(!here.get(CENTRE).await.body.contains("value=\"never\""));
    let chosen = here.submit(&page, "/account/security/text-codes", &[("choice", "always")]).await;
    here.follow(chosen).await.assert_says(StatusCode::OK, "Text messages can be intercepted.");
    let before = messages(&town.identity.site).await.len();

    let mut there = town.browser();
    let answer = steps::sign_in(&mut there, "minh.khai", PASSWORD).await;
    let page = there.follow(answer).await;
    page.assert_says(StatusCode::OK, "We will send a text message");
    assert_eq!(messages(&town.identity.site).await.len(), before, "nothing is sent before it is asked for");
    let answer = there.submit(&page, "/sign-in/second/text", &[]).await;
    let page = there.follow(answer).await;
    let first = only_code_in(messages(&town.identity.site).await.last().expect("a message"));
    let wrong = show(&mut there, &page, &[("code", steps::another(&first))]).await;
    wrong.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "The code is not right");
    let again = there.submit(&wrong, "/sign-in/second/text", &[]).await;
    let page = there.follow(again).await;
    page.assert_says(StatusCode::OK, "A new code is on its way.");
    let second = only_code_in(messages(&town.identity.site).await.last().expect("a message"));
    assert_ne!(first, second);
    show(&mut there, &page, &[("code", &second)]).await.assert_leads_to("/account");
}

#[tokio::test]
async fn a_remembered_device_is_not_asked_until_it_is_forgotten() {
    let town = Town::new().await;
    let mut here = town.khai_in(town.browser()).await;
    let secret = add_app(&town, &mut here).await;
    let mut there = town.browser();
    let page = second_step(&town, &mut there).await;
    let filled = [("code", code(&town, &secret)), ("remember", "yes".to_owned())];
    let filled = [("code", filled[0].1.as_str()), ("remember", "yes")];
    show(&mut there, &page, &filled).await.assert_leads_to("/account");
    sign_out(&mut there).await;
    town.world.clock.advance(Duration::from_mins(1));
    steps::sign_in(&mut there, "minh.khai", PASSWORD).await.assert_leads_to("/account");

    // Another account in the same browser is not remembered by it, nor this one in another browser.
    let mut copy = town.browser();
    second_step(&town, &mut copy).await;
    // Its owner sees it and has it forgotten.
    let page = there.get(CENTRE).await;
    page.assert_says(StatusCode::OK, "This browser");
    let forgotten = there.submit(&page, "/account/security/devices/forget", &[]).await;
    forgotten.assert_leads_to("/account/security?notice=device-forgotten");
    sign_out(&mut there).await;

    // Thirty days later, too.
    let page = second_step(&town, &mut there).await;
    let filled = [("code", code(&town, &secret)), ("remember", "yes".to_owned())];
    let filled = [("code", filled[0].1.as_str()), ("remember", "yes")];
    show(&mut there, &page, &filled).await.assert_leads_to("/account");
    town.world.clock.advance(Duration::from_hours(24 * 30 + 1));
    second_step(&town, &mut there).await;
}

#[tokio::test]
async fn guessing_codes_slows_down_and_does_not_lock_the_owner_out() {
    let town = Town::new().await;
    let mut here = town.khai_in(town.browser()).await;
    let secret = add_app(&town, &mut here).await;
    sign_out(&mut here).await;

    let mut waits = 0;
    for network in 1..=3 {
        let mut thief = town.browser().from([198, 51, 100, network]);
        let mut page = second_step(&town, &mut thief).await;
        for _ in 0..10 {
            page = show(&mut thief, &page, &[("code", steps::another(&code(&town, &secret)))]).await;
            waits += i32::from(page.status == StatusCode::TOO_MANY_REQUESTS);
        }
    }
    assert_eq!(waits, 10, "twenty in an hour from wherever nobody has signed in");
    // In the browser that the account knows its owner comes in.
    let page = second_step(&town, &mut here).await;
    show(&mut here, &page, &[("code", &code(&town, &secret))]).await.assert_leads_to("/account");
}

#[tokio::test]
async fn an_authenticator_is_renamed_and_removed_by_its_owner_only() {
    let town = Town::new().await;
    let mut here = town.khai_in(town.browser()).await;
    add_app(&town, &mut here).await;
    let centre = here.get(CENTRE).await;
    let one =
        centre.body.split("/account/security/authenticators/").nth(1).and_then(|rest| rest.split('"').next());
    let one = format!("/account/security/authenticators/{}", one.expect("a link"));
    let mut an = town.an_in(town.browser()).await;
    assert_eq!(an.get(&one).await.status, StatusCode::NOT_FOUND);
    let csrf = an.get(CENTRE).await.field("/account/security/text-codes", "csrf").expect("a proof");
    let fields = [("csrf".to_owned(), csrf)];
    an.post(&format!("{one}/remove"), &fields, &[]).await.assert_leads_to("/account/security?notice=removed");

    let page = here.get(&one).await;
    page.assert_says(StatusCode::OK, "It is the only one.");
    let renamed = here.submit(&page, &format!("{one}/rename"), &[("label", "  Máy \n mới ")]).await;
    here.follow(renamed).await.assert_says(StatusCode::OK, "Máy mới");
    let removed = here.submit(&page, &format!("{one}/remove"), &[]).await;
    here.follow(removed).await.assert_says(StatusCode::OK, "It was removed");
    assert!(town.actions_of(town.khai).await.contains(&"people.totp.removed".to_owned()));
    steps::sign_in(&mut town.browser(), "minh.khai", PASSWORD).await.assert_leads_to("/account");
}

#[tokio::test]
async fn what_opens_the_account_is_changed_only_by_somebody_fresh() {
    let town = Town::new().await;
    let mut here = town.khai_in(town.browser()).await;
    town.world.clock.advance(Duration::from_mins(11));
    assert_eq!(here.get(CENTRE).await.status, StatusCode::OK, "looking is free");
    for path in ["/account/security/totp", "/account/security/passkey", "/account/security/codes"] {
        let answer = here.get(path).await;
        assert!(answer.location().is_some_and(|to| to.starts_with("/sign-in?again=yes")), "{path}");
    }
}
