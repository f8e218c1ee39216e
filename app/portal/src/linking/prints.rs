//! Fingerprints of national numbers, made together with an issuer that does not tell the numbers: the work that has
//! them made for the accounts that are here, and what an issuer says by them.

use std::sync::Arc;
use std::time::Duration;

use onedoor_base::Digest;
use onedoor_fingerprint::{Blinded, Element, Evaluated, from_text, to_text};
use onedoor_linking_client::{Call, Trouble};
use onedoor_linking_protocol::{self as wire, Code, FingerprintKeys};
use onedoor_site::HasSite;
use onedoor_site::jobs::{JobError, JobHandler, Jobs, Rounds};
use onedoor_storage::linking::prints::{self, Lacking, Print};
use onedoor_storage::{Change, StorageError};

use super::settings::Upstream;
use crate::{Portal, numbers};

/// The work: a round over all numbers that have no fingerprint yet.
const ROUNDS: Rounds = Rounds { kind: "linking.fingerprints", every: Duration::from_mins(5) };
/// How long one round may take: a lease is a minute.
const ROUND: Duration = Duration::from_secs(30);
/// How many an issuer may tell, as many as it may have keys.
const MOST_TOLD: usize = 4;

/// What an issuer tells: the name of a key and the fingerprint, each; what has another form is left out.
pub(crate) fn read<'a>(told: impl Iterator<Item = &'a str>) -> Vec<Print> {
    let one = |text: &str| {
        let (key, print) = text.split_once('.')?;
        let print = from_text::<32>(print).filter(|_| key.len() <= 64)?;
        Some((key.to_owned(), Digest(print)))
    };
    told.take(MOST_TOLD).filter_map(one).collect()
}

/// Puts the first round down; the rounds put down each other.
pub(super) async fn plan(portal: &Portal) -> Result<(), StorageError> {
    if !portal.linking.upstreams().any(|upstream| upstream.fingerprints) {
        return Ok(());
    }
    ROUNDS.put_down(portal.site(), portal.site().now()).await
}

/// Adds the work.
pub(super) fn with_work(portal: &Portal, jobs: Jobs) -> Jobs {
    jobs.with(ROUNDS.kind, handler(portal))
}

fn handler(portal: &Portal) -> JobHandler {
    let portal = portal.clone();
    Arc::new(move |running: String| {
        let portal = portal.clone();
        Box::pin(async move {
            if !portal.linking.upstreams().any(|upstream| upstream.fingerprints) {
                return Ok(());
            }
            let followed = ROUNDS.follow(portal.site(), &running).await;
            followed.map_err(|error| JobError(error.to_string()))?;
            for upstream in portal.linking.upstreams().filter(|upstream| upstream.fingerprints) {
                // What one issuer does not answer keeps no other from answering; the next round asks again.
                if let Err(why) = round(&portal, upstream).await {
                    tracing::warn!(issuer = upstream.provider.issuer(), %why, "no fingerprints");
                }
            }
            Ok(())
        })
    })
}

