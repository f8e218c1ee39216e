//! Somebody with two accounts at the identity, each linked at one portal, merges them: the portal is told by signed
//! events, and asks which of the two local accounts. Undone, each account opens its own again.

use crate::merged::two_accounts::offered;
use crate::pair::{Pair, eventually, is_signed_in_at_the_portal};
use crate::support::browser::{Browser, Page};
use crate::support::site::SQLITE;
use crate::world::registration::{BINH, Newcomer};

/// Bình's other account, made with another phone.
const AGAIN: Newcomer = Newcomer {
    phone: "0912 345 678",
    number: "+84912345678",
    login: "binh.moi",
    password: "mưa phùn tháng giêng",
    ..BINH
};

async fn registers(pair: &Pair, browser: &Browser, who: &Newcomer) -> Page {
    let national = pair.towards_the_identity(browser).await;
    let form = browser.follow(&national, "/register").await;
    let filled = [("name", who.name), ("phone", who.phone), ("consent", "yes")];
    let asked = browser.send(&form, "/register", &filled).await;
    let code = pair.gateway.code_to(who.number, 0).await;
    let credentials = browser.send(&asked, "/register/code", &[("code", &code)]).await;
    let filled = [("login", who.login), ("password", who.password), ("again", who.password)];
    let question = browser.send(&credentials, "/register/credentials", &filled).await;
    browser.send(&question, "/consent", &[("decision", "allow")]).await
}

async fn signs_in(browser: &Browser, page: &Page, who: &Newcomer) -> Page {
    browser.send(page, "/sign-in", &[("identifier", who.login), ("password", who.password)]).await
}

/// From the portal to the identity and back, in a browser of its own.
async fn comes(pair: &Pair, who: &Newcomer) -> (Browser, Page) {
    let browser = Browser::new("en");
    let national = pair.towards_the_identity(&browser).await;
    let page = signs_in(&browser, &national, who).await;
    (browser, page)
}

#[tokio::test]
async fn two_accounts_of_one_person_are_merged_and_a_portal_that_knows_both_asks_which() {
    let pair = Pair::creating("one-person", SQLITE, None, "yes").await;
    let (_identity, _portal) = (pair.identity.node(1), pair.portal.node(1));
    is_signed_in_at_the_portal(&registers(&pair, &Browser::new("en"), &BINH).await);
    let elsewhere = Browser::new("en");
    is_signed_in_at_the_portal(&registers(&pair, &elsewhere, &AGAIN).await);

    let browser = Browser::new("en");
    let sign_in = browser.get(&pair.identity.at("/sign-in")).await;
    signs_in(&browser, &sign_in, &AGAIN).await.is_at("id.localhost", "/account");
    let start = browser.get(&pair.identity.at("/account/merge")).await;
    let other = browser.send(&start, "/account/merge", &[]).await;
    other.is_at("id.localhost", "/sign-in");
    let preview = signs_in(&browser, &other, &BINH).await;
    preview.says("It knows both and is told");
    let done = browser.send(&preview, "/account/merge/merg_", &[("mine", "yes")]).await;
    done.says("Your two accounts are one now");

    // The account that went is signed out at the portal, too.
    eventually("the end of the other account's session", async || {
        elsewhere.get(&pair.portal.at("/dossiers")).await.url.path() == "/sign-in"
    })
    .await;
    // The portal has two accounts of one person now: it asks.
    let (came, asked) = comes(&pair, &BINH).await;
    let accounts = offered(&asked);
    assert_eq!(accounts.len(), 2, "{asked}");
    for account in &accounts {
        let asked = comes(&pair, &BINH).await;
        let arrived = asked.0.send(&asked.1, "/choose", &[("account", account)]).await;
        is_signed_in_at_the_portal(&arrived);
    }
    let chosen = came.send(&asked, "/choose", &[("account", &accounts[0])]).await;
    is_signed_in_at_the_portal(&chosen);
    let (_, refused) = comes(&pair, &AGAIN).await;
    refused.says("This account was merged into another");

    // Undone: told by another event, and each opens its own again.
    let list = browser.get(&pair.identity.at("/account/merge")).await;
    let ask = browser.follow(&list, "/undo").await;
    let undone = browser.send(&ask, "/undo", &[]).await;
    undone.says("Both accounts");
    eventually("the end of the session of before", async || {
        came.get(&pair.portal.at("/dossiers")).await.url.path() == "/sign-in"
    })
    .await;
    is_signed_in_at_the_portal(&comes(&pair, &BINH).await.1);
    is_signed_in_at_the_portal(&comes(&pair, &AGAIN).await.1);
}
