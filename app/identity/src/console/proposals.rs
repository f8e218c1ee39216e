//! What is proposed and what became of it.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{AccountId, StaffProposalId};
use onedoor_people::AccountState;
use onedoor_people::staff::Part;
use onedoor_site::{Asked, Refused, SignedInVisit};
use onedoor_storage::people::{self, Proposal};
use onedoor_storage::{StorageError, Tx};
use onedoor_ui::{ErrorKind, Problems};
use serde::Deserialize;

use super::door::{self, Staff};
use super::pages::{ProposalPage, ProposalShown, ProposalsPage};
use crate::Identity;

/// How many are listed.
const MOST: i64 = 100;

/// `GET /console/proposals`: to an approver all of them, to others their own.
pub(super) async fn list(
    State(identity): State<Identity>,
    visit: SignedInVisit,
) -> Result<Response, Refused> {
    let staff = match door::open(&identity, &visit, Part::Proposals, None).await? {
        Ok(staff) => staff,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let (all, me, now) = (staff.may(Part::Decisions), staff.account, visit.now);
    let read = visit.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            let mut shown = Vec::new();
            for proposal in people::latest_proposals(tx, MOST).await? {
                if all || proposal.proposed_by == me {
                    shown.push(show_one(tx, proposal, me).await?);
                }
            }
            Ok(shown)
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
) -> Result<Response, Refused> {
    let staff = match door::open(&identity, &visit, Part::Proposals, None).await? {
        Ok(staff) => staff,
        Err(elsewhere) => return Ok(elsewhere),
    };
    let not_found = || Refused::kind(ErrorKind::NotFound);
    let id: StaffProposalId = id.parse().map_err(|error| not_found().because(error))?;
    let page = of(&staff, id).await?.ok_or_else(not_found)?;
    Ok(visit.page(&ProposalPage { just_proposed: news.notice == "proposed", ..page }))
}

/// The page of a proposal with what stands in the way of deciding on it.
pub(super) async fn page(
    staff: &Staff,
    id: StaffProposalId,
    problems: Problems,
) -> Result<Response, Refused> {
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
                let account = people::by_id(tx, proposal.person).await?;
                let state = account.map_or(AccountState::Closed, |account| account.state);
                let decides = all && proposal.proposed_by != me && proposal.person != me;
                let shown = show_one(tx, proposal, me).await?;
                let (problems, just_proposed) = (Problems::new(), false);
                Ok(Some(ProposalPage { now, shown, account: state, decides, just_proposed, problems }))
            })
        })
        .await
}

async fn show_one(tx: &mut Tx<'_>, proposal: Proposal, me: AccountId) -> Result<ProposalShown, StorageError> {
    let mut names = BTreeMap::new();
    for id in [Some(proposal.person), Some(proposal.proposed_by), proposal.decided_by].into_iter().flatten() {
        names.insert(id, name(tx, id).await?);
    }
    let called = |id: AccountId| names.get(&id).cloned().unwrap_or_default();
    Ok(ProposalShown {
        person: called(proposal.person),
        proposed_by: called(proposal.proposed_by),
        decided_by: proposal.decided_by.map(called),
        own: proposal.proposed_by == me,
        proposal,
    })
}

/// Name and login name; the id where the account is gone.
pub(super) async fn name(tx: &mut Tx<'_>, id: AccountId) -> Result<String, StorageError> {
    let account = people::by_id(tx, id).await?;
    Ok(account.map_or_else(|| id.to_string(), |account| format!("{} ({})", account.name, account.login)))
}
