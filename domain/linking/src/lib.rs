#![doc = include_str!("../README.md")]

mod assurance;
mod attempt;
mod decide;
mod desk;
mod facts;
mod grounds;
mod handshake;
mod identity_link;
mod life;
mod link;
mod outcome;
mod part;
mod prepared;
mod proof;
mod proposal;
mod reading;
mod reason;
mod staff;
mod takeover;

pub use assurance::{effective, link_assurance};
pub use attempt::{ATTEMPT_LIFE, AnswerRefused, SigninAttempt};
pub use decide::decide;
pub use desk::{Verdict, receive};
pub use facts::{
    Candidate, Creation, Facts, Holder, Linked, LinkedState, LocalSide, NationalSide, NumberStanding,
    NumbersCompared, Policy, Purpose, RegisterMatch, SessionSide, Wish,
};
pub use grounds::{Carried, Grounds, LinkProof, judge_carried, judge_evidence};
pub use handshake::{Handshake, Heard, Report, Unfit};
pub use identity_link::{Evidence, IdentityLink};
pub use life::{Life, Side, Stopped};
pub use link::{Link, MadeBy, NationalSubject};
pub use outcome::{Outcome, SuspendedBy, Why};
pub use part::{Part, Standing};
pub use prepared::{
    BatchState, Finding, PreparedRefusal, RowAccount, RowAccountState, RowFacts, RowNumber, RowVerdict,
    judge_row, numbers_near,
};
pub use proof::{NationalEvidence, Proof, Proven};
pub use proposal::{
    NATIONAL_PROOF_LIFE, PROPOSAL_LIFE, Proposal, ProposalEnd, ProposalRefused, ProposalState, is_fresh,
};
pub use reason::Reason;
pub use staff::StaffAct;
pub use takeover::{Way, is_other_proven, is_proven, session_goes_on};

#[cfg(test)]
mod tests;
