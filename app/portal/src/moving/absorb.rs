use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;
use std::sync::Arc;

use onedoor_base::{AbsorptionId, Actor, AuditEvent, Digest, LocalAccountId, Timestamp};
use onedoor_linking_client::Trouble;
use onedoor_site::HasSite;
use onedoor_storage::services::accounts;
use onedoor_storage::services::moving::{self, Absorption, Before, Mistaken, Source};
use onedoor_storage::{Change, KeyFile, StorageError, Tx};

use super::file::{FILES, Manifest, ManifestError, Records};
use super::links::{Carried, ask};
use super::report::Report;
use super::{AccountLine, DossierLine, LinkLine};
use crate::Portal;

/// The name of the operator's command, for the record.
pub(super) const COMMAND: &str = "portal absorb";

/// How to take an export in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Absorbing {
    /// Reads and reports everything, and writes nothing.
    pub check: bool,
    /// How many records one transaction takes; at most [`onedoor_linking_protocol::PAGE`].
    pub batch: usize,
}

impl Default for Absorbing {
    fn default() -> Self {
        Self { check: false, batch: onedoor_linking_protocol::PAGE }
    }
}

/// Why an export was not taken in to its end. What batches before have written stays, and is gone on from.
#[derive(Debug, thiserror::Error)]
pub enum AbsorbError {
    /// The files.
    #[error(transparent)]
    Files(#[from] ManifestError),
    /// The database.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// It is this portal's own.
    #[error("the export is of this very portal")]
    Own,
    /// It calls itself another portal than the operator does.
    #[error(
        "the export says that it is of {origin} (\"{system}\"), and not of {from}: ask whoever gave it to you"
    )]
    NotFrom {
        /// Where the portal is, as the operator knows it.
        from: String,
        /// Where it is, as the export has it.
        origin: String,
        /// Its key there.
        system: String,
    },
    /// The portal that it names came before, under another key.
    #[error(
        "what {} (\"{}\") had came under another key file: only an export under that one can add to it",
        .0.origin, .0.system
    )]
    OtherKey(Before),
    /// Another portal came before, under this key.
    #[error("under this key file {} (\"{}\") came: each portal has one of its own", .0.origin, .0.system)]
    OtherPortal(Before),
    /// Another process takes it in at the same time.
    #[error("another process takes this export in at the same time")]
    Busy,
    /// An issuer could not be asked for the links.
    #[error("{issuer} was asked for the links: {trouble}")]
    Issuer {
        /// Which.
        issuer: String,
        /// What stood in the way.
        trouble: String,
    },
    /// An issuer does not know that the portals became one.
    #[error(
        "{0} does not know that the portals became one: run `onedoor systems merge` there first, then this again"
    )]
    NotMerged(String),
}

impl From<Mistaken> for AbsorbError {
    fn from(mistaken: Mistaken) -> Self {
        match mistaken {
            Mistaken::OtherKey(before) => Self::OtherKey(before),
            Mistaken::OtherPortal(before) => Self::OtherPortal(before),
        }
    }
}

impl AbsorbError {
    pub(super) fn issuer(issuer: &str, trouble: &Trouble) -> Self {
        match trouble {
            Trouble::Refused(problem) if problem.code == onedoor_linking_protocol::Code::NotOffered => {
                Self::NotMerged(issuer.to_owned())
            }
            other => Self::Issuer { issuer: issuer.to_owned(), trouble: other.to_string() },
        }
    }
}

/// Records that are dealt with in one transaction.
enum Batch {
    Accounts(Vec<AccountLine>),
    Dossiers(Vec<DossierLine>),
    Links(Vec<(LinkLine, Carried)>),
}

impl Batch {
    const fn len(&self) -> usize {
        match self {
            Self::Accounts(records) => records.len(),
            Self::Dossiers(records) => records.len(),
            Self::Links(records) => records.len(),
        }
    }
}

/// Whether what is taken in stays.
#[derive(Clone)]
pub(super) enum Run {
    /// It does.
    Keeping,
    /// Every batch is undone. These accounts would be here by now; what they were called at the portal of before.
    Trying(Arc<BTreeMap<LocalAccountId, String>>),
}

/// What the batches have in common.
#[derive(Clone)]
pub(super) struct Work {
    pub(super) portal: Portal,
    pub(super) manifest: Manifest,
    /// The digest of the key that sealed it.
    pub(super) key: Digest,
    pub(super) id: AbsorptionId,
    /// Accounts that their issuer tells of the move.
    pub(super) linked: Arc<HashSet<LocalAccountId>>,
    pub(super) run: Run,
    pub(super) now: Timestamp,
}

