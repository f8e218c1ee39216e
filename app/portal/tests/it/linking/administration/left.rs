//! Files that nobody decides about, that were stopped, or of which something was lost.

use axum::http::StatusCode;
use onedoor_base::BatchId;
use onedoor_linking::BatchState;
use onedoor_storage::{Change, Statement, StorageError};

use super::{DORMANT, PARTS, administrator, gives, one, people, works};
use crate::linking::town::{ASKING, Town};

#[tokio::test]
async fn a_file_that_is_not_what_was_checked_is_not_written_and_one_that_nobody_decides_about_is_forgotten() {
    const LOSE: Statement = Statement::new("test.lose", "DELETE FROM link_batch_parts WHERE part = 1");
    let town = Town::with(ASKING).await;
    town.account("thanhtra").await;
    let file = people(&town, 3).await;
    let mut browser = administrator(&town).await;
    let path = gives(&mut browser, "x.csv", &file).await.location().expect("a page").to_owned();
    works(&town).await;
    let lost: Result<(), StorageError> = town
        .site
        .store
        .write(|tx| {
            Box::pin(async move {
                tx.execute(&LOSE, &[]).await?;
                Ok(Change::Unrecorded(()))
            })
        })
        .await;
    lost.expect("lost");
    let page = browser.get(&path).await;
    browser.submit(&page, &format!("{path}/write"), &[]).await.assert_leads_to(&path);
    works(&town).await;
    assert_eq!(one(&town, &DORMANT).await, 0, "half a file is none");

    let given = gives(&mut browser, "x.csv", &file).await.location().expect("a page").to_owned();
    works(&town).await;
    town.world.clock.advance(std::time::Duration::from_hours(31 * 24));
    onedoor_site::upkeep::round(&town.site).await.expect("upkeep");
    let id: BatchId = given.rsplit('/').next().expect("an id").parse().expect("an id");
    assert_eq!(town.batch(id).await.state, BatchState::Withdrawn);
    assert!(town.audit_by("upkeep").await.contains("linking.batch.forgotten"));
}

#[tokio::test]
async fn a_file_that_was_stopped_is_kept_for_thirty_days_and_the_page_says_until_when() {
    let town = Town::with(ASKING).await;
    town.account("thanhtra").await;
    let mut browser = administrator(&town).await;
    let file = people(&town, 3).await;
    let path = gives(&mut browser, "x.csv", &file).await.location().expect("a page").to_owned();
    works(&town).await;
    let id: BatchId = path.rsplit('/').next().expect("an id").parse().expect("an id");
    let page = browser.get(&path).await;
    let waits = "If nobody decides, the file is thrown away on 21 December 2026";
    page.assert_says(StatusCode::OK, waits);
    browser.submit(&page, &format!("{path}/write"), &[]).await.assert_leads_to(&path);
    let page = browser.get(&path).await;
    browser.submit(&page, &format!("{path}/stop"), &[]).await.assert_leads_to(&path);
    works(&town).await;
    let page = browser.get(&path).await;
    page.assert_says(StatusCode::OK, waits);
    assert!(one(&town, &PARTS).await > 0, "it may go on");
    let days = |days: u64| {
        town.world.clock.advance(std::time::Duration::from_hours(24 * days));
        onedoor_site::upkeep::round(&town.site)
    };
    days(29).await.expect("upkeep");
    assert_eq!(town.batch(id).await.state, BatchState::Stopped);
    days(2).await.expect("upkeep");
    assert_eq!((town.batch(id).await.state, one(&town, &PARTS).await), (BatchState::Done, 0));
    assert!(town.audit_by("upkeep").await.contains("linking.batch.forgotten"));
}
