//! What the identity makes of a link that a portal says it has proven: it confirms what its own proof says, and
//! no more.

use onedoor_base::{Assurance, AuthenticationLevel, Factor, LinkId};
use onedoor_linking::{Evidence, Reason, Verdict, link_assurance};
use onedoor_storage::linking::proofs::LinkProof;

/// What the identity knows of the proof that the evidence names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grounds<'a> {
    /// The proof.
    pub(super) proof: &'a LinkProof,
    /// Whether its person's account is in use.
    pub(super) person_active: bool,
    /// The link that it has made, if it has.
    pub(super) made: Option<LinkId>,
}

/// Judges the evidence of the link `id`, told by `client` about `subject`.
pub(super) fn judge(
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
        && national.assurance.authentication <= authentication(&proof.amr);
    let sure = evidence.assurance <= link_assurance(national.assurance.identity, evidence.local.how);
    match (whose && when && how && sure, made, person_active) {
        (false, ..) => Verdict::Refuse(Reason::ProofUnknown),
        (true, Some(other), _) if other != id => Verdict::Refuse(Reason::ProofUsed),
        (true, _, false) => Verdict::Refuse(Reason::PersonClosed),
        (true, _, true) => Verdict::Accept,
    }
}

/// Two different kinds of factor make the second level.
fn authentication(amr: &str) -> AuthenticationLevel {
    let shown = |factor: Factor| amr.split_ascii_whitespace().any(|amr| amr == factor.amr());
    if shown(Factor::Pwd) && shown(Factor::Sms) { AuthenticationLevel::Two } else { AuthenticationLevel::One }
}

#[cfg(test)]
mod tests;
