//! Proposing that an account be locked, or opened again.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{AccountId, StaffProposalId, Timestamp};
use onedoor_people::AccountState;
use onedoor_people::staff::{
    Asks, IdentityStands, NotProposed, PROPOSAL_LIFE, Part, ProposalFacts, ProposalState, StaffRole, propose,
    reason,
};
use onedoor_site::{Asked, Posted, Refused, SignedInVisit};
use onedoor_storage::people::{self, Look, Proposal};
use onedoor_storage::{Change, StorageError, Tx};
use onedoor_ui::{ErrorKind, Problem, Problems};
use serde::{Deserialize, Serialize};

use super::done::{expired, meant};
use super::door::{self, Away, Staff};
use super::look::own;
use super::pages::ProposePage;
use super::proposals::held;
use super::typed::Typed;
use crate::Identity;

/// `GET /console/looks/{look}/propose`: says what it does before it is done.
pub(super) async fn ask(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Path(id): Path<String>,
    Asked(about): Asked<About>,
    Asked(typed): Asked<Typed>,
) -> Result<Response, Away> {
    let staff = door::open(&identity, &visit, Part::People, None).await?;
    let (look, person) = own(&staff, &id).await?;
    let page = page(&staff, &look, person, about.what == "identity").await?;
    let reason = typed.back(&visit, staff.account).map_or(page.reason, |form: Form| form.reason);
    Ok(visit.page(&ProposePage { reason, ..page }))
}

/// What is to be locked or opened: the account, or its electronic identity by an order.
#[derive(Deserialize)]
pub(super) struct About {
    #[serde(default)]
    what: String,
}

async fn page(staff: &Staff, look: &Look, person: AccountId, identity: bool) -> Result<ProposePage, Refused> {
    let now = staff.now();
    let read = staff.visit.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            let stands = crate::lock::stands(tx, person, now).await?;
            Ok(people::by_id(tx, person).await?.map(|account| (account, stands)))
        })
    });
    let (account, stands) = read.await?.ok_or_else(|| Refused::kind(ErrorKind::NotFound))?;
    let asks = match (identity, stands) {
        (true, IdentityStands::Ordered) => Asks::UnlockIdentity,
        (true, _) => Asks::LockIdentity,
        (false, _) if account.state == AccountState::Locked => Asks::Unlock,
        (false, _) => Asks::Lock,
    };
    Ok(ProposePage {
        look: look.id.to_string(),
        name: account.name.as_str().to_owned(),
        login: account.login.as_str().to_owned(),
        asks,
        reason: look.reason.clone(),
        case: look.case.clone(),
        problems: Problems::new(),
    })
}

#[derive(Serialize, Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    asks: String,
    #[serde(default)]
    reason: String,
}

/// `POST /console/looks/{look}/propose`.
pub(super) async fn about_person(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Path(id): Path<String>,
    Posted(form): Posted<Form>,
) -> Result<Response, Away> {
    let back = format!("/console/looks/{id}/propose");
    let staff = door::open_typed(&identity, &visit, Part::People, (&back, &form)).await?;
    let (look, person) = own(&staff, &id).await?;
    let asks = Asks::from_parts(&form.asks, None, None);
    let asks =
        asks.ok_or_else(|| Refused::kind(ErrorKind::BadRequest).because("nothing that can be asked"))?;
    let identity = matches!(asks, Asks::LockIdentity | Asks::UnlockIdentity);
    let mut page = page(&staff, &look, person, identity).await?;
    let why = reason(&form.reason);
    page.reason = form.reason;
    page.problems = match why {
        None => Problems::one(Problem::new("reason", "console-reason-missing")),
        Some(why) => match put(&staff, (asks, person), (why, look.case)).await? {
            Ok(id) => return Ok(visit.sends(&format!("/console/proposals/{id}?notice=proposed"))),
            Err(no) => Problems::one(problem(no)),
        },
    };
    Ok(visit.page_at(&back, StatusCode::UNPROCESSABLE_ENTITY, &page))
}

/// What to do about a proposal that was not taken.
pub(super) fn problem(no: NotProposed) -> Problem {
    Problem::general(match no {
        NotProposed::Own => "console-no-own",
        NotProposed::NotAllowed => "console-no-role",
        NotProposed::NothingToDo => "console-no-nothing",
        NotProposed::Waits => "console-no-waits",
        NotProposed::TooFewApprovers => "console-no-approvers",
    })
}

/// Keeps a proposal, if the rules allow it.
pub(super) async fn put(
    staff: &Staff,
    (asks, person): (Asks, AccountId),
    (reason, case): (String, String),
) -> Result<Result<StaffProposalId, NotProposed>, StorageError> {
    let now = staff.now();
    let proposal = Proposal {
        id: StaffProposalId::new(now, staff.visit.site.random.as_ref()),
        asks,
        person,
        reason,
        case,
        proposed_by: staff.account,
        proposed_at: now,
        expires_at: now.after(PROPOSAL_LIFE),
        state: ProposalState::Open,
        decided_by: None,
        decided_at: None,
    };
    let within = Arc::new((staff.clone(), proposal));
    let store = &staff.visit.site.store;
    store
        .write(move |tx| {
            let within = Arc::clone(&within);
            Box::pin(async move { put_in(tx, &within.0, &within.1).await })
        })
        .await
}

async fn put_in(
    tx: &mut Tx<'_>,
    staff: &Staff,
    new: &Proposal,
) -> Result<Change<Result<StaffProposalId, NotProposed>>, StorageError> {
    let now = staff.now();
    let mut events = Vec::new();
    let new = &Proposal { person: meant(tx, new.asks, new.person).await?, ..new.clone() };
    // One whose day is over stands in nobody's way.
    let mut waits = false;
    if let Some(open) = people::open_proposal(tx, new.person).await? {
        if now >= open.expires_at {
            events.extend(expired(tx, &open, now).await?);
        } else {
            waits = true;
        }
    }
    let account = people::by_id(tx, new.person).await?.map(|account| account.state);
    let holds = held(tx, (new.asks, new.person), now).await?;
    let roles = people::roles_of(tx, staff.account, now).await?;
    let facts = ProposalFacts {
        asks: new.asks,
        person: new.person,
        account: account.unwrap_or(AccountState::Closed),
        holds,
        identity: crate::lock::stands(tx, new.person, now).await?,
        by: staff.account,
        roles: &roles,
        approvers: people::approvers(tx, now).await?,
        waits,
    };
    if let Err(no) = propose(&facts) {
        return Ok(Change::Recorded(Err(no), events));
    }
    if !people::add_proposal(tx, new).await? {
        return Ok(Change::Recorded(Err(NotProposed::Waits), events));
    }
    // Whom it is about does not find it before it is decided: whoever took an account over is not to be warned.
    events.push(
        staff
            .event(proposed(new.asks))
            .with("proposal", new.id.to_string())
            .with("person", new.person.to_string())
            .with("role", new.asks.role().map(StaffRole::word))
            .with("until", new.asks.until().map(Timestamp::millis))
            .with("reason", new.reason.as_str())
            .with("case", new.case.as_str()),
    );
    Ok(Change::Recorded(Ok(new.id), events))
}

const fn proposed(asks: Asks) -> &'static str {
    match asks {
        Asks::Lock => "people.lock.proposed",
        Asks::Unlock => "people.unlock.proposed",
        Asks::LockIdentity | Asks::UnlockIdentity => "people.order.proposed",
        Asks::Grant(..) | Asks::Revoke(_) => "people.role.proposed",
    }
}
