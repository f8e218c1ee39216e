//! `/account/links/{key}`: the owner of an account, signed in with its password, links a national identity with it
//! (S5.3). That this account is theirs was proven before they left; it is asked for again only if they stay away
//! for longer than that proof lasts.

use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{AuditEvent, LocalAccountId, Secret, Subject, Timestamp};
use onedoor_linking::{Outcome, Purpose};
use onedoor_services::organisations::OrganisationCode;
use onedoor_site::limits::{Limit, Wait, taken};
use onedoor_site::session::actor;
use onedoor_site::{Posted, Refused, ReturnTo, SignedInVisit, Visit, see_other};
use onedoor_storage::services::accounts::AccountRecord;
use onedoor_ui::{ErrorKind, Problem, Problems};
use serde::Deserialize;

use super::pages::OwnerPage;
use super::settings::Upstream;
use super::start::{Errand, send};
use super::stopped::Stop;
use crate::Portal;
use crate::routes::{is_own_password, own_account};
use crate::sessions::is_fresh;

/// The list of links, where this begins and ends.
const LINKS: &str = "/account/links";
/// How long the proof of the account here lasts on the way to the national identity and back.
pub(super) const LOCAL_PROOF_LIFE: Duration = Duration::from_mins(10);

/// What is posted: nothing from the list, the password from the page that asks for it.
#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    asked: String,
    #[serde(default)]
    password: Secret,
}

/// `GET /account/links/{key}`: asks for the password of the account here, if it was not given lately.
pub(super) async fn ask(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Path(key): Path<String>,
) -> Result<Response, Refused> {
    let upstream = upstream(&portal, &key)?;
    if proved_lately(&visit) || own_account(&visit).await?.password_hash.is_none() {
        return Ok(see_other(LINKS));
    }
    Ok(visit.page(&page(upstream, Problems::new())))
}

/// `POST /account/links/{key}`: sends the browser to the national identity, for a sign-in with two factors.
pub(super) async fn begin(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Path(key): Path<String>,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Refused> {
    let upstream = upstream(&portal, &key)?;
    let record = own_account(&visit).await?;
    // An account without a password is opened by a national identity already.
    if record.password_hash.is_none() {
        return Ok(see_other(LINKS));
    }
    if !proved_lately(&visit) {
        if typed.asked.is_empty() {
            return Ok(see_other(&path(&key)));
        }
        if let Some(again) = judge(&visit, upstream, &record, typed.password).await? {
            return Ok(again);
        }
    }
    record_wish(&visit, upstream, record.account.id).await?;
    let errand = Errand {
        purpose: Purpose::LinkFromSettings,
        return_to: home(upstream),
        fresh: true,
        two_factors: false,
        identity: None,
        raise: true,
        step: Some(organisation(&record)),
        asked_by: Some((record.account.id, visit.now)),
    };
    send(&visit, upstream, &errand).await
}

fn organisation(record: &AccountRecord) -> String {
    let code = record.account.organisation.as_ref().map(OrganisationCode::as_str);
    code.unwrap_or_default().to_owned()
}

/// The page to answer with, unless this is the password of the account.
async fn judge(
    visit: &SignedInVisit,
    upstream: &Upstream,
    record: &AccountRecord,
    password: Secret,
) -> Result<Option<Response>, Refused> {
    let again = |problem| {
        let page = page(upstream, Problems::one(problem));
        visit.page_at(&path(&upstream.key), StatusCode::UNPROCESSABLE_ENTITY, &page)
    };
    if password.reveal().is_empty() {
        return Ok(Some(again(Problem::new("password", "portal-password-missing"))));
    }
    // The same count as where the password is changed: it is the same guessing.
    let id = record.account.id.to_string();
    let limit = Limit::of(&visit.site, "portal.password", &id, 10, Duration::from_mins(15));
    if let Some(wait) = taken(visit, [limit]).await? {
        return Ok(Some(too_many(visit, upstream, wait)));
    }
    let right = is_own_password(visit, record, password).await?;
    Ok((!right).then(|| again(Problem::new("password", "portal-current-wrong"))))
}

fn too_many(visit: &SignedInVisit, upstream: &Upstream, wait: Wait) -> Response {
    let problem = Problem::general("portal-too-many").with("time", wait.hour(visit));
    wait.page(visit, &path(&upstream.key), &page(upstream, Problems::one(problem)))
}

/// Its owner will find in their record that a link was asked for, whatever comes of it.
async fn record_wish(
    visit: &SignedInVisit,
    upstream: &Upstream,
    account: LocalAccountId,
) -> Result<(), Refused> {
    let subject = Subject::LocalAccount(account);
    let event = AuditEvent::new(visit.now, actor(subject), "linking.link.asked")
        .about(subject)
        .with("provider", upstream.key.as_str());
    Ok(visit.site.record(event).await?)
}

/// Whether the owner gave this account's own password in the last minutes.
fn proved_lately(visit: &SignedInVisit) -> bool {
    visit.session.upstream.is_none() && is_fresh(&visit.session, visit.now)
}

/// Whether the proof that the owner gave before they left still holds.
pub(super) fn still_proven(proven_at: Timestamp, now: Timestamp) -> bool {
    now < proven_at.after(LOCAL_PROOF_LIFE)
}

fn upstream<'a>(portal: &'a Portal, key: &str) -> Result<&'a Upstream, Refused> {
    portal.linking.upstream(key).ok_or_else(|| Refused::kind(ErrorKind::NotFound))
}

