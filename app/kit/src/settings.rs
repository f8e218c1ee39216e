//! What the developer of a portal tells the kit: the least by which it can try the portal.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// `kit.toml`. `onedoor kit new` writes one with an explanation of every line.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Where the kit's own identity listens while it runs.
    pub listen: SocketAddr,
    /// Its name for itself: the address under which the portal reaches it.
    pub issuer: String,
    /// Who the portal is there.
    pub client_id: String,
    /// What proves it.
    pub client_secret: String,
    /// Certificate and key, if the portal wants to be sure of whom it calls.
    #[serde(default)]
    pub tls: Option<TlsFiles>,
    /// Certificate authorities (PEM) that are believed besides those of the system.
    #[serde(default)]
    pub trusted_authorities: Option<PathBuf>,
    /// For how many seconds to wait for what the portal does by itself.
    #[serde(default = "patience")]
    pub patience_seconds: u64,
    /// For how many seconds at most to wait where the portal says that it was called wrongly too often (`retry_after`,
    /// `Retry-After`), each time.
    #[serde(default = "limit_patience")]
    pub limit_patience_seconds: u64,
    /// For how many seconds at most to wait until the portal has had its numbers fingerprinted.
    #[serde(default = "fingerprint_patience")]
    pub fingerprint_patience_seconds: u64,
    /// Where things are at the portal.
    pub portal: PortalSettings,
    /// What it allows.
    pub policy: Policy,
    /// By what the kit finds the buttons.
    #[serde(default)]
    pub marks: Marks,
    /// The accounts that were prepared for it.
    #[serde(default)]
    pub accounts: Accounts,
}

/// Files of the kit's own listener.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TlsFiles {
    /// The certificate and those that lead to its root, PEM.
    pub certificate: PathBuf,
    /// Its private key, PEM.
    pub key: PathBuf,
}

/// Where things are at the portal: paths with their query, below its address.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PortalSettings {
    /// What the report calls it.
    pub name: String,
    /// Begins a sign-in with the kit's identity, and ends at `inside`.
    pub sign_in: String,
    /// A page that only somebody who is signed in gets at this address.
    pub inside: String,
    /// Words that stand on it, if others get an answer at the same address too.
    #[serde(default)]
    pub inside_says: Option<String>,
    /// The linking endpoint.
    pub linking: String,
    /// The linking endpoint of a portal that became part of this one, and is still there to say so.
    #[serde(default)]
    pub former: Option<String>,
    /// Where it is told that a session has ended.
    #[serde(default)]
    pub logout: Option<String>,
    /// The page with the person's links.
    #[serde(default)]
    pub links: Option<String>,
}

/// What the portal allows.
#[derive(Debug, Clone, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Whether an account is made for somebody who has none there.
    pub creation: Creation,
    /// Whether one person may have several accounts linked.
    #[serde(default)]
    pub several_accounts: bool,
    /// Whether the identity may ask with user name and password.
    pub credentials: bool,
    /// How well a person must be known: an `acr`, `urn:onedoor:loa:1` to `4`.
    #[serde(default = "loa")]
    pub least_identity: String,
    /// Whether the identity tells the portal fingerprints of national numbers and no number.
    #[serde(default)]
    pub fingerprints: bool,
}

/// Whether an account is made for somebody who has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Creation {
    /// At once.
    Yes,
    /// When the person says that they have none.
    Ask,
    /// Never.
    No,
}

/// A piece of the address, the name or the words of what is pressed; `*` stands for anything in between.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Marks {
    /// "I have an account here."
    pub existing: String,
    /// "Make one for me."
    pub new: String,
    /// "This one", where there are several; and "look again", where a link waits.
    pub choose: String,
    /// "Look whether the link is confirmed."
    pub again: String,
    /// "End this link", on the page with the links and on the one that asks once more.
    pub end: String,
}

impl Default for Marks {
    fn default() -> Self {
        let mark = str::to_owned;
        Self {
            existing: mark("/link/*/account"),
            new: mark("/link/*/new"),
            choose: mark("/link/*/choose"),
            again: mark("/link/*/again"),
            end: mark("/links/*/end"),
        }
    }
}

/// What was prepared: each is left out where the portal has no such thing.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Accounts {
    /// Nobody is linked with it.
    pub free: Option<Account>,
    /// Nobody is linked with it either, and it is somebody else's.
    pub other: Option<Account>,
    /// It is locked; its password is right.
    pub locked: Option<Account>,
    /// It carries a national number that was proven.
    pub numbered: Option<Account>,
    /// It carries a national number that nobody has proven.
    pub claimed: Option<Account>,
    /// Two that carry one national number, proven.
    pub twins: Vec<Account>,
}

/// A local account.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// Its user name.
    pub user_name: String,
    /// Its password.
    pub password: String,
    /// The code of its organisation, where accounts belong to one.
    #[serde(default)]
    pub organisation: Option<String>,
    /// What is chosen on the portal's pages until they ask for the user name, one after the other: values of lists or of
    /// buttons to tick, or what bears such a mark.
    #[serde(default)]
    pub chosen: Vec<String>,
    /// Its national number.
    #[serde(default)]
    pub number: Option<String>,
}

/// Why there is nothing to go by.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file.
    #[error("{0}: {1}")]
    File(String, std::io::Error),
    /// What stands in it.
    #[error("{0}: {1}")]
    Toml(String, toml::de::Error),
}

const fn patience() -> u64 {
    30
}

/// Longer than the ten minutes in which wrong calls are counted (`docs/LINKING.md`).
const fn limit_patience() -> u64 {
    660
}

/// A round of a portal of ours, and what it takes.
const fn fingerprint_patience() -> u64 {
    330
}

fn loa() -> String {
    "urn:onedoor:loa:1".to_owned()
}

impl Settings {
    /// Reads them. Paths in them are relative to the file.
    pub fn read(file: &Path) -> Result<Self, SettingsError> {
        let name = file.display().to_string();
        let text = std::fs::read_to_string(file).map_err(|error| SettingsError::File(name.clone(), error))?;
        let mut settings: Self = toml::from_str(&text).map_err(|error| SettingsError::Toml(name, error))?;
        let base = file.parent().unwrap_or(Path::new(""));
        let beside = |path: &mut PathBuf| *path = base.join(&*path);
        settings.trusted_authorities.iter_mut().for_each(beside);
        if let Some(tls) = &mut settings.tls {
            beside(&mut tls.certificate);
            beside(&mut tls.key);
        }
        Ok(settings)
    }

    /// What must not stand in a report.
    pub(crate) fn secrets(&self) -> Vec<String> {
        let accounts = &self.accounts;
        let one = [&accounts.free, &accounts.other, &accounts.locked, &accounts.numbered, &accounts.claimed];
        let all = one.into_iter().flatten().chain(&accounts.twins);
        let passwords = all.map(|account| account.password.clone());
        passwords.chain([self.client_secret.clone()]).filter(|secret| !secret.is_empty()).collect()
    }
}
