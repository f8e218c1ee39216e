//! What people do again and again in these tests.

use onedoor_identity::{Identity, identity_router};
use onedoor_site::testing::{Answer, Browser, messages, only_code_in};

/// A browser that has never been there.
pub(crate) fn browser(identity: &Identity) -> Browser {
    Browser::at(&identity.site, &identity_router(identity.clone()))
}

/// The first step of a registration: up to the page that asks for the code.
pub(crate) async fn ask_for_code(browser: &mut Browser, phone: &str) -> Answer {
    let page = browser.get("/register").await;
    let filled = [("name", "Lê Thị Hồng"), ("phone", phone), ("consent", "yes")];
    let answer = browser.submit(&page, "/register", &filled).await;
    browser.follow(answer).await
}

/// The digits of the latest message.
pub(crate) async fn latest_code(identity: &Identity) -> String {
    only_code_in(messages(&identity.site).await.last().expect("a message was queued"))
}

/// The second step: up to the page that asks for login name and password.
pub(crate) async fn prove_phone(identity: &Identity, browser: &mut Browser, phone: &str) -> Answer {
    let page = ask_for_code(browser, phone).await;
    let code = latest_code(identity).await;
    let answer = browser.submit(&page, "/register/code", &[("code", &code)]).await;
    browser.follow(answer).await
}

/// The last step.
pub(crate) async fn choose(browser: &mut Browser, page: &Answer, login: &str, password: &str) -> Answer {
    let filled = [("login", login), ("password", password), ("again", password)];
    browser.submit(page, "/register/credentials", &filled).await
}

/// Fills in the sign-in page.
pub(crate) async fn sign_in(browser: &mut Browser, identifier: &str, password: &str) -> Answer {
    let page = browser.get("/sign-in").await;
    browser.submit(&page, "/sign-in", &[("identifier", identifier), ("password", password)]).await
}

/// Whether the site knows who sits there: then the sign-in page leads on at once.
pub(crate) async fn is_signed_in(browser: &mut Browser) -> bool {
    browser.get("/sign-in").await.location() == Some("/account")
}

/// Another code than the right one.
pub(crate) fn another(code: &str) -> &'static str {
    if code == "000000" { "111111" } else { "000000" }
}
