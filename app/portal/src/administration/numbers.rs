//! `/administration/numbers`: national numbers that did not quite agree with the population register. The staff see what
//! the owner said and whom the register has, side by side; every look is in the owner's record.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{Actor, AuditEvent, LocalAccountId, Subject, Timestamp};
use onedoor_proofing::register::{Entry, Standing};
use onedoor_services::accounts::NumberProver;
use onedoor_site::{Asked, Posted, Refused, SignedInVisit};
use onedoor_storage::services::accounts::{self, AccountRecord, NumberRecord};
use onedoor_storage::services::number_reviews::{self as stored, Review, ReviewState};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{ErrorKind, Problem, Problems};
use serde::Deserialize;

use super::door;
use super::pages::{NumberPage, NumbersPage};
use crate::identification::{Content, REASONS};
use crate::told::Notice;
use crate::{Portal, numbers};

/// Where they are listed.
pub(super) const PATH: &str = "/administration/numbers";
/// How many are listed.
const MOST: i64 = 50;

#[derive(Deserialize)]
pub(super) struct DoneQuery {
    #[serde(default)]
    done: String,
}

/// `GET /administration/numbers`: what waits, the most urgent first.
pub(super) async fn list(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Asked(query): Asked<DoneQuery>,
) -> Result<Response, Refused> {
    if let Err(response) = door::look(&portal, &visit).await? {
        return Ok(response);
    }
    let own = visit.local_account()?;
    let read = visit
        .site
        .store
        .read::<_, StorageError, _>(|tx| Box::pin(async move { stored::queue(tx, MOST).await }));
    // Nobody decides about themselves.
    let waiting = read.await?.into_iter().filter(|one| one.account != own);
    let waiting = waiting.map(|one| (one.account, one.asked_at, one.due_at)).collect();
    Ok(visit.page(&NumbersPage { waiting, now: visit.now, decided: query.done == "decided" }))
}

/// One that waits, with the account that it is about.
struct Waiting {
    record: AccountRecord,
    review: Review,
    content: Content,
}

async fn waiting(portal: &Portal, visit: &SignedInVisit, id: &str) -> Result<Waiting, Refused> {
    let not_there = || Refused::kind(ErrorKind::NotFound);
    let account: LocalAccountId = id.parse().map_err(|_| not_there())?;
    if account == visit.local_account()? {
        return Err(Refused::kind(ErrorKind::Forbidden).because("their own number"));
    }
    let read = portal.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move { Ok((accounts::get(tx, account).await?, stored::get(tx, account).await?)) })
    });
    let (record, review) = read.await?;
    let (record, review) = record.zip(review).ok_or_else(not_there)?;
    let sealed = review.content.as_ref().filter(|_| review.state == ReviewState::Waiting);
    let content = Content::open(&portal.site.vault, account, sealed.ok_or_else(not_there)?)?;
    Ok(Waiting { record, review, content })
}

impl Waiting {
    fn page(self, problems: Problems) -> NumberPage {
        NumberPage {
            account: self.record.account.id,
            due_at: self.review.due_at,
            said: self.content.said,
            found: self.content.found,
            problems,
        }
    }
}

/// `GET /administration/numbers/{account}`: both sides; that it was looked at stands in the owner's record.
pub(super) async fn look(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let by = match door::look(&portal, &visit).await? {
        Ok(by) => by,
        Err(response) => return Ok(response),
    };
    let waiting = waiting(&portal, &visit, &id).await?;
    let event = event(visit.now, &by, waiting.record.account.id, "services.number.review_looked");
    visit.site.record(event).await?;
    Ok(visit.page(&waiting.page(Problems::new())))
}

fn event(now: Timestamp, by: &Actor, account: LocalAccountId, action: &'static str) -> AuditEvent {
    AuditEvent::new(now, by.clone(), action).about(Subject::LocalAccount(account))
}

#[derive(Deserialize)]
pub(super) struct Decision {
    /// Which of those whom the register has, or that it is none of them.
    #[serde(default)]
    who: String,
    #[serde(default)]
    why: String,
}

