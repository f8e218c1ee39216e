//! What officers, two of the staff and the clock do with electronic identities that are locked.

use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::{ApplicationId, IdentityLevel};
use onedoor_identity::console::roles::StaffRole;
use onedoor_proofing::application::{By, Lock, Locks, Printed, State};
use onedoor_proofing::register::Born;
use onedoor_site::testing::{Answer, Browser, messages};
use onedoor_storage::proofing;
use onedoor_storage::{Change, StorageError};

use crate::activation::{application, level};
use crate::actors::Town;
use crate::console::{decides, hire, looks_for, staff, staff_up};
use crate::lock::{active, locked};

const DESK: &str = "/console/unlocks";

async fn asks(an: &mut Browser) -> Answer {
    let page = an.get("/app/lock/ask").await;
    an.submit(&page, "/app/lock/ask", &[("reason", "Tôi đã đổi thẻ căn cước mới")]).await
}

/// An signs in anew after the officers' clocks have gone on.
async fn back(town: &Town) -> Browser {
    town.an_in(town.browser()).await
}

#[tokio::test]
async fn an_officer_who_is_no_kin_reads_why_and_unlocks_what_is_not_ordered() {
    let town = Town::new().await;
    hire(&town, "can.bo", "0903 000 011", &[StaffRole::Officer]).await;
    let (account, id, mut an) = active(&town).await;
    locked(&town, id, Lock::CardExpired, By::Site).await;
    locked(&town, id, Lock::Authority, By::Authority).await;
    asks(&mut an).await.assert_leads_to("/app/lock?notice=asked");
    let here = format!("{DESK}/{id}");
    let mut officer = staff(&town, "can.bo").await;
    officer.get("/console").await.assert_says(StatusCode::OK, "Requests to unlock");
    officer.get(DESK).await.assert_says(StatusCode::OK, &here);
    let page = officer.get(&here).await;
    assert!(!page.says("đổi thẻ căn cước"), "nothing before the word on kin");
    let none = officer.submit(&page, &format!("{here}/take"), &[]).await;
    none.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Choose an answer");
    officer.submit(&page, &format!("{here}/take"), &[("kin", "no")]).await.assert_leads_to(&here);
    let page = officer.get(&here).await;
    page.assert_says(StatusCode::OK, "đổi thẻ căn cước");
    let decide = format!("{here}/decide");
    let answer = ("answer", "Đã xem thẻ mới của công dân");
    let unseen = officer.submit(&page, &decide, &[("verdict", "grant"), answer]).await;
    unseen.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Say that you have seen a new card");
    // From its date of issue follows whether it is valid, and until when it is watched.
    let seen = |issued| [("verdict", "grant"), ("card", "yes"), ("issued", issued), answer];
    for (issued, says) in [
        ("", "Enter the date of issue of the new card"),
        ("31/02/2026", "Enter the date of issue of the new card"),
        ("01/01/2099", "Enter the date of issue of the new card"),
        ("01/02/2010", "this card is not valid any more"),
    ] {
        let wrong = officer.submit(&page, &decide, &seen(issued)).await;
        wrong.assert_says(StatusCode::UNPROCESSABLE_ENTITY, says);
        assert!(wrong.says(issued) && wrong.says("Đã xem thẻ mới"), "nothing is lost");
    }
    let issued = ("issued", "12/05/2026");
    let mute = officer.submit(&page, &decide, &[("verdict", "grant"), ("card", "yes"), issued]).await;
    assert_eq!(mute.status, StatusCode::UNPROCESSABLE_ENTITY);
    let granted = officer.submit(&page, &decide, &seen("12/05/2026")).await;
    granted.assert_leads_to(&format!("{DESK}?notice=granted"));
    assert_eq!(application(&town, id).await.state, State::Locked(Locks::of(Lock::Authority)));
    assert_eq!(level(&town, account).await.0, IdentityLevel::Claimed);
    let again = officer.submit(&page, &decide, &[("verdict", "refuse"), answer]).await;
    again.assert_leads_to(&format!("{DESK}?notice=not-again"));
    let actions = town.actions_of(account).await;
    for action in ["unlock_asked", "unlock_taken", "unlock_granted", "unlocked"] {
        let action = format!("people.identity.{action}");
        assert!(actions.contains(&action), "{action}: {actions:?}");
    }
}

