use std::time::Duration;

use axum::http::StatusCode;
use onedoor_site::testing::{Answer, Browser, messages};

use crate::actors::{ANS_PASSWORD, PASSWORD, Town};

const NEW: &str = "năm con mèo ngồi đợi";

async fn try_with(browser: &mut Browser, present: &str, new: &str, again: &str) -> Answer {
    let page = browser.get("/account/password").await;
    let filled = [("present", present), ("password", new), ("again", again)];
    browser.submit(&page, "/account/password", &filled).await
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions_and_tells_the_owner() {
    let town = Town::new().await;
    let mut here = town.khai_in(town.browser()).await;
    let mut there = town.khai_in(town.browser()).await;
    let page = here.get("/account/password").await;
    page.assert_says(StatusCode::OK, "All your other browsers and devices are signed out.");

    let changed = try_with(&mut here, PASSWORD, NEW, NEW).await;
    changed.assert_leads_to("/account?notice=password-changed");
    here.follow(changed).await.assert_says(StatusCode::OK, "Your password was changed.");
    assert!(!there.is_signed_in().await);

    let record = town.record_of(town.khai).await;
    assert_eq!(record[0].action, "people.password.changed");
    assert_eq!(record[0].detail["sessions"].as_array().map(Vec::len), Some(1));
    let sent = messages(&town.identity.site).await;
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].to, "+84912345678");
    assert!(sent[0].text.contains("Mật khẩu"), "in the owner's language: {}", sent[0].text);
    assert!(
        sent[0].text.contains("(21/11/2026 12:00, Firefox trên Linux)"),
        "when and where: {}",
        sent[0].text
    );
    assert!(!sent[0].text.contains(NEW));

    // The old one is good for nothing now, the new one is.
    let wrong = try_with(&mut here, PASSWORD, "một chiếc lá vàng", "một chiếc lá vàng").await;
    wrong.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "This is not your present password.");
    let right = try_with(&mut here, NEW, "một chiếc lá vàng", "một chiếc lá vàng").await;
    right.assert_leads_to("/account?notice=password-changed");
}

#[tokio::test]
async fn a_wrong_present_password_changes_nothing_and_is_recorded() {
    let town = Town::new().await;
    let mut here = town.khai_in(town.browser()).await;
    let mut there = town.khai_in(town.browser()).await;
    let answer = try_with(&mut here, "không phải nó đâu", NEW, NEW).await;
    answer.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "This is not your present password.");
    assert!(!answer.body.contains(NEW), "passwords never come back");
    assert!(there.is_signed_in().await);
    assert!(messages(&town.identity.site).await.is_empty());
    assert_eq!(town.actions_of(town.khai).await[0], "people.password.refused");
}

#[tokio::test]
async fn what_is_no_new_password_is_said_before_anything_is_hashed() {
    let town = Town::new().await;
    let mut here = town.khai_in(town.browser()).await;
    let hashed = town.world.hashing.taken();
    for (present, new, again, says) in [
        ("", NEW, NEW, "Enter your present password"),
        (PASSWORD, "", "", "Enter a password"),
        (PASSWORD, "ngắn", "ngắn", "at least 10 characters"),
        (PASSWORD, "password123", "password123", "Too many people use this password"),
        (PASSWORD, "0912345678", "0912345678", "Choose another one"),
        (PASSWORD, "Nguyễn Thị Minh Khai", "Nguyễn Thị Minh Khai", "must not be your name"),
        (PASSWORD, PASSWORD, PASSWORD, "This is the password that you have"),
        (PASSWORD, NEW, "khác hẳn cái kia", "not the same"),
    ] {
        try_with(&mut here, present, new, again).await.assert_says(StatusCode::UNPROCESSABLE_ENTITY, says);
    }
    assert_eq!(town.world.hashing.taken(), hashed);
}

#[tokio::test]
async fn guessing_ends_after_five_tries_for_a_quarter_of_an_hour() {
    let town = Town::new().await;
    let mut here = town.khai_in(town.browser()).await;
    for _ in 0..5 {
        let answer = try_with(&mut here, "không phải nó đâu", NEW, NEW).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let hashed = town.world.hashing.taken();
    let answer = try_with(&mut here, PASSWORD, NEW, NEW).await;
    answer.assert_says(StatusCode::TOO_MANY_REQUESTS, "too many attempts");
    assert_eq!(town.world.hashing.taken(), hashed, "nothing is hashed for it");
    // An is not kept out by it.
    let mut an = town.an_in(town.browser()).await;
    let answer = try_with(&mut an, ANS_PASSWORD, NEW, NEW).await;
    answer.assert_leads_to("/account?notice=password-changed");

    town.world.clock.advance(Duration::from_mins(16));
    let page = here.visit("/account/password").await;
    let known = [("identifier", "minh.khai"), ("password", PASSWORD)];
    here.submit(&page, "/sign-in", &known).await.assert_leads_to("/account/password");
    let answer = try_with(&mut here, PASSWORD, NEW, NEW).await;
    answer.assert_leads_to("/account?notice=password-changed");
}

#[tokio::test]
async fn whoever_signed_in_long_ago_proves_again_first_and_comes_back() {
    let town = Town::new().await;
    let mut here = town.khai_in(town.browser()).await;
    let page = here.get("/account/password").await;
    let filled = [("present", PASSWORD), ("password", NEW), ("again", NEW)];

    // The page wants a proof of the last ten minutes, a form that was opened in time has ten more.
    town.world.clock.advance(Duration::from_mins(11));
    let asked = "/sign-in?again=yes&return_to=%2Faccount%2Fpassword";
    here.get("/account/password").await.assert_leads_to(asked);
    town.world.clock.advance(Duration::from_mins(9));
    let stood_on = format!("{}/account/password", here.origin());
    let mut fields = page.form("/account/password").expect("the form");
    fields.retain(|(name, _)| filled.iter().all(|(n, _)| n != name));
    fields.extend(filled.map(|(name, value)| (name.to_owned(), value.to_owned())));
    let late = here.post("/account/password", &fields, &[("referer", &stood_on)]).await;
    late.assert_leads_to(asked);

    let page = here.follow(late).await;
    let known = [("identifier", "minh.khai"), ("password", PASSWORD)];
    here.submit(&page, "/sign-in", &known).await.assert_leads_to("/account/password");
    try_with(&mut here, PASSWORD, NEW, NEW).await.assert_leads_to("/account?notice=password-changed");
}

#[tokio::test]
async fn a_form_whose_session_is_over_leads_back_to_its_page_after_the_sign_in() {
    let town = Town::new().await;
    let mut here = town.browser();
    let stood_on = format!("{}/account/password", here.origin());
    for (from, back) in
        [(stood_on.as_str(), "%2Faccount%2Fpassword"), ("https://evil.example/account", "%2F")]
    {
        let answer = here.post("/account/password", &[], &[("referer", from)]).await;
        answer.assert_leads_to(&format!("/sign-in?return_to={back}"));
    }
}
