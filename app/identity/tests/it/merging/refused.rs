//! What is not merged, each with a page of its own.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::{AccountId, IdentityLevel};
use onedoor_storage::{Change, Statement, StorageError, params};

use super::{OTHERS_PASSWORD, Twice, begin, confirm, opens, other, proves};
use crate::actors::{ANS_PASSWORD, PASSWORD, account_of};
use crate::steps::sign_in;

const LOCK: Statement =
    Statement::new("testing.account.lock", "UPDATE accounts SET state = 'locked' WHERE id = $1");
const WAITS: Statement = Statement::new(
    "testing.phone.waits",
    "INSERT INTO phone_changes (id, account_id, phone, objection, state, begun_at, due_at) \
     VALUES ($1, $1, '+84900000000', $1, 'waiting', 1, 2)",
);

const HELD: Statement =
    Statement::new("testing.level.held", "UPDATE accounts SET level_held = 0 WHERE id = $1");

async fn done(twice: &Twice, statement: &'static Statement, account: AccountId) {
    let written: Result<u64, StorageError> = twice
        .town
        .identity
        .site
        .store
        .write(move |tx| {
            Box::pin(async move { Ok(Change::Unrecorded(tx.execute(statement, params![account]).await?)) })
        })
        .await;
    assert_eq!(written, Ok(1));
}

#[tokio::test]
async fn an_account_is_not_merged_with_itself() {
    let twice = Twice::new().await;
    let (mut browser, page) = twice.begun().await;
    let told = proves(&mut browser, &page, "minh.khai", PASSWORD).await;
    told.assert_says(StatusCode::CONFLICT, "That was the same account");
    opens(&twice.town, "minh.khai", PASSWORD).await.assert_leads_to("/account");
}

#[tokio::test]
async fn the_first_proof_alone_is_not_enough() {
    let twice = Twice::new().await;
    let (mut browser, page) = twice.begun().await;
    let path = page.path.split("return_to=").nth(1).expect("where to").replace("%2F", "/");
    // Back to the preview without signing in: off to sign in again.
    let back = browser.get(&path).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    assert!(back.location().is_some_and(|to| to.starts_with("/sign-in?again=yes")));
}

#[tokio::test]
async fn a_locked_account_is_not_merged() {
    let twice = Twice::new().await;
    let (mut browser, page) = twice.previewed().await;
    done(&twice, &LOCK, twice.town.khai).await;
    let told = confirm(&mut browser, &page, &[]).await;
    told.assert_says(StatusCode::CONFLICT, "One of them is locked or closed");
}

#[tokio::test]
async fn two_people_who_were_proven_to_be_two_are_not_merged() {
    let twice = Twice::new().await;
    let number = Some("036188005678".to_owned());
    let hong = onedoor_identity::seed::SeedPerson {
        login: "le.hong".to_owned(),
        phone: "0966 111 222".to_owned(),
        national_number: number,
        identity_level: IdentityLevel::Basic,
        ..other()
    };
    account_of(&twice.town.identity, &hong).await;
    let (mut browser, page) = twice.begun().await;
    let told = proves(&mut browser, &page, "le.hong", OTHERS_PASSWORD).await;
    told.assert_says(StatusCode::CONFLICT, "These accounts are of two people");
}

#[tokio::test]
async fn what_waits_at_either_account_comes_first() {
    for first in [true, false] {
        let twice = Twice::new().await;
        let (mut browser, page) = twice.previewed().await;
        done(&twice, &WAITS, if first { twice.town.khai } else { twice.other }).await;
        let told = confirm(&mut browser, &page, &[]).await;
        told.assert_says(StatusCode::CONFLICT, "A new phone number waits there");
    }
}

#[tokio::test]
async fn whose_level_is_held_down_after_a_recovery_is_not_taken_for_somebody_less_well_proven() {
    let twice = Twice::new().await;
    let (mut browser, page) = twice.previewed().await;
    done(&twice, &HELD, twice.town.khai).await;
    let told = confirm(&mut browser, &page, &[]).await;
    told.assert_says(StatusCode::CONFLICT, "A recovery waits there");
}

#[tokio::test]
async fn after_ten_minutes_it_begins_anew() {
    let twice = Twice::new().await;
    let (mut browser, page) = twice.previewed().await;
    twice.pass(Duration::from_mins(10));
    let told = confirm(&mut browser, &page, &[]).await;
    told.assert_says(StatusCode::CONFLICT, "More than ten minutes have passed");
    opens(&twice.town, "khai.moi", OTHERS_PASSWORD).await.assert_leads_to("/account");
}

#[tokio::test]
async fn of_two_tabs_the_later_one_counts_and_a_second_click_does_nothing_twice() {
    let twice = Twice::new().await;
    let mut browser = twice.town.khai_in(twice.town.browser()).await;
    let earlier = begin(&mut browser).await;
    let later = begin(&mut browser).await;
    let page = proves(&mut browser, &later, "khai.moi", OTHERS_PASSWORD).await;
    let path = earlier.path.split("return_to=").nth(1).expect("where to").replace("%2F", "/");
    browser.get(&path).await.assert_says(StatusCode::CONFLICT, "You have begun anew in another tab");
    let answer = confirm(&mut browser, &page, &[]).await;
    answer.assert_leads_to("/account/merge?notice=merged");
    // The session is another one since, and so is what its forms carry.
    let form = browser.get("/account").await.form("/sign-out").expect("a form");
    let (_, token) = form.into_iter().find(|(name, _)| name == "csrf").expect("a token");
    let again = confirm(&mut browser, &page, &[("csrf", &token)]).await;
    again.assert_says(StatusCode::CONFLICT, "These accounts are merged");
}

#[tokio::test]
async fn in_a_circle_one_merge_wins_and_the_other_is_told() {
    let twice = Twice::new().await;
    let (mut here, page) = twice.previewed().await;
    // The same the other way round, in another browser, at the same time.
    let mut there = twice.town.browser();
    sign_in(&mut there, "khai.moi", OTHERS_PASSWORD).await.assert_leads_to("/account");
    twice.pass(Duration::from_secs(1));
    let begun = begin(&mut there).await;
    let second = proves(&mut there, &begun, "minh.khai", PASSWORD).await;
    second.assert_says(StatusCode::OK, "Merge these two accounts?");
    confirm(&mut here, &page, &[]).await.assert_leads_to("/account/merge?notice=merged");
    let told = confirm(&mut there, &second, &[]).await;
    told.assert_says(StatusCode::CONFLICT, "One of them is merged already");
    opens(&twice.town, "minh.khai", PASSWORD).await.assert_leads_to("/account");
}

#[tokio::test]
async fn what_was_merged_is_not_merged_again() {
    let twice = Twice::new().await;
    let mut third = twice.town.browser();
    sign_in(&mut third, "khai.moi", OTHERS_PASSWORD).await.assert_leads_to("/account");
    twice.pass(Duration::from_secs(1));
    let begun = begin(&mut third).await;
    twice.merged().await;
    // The session that began it is over, and so is what it began.
    let begun = third.get(&begun.path).await;
    let page = proves(&mut third, &begun, "tran.an", ANS_PASSWORD).await;
    page.assert_says(StatusCode::CONFLICT, "One of them is merged already");
}
