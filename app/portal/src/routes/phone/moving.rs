//! From one phone to another: at once, or when nobody has objected for a week.

use std::sync::Arc;
use std::time::Duration;

use onedoor_base::{
    Actor, AuditEvent, CodeId, ContactId, JobId, LocalAccountId, PHONE_WAIT, Phone, PhoneChangeState,
    PhoneFacts, PhoneMove, Subject, Timestamp, Token, decide_phone_change,
};
use onedoor_services::accounts::{AccountState, ContactKind};
use onedoor_site::jobs::Jobs;
use onedoor_site::limits::{Limit, Wait, take};
use onedoor_site::phone_change::objection_path;
use onedoor_site::{HasSite, Refused, Site, Visit, telling};
use onedoor_storage::jobs::{NewJob, enqueue};
use onedoor_storage::services::accounts::{self, AccountRecord};
use onedoor_storage::services::contacts;
use onedoor_storage::services::phone_changes::{self, LocalPhoneChange};
use onedoor_storage::site::codes;
use onedoor_storage::{Change, StorageError, Tx};
use onedoor_ui::{Localizer, masked, moment};

use super::event;
use crate::Portal;
use crate::told::Notice;

/// What makes a phone that has waited an account's; its payload is the change.
const JOB: &str = "portal.phone_change";
/// How often an account may begin to wait in a day: each time its owner is told.
const MOST: i64 = 3;
const DAY: Duration = Duration::from_hours(24);

/// What was shown, by codes that are spent with it.
pub(super) struct Shown {
    pub(super) account: LocalAccountId,
    pub(super) phone: Phone,
    pub(super) before: Option<Phone>,
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
    /// The codes were used before, in another tab, or the account is not open any more.
    Over,
}

/// Gives an account another phone, now or later.
pub(super) async fn to(portal: &Portal, visit: &Visit, shown: Shown) -> Result<Moved, Refused> {
    let (now, random) = (visit.now, portal.site().random.as_ref());
    let step = Arc::new(Step {
        visit: visit.clone(),
        shown,
        id: ContactId::new(now, random),
        job: JobId::new(now, random),
        objection: Token::random(random),
    });
    let write = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let step = Arc::clone(&step);
        Box::pin(async move { step.take(tx).await })
    });
    Ok(write.await?)
}

struct Step {
    visit: Visit,
    shown: Shown,
    id: ContactId,
    job: JobId,
    objection: Token,
}

impl Step {
    async fn take(&self, tx: &mut Tx<'_>) -> Result<Change<Moved>, StorageError> {
        let (account, now) = (self.shown.account, self.visit.now);
        let found = accounts::get(tx, account).await?;
        let Some(record) = found.filter(|record| record.account.state == AccountState::Active) else {
            return Ok(Change::Unrecorded(Moved::Over));
        };
        let present = record.account.phone.as_ref();
        let facts = PhoneFacts {
            has_old: present.is_some(),
            // The same one, confirmed once more, or both.
            old_shown: present == Some(&self.shown.phone)
                || (present.is_some() && present == self.shown.before.as_ref()),
            taken: false,
            stopped_at: phone_changes::stopped(tx, account).await?,
        };
        let moves = decide_phone_change(facts, now);
        match moves {
            PhoneMove::Shut(_) => return Ok(Change::Unrecorded(Moved::Shut)),
            PhoneMove::Waits(_) => {
                let limit = Limit::of(&self.visit.site, "phone.wait", &account.to_string(), MOST, DAY);
                if let Some(wait) = take(tx, &[limit], now).await? {
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
            PhoneMove::Waits(due) => self.wait(tx, &record, due).await,
            _ => self.at_once(tx, &record).await,
        }
    }

    async fn at_once(&self, tx: &mut Tx<'_>, record: &AccountRecord) -> Result<Change<Moved>, StorageError> {
        let (account, now, phone) = (self.shown.account, self.visit.now, &self.shown.phone);
        accounts::set_phone(tx, account, phone, now).await?;
        contacts::comes_from(tx, account, ContactKind::Phone, None, now).await?;
        replaced(tx, &self.visit, (record, phone), (self.id, &self.objection)).await?;
        Ok(Change::Recorded(Moved::Done, vec![event(now, account, "services.account.phone_confirmed")]))
    }

    async fn wait(
        &self,
        tx: &mut Tx<'_>,
        record: &AccountRecord,
        due_at: Timestamp,
    ) -> Result<Change<Moved>, StorageError> {
        let (account, now, site) = (self.shown.account, self.visit.now, &self.visit.site);
        let (id, phone) = (self.id, self.shown.phone.clone());
        let state = PhoneChangeState::Waiting;
        let change = LocalPhoneChange { id, account, phone, former: None, state, begun_at: now, due_at };
        phone_changes::put(tx, &change, self.objection.digest()).await?;
        let payload = id.to_string();
        let job = NewJob { kind: JOB, payload: &payload, due_at, unique_key: None };
        enqueue(tx, &job, self.job, now).await?;
        let language = record.language.unwrap_or(self.visit.language);
        let words = [
            ("phone", masked(change.phone.as_str(), 3)),
            ("until", moment(&Localizer::of(language), due_at, site.settings.country)),
            ("address", address(site, &self.objection)),
        ];
        tell(tx, site, record, ("portal-sms-phone-waits", &words), now).await?;
        Ok(Change::Recorded(Moved::Waits, vec![event(now, account, "services.phone.change_waits")]))
    }
}

/// The address where somebody objects who has this value.
fn address(site: &Site, objection: &Token) -> String {
    site.settings.address(&objection_path(objection.reveal()))
}

/// Tells the owner of an account at what stood in `record`. Sealing text does not fail.
async fn tell(
    tx: &mut Tx<'_>,
    site: &Site,
    record: &AccountRecord,
    said: (&'static str, &[(&'static str, String)]),
    now: Timestamp,
) -> Result<(), StorageError> {
    if let Ok(notice) = Notice::with(site, now, record, said, site.settings.default_language) {
        notice.queue(tx).await?;
    }
    Ok(())
}

