//! `/account/phone`: another phone for an account. The new one is shown by a code, then the old one: where both are, it
//! changes at once. Who cannot show the old one, or has a phone that was somebody else's, waits. Everybody whom it
//! concerns is told, and may object: while it waits, and for as long after it was done at once.

mod begin;
mod code;
mod moving;
mod objection;
mod old;
mod waiting;
mod withdraw;

use axum::Router;
use axum::routing::{get, post};
use onedoor_base::{AccountId, Actor, AuditEvent, CodeId, Phone, Subject, Timestamp};
use onedoor_site::{Visit, phone_change};
use onedoor_storage::people::{self, PhoneChange};
use onedoor_storage::{StorageError, Tx};
use serde::{Deserialize, Serialize};

pub(crate) use waiting::{NewChange, jobs, too_often, wait};

use super::{PHONE, WITHDRAW};
use crate::Identity;
use crate::notices::{self, Notice};

/// What the code to the new phone is for, and the one to the old.
const NEW: &str = "phone.new";
const OLD: &str = "phone.old";

pub(super) fn pages() -> Router<Identity> {
    Router::new()
        .route(PHONE, get(begin::show).post(begin::ask))
        .route("/account/phone/code", get(code::show).post(code::check))
        .route("/account/phone/again", post(code::again))
        .route(phone_change::OLD, get(old::show).post(old::ask))
        .route("/account/phone/taken", get(old::show_taken))
        .route(phone_change::WAIT, post(old::wait))
        .route(WITHDRAW, post(withdraw::withdraw))
        .route(phone_change::OBJECTION, get(objection::show).post(objection::object))
}

/// Whose phone is to change, and into which; sealed with both codes.
#[derive(Clone, Serialize, Deserialize)]
struct Changing {
    account: AccountId,
    phone: String,
    /// In the code to the old phone: the code that showed the new one, and which phone is the old one.
    #[serde(default)]
    shown: Option<(CodeId, String)>,
}

impl Changing {
    fn phone(&self) -> Phone {
        Phone::from_stored(self.phone.clone())
    }

    fn old(&self) -> Option<Phone> {
        self.shown.as_ref().map(|(_, phone)| Phone::from_stored(phone.clone()))
    }
}

/// How it stands with the phone of an account.
struct Standing {
    phone: Option<Phone>,
    waiting: Option<PhoneChange>,
    /// When somebody last objected.
    stopped_at: Option<Timestamp>,
}

impl Standing {
    async fn of(visit: &Visit, account: AccountId) -> Result<Self, StorageError> {
        let read = visit.site.store.read(move |tx| {
            Box::pin(async move {
                Ok(Self {
                    phone: people::phone_of(tx, account).await?,
                    waiting: people::waiting_phone(tx, account).await?,
                    stopped_at: people::phone_change_stopped(tx, account).await?,
                })
            })
        });
        read.await
    }

    /// Until when nothing waits again, because somebody objected.
    fn shut_until(&self, now: Timestamp) -> Option<Timestamp> {
        self.stopped_at.map(|at| at.after(onedoor_people::PHONE_SHUT)).filter(|until| now < *until)
    }
}

/// Tells whoever has a phone that was to leave them that it stays; the line in their record.
async fn stays(
    tx: &mut Tx<'_>,
    identity: &Identity,
    change: &PhoneChange,
    now: Timestamp,
) -> Result<Option<AuditEvent>, StorageError> {
    let Some(owner) = change.owner else { return Ok(None) };
    let owner = people::merges::now_is(tx, owner).await?;
    let notice = Notice::of("notice-phone-stays")
        .then("notice-phone-nothing")
        .with("phone", onedoor_ui::masked(change.phone.as_str(), 3));
    notices::tell(tx, identity, owner, &notice, now).await?;
    let event = AuditEvent::new(now, Actor::Visitor, "people.phone.stays");
    Ok(Some(event.about(Subject::Person(owner))))
}

/// The same where what waits for an account is about to be dropped.
pub(crate) async fn phone_stays(
    tx: &mut Tx<'_>,
    identity: &Identity,
    account: AccountId,
    now: Timestamp,
) -> Result<Option<AuditEvent>, StorageError> {
    match people::waiting_phone(tx, account).await? {
        Some(change) => stays(tx, identity, &change, now).await,
        None => Ok(None),
    }
}

fn event(now: Timestamp, account: AccountId, action: &'static str) -> AuditEvent {
    AuditEvent::new(now, Actor::Person(account), action).about(Subject::Person(account))
}
