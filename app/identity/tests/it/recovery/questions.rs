//! Security questions: chosen in the security centre, asked beside something else.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_site::testing::{Answer, Browser};

use super::{BINHS, DAY, Place};
use crate::steps;

const PATH: &str = "/account/security/questions";

const CHOSEN: [(&str, &str); 8] = [
    ("question_1", "teacher"),
    ("answer_1", "Cô Lan"),
    ("question_2", "street"),
    ("answer_2", "Phố Huế 12"),
    ("question_3", "own"),
    ("own_3", "What did we call the old boat?"),
    ("answer_3", "Rùa Biển"),
    ("own_1", ""),
];

/// Bình signs in and chooses three questions.
async fn choose(place: &Place) -> Browser {
    let mut binh = place.town.browser();
    steps::sign_in(&mut binh, "van.binh", BINHS).await.assert_leads_to("/account");
    place.passes(Duration::from_secs(1));
    let page = binh.get(PATH).await;
    let answer = binh.submit(&page, PATH, &CHOSEN).await;
    answer.assert_leads_to("/account/security?notice=questions-set");
    place.passes(Duration::from_secs(1));
    binh
}

/// The page with the questions, for somebody who has shown the phone.
async fn asked(place: &Place, browser: &mut Browser) -> Answer {
    let page = place.begin(browser, "van.binh").await;
    assert!(!page.says("My security questions"), "nobody learns who has questions");
    let page = place.show_sent(browser, &page, "phone").await;
    let answer = browser.submit(&page, "/recover/ways", &[("way", "questions")]).await;
    browser.follow(answer).await
}

#[tokio::test]
async fn questions_are_chosen_told_of_changed_and_removed() {
    let place = Place::new().await;
    let mut binh = choose(&place).await;
    let page = binh.get(PATH).await;
    page.assert_says(StatusCode::OK, "What did we call the old boat?");
    assert!(!page.says("Rùa Biển"), "answers are shown to nobody");
    binh.get("/account/security").await.assert_says(StatusCode::OK, "Security questions");
    let wrong = [("question_2", "teacher"), ("answer_1", ""), ("answer_2", "x"), ("own_3", "?")];
    let answer = binh.submit(&page, PATH, &wrong).await;
    for says in ["You have chosen this question already", "Enter an answer", "Write your question"] {
        answer.assert_says(StatusCode::UNPROCESSABLE_ENTITY, says);
    }
    let answer = binh.submit(&page, "/account/security/questions/remove", &[]).await;
    answer.assert_leads_to("/account/security?notice=questions-removed");
    let actions = place.town.actions_of(place.binh).await;
    assert_eq!(actions[..2], ["people.questions.removed", "people.questions.set"]);
}

#[tokio::test]
async fn answers_open_beside_a_code_however_they_are_written() {
    let place = Place::new().await;
    choose(&place).await;
    let mut lost = place.town.browser();
    let page = asked(&place, &mut lost).await;
    page.assert_says(StatusCode::OK, "What was the name of your first teacher?");
    page.assert_says(StatusCode::OK, "What did we call the old boat?");
    let missing = lost.submit(&page, "/recover/questions", &[("answer_1", "Cô Lan")]).await;
    missing.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Answer all three questions");
    let wrong = [("answer_1", "Cô Lan"), ("answer_2", "phố huế 12"), ("answer_3", "Cá Voi")];
    let wrong = lost.submit(&page, "/recover/questions", &wrong).await;
    wrong.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Which of them is wrong we don’t say.");
    let right = [("answer_1", "CÔ LAN"), ("answer_2", "phố  huế, 12"), ("answer_3", "rùa biển.")];
    let answer = lost.submit(&wrong, "/recover/questions", &right).await;
    let page = lost.follow(answer).await;
    place.choose(&mut lost, &page).await.assert_leads_to("/account/security?notice=recovered");
}

#[tokio::test]
async fn questions_alone_open_nothing() {
    let place = Place::new().await;
    choose(&place).await;
    let mut friend = place.town.browser();
    let page = place.begin(&mut friend, "van.binh").await;
    let id = page.field("/recover/ways", "id").expect("an attempt");
    let ways = format!("/recover/ways?id={id}");
    friend.get(&format!("/recover/questions?id={id}")).await.assert_leads_to(&ways);
    let refused = friend.submit(&page, "/recover/ways", &[("way", "questions")]).await;
    refused.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Choose what you have");
    let mut forged = page.form("/recover/ways").expect("a form");
    for (name, answer) in [("answer_1", "Cô Lan"), ("answer_2", "Phố Huế 12"), ("answer_3", "Rùa Biển")]
    {
        forged.push((name.to_owned(), answer.to_owned()));
    }
    let origin = friend.origin().to_owned();
    friend.post("/recover/questions", &forged, &[("origin", &origin)]).await.assert_leads_to(&ways);
}

#[tokio::test]
async fn answers_are_not_guessed() {
    let place = Place::new().await;
    choose(&place).await;
    let mut friend = place.town.browser();
    let page = asked(&place, &mut friend).await;
    let guess = [("answer_1", "Cô Hoa"), ("answer_2", "Phố Huế"), ("answer_3", "Rùa")];
    for _ in 0..5 {
        let wrong = friend.submit(&page, "/recover/questions", &guess).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let slow = friend.submit(&page, "/recover/questions", &guess).await;
    assert_eq!(slow.status, StatusCode::TOO_MANY_REQUESTS);
    // It is the account's limit, not the browser's, and lasts a day.
    place.passes(DAY / 2);
    let mut other = place.town.browser().from([203, 0, 113, 9]);
    let page = asked(&place, &mut other).await;
    let slow = other.submit(&page, "/recover/questions", &guess).await;
    assert_eq!(slow.status, StatusCode::TOO_MANY_REQUESTS);
}
