use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use onedoor_base::{Digest, Randomness};
use zeroize::Zeroizing;

use super::envelope;

const HEAD: &str = "\
# Onedoor master keys, one a line: its name, then the key. The last one seals, all of them open.
# Whoever has this file and the database can read everything. Without it, what is sealed is lost.
";

/// The master keys of a site: they seal the data keys, which lie in the database.
#[derive(Clone)]
pub struct KeyFile {
    keys: Vec<MasterKey>,
}

#[derive(Clone)]
pub(super) struct MasterKey {
    pub(super) id: [u8; 8],
    pub(super) key: Zeroizing<[u8; 32]>,
}

/// Why a key file cannot be used. It never repeats what stands in the file.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// A line is not a name and a key.
    #[error("line {line}: expected sixteen hexadecimal digits, a space, and 32 bytes in base64")]
    Malformed {
        /// From 1.
        line: usize,
    },
    /// Two keys have one name.
    #[error("line {line}: a key of this name stands above")]
    Repeated {
        /// From 1.
        line: usize,
    },
    /// There is no key in it.
    #[error("there is no key in it")]
    Empty,
    /// It cannot be read or made.
    #[error(transparent)]
    File(#[from] std::io::Error),
}

impl KeyFile {
    /// A file with one new key.
    pub fn generate(random: &dyn Randomness) -> Self {
        let mut file = Self { keys: Vec::new() };
        file.add(random);
        file
    }

    /// Adds a new key, which seals from now on.
    pub fn add(&mut self, random: &dyn Randomness) {
        let mut master = MasterKey { id: [0; 8], key: Zeroizing::new([0; 32]) };
        random.fill(&mut master.id);
        random.fill(&mut *master.key);
        self.keys.push(master);
    }

    /// From the text of the file.
    pub fn parse(text: &str) -> Result<Self, KeyFileError> {
        let mut keys: Vec<MasterKey> = Vec::new();
        for (line, content) in (1..).zip(text.lines().map(str::trim)) {
            if content.is_empty() || content.starts_with('#') {
                continue;
            }
            let master = parse_line(content).ok_or(KeyFileError::Malformed { line })?;
            if keys.iter().any(|other| other.id == master.id) {
                return Err(KeyFileError::Repeated { line });
            }
            keys.push(master);
        }
        if keys.is_empty() { Err(KeyFileError::Empty) } else { Ok(Self { keys }) }
    }

    /// The text of the file.
    pub fn to_text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(HEAD.to_owned());
        for MasterKey { id, key } in &self.keys {
            let key = Zeroizing::new(STANDARD.encode(**key));
            writeln!(text, "{} {}", hex(id), *key).expect("writing to a string does not fail");
        }
        text
    }

    /// Reads the file.
    pub fn read(path: &Path) -> Result<Self, KeyFileError> {
        Self::parse(&Zeroizing::new(std::fs::read_to_string(path)?))
    }

    /// Makes a file with one new key, readable by its owner only; refuses if there is one already.
    pub fn create(path: &Path, random: &dyn Randomness) -> Result<Self, KeyFileError> {
        let file = Self::generate(random);
        let mut options = OpenOptions::new();
        options.create_new(true).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut target = options.open(path)?;
        target.write_all(file.to_text().as_bytes())?;
        target.sync_all()?;
        Ok(file)
    }

    /// Puts this in the place of a file, whole or not at all.
    pub fn replace(&self, path: &Path) -> Result<(), KeyFileError> {
        let mut beside = path.as_os_str().to_owned();
        beside.push(".new");
        let mut options = OpenOptions::new();
        options.create(true).truncate(true).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut target = options.open(&beside)?;
        // Owner and rights are those of the old one: another user may be the one who reads it.
        let old = std::fs::metadata(path)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::{MetadataExt, fchown};
            fchown(&target, Some(old.uid()), Some(old.gid()))?;
        }
        target.set_permissions(old.permissions())?;
        target.write_all(self.to_text().as_bytes())?;
        target.sync_all()?;
        Ok(std::fs::rename(&beside, path)?)
    }

    /// Seals a value that goes to whoever has this file, too; `context` says what it is.
    pub fn seal(&self, context: &str, plaintext: &[u8], random: &dyn Randomness) -> Vec<u8> {
        let master = self.newest();
        envelope::Key::new(&master.key).seal(&master.id, context, plaintext, random)
    }

    /// Opens what [`Self::seal`] sealed under the same context; nothing if it is not that, or another file did.
    pub fn open(&self, context: &str, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let master = self.find(&envelope::name::<8>(sealed)?)?;
        envelope::Key::new(&master.key).open(&master.id, context, sealed)
    }

    /// The digest of the key that sealed a value, by which it is known to whoever may not have it.
    pub fn digest(&self, sealed: &[u8]) -> Option<Digest> {
        let master = self.find(&envelope::name::<8>(sealed)?)?;
        Some(Digest::of([b"onedoor.key-file/".as_slice(), master.key.as_slice()].concat()))
    }

    /// The key that seals.
    pub(super) fn newest(&self) -> &MasterKey {
        self.keys.last().expect("a key file has at least one key")
    }

    /// The key of this name.
    pub(super) fn find(&self, id: &[u8]) -> Option<&MasterKey> {
        self.keys.iter().find(|master| master.id == id)
    }
}

impl std::fmt::Debug for KeyFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.keys.iter().map(|master| hex(&master.id))).finish()
    }
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

fn parse_line(content: &str) -> Option<MasterKey> {
    let (id, key) = content.split_once(char::is_whitespace)?;
    let plain = id.len() == 16 && id.bytes().all(|c| c.is_ascii_hexdigit());
    let number = u64::from_str_radix(id, 16).ok().filter(|_| plain)?;
    let decoded = Zeroizing::new(STANDARD.decode(key.trim()).ok()?);
    let key = Zeroizing::new(<[u8; 32]>::try_from(decoded.as_slice()).ok()?);
    Some(MasterKey { id: number.to_be_bytes(), key })
}
