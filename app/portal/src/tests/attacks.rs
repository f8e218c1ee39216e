//! What is tried against every site where people sign in, one test each; mixed-up servers stand with
//! the other attacks on linking.

use onedoor_site::testing::attacks::{OFF_THE_SITE, assert_unframed, foreign_sign_outs};
use onedoor_site::testing::{Answer, Browser};

use super::actors::{PASSWORD, TestPortal, one_stop, sign_in_with};

async fn sign_in(browser: &mut Browser, at: &str, more: &[(&str, &str)]) -> Answer {
    let page = browser.get(at).await;
    let filled = [&[("user_name", "lan"), ("password", PASSWORD)], more].concat();
    browser.submit(&page, "/sign-in", &filled).await
}

async fn with_lan() -> TestPortal {
    let portal = TestPortal::of(one_stop()).await;
    portal.with_password(None, "lan").await;
    portal
}

#[tokio::test]
async fn csrf_a_form_that_another_site_sends_changes_nothing() {
    let portal = with_lan().await;
    let mut lan = portal.signed_in("", "lan").await;
    let others = portal.visitor().get("/sign-in").await.form("/sign-in").expect("a form");
    foreign_sign_outs(&mut lan, &others).await.assert_leads_to("/");
}

#[tokio::test]
async fn clickjacking_no_page_of_any_status_stands_in_a_frame() {
    let portal = with_lan().await;
    let (mut visitor, mut lan) = (portal.visitor(), portal.signed_in("", "lan").await);
    let mut answers = vec![sign_in_with(&mut visitor, "", "lan", "wrong").await];
    for path in ["/", "/sign-in", "/reset", "/procedures", "/nowhere"] {
        answers.push(visitor.get(path).await);
    }
    for path in ["/account", "/dossiers", "/account/password"] {
        answers.push(lan.get(path).await);
    }
    let statuses: Vec<u16> = answers.iter().map(|answer| answer.status.as_u16()).collect();
    assert_eq!(statuses, [422, 200, 200, 200, 200, 404, 200, 200, 200]);
    assert_unframed(&answers);
}

#[tokio::test]
async fn open_redirect_no_way_leads_off_the_site() {
    let portal = with_lan().await;
    for evil in OFF_THE_SITE {
        let encoded: String = url::form_urlencoded::byte_serialize(evil.as_bytes()).collect();
        let at = format!("/sign-in?return_to={encoded}");
        let mut lan = portal.visitor();
        sign_in(&mut lan, &at, &[("return_to", evil)]).await.assert_leads_to("/");
        lan.get(&at).await.assert_leads_to("/");
        lan.get(&format!("/language/en?back={encoded}")).await.assert_leads_to("/");
    }
}

#[tokio::test]
async fn session_fixation_what_was_planted_signs_nobody_in() {
    let portal = with_lan().await;
    let mut attacker = portal.visitor();
    attacker.get("/sign-in").await;
    for planted in ["made-up", attacker.cookies["browser"].clone().as_str()] {
        let mut lan = portal.visitor();
        lan.cookies.clone_from(&attacker.cookies);
        lan.cookies.insert("session".to_owned(), planted.to_owned());
        sign_in(&mut lan, "/sign-in", &[]).await.assert_leads_to("/");
        assert_ne!(lan.cookies["session"], planted);
        attacker.cookies.insert("session".to_owned(), planted.to_owned());
        assert!(!attacker.is_signed_in().await);
        assert!(lan.is_signed_in().await);
    }
}
