//! Seals what must not be readable in a copy of the database, and finds it without opening it.
//!
//! Values are sealed with *data keys* that lie in the database, themselves sealed with a *master key*
//! from the site's [`KeyFile`], which does not. Sealed values cannot be looked for; beside them stands
//! a *fingerprint*, the HMAC of the normalised value under a key that stays the same for life.
//!
//! - A new data key: [`Vault::keep_up`] makes one every three months, [`Vault::rotate`] at once. What is
//!   sealed stays readable, new values use the new key.
//! - A new master key (`onedoor keys add`): add it to the file on every node, restart, [`Vault::rewrap`]
//!   (`onedoor keys rewrap`), then remove the old one.

mod envelope;
mod key_file;
mod keys;

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use aws_lc_rs::hmac;
use onedoor_base::{Actor, AuditEvent, Clock, DataKeyId, Digest, Randomness, Timestamp};
use zeroize::Zeroizing;

pub use key_file::{KeyFile, KeyFileError};
pub(crate) use keys::STATEMENTS;
use keys::{FINGERPRINT, SEALING, Stored};

use crate::{Change, StorageError, Store};

/// Seals, opens and fingerprints. Clones share the keys; none of the three waits for anything.
#[derive(Clone)]
pub struct Vault {
    masters: KeyFile,
    ring: Arc<RwLock<Arc<Ring>>>,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Randomness>,
}

/// The data keys, ready for use.
struct Ring {
    /// By what they were created, the oldest first, with the moment at which each stops sealing.
    sealing: Vec<(DataKeyId, Option<Timestamp>)>,
    keys: HashMap<DataKeyId, envelope::Key>,
    fingerprint: hmac::Key,
    /// When the last key that seals was made.
    newest_since: Timestamp,
}

/// Why something could not be sealed, opened or found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// The value was changed, is not a sealed one, or stood elsewhere when it was sealed.
    #[error("the sealed value is damaged or was moved")]
    Damaged,
    /// It was sealed with a data key that this node has not seen; [`Vault::refresh`] may help.
    #[error("the data key {0} is not known here")]
    UnknownKey(DataKeyId),
    /// The key file lacks the master key that sealed a data key.
    #[error("the key file has no master key \"{0}\"")]
    NoMasterKey(String),
    /// The database.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Vault {
    /// Opens the site's data keys with the master keys, and makes them if there are none yet.
    pub async fn load(store: &Store, masters: KeyFile) -> Result<Self, VaultError> {
        let (clock, random) = (Arc::clone(store.clock()), Arc::clone(store.random()));
        let (ours, dice, now) = (masters.clone(), Arc::clone(&random), clock.now());
        let stored: Result<_, VaultError> = store
            .write(move |tx| {
                let (ours, dice) = (ours.clone(), Arc::clone(&dice));
                Box::pin(async move {
                    let stored = keys::all(tx).await?;
                    let mut events = Vec::new();
                    for purpose in [SEALING, FINGERPRINT] {
                        if !stored.iter().any(|key| key.purpose == purpose) {
                            let id = keys::make(tx, purpose, &ours, now, &*dice).await?;
                            events.push(made(now, id, purpose));
                        }
                    }
                    if events.is_empty() {
                        return Ok(Change::Unrecorded(stored));
                    }
                    Ok(Change::Recorded(keys::all(tx).await?, events))
                })
            })
            .await;
        let ring = Arc::new(RwLock::new(Arc::new(Ring::new(&stored?, &masters)?)));
        let vault = Self { masters, ring, clock, random };
        store.mark_with(vault.audit_marks());
        Ok(vault)
    }

    /// Opens the site's data keys without changing anything, to look at a site that may be running.
    pub async fn look(store: &Store, masters: KeyFile) -> Result<Self, VaultError> {
        let (clock, random) = (Arc::clone(store.clock()), Arc::clone(store.random()));
        let stored: Result<_, VaultError> =
            store.read(|tx| Box::pin(async move { Ok(keys::all(tx).await?) })).await;
        let ring = Arc::new(RwLock::new(Arc::new(Ring::new(&stored?, &masters)?)));
        let vault = Self { masters, ring, clock, random };
        store.mark_with(vault.audit_marks());
        Ok(vault)
    }

    /// The key that the site marks the rows of its record with; the same for life.
    pub fn audit_marks(&self) -> hmac::Key {
        hmac::Key::new(hmac::HMAC_SHA256, &self.fingerprint("audit.mark", "").0)
    }

    /// Looks for keys that another node has made; to be called every few minutes.
    pub async fn refresh(&self, store: &Store) -> Result<(), VaultError> {
        let stored: Result<_, VaultError> =
            store.read(|tx| Box::pin(async move { Ok(keys::all(tx).await?) })).await;
        self.replace(&stored?)
    }

    /// Looks for keys that another node has made, and makes a new data key when the last is three months old; to
    /// be called every few minutes.
    pub async fn keep_up(&self, store: &Store) -> Result<(), VaultError> {
        self.refresh(store).await?;
        let then = self.clock.now().before(keys::SEALS_FOR);
        if self.ring().newest_since <= then { self.rotate_before(store, Some(then)).await } else { Ok(()) }
    }

    /// Makes a new data key. It seals when every node has had ten minutes to see it.
    pub async fn rotate(&self, store: &Store) -> Result<(), VaultError> {
        self.rotate_before(store, None).await
    }

    /// The same, unless there is one that is younger than `then`: another node may have been faster.
    async fn rotate_before(&self, store: &Store, then: Option<Timestamp>) -> Result<(), VaultError> {
        let (masters, random, now) = (self.masters.clone(), Arc::clone(&self.random), self.clock.now());
        let stored: Result<_, VaultError> = store
            .write(move |tx| {
                let (masters, random) = (masters.clone(), Arc::clone(&random));
                Box::pin(async move {
                    let known = keys::all(tx).await?;
                    if then.is_some_and(|then| newest_since(&known) > then) {
                        return Ok(Change::Unrecorded(known));
                    }
                    let id = keys::make(tx, SEALING, &masters, now, &*random).await?;
                    Ok(Change::Recorded(keys::all(tx).await?, vec![made(now, id, SEALING)]))
                })
            })
            .await;
        self.replace(&stored?)
    }

    /// Seals every data key anew with the newest master key; how many were sealed with another.
    pub async fn rewrap(&self, store: &Store) -> Result<u64, VaultError> {
        let (masters, random, now) = (self.masters.clone(), Arc::clone(&self.random), self.clock.now());
        store
            .write(move |tx| {
                let (masters, random) = (masters.clone(), Arc::clone(&random));
                Box::pin(async move {
                    let mut events = Vec::new();
                    for stored in keys::all(tx).await? {
                        if envelope::name(&stored.wrapped) == Some(masters.newest().id) {
                            continue;
                        }
                        let key = keys::unwrap(&stored, &masters)?;
                        let wrapped = keys::wrap(stored.id, &stored.purpose, &*key, &masters, &*random);
                        keys::rewrap(tx, &stored, wrapped).await?;
                        events.push(event(now, "vault.key.rewrapped", stored.id, &stored.purpose));
                    }
                    Ok(Change::Recorded(events.len() as u64, events))
                })
            })
            .await
    }

    /// Seals a value. `context` says where it stands, down to the row (`accounts.number/acct_…`):
    /// elsewhere it will not open.
    pub fn seal(&self, context: &str, plaintext: &[u8]) -> Vec<u8> {
        let ring = self.ring();
        let id = ring.sealing_at(self.clock.now());
        ring.keys[&id].seal(id.as_bytes(), context, plaintext, &*self.random)
    }

    /// Opens what was sealed under the same context.
    pub fn open(&self, context: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let id = envelope::name(sealed).map(DataKeyId::from_bytes).ok_or(VaultError::Damaged)?;
        let ring = self.ring();
        let key = ring.keys.get(&id).ok_or(VaultError::UnknownKey(id))?;
        key.open(id.as_bytes(), context, sealed).ok_or(VaultError::Damaged)
    }

    /// The keyed fingerprint (HMAC-SHA-256, RFC 2104) under which a sealed value is found. `kind`
    /// keeps equal values of different kinds apart; `normalised` is the one way to write the value.
    pub fn fingerprint(&self, kind: &str, normalised: &str) -> Digest {
        let mut mac = hmac::Context::with_key(&self.ring().fingerprint);
        mac.update(&(kind.len() as u64).to_be_bytes());
        mac.update(kind.as_bytes());
        mac.update(normalised.as_bytes());
        let mut print = [0; 32];
        print.copy_from_slice(mac.sign().as_ref());
        Digest(print)
    }

    fn ring(&self) -> Arc<Ring> {
        Arc::clone(&self.ring.read().unwrap_or_else(PoisonError::into_inner))
    }

    fn replace(&self, stored: &[Stored]) -> Result<(), VaultError> {
        let ring = Arc::new(Ring::new(stored, &self.masters)?);
        *self.ring.write().unwrap_or_else(PoisonError::into_inner) = ring;
        Ok(())
    }
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vault").field("masters", &self.masters).finish_non_exhaustive()
    }
}

