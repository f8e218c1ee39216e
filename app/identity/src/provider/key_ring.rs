//! The keys that sign tokens: read once, kept parsed, looked at again every half minute.
//!
//! A key is published as `next` long before it signs, signs while `active`, and stays published when
//! `retired`, so that no relying party meets a signature whose key it cannot find.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use bytes::Bytes;
use onedoor_base::{Actor, AuditEvent, SigningKeyId};
use onedoor_oidc::Client;
use onedoor_oidc::keys::{Algorithm, Jwks, SigningKey, VerificationKeys};
use onedoor_site::Site;
use onedoor_storage::Change;
use onedoor_storage::provider::signing_keys::{self, KeyState, StoredKey};

use super::{ProviderError, Stored};

const LOOK_EVERY: Duration = Duration::from_secs(30);
/// For how long a key signs before the next one does.
const SIGNS_FOR: Duration = Duration::from_hours(24 * 90);
/// For how long a retired key stays published: as long as a hint of its may come back.
const KEEP_RETIRED: Duration = Duration::from_hours(24 * 30);

/// The keys, and when this node last looked at them.
pub(super) struct KeyRing {
    ring: RwLock<Arc<Ring>>,
    looked_at: AtomicI64,
}

/// The keys as they stand.
pub(super) struct Ring {
    signing: Vec<SigningKey>,
    /// Every published key.
    pub(super) verification: VerificationKeys,
    /// The published set.
    pub(super) jwks: Bytes,
    states: Vec<(SigningKeyId, KeyState)>,
}

impl Ring {
    /// The key that signs.
    pub(super) fn signing(&self, algorithm: Algorithm) -> Result<&SigningKey, ProviderError> {
        let found = self.signing.iter().find(|key| key.algorithm() == algorithm);
        found.ok_or(ProviderError::NoKey(algorithm.as_str()))
    }
}

impl KeyRing {
    /// Reads the keys; those that the clients need and that are not there yet are made first.
    pub(super) async fn open(site: &Arc<Site>, clients: &[Client]) -> Result<Self, ProviderError> {
        let mut algorithms = vec![Algorithm::Es256];
        if clients.iter().any(|client| client.id_token_alg == Algorithm::Rs256) {
            algorithms.push(Algorithm::Rs256);
        }
        let stored = stored(site).await?;
        let mut made = Vec::new();
        for algorithm in algorithms {
            for state in [KeyState::Active, KeyState::Next] {
                let there = |key: &StoredKey| key.algorithm == algorithm.as_str() && key.state == state;
                if !stored.iter().any(there) {
                    made.push(make(site, algorithm, state).await?);
                }
            }
        }
        if !made.is_empty() {
            insert(site, made).await?;
        }
        let ring = RwLock::new(Arc::new(read(site).await?));
        Ok(Self { ring, looked_at: AtomicI64::new(site.now().millis()) })
    }

