//! The application on a home screen: its manifest, its icons, and what it keeps for when there is no network.

use axum::http::StatusCode;
use onedoor_site::testing::TestWorld;

use super::walk::{PASSWORD, PHONE, whole};
use crate::actors::{vneid, vneid_without_level1};
use crate::steps::browser;

#[tokio::test]
async fn the_manifest_names_the_beginning_and_icons_that_are_there() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut hoa = browser(&identity);
    let front = hoa.get("/app").await;
    assert!(front.body.contains("rel=\"manifest\" href=\"/app/manifest.webmanifest\""));
    let answer = hoa.get("/app/manifest.webmanifest").await;
    assert_eq!(answer.header("content-type"), Some("application/manifest+json"));
    let manifest: serde_json::Value = serde_json::from_str(&answer.body).expect("a manifest");
    assert_eq!((&manifest["start_url"], &manifest["display"]), (&"/app".into(), &"standalone".into()));
    for icon in manifest["icons"].as_array().expect("icons") {
        let answer = hoa.get(icon["src"].as_str().expect("an address")).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, icon["type"].as_str()));
    }
}

#[tokio::test]
async fn the_worker_may_serve_what_it_lies_beneath_and_keeps_nobodys_page() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut hoa = browser(&identity);
    let worker = hoa.get("/app/worker.js").await;
    assert_eq!(worker.header("service-worker-allowed"), Some("/app"));
    assert!(worker.header("set-cookie").is_none());
    // It asks for the one page that it keeps as somebody who was never here.
    assert!(worker.body.contains("credentials: \"omit\"") && worker.body.contains("/app/offline"));
    whole(&identity, &mut hoa, PHONE, PASSWORD).await;
    let stranger = browser(&identity).get("/app/offline").await;
    stranger.assert_says(StatusCode::OK, "You are offline");
    assert!(!stranger.says("Nguyễn"));
}

#[tokio::test]
async fn what_a_browser_needs_is_said_before_anything_is_typed() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let front = browser(&identity).get("/app").await;
    front.assert_says(StatusCode::OK, "Without scripts, or in an older browser, everything works too");
    for check in ["secure", "cookies", "camera", "crypto"] {
        assert!(front.body.contains(&format!("data-check=\"{check}\"")), "{check}");
    }
}

#[tokio::test]
async fn without_level_1_there_is_nothing_to_put_on_a_home_screen() {
    let world = TestWorld::new();
    let identity = vneid_without_level1(&world).await;
    for path in ["/app/manifest.webmanifest", "/app/worker.js", "/app/offline"] {
        assert_eq!(browser(&identity).get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
