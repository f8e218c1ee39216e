//! From one phone to another: at once, or when nobody has objected for a week.

use std::sync::Arc;
use std::time::Duration;

use onedoor_base::{
    AccountId, Actor, AuditEvent, CodeId, ContactId, JobId, Phone, Subject, Timestamp, Token,
};
use onedoor_people::{
    Account, AccountState, PHONE_WAIT, PhoneChangeState, PhoneFacts, PhoneMove, decide_phone_change,
    phone_is_free,
};
use onedoor_site::jobs::Jobs;
use onedoor_site::limits::{Limit, Wait, take};
use onedoor_site::{FreshVisit, HasSite, Refused, Visit, telling};
use onedoor_storage::jobs::{NewJob, enqueue};
use onedoor_storage::people::{self, PhoneChange};
use onedoor_storage::site::codes;
use onedoor_storage::{Change, StorageError, Tx};
use onedoor_ui::{Localizer, masked, moment};

use super::{event, stays};
use crate::interface::events;
use crate::notices::{self, Notice};
use crate::{Identity, ProviderError};

/// What makes a phone that has waited an account's; its payload is the change.
const JOB: &str = "people.phone_change";
/// How often an account may begin to wait in a day: each time everybody whom it concerns is told.
const MOST: i64 = 3;
const DAY: Duration = Duration::from_hours(24);

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
    let (now, random) = (visit.now, identity.site().random.as_ref());
    let step = Arc::new(Step {
        identity: identity.clone(),
        visit: visit.visit.clone(),
        shown,
        id: ContactId::new(now, random),
        job: JobId::new(now, random),
        objections: (Token::random(random), Token::random(random)),
    });
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
    id: ContactId,
    job: JobId,
    /// For the contacts of the account, and for those of whoever has the phone.
    objections: (Token, Token),
}

impl Step {
    async fn take(&self, tx: &mut Tx<'_>) -> Result<Change<Moved>, ProviderError> {
        let (account, now) = (self.shown.account, self.visit.now);
        let before = people::phone_of(tx, account).await?;
        let owner = owner_besides(tx, &self.shown.phone, account).await?;
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
                let limit = Limit::of(self.identity.site(), "phone.wait", &account.to_string(), MOST, DAY);
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
            PhoneMove::Waits(due) => self.wait(tx, owner.as_ref(), due).await,
            _ => self.at_once(tx, before).await,
        }
    }

    fn change(&self, state: PhoneChangeState, due_at: Timestamp) -> PhoneChange {
        let Shown { account, phone, .. } = &self.shown;
        let (id, account, phone, begun_at) = (self.id, *account, phone.clone(), self.visit.now);
        PhoneChange { id, account, phone, owner: None, former: None, state, begun_at, due_at }
    }

    /// The address where somebody objects who has this value.
    fn address(&self, objection: &Token) -> String {
        self.identity.site().settings.address(&format!("/objection?value={}", objection.reveal()))
    }

    async fn at_once(&self, tx: &mut Tx<'_>, former: Option<Phone>) -> Result<Change<Moved>, ProviderError> {
        let now = self.visit.now;
        let mut notice = Notice::of("notice-phone-changed").by(&self.visit);
        if former.is_some() {
            notice = notice.then("notice-else-undo").with("address", self.address(&self.objections.0));
        }
        let change = self.change(PhoneChangeState::Done, now.after(PHONE_WAIT));
        let change = PhoneChange { former, ..change };
        people::put_phone_change(tx, &change, (self.objections.0.digest(), None)).await?;
        let event = put(tx, &self.identity, &change, Actor::Person(change.account), notice, now).await?;
        Ok(Change::Recorded(Moved::Done, vec![event]))
    }

    async fn wait(
        &self,
        tx: &mut Tx<'_>,
        owner: Option<&Account>,
        due: Timestamp,
    ) -> Result<Change<Moved>, ProviderError> {
        let (identity, now) = (&self.identity, self.visit.now);
        // Another one that waited: its owner keeps what they have.
        let before = people::waiting_phone(tx, self.shown.account).await?;
        let owner_id = owner.map(|owner| owner.id);
        let change = PhoneChange { owner: owner_id, ..self.change(PhoneChangeState::Waiting, due) };
        let (own, others) = &self.objections;
        let digests = (own.digest(), owner.is_some().then(|| others.digest()));
        people::put_phone_change(tx, &change, digests).await?;
        let payload = change.id.to_string();
        let job = NewJob { kind: JOB, payload: &payload, due_at: due, unique_key: None };
        enqueue(tx, &job, self.job, now).await?;
        let mut events = vec![event(now, change.account, "people.phone.change_waits")];
        let notice = told(tx, identity, change.account, &change, "notice-phone-waits").await?;
        let notice = notice.then("notice-else-object").with("address", self.address(own)).by(&self.visit);
        notices::tell(tx, identity, change.account, &notice, now).await?;
        if let Some(before) = before.filter(|before| before.owner != owner_id) {
            events.extend(stays(tx, identity, &before, now).await?);
        }
        if let Some(owner) = owner_id {
            let notice = told(tx, identity, owner, &change, "notice-phone-leaves").await?;
            let notice = notice.then("notice-else-object").with("address", self.address(others));
            notices::tell(tx, identity, owner, &notice, now).await?;
            let event = AuditEvent::new(now, Actor::Visitor, "people.phone.leaving");
            events.push(event.about(Subject::Person(owner)));
        }
        Ok(Change::Recorded(Moved::Waits, events))
    }
}

/// Whoever has a phone, unless it is this account.
async fn owner_besides(
    tx: &mut Tx<'_>,
    phone: &Phone,
    account: AccountId,
) -> Result<Option<Account>, StorageError> {
    Ok(people::by_phone(tx, phone).await?.filter(|owner| owner.id != account))
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
    let owner = owner_besides(tx, &change.phone, change.account).await?.map(|owner| owner.id);
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
        let notice = told(tx, identity, owner, change, "notice-phone-left").await?;
        people::release_phone(tx, &change.phone, owner).await?;
        people::drop_begun_recoveries(tx, owner, now).await?;
        notices::tell(tx, identity, owner, &notice, now).await?;
        let told = events::contact_changed(tx, identity.site(), owner, &["phone_number"], now).await?;
        let event = AuditEvent::new(now, upkeep(), "people.phone.left").about(Subject::Person(owner));
        events.push(event.with("told", told.join(" ")));
    }
    events.push(put(tx, identity, change, upkeep(), Notice::of("notice-phone-changed"), now).await?);
    Ok(Change::Recorded((), events))
}
