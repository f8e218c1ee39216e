//! By order of an authority, on which two of the staff have agreed; taken off the same way. The order's number is written
//! down with the step, and the person reads it.

use onedoor_base::{AccountId, AuditEvent, Timestamp};
use onedoor_people::staff::{Asks, IdentityStands};
use onedoor_proofing::application::{By, Lock, State};
use onedoor_site::Site;
use onedoor_storage::people::Proposal;
use onedoor_storage::{StorageError, Tx};

use super::settle::{self, Hand, in_use};
use crate::notices::{self, Notice};

/// How the electronic identity of an account stands to the orders of authorities.
pub(crate) async fn stands(
    tx: &mut Tx<'_>,
    account: AccountId,
    now: Timestamp,
) -> Result<IdentityStands, StorageError> {
    Ok(match in_use(tx, account, now).await? {
        None => IdentityStands::None,
        Some((_, State::Locked(locks))) if locks.has(Lock::Authority) => IdentityStands::Ordered,
        Some(_) => IdentityStands::InUse,
    })
}

/// Does what was agreed on; the record of it. The owner is told.
pub(crate) async fn by_order(
    tx: &mut Tx<'_>,
    site: &Site,
    (officer, proposal): (AccountId, &Proposal),
    account: AccountId,
    now: Timestamp,
) -> Result<Option<AuditEvent>, StorageError> {
    let hand = Hand { by: By::Authority, officer: Some(officer), reason: &proposal.case };
    let what = (account, Lock::Authority);
    if proposal.asks == Asks::LockIdentity {
        let notice = settle::notice(Lock::Authority);
        return settle::lock_by(tx, site, what, (hand, notice), now).await;
    }
    let event = settle::unlock_by(tx, site, what, hand, now).await?;
    if event.is_some() {
        let notice = Notice::of("notice-identity-unlocked").then("notice-identity-look");
        notices::tell_at(tx, site, account, &notice, now).await?;
    }
    Ok(event)
}
