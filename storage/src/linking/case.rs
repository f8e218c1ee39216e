use onedoor_base::{Assurance, Digest, LinkId, LocalAccountId, Timestamp};
use onedoor_linking::{
    Facts, Handshake, Link, LocalSide, MadeBy, NationalEvidence, NationalSide, NationalSubject,
    NumberStanding, NumbersCompared, Outcome, Part, Policy, Proof, Proven, Purpose, SessionSide, Standing,
    Wish, decide, is_fresh, link_assurance,
};
use onedoor_services::accounts::NumberProver;

use super::prints::{self, Print};
use super::standing::{local_side, standing};
use super::{links, prepared};
use crate::services::accounts;
use crate::{StorageError, Tx};

/// A national identity at the portal's door, with everything that the database does not know.
#[derive(Debug, Clone)]
pub struct Case {
    /// What the person came for.
    pub purpose: Purpose,
    /// What the portal allows.
    pub policy: Policy,
    /// Whether it takes this issuer now.
    pub trusted: bool,
    /// Who it is.
    pub who: NationalSubject,
    /// How sure the issuer is.
    pub assurance: Assurance,
    /// When the person proved there that it is they.
    pub authenticated_at: Timestamp,
    /// Keyed fingerprint of the national number, if the issuer gave one.
    pub number: Option<Digest>,
    /// What the issuer knows of that number.
    pub number_standing: NumberStanding,
    /// The fingerprints of the person's proven number, where the issuer tells those and not the number.
    pub prints: Vec<Print>,
    /// The local account that the person just proved by its password, if they did.
    pub local: Option<(LocalAccountId, Timestamp)>,
    /// The local account that the browser is signed in with, and how its owner proved it lately, if they did.
    pub session: Option<(LocalAccountId, Option<Proof>)>,
    /// The issuer of the national identity that opened that session, if one did.
    pub session_of: Option<String>,
    /// The local account that asked for the link from its settings, if one did.
    pub asked_by: Option<LocalAccountId>,
    /// What the person chose.
    pub wish: Wish,
    /// The issuer's name for this proof of the person (the `jti` of the identity token).
    pub proof: Option<String>,
    /// Whether the issuer speaks of links: then a link opens nothing before it has confirmed it.
    pub two_sided: bool,
    /// The system that owns the local accounts, by its key.
    pub system: String,
    /// Now.
    pub now: Timestamp,
}

impl Case {
    fn proven_number(&self) -> Option<Digest> {
        self.number.filter(|_| self.number_standing == NumberStanding::Proven)
    }
}

/// Looks the facts up and decides. Act on the outcome in the same transaction.
pub async fn judge(tx: &mut Tx<'_>, case: &Case) -> Result<Outcome, StorageError> {
    let number = match case.proven_number() {
        None => prints::number_of(tx, &case.who.issuer, &case.prints).await?,
        told => told,
    };
    let standing = standing(tx, &case.who, number).await?;
    let local = match case.local {
        Some((account, _)) => proven_side(tx, account, case, number).await?,
        None => None,
    };
    let session = match case.session {
        Some((account, proof)) => {
            let proof = if still_opens(tx, account, case, proof).await? { proof } else { None };
            proven_side(tx, account, case, number).await?.map(|local| SessionSide { local, proof })
        }
        None => None,
    };
    Ok(decide(&Facts {
        purpose: case.purpose,
        policy: case.policy,
        national: NationalSide {
            trusted: case.trusted,
            assurance: case.assurance,
            fresh: is_fresh(case.authenticated_at, case.now),
            // Fingerprints are told of proven numbers only.
            number: if number.is_some() { NumberStanding::Proven } else { case.number_standing },
        },
        links: &standing.links,
        candidates: &standing.candidates,
        local,
        session,
        asked_by: case.asked_by,
        parted: standing.parted,
        wish: case.wish,
    }))
}

