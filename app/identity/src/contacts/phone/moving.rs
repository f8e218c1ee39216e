//! From one phone to another: at once, or when nobody has objected for a week.

use std::sync::Arc;

use onedoor_base::{AccountId, Actor, AuditEvent, CodeId, Phone, Subject, Timestamp};
use onedoor_people::{PHONE_WAIT, PhoneChangeState, PhoneFacts, PhoneMove, decide_phone_change};
use onedoor_site::limits::Wait;
use onedoor_site::{FreshVisit, HasSite, Refused, Visit};
use onedoor_storage::people::{self, PhoneChange};
use onedoor_storage::site::codes;
use onedoor_storage::{Change, Tx};

use super::waiting::{NewChange, address, too_often, wait};
use crate::interface::events;
use crate::notices::{self, Notice};
use crate::{Identity, ProviderError};

/// What was shown, by codes that are spent with it.
pub(super) struct Shown {
    pub(super) account: AccountId,
    pub(super) phone: Phone,
    pub(super) old: Option<Phone>,
    pub(super) codes: Vec<CodeId>,
}

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moved {
    Done,
    Waits,
    /// Somebody objected lately.
    Shut,
    TooOften(Wait),
    /// The codes were used before, in another tab.
    Over,
}

/// Gives an account another phone, now or later.
pub(super) async fn to(identity: &Identity, visit: &FreshVisit, shown: Shown) -> Result<Moved, Refused> {
    let new = NewChange::of(visit, (shown.account, &shown.phone));
    let step = Arc::new(Step { identity: identity.clone(), visit: visit.visit.clone(), shown, new });
    let write = visit.site.store.write::<_, ProviderError, _>(move |tx| {
        let step = Arc::clone(&step);
        Box::pin(async move { step.take(tx).await })
    });
    Ok(write.await?)
}

struct Step {
    identity: Identity,
    visit: Visit,
    shown: Shown,
    new: NewChange,
}

impl Step {
    async fn take(&self, tx: &mut Tx<'_>) -> Result<Change<Moved>, ProviderError> {
        let (account, now) = (self.shown.account, self.visit.now);
        let before = people::phone_of(tx, account).await?;
        let owner = people::phone_owner_besides(tx, &self.shown.phone, account).await?;
        let facts = PhoneFacts {
            has_old: before.is_some(),
            old_shown: self.shown.old.is_some() && self.shown.old == before,
            taken: owner.is_some(),
            stopped_at: people::phone_change_stopped(tx, account).await?,
        };
        let moves = decide_phone_change(facts, now);
        match moves {
            PhoneMove::Shut(_) => return Ok(Change::Unrecorded(Moved::Shut)),
            PhoneMove::Waits(_) => {
                if let Some(wait) = too_often(tx, &self.identity, &self.new, now).await? {
                    return Ok(Change::Unrecorded(Moved::TooOften(wait)));
                }
            }
            PhoneMove::AtOnce => {}
        }
        for code in &self.shown.codes {
            if !codes::spend(tx, *code, now).await? {
                return Ok(Change::Unrecorded(Moved::Over));
            }
        }
        match moves {
            PhoneMove::Waits(due) => {
                let by = (&self.identity, &self.visit);
                let events = wait(tx, by, &self.new, owner.map(|owner| owner.id), due).await?;
                Ok(Change::Recorded(Moved::Waits, events))
            }
            _ => self.at_once(tx, before).await,
        }
    }

    async fn at_once(&self, tx: &mut Tx<'_>, former: Option<Phone>) -> Result<Change<Moved>, ProviderError> {
        let now = self.visit.now;
        let mut notice = Notice::of("notice-phone-changed").by(&self.visit);
        if former.is_some() {
            notice = notice
                .then("notice-else-undo")
                .with("address", address(&self.identity, &self.new.objections.0));
        }
        let change = self.new.change(PhoneChangeState::Done, now, now.after(PHONE_WAIT));
        let change = PhoneChange { former, ..change };
        people::put_phone_change(tx, &change, (self.new.objections.0.digest(), None)).await?;
        let event = put(tx, &self.identity, &change, Actor::Person(change.account), notice, now).await?;
        Ok(Change::Recorded(Moved::Done, vec![event]))
    }
}

/// Puts the phone in its place, tells the owner of the account and the portals.
pub(super) async fn put(
    tx: &mut Tx<'_>,
    identity: &Identity,
    change: &PhoneChange,
    by: Actor,
    notice: Notice,
    now: Timestamp,
) -> Result<AuditEvent, ProviderError> {
    let (site, account) = (identity.site(), change.account);
    let before = people::phone_of(tx, account).await?;
    people::change_phone(tx, account, (change.id, &change.phone), now).await?;
    // What was shown with the phone before is no proof any more.
    people::drop_begun_recoveries(tx, account, now).await?;
    notices::tell(tx, identity, account, &notice.also_to(before.as_ref()), now).await?;
    let told = events::contact_changed(tx, site, account, &["phone_number"], now).await?;
    let event = AuditEvent::new(now, by, "people.phone.changed").about(Subject::Person(account));
    Ok(event.with("told", told.join(" ")))
}
