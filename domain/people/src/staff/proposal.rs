//! What takes two: one proposes, another approves or refuses within a day.

use std::time::Duration;

use onedoor_base::{AccountId, Timestamp};

use super::{APPROVERS_NEEDED, StaffRole};
use crate::AccountState;

/// For how long somebody else may approve.
pub const PROPOSAL_LIFE: Duration = Duration::from_hours(24);

/// What is proposed about an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// That it opens nothing for now.
    Lock,
    /// That it opens again.
    Unlock,
    /// That the electronic identity counts for nothing, by order of an authority: its owner signs in as before.
    LockIdentity,
    /// That this lock is taken off.
    UnlockIdentity,
    /// That its owner gets a role, for ever or until then.
    Grant(StaffRole, Option<Timestamp>),
    /// That they lose one.
    Revoke(StaffRole),
}

impl Asks {
    /// The word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Lock => "lock",
            Self::Unlock => "unlock",
            Self::LockIdentity => "lock-identity",
            Self::UnlockIdentity => "unlock-identity",
            Self::Grant(..) => "grant",
            Self::Revoke(_) => "revoke",
        }
    }

    /// The role that it is about, if it is about one.
    pub const fn role(self) -> Option<StaffRole> {
        match self {
            Self::Lock | Self::Unlock | Self::LockIdentity | Self::UnlockIdentity => None,
            Self::Grant(role, _) | Self::Revoke(role) => Some(role),
        }
    }

    /// From what the database has.
    pub fn from_parts(word: &str, role: Option<StaffRole>, until: Option<Timestamp>) -> Option<Self> {
        match (word, role) {
            ("lock", None) => Some(Self::Lock),
            ("unlock", None) => Some(Self::Unlock),
            ("lock-identity", None) => Some(Self::LockIdentity),
            ("unlock-identity", None) => Some(Self::UnlockIdentity),
            ("grant", Some(role)) => Some(Self::Grant(role, until)),
            ("revoke", Some(role)) => Some(Self::Revoke(role)),
            _ => None,
        }
    }

    /// The role that proposes such a thing.
    pub const fn proposed_by(self) -> StaffRole {
        match self {
            Self::Lock | Self::Unlock | Self::LockIdentity | Self::UnlockIdentity => StaffRole::Support,
            Self::Grant(..) | Self::Revoke(_) => StaffRole::Approver,
        }
    }

    /// Until when, if it is about a role that has an end.
    pub const fn until(self) -> Option<Timestamp> {
        match self {
            Self::Grant(_, until) => until,
            _ => None,
        }
    }

    /// Whether an approver stays one for longer where there are just two: nobody else could be the second pair of eyes.
    /// Whoever it is about may be one of the two then, the other approver is the other.
    pub fn is_for_two_alone(self, holds: Holds, approvers: i64) -> bool {
        let longer = match (self, holds) {
            (Self::Grant(StaffRole::Approver, until), Holds::Until(end)) => until.is_none_or(|new| new > end),
            _ => false,
        };
        longer && approvers == APPROVERS_NEEDED
    }

    /// Whether there is anything to do, as the account stands.
    fn fits(self, account: AccountState, holds: Holds, identity: IdentityStands) -> bool {
        match self {
            Self::LockIdentity => identity == IdentityStands::InUse,
            Self::UnlockIdentity => identity == IdentityStands::Ordered,
            Self::Lock => account == AccountState::Active,
            Self::Unlock => account == AccountState::Locked,
            Self::Grant(_, until) => account == AccountState::Active && holds != Holds::after(until),
            Self::Revoke(_) => holds != Holds::Never,
        }
    }
}

/// How an electronic identity stands to the orders of authorities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdentityStands {
    /// There is none in use.
    None,
    /// In use; others may have locked it.
    InUse,
    /// Locked by an order.
    Ordered,
}

/// Whether somebody was given a role, and how it stands with it by now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// They were not, or it was taken away.
    Never,
    /// It had an end, which is past.
    Ended,
    /// Until then.
    Until(Timestamp),
    /// Until it is taken away.
    ForEver,
}

impl Holds {
    /// From what was given, with its end if it has one.
    pub fn of(given: Option<Option<Timestamp>>, now: Timestamp) -> Self {
        match given {
            None => Self::Never,
            Some(Some(until)) if until <= now => Self::Ended,
            Some(until) => Self::after(until),
        }
    }

    /// As it stands after it was given until then, or for ever.
    fn after(until: Option<Timestamp>) -> Self {
        until.map_or(Self::ForEver, Self::Until)
    }
}

/// Where a proposal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProposalState {
    /// Waits for somebody else.
    Open,
    /// Done.
    Approved,
    /// Somebody else said no.
    Refused,
    /// Whoever proposed it took it back.
    Withdrawn,
    /// Nobody decided within a day.
    Expired,
}

impl ProposalState {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Open, Self::Approved, Self::Refused, Self::Withdrawn, Self::Expired];

    /// The word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
        }
    }

    /// From the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// What a proposal is judged on when it is made.
#[derive(Debug, Clone, Copy)]
pub struct ProposalFacts<'a> {
    /// What.
    pub asks: Asks,
    /// About whom.
    pub person: AccountId,
    /// How that account stands.
    pub account: AccountState,
    /// How it stands with the role that it is about.
    pub holds: Holds,
    /// How the electronic identity stands.
    pub identity: IdentityStands,
    /// Who proposes it.
    pub by: AccountId,
    /// Their roles in force.
    pub roles: &'a [StaffRole],
    /// How many approvers there are, in force and with accounts in use.
    pub approvers: i64,
    /// Whether something about this account waits already.
    pub waits: bool,
}

