//! S5.2: the school system through Gosuslugi; not linked yet, so the school account is asked for.

use super::Demo;
use super::s1_1b::at_the_identity;
use crate::support::browser::{Browser, Page};

/// From the school system's sign-in page through Gosuslugi and back.
async fn through_gosuslugi(demo: &Demo, browser: &Browser, login: &str, password: &str) -> Page {
    let sign_in = browser.get(&demo.at("school", "/sign-in")).await;
    let national = browser.follow(&sign_in, "/sign-in/national/esia").await;
    national.is_at("esia.localhost", "/sign-in");
    at_the_identity(browser, &national, login, password).await
}

#[tokio::test]
async fn s5_2_a_school_account_is_linked() {
    let demo = Demo::start("s5-2").await;
    let browser = Browser::new("ru");
    let told = through_gosuslugi(&demo, &browser, "ivanova", "bereza-2026").await;
    println!("{told}\n{:?}", crate::support::html::forms(&told.html));
}
