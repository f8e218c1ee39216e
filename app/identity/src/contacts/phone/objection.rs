//! `/objection`: whoever is told of another phone for their account, or of their phone for another, stops it here. The
//! value in the link is enough: whoever lost the phone may not be able to sign in. It asks first, because programs open
//! links in letters.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use onedoor_base::{
    AccountId, Actor, AuditEvent, ContactId, Digest, Phone, SessionEnd, Subject, Timestamp, Token,
};
use onedoor_people::PhoneChangeState;
use onedoor_site::phone_change::{ObjectionPage, ObjectionState, objection_path};
use onedoor_site::{Asked, HasSite, Posted, Refused, Visit, see_other};
use onedoor_storage::people::{self, ObjectedBy, PhoneChange};
use onedoor_storage::proofing;
use onedoor_storage::provider::grants;
use onedoor_storage::site::sessions;
use onedoor_storage::{Change, StorageError, Tx};
use onedoor_ui::masked;
use serde::Deserialize;

use super::super::pages::RECOVERY;
use super::stays;
use crate::interface::events;
use crate::notices::{self, Notice};
use crate::{Identity, ProviderError, provider};

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
    let digest = which.digest();
    let now = visit.now;
    let read = visit.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            Ok(match people::phone_change_by_objection(tx, digest).await? {
                Some((change, by)) => state(tx, &change, by, now).await?,
                None => ObjectionState::Gone,
            })
        })
    });
    let state = read.await?;
    Ok(visit.page(&ObjectionPage { value: which.value, state, recovery: RECOVERY }))
}

async fn state(
    tx: &mut Tx<'_>,
    change: &PhoneChange,
    by: ObjectedBy,
    now: Timestamp,
) -> Result<ObjectionState, StorageError> {
    let (phone, until, own) = (masked(change.phone.as_str(), 3), change.due_at, by == ObjectedBy::Own);
    Ok(match (change.state, &change.former) {
        (PhoneChangeState::Waiting, _) => ObjectionState::Waits { phone, until, own },
        (PhoneChangeState::Objected, _) => ObjectionState::Stopped { own },
        (PhoneChangeState::Undone, _) => ObjectionState::Stopped { own: true },
        (PhoneChangeState::Done, Some(former))
            if now < until && can_be_undone(tx, change, former).await? =>
        {
            ObjectionState::Done { phone, former: masked(former.as_str(), 3), until }
        }
        _ => ObjectionState::Gone,
    })
}

/// Whether no other phone has come since, and nobody has the former one now.
async fn can_be_undone(tx: &mut Tx<'_>, change: &PhoneChange, former: &Phone) -> Result<bool, StorageError> {
    let stands = people::phone_of(tx, change.account).await?.as_ref() == Some(&change.phone);
    Ok(stands && people::by_phone(tx, former).await?.is_none())
}

pub(super) async fn object(
    State(identity): State<Identity>,
    visit: Visit,
    Posted(which): Posted<Which>,
) -> Result<Response, Refused> {
    let step = Arc::new(Step {
        contact: ContactId::new(visit.now, identity.site().random.as_ref()),
        identity,
        visit: visit.clone(),
        digest: which.digest(),
    });
    let write = visit.site.store.write::<_, ProviderError, _>(move |tx| {
        let step = Arc::clone(&step);
        Box::pin(async move { step.take(tx).await })
    });
    write.await?;
    Ok(see_other(&objection_path(&which.value)))
}

struct Step {
    identity: Identity,
    visit: Visit,
    digest: Digest,
    contact: ContactId,
}

impl Step {
    async fn take(&self, tx: &mut Tx<'_>) -> Result<Change<()>, ProviderError> {
        let found = people::phone_change_by_objection(tx, self.digest).await?;
        let Some((change, by)) = found else { return Ok(Change::Unrecorded(())) };
        match state(tx, &change, by, self.visit.now).await? {
            ObjectionState::Waits { own, .. } => self.stop(tx, &change, own).await,
            ObjectionState::Done { .. } => self.undo(tx, &change).await,
            ObjectionState::Stopped { .. } | ObjectionState::Gone => Ok(Change::Unrecorded(())),
        }
    }

    /// Ends the waiting. If a contact of the account itself objects, somebody is in it who should not be.
    async fn stop(
        &self,
        tx: &mut Tx<'_>,
        change: &PhoneChange,
        own: bool,
    ) -> Result<Change<()>, ProviderError> {
        let (identity, account, now) = (&self.identity, change.account, self.visit.now);
        let states = (PhoneChangeState::Waiting, PhoneChangeState::Objected);
        people::settle_phone_change(tx, change.id, states, now).await?;
        let event = self.event(account, "people.phone.change_stopped");
        let (event, notice) = if own {
            let ended = self.shut_out(tx, account).await?;
            let notice = Notice::of("notice-phone-stopped").then("notice-then-password").by(&self.visit);
            (event.with("sessions", ended), notice)
        } else {
            (event, Notice::of("notice-phone-kept").then("notice-phone-again"))
        };
        let notice = notice.with("phone", masked(change.phone.as_str(), 3));
        notices::tell(tx, identity, account, &notice, now).await?;
        let mut events = vec![event];
        events.extend(stays(tx, identity, change, now).await?);
        Ok(Change::Recorded((), events))
    }

    /// The former phone is the account's again.
    async fn undo(&self, tx: &mut Tx<'_>, change: &PhoneChange) -> Result<Change<()>, ProviderError> {
        let (identity, account, now) = (&self.identity, change.account, self.visit.now);
        let Some(former) = &change.former else { return Ok(Change::Unrecorded(())) };
        people::change_phone(tx, account, (self.contact, former), now).await?;
        let states = (PhoneChangeState::Done, PhoneChangeState::Undone);
        people::settle_phone_change(tx, change.id, states, now).await?;
        people::replace_phone_change(tx, account, now).await?;
        let ended = self.shut_out(tx, account).await?;
        let notice = Notice::of("notice-phone-undone").then("notice-then-password").by(&self.visit);
        let notice = notice.with("phone", masked(former.as_str(), 3)).also_to(Some(&change.phone));
        notices::tell(tx, identity, account, &notice, now).await?;
        let told = events::contact_changed(tx, identity.site(), account, &["phone_number"], now).await?;
        let event = self.event(account, "people.phone.change_undone").with("sessions", ended);
        Ok(Change::Recorded((), vec![event.with("told", told.join(" "))]))
    }

    fn event(&self, account: AccountId, action: &'static str) -> AuditEvent {
        AuditEvent::new(self.visit.now, Actor::Visitor, action)
            .about(Subject::Person(account))
            .with("browser", self.visit.user_agent.clone())
            .with("network", self.visit.network.to_string())
    }

    /// Signs everybody out, and whatever else was opened goes, too; how many sessions there were.
    async fn shut_out(&self, tx: &mut Tx<'_>, account: AccountId) -> Result<i64, StorageError> {
        let (subject, now) = (Subject::Person(account), self.visit.now);
        let ended = sessions::end_others(tx, subject, None, SessionEnd::EndedByOwner, now).await?;
        provider::sessions_ended(tx, self.identity.site(), &ended, now).await?;
        grants::end_of_account(tx, account, "phone_objected", now).await?;
        people::forget_devices(tx, account).await?;
        proofing::loose_device(tx, account).await?;
        people::forget_sign_ins(tx, account).await?;
        people::drop_begun_recoveries(tx, account, now).await?;
        people::merges::drop_begun(tx, account).await?;
        Ok(i64::try_from(ended.len()).unwrap_or(i64::MAX))
    }
}
