use onedoor_base::{AccountId, Assurance, AuthenticationLevel, LinkId, Timestamp};

use crate::{Evidence, IdentityLink, Life, MadeBy, Proof, Reason, Verdict, link_assurance};

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
    // What staff make sure of at a counter is whose number it is.
    let by = evidence.made_by != MadeBy::Officer || evidence.local.how == Proof::SameNumber;
    match (whose && when && how && sure && by, made, person_active) {
        (false, ..) => Verdict::Refuse(Reason::ProofUnknown),
        (true, Some(other), _) if other != id => Verdict::Refuse(Reason::ProofUsed),
        (true, _, false) => Verdict::Refuse(Reason::PersonClosed),
        (true, _, true) => Verdict::Accept,
    }
}

/// What the identity knows where a portal names an older link as its proof: the system of that link was merged into
/// the portal's.
#[derive(Debug, Clone, Copy)]
pub struct Carried<'a> {
    /// The link with the merged system, as it stands here.
    pub old: &'a IdentityLink,
    /// Into which system, by its client, that system was merged.
    pub into: Option<&'a str>,
    /// The person, as the client that it was merged into knows them.
    pub subject: &'a str,
    /// Whether the person's account is in use.
    pub person_active: bool,
    /// The link that takes the place of the old one already, if one does.
    pub made: Option<LinkId>,
}

impl Carried<'_> {
    /// Whether the old link may be carried over: it stands, or it ended by being carried over.
    pub fn stands(old: &IdentityLink) -> bool {
        match old.life() {
            Life::Active | Life::Suspended => true,
            Life::Ended => old.handshake.ended().is_some_and(|end| end.why == Reason::Merged),
            Life::Dormant | Life::Proposed | Life::ProvenThere => false,
        }
    }
}

/// Judges the link `id` that `client` tells of in the place of an older one: same evidence, same person, and the
/// system of the old one was merged into the client's.
pub fn judge_carried(
    carried: &Carried<'_>,
    (client, subject): (&str, &str),
    id: LinkId,
    evidence: &Evidence,
) -> Verdict {
    let Carried { old, into, subject: known, person_active, made } = carried;
    if *into != Some(client) || subject != *known || *evidence != old.evidence {
        return Verdict::Refuse(Reason::ProofUnknown);
    }
    if !Carried::stands(old) {
        // It ended before it could be carried over, and stays so.
        return Verdict::Refuse(old.handshake.ended().map_or(Reason::ProofUnknown, |end| end.why));
    }
    match (made, person_active) {
        (Some(other), _) if *other != id => Verdict::Refuse(Reason::ProofUsed),
        (_, false) => Verdict::Refuse(Reason::PersonClosed),
        (_, true) => Verdict::Accept,
    }
}
