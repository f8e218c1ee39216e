//! Relying parties: how each is registered, and where it stands.

use onedoor_base::{ClientKey, SystemStepId, Timestamp};

use crate::{Row, Statement, StorageError, Tx, params};

const REGISTRATION: Statement = Statement::new(
    "provider.client.registration",
    "SELECT registration FROM clients WHERE client_id = $1 AND ended_at IS NULL AND standing = 'registered'",
);
const ACTIVE: Statement = Statement::new(
    "provider.client.active",
    "SELECT client_id, registration FROM clients WHERE ended_at IS NULL AND standing = 'registered' ORDER BY client_id",
);
const CONFIGURED: Statement = Statement::new(
    "provider.client.configured",
    "SELECT client_id FROM clients WHERE ended_at IS NULL AND source = 'configuration' ORDER BY client_id",
);
const KNOWN: Statement = Statement::new(
    "provider.client.known",
    "SELECT client_id, registration, standing, merged_into, source, created_at, ended_at FROM clients WHERE client_id = $1",
);
const ALL: Statement = Statement::new(
    "provider.client.all",
    "SELECT client_id, registration, standing, merged_into, source, created_at, ended_at FROM clients ORDER BY client_id",
);
const MERGED_INTO: Statement = Statement::new(
    "provider.client.merged_into",
    "SELECT client_id FROM clients WHERE merged_into = $1 ORDER BY client_id",
);
// A registration that is the same already is left alone, so that nothing is recorded for it.
const PUT: Statement = Statement::new(
    "provider.client.put",
    "INSERT INTO clients (id, client_id, registration, source, created_at, changed_at) VALUES ($1, $2, $3, $5, $4, $4)
     ON CONFLICT (client_id) DO UPDATE
     SET registration = excluded.registration, source = excluded.source, changed_at = excluded.changed_at,
         ended_at = NULL
     WHERE clients.registration <> excluded.registration OR clients.source <> excluded.source
           OR clients.ended_at IS NOT NULL",
);
const END: Statement = Statement::new(
    "provider.client.end",
    "UPDATE clients SET ended_at = $2 WHERE client_id = $1 AND ended_at IS NULL",
);
const STAND: Statement = Statement::new(
    "provider.client.stand",
    "UPDATE clients SET standing = $3, merged_into = $4 WHERE client_id = $1 AND standing = $2",
);
const STEP: Statement = Statement::new(
    "provider.client.step",
    "INSERT INTO system_steps (id, client_id, step, into_client, why, at) VALUES ($1, $2, $3, $4, $5, $6)",
);
const STEPS: Statement = Statement::new(
    "provider.client.steps",
    "SELECT step, into_client, why, at FROM system_steps WHERE client_id = $1 ORDER BY at, id LIMIT 200",
);

pub(crate) const STATEMENTS: &[&Statement] =
    &[&REGISTRATION, &ACTIVE, &CONFIGURED, &KNOWN, &ALL, &MERGED_INTO, &PUT, &END, &STAND, &STEP, &STEPS];

/// Where a system stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// People sign in there.
    Registered,
    /// For the time being they do not.
    Suspended,
    /// It is no longer run.
    Retired,
    /// Another has taken its place: as which client that one is registered.
    Merged(String),
}

impl Standing {
    /// The word in the database and for operators.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Suspended => "suspended",
            Self::Retired => "retired",
            Self::Merged(_) => "merged",
        }
    }

    /// Whether nobody signs in there ever again.
    pub const fn is_over(&self) -> bool {
        matches!(self, Self::Retired | Self::Merged(_))
    }

    /// The system that took its place.
    pub fn successor(&self) -> Option<&str> {
        match self {
            Self::Merged(into) => Some(into),
            Self::Registered | Self::Suspended | Self::Retired => None,
        }
    }
}

/// Who registered a system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// It stands in the configuration.
    Configuration,
    /// A command, while the site may have been running.
    Command,
}

impl Source {
    /// The word in the database and for operators.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Configuration => "configuration",
            Self::Command => "command",
        }
    }
}

/// A system that is or was registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownClient {
    /// Its name for programs.
    pub client_id: String,
    /// Its registration, as JSON.
    pub registration: String,
    /// Where it stands.
    pub standing: Standing,
    /// Who registered it.
    pub source: Source,
    /// Since when it is known.
    pub created_at: Timestamp,
    /// Since when the configuration does not name it any more.
    pub ended_at: Option<Timestamp>,
}

