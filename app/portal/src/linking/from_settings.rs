//! `/account/links/{key}`: the owner of an account, signed in with its password or with another national identity,
//! links a national identity with it (S5.3). That this account is theirs was proven before they left; it is asked for
//! again only if they stay away for longer than that proof lasts.

use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{AuditEvent, LocalAccountId, Secret, Subject, Timestamp};
use onedoor_linking::{Link, Outcome, Purpose};
use onedoor_services::organisations::OrganisationCode;
use onedoor_site::limits::{Limit, Wait, taken};
use onedoor_site::session::actor;
use onedoor_site::{Asked as Address, Posted, Refused, ReturnTo, SignedInVisit, Visit, see_other};
use onedoor_storage::services::accounts::AccountRecord;
use onedoor_ui::{ErrorKind, Problem, Problems, SiteLook};
use serde::Deserialize;

use super::linked::Owned;
use super::pages::OwnerPage;
use super::settings::Upstream;
use super::start::{Errand, send};
use super::stopped::Stop;
use crate::Portal;
use crate::pages::FreshPage;
use crate::routes::is_own_password;
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
    #[serde(default)]
    return_to: String,
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Heading {
    /// Where the person was heading for.
    #[serde(default)]
    return_to: String,
}

/// What the owner has still to show of the account here.
enum Needed {
    Nothing,
    Password,
    /// A sign-in with the national identity that opens it already.
    SignIn(Option<(SiteLook, String)>),
    /// It cannot be linked with that one: another identity of the same issuer holds it.
    Held,
}

impl Needed {
    fn of(portal: &Portal, visit: &SignedInVisit, upstream: &Upstream, owned: &Owned) -> Self {
        let holds = |link: &&Link| link.life().holds_account();
        let of = |link: &Link| portal.linking.of_issuer(&link.national.issuer);
        let holding = || owned.links.iter().filter(holds);
        if holding().filter_map(of).any(|one| one.key == upstream.key) {
            return Self::Held;
        }
        let fresh = is_fresh(&visit.session, visit.now);
        let through = visit.session.upstream.as_ref().and_then(|from| portal.linking.of_issuer(&from.issuer));
        let way = |one: &Upstream| (one.look.clone(), one.key.clone());
        // A suspended one is no way in.
        let first = holding().find(|link| link.is_active()).or_else(|| holding().next()).map(of);
        match (first, through) {
            (None, _) if visit.session.upstream.is_none() && fresh => Self::Nothing,
            (None, _) => Self::Password,
            // Their numbers say whether both are one person's, or the first one signs in itself.
            (Some(_), Some(_)) if fresh => Self::Nothing,
            (Some(_), None) if fresh && owned.number_is_proven() => Self::Nothing,
            (Some(_), None) if owned.number_is_proven() => Self::Password,
            (Some(first), through) => Self::SignIn(through.or(first).map(way)),
        }
    }
}

/// `GET /account/links/{key}`: asks for what the owner has still to show, if they have not lately.
pub(super) async fn ask(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Path(key): Path<String>,
    Address(heading): Address<Heading>,
) -> Result<Response, Refused> {
    let (upstream, return_to) = (upstream(&portal, &key)?, ReturnTo::parse(&heading.return_to));
    let owned = Owned::of(&visit, visit.local_account()?).await?;
    Ok(match Needed::of(&portal, &visit, upstream, &owned) {
        Needed::Held => see_other(LINKS),
        Needed::SignIn(way) => {
            visit.page(&FreshPage { way, return_to: ReturnTo::parse(&way_to(&key, &return_to)) })
        }
        Needed::Password if owned.record.password_hash.is_none() => see_other(LINKS),
        Needed::Password => visit.page(&page(upstream, true, return_to, Problems::new())),
        Needed::Nothing => visit.page(&page(upstream, false, return_to, Problems::new())),
    })
}

/// `POST /account/links/{key}`: sends the browser to the national identity, for a sign-in with two factors.
pub(super) async fn begin(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Path(key): Path<String>,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Refused> {
    let (upstream, return_to) = (upstream(&portal, &key)?, ReturnTo::parse(&typed.return_to));
    let owned = Owned::of(&visit, visit.local_account()?).await?;
    let record = &owned.record;
    match Needed::of(&portal, &visit, upstream, &owned) {
        Needed::Nothing => {}
        Needed::Password if !typed.asked.is_empty() && record.password_hash.is_some() => {
            if let Some(again) = judge(&visit, upstream, record, (typed.password, return_to.clone())).await? {
                return Ok(again);
            }
        }
        Needed::Password | Needed::SignIn(_) | Needed::Held => {
            return Ok(see_other(&way_to(&key, &return_to)));
        }
    }
    record_wish(&visit, upstream, record.account.id).await?;
    let errand = Errand {
        purpose: Purpose::LinkFromSettings,
        return_to: if typed.return_to.is_empty() { home(upstream) } else { return_to },
        fresh: true,
        two_factors: false,
        identity: None,
        raise: true,
        step: Some(organisation(record)),
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
    (password, return_to): (Secret, ReturnTo),
) -> Result<Option<Response>, Refused> {
    let again = |problem| {
        let page = page(upstream, true, return_to.clone(), Problems::one(problem));
        visit.page_at(&path(&upstream.key), StatusCode::UNPROCESSABLE_ENTITY, &page)
    };
    if password.reveal().is_empty() {
        return Ok(Some(again(Problem::new("password", "portal-password-missing"))));
    }
    // The same count as where the password is changed: it is the same guessing.
    let id = record.account.id.to_string();
    let limit = Limit::of(&visit.site, "portal.password", &id, 10, Duration::from_mins(15));
    if let Some(wait) = taken(visit, [limit]).await? {
        return Ok(Some(too_many(visit, upstream, return_to, wait)));
    }
    let right = is_own_password(visit, record, password).await?;
    Ok((!right).then(|| again(Problem::new("password", "portal-current-wrong"))))
}

fn too_many(visit: &SignedInVisit, upstream: &Upstream, return_to: ReturnTo, wait: Wait) -> Response {
    let problem = Problem::general("portal-too-many").with("time", wait.hour(visit));
    wait.page(visit, &path(&upstream.key), &page(upstream, true, return_to, Problems::one(problem)))
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

/// Whether the proof that the owner gave before they left still holds.
pub(super) fn still_proven(proven_at: Timestamp, now: Timestamp) -> bool {
    now < proven_at.after(LOCAL_PROOF_LIFE)
}

fn upstream<'a>(portal: &'a Portal, key: &str) -> Result<&'a Upstream, Refused> {
    portal.linking.upstream(key).ok_or_else(|| Refused::kind(ErrorKind::NotFound))
}

fn page(upstream: &Upstream, asks_password: bool, return_to: ReturnTo, problems: Problems) -> OwnerPage {
    let (look, key) = (upstream.look.clone(), upstream.key.clone());
    OwnerPage { look, key, asks_password, return_to, problems }
}

pub(super) fn path(key: &str) -> String {
    let key: String = url::form_urlencoded::byte_serialize(key.as_bytes()).collect();
    format!("{LINKS}/{key}")
}

/// The same, for somebody who was heading for somewhere.
pub(super) fn way_to(key: &str, return_to: &ReturnTo) -> String {
    if *return_to == ReturnTo::home() {
        return path(key);
    }
    format!("{}?return_to={}", path(key), return_to.encoded())
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
