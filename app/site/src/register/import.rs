//! Filling the copy of a population register from a file, in parts: whatever interrupts it, the same file goes on where
//! it was. While one part is written the next is read and sealed.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use aws_lc_rs::digest;
use onedoor_base::{Actor, Country, Digest};
use onedoor_registers::file::{BadFile, BadRow, RegisterFile};
use onedoor_storage::Store;
use onedoor_storage::register::{self, Import, Part, Prepared, prepare};
use onedoor_storage::vault::{Vault, VaultError};
use tokio::task::spawn_blocking;

/// Rows that are written together: some tens of milliseconds, in which a running site waits on SQLite.
const ROWS: u64 = 1000;
const CHUNK: usize = 256 * 1024;

/// A file, and what is done with it.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Where it is.
    pub file: PathBuf,
    /// Of which country's register.
    pub country: Country,
    /// Whether those in it are taken out.
    pub removes: bool,
    /// Who does it, for the record.
    pub by: Actor,
}

/// What whoever waits is told.
pub trait Watcher {
    /// A row was not taken.
    fn refused(&mut self, row: &BadRow);
    /// So many rows are done, of a file that is read to this part of its bytes, from 0 to 1.
    fn progress(&mut self, rows: u64, read: f64);
}

/// Why a file was not read to its end. What was written stays, and the same file goes on there.
#[derive(Debug, thiserror::Error)]
pub enum ImportTrouble {
    /// The file cannot be opened.
    #[error("{0}")]
    Open(#[from] std::io::Error),
    /// It cannot be read on.
    #[error("{0}")]
    File(#[from] BadFile),
    /// The database does not take it.
    #[error("{0}")]
    Storage(#[from] VaultError),
}

/// Rows that were read and made ready.
struct Ready {
    rows: Rows,
    part: Part,
    refused: Vec<BadRow>,
    read: f64,
    source: Source,
}

enum Rows {
    Put(Vec<Prepared>),
    TakeOut(Vec<(Country, String)>),
}

/// The file on its way.
struct Source {
    file: RegisterFile<Counted<BufReader<File>>>,
    size: u64,
    at: u64,
    read: Arc<AtomicU64>,
}

/// Fills the copy from a file, or goes on with it.
///
/// # Errors
/// [`ImportTrouble`]; what was written until then stays.
pub async fn import(
    store: &Store,
    vault: &Vault,
    wanted: &Wanted,
    watcher: &mut impl Watcher,
) -> Result<Import, ImportTrouble> {
    let file = wanted.file.clone();
    let digest = spawn_blocking(move || digest_of(&file)).await.expect("hashing does not panic")?;
    let name = wanted.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let begun = register::begin(store, (digest, &name, wanted.removes), &wanted.by);
    let begun = begun.await.map_err(VaultError::from)?;
    let source = {
        let (file, country, at) = (wanted.file.clone(), wanted.country, begun.position);
        spawn_blocking(move || Source::open(&file, country, at)).await.expect("reading does not panic")?
    };
    let mut next = ready(source, vault.clone(), wanted.clone()).await?;
    loop {
        let Ready { rows, part, refused, read, source } = next;
        let last = part.to == part.from;
        for row in &refused {
            watcher.refused(row);
        }
        if last {
            break;
        }
        let following = ready(source, vault.clone(), wanted.clone());
        match rows {
            Rows::Put(people) => register::write(store, vault, begun.id, part, people).await?,
            Rows::TakeOut(numbers) => register::remove(store, vault, begun.id, part, numbers).await?,
        }
        watcher.progress(part.to, read);
        next = following.await?;
    }
    Ok(register::finish(store, begun.id, &wanted.by).await.map_err(VaultError::from)?)
}

/// The next rows; it begins at once, beside whatever else is done.
fn ready(source: Source, vault: Vault, wanted: Wanted) -> impl Future<Output = Result<Ready, ImportTrouble>> {
    let running = spawn_blocking(move || source.next(&vault, &wanted));
    async move { running.await.expect("reading does not panic") }
}

impl Source {
    fn open(path: &Path, country: Country, at: u64) -> Result<Self, ImportTrouble> {
        let file = File::open(path)?;
        let size = file.metadata()?.len();
        let read = Arc::default();
        let counted = Counted { inner: BufReader::with_capacity(CHUNK, file), read: Arc::clone(&read) };
        let mut file = RegisterFile::open(counted, country)?;
        file.skip(at)?;
        Ok(Self { file, size, at, read })
    }

    fn next(mut self, vault: &Vault, wanted: &Wanted) -> Result<Ready, ImportTrouble> {
        let (from, mut refused) = (self.at, Vec::new());
        let (mut put, mut out) = (Vec::new(), Vec::new());
        while self.at - from < ROWS {
            let row = if wanted.removes {
                self.file.next_number()?.map(|row| row.map(|number| out.push((wanted.country, number))))
            } else {
                self.file.next()?.map(|row| row.map(|entry| put.push(prepare(vault, &entry))))
            };
            let Some(row) = row else { break };
            refused.extend(row.err());
            self.at += 1;
        }
        let part = Part { from, to: self.at, refused: refused.len() as u64 };
        let rows = if wanted.removes { Rows::TakeOut(out) } else { Rows::Put(put) };
        let read = self.read.load(Ordering::Relaxed);
        #[expect(clippy::cast_precision_loss, reason = "a part of a whole, to be shown")]
        let read = read as f64 / self.size.max(1) as f64;
        Ok(Ready { rows, part, refused, read, source: self })
    }
}

/// Counts what is read of a file.
struct Counted<R> {
    inner: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

fn digest_of(path: &Path) -> std::io::Result<Digest> {
    let mut file = File::open(path)?;
    let mut context = digest::Context::new(&digest::SHA256);
    let mut chunk = vec![0; CHUNK];
    loop {
        let count = file.read(&mut chunk)?;
        if count == 0 {
            break;
        }
        context.update(&chunk[..count]);
    }
    Ok(Digest(context.finish().as_ref().try_into().expect("SHA-256 has thirty-two bytes")))
}