impl Ring {
    fn new(stored: &[Stored], masters: &KeyFile) -> Result<Self, VaultError> {
        let (mut sealing, mut keys, mut fingerprint) = (Vec::new(), HashMap::new(), None);
        for entry in stored {
            let key = keys::unwrap(entry, masters)?;
            if entry.purpose == FINGERPRINT {
                fingerprint = Some(hmac::Key::new(hmac::HMAC_SHA256, &*key));
            } else {
                sealing.push((entry.id, entry.retired_at));
                keys.insert(entry.id, envelope::Key::new(&key));
            }
        }
        let fingerprint = fingerprint.filter(|_| !sealing.is_empty()).ok_or(VaultError::Damaged)?;
        Ok(Self { sealing, keys, fingerprint, newest_since: newest_since(stored) })
    }

    /// The oldest that has not retired; every node has seen it.
    fn sealing_at(&self, now: Timestamp) -> DataKeyId {
        let serving = self.sealing.iter().find(|(_, retired_at)| retired_at.is_none_or(|then| then > now));
        serving.or(self.sealing.last()).expect("a ring has at least one sealing key").0
    }
}

fn newest_since(stored: &[Stored]) -> Timestamp {
    let sealing = stored.iter().filter(|key| key.purpose == SEALING);
    sealing.map(|key| key.created_at).max().unwrap_or(Timestamp::from_millis(i64::MIN))
}

fn made(now: Timestamp, id: DataKeyId, purpose: &str) -> AuditEvent {
    event(now, "vault.key.made", id, purpose)
}

fn event(now: Timestamp, action: &'static str, id: DataKeyId, purpose: &str) -> AuditEvent {
    AuditEvent::new(now, Actor::Site("vault".to_owned()), action)
        .with("key", id.to_string())
        .with("purpose", purpose)
}
