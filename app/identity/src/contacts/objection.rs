//! `/objection/{value}`: whoever is told of another phone for their account, or of their phone for another, stops it here.
//! The value in the link is enough: whoever lost the phone may not be able to sign in.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use onedoor_base::{Actor, AuditEvent, Digest, SessionEnd, Subject, Token};
use onedoor_site::{HasSite, Posted, Refused, Visit};
use onedoor_storage::people::{self, PhoneChangeEnd};
use onedoor_storage::site::sessions;
use onedoor_storage::{Change, StorageError};
use onedoor_ui::masked;
use serde::Deserialize;

use super::pages::{ObjectionPage, ObjectionState};
use crate::notices::{self, Notice};
use crate::{Identity, ProviderError, provider};

pub(super) fn pages() -> Router<Identity> {
    Router::new().route("/objection/{value}", get(show).post(object))
}

async fn show(visit: Visit, Path(value): Path<String>) -> Result<Response, Refused> {
    let digest = Token::presented(value.as_str()).digest();
    let read = visit.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move { people::waiting_phone_by_objection(tx, digest).await })
    });
    let state = match read.await? {
        Some(change) => {
            ObjectionState::Waits { phone: masked(change.phone.as_str(), 3), until: change.due_at, value }
        }
        None => return Ok(gone(&visit)),
    };
    Ok(visit.page(&ObjectionPage { state }))
}

fn gone(visit: &Visit) -> Response {
    visit.page_at("/", StatusCode::GONE, &ObjectionPage { state: ObjectionState::Gone })
}

#[derive(Deserialize)]
struct Nothing {}

async fn object(
    State(identity): State<Identity>,
    visit: Visit,
    Path(value): Path<String>,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Refused> {
    if stop(&identity, &visit, Token::presented(value.as_str()).digest()).await? {
        return Ok(visit.page_at("/", StatusCode::OK, &ObjectionPage { state: ObjectionState::Stopped }));
    }
    Ok(gone(&visit))
}

/// Ends the waiting, and every session of the account that asked for the phone: somebody is in it who should not be.
async fn stop(identity: &Identity, visit: &Visit, digest: Digest) -> Result<bool, Refused> {
    let (now, within) = (visit.now, identity.clone());
    let notice = Notice::of("notice-phone-stopped").then("notice-then-password").by(visit);
    let write = visit.site.store.write::<_, ProviderError, _>(move |tx| {
        let (identity, notice) = (within.clone(), notice.clone());
        Box::pin(async move {
            let Some(change) = people::waiting_phone_by_objection(tx, digest).await? else {
                return Ok(Change::Unrecorded(false));
            };
            people::settle_phone_change(tx, change.id, PhoneChangeEnd::Objected, now).await?;
            let subject = Subject::Person(change.account);
            let ended = sessions::end_others(tx, subject, None, SessionEnd::EndedByOwner, now).await?;
            provider::sessions_ended(tx, identity.site(), &ended, now).await?;
            people::forget_devices(tx, change.account).await?;
            notices::tell(tx, &identity, change.account, &notice, now).await?;
            let event = AuditEvent::new(now, Actor::Visitor, "people.phone.change_stopped").about(subject);
            let ended: Vec<_> = ended.iter().map(ToString::to_string).collect();
            Ok(Change::Recorded(true, vec![event.with("sessions", ended)]))
        })
    });
    Ok(write.await?)
}