/// `POST /administration/numbers/{account}`: it is one of those whom the register has, or it is not, and why.
pub(super) async fn decide(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Path(id): Path<String>,
    Posted(decision): Posted<Decision>,
) -> Result<Response, Refused> {
    let by = match door::open(&portal, &visit).await? {
        Ok(by) => by,
        Err(response) => return Ok(response),
    };
    let waiting = waiting(&portal, &visit, &id).await?;
    let chosen = decision.who.parse::<usize>().ok().and_then(|n| waiting.content.found.get(n));
    let chosen = chosen.filter(|entry| entry.standing == Standing::Living).cloned();
    let why = REASONS.iter().find(|(word, _)| *word == decision.why).map(|(word, _)| *word);
    match (chosen, why) {
        (Some(entry), _) => approve(&portal, &visit, &by, &waiting.record, &entry).await?,
        (None, Some(why)) if decision.who == "none" => {
            refuse(&portal, &visit, &by, &waiting.record, why).await?;
        }
        (None, _) => {
            let field = if decision.who == "none" { "why" } else { "who" };
            let problems = Problems::one(Problem::new(field, "admin-number-choose"));
            let path = format!("{PATH}/{}", waiting.record.account.id);
            return Ok(visit.page_at(&path, StatusCode::UNPROCESSABLE_ENTITY, &waiting.page(problems)));
        }
    }
    Ok(visit.sends(&format!("{PATH}?done=decided")))
}

/// What the owner is told.
fn told(
    portal: &Portal,
    visit: &SignedInVisit,
    record: &AccountRecord,
    key: &'static str,
) -> Result<Notice, Refused> {
    Notice::of(&portal.site, visit.now, record, key, portal.site.settings.default_language)
}

/// The number is that of the register's entry. It is as matched as one that agreed at once, and no more.
async fn approve(
    portal: &Portal,
    visit: &SignedInVisit,
    by: &Actor,
    record: &AccountRecord,
    entry: &Entry,
) -> Result<(), Refused> {
    let (account, now, vault) = (record.account.id, visit.now, &portal.site.vault);
    let number = numbers::parse(entry.country, &entry.number)
        .map_err(|error| Refused::internal(format!("a number of the register: {error}")))?;
    let number = Arc::new(NumberRecord {
        country: entry.country,
        sealed: numbers::seal(vault, account, &number),
        fingerprint: numbers::fingerprint(vault, &number),
        proven_at: None,
        proven_by: Some(NumberProver::Register),
        matched_at: Some(now),
    });
    let told = told(portal, visit, record, "identification-told")?;
    let event = event(now, by, account, "services.number.review_approved");
    let write = portal.site.store.write::<_, StorageError, _>(move |tx| {
        let (number, told, event) = (Arc::clone(&number), told.clone(), event.clone());
        Box::pin(async move {
            if !stored::settle(tx, account, &ReviewState::Approved, now).await? {
                return Ok(Change::Unrecorded(()));
            }
            // Another may have been proven meanwhile: that one stays.
            if accounts::match_number(tx, account, &number, now).await? {
                told.queue(tx).await?;
            }
            Ok(Change::Recorded((), vec![event]))
        })
    });
    Ok(write.await?)
}

async fn refuse(
    portal: &Portal,
    visit: &SignedInVisit,
    by: &Actor,
    record: &AccountRecord,
    why: &'static str,
) -> Result<(), Refused> {
    let (account, now) = (record.account.id, visit.now);
    let told = told(portal, visit, record, "identification-told-refused")?;
    let event = event(now, by, account, "services.number.review_refused").with("why", why);
    let write = portal.site.store.write::<_, StorageError, _>(move |tx| {
        let (told, event) = (told.clone(), event.clone());
        Box::pin(async move {
            if !stored::settle(tx, account, &ReviewState::Refused(why.to_owned()), now).await? {
                return Ok(Change::Unrecorded(()));
            }
            told.queue(tx).await?;
            Ok(Change::Recorded((), vec![event]))
        })
    });
    Ok(write.await?)
}
