//! By an officer at the desk, who has read why and seen a new card where the old one has expired. What an authority has
//! ordered stays.

use onedoor_base::{AccountId, AuditEvent, Timestamp};
use onedoor_proofing::application::{By, Lock};
use onedoor_site::Site;
use onedoor_storage::{StorageError, Tx, proofing};

use super::settle::{self, Hand, in_use};

/// Takes off what an officer may; the records of it. Whoever calls tells the owner.
pub(crate) async fn by_officer(
    tx: &mut Tx<'_>,
    site: &Site,
    officer: AccountId,
    (account, new_card): (AccountId, bool),
    now: Timestamp,
) -> Result<Vec<AuditEvent>, StorageError> {
    let hand = Hand { by: By::Officer, officer: Some(officer), reason: "" };
    let mut events = Vec::new();
    for lock in [Lock::Person, Lock::Passcode, Lock::CardExpired] {
        if lock == Lock::CardExpired && !new_card {
            continue;
        }
        let done = settle::unlock_by(tx, site, (account, lock), hand, now).await?;
        if lock == Lock::Passcode && done.is_some() {
            // The passcode that was tried is worth nothing any more.
            proofing::loose_device(tx, account).await?;
        }
        events.extend(done);
    }
    // What is written of the old card says nothing of the new one.
    if new_card && let Some((application, _)) = in_use(tx, account, now).await? {
        proofing::forget_card(tx, application.id).await?;
    }
    Ok(events)
}
