use std::num::NonZeroU16;

use onedoor_messaging::RelayTls;
use onedoor_services::accounts::Email;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::SecretSource;
use super::check::{Found, is_here, named, note};

/// The relay for mail: a server that takes letters by SMTP.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MailConfig {
    /// Its host name; its certificate must bear it.
    pub host: String,
    /// Its port.
    #[serde(default = "submission")]
    pub port: NonZeroU16,
    /// How the way there is protected: `starttls` goes over to TLS before anything is said, and says nothing if the
    /// relay cannot; `implicit` is TLS from the first byte (port 465); `none` is allowed for a relay on this machine.
    /// Certificates are held against the system's authorities and `trusted_authorities`.
    #[serde(default)]
    pub tls: MailTls,
    /// The user name that the relay knows this site by, if it asks for one.
    pub user: Option<String>,
    /// Its password.
    pub password: Option<SecretSource>,
    /// The address that letters come from; answers to it are not read. The name beside it is the site's.
    pub from: String,
}

impl MailConfig {
    /// Whether the settings go together.
    pub(super) fn check(&self, found: &mut Found) {
        if !named(&self.host) {
            note(found, "mail.host", "allowed is a host name such as mail.example.org");
        }
        if self.tls == MailTls::None && !is_here(&self.host) {
            let what = "would send codes in the clear; allowed for localhost only, else starttls or implicit";
            note(found, "mail.tls", what);
        }
        if Email::parse(&self.from).is_err() {
            note(found, "mail.from", "allowed is a full address such as no-reply@example.org");
        }
        match (&self.user, &self.password) {
            (Some(_), None) => note(found, "mail.user", "needs mail.password; allowed are both or neither"),
            (None, Some(_)) => note(found, "mail.password", "needs mail.user; allowed are both or neither"),
            _ => {}
        }
    }
}

const fn submission() -> NonZeroU16 {
    NonZeroU16::new(587).expect("not nought")
}

/// How the way to a relay is protected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum MailTls {
    /// Goes over to TLS first.
    #[default]
    Starttls,
    /// TLS from the first byte.
    Implicit,
    /// In the clear.
    None,
}

impl From<MailTls> for RelayTls {
    fn from(word: MailTls) -> Self {
        match word {
            MailTls::Starttls => Self::Starttls,
            MailTls::Implicit => Self::Implicit,
            MailTls::None => Self::None,
        }
    }
}