/// Why nothing of a batch was written.
enum Undone {
    /// It was only tried.
    Trial(Report),
    Busy,
    Storage(StorageError),
}

impl From<StorageError> for Undone {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

/// Takes an export into a portal. `from` is the origin of the portal that is left, as the operator knows it. Running it
/// again goes on where the last run ended, or was killed.
pub async fn absorb(
    portal: &Portal,
    dir: &Path,
    (key, from): (&KeyFile, &str),
    how: Absorbing,
) -> Result<Report, AbsorbError> {
    let manifest = Manifest::read(dir, key)?;
    if manifest.origin == portal.site.settings.origin() {
        return Err(AbsorbError::Own);
    }
    if manifest.origin != from {
        let (from, origin, system) = (from.to_owned(), manifest.origin, manifest.system);
        return Err(AbsorbError::NotFrom { from, origin, system });
    }
    let sealed_with = manifest.sealed_with(key)?;
    let absorption = begin(portal, source(&manifest, sealed_with), how.check).await?;
    let mut position = u64::try_from(absorption.position).unwrap_or_default();
    let mut report = Report { before: position, ..Report::default() };
    let mut work = Work {
        portal: portal.clone(),
        key: sealed_with,
        id: absorption.id,
        linked: Arc::new(linked(dir, &manifest, key)?),
        run: if how.check { Run::Trying(Arc::default()) } else { Run::Keeping },
        now: portal.site.now(),
        manifest,
    };
    let (mut first, system) = (0, work.manifest.system.clone());
    for name in FILES {
        let records = work.manifest.files[name].records;
        let skip = position.saturating_sub(first).min(records);
        first += records;
        let mut lines = Records::open(dir, name, (&system, key), skip)?;
        loop {
            let batch = next(portal, name, &mut lines, how.batch).await?;
            if batch.len() == 0 {
                break;
            }
            if let (Batch::Accounts(all), Run::Trying(accounts)) = (&batch, &mut work.run) {
                let named = all.iter().map(|line| (line.row.id, line.row.user_name.clone()));
                Arc::make_mut(accounts).extend(named);
            }
            let to = position + batch.len() as u64;
            report.add(settle(&work, Arc::new(batch), (position, to)).await?);
            position = to;
        }
    }
    if !how.check {
        finish(portal, &work).await?;
    }
    Ok(report)
}

async fn begin(portal: &Portal, source: Source, check: bool) -> Result<Absorption, AbsorbError> {
    let site = portal.site();
    let now = site.now();
    let id = AbsorptionId::new(now, &*site.random);
    let begun: Result<_, StorageError> = if check {
        let read = site.store.read(move |tx| {
            let source = source.clone();
            Box::pin(async move {
                let mistaken = moving::mistaken(tx, &source).await?;
                let found = moving::absorption(tx, source.digest).await?;
                Ok((mistaken, found.unwrap_or(Absorption { id, position: 0, taken: 0, ended_at: None })))
            })
        });
        read.await
    } else {
        let write = site.store.write(move |tx| {
            let source = source.clone();
            Box::pin(async move {
                let mistaken = moving::mistaken(tx, &source).await?;
                let none = Absorption { id, position: 0, taken: 0, ended_at: None };
                let begun =
                    if mistaken.is_some() { none } else { moving::begin(tx, id, &source, now).await? };
                Ok(Change::Unrecorded((mistaken, begun)))
            })
        });
        write.await
    };
    let (mistaken, begun) = begun?;
    mistaken.map_or(Ok(begun), |mistaken| Err(mistaken.into()))
}

fn source(manifest: &Manifest, key: Digest) -> Source {
    Source {
        digest: manifest.digest(),
        system: manifest.system.clone(),
        names: serde_json::to_string(&manifest.names).expect("strings serialise"),
        origin: manifest.origin.clone(),
        key,
    }
}

/// The accounts that have a link in the export.
fn linked(dir: &Path, manifest: &Manifest, key: &KeyFile) -> Result<HashSet<LocalAccountId>, ManifestError> {
    let [_, _, links] = FILES;
    let mut records = Records::open(dir, links, (&manifest.system, key), 0)?;
    let mut linked = HashSet::new();
    loop {
        let some: Vec<LinkLine> = records.some(500)?;
        if some.is_empty() {
            return Ok(linked);
        }
        linked.extend(some.iter().filter(|line| !line.one_sided).map(|line| line.account));
    }
}

async fn next(
    portal: &Portal,
    name: &str,
    lines: &mut Records<'_>,
    most: usize,
) -> Result<Batch, AbsorbError> {
    let most = most.clamp(1, onedoor_linking_protocol::PAGE);
    let [accounts, dossiers, _] = FILES;
    if name == accounts {
        Ok(Batch::Accounts(lines.some(most)?))
    } else if name == dossiers {
        Ok(Batch::Dossiers(lines.some(most)?))
    } else {
        Ok(Batch::Links(ask(portal, lines.some(most)?).await?))
    }
}

/// Deals with a batch in one transaction, and writes down how far that is; in a trial the transaction is undone.
async fn settle(work: &Work, batch: Arc<Batch>, (from, to): (u64, u64)) -> Result<Report, AbsorbError> {
    let given = Arc::new(work.clone());
    let place = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let done: Result<Report, Undone> = work
        .portal
        .site
        .store
        .write(move |tx| {
            let (work, batch) = (Arc::clone(&given), Arc::clone(&batch));
            Box::pin(async move {
                let (mut report, mut events) = (Report::default(), Vec::new());
                let trying = matches!(work.run, Run::Trying(_));
                if trying {
                    // For the time of the trial.
                    moving::begin(tx, work.id, &source(&work.manifest, work.key), work.now).await?;
                }
                match &*batch {
                    Batch::Accounts(all) => work.take_accounts(tx, all, (&mut report, &mut events)).await?,
                    Batch::Dossiers(all) => work.take_dossiers(tx, all, &mut report).await?,
                    Batch::Links(all) => work.take_links(tx, all, (&mut report, &mut events)).await?,
                }
                if trying {
                    return Err(Undone::Trial(report));
                }
                let taken = place(report.taken());
                if !moving::advance(tx, work.id, (place(from), place(to)), taken).await? {
                    return Err(Undone::Busy);
                }
                Ok(if events.is_empty() {
                    Change::Unrecorded(report)
                } else {
                    Change::Recorded(report, events)
                })
            })
        })
        .await;
    match done {
        Ok(report) | Err(Undone::Trial(report)) => Ok(report),
        Err(Undone::Busy) => Err(AbsorbError::Busy),
        Err(Undone::Storage(error)) => Err(error.into()),
    }
}

async fn finish(portal: &Portal, work: &Work) -> Result<(), StorageError> {
    let (id, now, system) = (work.id, portal.site.now(), work.manifest.system.clone());
    let records = work.manifest.records().to_string();
    portal
        .site
        .store
        .write(move |tx| {
            let (system, records) = (system.clone(), records.clone());
            Box::pin(async move {
                if !moving::finish(tx, id, now).await? {
                    return Ok(Change::Unrecorded(()));
                }
                let operator = Actor::Operator(COMMAND.to_owned());
                let event = AuditEvent::new(now, operator, "services.portal.absorbed")
                    .with("system", system)
                    .with("records", records);
                Ok(Change::Recorded((), vec![event]))
            })
        })
        .await
}

impl Work {
    /// Which of these accounts came from the portal that is left, or would. It has no say over any other: whoever
    /// writes an export could hang their own link on an account that somebody else has here.
    pub(super) async fn came(
        &self,
        tx: &mut Tx<'_>,
        ids: impl Iterator<Item = LocalAccountId> + Clone,
    ) -> Result<BTreeSet<LocalAccountId>, StorageError> {
        let mut came = moving::accounts_came(tx, ids.clone(), self.key).await?;
        if let Run::Trying(accounts) = &self.run {
            let there = moving::accounts_there(tx, ids.clone()).await?;
            came.extend(ids.filter(|id| accounts.contains_key(id) && !there.contains(id)));
        }
        Ok(came)
    }

    /// What an account is called here, or was at the portal of before.
    pub(super) async fn user_name(
        &self,
        tx: &mut Tx<'_>,
        id: LocalAccountId,
    ) -> Result<String, StorageError> {
        if let Run::Trying(accounts) = &self.run
            && let Some(name) = accounts.get(&id)
        {
            return Ok(name.clone());
        }
        let account = accounts::get(tx, id).await?;
        Ok(account.map(|record| record.account.user_name.as_str().to_owned()).unwrap_or_default())
    }
}
