use std::time::Duration;

use onedoor_base::{LocalAccountId, SESSION_IDLE, SESSION_LIFE, Subject};
use onedoor_site::testing::Browser;

use crate::small_site::{Small, small};

async fn signed_in(small: &Small) -> Browser {
    let mut browser = Browser::at(&small.site, &small.router);
    let page = browser.get("/form").await;
    browser.submit(&page, "/enter", &[]).await.assert_leads_to("/own");
    browser
}

#[tokio::test]
async fn a_page_for_the_signed_in_sends_others_to_sign_in_and_back() {
    let small = small().await;
    let answer = Browser::at(&small.site, &small.router).get("/own?of=An&page=2").await;
    answer.assert_leads_to("/sign-in?return_to=%2Fown%3Fof%3DAn%26page%3D2");
    assert_eq!(signed_in(&small).await.get("/own").await.body, "An");
}

#[tokio::test]
async fn session_fixation_the_cookie_from_before_is_worth_nothing_after() {
    let small = small().await;
    let mut browser = signed_in(&small).await;
    let before = browser.clone();
    let page = browser.get("/form").await;
    browser.submit(&page, "/enter", &[]).await;
    assert_ne!(before.cookies.get("session"), browser.cookies.get("session"));
    assert_eq!(browser.get("/own").await.body, "An");
    assert!(before.clone().get("/own").await.location().is_some(), "the old session still opens the page");
    // A value that an attacker chose does not become a session either.
    let mut planted = Browser::at(&small.site, &small.router);
    planted.cookies.insert("session".to_owned(), "chosen-by-somebody-else".to_owned());
    let page = planted.get("/form").await;
    planted.submit(&page, "/enter", &[]).await;
    assert_ne!(planted.cookies["session"], "chosen-by-somebody-else");
}

#[tokio::test]
async fn signing_out_ends_the_session_on_the_server() {
    let small = small().await;
    let mut browser = signed_in(&small).await;
    let copied = browser.clone();
    let page = browser.get("/form").await;
    browser.submit(&page, "/leave", &[]).await;
    assert!(copied.clone().get("/own").await.location().is_some(), "a copy of the cookie still works");
}

#[tokio::test]
async fn a_session_ends_when_it_is_not_used_and_after_its_time() {
    let small = small().await;
    let mut idle = signed_in(&small).await;
    small.world.clock.advance(SESSION_IDLE + Duration::from_secs(1));
    assert!(idle.get("/own").await.location().is_some());

    let mut busy = signed_in(&small).await;
    let turns = SESSION_LIFE.as_secs() / (SESSION_IDLE.as_secs() / 2);
    for _ in 1..turns {
        small.world.clock.advance(SESSION_IDLE / 2);
        assert_eq!(busy.get("/own").await.body, "An");
    }
    small.world.clock.advance(SESSION_IDLE / 2);
    assert!(busy.get("/own").await.location().is_some(), "a session without end");
}

#[tokio::test]
async fn every_beginning_and_end_is_in_the_audit_trail() {
    let small = small().await;
    let mut browser = signed_in(&small).await;
    let page = browser.get("/form").await;
    browser.submit(&page, "/leave", &[]).await;
    let subject = Subject::LocalAccount(LocalAccountId::from_bytes([7; 16]));
    let after = small.site.now().after(Duration::from_secs(1));
    let records = small
        .site
        .store
        .read(move |tx| {
            Box::pin(async move { onedoor_storage::audit::of_subject(tx, subject, after, 10).await })
        })
        .await
        .expect("records");
    let actions: Vec<&str> = records.iter().map(|r| r.action.as_str()).collect();
    assert_eq!(actions.len(), 2, "{actions:?}");
    assert!(actions.contains(&"site.session.begun") && actions.contains(&"site.session.ended"));
}
