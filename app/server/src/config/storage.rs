use std::num::NonZeroU16;
use std::path::{Path, PathBuf};

use onedoor_storage::StorageConfig;
use schemars::JsonSchema;
use serde::Deserialize;

use super::SecretSource;

/// Where the state of the site lies: exactly one of the two.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase", deny_unknown_fields)]
pub enum StorageChoice {
    /// A file that this process alone uses.
    Sqlite(SqliteConfig),
    /// A server that any number of nodes share.
    Postgres(PostgresConfig),
}

/// A file that this process alone uses.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SqliteConfig {
    /// The file, relative to the configuration file; it is made if it does not exist, its directory
    /// is not.
    #[schemars(extend("format" = "path"))]
    pub path: PathBuf,
}

/// A PostgreSQL server that any number of nodes share.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PostgresConfig {
    /// `postgres://user@host:5432/database`; `postgres:///database?host=/run/postgresql&user=onedoor`
    /// for a socket.
    pub url: String,
    /// The user's password, if the server asks for one.
    pub password: Option<SecretSource>,
    /// The schema, so that several sites can share one database: small letters, digits and `_`.
    pub schema: Option<String>,
    /// The most connections that this node opens.
    #[serde(default = "sixteen")]
    pub max_connections: NonZeroU16,
}

fn sixteen() -> NonZeroU16 {
    NonZeroU16::new(16).expect("not zero")
}

impl StorageChoice {
    /// What the storage is opened with; relative paths start at `base`.
    pub fn resolve(&self, base: &Path) -> Result<StorageConfig, String> {
        match self {
            Self::Sqlite(sqlite) => Ok(StorageConfig::Sqlite { path: base.join(&sqlite.path) }),
            Self::Postgres(postgres) => Ok(StorageConfig::Postgres {
                url: postgres.url_with_password(base)?,
                schema: postgres.schema.clone(),
                max_connections: usize::from(postgres.max_connections.get()),
            }),
        }
    }
}

impl PostgresConfig {
    /// The password goes into the query, because an address of a socket has no place for a user.
    fn url_with_password(&self, base: &Path) -> Result<String, String> {
        let Some(source) = &self.password else { return Ok(self.url.clone()) };
        let password = source.read(base)?;
        let encoded: String = url::form_urlencoded::byte_serialize(password.reveal().as_bytes()).collect();
        // libpq takes a plus sign as it is.
        let encoded = encoded.replace('+', "%20");
        let joint = if self.url.contains('?') { '&' } else { '?' };
        Ok(format!("{}{joint}password={encoded}", self.url))
    }
}
