//! The staff of an identity: what each role may do, and what takes two of them.
//!
//! Roles are least first and none includes another: whoever does two things holds two roles.

mod proposal;

#[cfg(test)]
mod tests;

use std::time::Duration;

use onedoor_base::is_unseen;

pub use proposal::{
    Asks, DecisionFacts, Holds, IdentityStands, NotDecided, NotProposed, PROPOSAL_LIFE, ProposalFacts,
    ProposalState, Verdict, decide, propose,
};

/// For how long one look at a person is good: then it wants a reason anew.
pub const LOOK_LIFE: Duration = Duration::from_mins(30);
/// How long the console stays open without being used.
pub const CONSOLE_IDLE: Duration = Duration::from_mins(10);
/// How long it stays open at most on one proof.
pub const CONSOLE_LIFE: Duration = Duration::from_hours(2);
/// The shortest reason that says something, in letters.
pub const REASON_SHORTEST: usize = 10;
/// The longest one.
pub const REASON_LONGEST: usize = 300;
/// The longest case reference.
pub const CASE_LONGEST: usize = 40;
/// With fewer approvers than this, nothing that takes two can be done in the console.
pub const APPROVERS_NEEDED: i64 = 2;

/// What somebody is on the staff for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StaffRole {
    /// Reads what the staff did, and counts; no people.
    Auditor,
    /// Helps a person who asked: finds them, sees how their account stands, ends sessions, proposes to lock it.
    Support,
    /// Works on what people asked for who they really are: their corrections; finds nobody by themselves.
    Officer,
    /// The second pair of eyes.
    Approver,
    /// Systems, messages, jobs, limits, alarms; no people.
    Operator,
}

/// A part of the console.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The first page: what there is for this member of the staff.
    Desk,
    /// What the staff did.
    Record,
    /// Finding a person, and all that is done to one.
    People,
    /// Requests to put wrong data right.
    Corrections,
    /// Applications for level 1.
    Applications,
    /// What is proposed, one by one.
    Proposals,
    /// Deciding on what somebody else proposed.
    Decisions,
    /// Who is on the staff.
    Staff,
    /// Proposing who should be.
    StaffChanges,
    /// The registered systems.
    Systems,
    /// The messages of the site and their state.
    Messages,
    /// Work that waits or was given up.
    Jobs,
    /// The limits that are in force.
    Limits,
    /// The alarms.
    Alarms,
}

impl StaffRole {
    /// All, the least first.
    pub const ALL: [Self; 5] = [Self::Auditor, Self::Support, Self::Officer, Self::Approver, Self::Operator];

    /// The word in the database, in addresses and for operators.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Auditor => "auditor",
            Self::Support => "support",
            Self::Officer => "officer",
            Self::Approver => "approver",
            Self::Operator => "operator",
        }
    }

    /// From the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }

    /// Whether the role opens this part.
    pub const fn may(self, part: Part) -> bool {
        match part {
            Part::Desk => true,
            Part::Record => matches!(self, Self::Auditor),
            Part::People => matches!(self, Self::Support),
            Part::Corrections | Part::Applications => matches!(self, Self::Officer),
            Part::Proposals => matches!(self, Self::Support | Self::Approver),
            Part::Decisions | Part::StaffChanges => matches!(self, Self::Approver),
            Part::Staff => matches!(self, Self::Auditor | Self::Approver),
            Part::Systems | Part::Messages | Part::Jobs | Part::Limits | Part::Alarms => {
                matches!(self, Self::Operator)
            }
        }
    }
}

/// Whether one of these roles opens a part.
pub fn may(roles: &[StaffRole], part: Part) -> bool {
    roles.iter().any(|role| role.may(part))
}

/// A written reason: what the person will read. Nothing if it says too little or too much.
pub fn reason(typed: &str) -> Option<String> {
    let text = one_line(typed);
    // A Chinese character says as much as a few letters.
    let weight = |c: char| if c >= '\u{2e80}' { 2 } else { 1 };
    let letters: usize = text.chars().filter(|c| c.is_alphabetic()).map(weight).sum();
    (letters >= REASON_SHORTEST && text.chars().count() <= REASON_LONGEST).then_some(text)
}

/// The reference of the case it belongs to. Nothing if there is none or it is too long.
pub fn case_reference(typed: &str) -> Option<String> {
    let text = one_line(typed);
    (!text.is_empty() && text.chars().count() <= CASE_LONGEST).then_some(text)
}

/// Without line ends, control characters and signs that are not seen.
fn one_line(typed: &str) -> String {
    let spaced = typed.chars().map(|c| if c.is_control() { ' ' } else { c });
    let kept: String = spaced.filter(|c| !is_unseen(*c)).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}
