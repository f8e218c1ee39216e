#![doc = include_str!("../README.md")]

mod assurance;
mod attempt;
mod decide;
mod facts;
mod link;
mod outcome;
mod proof;
mod proposal;
mod reading;

pub use assurance::{effective, link_assurance};
pub use attempt::{ATTEMPT_LIFE, AnswerRefused, SigninAttempt};
pub use decide::decide;
pub use facts::{
    Candidate, Creation, Facts, Holder, Linked, LocalSide, NationalSide, NumberStanding, NumbersCompared,
    Policy, Purpose, SessionSide, Wish,
};
pub use link::{AlreadyEnded, Link, LinkEnd, LinkState, MadeBy, NationalSubject};
pub use outcome::{Outcome, Why};
pub use proof::{NationalEvidence, Proof, Proven};
pub use proposal::{PROPOSAL_LIFE, Proposal, ProposalEnd, ProposalRefused, ProposalState};

#[cfg(test)]
mod tests;
