//! Whoever was in an account before its owner linked it: what the owner has not proven just now is put on hold, and
//! they are asked about it (pre-hijacking).

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use onedoor_base::{
    AuditEvent, LocalAccountId, Phone, PhoneChangeState, Secret, Session, SessionEnd, SessionId, Subject,
    Timestamp,
};
use onedoor_linking::{Proof, Way, is_proven, session_goes_on};
use onedoor_services::accounts::{ContactKind, Email};
use onedoor_site::session::actor;
use onedoor_site::{Asked as Address, Posted, Refused, ReturnTo, SignedInVisit, see_other};
use onedoor_storage::services::accounts::{self, AccountRecord};
use onedoor_storage::services::held::{self, HeldWay};
use onedoor_storage::services::phone_changes;
use onedoor_storage::site::sessions;
use onedoor_storage::{Change, StorageError, Tx};
use onedoor_ui::Problems;
use serde::Deserialize;

use super::pages::{EndedSession, HeldLine, HeldPage};
use crate::Portal;
use crate::contacts::ContactValue;
use crate::routes::form::{own_account, proof_problem, sign_in_first};
use crate::sessions::{ended_event, is_fresh};

/// Where the owner decides.
pub(super) const PATH: &str = "/account/held";

pub(super) fn pages() -> Router<Portal> {
    Router::new().route(PATH, get(show).post(decide))
}

/// Ends the sessions of an account that is being linked, and puts on hold what opens it and was not proven:
/// [`is_proven`] and [`session_goes_on`].
pub(crate) async fn hold_unproven(
    tx: &mut Tx<'_>,
    record: &AccountRecord,
    (how, proving): (Proof, Option<SessionId>),
    told: &[ContactValue],
    now: Timestamp,
) -> Result<Vec<AuditEvent>, StorageError> {
    let account = record.account.id;
    let (subject, why) = (Subject::LocalAccount(account), SessionEnd::Unproven);
    let phone = record.account.phone.as_ref().map(Phone::as_str);
    let is_told = |kind, value: Option<&str>| {
        told.iter().any(|one| one.kind == kind && one.proven && Some(one.value.as_str()) == value)
    };
    let mailbox_told = is_told(ContactKind::Email, record.mailbox().map(Email::as_str));
    let told = is_told(ContactKind::Phone, phone);
    let proving = proving.filter(|_| session_goes_on(how));
    let ended = sessions::end_others(tx, subject, proving, why, now).await?;
    let mut ways = Vec::new();
    for way in [Way::Password, Way::Phone] {
        if !is_proven(way, how, told) && held::hold(tx, account, way, now).await? {
            ways.push(way.word());
        }
    }
    // Nor does a phone become the owner's that waits since before: whoever has it asks again.
    phone_changes::end_waiting(tx, account, PhoneChangeState::Withdrawn, now).await?;
    // Of a mailbox nothing is put on hold: a new code shows whose it is.
    if !is_proven(Way::Phone, how, mailbox_told) {
        accounts::doubt_email(tx, account).await?;
    }
    let held = (!ways.is_empty()).then(|| {
        AuditEvent::new(now, actor(subject), "linking.account.held").about(subject).with("ways", ways)
    });
    Ok(ended.into_iter().map(|id| ended_event(subject, id, why, now)).chain(held).collect())
}

