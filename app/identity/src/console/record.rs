//! The first page, and what the staff did: counts, reasons and decisions, without the people.

use std::collections::BTreeSet;
use std::time::Duration;

use axum::extract::State;
use axum::response::Response;
use onedoor_base::AccountId;
use onedoor_people::staff::{Part, ProposalState};
use onedoor_site::SignedInVisit;
use onedoor_storage::StorageError;
use onedoor_storage::jobs;
use onedoor_storage::people::{self, LookCount};
use onedoor_storage::site::{alarms, messages};

use super::door::{self, Away};
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
        Box::pin(async move {
            let proposals = people::latest_proposals(tx, MOST).await?;
            let looks = people::look_counts(tx, now.before(DAY)).await?;
            let messages = messages::counts(tx).await?;
            let dead = jobs::kinds(tx, now).await?.iter().map(|kind| kind.dead).sum::<i64>();
            let alarms = alarms::count_open(tx).await?;
            Ok((proposals, looks, messages, dead, alarms))
        })
    });
    let (proposals, looks, messages, dead, alarms) = read.await?;
    let open = proposals.iter().filter(|one| one.stands(now) == ProposalState::Open);
    let of = |state: &str| messages.iter().filter(|(word, _)| word == state).map(|(_, count)| count).sum();
    Ok(visit.page(&DeskPage {
        open: i64::try_from(open.count()).unwrap_or(i64::MAX),
        looks: looks.iter().map(|count| count.looks).sum(),
        waiting: of("waiting"),
        failed: of("refused"),
        dead,
        alarms,
        roles: staff.roles,
    }))
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
            let proposals = people::latest_proposals(tx, MOST).await?;
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
