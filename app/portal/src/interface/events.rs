//! `POST /linking/v1/events`: an identity tells what has happened to a person (RFC 8417, pushed as RFC 8935 says).

use std::time::Duration;

use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use onedoor_base::{Actor, AuditEvent, SessionEnd, Subject, Timestamp};
use onedoor_linking::{Link, NationalSubject};
use onedoor_linking_client::words;
use onedoor_linking_protocol::{
    CONTACT_CHANGED, ContactChanged, ENDED, IDENTITY_CHANGED, IdentityChanged, LARGEST, LINKED, LinkTold,
    SUBJECT_CHANGED, SUBJECT_RESTORED, SUSPENDED, SubjectChanged, SubjectRestored,
};
use onedoor_oidc::security_event::{CONTENT_TYPE, Happened, TAKEN_FOR};
use onedoor_services::accounts::ContactKind;
use onedoor_signin::Trouble;
use onedoor_site::HasSite;
use onedoor_site::interface::Failure;
use onedoor_storage::linking::links;
use onedoor_storage::linking::subjects::{self, Renamed};
use onedoor_storage::linking::used::{self, UsedToken};
use onedoor_storage::services::contacts;
use onedoor_storage::site::sessions;
use onedoor_storage::{Change, StorageError, Tx};
use serde_json::json;

use super::caller::{Tries, named};
use super::hear;
use crate::Portal;

/// A token is remembered for longer than it is taken.
const REMEMBERED: Duration = Duration::from_secs(TAKEN_FOR.unsigned_abs() + 3600);

