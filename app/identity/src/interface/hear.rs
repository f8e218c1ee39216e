//! `PUT /linking/v1/links/{id}`: a portal tells where it stands to a link.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{AccountId, LinkId, Timestamp};
use onedoor_linking::{
    Carried, Evidence, Grounds, Handshake, IdentityLink, Life, Proof, Reason, Report, Verdict, judge_carried,
    judge_evidence, receive,
};
use onedoor_linking_client::words::{self, About};
use onedoor_linking_protocol::{Code, Told};
use onedoor_oidc::Client;
use onedoor_people::AccountState;
use onedoor_site::HasSite;
use onedoor_storage::linking::identity_links::{self, Received};
use onedoor_storage::linking::proofs;
use onedoor_storage::people::merges;
use onedoor_storage::provider::clients::Standing;
use onedoor_storage::{Change, StorageError, Tx, people};

use super::caller::Caller;
use super::{carried, heard, tell};
use crate::Identity;
use crate::links::end::tell_owner;
use crate::notices::Notice;
use onedoor_site::interface::{Failure, json};

/// What evidence makes.
struct Judged {
    /// The record.
    link: IdentityLink,
    /// The link with a merged system whose place it takes.
    old: Option<IdentityLink>,
}

/// What a portal tells.
#[derive(Clone)]
struct Telling {
    state: Identity,
    client: Client,
    standing: Standing,
    id: LinkId,
    report: Report,
    evidence: Option<(About, Evidence)>,
    now: Timestamp,
}

/// `PUT /linking/v1/links/{id}`: the answer says where the identity stands. Twice the same is the same.
pub(super) async fn hear(
    State(state): State<Identity>,
    Caller(client, standing): Caller,
    Path(id): Path<String>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Failure> {
    let id: LinkId = id.parse().map_err(|_| Code::NotFound)?;
    let told: Told = read(body)?;
    let report = words::read_report(&told.report).ok_or(Code::Malformed)?;
    let evidence = told.evidence.as_ref().map(|said| words::read_evidence(said).ok_or(Code::Malformed));
    let now = state.site().now();
    let telling = Telling { client, standing, id, report, evidence: evidence.transpose()?, now, state };
    let site = std::sync::Arc::clone(telling.state.site());
    let stands: Result<Report, Failure> = site
        .store
        .write(move |tx| {
            let telling = telling.clone();
            Box::pin(async move { telling.take(tx).await })
        })
        .await;
    Ok(json(&Told { report: words::report(&stands?), evidence: None }))
}

/// Reads a body.
pub(super) fn read<T: serde::de::DeserializeOwned>(
    body: Result<Bytes, BytesRejection>,
) -> Result<T, Failure> {
    let body = body.map_err(|rejected| match rejected.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Code::TooLarge,
        _ => Code::Malformed,
    })?;
    Ok(serde_json::from_slice(&body).map_err(|_| Code::Malformed)?)
}

impl Telling {
    /// Within one transaction: judged, kept, answered.
    async fn take(&self, tx: &mut Tx<'_>) -> Result<Change<Report>, Failure> {
        let known = identity_links::get(tx, self.id).await?;
        let before = known.as_ref().map(|link| link.handshake);
        let judged = match (&self.evidence, known) {
            (None, _) => None,
            (Some((about, evidence)), known) => match self.judged(tx, (about, *evidence), known).await? {
                Ok(accepted) => Some(accepted),
                // What is refused leaves no record: nothing of it is known to be anybody's. The same is
                // answered whenever it comes again.
                Err(why) => {
                    let refused = receive(None, &self.report, Some(Verdict::Refuse(why)), self.now);
                    let report = refused.map_or(Report::NOTHING, |refused| refused.report());
                    let owner = self.owner_of(tx, &about.proof).await?;
                    let event = heard::refused(&self.client.client_id, (self.id, why), owner, self.now);
                    return Ok(Change::Recorded(report, vec![event]));
                }
            },
        };
        let (link, old) = judged.map_or((None, None), |judged| (Some(judged.link), judged.old));
        let told = link.as_ref().map(|link| (link, Verdict::Accept));
        let whose = (self.client.client_id.as_str(), self.id);
        match identity_links::receive(tx, whose, &self.report, told, self.now).await? {
            Received::EvidenceDiffers => Err(Code::EvidenceDiffers.into()),
            Received::Unknown => Ok(Change::Unrecorded(Report::NOTHING)),
            Received::Kept(link) => {
                let mut events =
                    heard::consequences(tx, &self.state, before.as_ref(), &link, self.now).await?;
                let begins = before.is_none_or(|before| before.life() == Life::Proposed);
                if begins
                    && old.is_none()
                    && link.life() == Life::Active
                    && link.evidence.local.how != Proof::MadeHere
                {
                    let notice = Notice::of("notice-link-made").then("notice-else-password");
                    tell_owner(tx, &self.state, (&link, &link.client), notice, self.now).await?;
                }
                let link = match old {
                    Some(old) => {
                        carried::take_over(tx, &self.state, *link, old, (self.now, &mut events)).await?
                    }
                    None => *link,
                };
                tell::put_down(tx, self.state.site(), &link, self.now).await?;
                let report = link.handshake.report();
                Ok(if events.is_empty() {
                    Change::Unrecorded(report)
                } else {
                    Change::Recorded(report, events)
                })
            }
        }
    }

