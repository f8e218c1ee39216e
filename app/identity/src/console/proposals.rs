//! What is proposed and what became of it.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{AccountId, StaffProposalId, Timestamp};
use onedoor_people::AccountState;
use onedoor_people::staff::{Asks, Holds, Part};
use onedoor_site::{Asked, Refused, SignedInVisit};
use onedoor_storage::people::{self, Proposal};
use onedoor_storage::{StorageError, Tx};
use onedoor_ui::{ErrorKind, Problems};
use serde::Deserialize;

use super::done::meant;
use super::door::{self, Away, Staff};
use super::pages::{ProposalPage, ProposalShown, ProposalsPage};
use crate::Identity;

/// How many are listed.
const MOST: i64 = 100;

/// `GET /console/proposals`: to an approver all of them, to others their own.
pub(super) async fn list(State(identity): State<Identity>, visit: SignedInVisit) -> Result<Response, Away> {
    let staff = door::open(&identity, &visit, Part::Proposals, None).await?;
    let (me, now) = (staff.account, visit.now);
    let by = (!staff.may(Part::Decisions)).then_some(me);
    let read = visit.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            let proposals = people::latest_proposals(tx, by, MOST).await?;
            let names = names(tx, &proposals).await?;
            Ok(proposals.into_iter().map(|one| show_one(&names, one, me)).collect())
        })
    });
    let page = ProposalsPage { now, proposals: read.await? };
    Ok(visit.page(&page))
}

#[derive(Deserialize)]
pub(super) struct News {
    #[serde(default)]
    notice: String,
}

/// `GET /console/proposals/{proposal}`.
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Path(id): Path<String>,
    Asked(news): Asked<News>,
) -> Result<Response, Away> {
    let staff = door::open(&identity, &visit, Part::Proposals, None).await?;
    let not_found = || Refused::kind(ErrorKind::NotFound);
    let id: StaffProposalId = id.parse().map_err(|error| not_found().because(error))?;
    let page = of(&staff, id).await?.ok_or_else(not_found)?;
    Ok(visit.page(&ProposalPage { just_proposed: news.notice == "proposed", ..page }))
}

/// The page of a proposal with what stands in the way of deciding on it.
pub(super) async fn page(staff: &Staff, id: StaffProposalId, problems: Problems) -> Result<Response, Away> {
    let page = of(staff, id).await?.ok_or_else(|| Refused::kind(ErrorKind::NotFound))?;
    let path = format!("/console/proposals/{id}");
    Ok(staff.visit.page_at(&path, StatusCode::UNPROCESSABLE_ENTITY, &ProposalPage { problems, ..page }))
}

async fn of(staff: &Staff, id: StaffProposalId) -> Result<Option<ProposalPage>, StorageError> {
    let (all, me, now) = (staff.may(Part::Decisions), staff.account, staff.now());
    let store = &staff.visit.site.store;
    store
        .read(move |tx| {
            Box::pin(async move {
                let found = people::proposal(tx, id).await?;
                let Some(proposal) = found.filter(|one| all || one.proposed_by == me) else {
                    return Ok(None);
                };
                let person = meant(tx, proposal.asks, proposal.person).await?;
                let merged_into =
                    if person == proposal.person { None } else { Some(name(tx, person).await?) };
                let account = people::by_id(tx, person).await?;
                let state = account.map_or(AccountState::Closed, |account| account.state);
                let concerned = person == me && !for_two_alone(tx, (proposal.asks, person), now).await?;
                let decides = all && proposal.proposed_by != me && !concerned;
                let names = names(tx, std::slice::from_ref(&proposal)).await?;
                let shown = show_one(&names, proposal, me);
                let (problems, just_proposed) = (Problems::new(), false);
                Ok(Some(ProposalPage {
                    now,
                    shown,
                    merged_into,
                    account: state,
                    decides,
                    just_proposed,
                    problems,
                }))
            })
        })
        .await
}

async fn for_two_alone(
    tx: &mut Tx<'_>,
    (asks, person): (Asks, AccountId),
    now: Timestamp,
) -> Result<bool, StorageError> {
    let holds = held(tx, (asks, person), now).await?;
    Ok(asks.is_for_two_alone(holds, people::approvers(tx, now).await?))
}

/// How it stands with the role that a proposal is about, if it is about one.
pub(super) async fn held(
    tx: &mut Tx<'_>,
    (asks, person): (Asks, AccountId),
    now: Timestamp,
) -> Result<Holds, StorageError> {
    match asks.role() {
        Some(role) => people::role_held(tx, (person, role), now).await,
        None => Ok(Holds::Never),
    }
}

/// Those in these proposals, each read once.
async fn names(tx: &mut Tx<'_>, proposals: &[Proposal]) -> Result<Names, StorageError> {
    let of = |one: &Proposal| [Some(one.person), Some(one.proposed_by), one.decided_by];
    names_of(tx, proposals.iter().flat_map(of).flatten().collect()).await
}

fn show_one(names: &Names, proposal: Proposal, me: AccountId) -> ProposalShown {
    let called = |id: AccountId| names.get(&id).cloned().unwrap_or_default();
    ProposalShown {
        person: called(proposal.person),
        proposed_by: called(proposal.proposed_by),
        decided_by: proposal.decided_by.map(called),
        own: proposal.proposed_by == me,
        proposal,
    }
}

/// What people are called.
pub(super) type Names = BTreeMap<AccountId, String>;

/// What each of these is called.
pub(super) async fn names_of(tx: &mut Tx<'_>, ids: BTreeSet<AccountId>) -> Result<Names, StorageError> {
    let mut names = Names::new();
    for id in ids {
        names.insert(id, name(tx, id).await?);
    }
    Ok(names)
}

/// Name and login name; the id where the account is gone.
async fn name(tx: &mut Tx<'_>, id: AccountId) -> Result<String, StorageError> {
    let account = people::by_id(tx, id).await?;
    Ok(account.map_or_else(|| id.to_string(), |account| format!("{} ({})", account.name, account.login)))
}