/// Why there are no fingerprints for now.
#[derive(Debug, thiserror::Error)]
enum NotMade {
    #[error(transparent)]
    Trouble(#[from] Trouble),
    #[error(transparent)]
    Discovery(#[from] onedoor_signin::Trouble),
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error(transparent)]
    Vault(#[from] onedoor_storage::VaultError),
    #[error(transparent)]
    Refused(#[from] onedoor_fingerprint::Refused),
    #[error("the issuer does not speak of links")]
    NoInterface,
    #[error("the issuer has no key for us, or its answer cannot be read")]
    NoKey,
    #[error("the issuer has published another key under the name {0:?} before: it is not believed")]
    KeyChanged(String),
    #[error("the arithmetic was broken off")]
    BrokenOff,
}

/// Has the numbers fingerprinted that are not yet, by the issuer's newest key, for half a minute at most. When none
/// is left, the fingerprints of keys that the issuer does not name any more are forgotten.
async fn round(portal: &Portal, upstream: &Upstream) -> Result<(), NotMade> {
    let (issuer, now) = (upstream.provider.issuer(), portal.site().now());
    let endpoint = upstream.provider.linking_endpoint(now).await?.ok_or(NotMade::NoInterface)?;
    let call = Call::fingerprint_keys(&endpoint);
    let known = call.send(portal.linking.http(), &upstream.provider.authorization()).await?;
    let newest = known.keys.first().ok_or(NotMade::NoKey)?;
    let public: Element = from_text(&newest.public).ok_or(NotMade::NoKey)?;
    if !pinned(portal, (issuer, &newest.key), Digest(public)).await? {
        return Err(NotMade::KeyChanged(newest.key.clone()));
    }
    let (until, most) = (now.after(ROUND), known.most.clamp(1, onedoor_fingerprint::MOST));
    let mut after = Digest([0; 32]);
    while portal.site().now() < until {
        let lacking = lacking(portal, (issuer, &newest.key), after, most).await?;
        let Some(last) = lacking.last() else { return forget_old(portal, issuer, &known).await };
        after = last.number;
        let asked = Batch { issuer, key: &newest.key, endpoint: &endpoint, public };
        match asked.make(portal, upstream, lacking).await {
            // As many as may be for today.
            Err(NotMade::Trouble(Trouble::Refused(why))) if why.code == Code::TooManyRequests => {
                return Ok(());
            }
            made => made?,
        }
    }
    Ok(())
}

async fn pinned(portal: &Portal, key: (&str, &str), public: Digest) -> Result<bool, StorageError> {
    let (issuer, name, now) = (key.0.to_owned(), key.1.to_owned(), portal.site().now());
    portal
        .site()
        .store
        .write(move |tx| {
            let (issuer, name) = (issuer.clone(), name.clone());
            Box::pin(
                async move { Ok(Change::Unrecorded(prints::pin(tx, (&issuer, &name), public, now).await?)) },
            )
        })
        .await
}

async fn lacking(
    portal: &Portal,
    key: (&str, &str),
    after: Digest,
    most: usize,
) -> Result<Vec<Lacking>, StorageError> {
    let (issuer, name, most) = (key.0.to_owned(), key.1.to_owned(), i64::try_from(most).unwrap_or(1));
    portal
        .site()
        .store
        .read(move |tx| {
            let (issuer, name) = (issuer.clone(), name.clone());
            Box::pin(async move { prints::lacking(tx, (&issuer, &name), after, most).await })
        })
        .await
}

async fn forget_old(portal: &Portal, issuer: &str, known: &FingerprintKeys) -> Result<(), NotMade> {
    let named: Vec<String> = known.keys.iter().map(|key| key.key.clone()).collect();
    let issuer = issuer.to_owned();
    let forgotten: Result<(), StorageError> = portal
        .site()
        .store
        .write(move |tx| {
            let (issuer, named) = (issuer.clone(), named.clone());
            Box::pin(async move {
                for (key, _) in prints::keys(tx, &issuer).await? {
                    if !named.contains(&key) {
                        prints::forget(tx, (&issuer, &key)).await?;
                    }
                }
                Ok(Change::Unrecorded(()))
            })
        })
        .await;
    Ok(forgotten?)
}

/// What numbers are sent with.
struct Batch<'a> {
    issuer: &'a str,
    key: &'a str,
    endpoint: &'a str,
    public: Element,
}

impl Batch<'_> {
    /// Blinds the numbers, has them evaluated, believes the answer if its proof holds, and keeps what comes of it.
    async fn make(&self, portal: &Portal, upstream: &Upstream, lacking: Vec<Lacking>) -> Result<(), NotMade> {
        let mut texts = Vec::with_capacity(lacking.len());
        for one in &lacking {
            let number = numbers::open(&portal.site().vault, one.account, &one.sealed)?;
            texts.push(format!("{}:{number}", one.country));
        }
        let random = Arc::clone(&portal.site().random);
        let blinded =
            tokio::task::spawn_blocking(move || Blinded::of(texts, &|bytes: &mut [u8]| random.fill(bytes)));
        let blinded = blinded.await.map_err(|_| NotMade::BrokenOff)??;
        let sent = blinded.elements().iter().map(|one| to_text(one)).collect();
        let call =
            Call::fingerprints(self.endpoint, &wire::Blinded { key: self.key.to_owned(), blinded: sent });
        let told = call.send(portal.linking.http(), &upstream.provider.authorization()).await?;
        let elements: Option<Vec<Element>> = told.evaluated.iter().map(|one| from_text(one)).collect();
        let (elements, proof) = elements.zip(from_text(&told.proof)).ok_or(NotMade::NoKey)?;
        let public = self.public;
        let prints =
            tokio::task::spawn_blocking(move || blinded.prints(&public, &Evaluated { elements, proof }));
        let prints = prints.await.map_err(|_| NotMade::BrokenOff)??;
        let made: Vec<_> = lacking.iter().map(|one| one.number).zip(prints.into_iter().map(Digest)).collect();
        Ok(self.keep(portal, made).await?)
    }

    async fn keep(&self, portal: &Portal, made: Vec<(Digest, Digest)>) -> Result<(), StorageError> {
        let (issuer, key, now) = (self.issuer.to_owned(), self.key.to_owned(), portal.site().now());
        portal
            .site()
            .store
            .write(move |tx| {
                let (issuer, key, made) = (issuer.clone(), key.clone(), made.clone());
                Box::pin(async move {
                    for (number, print) in made {
                        prints::keep(tx, (&issuer, &key), number, print, now).await?;
                    }
                    Ok(Change::Unrecorded(()))
                })
            })
            .await
    }
}
