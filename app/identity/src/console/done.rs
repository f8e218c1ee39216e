//! What follows from what two agreed on, in the transaction in which the second did; and the records of what came to
//! nothing.

use onedoor_base::{AccountId, Actor, AuditEvent, SessionEnd, Subject, Timestamp};
use onedoor_people::AccountState;
use onedoor_people::staff::{Asks, ProposalState, StaffRole};
use onedoor_storage::people::{self, Proposal, RecoveryState, merges};
use onedoor_storage::proofing;
use onedoor_storage::provider::grants;
use onedoor_storage::site::sessions;
use onedoor_storage::{StorageError, Tx};

use super::door::Staff;
use crate::notices::{self, Notice};
use crate::provider;

/// Whose account it is by now: what shuts a door follows an account into the one that it was merged into, lest its
/// owner escape by merging. A role does not: nobody has judged the other account.
pub(super) async fn meant(tx: &mut Tx<'_>, asks: Asks, person: AccountId) -> Result<AccountId, StorageError> {
    match asks {
        Asks::Lock | Asks::Unlock | Asks::LockIdentity | Asks::UnlockIdentity => {
            merges::now_is(tx, person).await
        }
        Asks::Grant(..) | Asks::Revoke(_) => Ok(person),
    }
}

/// Does it to this account; the records of it.
pub(super) async fn approved(
    tx: &mut Tx<'_>,
    staff: &Staff,
    (proposal, person): (&Proposal, AccountId),
) -> Result<Vec<AuditEvent>, StorageError> {
    let now = staff.now();
    let mut dropped = Vec::new();
    let both = format!("{} {}", proposal.proposed_by, staff.account);
    let (action, notice) = match proposal.asks {
        Asks::Lock => {
            lock(tx, staff, person).await?;
            dropped = end_what_runs(tx, person, now).await?;
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
        // It tells the owner in its own words.
        Asks::LockIdentity | Asks::UnlockIdentity => {
            let by = (staff.account, proposal);
            let event = crate::lock::by_order(tx, &staff.visit.site, by, person, now).await?;
            return Ok(event.map(|event| told(event, proposal)).into_iter().collect());
        }
    };
    let then = if dropped.is_empty() { "notice-else-staff" } else { "notice-locked-dropped" };
    notices::tell(tx, &staff.identity, person, &notice.then(then), now).await?;
    let event = told(staff.event(action), proposal);
    let event = if dropped.is_empty() { event } else { event.with("dropped", dropped) };
    if person == proposal.person {
        return Ok(vec![event]);
    }
    let event = event.with("merged_into", person.to_string());
    Ok(vec![event.clone().about(Subject::Person(person)), event])
}

/// The account opens nothing any more: every session and grant ends, no browser is remembered, no sign-in that was
/// begun goes on. Its links stay as they are: nothing is opened through one without a sign-in here, the accounts
/// there are the portals' and their owner's, and what was suspended before the lock must not come back with the end
/// of it.
async fn lock(tx: &mut Tx<'_>, staff: &Staff, person: AccountId) -> Result<(), StorageError> {
    let (now, why) = (staff.now(), SessionEnd::AccountLocked);
    people::change_state(tx, person, (AccountState::Active, AccountState::Locked)).await?;
    let ended = sessions::end_others(tx, Subject::Person(person), None, why, now).await?;
    provider::sessions_ended(tx, &staff.visit.site, &ended, now).await?;
    grants::end_of_account(tx, person, why.word(), now).await?;
    people::forget_devices(tx, person).await?;
    proofing::loose_device(tx, person).await?;
    people::forget_sign_ins(tx, person).await?;
    Ok(())
}

/// Nothing that somebody asked for before goes on meanwhile, while the owner cannot sign in to stop it: a way back in,
/// another phone, a merge, the closing. What was dropped; whoever wants it after the lock asks for it again.
async fn end_what_runs(
    tx: &mut Tx<'_>,
    person: AccountId,
    now: Timestamp,
) -> Result<Vec<&'static str>, StorageError> {
    people::drop_begun_recoveries(tx, person, now).await?;
    let changes = people::drop_waiting_changes(tx, person, now).await?;
    let ended = [
        ("recovery", people::settle_recovery_waits(tx, person, RecoveryState::Stopped, now).await? > 0),
        ("phone", changes.phone),
        ("merge", merges::drop_begun(tx, person).await? > 0),
        ("closing", changes.closing),
    ];
    Ok(ended.into_iter().filter(|(_, ended)| *ended).map(|(what, _)| what).collect())
}

/// The record of a proposal that was refused or taken back. The person finds the first: somebody wanted something
/// done to their account.
pub(super) fn settled(staff: &Staff, proposal: &Proposal, state: ProposalState) -> AuditEvent {
    let refused = state == ProposalState::Refused;
    let action = match (proposal.asks, refused) {
        (Asks::Lock, true) => "people.lock.declined",
        (Asks::Unlock, true) => "people.unlock.declined",
        (Asks::LockIdentity | Asks::UnlockIdentity, true) => "people.order.declined",
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
        .about(Subject::Person(proposal.person))
        .with("proposal", proposal.id.to_string())
        .with("proposed_by", proposal.proposed_by.to_string())
        .with("asks", proposal.asks.word())
        .with("role", proposal.asks.role().map(StaffRole::word))
        .with("until", proposal.asks.until().map(Timestamp::millis))
        .with("reason", proposal.reason.as_str())
        .with("case", proposal.case.as_str())
}
