//! The first page, and what the staff did: counts, reasons and decisions, without the people.

use std::collections::BTreeSet;
use std::time::Duration;

use axum::extract::State;
use axum::response::Response;
use onedoor_base::{AccountId, Timestamp};
use onedoor_people::staff::Part;
use onedoor_site::SignedInVisit;
use onedoor_storage::jobs;
use onedoor_storage::people::{self, LookCount};
use onedoor_storage::site::{alarms, messages};
use onedoor_storage::{StorageError, Tx, proofing};

use super::door::{self, Away, Staff};
use super::pages::{DeskPage, RecordPage, RecordedLook, RecordedProposal};
use super::proposals::names_of;
use crate::Identity;

const DAY: Duration = Duration::from_hours(24);
const WEEK: Duration = Duration::from_hours(24 * 7);
/// How many looks and proposals are listed.
const MOST: i64 = 100;

/// `GET /console`.
pub(super) async fn desk(State(identity): State<Identity>, visit: SignedInVisit) -> Result<Response, Away> {
    let staff = door::open(&identity, &visit, Part::Desk, None).await?;
    let now = visit.now;
    let read = visit.site.store.read::<_, StorageError, _>(move |tx| {
        let staff = staff.clone();
        Box::pin(async move { counted(tx, &staff, now).await })
    });
    Ok(visit.page(&read.await?))
}

/// Counts what this member's roles open, and nothing else.
async fn counted(tx: &mut Tx<'_>, staff: &Staff, now: Timestamp) -> Result<DeskPage, StorageError> {
    let mut page = DeskPage { roles: staff.roles.clone(), ..DeskPage::default() };
    if staff.may(Part::Proposals) {
        let by = (!staff.may(Part::Decisions)).then_some(staff.account);
        page.open = people::open_proposals(tx, by, now).await?;
    }
    if staff.may(Part::Corrections) {
        (page.corrections, page.late) = people::waiting_corrections(tx, now).await?;
    }
    if staff.may(Part::Applications) && staff.identity.level1.is_some() {
        page.applications = Some((proofing::waiting(tx).await?, proofing::late_count(tx, now).await?));
        page.unlocks = proofing::unlocks_waiting(tx, now).await?;
    }
    if staff.may(Part::Record) {
        page.looks = people::look_counts(tx, now.before(DAY)).await?.iter().map(|count| count.looks).sum();
    }
    if staff.may(Part::Messages) {
        page.waiting = messages::count(tx, "waiting").await?;
        page.failed = messages::count(tx, "refused").await?;
    }
    if staff.may(Part::Jobs) {
        page.dead = jobs::count_dead(tx).await?;
    }
    if staff.may(Part::Alarms) {
        page.alarms = alarms::count_open(tx).await?;
    }
    Ok(page)
}

/// `GET /console/record`.
pub(super) async fn show(State(identity): State<Identity>, visit: SignedInVisit) -> Result<Response, Away> {
    door::open(&identity, &visit, Part::Record, None).await?;
    let now = visit.now;
    let read = visit.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            let today = people::look_counts(tx, now.before(DAY)).await?;
            let week = people::look_counts(tx, now.before(WEEK)).await?;
            let looks = people::latest_looks(tx, MOST).await?;
            let proposals = people::latest_proposals(tx, None, MOST).await?;
            let mut staff: BTreeSet<AccountId> = looks.iter().map(|look| look.staff).collect();
            staff.extend(week.iter().map(|one| one.staff));
            staff.extend(proposals.iter().map(|one| one.proposed_by));
            staff.extend(proposals.iter().filter_map(|one| one.decided_by));
            Ok((names_of(tx, staff).await?, today, week, looks, proposals))
        })
    });
    let (names, today, week, looks, proposals) = read.await?;
    let called = |id: AccountId| names.get(&id).cloned().unwrap_or_default();
    let counted =
        |counts: &[LookCount], id| counts.iter().find(|one| one.staff == id).map_or(0, |one| one.looks);
    let looks = looks.into_iter().map(|look| RecordedLook {
        at: look.at,
        staff: called(look.staff),
        found: look.person.is_some(),
        reason: look.reason,
        case: look.case,
    });
    let proposals = proposals.into_iter().map(|one| RecordedProposal {
        at: one.proposed_at,
        by: called(one.proposed_by),
        decided_by: one.decided_by.map(called),
        state: one.stands(now),
        asks: one.asks,
        reason: one.reason,
        case: one.case,
    });
    Ok(visit.page(&RecordPage {
        counts: week.iter().map(|one| (called(one.staff), counted(&today, one.staff), one.looks)).collect(),
        looks: looks.collect(),
        proposals: proposals.collect(),
    }))
}
