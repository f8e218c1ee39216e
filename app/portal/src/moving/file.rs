//! The files of an export: one sealed record a line, and a manifest that says how many there are and what they are.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use onedoor_base::{Digest, Randomness, Timestamp};
use onedoor_storage::KeyFile;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

pub(super) const VERSION: u32 = 1;
const MANIFEST: &str = "manifest.json";
/// The files, in the order in which they are taken in.
pub(super) const FILES: [&str; 3] = ["accounts", "dossiers", "links"];
/// More than any record has.
const LONGEST: usize = 1024 * 1024;

/// What an export is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Of the format.
    pub version: u32,
    /// The portal, by its key.
    pub system: String,
    /// What it is called, by language.
    pub names: BTreeMap<String, String>,
    /// Where it is.
    pub origin: String,
    /// When it was written.
    pub at: Timestamp,
    /// The files: how many records each has, and its SHA-256.
    pub files: BTreeMap<String, Contents>,
    /// Proves that whoever had the key file wrote all this.
    #[serde(default)]
    pub seal: String,
}

/// What is in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// How many lines.
    pub records: u64,
    /// Of the file, piece by piece of a MiB, in base64.
    pub sha256: String,
}

/// Why an export cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// A file.
    #[error("{}: {error}", .file.display())]
    File {
        /// Which.
        file: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// The manifest is none, or of a version that is not known here.
    #[error("{0}: not the manifest of an export that this version reads")]
    Manifest(String),
    /// The key file is another one, or somebody changed the manifest.
    #[error("the manifest was not written with this key file, or was changed since")]
    Seal,
    /// A file is not the one that was written.
    #[error("{file}: not as it was written: {why}")]
    Damaged {
        /// Which.
        file: String,
        /// What is wrong.
        why: String,
    },
}

impl ManifestError {
    pub(super) fn file(file: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let file = file.to_owned();
        move |error| Self::File { file, error }
    }

    fn damaged(file: &str, why: impl std::fmt::Display) -> Self {
        Self::Damaged { file: file.to_owned(), why: why.to_string() }
    }
}

fn context(system: &str, file: &str, line: u64) -> String {
    format!("onedoor.export/{system}/{file}/{line}")
}