/// Why nothing is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotProposed {
    /// It is the proposer's own account.
    Own,
    /// The proposer's roles do not propose such things.
    NotAllowed,
    /// As the account stands, there is nothing to do.
    NothingToDo,
    /// Something about this account waits already.
    Waits,
    /// Too few approvers would be left, or are there at all, for anything that takes two.
    TooFewApprovers,
}

/// Whether something may be proposed.
pub fn propose(facts: &ProposalFacts<'_>) -> Result<(), NotProposed> {
    let asks = facts.asks;
    if facts.person == facts.by && !asks.is_for_two_alone(facts.holds, facts.approvers) {
        return Err(NotProposed::Own);
    }
    if !facts.roles.contains(&asks.proposed_by()) {
        return Err(NotProposed::NotAllowed);
    }
    if !asks.fits(facts.account, facts.holds, facts.identity) {
        return Err(NotProposed::NothingToDo);
    }
    if facts.waits {
        return Err(NotProposed::Waits);
    }
    if strands(asks, (facts.account, facts.holds), facts.approvers) {
        return Err(NotProposed::TooFewApprovers);
    }
    Ok(())
}

/// Whether it would leave the console with too few approvers to give a role ever again. A lock never does so on its
/// own: it can be taken back by those who are left, and it must be possible where an approver's account was taken over.
fn strands(asks: Asks, (account, holds): (AccountState, Holds), approvers: i64) -> bool {
    // Whoever is no approver now leaves as many as there are.
    let counts = account == AccountState::Active && matches!(holds, Holds::Until(_) | Holds::ForEver);
    let loses = match asks {
        Asks::Revoke(StaffRole::Approver) => true,
        Asks::Grant(StaffRole::Approver, Some(new)) => match holds {
            Holds::Until(end) => new < end,
            _ => true,
        },
        _ => false,
    };
    counts && loses && approvers <= APPROVERS_NEEDED
}

/// What somebody says to a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is to be done.
    Approve,
    /// It is not.
    Refuse,
    /// Whoever proposed it takes it back.
    Withdraw,
}

impl Verdict {
    /// From the word in a form.
    pub fn from_word(word: &str) -> Option<Self> {
        match word {
            "approve" => Some(Self::Approve),
            "refuse" => Some(Self::Refuse),
            "withdraw" => Some(Self::Withdraw),
            _ => None,
        }
    }
}

/// What a verdict is judged on.
#[derive(Debug, Clone, Copy)]
pub struct DecisionFacts<'a> {
    /// What was proposed.
    pub asks: Asks,
    /// About whom.
    pub person: AccountId,
    /// By whom.
    pub proposed_by: AccountId,
    /// Whether the proposer's account and role are still in force.
    pub proposer_stands: bool,
    /// Where the proposal stands.
    pub state: ProposalState,
    /// Until when it may be approved.
    pub expires_at: Timestamp,
    /// How the account stands.
    pub account: AccountState,
    /// How it stands with the role that it is about.
    pub holds: Holds,
    /// How the electronic identity stands.
    pub identity: IdentityStands,
    /// Who decides.
    pub by: AccountId,
    /// Their roles in force.
    pub roles: &'a [StaffRole],
    /// How many approvers there are.
    pub approvers: i64,
    /// When.
    pub now: Timestamp,
}

/// Why a verdict does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotDecided {
    /// It was decided before.
    Settled,
    /// The day is over.
    Expired,
    /// One's own proposal is for somebody else to decide; only to take back is one's own.
    Own,
    /// It is about whoever decides.
    Concerned,
    /// Only approvers decide.
    NotAllowed,
    /// Whoever proposed it is not on the staff for such things any more.
    ProposerGone,
    /// As the account stands by now, there is nothing to do.
    NothingToDo,
    /// Too few approvers would be left.
    TooFewApprovers,
}

/// Where a proposal stands after a verdict.
pub fn decide(facts: &DecisionFacts<'_>, verdict: Verdict) -> Result<ProposalState, NotDecided> {
    if facts.state != ProposalState::Open {
        return Err(NotDecided::Settled);
    }
    if facts.now >= facts.expires_at {
        return Err(NotDecided::Expired);
    }
    let own = facts.by == facts.proposed_by;
    if verdict == Verdict::Withdraw {
        return if own { Ok(ProposalState::Withdrawn) } else { Err(NotDecided::NotAllowed) };
    }
    if own {
        return Err(NotDecided::Own);
    }
    if facts.by == facts.person && !facts.asks.is_for_two_alone(facts.holds, facts.approvers) {
        return Err(NotDecided::Concerned);
    }
    if !facts.roles.contains(&StaffRole::Approver) {
        return Err(NotDecided::NotAllowed);
    }
    if verdict == Verdict::Refuse {
        return Ok(ProposalState::Refused);
    }
    if !facts.proposer_stands {
        return Err(NotDecided::ProposerGone);
    }
    if !facts.asks.fits(facts.account, facts.holds, facts.identity) {
        return Err(NotDecided::NothingToDo);
    }
    if strands(facts.asks, (facts.account, facts.holds), facts.approvers) {
        return Err(NotDecided::TooFewApprovers);
    }
    Ok(ProposalState::Approved)
}
