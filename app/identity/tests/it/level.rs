//! What a person sees of how well they are proven.

use axum::http::StatusCode;

use crate::actors::Town;

#[tokio::test]
async fn a_person_sees_the_level_what_it_rests_on_and_what_the_next_one_takes() {
    let town = Town::new().await;
    let mut an = town.an_in(town.browser()).await;
    let page = an.get("/account").await;
    page.assert_says(StatusCode::OK, "href=\"/account/level\"");
    let page = an.get("/account/level").await;
    page.assert_says(StatusCode::OK, "Your identity level: Not identified");
    page.assert_says(StatusCode::OK, "What “Level 1” takes");
    page.assert_says(StatusCode::OK, "Face, compared from afar");
    page.assert_says(StatusCode::OK, "is not written down here");
    let mut khai = town.khai_in(town.browser()).await;
    let page = khai.get("/account/level").await;
    page.assert_says(StatusCode::OK, "Your identity level: Level 2");
    page.assert_says(StatusCode::OK, "This is the highest level.");
    let mut nobody = town.browser();
    nobody.get("/account/level").await.assert_leads_to("/sign-in?return_to=%2Faccount%2Flevel");
}
