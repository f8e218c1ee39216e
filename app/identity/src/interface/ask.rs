//! What an identity asks of a portal on behalf of a person: what it is, and to link an account whose user name and
//! password the person typed here.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use onedoor_base::{
    AccountId, Actor, AuditEvent, IdentityLevel, LinkProofId, Secret, Session, Subject, Timestamp,
};
use onedoor_linking::{IdentityLink, Life, LinkProof, is_fresh};
use onedoor_linking_client::{Call, Trouble as NotReached};
use onedoor_linking_protocol::{
    Candidates, CandidatesRequest, Code, Description, LinkRequest, MATCH_CLAIM, Organisations,
    OrganisationsAsked, Problem,
};
use onedoor_oidc::Client;
use onedoor_site::HasSite;
use onedoor_storage::linking::identity_links;
use onedoor_storage::linking::proofs;
use onedoor_storage::{Change, StorageError, people};
use tokio::sync::Mutex;

use super::fingerprints;
use super::tell;
use crate::Identity;
use crate::provider::{ProviderError, clients};

/// How long a portal's description is good for.
const FRESH: Duration = Duration::from_mins(10);

/// What portals said of themselves, and when; by client id.
#[derive(Default)]
pub(crate) struct Descriptions(Mutex<BTreeMap<String, (Timestamp, Arc<Description>)>>);

/// What a person wants to be linked with.
pub(crate) struct Asking<'a> {
    /// What makes the same request twice the same request.
    pub(crate) proof: LinkProofId,
    /// Who.
    pub(crate) person: AccountId,
    /// Where.
    pub(crate) client_id: String,
    /// The session that says how well they are known, and when they proved that it is they.
    pub(crate) session: &'a Session,
    /// The organisation of the account, where it belongs to one.
    pub(crate) organisation: Option<String>,
    /// The user name there.
    pub(crate) user_name: String,
    /// The password there.
    pub(crate) password: Secret,
    /// The moment.
    pub(crate) now: Timestamp,
}

/// What came of it.
pub(crate) enum Answered {
    /// The link, as it stands here.
    Linked(Box<IdentityLink>),
    /// The portal has linked, and its word of it is still on the way.
    Waits,
    /// The portal says no.
    Refused {
        /// Why.
        code: Code,
        /// For how long to wait, where that is why.
        retry_after: Option<Duration>,
    },
}