#[tokio::test]
async fn what_is_refused_has_an_answer_and_what_is_late_is_counted() {
    let town = Town::new().await;
    hire(&town, "can.bo", "0903 000 011", &[StaffRole::Officer]).await;
    let (_, id, mut an) = active(&town).await;
    locked(&town, id, Lock::CardExpired, By::Site).await;
    asks(&mut an).await;
    town.world.clock.advance(Duration::from_hours(24 * 10));
    let mut officer = staff(&town, "can.bo").await;
    officer.get("/console").await.assert_says(StatusCode::OK, "1 late");
    officer.get(DESK).await.assert_says(StatusCode::OK, "late");
    let here = format!("{DESK}/{id}");
    let page = officer.get(&here).await;
    officer.submit(&page, &format!("{here}/take"), &[("kin", "no")]).await;
    let page = officer.get(&here).await;
    let answer = [("verdict", "refuse"), ("answer", "Ảnh thẻ mới chưa rõ, hãy mang thẻ đến")];
    let refused = officer.submit(&page, &format!("{here}/decide"), &answer).await;
    refused.assert_leads_to(&format!("{DESK}?notice=refused"));
    let mut an = back(&town).await;
    let page = an.get("/app/lock").await;
    page.assert_says(StatusCode::OK, "Ảnh thẻ mới chưa rõ");
    page.assert_says(StatusCode::OK, "/app/lock/ask");
    let mut khai = town.khai_in(town.browser()).await;
    assert_eq!(khai.get(DESK).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_authoritys_order_takes_two_and_is_lifted_by_two() {
    let town = Town::new().await;
    staff_up(&town).await;
    let (account, id, _) = active(&town).await;
    for (locks, expected) in [(true, IdentityLevel::Claimed), (false, IdentityLevel::Basic)] {
        let mut proposer = staff(&town, "duyet.hai").await;
        let found = looks_for(&mut proposer, "tran.an").await;
        let look = found.location().expect("he is found").to_owned();
        let page = proposer.get(&format!("{look}/propose?what=identity")).await;
        page.assert_says(StatusCode::OK, if locks { "By order of an authority" } else { "no longer locks" });
        let answer = proposer.submit(&page, &format!("{look}/propose"), &[]).await;
        let to = answer.location().unwrap_or_else(|| panic!("nothing was proposed: {answer:?}"));
        let proposal = to.split('?').next().unwrap_or_default().to_owned();
        let mut approver = staff(&town, "duyet.mot").await;
        decides(&mut approver, &proposal, "approve")
            .await
            .assert_leads_to(&format!("{proposal}?notice=approved"));
        assert_eq!(level(&town, account).await.0, expected);
        let mut an = back(&town).await;
        if locks {
            assert_eq!(application(&town, id).await.state, State::Locked(Locks::of(Lock::Authority)));
            an.get("/app/lock").await.assert_says(StatusCode::OK, "Number of the order: 2026/117");
        }
        an.get("/account/activity").await.assert_says(StatusCode::OK, "electronic identity");
    }
    assert_eq!(application(&town, id).await.state, State::Active);
    assert!(!messages(&town.identity.site).await.is_empty());
}

#[tokio::test]
async fn nobody_gets_rid_of_an_order_with_the_account() {
    let town = Town::new().await;
    let (_, id, mut an) = active(&town).await;
    locked(&town, id, Lock::Authority, By::Authority).await;
    let page = an.get("/account/settings/closing").await;
    let asked = [("sure", "yes"), ("password", crate::actors::ANS_PASSWORD)];
    let refused = an.submit(&page, "/account/settings/closing", &asked).await;
    refused.assert_says(StatusCode::CONFLICT, "the account cannot be closed");
}

/// The card of this application was issued on that day.
async fn issued(town: &Town, id: ApplicationId, issued: Born) {
    let site = Arc::clone(&town.identity.site);
    let inside = Arc::clone(&site);
    let done: Result<bool, StorageError> = site
        .store
        .write(move |tx| {
            let site = Arc::clone(&inside);
            Box::pin(async move {
                let printed = Printed { issued: Some(issued), residence: None };
                let done = proofing::keep_printed(tx, &site.vault, id, &printed, site.now()).await?;
                Ok(Change::Unrecorded(done))
            })
        })
        .await;
    assert!(done.expect("it can be kept"));
}

async fn clock_looks(town: &Town) {
    onedoor_identity::look_at_cards(&town.identity).await.expect("a round");
}

#[tokio::test]
async fn a_card_that_ends_is_told_once_a_month_before_and_locks_on_the_day_after() {
    let town = Town::new().await;
    let (account, id, _) = active(&town).await;
    // Born on 7 March 1990: a card of 2016 is valid until 7 March 2030.
    issued(&town, id, Born { year: 2016, month: Some(1), day: Some(4) }).await;
    clock_looks(&town).await;
    let before = messages(&town.identity.site).await.len();
    let (now, calendar) = (town.identity.site.now(), &town.identity.site.settings.calendar);
    let last = onedoor_proofing::calendar::Day::of(2030, 3, 7).expect("a day");
    let ends = calendar.begins(last.next());
    let until =
        |at: onedoor_base::Timestamp| Duration::from_millis((at.millis() - now.millis()).unsigned_abs());
    let warned = until(ends.before(Duration::from_hours(24 * 29)));
    town.world.clock.advance(until(ends.before(Duration::from_hours(24 * 31))));
    clock_looks(&town).await;
    assert_eq!(messages(&town.identity.site).await.len(), before, "not before its time");
    town.world.clock.advance(warned.saturating_sub(until(ends.before(Duration::from_hours(24 * 31)))));
    clock_looks(&town).await;
    clock_looks(&town).await;
    let actions = town.actions_of(account).await;
    let told = actions.iter().filter(|one| *one == "people.identity.card_ends").count();
    assert_eq!(told, 1, "{actions:?}");
    assert_eq!(application(&town, id).await.state, State::Active);
    town.world.clock.advance(Duration::from_hours(24 * 29));
    clock_looks(&town).await;
    assert_eq!(application(&town, id).await.state, State::Locked(Locks::of(Lock::CardExpired)));
    assert_eq!(level(&town, account).await.0, IdentityLevel::Claimed);
}

#[tokio::test]
async fn a_card_of_which_the_issue_is_not_known_ends_nothing() {
    let town = Town::new().await;
    let (_, id, _) = active(&town).await;
    clock_looks(&town).await;
    town.world.clock.advance(Duration::from_hours(24 * 365 * 40));
    clock_looks(&town).await;
    assert_eq!(application(&town, id).await.state, State::Active);
}

/// What lies behind a lock of one's own may be a device in a stranger's hands; and the new card has an end of its own.
#[tokio::test]
async fn an_officers_unlock_takes_the_device_off_and_watches_the_new_card() {
    let town = Town::new().await;
    hire(&town, "can.bo", "0903 000 011", &[StaffRole::Officer]).await;
    let (_, id, mut an) = active(&town).await;
    issued(&town, id, Born { year: 2010, month: Some(1), day: Some(4) }).await;
    clock_looks(&town).await;
    locked(&town, id, Lock::Person, By::Person).await;
    assert_eq!(application(&town, id).await.state.code(), "locked");
    asks(&mut an).await.assert_leads_to("/app/lock?notice=asked");
    let here = format!("{DESK}/{id}");
    let mut officer = staff(&town, "can.bo").await;
    let page = officer.get(&here).await;
    officer.submit(&page, &format!("{here}/take"), &[("kin", "no")]).await.assert_leads_to(&here);
    let page = officer.get(&here).await;
    let seen =
        [("verdict", "grant"), ("card", "yes"), ("issued", "12/05/2026"), ("answer", "Đã xem thẻ mới")];
    let granted = officer.submit(&page, &format!("{here}/decide"), &seen).await;
    granted.assert_leads_to(&format!("{DESK}?notice=granted"));
    assert_eq!(application(&town, id).await.state, State::Active);
    an.cookies.remove("session");
    an.get("/app/passcode").await.assert_leads_to("/app/sign-in");
    // Born on 7 March 1990: a card of 2026 is valid until 7 March 2030, and not a day longer.
    let (now, calendar) = (town.identity.site.now(), &town.identity.site.settings.calendar);
    let last = onedoor_proofing::calendar::Day::of(2030, 3, 7).expect("a day");
    let ends = calendar.begins(last.next());
    clock_looks(&town).await;
    town.world.clock.advance(Duration::from_millis((ends.millis() - now.millis()).unsigned_abs()));
    clock_looks(&town).await;
    assert_eq!(application(&town, id).await.state, State::Locked(Locks::of(Lock::CardExpired)));
}
