//! What does not outlast a lock, and roles that have an end.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::MergeId;
use onedoor_identity::console::roles::{self, StaffRole};
use onedoor_people::ClosingState;
use onedoor_site::testing::Browser;
use onedoor_storage::people::merges::{self, MergeState};
use onedoor_storage::{StorageError, people};

use crate::actors::{PASSWORD, Town};
use crate::console::{decides, hire, proposes_about, proposes_role, staff, staffed};
use crate::steps;

const CLOSING: &str = "/account/settings/closing";

async fn closing(town: &Town) -> ClosingState {
    let (store, khai) = (&town.identity.site.store, town.khai);
    let read = store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { people::closing_of(tx, khai).await }));
    read.await.expect("it can be read").expect("it was asked for").state
}

async fn merge(town: &Town, id: MergeId) -> MergeState {
    let store = &town.identity.site.store;
    let read = store.read::<_, StorageError, _>(move |tx| Box::pin(async move { merges::get(tx, id).await }));
    read.await.expect("it can be read").expect("it was begun").state
}

/// The merge that a browser begins.
async fn begins_merge(browser: &mut Browser) -> MergeId {
    let page = browser.get("/account/merge").await;
    let answer = browser.submit(&page, "/account/merge", &[]).await;
    let to = answer.location().expect("it leads to the sign-in").to_owned();
    to.rsplit("%2F").next().and_then(|id| id.parse().ok()).unwrap_or_else(|| panic!("no merge in {to}"))
}

#[tokio::test]
async fn a_lock_takes_back_a_closing_and_ends_a_merge_that_was_begun() {
    let town = staffed().await;
    let mut khai = town.khai_in(town.browser()).await;
    let page = khai.get(CLOSING).await;
    khai.submit(&page, CLOSING, &[("password", PASSWORD), ("sure", "yes")])
        .await
        .assert_leads_to(&format!("{CLOSING}?notice=asked"));
    let begun = begins_merge(&mut khai).await;
    assert_eq!((closing(&town).await, merge(&town, begun).await), (ClosingState::Waiting, MergeState::Begun));

    let mut support = staff(&town, "ho.tro").await;
    let mut approver = staff(&town, "duyet.mot").await;
    let lock = proposes_about(&mut support, "minh.khai").await;
    decides(&mut approver, &lock, "approve").await.assert_leads_to(&format!("{lock}?notice=approved"));
    assert_eq!(
        (closing(&town).await, merge(&town, begun).await),
        (ClosingState::Stayed, MergeState::Cancelled)
    );
    let record = town.record_of(town.khai).await;
    let locked = record.iter().find(|one| one.action == "people.account.locked").expect("a record");
    assert_eq!(locked.detail["dropped"].to_string(), r#"["merge","closing"]"#);

    let unlock = proposes_about(&mut support, "minh.khai").await;
    decides(&mut approver, &unlock, "approve").await.assert_leads_to(&format!("{unlock}?notice=approved"));
    // Not asked whether to stay, and free to ask again.
    let mut khai = town.browser();
    steps::sign_in(&mut khai, "minh.khai", PASSWORD).await.assert_leads_to("/account");
    let page = khai.get(CLOSING).await;
    khai.submit(&page, CLOSING, &[("password", PASSWORD), ("sure", "yes")]).await;
    assert_eq!(closing(&town).await, ClosingState::Waiting);
}

#[tokio::test]
async fn a_role_that_ended_or_ends_soon_is_given_anew_by_two() {
    let town = staffed().await;
    hire(&town, "duyet.ba", "0903 000 005", &[]).await;
    let day = Duration::from_hours(24);
    roles::grant(&town.identity, "duyet.ba", StaffRole::Approver, Some(day)).await.expect("it is given");
    town.world.clock.advance(day * 2);

    let mut first = staff(&town, "duyet.mot").await;
    let mut second = staff(&town, "duyet.hai").await;
    // It ended: for a while once more, then for longer, then for ever.
    for days in ["10", "30", ""] {
        let asked = [("login", "duyet.ba"), ("role", "approver"), ("days", days)];
        let given = proposes_role(&mut first, &asked).await;
        let to = given.location().unwrap_or_else(|| panic!("{days}: {}", given.body)).to_owned();
        let proposal = to.split('?').next().expect("a path");
        decides(&mut second, proposal, "approve")
            .await
            .assert_leads_to(&format!("{proposal}?notice=approved"));
    }
    let asked = [("login", "duyet.ba"), ("role", "approver"), ("days", "")];
    let again = proposes_role(&mut first, &asked).await;
    again.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "there is nothing to change");
    let garbled = [("login", "duyet.ba"), ("role", "approver"), ("asks", "x")];
    proposes_role(&mut first, &garbled).await.assert_says(StatusCode::BAD_REQUEST, "");

    let held = roles::list(&town.identity).await.expect("the staff can be read");
    let third = held.iter().find(|one| one.login == "duyet.ba").expect("on the staff");
    assert_eq!(third.until, None);
    // The record says until when.
    let record = town.record_of(third.account).await;
    let granted: Vec<_> = record.iter().filter(|one| one.action == "people.role.granted").collect();
    let dated = granted.iter().filter(|one| one.detail["until"].is_i64()).count();
    assert_eq!((granted.len(), dated), (4, 3), "{granted:?}");
}