/// Whether the owner has still to decide about something.
pub(crate) async fn is_held(tx: &mut Tx<'_>, account: LocalAccountId) -> Result<bool, StorageError> {
    Ok(!held::of_account(tx, account).await?.is_empty())
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
struct Told {
    #[serde(default)]
    return_to: String,
}

async fn show(visit: SignedInVisit, Address(told): Address<Told>) -> Result<Response, Refused> {
    let record = own_account(&visit).await?;
    let page = page(&visit, &record, ReturnTo::parse(&told.return_to)).await?;
    Ok(visit.page(&page))
}

async fn page(
    visit: &SignedInVisit,
    record: &AccountRecord,
    return_to: ReturnTo,
) -> Result<HeldPage, Refused> {
    let account = record.account.id;
    let found: Result<(Vec<HeldWay>, Vec<Session>), StorageError> = visit
        .site
        .store
        .read(move |tx| {
            Box::pin(async move {
                let ended = sessions::ended_unproven(tx, Subject::LocalAccount(account)).await?;
                Ok((held::of_account(tx, account).await?, ended))
            })
        })
        .await;
    let (held, ended) = found?;
    let line = |held: HeldWay| HeldLine {
        way: held.way,
        // Of a password there is nothing to show.
        value: Some(held.value).filter(|_| held.way == Way::Phone),
        since: held.since,
    };
    let session = |session: Session| EndedSession {
        browser: session.user_agent,
        network: session.network,
        since: session.created_at,
    };
    Ok(HeldPage {
        lines: held.into_iter().map(line).collect(),
        sessions: ended.into_iter().map(session).collect(),
        asks_password: record.password_hash.is_some() && !is_fresh(&visit.session, visit.now),
        return_to,
        problems: Problems::new(),
    })
}

/// What the owner decided: `keep`, `remove`, or nothing yet.
#[derive(Deserialize)]
struct Decisions {
    #[serde(default)]
    held_phone: String,
    #[serde(default)]
    held_password: String,
    #[serde(default)]
    return_to: String,
    #[serde(default)]
    password: Secret,
}

impl Decisions {
    /// What was decided, and whether it is to be kept.
    fn made(&self) -> Vec<(Way, bool)> {
        let answers = [(Way::Phone, &self.held_phone), (Way::Password, &self.held_password)];
        let made = answers.into_iter().filter_map(|(way, answer)| match answer.as_str() {
            "keep" => Some((way, true)),
            "remove" => Some((way, false)),
            _ => None,
        });
        made.collect()
    }
}

/// `POST /account/held`: keeps what was on hold, or removes it.
async fn decide(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Posted(decisions): Posted<Decisions>,
) -> Result<Response, Refused> {
    let return_to = ReturnTo::parse(&decisions.return_to);
    let here = format!("{PATH}?return_to={}", return_to.encoded());
    let made = decisions.made();
    let record = own_account(&visit).await?;
    if let Some(first) = sign_in_first(&portal, &visit, &record, PATH) {
        return Ok(first);
    }
    if let Some(problem) = proof_problem(&visit, &record, decisions.password).await? {
        let page = page(&visit, &record, return_to).await?;
        let page = HeldPage { problems: Problems::one(problem), ..page };
        return Ok(visit.page_at(&here, StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let (account, now) = (record.account.id, visit.now);
    let is_left: Result<bool, StorageError> = visit
        .site
        .store
        .write(move |tx| {
            let made = made.clone();
            Box::pin(async move {
                let mut events = Vec::new();
                for (way, keep) in made {
                    events.extend(decide_one(tx, account, way, keep, now).await?);
                }
                let left = is_held(tx, account).await?;
                Ok(if events.is_empty() { Change::Unrecorded(left) } else { Change::Recorded(left, events) })
            })
        })
        .await;
    Ok(see_other(if is_left? { &here } else { return_to.as_str() }))
}

async fn decide_one(
    tx: &mut Tx<'_>,
    account: LocalAccountId,
    way: Way,
    keep: bool,
    now: Timestamp,
) -> Result<Option<AuditEvent>, StorageError> {
    let (done, action) = if keep {
        (held::keep(tx, account, way).await?, "services.way.kept")
    } else {
        (held::remove(tx, account, way).await?, "services.way.removed")
    };
    let subject = Subject::LocalAccount(account);
    let event = AuditEvent::new(now, actor(subject), action).about(subject).with("way", way.word());
    Ok(done.then_some(event))
}
