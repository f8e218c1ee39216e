//! Requests to unlock an electronic identity (Decree 59/2022 article 20): what is due first, why it is asked for, and an
//! officer's answer, which the person reads. Nobody looks before they said that it is none of their kin.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use onedoor_base::{ApplicationId, Subject, Timestamp};
use onedoor_people::staff::{Part, reason};
use onedoor_proofing::application::{Lock, State as Stands};
use onedoor_proofing::calendar::Day;
use onedoor_proofing::register::Born;
use onedoor_proofing::validity;
use onedoor_site::{Asked, FreshVisit, Posted, Refused, SignedInVisit};
use onedoor_storage::proofing::{self, Application, UnlockRequest, UnlockState, Waiting};
use onedoor_storage::{Change, StorageError, Tx, people};
use onedoor_ui::{ErrorKind, Problem, Problems};
use serde::Deserialize;

use super::UNLOCKS;
use super::door::{self, Away, Staff};
use super::pages::{UnlockNotice, UnlockPage, UnlockWaiting, UnlocksPage};
use crate::Identity;
use crate::card;
use crate::notices::{self, Notice};

/// How many are listed on a page.
const MOST: i64 = 50;

/// Its pages.
pub(super) fn pages() -> Router<Identity> {
    Router::new()
        .route(UNLOCKS, get(queue))
        .route("/console/unlocks/{application}", get(show))
        .route("/console/unlocks/{application}/take", post(take))
        .route("/console/unlocks/{application}/decide", post(decide))
}

async fn open(identity: &Identity, visit: &SignedInVisit, back: Option<&str>) -> Result<Staff, Away> {
    let staff = door::open(identity, visit, Part::Applications, back).await?;
    identity.level1.as_ref().ok_or_else(|| Refused::kind(ErrorKind::NotFound))?;
    Ok(staff)
}

#[derive(Deserialize)]
struct About {
    #[serde(default)]
    notice: String,
    /// The last line of the page before: when it is due, and which.
    #[serde(default)]
    due: String,
    #[serde(default)]
    after: String,
}

impl About {
    fn after(&self) -> Option<Waiting> {
        let due = Timestamp::from_millis(self.due.parse().ok()?);
        Some(Waiting { due, id: self.after.parse().ok()? })
    }
}

/// `GET /console/unlocks`.
async fn queue(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Asked(about): Asked<About>,
) -> Result<Response, Away> {
    open(&identity, &visit, None).await?;
    let (now, after) = (visit.now, about.after());
    let read = visit.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            let waiting = proofing::unlock_queue(tx, after, MOST + 1).await?;
            Ok((waiting, proofing::unlocks_waiting(tx, now).await?))
        })
    });
    let (mut waiting, (count, late)) = read.await?;
    let more = i64::try_from(waiting.len()).unwrap_or(MOST) > MOST;
    waiting.truncate(usize::try_from(MOST).unwrap_or_default());
    let next = waiting.last().filter(|_| more).map(|last| (last.due_at, last.application));
    let calendar = &visit.site.settings.calendar;
    let line = |one: &UnlockRequest| UnlockWaiting {
        id: one.application,
        asked_at: one.asked_at,
        due: one.due_at,
        left: calendar.left(now, one.due_at),
        late: now >= one.due_at,
    };
    let notice = UnlockNotice::from_word(&about.notice);
    let waiting = waiting.iter().map(line).collect();
    Ok(visit.page(&UnlocksPage { notice, waiting, next, count, late }))
}

/// A request, and what this officer may do with it.
struct Found {
    request: UnlockRequest,
    application: Option<Application>,
    name: String,
    locks: Vec<Lock>,
    not_yours: Option<&'static str>,
    declared: bool,
}

async fn found(staff: &Staff, id: &str) -> Result<Found, Away> {
    let not_found = || Refused::kind(ErrorKind::NotFound);
    let id: ApplicationId = id.parse().map_err(|error| not_found().because(error))?;
    let (me, now) = (staff.account, staff.now());
    let read = staff.visit.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            let Some(request) = proofing::unlock_request(tx, id).await? else { return Ok(None) };
            let Some(account) = people::by_id(tx, request.account).await? else { return Ok(None) };
            let application = proofing::application(tx, id).await?;
            let locks = match application.as_ref().map(|one| one.state.at(now)) {
                Some(Stands::Locked(locks)) => locks.all().collect(),
                _ => Vec::new(),
            };
            let not_yours = if account.id == me {
                Some("applications-own")
            } else if people::has_conflict(tx, id, me).await? {
                Some("applications-kin")
            } else {
                None
            };
            // The word on the application itself, maybe of years ago, is none on this.
            let declared = proofing::has_declared(tx, id, me, request.asked_at).await?;
            let name = account.name.as_str().to_owned();
            Ok(Some(Found { request, application, name, locks, not_yours, declared }))
        })
    });
    Ok(read.await?.ok_or_else(not_found)?)
}

