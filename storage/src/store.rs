use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use futures_util::future::BoxFuture;
use onedoor_base::{Clock, Randomness, Timestamp};

use crate::postgres::PostgresStore;
use crate::sqlite::SqliteStore;
use crate::{Change, StorageError, Tx, audit};

/// Where the state lies.
#[derive(Debug, Clone)]
pub enum StorageConfig {
    /// A file, used by this process alone.
    Sqlite {
        /// The file; it is made if it does not exist, its directory is not.
        path: PathBuf,
    },
    /// A server, shared by any number of nodes.
    Postgres {
        /// `postgres://user:password@host:port/database`, or the key-value form of libpq. For servers
        /// that take over from one another: `host1,host2` and `?target_session_attrs=read-write`.
        url: String,
        /// The schema to use, so that several sites can share one database; `None` leaves it to the
        /// server (`public`). Small letters, digits and `_`.
        schema: Option<String>,
        /// The most connections this node opens.
        max_connections: usize,
    },
}

/// The state of a site, open. Clones share it.
#[derive(Debug, Clone)]
pub struct Store {
    engine: Arc<Engine>,
    context: Arc<Context>,
}

#[derive(Debug)]
enum Engine {
    Sqlite(SqliteStore),
    Postgres(PostgresStore),
}

impl Store {
    /// Opens it and brings its schema up to date.
    pub async fn open(
        config: StorageConfig,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Randomness>,
    ) -> Result<Self, StorageError> {
        Self::open_at(config, clock, random, None).await
    }

    /// Opens it and migrates no further than to the version `upto`; for the tests of migrations.
    #[doc(hidden)]
    pub async fn open_at(
        config: StorageConfig,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Randomness>,
        upto: Option<i64>,
    ) -> Result<Self, StorageError> {
        let context = Arc::new(Context { clock, random, tally: Tally::default() });
        let engine = match config {
            StorageConfig::Sqlite { path } => {
                Engine::Sqlite(SqliteStore::open(&path, Arc::clone(&context), upto)?)
            }
            StorageConfig::Postgres { url, schema, max_connections } => {
                let store =
                    PostgresStore::open(&url, schema.as_deref(), max_connections, Arc::clone(&context));
                let store = store?;
                store.migrate(schema.as_deref(), upto).await?;
                Engine::Postgres(store)
            }
        };
        Ok(Self { engine: Arc::new(engine), context })
    }

    /// Runs `work` on one snapshot; it can change nothing. What is decided on what it saw must be
    /// looked at again within [`Store::write`].
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'t, 'c> FnOnce(&'t mut Tx<'c>) -> BoxFuture<'t, Result<T, E>> + Send,
        T: Send,
        E: From<StorageError> + Send,
    {
        match &*self.engine {
            Engine::Sqlite(store) => store.read(work),
            Engine::Postgres(store) => store.read(work).await,
        }
    }

    /// Runs `work` in a serialisable transaction and answers when it is durable.
    ///
    /// `Err` undoes all of it and comes out as it is. `work` may be run several times; it must have
    /// no effect but through its `Tx`. If the caller stops waiting, the change may still take place.
    pub async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'t, 'c> Fn(&'t mut Tx<'c>) -> BoxFuture<'t, Result<Change<T>, E>> + Send + Sync + 'static,
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        self.context.tally.changes.fetch_add(1, Ordering::Relaxed);
        match &*self.engine {
            Engine::Sqlite(store) => store.write(work).await,
            Engine::Postgres(store) => store.write(work).await,
        }
    }

    /// Finishes what waits to be written and closes; what comes later is [`StorageError::Unavailable`].
    /// Dropping the last clone does the same. It blocks for as long as a commit takes.
    pub fn close(&self) {
        match &*self.engine {
            Engine::Sqlite(store) => store.close(),
            Engine::Postgres(store) => store.close(),
        }
    }

    /// What was counted since it was opened.
    pub fn counters(&self) -> Counters {
        let Tally { changes, commits, retries } = &self.context.tally;
        Counters {
            changes: changes.load(Ordering::Relaxed),
            commits: commits.load(Ordering::Relaxed),
            retries: retries.load(Ordering::Relaxed),
        }
    }

    /// The clock it was opened with.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.context.clock
    }

    /// The randomness it was opened with.
    pub fn random(&self) -> &Arc<dyn Randomness> {
        &self.context.random
    }
}

/// What a [`Store`] counted since it was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counters {
    /// Calls of [`Store::write`].
    pub changes: u64,
    /// Durable commits; on SQLite one may carry many changes.
    pub commits: u64,
    /// Transactions run again because they met others.
    pub retries: u64,
}

/// What every transaction needs besides the database.
pub(crate) struct Context {
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Randomness>,
    pub(crate) tally: Tally,
}

impl std::fmt::Debug for Context {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Context").field("tally", &self.tally).finish_non_exhaustive()
    }
}

impl Context {
    pub(crate) fn now(&self) -> Timestamp {
        self.clock.now()
    }
}

#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) changes: AtomicU64,
    pub(crate) commits: AtomicU64,
    pub(crate) retries: AtomicU64,
}

impl Tally {
    pub(crate) fn committed(&self) {
        self.commits.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn retried(&self) {
        self.retries.fetch_add(1, Ordering::Relaxed);
    }
}

/// The work of a write together with its record, before the commit.
pub(crate) async fn perform<T, E, F>(work: &F, tx: &mut Tx<'_>, context: &Context) -> Result<T, E>
where
    F: for<'t, 'c> Fn(&'t mut Tx<'c>) -> BoxFuture<'t, Result<Change<T>, E>> + Send + Sync,
    E: From<StorageError>,
{
    let value = match work(tx).await? {
        Change::Unrecorded(value) => value,
        Change::Recorded(value, events) => {
            audit::append(tx, &events, &*context.random).await?;
            value
        }
    };
    tx.open()?;
    Ok(value)
}
