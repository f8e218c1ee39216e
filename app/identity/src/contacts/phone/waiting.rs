//! A phone that waits: everybody whom it concerns is told and may object, and when nobody has, it is the account's.

use std::time::Duration;

use onedoor_base::{AccountId, Actor, AuditEvent, ContactId, JobId, Phone, Subject, Timestamp, Token};
use onedoor_people::{AccountState, PhoneChangeState, phone_is_free};
use onedoor_site::jobs::Jobs;
use onedoor_site::limits::{Limit, Wait, take};
use onedoor_site::phone_change::objection_path;
use onedoor_site::{HasSite, Visit, telling};
use onedoor_storage::jobs::{NewJob, enqueue};
use onedoor_storage::people::{self, PhoneChange, merges};
use onedoor_storage::{Change, StorageError, Tx};
use onedoor_ui::{Localizer, masked, moment};

use super::moving::put;
use super::{event, stays};
use crate::interface::events;
use crate::notices::{self, Notice};
use crate::{Identity, ProviderError};

/// What makes a phone that has waited an account's; its payload is the change.
const JOB: &str = "people.phone_change";
/// How often an account may begin to wait in a day, and how often somebody may for a phone: each time everybody whom it
/// concerns is told.
const MOST: i64 = 3;
const DAY: Duration = Duration::from_hours(24);

/// A change of phone that is about to be written down.
#[derive(Clone)]
pub(crate) struct NewChange {
    account: AccountId,
    phone: Phone,
    id: ContactId,
    job: JobId,
    /// For the contacts of the account, and for those of whoever has the phone.
    pub(super) objections: (Token, Token),
}

impl NewChange {
    /// This phone for this account.
    pub(crate) fn of(visit: &Visit, (account, phone): (AccountId, &Phone)) -> Self {
        let (now, random) = (visit.now, visit.site.random.as_ref());
        Self {
            account,
            phone: phone.clone(),
            id: ContactId::new(now, random),
            job: JobId::new(now, random),
            objections: (Token::random(random), Token::random(random)),
        }
    }

    pub(super) fn change(
        &self,
        state: PhoneChangeState,
        begun_at: Timestamp,
        due_at: Timestamp,
    ) -> PhoneChange {
        let Self { id, account, phone, .. } = self;
        let (id, account, phone) = (*id, *account, phone.clone());
        PhoneChange { id, account, phone, owner: None, former: None, state, begun_at, due_at }
    }
}

/// The address where somebody objects who has this value.
pub(super) fn address(identity: &Identity, objection: &Token) -> String {
    identity.site().settings.address(&objection_path(objection.reveal()))
}

/// Counts a change that waits; until when there is none, if there were too many.
pub(crate) async fn too_often(
    tx: &mut Tx<'_>,
    identity: &Identity,
    new: &NewChange,
    now: Timestamp,
) -> Result<Option<Wait>, StorageError> {
    let site = identity.site();
    let limits = [
        Limit::of(site, "phone.wait", &new.account.to_string(), MOST, DAY),
        Limit::of(site, "phone.wait.for", new.phone.as_str(), MOST, DAY),
    ];
    take(tx, &limits, now).await
}

/// Writes down that a phone is to be an account's when it is due. `owner` is whose it is until then.
pub(crate) async fn wait(
    tx: &mut Tx<'_>,
    (identity, visit): (&Identity, &Visit),
    new: &NewChange,
    owner: Option<AccountId>,
    due: Timestamp,
) -> Result<Vec<AuditEvent>, StorageError> {
    let (now, account) = (visit.now, new.account);
    // Another one that waited: its owner keeps what they have.
    let before = people::waiting_phone(tx, account).await?;
    let change = PhoneChange { owner, ..new.change(PhoneChangeState::Waiting, now, due) };
    let (own, others) = &new.objections;
    let digests = (own.digest(), owner.is_some().then(|| others.digest()));
    people::put_phone_change(tx, &change, digests).await?;
    let payload = change.id.to_string();
    let job = NewJob { kind: JOB, payload: &payload, due_at: due, unique_key: None };
    enqueue(tx, &job, new.job, now).await?;
    let mut events = vec![event(now, account, "people.phone.change_waits")];
    let notice = told(tx, identity, account, &change, "notice-phone-waits").await?;
    let notice = notice.then("notice-else-object").with("address", address(identity, own)).by(visit);
    notices::tell(tx, identity, account, &notice, now).await?;
    if let Some(before) = before.filter(|before| before.owner != owner) {
        events.extend(stays(tx, identity, &before, now).await?);
    }
    if let Some(owner) = owner {
        let owner = merges::now_is(tx, owner).await?;
        let notice = told(tx, identity, owner, &change, "notice-phone-leaves").await?;
        let notice = notice.then("notice-else-object").with("address", address(identity, others));
        notices::tell(tx, identity, owner, &notice, now).await?;
        let event = AuditEvent::new(now, Actor::Visitor, "people.phone.leaving");
        events.push(event.about(Subject::Person(owner)));
    }
    Ok(events)
}