impl Found {
    fn waits(&self) -> bool {
        self.request.state == UnlockState::Open && !self.locks.is_empty()
    }

    fn works(&self) -> bool {
        self.not_yours.is_none() && self.declared && self.waits()
    }
}

/// Nothing but whose it is before the officer said that it is none of their kin; then why it is asked for.
fn page(staff: &Staff, found: &Found) -> Result<UnlockPage, Away> {
    let reason = if found.works() {
        let vault = &staff.visit.site.vault;
        Some(found.request.reason(vault).map_err(|error| Refused::internal(error.to_string()))?)
    } else {
        None
    };
    let calendar = &staff.visit.site.settings.calendar;
    Ok(UnlockPage {
        id: found.request.application,
        name: if found.not_yours.is_some() { String::new() } else { found.name.clone() },
        asked_at: found.request.asked_at,
        due: found.request.due_at,
        left: calendar.left(staff.now(), found.request.due_at),
        late: staff.now() >= found.request.due_at,
        waits: found.waits(),
        not_yours: found.not_yours,
        locks: found.locks.clone(),
        reason,
        card: false,
        issued: String::new(),
        answer: String::new(),
        problems: Problems::new(),
    })
}

/// `GET /console/unlocks/{application}`.
async fn show(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Path(id): Path<String>,
) -> Result<Response, Away> {
    let staff = open(&identity, &visit, None).await?;
    let found = found(&staff, &id).await?;
    Ok(visit.page(&page(&staff, &found)?))
}

#[derive(Deserialize)]
struct Declared {
    #[serde(default)]
    kin: String,
}

