//! What the sites of the demo world know each other by: random, made once, kept in a file.

use std::collections::BTreeMap;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use onedoor_base::{Randomness, Secret, Token};

/// Secrets by name, in a file that its owner alone may read.
pub(super) struct Secrets {
    file: PathBuf,
    kept: BTreeMap<String, String>,
}

impl Secrets {
    /// Those in the file; none if there is no file yet.
    pub(super) fn open(file: &Path) -> std::io::Result<Self> {
        let kept = match std::fs::read(file) {
            Ok(bytes) => serde_json::from_slice(&bytes)?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => BTreeMap::new(),
            Err(error) => return Err(error),
        };
        Ok(Self { file: file.to_owned(), kept })
    }

    /// The secret of that name; made at the first call.
    pub(super) fn get(&mut self, name: &str, random: &dyn Randomness) -> Secret {
        let kept = self.kept.entry(name.to_owned());
        Secret::new(kept.or_insert_with(|| Token::random(random).reveal().to_owned()).as_str())
    }

    /// Writes them all; the file is whole or the one before, whatever happens.
    pub(super) fn keep(&self) -> std::io::Result<()> {
        let draft = self.file.with_extension("new");
        let mut options = OpenOptions::new();
        options.create(true).truncate(true).write(true);
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut written = options.open(&draft)?;
        written.write_all(&serde_json::to_vec_pretty(&self.kept)?)?;
        written.sync_all()?;
        std::fs::rename(&draft, &self.file)
    }
}
