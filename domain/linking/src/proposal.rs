use std::time::Duration;

use onedoor_base::{Assurance, Digest, LinkId, LocalAccountId, ProposalId, Timestamp};

use crate::{NationalSubject, NumberStanding, Purpose};

/// How long a proven national side waits for the local side.
pub const PROPOSAL_LIFE: Duration = Duration::from_mins(10);

/// How long a sign-in at the national identity proves the national side of a link.
pub const NATIONAL_PROOF_LIFE: Duration = Duration::from_mins(10);

/// By how much the issuer's clock may be ahead.
const SKEW: Duration = Duration::from_mins(1);

/// Whether who signed in at the issuer then still proves the national side now. Longer ago, it may be somebody
/// who found the session open, or stole it: enough to open what is linked, not to link anything.
pub fn is_fresh(authenticated_at: Timestamp, now: Timestamp) -> bool {
    now < authenticated_at.after(NATIONAL_PROOF_LIFE) && authenticated_at <= now.after(SKEW)
}

/// The proven national side of a link that is not made yet, waiting for the local side.
///
/// Bound to exactly one issuer and subject, one browser, one purpose and, where an account asked for it, that
/// account; used once; dead when it was used, given up or too old, and when a link of the same person ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Its id, which the page carries. Worth nothing in another browser.
    pub id: ProposalId,
    /// The browser that brought the answer.
    pub browser: Digest,
    /// What the person came for.
    pub purpose: Purpose,
    /// Under which key the portal knows the national sign-in.
    pub provider: String,
    /// Who it is.
    pub national: NationalSubject,
    /// How sure the issuer was.
    pub assurance: Assurance,
    /// When the person proved there that it is they.
    pub authenticated_at: Timestamp,
    /// Keyed fingerprint of the national number.
    pub number: Option<Digest>,
    /// What the issuer knows of that number.
    pub number_standing: NumberStanding,
    /// What the session or the account needs once it is made (name, number, identity token), sealed.
    pub sealed: Vec<u8>,
    /// Where in its life it is.
    pub state: ProposalState,
    /// The local account that asked for it from its settings: it is good for no other.
    pub account: Option<LocalAccountId>,
    /// When the answer came.
    pub created_at: Timestamp,
}

/// Where a proposal is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProposalState {
    /// It waits.
    Waiting,
    /// It is dead.
    Ended {
        /// Since when.
        at: Timestamp,
        /// Why.
        why: ProposalEnd,
    },
}

/// Why a proposal ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProposalEnd {
    /// It did what it was for; with the link that it made, if it made one.
    Used(Option<LinkId>),
    /// The person cancelled.
    Cancelled,
}

/// Why a proposal cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProposalRefused {
    /// It was made in another browser; told like one that never was.
    #[error("the proposal was made in another browser")]
    OtherBrowser,
    /// It did what it was for: a double click, the back button, a replay.
    #[error("the proposal was used")]
    Used,
    /// The person cancelled it.
    #[error("the proposal was cancelled")]
    Cancelled,
    /// It waited too long.
    #[error("the proposal is too old")]
    Expired,
}

impl Proposal {
    /// Whether this browser may go on with it now.
    pub fn check(&self, browser: Digest, now: Timestamp) -> Result<(), ProposalRefused> {
        if self.browser != browser {
            return Err(ProposalRefused::OtherBrowser);
        }
        match self.state {
            ProposalState::Ended { why: ProposalEnd::Used(_), .. } => Err(ProposalRefused::Used),
            ProposalState::Ended { why: ProposalEnd::Cancelled, .. } => Err(ProposalRefused::Cancelled),
            ProposalState::Waiting if now >= self.expires_at() => Err(ProposalRefused::Expired),
            ProposalState::Waiting => Ok(()),
        }
    }

    /// When it stops waiting.
    pub fn expires_at(&self) -> Timestamp {
        self.created_at.after(PROPOSAL_LIFE)
    }

    /// Ends it, if this browser may.
    pub fn end(self, browser: Digest, now: Timestamp, why: ProposalEnd) -> Result<Self, ProposalRefused> {
        self.check(browser, now)?;
        Ok(Self { state: ProposalState::Ended { at: now, why }, ..self })
    }
}
