//! `/objection`: whoever is told of another phone for their account stops it here. The value in the link is enough: whoever
//! lost the password may not be able to sign in. It asks first, because programs open links in letters.

use std::sync::Arc;

use axum::response::Response;
use onedoor_base::{
    Actor, AuditEvent, Digest, LocalAccountId, Phone, PhoneChangeState, SessionEnd, Subject, Timestamp, Token,
};
use onedoor_services::accounts::AccountState;
use onedoor_site::phone_change::{ObjectionPage, ObjectionState, objection_path};
use onedoor_site::session::forget_other_places;
use onedoor_site::{Asked, Posted, Refused, Visit, see_other};
use onedoor_storage::services::accounts::{self, AccountRecord};
use onedoor_storage::services::phone_changes::{self, LocalPhoneChange};
use onedoor_storage::site::sessions;
use onedoor_storage::{Change, StorageError, Tx};
use onedoor_ui::masked;
use serde::Deserialize;

use crate::pages::RECOVERY;
use crate::sessions::ended_event;
use crate::told::Notice;

#[derive(Deserialize)]
pub(super) struct Which {
    #[serde(default)]
    value: String,
}

impl Which {
    fn digest(&self) -> Digest {
        Token::presented(self.value.as_str()).digest()
    }
}

pub(super) async fn show(visit: Visit, Asked(which): Asked<Which>) -> Result<Response, Refused> {
    let (digest, now) = (which.digest(), visit.now);
    let read = visit.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            Ok(match phone_changes::by_objection(tx, digest).await? {
                Some(change) => state(&change, accounts::get(tx, change.account).await?.as_ref(), now),
                None => ObjectionState::Gone,
            })
        })
    });
    let state = read.await?;
    Ok(visit.page(&ObjectionPage { value: which.value, state, recovery: RECOVERY }))
}

fn state(change: &LocalPhoneChange, record: Option<&AccountRecord>, now: Timestamp) -> ObjectionState {
    let (phone, until) = (masked(change.phone.as_str(), 3), change.due_at);
    match (change.state, &change.former) {
        (PhoneChangeState::Waiting, _) => ObjectionState::Waits { phone, until, own: true },
        (PhoneChangeState::Objected | PhoneChangeState::Undone, _) => ObjectionState::Stopped { own: true },
        (PhoneChangeState::Done, Some(former)) if now < until && stands(change, record) => {
            ObjectionState::Done { phone, former: masked(former.as_str(), 3), until }
        }
        _ => ObjectionState::Gone,
    }
}

/// Whether no other phone has come since.
fn stands(change: &LocalPhoneChange, record: Option<&AccountRecord>) -> bool {
    record.is_some_and(|record| {
        record.account.state == AccountState::Active && record.account.phone.as_ref() == Some(&change.phone)
    })
}

pub(super) async fn object(visit: Visit, Posted(which): Posted<Which>) -> Result<Response, Refused> {
    let step = Arc::new(Step { digest: which.digest(), visit: visit.clone() });
    let write = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let step = Arc::clone(&step);
        Box::pin(async move { step.take(tx).await })
    });
    write.await?;
    Ok(see_other(&objection_path(&which.value)))
}

struct Step {
    visit: Visit,
    digest: Digest,
}

impl Step {
    async fn take(&self, tx: &mut Tx<'_>) -> Result<Change<()>, StorageError> {
        let now = self.visit.now;
        let Some(change) = phone_changes::by_objection(tx, self.digest).await? else {
            return Ok(Change::Unrecorded(()));
        };
        let Some(record) = accounts::get(tx, change.account).await? else {
            return Ok(Change::Unrecorded(()));
        };
        let (states, action, key, shown) = match (state(&change, Some(&record), now), &change.former) {
            (ObjectionState::Waits { phone, .. }, _) => {
                let states = (PhoneChangeState::Waiting, PhoneChangeState::Objected);
                (states, "services.phone.change_stopped", "portal-sms-phone-stopped", phone)
            }
            (ObjectionState::Done { former: shown, .. }, Some(former)) => {
                self.give_back(tx, change.account, former).await?;
                let states = (PhoneChangeState::Done, PhoneChangeState::Undone);
                (states, "services.phone.change_undone", "portal-sms-phone-undone", shown)
            }
            _ => return Ok(Change::Unrecorded(())),
        };
        phone_changes::settle(tx, change.id, states, now).await?;
        self.tell(tx, &change, (key, shown)).await?;
        let mut events = vec![self.event(change.account, action)];
        events.extend(self.shut_out(tx, change.account).await?);
        Ok(Change::Recorded((), events))
    }

    async fn give_back(
        &self,
        tx: &mut Tx<'_>,
        account: LocalAccountId,
        former: &Phone,
    ) -> Result<(), StorageError> {
        let now = self.visit.now;
        accounts::set_phone(tx, account, former, now).await?;
        phone_changes::end_waiting(tx, account, PhoneChangeState::Replaced, now).await.map(drop)
    }

    /// Tells the owner at what the account has by now.
    async fn tell(
        &self,
        tx: &mut Tx<'_>,
        change: &LocalPhoneChange,
        (key, phone): (&'static str, String),
    ) -> Result<(), StorageError> {
        let Some(record) = accounts::get(tx, change.account).await? else { return Ok(()) };
        let (site, now) = (&self.visit.site, self.visit.now);
        let words = [("phone", phone)];
        if let Ok(told) = Notice::with(site, now, &record, (key, &words), self.visit.language) {
            told.queue(tx).await?;
        }
        Ok(())
    }

    fn event(&self, account: LocalAccountId, action: &'static str) -> AuditEvent {
        AuditEvent::new(self.visit.now, Actor::Visitor, action)
            .about(Subject::LocalAccount(account))
            .with("browser", self.visit.user_agent.clone())
            .with("network", self.visit.network.to_string())
    }

    /// Signs everybody out: somebody is in the account who should not be.
    async fn shut_out(
        &self,
        tx: &mut Tx<'_>,
        account: LocalAccountId,
    ) -> Result<Vec<AuditEvent>, StorageError> {
        let (subject, why) = (Subject::LocalAccount(account), SessionEnd::EndedByOwner);
        let ended = sessions::end_others(tx, subject, None, why, self.visit.now).await?;
        forget_other_places(tx, &self.visit, subject).await?;
        Ok(ended.into_iter().map(|id| ended_event(subject, id, why, self.visit.now)).collect())
    }
}