/// Why nothing is known to have come of it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Trouble {
    /// There is no such portal, or it has no linking interface.
    #[error("the portal has no linking interface")]
    NotOffered,
    /// It does not answer, or nothing that can be read.
    #[error(transparent)]
    NotReached(#[from] NotReached),
    /// Our side.
    #[error(transparent)]
    Ours(#[from] ProviderError),
}

impl From<StorageError> for Trouble {
    fn from(error: StorageError) -> Self {
        Self::Ours(error.into())
    }
}

/// What the portal says of itself; asked again when that is older than ten minutes.
pub(crate) async fn describe(state: &Identity, client_id: &str) -> Result<Arc<Description>, Trouble> {
    let now = state.site().now();
    if let Some((at, description)) = state.provider.descriptions().0.lock().await.get(client_id)
        && now < at.after(FRESH)
    {
        return Ok(Arc::clone(description));
    }
    describe_anew(state, client_id).await
}

/// The same, asked now.
pub(crate) async fn describe_anew(state: &Identity, client_id: &str) -> Result<Arc<Description>, Trouble> {
    let (_, endpoint) = portal(state, client_id).await?;
    let (now, known) = (state.site().now(), &state.provider.descriptions().0);
    let call = Call::describe(&endpoint);
    let authorization = state.provider.signed(state.site(), &endpoint, &call).await?;
    let description = Arc::new(call.send(state.provider.http(), &authorization).await?);
    known.lock().await.insert(client_id.to_owned(), (now, Arc::clone(&description)));
    Ok(description)
}

/// The organisations that a portal's accounts belong to.
pub(crate) async fn organisations(
    state: &Identity,
    client_id: &str,
    asked: &OrganisationsAsked,
) -> Result<Organisations, Trouble> {
    let (_, endpoint) = portal(state, client_id).await?;
    let call = Call::organisations(&endpoint, asked);
    let authorization = state.provider.signed(state.site(), &endpoint, &call).await?;
    Ok(call.send(state.provider.http(), &authorization).await?)
}

/// Asks the portal to link the person with the account whose credentials they typed. The same proof again is the
/// same request: it makes no second link.
pub(crate) async fn link(state: &Identity, asking: &Asking<'_>) -> Result<Answered, Trouble> {
    let refused = |code| Ok(Answered::Refused { code, retry_after: None });
    if !is_fresh(asking.session.authenticated_at, asking.now) {
        return refused(Code::ProveAgain);
    }
    let (client, endpoint) = portal(state, &asking.client_id).await?;
    let subject = state.provider.subject_for(state.site(), asking.person, &client.client_id).await?;
    let proof = proof_of(asking, subject);
    // Or it would answer with a link that has ended here.
    if !tell::owed(state, &client, asking.person).await? {
        return refused(Code::Unavailable);
    }
    if !remember(state, asking, &proof).await? {
        return refused(Code::ProofUsed);
    }
    let call = Call::link(&endpoint, &request(state, &client, asking, &proof).await?);
    let authorization = state.provider.signed(state.site(), &endpoint, &call).await?;
    let answer = call.send(state.provider.http(), &authorization).await;
    match &answer {
        Err(NotReached::Refused(why)) => state.site().record(refusal(asking, why.code)).await?,
        Err(NotReached::Nonsense(_)) => {
            state.site().record(event(asking, "linking.answer.unreadable")).await?;
        }
        _ => {}
    }
    match answer {
        // The link itself came the way of every link: the portal told of it, and its evidence named our proof.
        Ok(_) => Ok(made(state, asking, &proof.subject).await?.map_or(Answered::Waits, Answered::Linked)),
        Err(NotReached::Refused(Problem { code, retry_after, .. })) => {
            Ok(Answered::Refused { code, retry_after: retry_after.map(Duration::from_secs) })
        }
        Err(trouble) => Err(trouble.into()),
    }
}

/// What the person finds in their record of a portal's no.
fn refusal(asking: &Asking<'_>, code: Code) -> AuditEvent {
    let action = match code {
        Code::WrongCredentials => "linking.credentials.refused",
        _ => "linking.account.refused",
    };
    event(asking, action).with("why", code.word())
}

fn event(asking: &Asking<'_>, action: &'static str) -> AuditEvent {
    AuditEvent::new(asking.now, Actor::Person(asking.person), action)
        .about(Subject::Person(asking.person))
        .with("client", asking.client_id.as_str())
}

/// The link that was made with the proof, if it has been heard of; or the one that stood already.
async fn made(
    state: &Identity,
    asking: &Asking<'_>,
    subject: &str,
) -> Result<Option<Box<IdentityLink>>, StorageError> {
    let (proof, client, subject) = (asking.proof.to_string(), asking.client_id.clone(), subject.to_owned());
    let found = state.site().store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            if let Some(link) = identity_links::by_proof(tx, &proof).await? {
                return Ok(Some(link));
            }
            let standing = identity_links::of_subject(tx, &client, &subject).await?;
            Ok(standing.into_iter().find(|link| link.life() == Life::Active))
        })
    });
    Ok(found.await?.map(Box::new))
}

/// The client, and where it speaks of links; also of one that people do not sign in at any more, for it is told.
pub(crate) async fn portal(state: &Identity, client_id: &str) -> Result<(Client, String), Trouble> {
    let id = client_id.to_owned();
    let read = state.site().store.read(move |tx| Box::pin(async move { clients::known(tx, &id).await }));
    let known: Option<(Client, _)> = read.await.map_err(|error: ProviderError| Trouble::Ours(error))?;
    let (client, _) = known.ok_or(Trouble::NotOffered)?;
    let endpoint = client.linking_endpoint.clone().ok_or(Trouble::NotOffered)?;
    Ok((client, endpoint))
}

fn proof_of(asking: &Asking<'_>, subject: String) -> LinkProof {
    let factors: Vec<&str> = asking.session.factors.iter().map(|factor| factor.amr()).collect();
    LinkProof {
        person: asking.person,
        client: asking.client_id.clone(),
        subject,
        acr: asking.session.identity.acr().to_owned(),
        amr: factors.join(" "),
        authenticated_at: asking.session.authenticated_at,
        created_at: asking.now,
    }
}

