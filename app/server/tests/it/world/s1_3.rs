//! S1.3: what people meet at once when they link: an account that carries their number, somebody
//! else's account, an account of an older system.

use super::Demo;
use super::s1_1b::at_the_identity;
use crate::support::browser::{Browser, Page};

/// From the province's sign-in page through the national portal's account and back.
async fn through_the_national_portal(demo: &Demo, browser: &Browser, login: &str, password: &str) -> Page {
    let sign_in = browser.get(&demo.at("haiduong", "/sign-in?return_to=/dossiers")).await;
    let national = browser.follow(&sign_in, "/sign-in/national/dvcqg").await;
    at_the_identity(browser, &national, login, password).await
}

#[tokio::test]
async fn s1_3_an_old_account_with_an_old_hash_is_linked_with_its_dossiers() {
    let demo = Demo::start("s1-3-old").await;
    let browser = Browser::new("vi");
    // Somebody gave his number here once, perhaps he: nothing is made without asking.
    let told = through_the_national_portal(&demo, &browser, "tranvanhung", "tre-xanh-2026").await;
    assert!(told.url.path().starts_with("/sign-in/link/"), "{told}");
    let ask = browser.follow(&told, "/account").await;
    let filled = [("user_name", "hungtv"), ("password", "vai-thieu-2009")];
    browser.send(&ask, "/account", &filled).await.is_at("haiduong.localhost", "/sign-in/linked");
    let dossiers = browser.get(&demo.at("haiduong", "/dossiers")).await;
    dossiers.says("000.00.00.H23-");

    // The old password is good for signing in here, too, and is now kept as they are today.
    let other = Browser::new("vi");
    let sign_in = other.get(&demo.at("haiduong", "/sign-in")).await;
    let filled = [("user_name", "hungtv"), ("password", "vai-thieu-2009")];
    other.send(&sign_in, "/sign-in", &filled).await.says("Trần Văn Hùng");
}

#[tokio::test]
async fn s1_3_somebody_elses_account_is_not_linked() {
    let demo = Demo::start("s1-3-taken").await;
    let browser = Browser::new("vi");
    let told = through_the_national_portal(&demo, &browser, "leminhtuan", "song-xanh-2026").await;
    let ask = browser.follow(&told, "/account").await;
    let taken =
        browser.send(&ask, "/account", &[("user_name", "maipt"), ("password", "banh-dau-2015")]).await;
    assert!(!taken.text().contains("Phạm Thị Mai"), "tells whose it is:\n{taken}");
    browser.get(&demo.at("haiduong", "/dossiers")).await.is_at("haiduong.localhost", "/sign-in");

    // He says that he has none: a new one is made, and the stranger's is left alone.
    let again = Browser::new("vi");
    let told = through_the_national_portal(&demo, &again, "leminhtuan", "song-xanh-2026").await;
    let made = again.send(&told, "/new", &[]).await;
    assert_eq!(made.url.host_str(), Some("haiduong.localhost"), "{made}");
    again.get(&demo.at("haiduong", "/dossiers")).await.is_at("haiduong.localhost", "/dossiers");
}

#[tokio::test]
async fn s1_3_who_is_linked_goes_straight_in() {
    let demo = Demo::start("s1-3-linked").await;
    let browser = Browser::new("vi");
    let arrived = through_the_national_portal(&demo, &browser, "phamthimai", "hoa-mai-2026").await;
    arrived.is_at("haiduong.localhost", "/dossiers");
    arrived.says("000.00.00.H23-");
    let links = browser.get(&demo.at("haiduong", "/account/links")).await;
    links.is_at("haiduong.localhost", "/account/links");
}