/// Whether another identity that is to prove the account opens it now: it may have been suspended, or its link ended, since
/// the session was looked up.
async fn still_opens(
    tx: &mut Tx<'_>,
    account: LocalAccountId,
    case: &Case,
    proof: Option<Proof>,
) -> Result<bool, StorageError> {
    match (proof, &case.session_of) {
        (Some(Proof::OtherIdentity), Some(issuer)) => {
            Ok(links::active_of(tx, account, issuer).await?.is_some())
        }
        (Some(Proof::OtherIdentity), None) => Ok(false),
        _ => Ok(true),
    }
}

/// What is known of a local account. Where the person's number is known by its fingerprints only, it is another's
/// account if its own number has other ones.
async fn proven_side(
    tx: &mut Tx<'_>,
    account: LocalAccountId,
    case: &Case,
    number: Option<Digest>,
) -> Result<Option<LocalSide>, StorageError> {
    let Some(side) = local_side(tx, account, &case.who, number).await? else { return Ok(None) };
    if number.is_some() || case.prints.is_empty() {
        return Ok(Some(side));
    }
    let own = accounts::get(tx, account).await?.and_then(|record| record.number);
    let Some(own) = own.filter(|own| own.proven_at.is_some()) else { return Ok(Some(side)) };
    if prints::is_another(tx, &case.who.issuer, &case.prints, own.fingerprint).await? {
        return Ok(Some(LocalSide { numbers: NumbersCompared::Different, ..side }));
    }
    Ok(Some(side))
}

/// Whether it was the portal's staff who made sure of the account's number.
async fn is_officers(tx: &mut Tx<'_>, account: LocalAccountId) -> Result<bool, StorageError> {
    let number = accounts::get(tx, account).await?.and_then(|record| record.number);
    Ok(number
        .is_some_and(|number| number.proven_at.is_some() && number.proven_by == Some(NumberProver::Officer)))
}

/// Makes the link that was decided on; `None` if the account has got one at the same moment, which the
/// serialisable transaction rules out after [`judge`], and the unique index once more.
pub async fn join(
    tx: &mut Tx<'_>,
    case: &Case,
    account: LocalAccountId,
    how: Proof,
    id: LinkId,
) -> Result<Option<Link>, StorageError> {
    let proven_at = case.local.filter(|(proven, _)| *proven == account).map_or(case.now, |(_, at)| at);
    let by_person = matches!(how, Proof::Password | Proof::Session | Proof::OtherIdentity | Proof::Confirmed);
    let by_officer = how == Proof::SameNumber && is_officers(tx, account).await?;
    let prepared = prepared::of_account(tx, account).await?;
    let theirs = prepared.as_ref().is_some_and(|one| Some(one.number) == case.proven_number());
    let proven = Part { number: 1, standing: Standing::Confirmed { at: case.now } };
    // Without a name for its proof the other side could not look it up.
    let one_sided = !case.two_sided || case.proof.is_none();
    let link = Link {
        id,
        system: case.system.clone(),
        national: case.who.clone(),
        account,
        proof: case.proof.clone(),
        national_proof: NationalEvidence { at: case.authenticated_at, assurance: case.assurance },
        local_proof: Proven { how, at: proven_at },
        assurance: link_assurance(case.assurance.identity, how),
        made_by: match (by_person, theirs) {
            (true, true) => MadeBy::Bulk,
            (true, false) => MadeBy::Person,
            (false, _) if by_officer => MadeBy::Officer,
            (false, _) => MadeBy::Automatic,
        },
        handshake: Handshake { mine: proven, one_sided, ..Handshake::NEW },
        created_at: case.now,
    };
    if !links::insert(tx, &link).await? {
        return Ok(None);
    }
    let alone = case.proven_number().filter(|_| !case.policy.several_accounts);
    prepared::linked(tx, (account, id), (theirs, alone), case.now).await?;
    Ok(Some(link))
}