/// One step in the life of a system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// 'registered', 'changed', 'suspended', 'resumed', 'retired', 'merged'.
    pub step: String,
    /// The system that it was merged into.
    pub into: Option<String>,
    /// Why, in the operator's words.
    pub why: String,
    /// When.
    pub at: Timestamp,
}

/// The registration of a client in whatever standing, with that.
pub async fn known(tx: &mut Tx<'_>, client_id: &str) -> Result<Option<KnownClient>, StorageError> {
    tx.row(&KNOWN, params![client_id]).await?.as_ref().map(read).transpose()
}

/// Every client that is or was registered.
pub async fn all(tx: &mut Tx<'_>) -> Result<Vec<KnownClient>, StorageError> {
    tx.rows(&ALL, &[]).await?.iter().map(read).collect()
}

/// The clients whose systems were merged into this one's.
pub async fn merged_into(tx: &mut Tx<'_>, client_id: &str) -> Result<Vec<String>, StorageError> {
    tx.rows(&MERGED_INTO, params![client_id]).await?.iter().map(|row| row.text("client_id")).collect()
}

/// The clients that the configuration named when the site last started.
pub async fn configured(tx: &mut Tx<'_>) -> Result<Vec<String>, StorageError> {
    tx.rows(&CONFIGURED, &[]).await?.iter().map(|row| row.text("client_id")).collect()
}

/// Takes a client from one standing to another; false if it does not stand in `from` any more.
pub async fn stand(
    tx: &mut Tx<'_>,
    client_id: &str,
    from: &Standing,
    to: &Standing,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&STAND, params![client_id, from.word(), to.word(), to.successor()]).await? == 1)
}

/// Writes a step down.
pub async fn note(
    tx: &mut Tx<'_>,
    id: SystemStepId,
    client_id: &str,
    step: &Step,
) -> Result<(), StorageError> {
    let Step { step, into, why, at } = step;
    tx.execute_one(&STEP, params![id, client_id, step, into.as_deref(), why, *at]).await
}

/// The steps in the life of a client, the first first; at most two hundred.
pub async fn steps(tx: &mut Tx<'_>, client_id: &str) -> Result<Vec<Step>, StorageError> {
    let read = |row: &Row| {
        let (step, into) = (row.text("step")?, row.opt_text("into_client")?);
        Ok(Step { step, into, why: row.text("why")?, at: row.time("at")? })
    };
    tx.rows(&STEPS, params![client_id]).await?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<KnownClient, StorageError> {
    let into = row.opt_text("merged_into")?;
    let standing = match (row.str("standing")?, into) {
        ("registered", None) => Standing::Registered,
        ("suspended", None) => Standing::Suspended,
        ("retired", None) => Standing::Retired,
        ("merged", Some(into)) => Standing::Merged(into),
        _ => return Err(row.bad("standing", "no standing")),
    };
    let source = match row.str("source")? {
        "configuration" => Source::Configuration,
        "command" => Source::Command,
        _ => return Err(row.bad("source", "nobody")),
    };
    Ok(KnownClient {
        client_id: row.text("client_id")?,
        registration: row.text("registration")?,
        standing,
        source,
        created_at: row.time("created_at")?,
        ended_at: row.opt_time("ended_at")?,
    })
}

/// The registration of a client that people may sign in at, as JSON.
pub async fn registration(tx: &mut Tx<'_>, client_id: &str) -> Result<Option<String>, StorageError> {
    tx.row(&REGISTRATION, params![client_id]).await?.map(|row| row.text("registration")).transpose()
}

/// Every client that people may sign in at, with its registration as JSON.
pub async fn active(tx: &mut Tx<'_>) -> Result<Vec<(String, String)>, StorageError> {
    let rows = tx.rows(&ACTIVE, &[]).await?;
    rows.iter().map(|row| Ok((row.text("client_id")?, row.text("registration")?))).collect()
}

/// Registers a client, or changes its registration; false if it is registered like that already.
pub async fn put(
    tx: &mut Tx<'_>,
    key: ClientKey,
    client_id: &str,
    (registration, source): (&str, Source),
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&PUT, params![key, client_id, registration, now, source.word()]).await? == 1)
}

/// Ends a registration; false if there is none.
pub async fn end(tx: &mut Tx<'_>, client_id: &str, now: Timestamp) -> Result<bool, StorageError> {
    Ok(tx.execute(&END, params![client_id, now]).await? == 1)
}