fn page(upstream: &Upstream, problems: Problems) -> OwnerPage {
    OwnerPage { look: upstream.look.clone(), key: upstream.key.clone(), problems }
}

pub(super) fn path(key: &str) -> String {
    let key: String = url::form_urlencoded::byte_serialize(key.as_bytes()).collect();
    format!("{LINKS}/{key}")
}

/// Where somebody comes back to who was sent away with `upstream`.
fn home(upstream: &Upstream) -> ReturnTo {
    let key: String = url::form_urlencoded::byte_serialize(upstream.key.as_bytes()).collect();
    ReturnTo::parse(&format!("{LINKS}?link={key}"))
}

/// Whether it is from there that somebody was sent away.
pub(super) fn is_home(return_to: &ReturnTo) -> bool {
    return_to.as_str().starts_with("/account/links?link=")
}

/// What became of it, told on the list of links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::linking) enum Told {
    /// The person turned back.
    Cancelled,
    /// The national identity could not make sure enough of them.
    NotReached,
    /// Their national identity is linked with another account here, and one is allowed.
    HasAnother,
    /// What was to be added is linked.
    Already,
    /// A link was ended.
    Ended,
}

impl Told {
    const ALL: [Self; 5] = [Self::Cancelled, Self::NotReached, Self::HasAnother, Self::Already, Self::Ended];

    const fn word(self) -> &'static str {
        match self {
            Self::Cancelled => "cancelled",
            Self::NotReached => "not_reached",
            Self::HasAnother => "has_another",
            Self::Already => "already",
            Self::Ended => "ended",
        }
    }

    /// From the address.
    pub(super) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|told| told.word() == word)
    }

    /// For somebody who was sent away from the settings and is still signed in.
    pub(super) fn of_stop(visit: &Visit, stop: Stop, return_to: &ReturnTo) -> Option<Self> {
        if visit.session.is_none() || !is_home(return_to) {
            return None;
        }
        match stop {
            Stop::Cancelled => Some(Self::Cancelled),
            Stop::NotReached => Some(Self::NotReached),
            _ => None,
        }
    }

    /// The same for an outcome that asks for something which nobody can give here.
    pub(super) fn of_outcome(outcome: &Outcome, return_to: &ReturnTo) -> Option<Self> {
        let another = matches!(outcome, Outcome::PersonHasAnother { .. }) && is_home(return_to);
        another.then_some(Self::HasAnother)
    }

    /// Sends the browser to the list.
    pub(super) fn page(self, visit: &Visit, return_to: &ReturnTo) -> Response {
        visit.sends(&format!("{}&told={}", return_to.as_str(), self.word()))
    }
}
