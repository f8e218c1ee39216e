//! What follows from what two agreed on, in the transaction in which the second did; and the records of what came to
//! nothing.

use onedoor_base::{Actor, AuditEvent, SessionEnd, Timestamp};
use onedoor_people::AccountState;
use onedoor_people::staff::{Asks, ProposalState, StaffRole};
use onedoor_storage::people::{self, Proposal};
use onedoor_storage::provider::grants;
use onedoor_storage::site::sessions;
use onedoor_storage::{StorageError, Tx};

use super::door::Staff;
use super::propose::concerns;
use crate::notices::{self, Notice};
use crate::provider;

/// Does it; the record of it.
pub(super) async fn approved(
    tx: &mut Tx<'_>,
    staff: &Staff,
    proposal: &Proposal,
) -> Result<AuditEvent, StorageError> {
    let (person, now) = (proposal.person, staff.now());
    let both = format!("{} {}", proposal.proposed_by, staff.account);
    let (action, notice) = match proposal.asks {
        Asks::Lock => {
            lock(tx, staff, proposal).await?;
            ("people.account.locked", Notice::of("notice-locked"))
        }
        Asks::Unlock => {
            people::change_state(tx, person, (AccountState::Locked, AccountState::Active)).await?;
            ("people.account.unlocked", Notice::of("notice-unlocked"))
        }
        Asks::Grant(role, until) => {
            people::grant_role(tx, (person, role), &both, until, now).await?;
            ("people.role.granted", Notice::of("notice-role-granted"))
        }
        Asks::Revoke(role) => {
            people::revoke_role(tx, person, role).await?;
            ("people.role.revoked", Notice::of("notice-role-revoked"))
        }
    };
    notices::tell(tx, &staff.identity, person, &notice.then("notice-else-staff"), now).await?;
    Ok(told(staff.event(action), proposal))
}

/// The account opens nothing any more: every session and grant ends, no browser is remembered, no sign-in that was
/// begun goes on. Its links stay as they are: nothing is opened through one without a sign-in here, the accounts
/// there are the portals' and their owner's, and what was suspended before the lock must not come back with the end
/// of it.
async fn lock(tx: &mut Tx<'_>, staff: &Staff, proposal: &Proposal) -> Result<(), StorageError> {
    let (person, now, why) = (proposal.person, staff.now(), SessionEnd::AccountLocked);
    people::change_state(tx, person, (AccountState::Active, AccountState::Locked)).await?;
    let ended = sessions::end_others(tx, concerns(proposal), None, why, now).await?;
    provider::sessions_ended(tx, &staff.visit.site, &ended, now).await?;
    grants::end_of_account(tx, person, why.word(), now).await?;
    people::forget_devices(tx, person).await?;
    people::forget_sign_ins(tx, person).await?;
    Ok(())
}

/// The record of a proposal that was refused or taken back. The person finds the first: somebody wanted something
/// done to their account.
pub(super) fn settled(staff: &Staff, proposal: &Proposal, state: ProposalState) -> AuditEvent {
    let refused = state == ProposalState::Refused;
    let action = match (proposal.asks, refused) {
        (Asks::Lock, true) => "people.lock.declined",
        (Asks::Unlock, true) => "people.unlock.declined",
        (Asks::Grant(..) | Asks::Revoke(_), true) => "people.role.declined",
        (_, false) => "people.proposal.withdrawn",
    };
    told(staff.event(action), proposal)
}

/// Writes down that the day of a proposal is over; nothing if it was settled in the same moment.
pub(super) async fn expired(
    tx: &mut Tx<'_>,
    proposal: &Proposal,
    now: Timestamp,
) -> Result<Option<AuditEvent>, StorageError> {
    if !people::settle_proposal(tx, proposal.id, ProposalState::Expired, None, now).await? {
        return Ok(None);
    }
    let event = AuditEvent::new(now, Actor::Site("console".to_owned()), "people.proposal.expired");
    Ok(Some(told(event, proposal)))
}

fn told(event: AuditEvent, proposal: &Proposal) -> AuditEvent {
    event
        .about(concerns(proposal))
        .with("proposal", proposal.id.to_string())
        .with("proposed_by", proposal.proposed_by.to_string())
        .with("asks", proposal.asks.word())
        .with("role", proposal.asks.role().map(StaffRole::word))
        .with("reason", proposal.reason.as_str())
        .with("case", proposal.case.as_str())
}
