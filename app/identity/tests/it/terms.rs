//! The terms of use: agreed to at a registration, read in every version, asked for again when they change.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::{Language, Timestamp};
use onedoor_identity::{TermsError, TermsVersion};
use onedoor_site::testing::{DAWN, TestWorld};

use crate::actors::{PASSWORD, account_of, agreeing, khai, vneid_terms};
use crate::steps::{browser, choose, latest_code, sign_in};

const DAY: Duration = Duration::from_hours(24);

fn version(name: &str, from: Timestamp, what: &str) -> TermsVersion {
    let texts = Language::ALL.map(|language| (language, format!("# {what}\n\nIn {}.", language.tag())));
    TermsVersion { version: name.to_owned(), from, texts: texts.to_vec() }
}

fn first() -> TermsVersion {
    version("1", DAWN, "Be good")
}

fn second() -> TermsVersion {
    version("2", DAWN.after(DAY), "Be better")
}

#[tokio::test]
async fn whoever_registers_agrees_to_the_version_that_they_were_shown() {
    let world = TestWorld::new();
    let identity = vneid_terms(&world, &[first(), second()]).await;
    let mut hong = browser(&identity);
    let page = hong.get("/register").await;
    page.assert_says(StatusCode::OK, "Be good");
    let filled = [("name", "Hồng"), ("phone", "0901 234 567"), ("consent", "yes")];
    let again = hong.submit(&page, "/register", &filled).await;
    again.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Tick the box to agree to the terms of use");
    // Meanwhile the second version comes into force.
    world.clock.advance(DAY);
    let agreed = [filled.as_slice(), &[("terms", "yes")]].concat();
    let again = hong.submit(&again, "/register", &agreed).await;
    again.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "have just changed");
    again.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Be better");
    let answer = hong.submit(&again, "/register", &agreed).await;
    let page = hong.follow(answer).await;
    let code = latest_code(&identity).await;
    let answer = hong.submit(&page, "/register/code", &[("code", &code)]).await;
    let page = hong.follow(answer).await;
    choose(&mut hong, &page, "thi.hong", "hoa phượng đỏ sân trường")
        .await
        .assert_leads_to("/account?notice=registered");
    hong.get("/account").await.assert_says(StatusCode::OK, "My account");
    hong.get("/account/activity").await.assert_says(StatusCode::OK, "You agreed to the terms of use");
    let read = hong.get("/terms").await;
    read.assert_says(StatusCode::OK, "Be better");
    assert_eq!(
        read.body.matches("<time").count(),
        3,
        "two days and the hour of the agreement: {}",
        read.body
    );
}

#[tokio::test]
async fn a_new_version_is_asked_for_at_the_next_sign_in_and_the_way_goes_on() {
    let world = TestWorld::new();
    let identity = vneid_terms(&world, &[first(), second()]).await;
    account_of(&identity, &khai()).await;
    let mut old = browser(&identity);
    sign_in(&mut old, "minh.khai", PASSWORD).await.assert_leads_to("/account");
    old.get("/account").await.assert_says(StatusCode::OK, "Minh Khai");
    world.clock.advance(DAY.saturating_sub(Duration::from_mins(5)));
    let mut still = browser(&identity);
    sign_in(&mut still, "minh.khai", PASSWORD).await.assert_leads_to("/account");
    world.clock.advance(Duration::from_mins(10));
    still.get("/account").await.assert_says(StatusCode::OK, "Minh Khai");

    let mut khai = browser(&identity);
    let page = khai.get("/sign-in?return_to=%2Faccount%2Factivity%3Fkind%3Dlinks").await;
    let answer = khai.submit(&page, "/sign-in", &[("identifier", "minh.khai"), ("password", PASSWORD)]).await;
    let asked = khai.follow(answer).await;
    asked.assert_says(StatusCode::OK, "The terms of use have changed");
    asked.assert_says(StatusCode::OK, "Be better");
    for path in ["/account", "/account/security", "/account/number"] {
        let led = khai.get(path).await;
        assert_eq!(led.status, StatusCode::SEE_OTHER, "{path} stands behind it");
        assert!(led.location().is_some_and(|to| to.starts_with("/terms/agree?")), "{path}");
    }
    khai.get("/terms/version/1").await.assert_says(StatusCode::OK, "not the version that is in force");
    // A form of before, or a made-up version, agrees to nothing.
    let refused = khai.submit(&asked, "/terms/agree", &[("version", "1")]).await;
    assert!(refused.location().is_some_and(|to| to.starts_with("/terms/agree?")), "{refused:?}");
    let answer = khai.submit(&asked, "/terms/agree", &[]).await;
    answer.assert_leads_to("/account/activity?kind=links");
    khai.follow(answer).await.assert_says(StatusCode::OK, "Account activity");
    // Once is enough, in every browser; twice does no harm.
    khai.submit(&asked, "/terms/agree", &[]).await.assert_leads_to("/account/activity?kind=links");
    let mut other = browser(&identity);
    sign_in(&mut other, "minh.khai", PASSWORD).await;
    other.get("/account").await.assert_says(StatusCode::OK, "Minh Khai");
}

#[tokio::test]
async fn what_is_in_force_never_changes_and_what_is_not_may() {
    let world = TestWorld::new();
    let identity = vneid_terms(&world, &[first(), second()]).await;
    let site = identity.site.clone();
    let other = version("1", DAWN, "Be bad");
    let refused = agreeing(site.clone(), &[other]).await.err();
    assert!(matches!(refused, Some(TermsError::Changed(version)) if version == "1"));
    let changed = version("2", DAWN.after(DAY), "Be best");
    let identity = agreeing(site.clone(), &[changed]).await.expect("what is to come may still change");
    let mut visitor = browser(&identity);
    visitor.get("/terms/version/1").await.assert_says(StatusCode::OK, "Be good");
    visitor.get("/terms/version/2").await.assert_says(StatusCode::OK, "Be best");
    assert_eq!(visitor.get("/terms/version/3").await.status, StatusCode::NOT_FOUND);
}
