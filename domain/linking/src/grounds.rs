use onedoor_base::{AccountId, Assurance, AuthenticationLevel, LinkId, Timestamp};

use crate::{Evidence, Reason, Verdict, link_assurance};

/// A proof of a person, for one portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkProof {
    /// Who proved themselves.
    pub person: AccountId,
    /// For whom.
    pub client: String,
    /// The person, as that client knows them.
    pub subject: String,
    /// How well they are known.
    pub acr: String,
    /// What they showed, separated by spaces.
    pub amr: String,
    /// When they did.
    pub authenticated_at: Timestamp,
    /// When the proof was given.
    pub created_at: Timestamp,
}

/// What the identity knows of the proof that the evidence names.
#[derive(Debug, Clone, Copy)]
pub struct Grounds<'a> {
    /// The proof.
    pub proof: &'a LinkProof,
    /// Whether its person's account is in use.
    pub person_active: bool,
    /// The link that it has made, if it has.
    pub made: Option<LinkId>,
}

/// Judges the evidence of the link `id`, told by `client` about `subject`: the identity confirms what its own
/// proof says, and no more.
pub fn judge_evidence(
    grounds: Option<Grounds<'_>>,
    (client, subject): (&str, &str),
    id: LinkId,
    evidence: &Evidence,
) -> Verdict {
    let Some(Grounds { proof, person_active, made }) = grounds else {
        return Verdict::Refuse(Reason::ProofUnknown);
    };
    let national = &evidence.national;
    let whose = proof.client == client && proof.subject == subject;
    // An identity token has seconds.
    let when = proof.authenticated_at.seconds() == national.at.seconds();
    let how = Assurance::from_acr(&proof.acr)
        .is_some_and(|told| told.identity == national.assurance.identity)
        && national.assurance.authentication
            <= AuthenticationLevel::of_amr(proof.amr.split_ascii_whitespace());
    let sure = evidence.assurance <= link_assurance(national.assurance.identity, evidence.local.how);
    match (whose && when && how && sure, made, person_active) {
        (false, ..) => Verdict::Refuse(Reason::ProofUnknown),
        (true, Some(other), _) if other != id => Verdict::Refuse(Reason::ProofUsed),
        (true, _, false) => Verdict::Refuse(Reason::PersonClosed),
        (true, _, true) => Verdict::Accept,
    }
}
