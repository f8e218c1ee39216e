//! By an officer at the desk, who has read why and seen a new card where the old one has expired. What an authority has
//! ordered stays.

use onedoor_base::{AccountId, AuditEvent, Timestamp};
use onedoor_proofing::application::{By, Lock, Printed};
use onedoor_proofing::register::Born;
use onedoor_site::Site;
use onedoor_storage::{StorageError, Tx, proofing};

use super::settle::{self, Hand, in_use};

/// Takes off what an officer may; the records of it. `new_card`: when the card was issued that they have seen. Whoever calls tells the owner.
pub(crate) async fn by_officer(
    tx: &mut Tx<'_>,
    site: &Site,
    officer: AccountId,
    (account, new_card): (AccountId, Option<Born>),
    now: Timestamp,
) -> Result<Vec<AuditEvent>, StorageError> {
    let hand = Hand { by: By::Officer, officer: Some(officer), reason: "" };
    let mut events = Vec::new();
    for lock in [Lock::Person, Lock::Passcode, Lock::CardExpired] {
        if lock == Lock::CardExpired && new_card.is_none() {
            continue;
        }
        let done = settle::unlock_by(tx, site, (account, lock), hand, now).await?;
        if matches!(lock, Lock::Person | Lock::Passcode) && done.is_some() {
            // The passcode that was tried is worth nothing any more, nor is a device that may be lost.
            proofing::loose_device(tx, account).await?;
        }
        events.extend(done);
    }
    // From now on it is the new card whose end is watched.
    if let Some(issued) = new_card
        && let Some((application, _)) = in_use(tx, account, now).await?
    {
        let printed = application.sealed.printed(&site.vault, application.id);
        // What does not open is no reason to leave somebody locked.
        let printed = printed.ok().flatten().unwrap_or_default();
        let printed = Printed { issued: Some(issued), ..printed };
        proofing::keep_printed(tx, &site.vault, application.id, &printed, now).await?;
        proofing::put_card_look(tx, (application.id, account), now).await?;
    }
    Ok(events)
}