/// Records the proof before it is used; false if it stands there as something else.
async fn remember(state: &Identity, asking: &Asking<'_>, proof: &LinkProof) -> Result<bool, Trouble> {
    let (id, proof, wish) = (asking.proof, proof.clone(), event(asking, "linking.account.asked"));
    let written: Result<bool, StorageError> = state
        .site()
        .store
        .write(move |tx| {
            let (proof, wish) = (proof.clone(), wish.clone());
            Box::pin(async move {
                if proofs::insert(tx, id, &proof).await? {
                    return Ok(Change::Recorded(true, vec![wish]));
                }
                // A second click, or the same again after an outage.
                let known = proofs::find(tx, &id.to_string()).await?;
                let same =
                    known.is_some_and(|known| LinkProof { created_at: proof.created_at, ..known } == proof);
                Ok(Change::Unrecorded(same))
            })
        })
        .await;
    Ok(written?)
}

async fn request(
    state: &Identity,
    client: &Client,
    asking: &Asking<'_>,
    proof: &LinkProof,
) -> Result<LinkRequest, Trouble> {
    let number = number(state, client, asking.person).await?;
    let fingerprints = fingerprints_of(state, client, asking.person).await?;
    Ok(LinkRequest {
        fingerprints,
        proof: asking.proof.to_string(),
        subject: proof.subject.clone(),
        acr: proof.acr.clone(),
        amr: asking.session.factors.iter().map(|factor| factor.amr().to_owned()).collect(),
        auth_time: proof.authenticated_at.seconds(),
        national_number_verified: number.is_some() && asking.session.identity >= IdentityLevel::Basic,
        national_number: number,
        organisation: asking.organisation.clone(),
        user_name: asking.user_name.clone(),
        password: asking.password.reveal().to_owned(),
    })
}

/// Whether the portal can be asked for accounts of the person.
pub(crate) async fn finds(state: &Identity, client_id: &str, person: AccountId) -> Result<bool, Trouble> {
    let (client, _) = portal(state, client_id).await?;
    let known = !fingerprints_of(state, &client, person).await?.is_empty();
    Ok(known && describe(state, client_id).await?.candidates)
}

/// Whether the portal knows accounts of the person, by the fingerprints of their proven number; `None` if it is not
/// a matter of fingerprints here. The person finds in their record that it was asked.
pub(crate) async fn candidates(
    state: &Identity,
    client_id: &str,
    person: AccountId,
) -> Result<Option<Candidates>, Trouble> {
    let (client, endpoint) = portal(state, client_id).await?;
    let fingerprints = fingerprints_of(state, &client, person).await?;
    if fingerprints.is_empty() || !describe(state, client_id).await?.candidates {
        return Ok(None);
    }
    let now = state.site().now();
    let asked = AuditEvent::new(now, Actor::Person(person), "linking.candidates.asked")
        .about(Subject::Person(person))
        .with("client", client_id)
        .with("claims", MATCH_CLAIM);
    state.site().record(asked).await?;
    let subject = state.provider.subject_for(state.site(), person, client_id).await?;
    let call = Call::candidates(&endpoint, &CandidatesRequest { subject, fingerprints });
    let authorization = state.provider.signed(state.site(), &endpoint, &call).await?;
    Ok(Some(call.send(state.provider.http(), &authorization).await?))
}

async fn fingerprints_of(
    state: &Identity,
    client: &Client,
    person: AccountId,
) -> Result<Vec<String>, Trouble> {
    if client.fingerprint_keys.is_empty() {
        return Ok(Vec::new());
    }
    let read = state
        .site()
        .store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { people::claims(tx, person).await }));
    let Some(known) = read.await? else { return Ok(Vec::new()) };
    Ok(fingerprints::of_person(state.site(), client, &known).map_err(ProviderError::from)?)
}

/// The national number, for portals of the provider's own house, which are told without asking; whom else the
/// person lets have it, it was said to when they signed in there.
async fn number(state: &Identity, client: &Client, person: AccountId) -> Result<Option<String>, Trouble> {
    if !client.first_party || !client.scopes.contains("national_number") {
        return Ok(None);
    }
    let read = state
        .site()
        .store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { people::by_id(tx, person).await }));
    let Some(sealed) = read.await?.and_then(|account| account.number) else { return Ok(None) };
    let opened = people::open_number(&state.site().vault, person, &sealed);
    Ok(Some(opened.map_err(ProviderError::from)?.as_str().to_owned()))
}
