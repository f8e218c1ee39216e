//! What is wrong, missing, late or somebody else's.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_site::testing::{TestWorld, messages};

use super::walk::{self, NUMBER, PASSWORD, PHONE, begin, begin_with, code, password, review, type_card};
use crate::actors::{LEVEL1, vneid, vneid_without_level1};
use crate::card::picture::{CARD, picture_of};
use crate::steps::browser;

#[tokio::test]
async fn s3_10_a_browser_without_cookies_is_told_before_anything_is_typed() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut hoa = browser(&identity);
    hoa.get("/app/register").await.assert_leads_to("/app/register?cookies=probe");
    hoa.cookies.clear();
    hoa.get("/app/register?cookies=probe").await.assert_says(StatusCode::OK, "keeps no cookies");
}

#[tokio::test]
async fn without_level_1_there_is_no_application() {
    let world = TestWorld::new();
    let identity = vneid_without_level1(&world).await;
    let mut hoa = browser(&identity);
    for path in ["/app", "/app/register", "/app/register/card", "/app/register/review"] {
        assert_eq!(hoa.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert!(LEVEL1.keep_frames > Duration::ZERO);
}

#[tokio::test]
async fn what_is_missing_is_said_beside_its_field() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut hoa = browser(&identity);
    let page = begin_with(&mut hoa, "012345678", "12").await;
    page.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "former identity card");
    assert!(page.says("mobile phone number"), "{}", page.body);
    let page = begin(&mut hoa).await;
    let again = hoa.submit(&page, "/app/register/card", &[("born", "31.2.1990"), ("issued", "x")]).await;
    for text in ["as it stands on the card", "Enter the date of birth", "Choose the sex", "or leave it out"] {
        again.assert_says(StatusCode::UNPROCESSABLE_ENTITY, text);
    }
    assert_eq!(again.field("/app/register/card", "born").as_deref(), Some("31.2.1990"));
    let page = type_card(&mut hoa, &page, &[]).await;
    let again = hoa.submit(&page, "/app/register/review", &[]).await;
    again.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Tick the box");
    assert!(messages(&identity.site).await.is_empty());
}

#[tokio::test]
async fn a_card_with_another_number_replaces_nothing_without_a_word() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut hoa = browser(&identity);
    let page = begin_with(&mut hoa, "001190000026", PHONE).await;
    let picture = picture_of(CARD);
    let answer = hoa.send_file(&page, "/app/register/card/photograph", ("picture", "a.jpg", &picture)).await;
    let page = hoa.follow(answer).await;
    page.assert_says(StatusCode::OK, "The card has the number 001 190 000 018");
    assert_eq!(page.field("/app/register/card", "number").as_deref(), Some("001190000026"));
    assert_eq!(page.field("/app/register/card", "name").as_deref(), Some("Nguyễn Thị Hòa"));
    // Whoever had mistyped puts it right, and it is the card's again.
    let answer = hoa.submit(&page, "/app/register/card", &[("number", NUMBER)]).await;
    answer.assert_leads_to("/app/register/review");
}

#[tokio::test]
async fn a_photograph_of_something_else_is_named_and_what_was_typed_stays() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut hoa = browser(&identity);
    let page = begin(&mut hoa).await;
    let health = picture_of("001190000018-Nguyễn Thị Hòa-07/03/1990-Nữ-Hà Nội");
    let again = hoa.send_file(&page, "/app/register/card/photograph", ("picture", "a.jpg", &health)).await;
    again.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Covid-19");
    assert_eq!(again.field("/app/register/card", "number").as_deref(), Some(NUMBER));
}

#[tokio::test]
async fn a_code_opens_only_the_registration_of_its_browser_and_once() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut hoa = browser(&identity);
    let page = begin(&mut hoa).await;
    let page = type_card(&mut hoa, &page, &[]).await;
    let asked = review(&mut hoa, &page).await;
    let mut thief = browser(&identity);
    thief.get(&asked.path).await.assert_says(StatusCode::GONE, "registration");
    let page = code(&identity, &mut hoa, &asked).await;
    thief.get(&page.path).await.assert_says(StatusCode::GONE, "registration");
    // Twice pressed is once done.
    let (mut twin, second) = (hoa.clone(), page.clone());
    password(&mut hoa, &page, PASSWORD).await.assert_leads_to("/app/registered?notice=registered");
    assert_eq!(password(&mut twin, &second, PASSWORD).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn the_code_of_one_phone_does_not_prove_another() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut hoa = browser(&identity);
    let page = begin(&mut hoa).await;
    let page = type_card(&mut hoa, &page, &[]).await;
    let asked = review(&mut hoa, &page).await;
    let proven = code(&identity, &mut hoa, &asked).await;
    // Back, and another phone: the code that came back was for the first.
    begin_with(&mut hoa, NUMBER, "0977 000 111").await;
    password(&mut hoa, &proven, PASSWORD).await.assert_leads_to("/app/register");
}

#[tokio::test]
async fn passwords_that_are_like_the_person_are_refused() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut hoa = browser(&identity);
    let page = begin(&mut hoa).await;
    let page = type_card(&mut hoa, &page, &[]).await;
    let page = review(&mut hoa, &page).await;
    let page = code(&identity, &mut hoa, &page).await;
    for (chosen, again) in [("short", "short"), (NUMBER, NUMBER), (PASSWORD, "something else")] {
        let filled = [("password", chosen), ("again", again)];
        let answer = hoa.submit(&page, "/app/register/password", &filled).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{chosen}");
    }
    password(&mut hoa, &page, PASSWORD).await.assert_leads_to("/app/registered?notice=registered");
    let (account, ..) = walk::kept(&identity, PHONE).await;
    assert!(account.login.as_str().starts_with("vn-"));
}
