//! Whoever has signed in since the terms changed agrees to them before anything else opens.

use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use onedoor_base::{AccountId, Actor, AuditEvent, Session, Subject, Timestamp};
use onedoor_site::{Asked, Posted, Refused, ReturnTo, SignedInVisit, Visit, see_other};
use onedoor_storage::people::{self, AcceptedTerms};
use onedoor_storage::{Change, StorageError, Tx};
use serde::Deserialize;

use super::AGREE;
use super::pages::AgreePage;
use crate::Identity;

/// What shows an account. A request of a portal asks for itself whether they are owed (`provider::settle`): it may be
/// answered without any page of ours.
const BEHIND: [&str; 3] = ["/account", "/console", "/phone/"];

/// Leads to the terms from a page that stands behind them. Sessions from before they changed go on.
pub(crate) async fn gate(State(identity): State<Identity>, request: Request, next: Next) -> Response {
    let visit = request.extensions().get::<Visit>().cloned();
    let behind =
        request.method() == Method::GET && BEHIND.iter().any(|start| request.uri().path().starts_with(start));
    let Some(visit) = visit.filter(|_| behind) else { return next.run(request).await };
    let Some(session) = visit.session.clone() else { return next.run(request).await };
    let (within, now) = (identity.clone(), visit.now);
    let owed = visit.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move { owed(tx, &within, &session, now).await })
    });
    match owed.await {
        Ok(false) => next.run(request).await,
        Ok(true) => {
            let to = visit.uri.path_and_query().map_or("/", |address| address.as_str());
            see_other(&format!("{AGREE}?return_to={}", ReturnTo::parse(to).encoded()))
        }
        Err(error) => axum::response::IntoResponse::into_response(Refused::from(error)),
    }
}

/// Whether whoever is signed in has still to agree to the terms that are in force.
pub(crate) async fn owed(
    tx: &mut Tx<'_>,
    identity: &Identity,
    session: &Session,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let Some(current) = identity.terms.current(now) else { return Ok(false) };
    let Subject::Person(id) = session.subject else { return Ok(false) };
    if session.authenticated_at < current.from {
        return Ok(false);
    }
    let agreed = people::accepted_terms(tx, id).await?;
    Ok(!agreed.iter().any(|agreed| agreed.version == current.version))
}

#[derive(Deserialize)]
pub(super) struct Heading {
    #[serde(default)]
    return_to: String,
}

/// `GET /terms/agree`.
pub(super) async fn ask(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Asked(heading): Asked<Heading>,
) -> Result<Response, Refused> {
    let to = ReturnTo::parse(&heading.return_to);
    let Some(current) = identity.terms.current(visit.now) else { return Ok(see_other(onward(&to))) };
    let agreed = people_agreed(&visit).await?;
    if agreed.iter().any(|agreed| agreed.version == current.version) {
        return Ok(see_other(onward(&to)));
    }
    Ok(visit.page(&AgreePage {
        version: current.version.clone(),
        from: current.from,
        text: current.text(visit.language).to_owned(),
        before: agreed.first().map(|agreed| agreed.version.clone()),
        return_to: to.as_str().to_owned(),
    }))
}

async fn people_agreed(visit: &SignedInVisit) -> Result<Vec<AcceptedTerms>, Refused> {
    let id = visit.person()?;
    let found: Result<_, StorageError> =
        visit.site.store.read(move |tx| Box::pin(async move { people::accepted_terms(tx, id).await })).await;
    Ok(found?)
}

#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    version: String,
    #[serde(default)]
    return_to: String,
}

/// `POST /terms/agree`.
pub(super) async fn agree(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Posted(form): Posted<Form>,
) -> Result<Response, Refused> {
    let (to, id) = (ReturnTo::parse(&form.return_to), visit.person()?);
    // They changed while somebody read: the others are shown.
    let current = identity.terms.current(visit.now).filter(|current| current.version == form.version);
    let Some(current) = current else {
        return Ok(see_other(&format!("{AGREE}?return_to={}", to.encoded())));
    };
    let accepted =
        AcceptedTerms { version: current.version.clone(), language: visit.language, accepted_at: visit.now };
    let write = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let accepted = accepted.clone();
        Box::pin(async move {
            if people::accept_terms(tx, id, &accepted).await? {
                return Ok(Change::Recorded((), vec![event(id, &accepted, accepted.accepted_at)]));
            }
            Ok(Change::Unrecorded(()))
        })
    });
    write.await?;
    Ok(see_other(onward(&to)))
}

/// What the record says of somebody who agreed.
pub(crate) fn event(id: AccountId, accepted: &AcceptedTerms, now: Timestamp) -> AuditEvent {
    AuditEvent::new(now, Actor::Person(id), "people.terms.accepted")
        .about(Subject::Person(id))
        .with("version", accepted.version.clone())
        .with("language", accepted.language.tag())
}

fn onward(to: &ReturnTo) -> &str {
    crate::routes::onward(to)
}
