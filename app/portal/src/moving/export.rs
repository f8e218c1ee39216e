use std::collections::BTreeMap;
use std::path::Path;

use onedoor_base::{DossierId, LinkId, LocalAccountId, Randomness, Timestamp};
use onedoor_linking::{Link, Standing};
use onedoor_linking_client::words::{self, About};
use onedoor_storage::linking::links;
use onedoor_storage::services::moving;
use onedoor_storage::{KeyFile, StorageError, Store, Vault, VaultError};

use super::file::{FILES, Lines, Manifest, ManifestError, VERSION};
use super::{AccountLine, DossierLine, LinkLine};

/// How many rows are read at once.
const PAGE: i64 = 500;

/// The portal that is left: its state, which may be looked at while it runs.
pub struct Leaving<'a> {
    /// Its database.
    pub store: &'a Store,
    /// Its keys.
    pub vault: &'a Vault,
    /// Its key.
    pub system: String,
    /// What it is called, by language.
    pub names: BTreeMap<String, String>,
    /// Where it is.
    pub origin: String,
    /// The moment.
    pub now: Timestamp,
}

/// How much was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Exported {
    /// Accounts.
    pub accounts: u64,
    /// Dossiers, drafts among them.
    pub dossiers: u64,
    /// Links that are in force or suspended.
    pub links: u64,
}

/// Why an export was not written to its end.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The files.
    #[error(transparent)]
    Files(#[from] ManifestError),
    /// The database.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// Something sealed could not be opened.
    #[error(transparent)]
    Vault(#[from] VaultError),
}

/// Writes all accounts, dossiers and standing links of a portal to a new directory, sealed with `key`. The portal must
/// not change meanwhile: what is written is right for the moment at which each row was read.
pub async fn export(
    leaving: &Leaving<'_>,
    dir: &Path,
    key: &KeyFile,
    random: &dyn Randomness,
) -> Result<Exported, ExportError> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir).map_err(ManifestError::file(dir))?;
    let with = (leaving.system.as_str(), key, random);
    let [of_accounts, of_dossiers, of_links] = FILES;
    let accounts = write_accounts(leaving, Lines::create(dir, of_accounts, with)?).await?;
    let dossiers = write_dossiers(leaving, Lines::create(dir, of_dossiers, with)?).await?;
    let links = write_links(leaving, Lines::create(dir, of_links, with)?).await?;
    let exported = Exported { accounts: accounts.records, dossiers: dossiers.records, links: links.records };
    let manifest = Manifest {
        version: VERSION,
        system: leaving.system.clone(),
        names: leaving.names.clone(),
        origin: leaving.origin.clone(),
        at: leaving.now,
        files: FILES.into_iter().map(str::to_owned).zip([accounts, dossiers, links]).collect(),
        seal: String::new(),
    };
    manifest.write(dir, key, random)?;
    Ok(exported)
}

async fn write_accounts(
    from: &Leaving<'_>,
    mut lines: Lines<'_>,
) -> Result<super::file::Contents, ExportError> {
    let mut after = LocalAccountId::from_bytes([0; 16]);
    loop {
        let page: Result<_, StorageError> =
            from.store.read(move |tx| Box::pin(async move { moving::accounts(tx, after, PAGE).await })).await;
        let page = page?;
        let Some(last) = page.last() else { return Ok(lines.finish()?) };
        after = last.id;
        for row in page {
            lines.add(&AccountLine::of(from.vault, row)?)?;
        }
    }
}

async fn write_dossiers(
    from: &Leaving<'_>,
    mut lines: Lines<'_>,
) -> Result<super::file::Contents, ExportError> {
    let mut after = DossierId::from_bytes([0; 16]);
    loop {
        let page: Result<_, StorageError> =
            from.store.read(move |tx| Box::pin(async move { moving::dossiers(tx, after, PAGE).await })).await;
        let page = page?;
        let Some(last) = page.last() else { return Ok(lines.finish()?) };
        after = last.id;
        for row in page {
            lines.add(&DossierLine::of(from.vault, row)?)?;
        }
    }
}

async fn write_links(from: &Leaving<'_>, mut lines: Lines<'_>) -> Result<super::file::Contents, ExportError> {
    let mut after = LinkId::from_bytes([0; 16]);
    loop {
        let page: Result<_, StorageError> =
            from.store.read(move |tx| Box::pin(async move { links::standing(tx, after, PAGE).await })).await;
        let page = page?;
        let Some(last) = page.last() else { return Ok(lines.finish()?) };
        after = last.id;
        for link in page {
            lines.add(&line(&link))?;
        }
    }
}

fn line(link: &Link) -> LinkLine {
    let about = About {
        subject: link.national.subject.clone(),
        system: link.system.clone(),
        account: link.account.to_string(),
        label: String::new(),
        proof: link.proof.clone().unwrap_or_default(),
    };
    LinkLine {
        id: link.id,
        account: link.account,
        issuer: link.national.issuer.clone(),
        one_sided: link.handshake.one_sided,
        suspended: match link.handshake.mine.standing {
            Standing::Suspended { why, .. } => Some(why.word().to_owned()),
            _ => None,
        },
        evidence: words::evidence(about, &link.evidence()),
    }
}
