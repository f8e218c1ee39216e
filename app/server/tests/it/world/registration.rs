//! Registering at the identities with a code from the inbox, and signing in afterwards.

use super::Demo;
use crate::support::browser::{Browser, Page};

/// Somebody who registers.
pub(crate) struct Newcomer {
    pub(crate) name: &'static str,
    /// As they type it.
    pub(crate) phone: &'static str,
    /// The same in E.164.
    pub(crate) number: &'static str,
    pub(crate) login: &'static str,
    pub(crate) password: &'static str,
}

pub(crate) const BINH: Newcomer = Newcomer {
    name: "Đỗ Thanh Bình",
    phone: "0987 654 321",
    number: "+84987654321",
    login: "dothanhbinh",
    password: "một cửa cho mọi người",
};

/// From the registration form on the page to the first page signed in.
pub(crate) async fn register(demo: &Demo, browser: &Browser, form: &Page, who: &Newcomer) -> Page {
    let inbox = demo.json(&format!("/inbox.json?to={}", &who.number[1..])).await;
    let before = inbox["messages"].as_array().unwrap().len();
    let asked = browser
        .send(form, "/register", &[("name", who.name), ("phone", who.phone), ("consent", "yes")])
        .await;
    let code = demo.code_to(who.number, before).await;
    let credentials = browser.send(&asked, "/register/code", &[("code", &code)]).await;
    let filled = [("login", who.login), ("password", who.password), ("again", who.password)];
    browser.send(&credentials, "/register/credentials", &filled).await
}

#[tokio::test]
async fn a_person_registers_at_each_identity_and_signs_in_again() {
    let demo = Demo::start("register").await;
    for (site, language) in [("vneid", "vi"), ("id.dvcqg", "en")] {
        let browser = Browser::new(language);
        let form = browser.get(&demo.at(site, "/register")).await;
        let arrived = register(&demo, &browser, &form, &BINH).await;
        assert!(arrived.text().contains(BINH.name), "not signed in:\n{arrived}");

        let elsewhere = Browser::new(language);
        for identifier in [BINH.login, BINH.phone] {
            let form = elsewhere.get(&demo.at(site, "/sign-in")).await;
            let filled = [("identifier", identifier), ("password", BINH.password)];
            let arrived = elsewhere.send(&form, "/sign-in", &filled).await;
            assert!(arrived.text().contains(BINH.name), "{identifier}: not signed in:\n{arrived}");
            elsewhere.send(&arrived, "/sign-out", &[]).await;
        }
    }
}
