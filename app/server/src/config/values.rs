//! Settings that are more than a text or a number, each of which says what it allows.

use std::path::{Path, PathBuf};

use onedoor_base::{Country, Language, Secret};
use onedoor_ui::Look;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use url::{Host, Url};

use super::words;

/// An absolute `http` or `https` address without user name and fragment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebAddress {
    /// The address.
    pub url: Url,
    /// The very text, for those who compare byte for byte.
    pub text: String,
}

impl WebAddress {
    /// Whether it leads to this very machine, where plain HTTP can be listened to by nobody else.
    pub fn is_here(&self) -> bool {
        match self.url.host() {
            Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        }
    }

    /// Whether what goes there is encrypted or stays on this machine.
    pub fn is_safe(&self) -> bool {
        self.url.scheme() == "https" || self.is_here()
    }

    /// Whether it is scheme, host and port only.
    pub fn is_origin(&self) -> bool {
        self.url.path() == "/" && self.url.query().is_none()
    }
}

impl<'de> Deserialize<'de> for WebAddress {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let wrong = |why: &str| {
            D::Error::custom(format!(
                "{text:?} {why}; allowed is an absolute address such as https://id.example.org"
            ))
        };
        // A reader of addresses passes over spaces and line ends and writes other letters anew; nobody else does.
        if !text.bytes().all(|b| b.is_ascii_graphic()) {
            return Err(wrong("has a space or a letter that no address has"));
        }
        let url = Url::parse(&text).map_err(|error| wrong(&format!("is no address ({error})")))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(wrong("is neither http nor https"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(wrong("carries a user name"));
        }
        if url.fragment().is_some() {
            return Err(wrong("has a fragment"));
        }
        Ok(Self { url, text })
    }
}

impl JsonSchema for WebAddress {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "address".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "address" })
    }
}

/// The key of a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LookKey(pub Look);

impl<'de> Deserialize<'de> for LookKey {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let key = String::deserialize(from)?;
        Look::from_key(&key).map(Self).ok_or_else(|| {
            let all: Vec<_> = Look::ALL.iter().map(|look| look.key()).collect();
            D::Error::custom(format!("{key:?} is no look; allowed are {}", all.join(", ")))
        })
    }
}

/// For the reference, which tells what is taken where none is given.
impl Serialize for LookKey {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.0.key())
    }
}

impl JsonSchema for LookKey {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "look".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let all: Vec<_> = Look::ALL.iter().map(|look| look.key()).collect();
        json_schema!({ "type": "string", "enum": all })
    }
}

/// A country that is known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum CountryCode {
    /// Việt Nam
    Vn,
    /// 中国
    Cn,
    /// Россия
    Ru,
}

impl From<CountryCode> for Country {
    fn from(code: CountryCode) -> Self {
        match code {
            CountryCode::Vn => Self::Vietnam,
            CountryCode::Cn => Self::China,
            CountryCode::Ru => Self::Russia,
        }
    }
}

/// A language that every page is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum LanguageTag {
    /// Tiếng Việt
    Vi,
    /// 中文
    Zh,
    /// Русский
    Ru,
    /// English
    En,
}

impl From<LanguageTag> for Language {
    fn from(tag: LanguageTag) -> Self {
        match tag {
            LanguageTag::Vi => Self::Vi,
            LanguageTag::Zh => Self::Zh,
            LanguageTag::Ru => Self::Ru,
            LanguageTag::En => Self::En,
        }
    }
}

/// Where a secret is read from at start; it never stands in the configuration itself.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub enum SecretSource {
    /// A file whose first line is the secret; relative to the configuration file.
    File(PathBuf),
    /// The name of an environment variable.
    Env(String),
}

/// Takes nothing but a table, so that a secret that was written in place is not repeated in a complaint.
impl<'de> Deserialize<'de> for SecretSource {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Table {
            file: Option<PathBuf>,
            env: Option<String>,
        }
        const ALLOWED: &str = "allowed is { file = \"PATH\" } or { env = \"NAME\" }, never the secret itself";
        struct OnlyTables;
        impl<'de> serde::de::Visitor<'de> for OnlyTables {
            type Value = Table;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(ALLOWED)
            }

            fn visit_str<E: Error>(self, _: &str) -> Result<Table, E> {
                Err(E::custom(ALLOWED))
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, map: A) -> Result<Table, A::Error> {
                Table::deserialize(serde::de::value::MapAccessDeserializer::new(map))
            }
        }
        match from.deserialize_any(OnlyTables)? {
            Table { file: Some(file), env: None } => Ok(Self::File(file)),
            Table { file: None, env: Some(name) } => Ok(Self::Env(name)),
            _ => Err(D::Error::custom(ALLOWED)),
        }
    }
}

/// The fewest characters of a secret between two sites.
const SHORTEST_PROOF: usize = 16;

impl SecretSource {
    /// Reads it; relative paths start at `base`. The error says what was looked for, not what was found.
    pub fn read(&self, base: &Path) -> Result<Secret, String> {
        let text = match self {
            Self::File(path) => {
                let path = base.join(path);
                let text = std::fs::read_to_string(&path);
                text.map_err(|error| words::cannot_read(&path, &error))?
            }
            Self::Env(name) => std::env::var(name)
                .map_err(|_| format!("the environment variable {name} is not set, or not UTF-8"))?,
        };
        let line = text.lines().next().unwrap_or_default().trim();
        if line.is_empty() {
            return Err("the secret is empty".to_owned());
        }
        Ok(Secret::new(line))
    }

    /// Reads a secret that another site proves itself with; it must not be so short that it is found by trying.
    pub fn read_proof(&self, base: &Path) -> Result<Secret, String> {
        let secret = self.read(base)?;
        if secret.reveal().chars().count() < SHORTEST_PROOF {
            return Err(format!(
                "the secret has fewer than {SHORTEST_PROOF} characters; `head -c 32 /dev/urandom | base64` makes one"
            ));
        }
        Ok(secret)
    }
}
