use std::path::{Path, PathBuf};

use onedoor_registers::{Client, ClientSettings};
use onedoor_site::register::Register;
use schemars::JsonSchema;
use serde::Deserialize;

use super::check::{Found, note};
use super::{WebAddress, cannot_read};

/// The population register in which people are looked up (`docs/REGISTER.md`): asked over TLS with a certificate of this
/// site, or a copy of it in this site's own database.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterConfig {
    /// Whether there is a copy in this site's database, which `onedoor register import` fills. Then none of the other
    /// settings is given.
    #[serde(default)]
    pub replica: bool,
    /// Its address: `https://register.example.org`. `/register/v1/look` comes after it.
    pub url: Option<WebAddress>,
    /// The certificate by which the register knows this site, and those that lead to its root, PEM; relative to the
    /// configuration file. It is read again when the process gets SIGHUP, and so are key and authorities.
    #[schemars(extend("format" = "path"))]
    pub client_certificate: Option<PathBuf>,
    /// Its private key, PEM (PKCS#8, PKCS#1 or SEC1), without a password.
    #[schemars(extend("format" = "path"))]
    pub client_key: Option<PathBuf>,
    /// Who certifies the register, PEM. Nobody else is believed: the system's authorities are not, and
    /// `trusted_authorities` neither.
    #[schemars(extend("format" = "path"))]
    pub authorities: Option<PathBuf>,
}

impl RegisterConfig {
    /// Whether the settings go together.
    pub(super) fn check(&self, found: &mut Found) {
        let files = [
            ("register.client_certificate", self.client_certificate.is_some()),
            ("register.client_key", self.client_key.is_some()),
            ("register.authorities", self.authorities.is_some()),
        ];
        let all = std::iter::once(("register.url", self.url.is_some())).chain(files);
        for (path, given) in all {
            if given && self.replica {
                note(found, path, "must not be given where `replica` is true: allowed is one register");
            } else if !given && !self.replica {
                note(found, path, "must be given, unless `replica` is true");
            }
        }
        let Some(url) = &self.url else { return };
        if url.url.scheme() != "https" || url.url.query().is_some() {
            note(found, "register.url", "allowed is an address such as https://register.example.org");
        }
    }

    /// The register; or the setting that is wrong, and why.
    pub fn register(&self, base: &Path) -> Result<Register, (&'static str, String)> {
        let (Some(url), Some(certificate), Some(key), Some(authorities)) =
            (&self.url, &self.client_certificate, &self.client_key, &self.authorities)
        else {
            return Ok(Register::Replica);
        };
        let read = |setting, file: &PathBuf| {
            let file = base.join(file);
            std::fs::read(&file).map_err(|error| (setting, cannot_read(&file, &error)))
        };
        let certificate = read("register.client_certificate", certificate)?;
        let key = read("register.client_key", key)?;
        let authorities = read("register.authorities", authorities)?;
        let settings = ClientSettings {
            url: url.url.clone(),
            identity: Some((&certificate, &key)),
            authorities: &authorities,
        };
        Client::new(&settings).map(Register::from).map_err(|error| ("register", error.to_string()))
    }
}