/// Why an event was not taken.
enum NotTaken {
    /// It is not believed, or not what its name says: the word of RFC 8935 section 2.4, and more for who reads logs.
    Wrong(&'static str, String),
    /// As everywhere in the interface.
    Failed(Failure),
}

impl<E: Into<Failure>> From<E> for NotTaken {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

fn wrong(word: &'static str, why: &dyn std::fmt::Display) -> NotTaken {
    NotTaken::Wrong(word, why.to_string())
}

impl IntoResponse for NotTaken {
    fn into_response(self) -> Response {
        let (word, why) = match self {
            Self::Failed(failure) => return failure.into_response(),
            Self::Wrong(word, why) => (word, why),
        };
        tracing::info!(word, why, "a security event was not taken");
        let body = json!({ "err": word, "description": why }).to_string();
        let mut response = (StatusCode::BAD_REQUEST, body).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static("en"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}

/// Answers 202 once it is written down; twice the same is the same. What we have no name for is taken and left.
pub(super) async fn take(State(portal): State<Portal>, request: Request) -> Result<StatusCode, Response> {
    heard(&portal, request).await.map_err(NotTaken::into_response)?;
    Ok(StatusCode::ACCEPTED)
}

async fn heard(portal: &Portal, request: Request) -> Result<(), NotTaken> {
    let (parts, body) = request.into_parts();
    let tries = Tries::of(portal, &parts);
    let kind =
        parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(CONTENT_TYPE) {
        return Err(wrong("invalid_request", &format_args!("the content type is not {CONTENT_TYPE}")));
    }
    let body =
        to_bytes(body, LARGEST).await.map_err(|_| wrong("invalid_request", &"the body is too large"))?;
    match believed(portal, &body).await {
        Ok((issuer, happened)) => written_down(portal, issuer, happened).await,
        Err(NotTaken::Failed(failure)) => Err(failure.into()),
        Err(not_believed) => {
            tries.failed(portal).await?;
            Err(not_believed)
        }
    }
}

/// Who tells, and what.
async fn believed(portal: &Portal, body: &[u8]) -> Result<(String, Happened), NotTaken> {
    let token =
        std::str::from_utf8(body).map_err(|_| wrong("invalid_request", &"the body is no token"))?.trim();
    let issuer =
        named(token).ok_or_else(|| wrong("invalid_request", &"the body is no token of an issuer"))?;
    let Some(upstream) = portal.linking.of_issuer(&issuer) else {
        return Err(wrong("invalid_issuer", &"the issuer is none that is taken here"));
    };
    match upstream.provider.tells(token, portal.linking.endpoint(), portal.site().now()).await {
        Ok(happened) => Ok((issuer, happened)),
        Err(trouble) if trouble.may_pass() => Err(NotTaken::Failed(Failure::Ours(trouble.to_string()))),
        Err(Trouble::UntrustedEvent(error)) => Err(wrong(error.word(), &error)),
        Err(trouble) => Err(wrong("invalid_key", &trouble)),
    }
}

async fn written_down(portal: &Portal, issuer: String, happened: Happened) -> Result<(), NotTaken> {
    let within = (portal.clone(), issuer, happened);
    portal
        .site()
        .store
        .write(move |tx| {
            let (portal, issuer, happened) = within.clone();
            Box::pin(async move {
                let now = portal.site().now();
                let until = Timestamp::from_seconds(happened.issued_at).after(REMEMBERED);
                let first = used::first_heard(tx, UsedToken::Event, (&issuer, &happened.jti), until).await?;
                let events =
                    if first { act(tx, &portal, &issuer, &happened, now).await? } else { Vec::new() };
                Ok(if events.is_empty() { Change::Unrecorded(()) } else { Change::Recorded((), events) })
            })
        })
        .await
}

/// Does what an event is about; what the record should say.
async fn act(
    tx: &mut Tx<'_>,
    portal: &Portal,
    issuer: &str,
    happened: &Happened,
    now: Timestamp,
) -> Result<Vec<AuditEvent>, NotTaken> {
    let who = NationalSubject { issuer: issuer.to_owned(), subject: happened.subject.clone() };
    match happened.event.as_str() {
        LINKED | SUSPENDED | ENDED => {
            let told: LinkTold = detail(happened)?;
            let id = told.link.parse().map_err(|_| wrong("invalid_request", &"there is no id of a link"))?;
            let report = words::read_report(&told.report);
            let report = report.ok_or_else(|| wrong("invalid_request", &"there is no report"))?;
            let (_, events) = hear::take(tx, portal, (issuer, now), id, &report).await?;
            Ok(events)
        }
        SUBJECT_CHANGED => {
            let changed: SubjectChanged = detail(happened)?;
            if !(1..=255).contains(&changed.subject.len()) || changed.subject.chars().any(char::is_control) {
                return Err(wrong("invalid_request", &"the subject is no name"));
            }
            Ok(renamed(tx, &who, &changed.subject, now).await?)
        }
        SUBJECT_RESTORED => {
            let SubjectRestored { subject } = detail(happened)?;
            Ok(restored(tx, &who, &subject, now).await?)
        }
        CONTACT_CHANGED => {
            let changed: ContactChanged = detail(happened)?;
            Ok(contact_changed(tx, &who, &changed.claims, now).await?)
        }
        IDENTITY_CHANGED => {
            let changed: IdentityChanged = detail(happened)?;
            Ok(identity_changed(tx, &who, &changed.claims, now).await?)
        }
        _ => Ok(Vec::new()),
    }
}

fn detail<T: serde::de::DeserializeOwned>(happened: &Happened) -> Result<T, NotTaken> {
    serde_json::from_value(happened.detail.clone()).map_err(|error| wrong("invalid_request", &error))
}

/// The links of the person follow: none is changed, and none is made.
async fn renamed(
    tx: &mut Tx<'_>,
    who: &NationalSubject,
    subject: &str,
    now: Timestamp,
) -> Result<Vec<AuditEvent>, StorageError> {
    match subjects::renamed(tx, &who.issuer, (&who.subject, subject), now).await? {
        Renamed::Done => {}
        Renamed::Known => return Ok(Vec::new()),
        Renamed::Contradicts => {
            tracing::warn!(issuer = who.issuer, "another name of a subject contradicts one heard before");
            let event =
                AuditEvent::new(now, Actor::Client(who.issuer.clone()), "linking.subject.contradicted");
            return Ok(vec![event.with("former", who.subject.clone()).with("subject", subject)]);
        }
    }
    let links = links::active_of_subject(tx, who).await?;
    let about = |link: &Link| Some(Subject::LocalAccount(link.account));
    let abouts: Vec<_> = if links.is_empty() { vec![None] } else { links.iter().map(about).collect() };
    let event = |about: Option<Subject>| {
        let event = AuditEvent::new(now, Actor::Client(who.issuer.clone()), "linking.subject.changed")
            .with("issuer", who.issuer.clone())
            .with("former", who.subject.clone())
            .with("subject", subject);
        match about {
            Some(about) => event.about(about),
            None => event,
        }
    };
    Ok(abouts.into_iter().map(event).collect())
}

/// The two names are of two accounts again: the sessions that the one name opened with links of the other end.
async fn restored(
    tx: &mut Tx<'_>,
    who: &NationalSubject,
    subject: &str,
    now: Timestamp,
) -> Result<Vec<AuditEvent>, StorageError> {
    if !subjects::restored(tx, &who.issuer, &who.subject).await? {
        return Ok(Vec::new());
    }
    let mut events = Vec::new();
    for link in links::active_of_subject(tx, who).await? {
        let owner = Subject::LocalAccount(link.account);
        let from = (who.issuer.as_str(), subject);
        sessions::end_built_on(tx, owner, from, SessionEnd::UpstreamLogout, now).await?;
        let event = AuditEvent::new(now, Actor::Client(who.issuer.clone()), "linking.subject.restored")
            .about(owner)
            .with("issuer", who.issuer.clone())
            .with("former", subject)
            .with("subject", who.subject.clone());
        events.push(event);
    }
    Ok(events)
}

/// Data that were put right in the register: a name is offered as another contact is, and all of it stands in the
/// record of the account, whose owner reads there why the next sign-in brings other data.
async fn identity_changed(
    tx: &mut Tx<'_>,
    who: &NationalSubject,
    claims: &[String],
    now: Timestamp,
) -> Result<Vec<AuditEvent>, StorageError> {
    let known = ["name", "national_number"];
    let told: Vec<&str> = claims.iter().map(String::as_str).filter(|claim| known.contains(claim)).collect();
    let mut events = Vec::new();
    if told.is_empty() {
        return Ok(events);
    }
    for link in links::active_of_subject(tx, who).await? {
        for kind in told.iter().filter_map(|claim| kind_of(claim)) {
            contacts::changed(tx, link.account, kind, &who.issuer, now).await?;
        }
        let event = AuditEvent::new(now, Actor::Client(who.issuer.clone()), "linking.identity.changed")
            .about(Subject::LocalAccount(link.account))
            .with("issuer", who.issuer.clone())
            .with("claims", told.join(" "));
        events.push(event);
    }
    Ok(events)
}

/// What has changed is offered when the person next comes from there, as everything that an issuer tells.
async fn contact_changed(
    tx: &mut Tx<'_>,
    who: &NationalSubject,
    claims: &[String],
    now: Timestamp,
) -> Result<Vec<AuditEvent>, StorageError> {
    let mut kinds: Vec<ContactKind> = Vec::new();
    for kind in claims.iter().filter_map(|claim| kind_of(claim)) {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let mut events = Vec::new();
    if kinds.is_empty() {
        return Ok(events);
    }
    for link in links::active_of_subject(tx, who).await? {
        for kind in &kinds {
            contacts::changed(tx, link.account, *kind, &who.issuer, now).await?;
        }
        let told: Vec<&str> =
            claims.iter().map(String::as_str).filter(|claim| kind_of(claim).is_some()).collect();
        let event = AuditEvent::new(now, Actor::Client(who.issuer.clone()), "linking.contact.changed")
            .about(Subject::LocalAccount(link.account))
            .with("issuer", who.issuer.clone())
            .with("claims", told.join(" "));
        events.push(event);
    }
    Ok(events)
}

/// The kind of contact data that a claim is about, of those that accounts keep.
fn kind_of(claim: &str) -> Option<ContactKind> {
    match claim {
        "name" => Some(ContactKind::Name),
        "phone_number" => Some(ContactKind::Phone),
        "email" => Some(ContactKind::Email),
        _ => None,
    }
}
