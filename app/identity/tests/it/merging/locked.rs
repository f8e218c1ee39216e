//! An account that the staff look at or lock, and that was merged meanwhile.

use axum::http::StatusCode;
use onedoor_people::AccountState;

use super::{Twice, confirm};
use crate::console::{decides, looks_for, proposes_about, staff, staff_up, state_of};

#[tokio::test]
async fn a_lock_follows_an_account_into_the_one_that_it_was_merged_into() {
    let twice = Twice::new().await;
    let town = &twice.town;
    staff_up(town).await;
    let (mut browser, preview) = twice.previewed().await;
    let mut support = staff(town, "ho.tro").await;
    let proposal = proposes_about(&mut support, "khai.moi").await;
    let answer = confirm(&mut browser, &preview, &[]).await;
    answer.assert_leads_to("/account/merge?notice=merged");
    assert_eq!(state_of(town, twice.other).await, AccountState::Merged);

    let mut approver = staff(town, "duyet.mot").await;
    let page = approver.get(&proposal).await;
    page.assert_says(StatusCode::OK, "Merged into");
    page.assert_says(StatusCode::OK, "Nguyễn Thị Minh Khai (minh.khai)");
    decides(&mut approver, &proposal, "approve")
        .await
        .assert_leads_to(&format!("{proposal}?notice=approved"));
    assert_eq!(state_of(town, town.khai).await, AccountState::Locked);
    assert_eq!(state_of(town, twice.other).await, AccountState::Merged);
    assert!(!browser.is_signed_in().await);
    for account in [town.khai, twice.other] {
        let actions = town.actions_of(account).await;
        assert!(actions.contains(&"people.account.locked".to_owned()), "{actions:?}");
    }
}

#[tokio::test]
async fn a_merged_account_is_found_and_leads_to_the_one_that_it_is_in() {
    let twice = Twice::new().await;
    let town = &twice.town;
    staff_up(town).await;
    let mut browser = twice.merged().await;
    let mut support = staff(town, "ho.tro").await;
    let found = looks_for(&mut support, "khai.moi").await;
    let page = support.follow(found).await;
    page.assert_says(StatusCode::OK, "an account that was merged into this one");
    page.assert_says(StatusCode::OK, "minh.khai");
    assert!(!page.says("Merged into another") && page.says("Propose to lock the account"));
    // In the record of both; the owner reads it.
    for account in [town.khai, twice.other] {
        let actions = town.actions_of(account).await;
        assert!(actions.contains(&"people.account.looked_up".to_owned()), "{actions:?}");
    }
    let activity = browser.get("/account/activity").await;
    activity.assert_says(StatusCode::OK, "looked at your account");
    let found = looks_for(&mut support, "minh.khai").await;
    assert!(!support.follow(found).await.says("merged into this one"));
}
