//! Signing in with the number that was given (S3.4), where several may have given the same.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_site::testing::{Browser, TestWorld};

use super::walk::{NUMBER, PASSWORD, PHONE, whole};
use crate::actors::{self, Town, vneid};
use crate::steps::{browser, sign_in};

const OTHER_PHONE: &str = "0912 000 111";
const OTHER_PASSWORD: &str = "con thuyền trên sông Gấm";

/// Signs in at the application's own page.
async fn in_app(browser: &mut Browser, number: &str, password: &str) -> onedoor_site::testing::Answer {
    let page = browser.get("/app/sign-in").await;
    browser.submit(&page, "/sign-in", &[("identifier", number), ("password", password)]).await
}

#[tokio::test]
async fn s3_4_number_and_password_open_the_account_that_was_registered_so() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    whole(&identity, &mut browser(&identity), PHONE, PASSWORD).await;
    in_app(&mut browser(&identity), "001 190 000 018", PASSWORD).await.assert_leads_to("/app");
    sign_in(&mut browser(&identity), NUMBER, PASSWORD).await.assert_leads_to("/account");
    let wrong = in_app(&mut browser(&identity), NUMBER, "something else").await;
    let unknown = in_app(&mut browser(&identity), "001190000026", "something else").await;
    assert_eq!(
        (wrong.status, unknown.status),
        (StatusCode::UNPROCESSABLE_ENTITY, StatusCode::UNPROCESSABLE_ENTITY)
    );
    let plain = |answer: &onedoor_site::testing::Answer| answer.title();
    assert_eq!(plain(&wrong), plain(&unknown));
    wrong.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "try your phone number or user name");
    // Still the application's own page, with the number as it was typed and no password.
    wrong.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "with the identity number with which you registered");
    assert!(wrong.body.contains(&format!("value=\"{NUMBER}\"")), "{}", wrong.body);
    assert!(!wrong.body.contains("something else"));
}

#[tokio::test]
async fn squatting_a_number_opens_only_ones_own_account() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let (mut first, mut second) = (browser(&identity), browser(&identity));
    whole(&identity, &mut first, PHONE, PASSWORD).await;
    world.clock.advance(Duration::from_mins(5));
    whole(&identity, &mut second, OTHER_PHONE, OTHER_PASSWORD).await;
    world.clock.advance(Duration::from_mins(5));
    // Elsewhere the number means the older one, whoever it is; each has their phone and their user name besides.
    in_app(&mut browser(&identity), NUMBER, PASSWORD).await.assert_leads_to("/app");
    let answer = in_app(&mut browser(&identity), NUMBER, OTHER_PASSWORD).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    in_app(&mut browser(&identity), OTHER_PHONE, OTHER_PASSWORD).await.assert_leads_to("/app");
    // In the browser where the younger one registered it means theirs.
    second.cookies.remove("session");
    in_app(&mut second, NUMBER, OTHER_PASSWORD).await.assert_leads_to("/app");
}

#[tokio::test]
async fn squatting_a_number_that_its_owner_has_proven_finds_nobody() {
    let town = Town::new().await;
    // Khai's number is proven; somebody registers with it.
    let mut squatter = town.browser();
    let page = super::walk::begin_with(&mut squatter, actors::NUMBER, PHONE).await;
    let card = [("name", "Kẻ Khác"), ("born", "1.1.1988"), ("sex", "female")];
    let page = super::walk::type_card(&mut squatter, &page, &card).await;
    let page = super::walk::review(&mut squatter, &page).await;
    let page = super::walk::code(&town.identity, &mut squatter, &page).await;
    super::walk::password(&mut squatter, &page, PASSWORD)
        .await
        .assert_leads_to("/app/registered?notice=registered");
    town.world.clock.advance(Duration::from_mins(1));
    sign_in(&mut town.browser(), actors::NUMBER, actors::PASSWORD).await.assert_leads_to("/account");
    squatter.cookies.remove("session");
    let answer = sign_in(&mut squatter, actors::NUMBER, PASSWORD).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "also not where it was given");
}

#[tokio::test]
async fn who_gives_in_no_application_for_a_month_is_found_by_the_number_no_more() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    whole(&identity, &mut browser(&identity), PHONE, PASSWORD).await;
    world.clock.advance(Duration::from_hours(30 * 24 + 1));
    let answer = in_app(&mut browser(&identity), NUMBER, PASSWORD).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    in_app(&mut browser(&identity), PHONE, PASSWORD).await.assert_leads_to("/app");
}

#[tokio::test]
async fn a_number_that_was_only_given_recovers_nothing() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    whole(&identity, &mut browser(&identity), PHONE, PASSWORD).await;
    let before = onedoor_site::testing::messages(&identity.site).await.len();
    let mut somebody = browser(&identity);
    let page = somebody.get("/recover").await;
    let answer = somebody.submit(&page, "/recover", &[("identifier", NUMBER)]).await;
    assert!(answer.status.is_success() || answer.status.is_redirection(), "{}", answer.body);
    assert_eq!(onedoor_site::testing::messages(&identity.site).await.len(), before);
}
