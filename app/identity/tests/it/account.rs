use axum::http::StatusCode;

use crate::actors::{NUMBER, Town};

#[tokio::test]
async fn the_account_says_who_one_is_and_hides_the_number() {
    let town = Town::new().await;
    let mut khai = town.khai_in(town.browser()).await;
    let page = khai.get("/account").await;
    page.assert_says(StatusCode::OK, "Nguyễn Thị Minh Khai");
    page.assert_says(StatusCode::OK, "Level 2");
    page.assert_says(StatusCode::OK, "Your identity card and your face have been checked.");
    page.assert_says(StatusCode::OK, "Tiếng Việt");
    let digits: String = page.body.chars().filter(|c| !c.is_whitespace() && *c != '\u{a0}').collect();
    assert!(!digits.contains(NUMBER), "the number stands in the page");
    for way in ["/account/consents", "/account/sessions", "/account/password", "/account/activity"] {
        assert!(page.body.contains(&format!("href=\"{way}\"")), "no way to {way}");
    }
}

#[tokio::test]
async fn showing_the_number_leaves_a_record() {
    let town = Town::new().await;
    let mut khai = town.khai_in(town.browser()).await;
    let page = khai.get("/account").await;
    assert!(!town.actions_of(town.khai).await.contains(&"people.number.shown".to_owned()));
    let asked = khai.submit(&page, "/account/number", &[]).await;
    let there = asked.location().expect("a page that can be gone back over").to_owned();
    let shown = khai.follow(asked).await;
    assert_eq!(shown.status, StatusCode::OK);
    let digits: String = shown.body.chars().filter(|c| !c.is_whitespace() && *c != '\u{a0}').collect();
    assert!(digits.contains(NUMBER), "the number is not in the page: {}", shown.body);
    assert_eq!(shown.header("cache-control"), Some("no-store"));
    assert_eq!(town.actions_of(town.khai).await[0], "people.number.shown");
    // Whoever only comes back sees it hidden again.
    assert!(khai.get("/account").await.form("/account/number").is_some());
    assert!(khai.get(&there).await.form("/account/number").is_none(), "for a moment");
    town.world.clock.advance(std::time::Duration::from_mins(2));
    let page = khai.get(&there).await;
    assert!(page.form("/account/number").is_some(), "no longer");
    // So does another session in the same browser, at once.
    let there = khai.submit(&page, "/account/number", &[]).await.location().map(str::to_owned);
    khai.submit(&page, "/sign-out", &[]).await;
    let mut later = town.khai_in(khai).await;
    let page = later.get(&there.expect("shown again")).await;
    assert!(page.form("/account/number").is_some(), "another session");
}

#[tokio::test]
async fn another_site_cannot_have_the_number_shown() {
    let town = Town::new().await;
    let mut khai = town.khai_in(town.browser()).await;
    let fields = khai.get("/account").await.form("/account/number").expect("there is the form");
    let elsewhere = [("origin", "http://outside.localhost"), ("sec-fetch-site", "cross-site")];
    let refused = khai.post("/account/number", &fields, &elsewhere).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let unproven = khai.post("/account/number", &[], &[]).await;
    assert_eq!(unproven.status, StatusCode::FORBIDDEN);
    assert!(!town.actions_of(town.khai).await.contains(&"people.number.shown".to_owned()));
}

#[tokio::test]
async fn without_a_number_there_is_nothing_to_show() {
    let town = Town::new().await;
    let mut an = town.an_in(town.browser()).await;
    let page = an.get("/account").await;
    page.assert_says(StatusCode::OK, "Not identified");
    assert!(page.form("/account/number").is_none());
}

#[tokio::test]
async fn strangers_are_sent_to_sign_in_and_back() {
    let town = Town::new().await;
    let mut stranger = town.browser();
    for path in ["/account", "/account/sessions", "/account/password", "/account/activity"] {
        let back = path.replace('/', "%2F");
        stranger.get(path).await.assert_leads_to(&format!("/sign-in?return_to={back}"));
    }
}
