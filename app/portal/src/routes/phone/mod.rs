//! `/account/phone`: the phone of an account, with which a password can be set anew. A new one is shown by a code, then the
//! one before: where both are, it changes at once, and for a week whoever has the one before can undo it. Who cannot show
//! the one before waits a week, in which that phone and the mailbox may object without signing in.

mod begin;
mod code;
mod moving;
mod objection;
mod old;

use axum::Router;
use axum::routing::{get, post};
use onedoor_base::{AuditEvent, LocalAccountId, PHONE_SHUT, Subject, Timestamp};
use onedoor_site::session::actor;
use onedoor_site::{Visit, phone_change};
use onedoor_storage::StorageError;
use onedoor_storage::services::phone_changes::{self, LocalPhoneChange};

use crate::Portal;

pub(crate) use moving::{jobs, replaced};

/// What the code to the new phone is for, and the one to the phone before.
const NEW: &str = "portal.phone";
const BEFORE: &str = "portal.phone.before";

pub(super) fn pages() -> Router<Portal> {
    Router::new()
        .route(phone_change::PATH, get(begin::show).post(begin::submit))
        .route("/account/phone/code", get(code::show).post(code::submit))
        .route("/account/phone/again", post(code::again))
        .route(phone_change::OLD, get(old::show).post(old::ask))
        .route(phone_change::WAIT, post(old::wait))
        .route(phone_change::WITHDRAW, post(begin::withdraw))
        .route(phone_change::OBJECTION, get(objection::show).post(objection::object))
}

/// What is under way for the phone of an account.
struct Standing {
    waiting: Option<LocalPhoneChange>,
    /// Until when nothing waits again, because somebody objected.
    shut_until: Option<Timestamp>,
}

impl Standing {
    async fn of(visit: &Visit, account: LocalAccountId) -> Result<Self, StorageError> {
        let now = visit.now;
        let read = visit.site.store.read(move |tx| {
            Box::pin(async move {
                let stopped = phone_changes::stopped(tx, account).await?;
                Ok(Self {
                    waiting: phone_changes::waiting(tx, account).await?,
                    shut_until: stopped.map(|at| at.after(PHONE_SHUT)).filter(|until| now < *until),
                })
            })
        });
        read.await
    }
}

fn event(now: Timestamp, account: LocalAccountId, action: &'static str) -> AuditEvent {
    let subject = Subject::LocalAccount(account);
    AuditEvent::new(now, actor(subject), action).about(subject)
}
