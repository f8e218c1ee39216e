//! What hung on a password that another took the place of, whether its owner changed it or somebody got back in: none of
//! it outlives the password.

use onedoor_base::{AccountId, AuditEvent, SessionEnd, SessionId, Subject};
use onedoor_site::Visit;
use onedoor_site::session::forget_other_places;
use onedoor_storage::people::{self, Dropped, RecoveryState};
use onedoor_storage::proofing;
use onedoor_storage::site::sessions;
use onedoor_storage::{StorageError, Tx};

use crate::notices::{self, Notice};
use crate::{Identity, provider};

/// What ended.
pub(crate) struct Ended {
    /// The other sessions.
    pub(crate) sessions: Vec<SessionId>,
    dropped: Dropped,
    recoveries: u64,
    phone: Option<AuditEvent>,
}

impl Ended {
    /// The records of it: that of the password, which says what went with it, and that of a phone that stays.
    pub(crate) fn recorded(self, event: AuditEvent) -> Vec<AuditEvent> {
        let event = event
            .with("phone_dropped", self.dropped.phone)
            .with("closing_dropped", self.dropped.closing)
            .with("recoveries", i64::try_from(self.recoveries).unwrap_or(i64::MAX));
        std::iter::once(event).chain(self.phone).collect()
    }
}

/// Ends the sessions but the one that is `kept`, forgets the browsers, and drops what waits: another phone, the closing,
/// somebody who waits for the account; whom it concerns is told. What outlives sessions is the caller's to end: whoever
/// was in the account may have allowed it.
pub(crate) async fn end_with_password(
    tx: &mut Tx<'_>,
    (identity, visit): (&Identity, &Visit),
    id: AccountId,
    kept: Option<SessionId>,
) -> Result<Ended, StorageError> {
    let (subject, now) = (Subject::Person(id), visit.now);
    let sessions = sessions::end_others(tx, subject, kept, SessionEnd::PasswordChanged, now).await?;
    provider::sessions_ended(tx, &identity.site, &sessions, now).await?;
    forget_other_places(tx, visit, subject).await?;
    people::forget_devices(tx, id).await?;
    proofing::loose_device(tx, id).await?;
    let recoveries = people::settle_recovery_waits(tx, id, RecoveryState::Replaced, now).await?;
    // Whoever was told of a wait hears that it is over; after a recovery its own notice says so.
    if recoveries > 0 && kept.is_some() {
        let notice = Notice::of("notice-recovery-replaced").by(visit);
        notices::tell(tx, identity, id, &notice, now).await?;
    }
    let phone = crate::contacts::phone_stays(tx, identity, id, now).await?;
    let dropped = people::drop_waiting_changes(tx, id, now).await?;
    if dropped.closing {
        let notice = Notice::of("notice-closing-stayed").by(visit);
        notices::tell(tx, identity, id, &notice, now).await?;
    }
    Ok(Ended { sessions, dropped, recoveries, phone })
}
