//! Links between an identity and a portal that are processes of their own: one of them is away, or dies, at the
//! worst moments. In the end both say the same.

use crate::pair::{Pair, eventually, is_signed_in_at_the_portal};
use crate::support::browser::{Browser, Page};
use crate::support::program::Running;
use crate::support::site::SQLITE;

/// A portal that makes an account when it is asked to, and somebody who has just registered at the identity.
async fn about_to_link(name: &str) -> (Pair, Running, Running, Browser, Page) {
    let pair = Pair::creating(name, SQLITE, None, "ask").await;
    let (identity, portal) = (pair.identity.node(1), pair.portal.node(1));
    let browser = Browser::new("en");
    let question = pair.register(&browser).await;
    question.says("not linked yet");
    (pair, identity, portal, browser, question)
}

/// Says that they have no account at the portal.
async fn wants_an_account(browser: &Browser, question: &Page) -> Page {
    let action = format!("{}/new", question.url.path());
    browser.send(question, &action, &[]).await
}

async fn looks_again(browser: &Browser, waits: &Page) -> Page {
    let action = format!("{}/again", waits.url.path());
    browser.send(waits, &action, &[]).await
}

/// What the portal says of the links of the account.
async fn links(pair: &Pair, browser: &Browser) -> String {
    browser.get(&pair.portal.at("/account/links")).await.text()
}

#[tokio::test]
async fn the_identity_is_down_when_the_link_is_made_and_comes_back() {
    let (pair, identity, _portal, browser, question) = about_to_link("link-outage").await;
    assert_eq!(identity.stop(), Some(0));
    let waits = wants_an_account(&browser, &question).await;
    waits.says("Your accounts are almost linked");
    // Nothing opens.
    assert_eq!(browser.get(&pair.portal.at("/dossiers")).await.url.path(), "/sign-in");
    looks_again(&browser, &waits).await.says("Your accounts are almost linked");
    let _identity = pair.identity.node(1);
    is_signed_in_at_the_portal(&looks_again(&browser, &waits).await);
    assert!(links(&pair, &browser).await.contains("Linked"));
}

#[tokio::test]
async fn a_link_that_nobody_waits_for_is_confirmed_by_itself() {
    let (pair, identity, _portal, browser, question) = about_to_link("link-later").await;
    assert_eq!(identity.stop(), Some(0));
    let waits = wants_an_account(&browser, &question).await;
    waits.says("Your accounts are almost linked");
    let _identity = pair.identity.node(1);
    let address = waits.url.to_string();
    eventually("the confirmation", async || {
        browser.get(&address).await.text().contains("The other side has confirmed the link")
    })
    .await;
    is_signed_in_at_the_portal(&looks_again(&browser, &browser.get(&address).await).await);
}

#[tokio::test]
async fn a_portal_that_is_killed_before_it_could_tell_tells_when_it_is_back() {
    let (pair, identity, portal, browser, question) = about_to_link("link-killed").await;
    assert_eq!(identity.stop(), Some(0));
    wants_an_account(&browser, &question).await.says("Your accounts are almost linked");
    portal.kill();
    let (_identity, _portal) = (pair.identity.node(1), pair.portal.node(1));
    // With new connections: those to the dead processes are dead.
    let browser = browser.afresh();
    eventually("the confirmation", async || {
        let page = browser.get(question.url.as_ref()).await;
        page.text().contains("The other side has confirmed the link")
    })
    .await;
    let confirmed = browser.get(question.url.as_ref()).await;
    is_signed_in_at_the_portal(&looks_again(&browser, &confirmed).await);
}

#[tokio::test]
async fn an_identity_that_is_killed_after_it_has_confirmed_has_confirmed() {
    let (pair, identity, _portal, browser, question) = about_to_link("link-confirmed").await;
    is_signed_in_at_the_portal(&wants_an_account(&browser, &question).await);
    identity.kill();
    let _identity = pair.identity.node(1);
    // Signing in again finds the link on both sides.
    let other = Browser::new("en");
    let national = pair.towards_the_identity(&other).await;
    is_signed_in_at_the_portal(&pair.sign_in(&other, &national).await);
    assert!(links(&pair, &other).await.contains("Linked"));
}

#[tokio::test]
async fn an_end_that_the_portal_slept_through_holds_as_soon_as_it_is_back() {
    let (pair, _identity, portal, browser, question) = about_to_link("link-slept").await;
    is_signed_in_at_the_portal(&wants_an_account(&browser, &question).await);
    portal.kill();
    let list = browser.get(&pair.identity.at("/account/links")).await;
    let ends = browser.follow(&list, "/end").await;
    browser.send(&ends, "/end", &[]).await.says("has ended");
    let _portal = pair.portal.node(1);
    // Long before the telling is tried again.
    let other = Browser::new("en");
    let national = pair.towards_the_identity(&other).await;
    let consent = pair.sign_in(&other, &national).await;
    other.send(&consent, "/consent", &[("decision", "allow")]).await.says("not linked yet");
}