/// Tells the phone and the mailbox of `record`, as they were, that the phone is another one by now, and how whoever has
/// the one before undoes it for a week. What waited waits no more. Nothing if it is the same phone.
pub(crate) async fn replaced(
    tx: &mut Tx<'_>,
    visit: &Visit,
    (record, phone): (&AccountRecord, &Phone),
    (id, objection): (ContactId, &Token),
) -> Result<(), StorageError> {
    let (site, account, now) = (&visit.site, record.account.id, visit.now);
    if record.account.phone.as_ref() == Some(phone) {
        phone_changes::end_waiting(tx, account, PhoneChangeState::Replaced, now).await?;
        return Ok(());
    }
    let Some(former) = record.account.phone.clone() else {
        phone_changes::end_waiting(tx, account, PhoneChangeState::Replaced, now).await?;
        return tell(tx, site, record, ("portal-sms-phone-changed", &[]), now).await;
    };
    let change = LocalPhoneChange {
        id,
        account,
        phone: phone.clone(),
        former: Some(former),
        state: PhoneChangeState::Done,
        begun_at: now,
        due_at: now.after(PHONE_WAIT),
    };
    phone_changes::put(tx, &change, objection.digest()).await?;
    let words = [("address", address(site, objection))];
    tell(tx, site, record, ("portal-sms-phone-changed-undo", &words), now).await
}

/// What is done when the time has come.
pub(crate) fn jobs(portal: &Portal, jobs: Jobs) -> Jobs {
    jobs.with_patient(JOB, telling::handler(portal, due))
}

async fn due(portal: Portal, id: ContactId) -> Result<(), StorageError> {
    // What has become part of another portal changes nothing: its accounts are there.
    if portal.profile.moved_to.is_some() {
        return Ok(());
    }
    let (now, site) = (portal.site().now(), Arc::clone(portal.site()));
    let write = portal.site().store.write::<_, StorageError, _>(move |tx| {
        let site = Arc::clone(&site);
        Box::pin(async move {
            let waits = phone_changes::get(tx, id).await?;
            match waits.filter(|change| change.state == PhoneChangeState::Waiting && now >= change.due_at) {
                Some(change) => done(tx, &site, &change, now).await,
                // Somebody objected, or it was withdrawn or replaced.
                None => Ok(Change::Unrecorded(())),
            }
        })
    });
    write.await
}

async fn done(
    tx: &mut Tx<'_>,
    site: &Site,
    change: &LocalPhoneChange,
    now: Timestamp,
) -> Result<Change<()>, StorageError> {
    let account = change.account;
    let by_itself = |action| {
        let event = AuditEvent::new(now, Actor::Site("contacts".to_owned()), action);
        event.about(Subject::LocalAccount(account))
    };
    let record = accounts::get(tx, account).await?;
    let Some(record) = record.filter(|record| record.account.state == AccountState::Active) else {
        let states = (PhoneChangeState::Waiting, PhoneChangeState::Lapsed);
        phone_changes::settle(tx, change.id, states, now).await?;
        return Ok(Change::Recorded((), vec![by_itself("services.phone.change_lapsed")]));
    };
    let states = (PhoneChangeState::Waiting, PhoneChangeState::Done);
    phone_changes::settle(tx, change.id, states, now).await?;
    accounts::set_phone(tx, account, &change.phone, now).await?;
    contacts::comes_from(tx, account, ContactKind::Phone, None, now).await?;
    tell(tx, site, &record, ("portal-sms-phone-changed", &[]), now).await?;
    Ok(Change::Recorded((), vec![by_itself("services.phone.changed")]))
}
