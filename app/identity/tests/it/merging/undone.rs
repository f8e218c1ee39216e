//! For thirty days a merge can be undone, from the settings and from the notice.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_site::testing::messages;

use super::{OTHERS_PASSWORD, Twice, begin, confirm, opens, proves};
use crate::actors::{ANS_PASSWORD, PASSWORD};
use crate::steps::sign_in;

const DAY: Duration = Duration::from_hours(24);

/// The address in the latest notice.
pub(super) async fn told(twice: &Twice) -> String {
    let sent = messages(&twice.town.identity.site).await;
    let text = sent.into_iter().rfind(|sms| sms.text.contains("/merge/undo?")).expect("a message").text;
    let (_, rest) = text.split_once("/merge/undo?").expect("an address");
    format!("/merge/undo?{}", rest.split_whitespace().next().expect("a key"))
}

async fn both_open(twice: &Twice) {
    opens(&twice.town, "minh.khai", PASSWORD).await.assert_leads_to("/account");
    opens(&twice.town, "khai.moi", OTHERS_PASSWORD).await.assert_leads_to("/account");
    opens(&twice.town, "0912 345 678", PASSWORD).await.assert_leads_to("/account");
    opens(&twice.town, "0977 111 222", OTHERS_PASSWORD).await.assert_leads_to("/account");
}

#[tokio::test]
async fn undone_from_the_settings_everything_is_as_before() {
    let twice = Twice::new().await;
    let (mut browser, page) = twice.previewed().await;
    let chosen = [("login", "absorbed"), ("phone", "absorbed"), ("language", "absorbed")];
    let answer = confirm(&mut browser, &page, &chosen).await;
    let list = browser.follow(answer).await;
    let undo = list.body.split("/account/merge/merg_").nth(1).expect("a way to undo it");
    let path = format!("/account/merge/merg_{}", undo.split('"').next().expect("an address"));
    twice.pass(DAY * 29);
    let mut browser = twice.town.browser();
    sign_in(&mut browser, "khai.moi", PASSWORD).await.assert_leads_to("/account");
    let asked = browser.get(&path).await;
    asked.assert_says(StatusCode::OK, "Undo this merge?");
    let answer = browser.submit(&asked, &path, &[]).await;
    browser.follow(answer).await.assert_says(StatusCode::OK, "Both accounts are as they were before");
    both_open(&twice).await;
    browser.get(&path).await.assert_says(StatusCode::CONFLICT, "There is nothing to undo");
    for account in [twice.town.khai, twice.other] {
        assert!(twice.town.actions_of(account).await.contains(&"people.account.parted".to_owned()));
    }
}

#[tokio::test]
async fn undone_from_the_notice_without_signing_in() {
    let twice = Twice::new().await;
    twice.merged().await;
    let path = told(&twice).await;
    let mut anybody = twice.town.browser();
    let asked = anybody.get(&path).await;
    asked.assert_says(StatusCode::OK, "Undo this merge?");
    assert!(!asked.says("minh.khai"), "who only has the message learns no user name");
    opens(&twice.town, "khai.moi", OTHERS_PASSWORD).await.assert_says(StatusCode::FORBIDDEN, "merged");
    let parted = anybody.submit(&asked, "/merge/undo", &[]).await;
    parted.assert_says(StatusCode::OK, "The merge is undone");
    both_open(&twice).await;
    let again = anybody.submit(&asked, "/merge/undo", &[]).await;
    again.assert_says(StatusCode::CONFLICT, "There is nothing to undo");
    // And merged again, and undone again.
    twice.pass(Duration::from_hours(1));
    twice.merged().await;
    let asked = anybody.get(&told(&twice).await).await;
    anybody.submit(&asked, "/merge/undo", &[]).await.assert_says(StatusCode::OK, "The merge is undone");
    both_open(&twice).await;
}

#[tokio::test]
async fn after_thirty_days_it_stays_and_what_rested_is_let_go() {
    let twice = Twice::new().await;
    twice.merged().await;
    let path = told(&twice).await;
    twice.pass(DAY * 30);
    let mut anybody = twice.town.browser();
    anybody.get(&path).await.assert_says(StatusCode::CONFLICT, "There is nothing to undo");
    let jobs = onedoor_identity::jobs(&twice.town.identity, onedoor_site::jobs::Jobs::new());
    jobs.round(&twice.town.identity.site).await.expect("a round");
    // The phone that nobody chose is free for whoever has it by now.
    opens(&twice.town, "0977 111 222", OTHERS_PASSWORD)
        .await
        .assert_says(StatusCode::UNPROCESSABLE_ENTITY, "don’t match");
    opens(&twice.town, "khai.moi", OTHERS_PASSWORD).await.assert_says(StatusCode::FORBIDDEN, "merged");
    for account in [twice.town.khai, twice.other] {
        let actions = twice.town.actions_of(account).await;
        assert!(actions.contains(&"people.account.merge_settled".to_owned()), "{actions:?}");
    }
}

#[tokio::test]
async fn a_later_merge_is_undone_first() {
    let twice = Twice::new().await;
    let mut browser = twice.merged().await;
    let first = told(&twice).await;
    twice.pass(Duration::from_mins(1));
    let begun = begin(&mut browser).await;
    let page = proves(&mut browser, &begun, "tran.an", ANS_PASSWORD).await;
    // An is another person, but nobody has proven that: it is An who says that both are theirs.
    confirm(&mut browser, &page, &[]).await.assert_leads_to("/account/merge?notice=merged");
    let second = told(&twice).await;
    let mut anybody = twice.town.browser();
    anybody.get(&first).await.assert_says(StatusCode::CONFLICT, "A later merge comes first");
    for path in [second, first] {
        let asked = anybody.get(&path).await;
        anybody.submit(&asked, "/merge/undo", &[]).await.assert_says(StatusCode::OK, "The merge is undone");
    }
    both_open(&twice).await;
    opens(&twice.town, "tran.an", ANS_PASSWORD).await.assert_leads_to("/account");
}
