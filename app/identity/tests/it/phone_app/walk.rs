//! The steps of a registration from the phone.

use onedoor_identity::Identity;
use onedoor_people::Account;
use onedoor_site::testing::{Answer, Browser};
use onedoor_storage::proofing::Application;
use onedoor_storage::{StorageError, people, proofing};

use crate::steps::latest_code;

pub(crate) const NUMBER: &str = "001190000018";
pub(crate) const PHONE: &str = "0901 234 567";
pub(crate) const PASSWORD: &str = "hoa phượng đỏ sân trường";

/// Up to the page of the card.
pub(crate) async fn begin(browser: &mut Browser) -> Answer {
    begin_with(browser, NUMBER, PHONE).await
}

pub(crate) async fn begin_with(browser: &mut Browser, number: &str, phone: &str) -> Answer {
    // The first look shows whether the browser keeps cookies.
    let page = browser.visit("/app/register").await;
    let answer = browser.submit(&page, "/app/register", &[("number", number), ("phone", phone)]).await;
    browser.follow(answer).await
}

/// Types the card's data; up to the page that shows all of it.
pub(crate) async fn type_card(browser: &mut Browser, page: &Answer, other: &[(&str, &str)]) -> Answer {
    let mut filled = vec![("name", "Nguyễn Thị Hòa"), ("born", "07/03/1990"), ("sex", "female")];
    for (name, value) in other {
        filled.retain(|(known, _)| known != name);
        filled.push((name, value));
    }
    let answer = browser.submit(page, "/app/register/card", &filled).await;
    browser.follow(answer).await
}

/// Agrees; up to the page that asks for the code.
pub(crate) async fn review(browser: &mut Browser, page: &Answer) -> Answer {
    let answer = browser.submit(page, "/app/register/review", &[("consent", "yes")]).await;
    browser.follow(answer).await
}

/// Gives the code; up to the page that asks for a password.
pub(crate) async fn code(identity: &Identity, browser: &mut Browser, page: &Answer) -> Answer {
    let code = latest_code(identity).await;
    let answer = browser.submit(page, "/app/register/code", &[("code", &code)]).await;
    browser.follow(answer).await
}

/// Chooses a password.
pub(crate) async fn password(browser: &mut Browser, page: &Answer, password: &str) -> Answer {
    browser.submit(page, "/app/register/password", &[("password", password), ("again", password)]).await
}

/// The whole way; signed in at its end.
pub(crate) async fn whole(identity: &Identity, browser: &mut Browser, phone: &str, chosen: &str) {
    let page = begin_with(browser, NUMBER, phone).await;
    let page = type_card(browser, &page, &[]).await;
    let page = review(browser, &page).await;
    let page = code(identity, browser, &page).await;
    password(browser, &page, chosen).await.assert_leads_to("/app/registered?notice=registered");
}

/// What is kept of whoever has this phone: the account, whether it claims a number, the application.
pub(crate) async fn kept(identity: &Identity, phone: &str) -> (Account, bool, Application) {
    let phone = onedoor_base::Phone::parse(phone, identity.profile.country).expect("a phone");
    let read = identity.site.store.read::<_, StorageError, _>(move |tx| {
        let phone = phone.clone();
        Box::pin(async move {
            let account = people::by_phone(tx, &phone).await?.expect("the account is there");
            let claimed = people::claimed_number(tx, account.id).await?.is_some();
            let mut all = proofing::applications_of(tx, account.id).await?;
            Ok((account, claimed, all.remove(0)))
        })
    });
    read.await.expect("it can be read")
}