    /// Whose proof was named, if it was given to this portal: of others it learns and writes nothing.
    async fn owner_of(&self, tx: &mut Tx<'_>, proof: &str) -> Result<Option<AccountId>, Failure> {
        let proof = proofs::find(tx, proof).await?;
        Ok(proof.filter(|proof| proof.client == self.client.client_id).map(|proof| proof.person))
    }

    /// Whose account was merged into another meanwhile is that one; and what was proven in the name of an account that
    /// was merged is that account's again once the merge was undone.
    async fn named(
        &self,
        tx: &mut Tx<'_>,
        person: AccountId,
        subject: &str,
    ) -> Result<AccountId, StorageError> {
        let provider = &self.state.provider;
        for parted in merges::parted_from(tx, person).await? {
            if provider.names_at(tx, &self.client, parted).await?.iter().any(|name| name == subject) {
                return merges::now_is(tx, parted).await;
            }
        }
        merges::now_is(tx, person).await
    }

    /// The record that the evidence makes, or why it makes none; with the link whose place it takes, if it takes
    /// one's. A link that is known is not judged again.
    async fn judged(
        &self,
        tx: &mut Tx<'_>,
        (about, evidence): (&About, Evidence),
        known: Option<IdentityLink>,
    ) -> Result<Result<Judged, Reason>, Failure> {
        let old = carried::old(tx, &about.proof).await?;
        let proof = proofs::find(tx, &about.proof).await?;
        let whose = match (&known, &proof, &old) {
            (Some(known), _, _) => Some(known.person),
            (None, Some(proof), _) => Some(proof.person),
            (None, None, Some((old, _))) => Some(old.person),
            (None, None, None) => None,
        };
        let person = match whose {
            Some(person) if known.is_some() => Some(merges::now_is(tx, person).await?),
            Some(person) => Some(self.named(tx, person, &about.subject).await?),
            None => None,
        };
        if known.is_none() {
            match self.standing {
                Standing::Registered => {}
                // It tells again; the link waits until people sign in there once more.
                Standing::Suspended => return Err(Code::SystemSuspended.into()),
                Standing::Retired | Standing::Merged(_) => return Ok(Err(Reason::SystemRetired)),
            }
            let made = identity_links::by_proof(tx, &about.proof).await?.map(|link| link.id);
            let account = match person {
                Some(person) => people::by_id(tx, person).await?,
                None => None,
            };
            let person_active = account.is_some_and(|account| account.state == AccountState::Active);
            let whose = (self.client.client_id.as_str(), about.subject.as_str());
            let verdict = if let Some((old, into)) = &old {
                let subject = self.state.provider.name_at(tx, &self.client, old.person).await?;
                let carried = Carried { old, into: into.as_deref(), subject: &subject, person_active, made };
                judge_carried(&carried, whose, self.id, &evidence)
            } else {
                let grounds = proof.as_ref().map(|proof| Grounds { proof, person_active, made });
                judge_evidence(grounds, whose, self.id, &evidence)
            };
            if let Verdict::Refuse(why) = verdict {
                return Ok(Err(why));
            }
        }
        let Some(person) = person else { return Ok(Err(Reason::ProofUnknown)) };
        let link = IdentityLink {
            id: self.id,
            person,
            client: self.client.client_id.clone(),
            system: about.system.clone(),
            subject: about.subject.clone(),
            account: about.account.clone(),
            label: about.label.clone(),
            proof: Some(about.proof.clone()),
            evidence,
            handshake: Handshake::NEW,
            created_at: self.now,
        };
        Ok(Ok(Judged { link, old: old.map(|(old, _)| old) }))
    }
}
