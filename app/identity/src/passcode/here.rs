//! Whose device this is, and where else than on the application's own pages its passcode is offered.

use onedoor_base::{AccountId, Timestamp, Token};
use onedoor_people::{Account, AccountState};
use onedoor_proofing::application::State as Standing;
use onedoor_site::{ReturnTo, Visit};
use onedoor_storage::proofing::{self, AppDevice};
use onedoor_storage::{StorageError, Tx, people};

use super::PATH;
use crate::Identity;

/// Whose device this is.
#[derive(Clone)]
pub(super) struct Owner {
    pub(super) account: Account,
    pub(super) device: AppDevice,
    /// Whether more than a password is asked of them elsewhere.
    asks_more: bool,
}

impl Owner {
    /// Whether the digits alone would be less than what is asked elsewhere.
    pub(super) fn needs_key(&self) -> bool {
        self.asks_more || self.device.public_key.is_some()
    }

    /// The owner of the device that shows itself here, if their identity is in use and the passcode counts.
    async fn within(tx: &mut Tx<'_>, visit: &Visit) -> Result<Option<Self>, StorageError> {
        let Some(token) = visit.app.as_ref().map(Token::digest) else { return Ok(None) };
        let Some((id, device)) = proofing::owner_of_device(tx, token).await? else { return Ok(None) };
        let Some(account) = people::by_id(tx, id).await? else { return Ok(None) };
        let counts = account.state == AccountState::Active && !device.tries.is_locked();
        if !counts || !in_use(tx, id, visit.now).await? {
            return Ok(None);
        }
        let asks_more = people::held(tx, id).await?.asks();
        Ok(Some(Self { account, device, asks_more }))
    }

    /// The same, in a transaction of its own.
    pub(super) async fn of(visit: &Visit) -> Result<Option<Self>, StorageError> {
        if visit.app.is_none() {
            return Ok(None);
        }
        let here = visit.clone();
        let read = visit.site.store.read(move |tx| {
            let here = here.clone();
            Box::pin(async move { Self::within(tx, &here).await })
        });
        read.await
    }

    /// Whether nobody else is signed in here.
    pub(super) fn is_signed_in_or_nobody(&self, visit: &Visit) -> bool {
        let signed_in = visit.session.as_ref().map(|session| session.subject);
        signed_in.is_none_or(|subject| subject == onedoor_base::Subject::Person(self.account.id))
    }
}

/// Whether the electronic identity of an account is in use, and not locked.
pub(super) async fn in_use(tx: &mut Tx<'_>, id: AccountId, now: Timestamp) -> Result<bool, StorageError> {
    let latest = proofing::applications_of(tx, id).await?.into_iter().next();
    Ok(latest.is_some_and(|application| application.state.at(now) == Standing::Active))
}

/// The page that takes the passcode, and leads on to `to`; somebody who is signed in shows there once more that it is
/// they.
pub(super) fn page_before(to: &ReturnTo, again: bool) -> String {
    let again = if again { "&again=yes" } else { "" };
    format!("{PATH}?return_to={}{again}", to.encoded())
}

/// Whether this is the device on which the passcode of this account counts.
pub(crate) async fn counts_here(visit: &Visit, account: AccountId) -> Result<bool, StorageError> {
    Ok(Owner::of(visit).await?.is_some_and(|owner| owner.account.id == account))
}

/// Where the passcode is typed in place of a password, if this is the device of whoever is signed in, or nobody is.
pub(crate) async fn link(
    identity: &Identity,
    visit: &Visit,
    to: &ReturnTo,
) -> Result<Option<String>, StorageError> {
    if identity.level1.is_none() {
        return Ok(None);
    }
    let owner = Owner::of(visit).await?.filter(|owner| owner.is_signed_in_or_nobody(visit));
    Ok(owner.map(|_| page_before(to, visit.session.is_some())))
}

/// Where this account shows two factors at once, the device's key and the passcode, if this is its device and has a key.
pub(crate) async fn shows_two(
    tx: &mut Tx<'_>,
    (identity, visit): (&Identity, &Visit),
    account: AccountId,
    to: &ReturnTo,
) -> Result<Option<String>, StorageError> {
    if identity.level1.is_none() {
        return Ok(None);
    }
    let owner = Owner::within(tx, visit).await?;
    let two = owner.filter(|owner| owner.account.id == account && owner.device.public_key.is_some());
    Ok(two.map(|_| page_before(to, visit.session.is_some())))
}
