//! Whoever was in an account before its owner linked it: what the owner has not proven just now is put on hold, and
//! they are asked about it (pre-hijacking).

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use onedoor_base::{
    AuditEvent, LinkId, LocalAccountId, Phone, PhoneChangeState, Secret, Session, SessionEnd, Subject,
    Timestamp,
};
use onedoor_linking::{Link, Way, is_proven, session_goes_on};
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

use super::answer::look_of_issuer;
use super::pages::{EndedSession, HELD_LINK, Held, HeldLine, HeldPage};
use super::{held_links, tell};
use crate::Portal;
use crate::contacts::ContactValue;
use crate::routes::form::{own_account, proof_problem, sign_in_first};
use crate::sessions::{ended_event, is_fresh};

/// Where the owner decides.
pub(super) const PATH: &str = "/account/held";
/// No account has more national identities.
const MOST_LINKS: usize = 50;

pub(super) fn pages() -> Router<Portal> {
    Router::new().route(PATH, get(show).post(decide))
}

/// Ends the sessions of an account that `link` opens from now on, and puts on hold what else opens it and was not
/// proven: [`is_proven`], [`is_other_proven`](onedoor_linking::is_other_proven) and [`session_goes_on`]. `proving` is the
/// session that proved the account, if one did, and `told` what the issuer tells of its person.
pub(crate) async fn hold_unproven(
    tx: &mut Tx<'_>,
    portal: &Portal,
    (record, link): (&AccountRecord, &Link),
    (proving, told): (Option<&Session>, &[ContactValue]),
) -> Result<Vec<AuditEvent>, StorageError> {
    let (account, how, now) = (record.account.id, link.local_proof.how, link.created_at);
    let (subject, why) = (Subject::LocalAccount(account), SessionEnd::Unproven);
    let phone = record.account.phone.as_ref().map(Phone::as_str);
    let is_told = |kind, value: Option<&str>| {
        told.iter().any(|one| one.kind == kind && one.proven && Some(one.value.as_str()) == value)
    };
    let mailbox_told = is_told(ContactKind::Email, record.mailbox().map(Email::as_str));
    let told = is_told(ContactKind::Phone, phone);
    let goes_on = proving.filter(|_| session_goes_on(how)).map(|session| session.id);
    let ended = sessions::end_others(tx, subject, goes_on, why, now).await?;
    let mut ways = Vec::new();
    let links = held_links::hold(tx, portal, (record, link), proving).await?;
    if !links.is_empty() {
        ways.push("link");
    }
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
    Ok(ended.into_iter().map(|id| ended_event(subject, id, why, now)).chain(links).chain(held).collect())
}

/// Whether the owner has still to decide about something.
pub(crate) async fn is_held(tx: &mut Tx<'_>, account: LocalAccountId) -> Result<bool, StorageError> {
    let ways = held::of_account(tx, account).await?;
    Ok(!ways.is_empty() || !held_links::of_account(tx, account).await?.is_empty())
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
struct Told {
    #[serde(default)]
    return_to: String,
}

async fn show(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Address(told): Address<Told>,
) -> Result<Response, Refused> {
    let record = own_account(&visit).await?;
    let page = page(&portal, &visit, &record, ReturnTo::parse(&told.return_to)).await?;
    Ok(visit.page(&page))
}

/// What was in an account before it was taken over.
struct There {
    ways: Vec<HeldWay>,
    links: Vec<Link>,
    ended: Vec<Session>,
}

async fn page(
    portal: &Portal,
    visit: &SignedInVisit,
    record: &AccountRecord,
    return_to: ReturnTo,
) -> Result<HeldPage, Refused> {
    let account = record.account.id;
    let found: Result<There, StorageError> = visit
        .site
        .store
        .read(move |tx| {
            Box::pin(async move {
                let ended = sessions::ended_unproven(tx, Subject::LocalAccount(account)).await?;
                let links = held_links::of_account(tx, account).await?;
                Ok(There { ways: held::of_account(tx, account).await?, links, ended })
            })
        })
        .await;
    let There { ways, links, ended } = found?;
    let line = |held: HeldWay| HeldLine {
        what: match held.way {
            Way::Phone => Held::Phone(held.value),
            Way::Password => Held::Password,
        },
        since: held.since,
    };
    let identity = |link: Link| HeldLine {
        what: Held::Link(link.id, look_of_issuer(portal.linking.of_issuer(&link.national.issuer))),
        since: link.created_at,
    };
    let session = |session: Session| EndedSession {
        browser: session.user_agent,
        network: session.network,
        since: session.created_at,
    };
    Ok(HeldPage {
        lines: links.into_iter().map(identity).chain(ways.into_iter().map(line)).collect(),
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
    /// About other national identities, by the fields' names.
    #[serde(flatten)]
    links: BTreeMap<String, String>,
}

impl Decisions {
    /// The same of national identities.
    fn links(&self) -> Vec<(LinkId, bool)> {
        let decided = self.links.iter().filter_map(|(field, answer)| {
            let id = field.strip_prefix(HELD_LINK)?.parse().ok()?;
            Some((id, keeps(answer)?))
        });
        decided.take(MOST_LINKS).collect()
    }

    /// What was decided, and whether it is to be kept.
    fn made(&self) -> Vec<(Way, bool)> {
        let answers = [(Way::Phone, &self.held_phone), (Way::Password, &self.held_password)];
        answers.into_iter().filter_map(|(way, answer)| Some((way, keeps(answer)?))).collect()
    }
}

fn keeps(answer: &str) -> Option<bool> {
    match answer {
        "keep" => Some(true),
        "remove" => Some(false),
        _ => None,
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
    let (made, links) = (decisions.made(), decisions.links());
    let record = own_account(&visit).await?;
    if let Some(first) = sign_in_first(&portal, &visit, &record, PATH) {
        return Ok(first);
    }
    if let Some(problem) = proof_problem(&visit, &record, decisions.password).await? {
        let page = page(&portal, &visit, &record, return_to).await?;
        let page = HeldPage { problems: Problems::one(problem), ..page };
        return Ok(visit.page_at(&here, StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let (account, now) = (record.account.id, visit.now);
    let (site, about) = (Arc::clone(&visit.site), links.iter().map(|(id, _)| *id).collect::<Vec<_>>());
    let is_left: Result<bool, StorageError> = visit
        .site
        .store
        .write(move |tx| {
            let (made, links, site) = (made.clone(), links.clone(), Arc::clone(&site));
            Box::pin(async move {
                let mut events = Vec::new();
                for (id, keep) in links {
                    events.extend(held_links::decide(tx, &site, (account, id), keep, now).await?);
                }
                for (way, keep) in made {
                    events.extend(decide_one(tx, account, way, keep, now).await?);
                }
                let left = is_held(tx, account).await?;
                Ok(if events.is_empty() { Change::Unrecorded(left) } else { Change::Recorded(left, events) })
            })
        })
        .await;
    let is_left = is_left?;
    for id in about {
        tell::now(&portal, id).await;
    }
    Ok(see_other(if is_left { &here } else { return_to.as_str() }))
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
