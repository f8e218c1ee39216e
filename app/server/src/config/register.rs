use std::path::{Path, PathBuf};

use onedoor_registers::{Client, ClientSettings};
use schemars::JsonSchema;
use serde::Deserialize;

use super::check::{Found, note};
use super::{WebAddress, cannot_read};

/// The population register in which people are looked up, asked over TLS with a certificate of this site:
/// `docs/REGISTER.md`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterConfig {
    /// Its address: `https://register.example.org`. `/register/v1/look` comes after it.
    pub url: WebAddress,
    /// The certificate by which the register knows this site, and those that lead to its root, PEM; relative to the
    /// configuration file.
    #[schemars(extend("format" = "path"))]
    pub client_certificate: PathBuf,
    /// Its private key, PEM (PKCS#8, PKCS#1 or SEC1), without a password.
    #[schemars(extend("format" = "path"))]
    pub client_key: PathBuf,
    /// Who certifies the register, PEM. Nobody else is believed: the system's authorities are not, and
    /// `trusted_authorities` neither.
    #[schemars(extend("format" = "path"))]
    pub authorities: PathBuf,
}

impl RegisterConfig {
    /// Whether the settings go together.
    pub(super) fn check(&self, found: &mut Found) {
        if self.url.url.scheme() != "https" || self.url.url.query().is_some() {
            note(found, "register.url", "allowed is an address such as https://register.example.org");
        }
    }

    /// The register; or the setting that is wrong, and why.
    pub fn client(&self, base: &Path) -> Result<Client, (&'static str, String)> {
        let read = |setting, file: &PathBuf| {
            let file = base.join(file);
            std::fs::read(&file).map_err(|error| (setting, cannot_read(&file, &error)))
        };
        let certificate = read("register.client_certificate", &self.client_certificate)?;
        let key = read("register.client_key", &self.client_key)?;
        let authorities = read("register.authorities", &self.authorities)?;
        let settings = ClientSettings {
            url: self.url.url.clone(),
            certificate: &certificate,
            key: &key,
            authorities: &authorities,
        };
        Client::new(&settings).map_err(|error| ("register", error.to_string()))
    }
}