/// `POST /console/unlocks/{application}/take`.
async fn take(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Path(id): Path<String>,
    Posted(declared): Posted<Declared>,
) -> Result<Response, Away> {
    let here = format!("{UNLOCKS}/{id}");
    let staff = open(&identity, &visit, Some(&here)).await?;
    let found = found(&staff, &id).await?;
    let kin = match declared.kin.as_str() {
        "no" => false,
        "yes" => true,
        _ => {
            let problems = Problems::one(Problem::new("kin", "console-kin-missing"));
            let page = UnlockPage { problems, ..page(&staff, &found)? };
            return Ok(visit.page_at(&here, StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    if found.not_yours.is_some() || found.declared || !found.waits() {
        return Ok(visit.sends(&here));
    }
    let matter = (found.request.application, found.request.account);
    let (me, now) = (staff.account, staff.now());
    let event = staff
        .event(if kin { "people.identity.unlock_handed_on" } else { "people.identity.unlock_taken" })
        .about(Subject::Person(matter.1));
    let done = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let event = event.clone();
        Box::pin(async move {
            if kin {
                people::declare_conflict(tx, matter.0, me, now).await?;
            } else {
                proofing::declare_no_kin(tx, matter, me, now).await?;
            }
            Ok(Change::Recorded((), vec![event]))
        })
    });
    done.await?;
    Ok(visit.sends(&if kin { format!("{UNLOCKS}?notice=handed-on") } else { here }))
}

#[derive(Deserialize)]
struct Form {
    #[serde(default)]
    verdict: String,
    #[serde(default)]
    answer: String,
    /// Whether the officer has seen a new card.
    #[serde(default)]
    card: String,
    /// When that was issued.
    #[serde(default)]
    issued: String,
}

/// What an officer decided.
struct Decided {
    application: ApplicationId,
    grants: bool,
    /// When the new card was issued that they have seen.
    card: Option<Born>,
    answer: String,
}

/// `POST /console/unlocks/{application}/decide`.
async fn decide(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Path(id): Path<String>,
    Posted(form): Posted<Form>,
) -> Result<Response, Away> {
    let here = format!("{UNLOCKS}/{id}");
    let staff = open(&identity, &visit, Some(&here)).await?;
    let found = found(&staff, &id).await?;
    if !found.works() {
        return Ok(visit.sends(&format!("{UNLOCKS}?notice=not-again")));
    }
    let decided = match read(&staff, &found, &form) {
        Ok(decided) => decided,
        Err(problem) => {
            let problems = Problems::one(problem);
            let (card, issued, answer) = (form.card == "yes", form.issued, form.answer);
            let page = UnlockPage { card, issued, answer, problems, ..page(&staff, &found)? };
            return Ok(visit.page_at(&here, StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    let within = Arc::new((staff.clone(), decided));
    let done = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let within = Arc::clone(&within);
        Box::pin(async move { settle(tx, &within.0, &within.1).await })
    });
    Ok(visit.sends(&format!("{UNLOCKS}?notice={}", done.await?)))
}

/// When a card was issued that an officer has seen and that is valid today.
fn new_card(staff: &Staff, found: &Found, typed: &str) -> Result<Born, Problem> {
    let wrong = || Problem::new("issued", "unlocks-card-issued-wrong");
    let issued = card::date(typed).ok_or_else(wrong)?;
    let calendar = &staff.visit.site.settings.calendar;
    let (now, vault) = (staff.now(), &staff.visit.site.vault);
    let day = Day::of(issued.year, issued.month.unwrap_or(1).into(), issued.day.unwrap_or(1).into());
    if day.is_none_or(|day| day > calendar.day_at(now)) {
        return Err(wrong());
    }
    let said = found.application.as_ref().map(|one| one.sealed.claimed(vault, one.id));
    let born = said.and_then(Result::ok).flatten().and_then(|said| said.born);
    let ends = born.and_then(|born| validity::card(born, issued).ends(calendar));
    if ends.is_some_and(|ends| ends <= now) {
        return Err(Problem::new("issued", "unlocks-card-ended"));
    }
    Ok(issued)
}

fn read(staff: &Staff, found: &Found, form: &Form) -> Result<Decided, Problem> {
    let grants = match form.verdict.as_str() {
        "grant" => true,
        "refuse" => false,
        _ => return Err(Problem::new("verdict", "console-verdict-missing")),
    };
    let card = (grants && form.card == "yes").then(|| new_card(staff, found, &form.issued)).transpose()?;
    let only = |lock| found.locks.iter().all(|one| *one == lock || *one == Lock::Authority);
    if grants && found.locks.iter().all(|lock| *lock == Lock::Authority) {
        return Err(Problem::new("verdict", "unlocks-authority-only"));
    }
    if grants && card.is_none() && only(Lock::CardExpired) {
        return Err(Problem::new("card", "unlocks-card-missing"));
    }
    let answer = reason(&form.answer).ok_or_else(|| Problem::new("answer", "console-reason-missing"))?;
    Ok(Decided { application: found.request.application, grants, card, answer })
}

/// The word for the queue's notice.
async fn settle(
    tx: &mut Tx<'_>,
    staff: &Staff,
    decided: &Decided,
) -> Result<Change<&'static str>, StorageError> {
    let (id, now, site) = (decided.application, staff.now(), &staff.visit.site);
    let state = if decided.grants { UnlockState::Granted } else { UnlockState::Refused };
    let by = Some((staff.account, decided.answer.as_str()));
    let Some(request) = proofing::unlock_request(tx, id).await? else {
        return Ok(Change::Unrecorded("not-again"));
    };
    if !proofing::settle_unlock(tx, id, state, by, now).await? {
        return Ok(Change::Unrecorded("not-again"));
    }
    let person = request.account;
    let (word, action, told) = if decided.grants {
        ("granted", "people.identity.unlock_granted", "notice-identity-unlocked")
    } else {
        ("refused", "people.identity.unlock_declined", "notice-unlock-refused")
    };
    let mut events =
        vec![staff.event(action).about(Subject::Person(person)).with("answer", decided.answer.as_str())];
    if decided.grants {
        let off = (person, decided.card);
        events.extend(crate::lock::by_officer(tx, site, staff.account, off, now).await?);
    }
    let notice = Notice::of(told).then("notice-identity-answer");
    notices::tell(tx, &staff.identity, person, &notice, now).await?;
    Ok(Change::Recorded(word, events))
}