/// A notice with the number as far as its reader may know it, and the day, in their language.
async fn told(
    tx: &mut Tx<'_>,
    identity: &Identity,
    whom: AccountId,
    change: &PhoneChange,
    what: &'static str,
) -> Result<Notice, StorageError> {
    let site = identity.site();
    let language = people::by_id(tx, whom).await?.map_or(site.settings.default_language, |one| one.language);
    let until = moment(&Localizer::of(language), change.due_at, site.settings.country);
    Ok(Notice::of(what).with("phone", masked(change.phone.as_str(), 3)).with("until", until))
}

/// What is done when the time has come.
pub(crate) fn jobs(identity: &Identity, jobs: Jobs) -> Jobs {
    jobs.with_patient(JOB, telling::handler(identity, due))
}

async fn due(identity: Identity, id: ContactId) -> Result<(), ProviderError> {
    let (now, within) = (identity.site().now(), identity.clone());
    let write = identity.site().store.write::<_, ProviderError, _>(move |tx| {
        let identity = within.clone();
        Box::pin(async move {
            let waits = people::phone_change(tx, id).await?;
            match waits.filter(|change| change.state == PhoneChangeState::Waiting && now >= change.due_at) {
                Some(change) => done(tx, &identity, &change, now).await,
                // Somebody objected, or it was withdrawn or replaced.
                None => Ok(Change::Unrecorded(())),
            }
        })
    });
    write.await
}

async fn done(
    tx: &mut Tx<'_>,
    identity: &Identity,
    change: &PhoneChange,
    now: Timestamp,
) -> Result<Change<()>, ProviderError> {
    let upkeep = || Actor::Site("contacts".to_owned());
    let account = people::by_id(tx, change.account).await?;
    let opens = account.is_some_and(|account| account.state == AccountState::Active);
    let owner = people::phone_owner_besides(tx, &change.phone, change.account).await?.map(|owner| owner.id);
    let mut events = Vec::new();
    if !opens || !phone_is_free(change.owner, owner) {
        let states = (PhoneChangeState::Waiting, PhoneChangeState::Lapsed);
        people::settle_phone_change(tx, change.id, states, now).await?;
        let notice = told(tx, identity, change.account, change, "notice-phone-lapsed").await?;
        notices::tell(tx, identity, change.account, &notice.then("notice-phone-again"), now).await?;
        let event = AuditEvent::new(now, upkeep(), "people.phone.change_lapsed");
        events.push(event.about(Subject::Person(change.account)));
        events.extend(stays(tx, identity, change, now).await?);
        return Ok(Change::Recorded((), events));
    }
    let states = (PhoneChangeState::Waiting, PhoneChangeState::Done);
    people::settle_phone_change(tx, change.id, states, now).await?;
    if let Some(owner) = owner {
        people::release_phone(tx, &change.phone, owner).await?;
        let owner = merges::now_is(tx, owner).await?;
        let notice = told(tx, identity, owner, change, "notice-phone-left").await?;
        people::drop_begun_recoveries(tx, owner, now).await?;
        notices::tell(tx, identity, owner, &notice, now).await?;
        let told = events::contact_changed(tx, identity.site(), owner, &["phone_number"], now).await?;
        let event = AuditEvent::new(now, upkeep(), "people.phone.left").about(Subject::Person(owner));
        events.push(event.with("told", told.join(" ")));
    }
    events.push(put(tx, identity, change, upkeep(), Notice::of("notice-phone-changed"), now).await?);
    Ok(Change::Recorded((), events))
}