/// A new file that only its owner reads.
fn create(file: &Path) -> std::io::Result<File> {
    let mut options = std::fs::OpenOptions::new();
    options.create_new(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

fn in_base64(Digest(bytes): Digest) -> String {
    STANDARD.encode(bytes)
}

impl Manifest {
    /// The digest by which the export is known: of all that the seal stands for.
    pub fn digest(&self) -> Digest {
        let bare = Self { seal: String::new(), ..self.clone() };
        Digest::of(serde_json::to_vec(&bare).expect("strings and numbers serialise"))
    }

    /// How many records there are in all files.
    pub fn records(&self) -> u64 {
        self.files.values().map(|contents| contents.records).sum()
    }

    pub(super) fn write(
        mut self,
        dir: &Path,
        key: &KeyFile,
        random: &dyn Randomness,
    ) -> Result<(), ManifestError> {
        self.seal = STANDARD.encode(key.seal("onedoor.export/manifest", &self.digest().0, random));
        let file = dir.join(MANIFEST);
        let json = serde_json::to_vec_pretty(&self).expect("strings and numbers serialise");
        let written = create(&file).and_then(|mut made| made.write_all(&json).and_then(|()| made.sync_all()));
        written.map_err(ManifestError::file(&file))
    }

    /// Reads the manifest of an export and makes sure that its files are those that were written.
    pub fn read(dir: &Path, key: &KeyFile) -> Result<Self, ManifestError> {
        let file = dir.join(MANIFEST);
        let text = std::fs::read(&file).map_err(ManifestError::file(&file))?;
        let none = || ManifestError::Manifest(file.display().to_string());
        let manifest: Self = serde_json::from_slice(&text).map_err(|_| none())?;
        if manifest.version != VERSION || FILES.iter().any(|name| !manifest.files.contains_key(*name)) {
            return Err(none());
        }
        let sealed = STANDARD.decode(&manifest.seal).map_err(|_| ManifestError::Seal)?;
        let opened = key.open("onedoor.export/manifest", &sealed).ok_or(ManifestError::Seal)?;
        if *opened != manifest.digest().0 {
            return Err(ManifestError::Seal);
        }
        for name in FILES {
            let contents = Contents::of(&dir.join(name)).map_err(ManifestError::file(&dir.join(name)))?;
            if contents != manifest.files[name] {
                return Err(ManifestError::damaged(name, "its digest is another one"));
            }
        }
        Ok(manifest)
    }
}

impl Manifest {
    /// The digest of the key that sealed it.
    pub(super) fn sealed_with(&self, key: &KeyFile) -> Result<Digest, ManifestError> {
        let sealed = STANDARD.decode(&self.seal).map_err(|_| ManifestError::Seal)?;
        key.digest(&sealed).ok_or(ManifestError::Seal)
    }
}

impl Contents {
    fn of(file: &Path) -> Result<Self, std::io::Error> {
        let mut file = BufReader::with_capacity(256 * 1024, File::open(file)?);
        // Piece by piece: an export of a province does not go into memory.
        let (mut whole, mut records, mut piece) = (Digest::of(b""), 0, vec![0; 1 << 20]);
        loop {
            let mut filled = 0;
            while filled < piece.len() {
                let read = file.read(&mut piece[filled..])?;
                if read == 0 {
                    break;
                }
                filled += read;
            }
            if filled == 0 {
                return Ok(Self { records, sha256: in_base64(whole) });
            }
            records += piece[..filled].split(|byte| *byte == b'\n').count() as u64 - 1;
            whole = Digest::of([whole.0.as_slice(), &piece[..filled]].concat());
        }
    }
}

/// Writes the lines of a file.
pub(super) struct Lines<'a> {
    file: BufWriter<File>,
    path: PathBuf,
    name: &'static str,
    system: &'a str,
    key: &'a KeyFile,
    random: &'a dyn Randomness,
    records: u64,
}

impl<'a> Lines<'a> {
    pub(super) fn create(
        dir: &Path,
        name: &'static str,
        (system, key, random): (&'a str, &'a KeyFile, &'a dyn Randomness),
    ) -> Result<Self, ManifestError> {
        let path = dir.join(name);
        let file = BufWriter::new(create(&path).map_err(ManifestError::file(&path))?);
        Ok(Self { file, path, name, system, key, random, records: 0 })
    }

    pub(super) fn add(&mut self, record: &impl Serialize) -> Result<(), ManifestError> {
        self.records += 1;
        let json = serde_json::to_vec(record).expect("strings and numbers serialise");
        let sealed = self.key.seal(&context(self.system, self.name, self.records), &json, self.random);
        writeln!(self.file, "{}", STANDARD.encode(sealed)).map_err(ManifestError::file(&self.path))
    }

    pub(super) fn finish(mut self) -> Result<Contents, ManifestError> {
        self.file.flush().map_err(ManifestError::file(&self.path))?;
        self.file.get_ref().sync_all().map_err(ManifestError::file(&self.path))?;
        Contents::of(&self.path).map_err(ManifestError::file(&self.path))
    }
}

/// Reads the records of a file, after the first `skip` of them.
pub(super) struct Records<'a> {
    lines: std::iter::Skip<std::io::Lines<BufReader<File>>>,
    name: &'static str,
    system: &'a str,
    key: &'a KeyFile,
    line: u64,
}

impl<'a> Records<'a> {
    pub(super) fn open(
        dir: &Path,
        name: &'static str,
        (system, key): (&'a str, &'a KeyFile),
        skip: u64,
    ) -> Result<Self, ManifestError> {
        let path = dir.join(name);
        let file = File::open(&path).map_err(ManifestError::file(&path))?;
        let lines = BufReader::new(file).lines().skip(usize::try_from(skip).unwrap_or(usize::MAX));
        Ok(Self { lines, name, system, key, line: skip })
    }

    /// At most `most` of the next records.
    pub(super) fn some<T: DeserializeOwned>(&mut self, most: usize) -> Result<Vec<T>, ManifestError> {
        let mut records = Vec::new();
        while records.len() < most {
            let Some(line) = self.lines.next() else { break };
            let line = line.map_err(|error| ManifestError::damaged(self.name, error))?;
            self.line += 1;
            let number = self.line;
            let wrong = |why: &str| ManifestError::damaged(self.name, format!("line {number}: {why}"));
            let sealed =
                Some(line).filter(|line| line.len() <= LONGEST).and_then(|line| STANDARD.decode(line).ok());
            let sealed = sealed.ok_or_else(|| wrong("no record"))?;
            let opened = self.key.open(&context(self.system, self.name, number), &sealed);
            let opened = opened.ok_or_else(|| wrong("does not open with this key file"))?;
            records.push(serde_json::from_slice(&opened).map_err(|_| wrong("not a record of this kind"))?);
        }
        Ok(records)
    }
}
