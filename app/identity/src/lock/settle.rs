//! Locking and unlocking, in the transaction of whatever brings it about: the step, what sessions have of the person,
//! the owner's notice and the record. What portals have opened on a locked identity ends; they ask for the person anew.

use onedoor_base::{AccountId, Actor, AuditEvent, Subject, Timestamp};
use onedoor_proofing::application::{By, Lock, State, Step};
use onedoor_site::Site;
use onedoor_storage::proofing::{self, Application, Doing, Stepped};
use onedoor_storage::site::sessions;
use onedoor_storage::{StorageError, Tx, people};

use super::event;
use crate::notices::{self, Notice};
use crate::provider;

/// Who brings it about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hand<'a> {
    pub(super) by: By,
    /// The officer, if it is one.
    pub(super) officer: Option<AccountId>,
    /// The number of an authority's order; else empty.
    pub(super) reason: &'a str,
}

impl Hand<'_> {
    pub(super) const PERSON: Self = Self { by: By::Person, officer: None, reason: "" };
    pub(super) const SITE: Self = Self { by: By::Site, officer: None, reason: "" };

    fn actor(self, account: AccountId) -> Actor {
        match (self.by, self.officer) {
            (By::Person, _) => Actor::Person(account),
            (_, Some(officer)) => Actor::Person(officer),
            _ => Actor::Site("identity".to_owned()),
        }
    }
}

/// The notice of a lock.
pub(super) fn notice(lock: Lock) -> Notice {
    match lock {
        Lock::Person => Notice::of("notice-identity-locked").then("notice-else-password"),
        Lock::Passcode => Notice::of("notice-identity-locked-passcode").then("notice-identity-unlock"),
        Lock::Authority => Notice::of("notice-identity-locked-authority").then("notice-identity-look"),
        Lock::CardExpired => Notice::of("notice-identity-locked-card").then("notice-identity-card"),
    }
}

/// The application that an account's electronic identity is, if it is in use, locked or not.
pub(super) async fn in_use(
    tx: &mut Tx<'_>,
    account: AccountId,
    now: Timestamp,
) -> Result<Option<(Application, State)>, StorageError> {
    let latest = proofing::applications_of(tx, account).await?.into_iter().next();
    Ok(latest.and_then(|application| match application.state.at(now) {
        state @ (State::Active | State::Locked(_)) => Some((application, state)),
        _ => None,
    }))
}

/// Locks an electronic identity because of what the site has counted or its clock has seen; the record of it, or nothing
/// where none is in use or this lock lies on it already. The owner is told.
pub(crate) async fn by_site(
    tx: &mut Tx<'_>,
    site: &Site,
    (account, lock): (AccountId, Lock),
    now: Timestamp,
) -> Result<Option<AuditEvent>, StorageError> {
    lock_by(tx, site, (account, lock), (Hand::SITE, notice(lock)), now).await
}

/// The same by anybody, with the notice of it.
pub(super) async fn lock_by(
    tx: &mut Tx<'_>,
    site: &Site,
    (account, lock): (AccountId, Lock),
    (hand, notice): (Hand<'_>, Notice),
    now: Timestamp,
) -> Result<Option<AuditEvent>, StorageError> {
    let Some((application, state)) = in_use(tx, account, now).await? else { return Ok(None) };
    if matches!(state, State::Locked(locks) if locks.has(lock)) {
        return Ok(None);
    }
    if !step(tx, site, (&application, Step::Lock(lock)), hand, now).await? {
        return Ok(None);
    }
    end_at_portals(tx, site, account, now).await?;
    notices::tell_at(tx, site, account, &notice, now).await?;
    Ok(Some(event("people.identity.locked", hand.actor(account), (account, lock), now)))
}

/// What portals hold on the sessions of a locked identity is over: they are told so, and what was granted them ends. The
/// sessions here go on, so that the owner can see why, and count as the account does.
async fn end_at_portals(
    tx: &mut Tx<'_>,
    site: &Site,
    account: AccountId,
    now: Timestamp,
) -> Result<(), StorageError> {
    let alive = sessions::alive_of(tx, Subject::Person(account), now).await?;
    let alive: Vec<_> = alive.iter().map(|session| session.id).collect();
    provider::sessions_ended(tx, site, &alive, now).await
}

/// Takes one lock off; the record of it, or nothing where it does not lie on it or this hand may not. Whoever does it
/// tells the owner.
pub(super) async fn unlock_by(
    tx: &mut Tx<'_>,
    site: &Site,
    (account, lock): (AccountId, Lock),
    hand: Hand<'_>,
    now: Timestamp,
) -> Result<Option<AuditEvent>, StorageError> {
    let Some((application, _)) = in_use(tx, account, now).await? else { return Ok(None) };
    let done = step(tx, site, (&application, Step::Unlock(lock)), hand, now).await?;
    Ok(done.then(|| event("people.identity.unlocked", hand.actor(account), (account, lock), now)))
}

async fn step(
    tx: &mut Tx<'_>,
    site: &Site,
    (application, step): (&Application, Step),
    hand: Hand<'_>,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let doing = Doing { step, by: hand.by, officer: hand.officer, reason: hand.reason.to_owned() };
    let stepped = proofing::step(tx, application.id, &doing, now, &site.settings.calendar).await?;
    if !matches!(stepped, Stepped::Done(_)) {
        return Ok(false);
    }
    // Sessions that have begun before count for no more, or for as much again, as the account.
    if let Some(account) = people::by_id(tx, application.account).await? {
        sessions::relevel(tx, Subject::Person(account.id), account.identity).await?;
    }
    Ok(true)
}
