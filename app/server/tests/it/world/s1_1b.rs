//! S1.1b: a citizen comes to the province's portal with the national account, and an account there is
//! made and linked without asking anything more.

use super::Demo;
use super::registration::{BINH, register};
use crate::support::browser::{Browser, Page};

/// Signs in at the identity that the browser has come to, and agrees where it is asked.
pub(crate) async fn at_the_identity(browser: &Browser, page: &Page, login: &str, password: &str) -> Page {
    let filled = [("identifier", login), ("password", password)];
    let next = browser.send(page, "/sign-in", &filled).await;
    agree(browser, next).await
}

/// Allows the portal what it asks for, if the identity asks.
pub(crate) async fn agree(browser: &Browser, page: Page) -> Page {
    if page.url.path().starts_with("/interaction/") {
        return browser.send(&page, "/consent", &[("decision", "allow")]).await;
    }
    page
}

#[tokio::test]
async fn s1_1b_with_a_national_account_and_none_at_the_portal() {
    let demo = Demo::start("s1-1b").await;
    let browser = Browser::new("vi");
    let sign_in = browser.get(&demo.at("haiduong", "/dossiers")).await;
    sign_in.is_at("haiduong.localhost", "/sign-in");
    sign_in.says("Đăng nhập bằng tài khoản Cổng DVC quốc gia");
    let national = browser.follow(&sign_in, "/sign-in/national/dvcqg").await;
    national.is_at("id.dvcqg.localhost", "/sign-in");
    let arrived = at_the_identity(&browser, &national, "nguyenthilan", "sen-hong-2026").await;
    arrived.is_at("haiduong.localhost", "/dossiers");
    arrived.says("Nguyễn Thị Lan");

    // The second time nothing is asked, not even for the password: the identity knows the browser.
    browser.send(&arrived, "/sign-out", &[]).await;
    let again = Browser::new("vi");
    let sign_in = again.get(&demo.at("haiduong", "/sign-in")).await;
    let national = again.follow(&sign_in, "/sign-in/national/dvcqg").await;
    let back = at_the_identity(&again, &national, "nguyenthilan", "sen-hong-2026").await;
    assert_eq!(back.url.host_str(), Some("haiduong.localhost"), "{back}");
    back.says("Nguyễn Thị Lan");
}

#[tokio::test]
async fn s1_1b_registering_on_the_way() {
    let demo = Demo::start("s1-1b-new").await;
    let browser = Browser::new("vi");
    let sign_in = browser.get(&demo.at("haiduong", "/dossiers")).await;
    let national = browser.follow(&sign_in, "/sign-in/national/dvcqg").await;
    let form = browser.follow(&national, "/register").await;
    let next = register(&demo, &browser, &form, &BINH).await;
    let arrived = agree(&browser, next).await;
    arrived.is_at("haiduong.localhost", "/dossiers");
    arrived.says(BINH.name);
}
