//! From one phone to another: at once, or when nobody has objected for a week.

use std::sync::Arc;
use std::time::Duration;

use onedoor_base::{AccountId, Actor, AuditEvent, CodeId, ContactId, JobId, Phone, Subject, Timestamp, Token};
use onedoor_site::jobs::{JobError, JobHandler, Jobs};
use onedoor_site::{FreshVisit, HasSite, Refused};
use onedoor_storage::people::{self, PhoneChange, PhoneChangeEnd};
use onedoor_storage::site::codes;
use onedoor_storage::{Change, Tx, jobs};
use onedoor_ui::{Localizer, masked, moment};

use crate::interface::events;
use crate::notices::{self, Notice};
use crate::{Identity, ProviderError};

/// How long it waits. Whoever lost a phone is told at their other contacts, and somebody on a journey has a week.
pub(super) const WAITING: Duration = Duration::from_hours(24 * 7);

const JOB: &str = "people.phone_change";

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moved {
    Done,
    Waits,
    /// The codes were used before, in another tab.
    Over,
}

/// Gives an account another phone, which was shown by a code. `at_once`: the old one was shown too, or there is none. A
/// phone that another account has waits always: its owner may object.
pub(super) async fn to(
    identity: &Identity,
    visit: &FreshVisit,
    (account, phone): (AccountId, Phone),
    spent: Vec<CodeId>,
    at_once: bool,
) -> Result<Moved, Refused> {
    let (now, random) = (visit.now, identity.site().random.as_ref());
    let (id, job) = (ContactId::new(now, random), JobId::new(now, random));
    let change = PhoneChange { id, account, phone, begun_at: now, due_at: now.after(WAITING) };
    let (objection, agent) = (Token::random(random), Arc::new(visit.visit.clone()));
    let within = identity.clone();
    let write = visit.site.store.write::<_, ProviderError, _>(move |tx| {
        let (identity, change, spent) = (within.clone(), change.clone(), spent.clone());
        let (objection, agent) = (objection.clone(), Arc::clone(&agent));
        Box::pin(async move {
            for code in spent {
                if !codes::spend(tx, code, now).await? {
                    return Ok(Change::Unrecorded(Moved::Over));
                }
            }
            let owner = people::by_phone(tx, &change.phone).await?.filter(|owner| owner.id != account);
            if at_once && owner.is_none() {
                let notice = Notice::of("notice-phone-changed").by(&agent);
                let event = put(tx, &identity, &change, Actor::Person(account), notice, now).await?;
                return Ok(Change::Recorded(Moved::Done, vec![event]));
            }
            people::wait_for_phone(tx, &change, objection.digest()).await?;
            let payload = id.to_string();
            let new = jobs::NewJob { kind: JOB, payload: &payload, due_at: change.due_at, unique_key: None };
            jobs::enqueue(tx, &new, job, now).await?;
            let address = identity.site().settings.address(&format!("/objection/{}", objection.reveal()));
            let mut told = vec![(account, "notice-phone-waits")];
            told.extend(owner.map(|owner| (owner.id, "notice-phone-leaves")));
            let mut events = Vec::new();
            for (whom, what) in told {
                let notice = waits(tx, &identity, whom, &change, what).await?;
                let notice = notice.then("notice-else-object").with("address", &address);
                notices::tell(tx, &identity, whom, &notice, now).await?;
                let event = AuditEvent::new(now, Actor::Person(account), "people.phone.change_waits");
                events.push(event.about(Subject::Person(whom)));
            }
            Ok(Change::Recorded(Moved::Waits, events))
        })
    });
    Ok(write.await?)
}

/// The notice of a change that waits, with the number as far as its reader may know it, and the day.
async fn waits(
    tx: &mut Tx<'_>,
    identity: &Identity,
    whom: AccountId,
    change: &PhoneChange,
    what: &'static str,
) -> Result<Notice, ProviderError> {
    let site = identity.site();
    let language = people::by_id(tx, whom).await?.map_or(site.settings.default_language, |one| one.language);
    let t = Localizer::of(language);
    let until = moment(&t, change.due_at, site.settings.country);
    Ok(Notice::of(what).with("phone", masked(change.phone.as_str(), 3)).with("until", until))
}

/// Puts the phone in its place, tells its owner and the portals; whoever had it before has it no more.
async fn put(
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
    notices::tell(tx, identity, account, &notice.also_to(before.as_ref()), now).await?;
    let told = events::contact_changed(tx, site, account, &["phone_number"], now).await?;
    let event = AuditEvent::new(now, by, "people.phone.changed").about(Subject::Person(account));
    Ok(event.with("told", told.join(" ")))
}

/// What is done when the time has come.
pub(crate) fn jobs(identity: &Identity, jobs: Jobs) -> Jobs {
    let identity = identity.clone();
    let handler: JobHandler = Arc::new(move |payload| {
        let identity = identity.clone();
        Box::pin(async move {
            let id = payload.parse().map_err(|_| JobError("no change has this id".to_owned()))?;
            due(&identity, id).await.map_err(|error| JobError(error.to_string()))
        })
    });
    jobs.with_patient(JOB, handler)
}

async fn due(identity: &Identity, id: ContactId) -> Result<(), ProviderError> {
    let (now, within) = (identity.site().now(), identity.clone());
    let write = identity.site().store.write::<_, ProviderError, _>(move |tx| {
        let identity = within.clone();
        Box::pin(async move {
            // Somebody objected, or it was withdrawn or replaced.
            let Some(change) = people::waiting_phone_by_id(tx, id).await? else {
                return Ok(Change::Unrecorded(()));
            };
            people::settle_phone_change(tx, id, PhoneChangeEnd::Done, now).await?;
            let upkeep = || Actor::Site("contacts".to_owned());
            let mut events = Vec::new();
            let owner = people::by_phone(tx, &change.phone).await?.filter(|owner| owner.id != change.account);
            if let Some(owner) = owner {
                let notice = waits(tx, &identity, owner.id, &change, "notice-phone-left").await?;
                people::release_phone(tx, &change.phone, change.account).await?;
                notices::tell(tx, &identity, owner.id, &notice, now).await?;
                let told = events::contact_changed(tx, identity.site(), owner.id, &["phone_number"], now).await?;
                let event = AuditEvent::new(now, upkeep(), "people.phone.left").about(Subject::Person(owner.id));
                events.push(event.with("told", told.join(" ")));
            }
            let notice = Notice::of("notice-phone-changed");
            events.push(put(tx, &identity, &change, upkeep(), notice, now).await?);
            Ok(Change::Recorded((), events))
        })
    });
    write.await
}
