//! Deciding on what somebody else proposed, and taking back what one proposed oneself.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use onedoor_base::{AccountId, StaffProposalId};
use onedoor_people::AccountState;
use onedoor_people::staff::{DecisionFacts, NotDecided, Part, ProposalState, Verdict, decide as rule};
use onedoor_site::{FreshVisit, Nothing, Posted, Refused};
use onedoor_storage::people::{self, Proposal};
use onedoor_storage::{Change, StorageError, Tx};
use onedoor_ui::{ErrorKind, Problem, Problems};
use serde::Deserialize;

use super::done::{approved, meant, settled};
use super::door::{self, Away, Staff};
use super::proposals;
use crate::Identity;

#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    verdict: String,
}

/// `POST /console/proposals/{proposal}/decide`.
pub(super) async fn decide(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Path(id): Path<String>,
    Posted(form): Posted<Form>,
) -> Result<Response, Away> {
    let verdict = Verdict::from_word(&form.verdict).filter(|verdict| *verdict != Verdict::Withdraw);
    answer(&identity, &visit, &id, (Part::Decisions, verdict)).await
}

/// `POST /console/proposals/{proposal}/withdraw`.
pub(super) async fn withdraw(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Path(id): Path<String>,
    _: Posted<Nothing>,
) -> Result<Response, Away> {
    answer(&identity, &visit, &id, (Part::Proposals, Some(Verdict::Withdraw))).await
}

async fn answer(
    identity: &Identity,
    visit: &FreshVisit,
    id: &str,
    (part, verdict): (Part, Option<Verdict>),
) -> Result<Response, Away> {
    let page = format!("/console/proposals/{id}");
    let staff = door::open(identity, visit, part, Some(&page)).await?;
    let not_found = || Refused::kind(ErrorKind::NotFound);
    let id: StaffProposalId = id.parse().map_err(|error| not_found().because(error))?;
    let Some(verdict) = verdict else {
        let problems = Problems::one(Problem::new("verdict", "console-verdict-missing"));
        return proposals::page(&staff, id, problems).await;
    };
    match take(&staff, id, verdict).await?.ok_or_else(not_found)? {
        Ok(state) => Ok(visit.sends(&format!("{page}?notice={}", state.word()))),
        Err(no) => proposals::page(&staff, id, Problems::one(problem(no))).await,
    }
}

fn problem(no: NotDecided) -> Problem {
    Problem::general(match no {
        NotDecided::Settled => "console-no-settled",
        NotDecided::Expired => "console-no-expired",
        NotDecided::Own => "console-no-second",
        NotDecided::Concerned => "console-no-own",
        NotDecided::NotAllowed => "console-no-role",
        NotDecided::ProposerGone => "console-no-proposer",
        NotDecided::NothingToDo => "console-no-nothing",
        NotDecided::TooFewApprovers => "console-no-approvers",
    })
}

type Taken = Option<Result<ProposalState, NotDecided>>;

async fn take(staff: &Staff, id: StaffProposalId, verdict: Verdict) -> Result<Taken, StorageError> {
    let within = Arc::new(staff.clone());
    let store = &staff.visit.site.store;
    store
        .write(move |tx| {
            let staff = Arc::clone(&within);
            Box::pin(async move {
                let Some(proposal) = people::proposal(tx, id).await? else {
                    return Ok(Change::Unrecorded(None));
                };
                let person = meant(tx, proposal.asks, proposal.person).await?;
                let state = match judge(tx, &staff, (&proposal, person), verdict).await? {
                    Ok(state) => state,
                    Err(no) => return Ok(Change::Unrecorded(Some(Err(no)))),
                };
                let (by, now) = (Some(staff.account), staff.now());
                if !people::settle_proposal(tx, id, state, by, now).await? {
                    return Ok(Change::Unrecorded(Some(Err(NotDecided::Settled))));
                }
                let events = match state {
                    ProposalState::Approved => approved(tx, &staff, (&proposal, person)).await?,
                    _ => vec![settled(&staff, &proposal, state)],
                };
                Ok(Change::Recorded(Some(Ok(state)), events))
            })
        })
        .await
}

async fn judge(
    tx: &mut Tx<'_>,
    staff: &Staff,
    (proposal, person): (&Proposal, AccountId),
    verdict: Verdict,
) -> Result<Result<ProposalState, NotDecided>, StorageError> {
    let now = staff.now();
    let account = people::by_id(tx, person).await?.map(|account| account.state);
    let holds = proposals::held(tx, (proposal.asks, person), now).await?;
    let proposers = people::roles_of(tx, proposal.proposed_by, now).await?;
    // Not as they stood when the page was opened.
    let roles = people::roles_of(tx, staff.account, now).await?;
    Ok(rule(
        &DecisionFacts {
            asks: proposal.asks,
            person,
            proposed_by: proposal.proposed_by,
            proposer_stands: proposers.contains(&proposal.asks.proposed_by()),
            state: proposal.state,
            expires_at: proposal.expires_at,
            account: account.unwrap_or(AccountState::Closed),
            holds,
            identity: crate::lock::stands(tx, person, now).await?,
            by: staff.account,
            roles: &roles,
            approvers: people::approvers(tx, now).await?,
            now,
        },
        verdict,
    ))
}