    /// The keys, as far as this node knows.
    pub(super) fn known(&self) -> Arc<Ring> {
        Arc::clone(&self.ring.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The keys, looked at again if that is some time ago. If the database does not answer, what is
    /// known will do.
    pub(super) async fn current(&self, site: &Arc<Site>) -> Arc<Ring> {
        let now = site.now().millis();
        let every = i64::try_from(LOOK_EVERY.as_millis()).unwrap_or(i64::MAX);
        let before = self.looked_at.load(Ordering::Relaxed);
        // One caller looks, the others go on with what is known.
        let mine = now.saturating_sub(before) >= every
            && self.looked_at.compare_exchange(before, now, Ordering::Relaxed, Ordering::Relaxed).is_ok();
        if mine && let Err(error) = self.look(site).await {
            tracing::warn!(site = site.settings.key, %error, "the signing keys could not be looked at");
        }
        self.known()
    }

    async fn look(&self, site: &Arc<Site>) -> Result<(), ProviderError> {
        let states: Stored<_> =
            site.store.read(|tx| Box::pin(async move { signing_keys::states(tx).await })).await;
        if states? != self.known().states {
            self.replace(read(site).await?);
        }
        Ok(())
    }

    fn replace(&self, ring: Ring) {
        *self.ring.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(ring);
    }

    /// Lets every next key sign, retires those before them, and makes new ones to follow.
    pub(super) async fn rotate(&self, site: &Arc<Site>) -> Result<(), ProviderError> {
        let stored = stored(site).await?;
        let mut coming = Vec::new();
        for key in stored.iter().filter(|key| key.state == KeyState::Next) {
            let algorithm = Algorithm::from_alg(&key.algorithm);
            let algorithm = algorithm.ok_or(ProviderError::NoKey("known"))?;
            coming.push(make(site, algorithm, KeyState::Next).await?);
        }
        let now = site.now();
        let done: Result<(), ProviderError> = site
            .store
            .write(move |tx| {
                let (stored, coming) = (stored.clone(), coming.clone());
                Box::pin(async move {
                    let mut events = Vec::new();
                    // Active keys first: there may be but one of each algorithm.
                    for (from, to) in
                        [(KeyState::Active, KeyState::Retired), (KeyState::Next, KeyState::Active)]
                    {
                        for key in stored.iter().filter(|key| key.state == from) {
                            if signing_keys::advance(tx, key.id, from, to, now).await? {
                                events.push(event(now, "provider.key.moved", key).with("to", to.word()));
                            }
                        }
                    }
                    for key in &coming {
                        if signing_keys::insert(tx, key).await? {
                            events.push(event(now, "provider.key.made", key));
                        }
                    }
                    Ok(Change::Recorded((), events))
                })
            })
            .await;
        done?;
        self.replace(read(site).await?);
        Ok(())
    }

    /// Every key by its name, and where it stands.
    pub(super) async fn list(&self, site: &Site) -> Result<Vec<(String, KeyState)>, ProviderError> {
        Ok(named(site).await?.into_iter().map(|(kid, key)| (kid, key.state)).collect())
    }

    /// Takes keys back at once: nothing that they signed is believed any more by whoever asks for the keys
    /// again. Where one signs, the next one takes its place first. Those of the names that are no key's come
    /// back, and then nothing has happened.
    pub(super) async fn withdraw(
        &self,
        site: &Arc<Site>,
        kids: &[String],
    ) -> Result<Vec<String>, ProviderError> {
        let known = named(site).await?;
        let is_known = |kid: &String| known.iter().any(|(known, _)| known == kid);
        let unknown: Vec<String> = kids.iter().filter(|kid| !is_known(kid)).cloned().collect();
        if !unknown.is_empty() {
            return Ok(unknown);
        }
        for kid in kids {
            self.withdraw_one(site, kid).await?;
        }
        self.replace(read(site).await?);
        Ok(unknown)
    }

    async fn withdraw_one(&self, site: &Arc<Site>, kid: &str) -> Result<(), ProviderError> {
        let of_that_name = async || -> Result<Option<StoredKey>, ProviderError> {
            Ok(named(site).await?.into_iter().find(|(known, _)| known == kid).map(|(_, key)| key))
        };
        let Some(mut key) = of_that_name().await? else { return Ok(()) };
        if key.state == KeyState::Active {
            self.rotate(site).await?;
            match of_that_name().await? {
                Some(retired) => key = retired,
                None => return Ok(()),
            }
        }
        let coming = match (key.state, Algorithm::from_alg(&key.algorithm)) {
            (KeyState::Next, Some(algorithm)) => Some(make(site, algorithm, KeyState::Next).await?),
            _ => None,
        };
        let (now, kid) = (site.now(), kid.to_owned());
        site.store
            .write(move |tx| {
                let (key, coming, kid) = (key.clone(), coming.clone(), kid.clone());
                Box::pin(async move {
                    if !signing_keys::withdraw(tx, key.id, key.state).await? {
                        return Ok(Change::Unrecorded(()));
                    }
                    let mut events = vec![event(now, "provider.key.withdrawn", &key).with("kid", kid)];
                    if let Some(coming) = &coming
                        && signing_keys::insert(tx, coming).await?
                    {
                        events.push(event(now, "provider.key.made", coming));
                    }
                    Ok(Change::Recorded((), events))
                })
            })
            .await
    }

    /// Rotates when the keys have signed for long enough, and forgets those retired for long enough.
    pub(super) async fn keep_up(&self, site: &Arc<Site>) -> Result<(), ProviderError> {
        let now = site.now();
        let old = |key: &StoredKey| key.state == KeyState::Active && now.since(key.changed_at) >= SIGNS_FOR;
        if stored(site).await?.iter().any(old) {
            self.rotate(site).await?;
        }
        let then = now.before(KEEP_RETIRED);
        let gone: Stored<u64> = site
            .store
            .write(move |tx| {
                Box::pin(async move { Ok(Change::Unrecorded(signing_keys::forget_retired(tx, then).await?)) })
            })
            .await;
        if gone? > 0 {
            self.replace(read(site).await?);
        }
        Ok(())
    }
}

async fn stored(site: &Site) -> Stored<Vec<StoredKey>> {
    site.store.read(|tx| Box::pin(async move { signing_keys::all(tx).await })).await
}

/// Every key with the name by which it is published.
async fn named(site: &Site) -> Result<Vec<(String, StoredKey)>, ProviderError> {
    let mut named = Vec::new();
    for key in stored(site).await? {
        if let Some(parsed) = parsed(site, &key)? {
            named.push((parsed.kid().to_owned(), key));
        }
    }
    Ok(named)
}

/// A key out of its seal; nothing if it is of an algorithm that we do not know.
fn parsed(site: &Site, key: &StoredKey) -> Result<Option<SigningKey>, ProviderError> {
    let Some(algorithm) = Algorithm::from_alg(&key.algorithm) else { return Ok(None) };
    let pkcs8 = site.vault.open(&context(key.id), &key.sealed)?;
    Ok(Some(SigningKey::from_pkcs8(algorithm, &pkcs8)?))
}

async fn read(site: &Site) -> Result<Ring, ProviderError> {
    let mut stored = stored(site).await?;
    let mut states: Vec<_> = stored.iter().map(|key| (key.id, key.state)).collect();
    states.sort_unstable_by_key(|(id, _)| *id);
    // What signs now stands first in the published set.
    stored.sort_by_key(|key| key.state != KeyState::Active);
    let (mut signing, mut set) = (Vec::new(), Jwks::default());
    for key in stored {
        let Some(parsed) = parsed(site, &key)? else { continue };
        set.keys.push(parsed.jwk().clone());
        if key.state == KeyState::Active {
            signing.push(parsed);
        }
    }
    let verification = VerificationKeys::from_jwks(&set);
    Ok(Ring { signing, verification, jwks: set.to_json().into(), states })
}

/// A new key. Making an RSA key takes a noticeable fraction of a second, so it does not hold up others.
async fn make(site: &Arc<Site>, algorithm: Algorithm, state: KeyState) -> Result<StoredKey, ProviderError> {
    let (id, site) = (SigningKeyId::new(site.now(), site.random.as_ref()), Arc::clone(site));
    let made = tokio::task::spawn_blocking(move || {
        let pkcs8 = SigningKey::generate(algorithm)?.to_pkcs8()?;
        let now = site.now();
        Ok(StoredKey {
            id,
            algorithm: algorithm.as_str().to_owned(),
            state,
            sealed: site.vault.seal(&context(id), &pkcs8),
            created_at: now,
            changed_at: now,
        })
    });
    made.await.map_err(|_| ProviderError::NoKey(algorithm.as_str()))?
}

/// Another node may have been faster; then its keys count.
async fn insert(site: &Site, made: Vec<StoredKey>) -> Stored<()> {
    let now = site.now();
    site.store
        .write(move |tx| {
            let made = made.clone();
            Box::pin(async move {
                let mut events = Vec::new();
                for key in &made {
                    if signing_keys::insert(tx, key).await? {
                        events.push(event(now, "provider.key.made", key));
                    }
                }
                Ok(Change::Recorded((), events))
            })
        })
        .await
}

fn event(now: onedoor_base::Timestamp, action: &'static str, key: &StoredKey) -> AuditEvent {
    AuditEvent::new(now, Actor::Site("provider".to_owned()), action)
        .with("key", key.id.to_string())
        .with("algorithm", key.algorithm.clone())
}

fn context(id: SigningKeyId) -> String {
    format!("signing_keys.sealed/{id}")
}