#[tokio::test]
async fn of_two_approvers_the_one_whose_role_ends_asks_and_the_other_approves() {
    let town = staffed().await;
    let lasts = Duration::from_hours(24 * 9);
    roles::grant(&town.identity, "duyet.hai", StaffRole::Approver, Some(lasts)).await.expect("it is given");
    let mut first = staff(&town, "duyet.mot").await;
    let mut second = staff(&town, "duyet.hai").await;
    second.get("/console/staff").await.assert_says(StatusCode::OK, "the other approves");

    // Shorter, or another role for oneself: somebody else has to ask.
    for asked in [("approver", "5"), ("auditor", "30")] {
        let filled = [("login", "duyet.hai"), ("role", asked.0), ("days", asked.1)];
        let refused = proposes_role(&mut second, &filled).await;
        refused.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "somebody else has to do it");
    }
    let filled = [("login", "duyet.hai"), ("role", "approver"), ("days", "60")];
    let asked = proposes_role(&mut second, &filled).await;
    let to = asked.location().unwrap_or_else(|| panic!("{}", asked.body)).to_owned();
    let own = to.split('?').next().expect("a path");
    assert!(!second.get(own).await.says("Your decision"), "nobody decides on what they asked for");
    decides(&mut first, own, "approve").await.assert_leads_to(&format!("{own}?notice=approved"));

    // Asked for by the other, it is for the one it is about.
    let filled = [("login", "duyet.hai"), ("role", "approver"), ("days", "")];
    let asked = proposes_role(&mut first, &filled).await;
    let to = asked.location().unwrap_or_else(|| panic!("{}", asked.body)).to_owned();
    let other = to.split('?').next().expect("a path");
    decides(&mut second, other, "approve").await.assert_leads_to(&format!("{other}?notice=approved"));
    let held = roles::list(&town.identity).await.expect("the staff can be read");
    let held = held.iter().find(|one| one.login == "duyet.hai" && one.role == StaffRole::Approver);
    assert_eq!(held.expect("an approver").until, None);
}

#[tokio::test]
async fn whoever_proposes_sees_their_own_and_an_approver_sees_all() {
    let town = staffed().await;
    let mut support = staff(&town, "ho.tro").await;
    let mut both = staff(&town, "duyet.hai").await;
    proposes_about(&mut support, "minh.khai").await;
    proposes_about(&mut both, "tran.an").await;
    let own = support.get("/console/proposals").await;
    assert!(own.says("minh.khai") && !own.says("tran.an"), "{}", own.body);
    support.get("/console").await.assert_says(StatusCode::OK, "1 waits");
    let all = both.get("/console/proposals").await;
    assert!(all.says("minh.khai") && all.says("tran.an"), "{}", all.body);
    both.get("/console").await.assert_says(StatusCode::OK, "2 wait");
}
