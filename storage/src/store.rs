use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use aws_lc_rs::hmac;
use futures_util::future::BoxFuture;
use onedoor_base::{AuditEvent, Clock, Randomness, Timestamp};

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

    /// Opens what is there to look at it, while others may be working on it: nothing is brought up to
    /// date, and there is no write: on SQLite it is refused.
    pub fn look(
        config: StorageConfig,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Randomness>,
    ) -> Result<Self, StorageError> {
        let context = Arc::new(Context { clock, random, tally: Tally::default(), marks: OnceLock::new() });
        let engine = match config {
            StorageConfig::Sqlite { path } => Engine::Sqlite(SqliteStore::look(&path, Arc::clone(&context))),
            StorageConfig::Postgres { url, schema, max_connections } => {
                let context = Arc::clone(&context);
                Engine::Postgres(PostgresStore::open(&url, schema.as_deref(), max_connections, context)?)
            }
        };
        Ok(Self { engine: Arc::new(engine), context })
    }

    /// Opens it and migrates no further than to the version `upto`; for the tests of migrations.
    #[doc(hidden)]
    pub async fn open_at(
        config: StorageConfig,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Randomness>,
        upto: Option<i64>,
    ) -> Result<Self, StorageError> {
        let context = Arc::new(Context { clock, random, tally: Tally::default(), marks: OnceLock::new() });
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

    /// Adds events to the record, also of a store that was opened to [look](Store::look): on SQLite the site may
    /// be running meanwhile.
    pub async fn record_beside(&self, events: Vec<AuditEvent>) -> Result<(), StorageError> {
        self.change_beside(move |_| {
            let events = events.clone();
            Box::pin(async move { Ok(Change::Recorded((), events)) })
        })
        .await
    }

    /// Like [`Store::write`], also of a store that was opened to [look](Store::look): on SQLite the site may be running
    /// meanwhile and waits for it, so it must be small.
    pub async fn change_beside<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'t, 'c> Fn(&'t mut Tx<'c>) -> BoxFuture<'t, Result<Change<T>, E>> + Send + Sync + 'static,
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        match &*self.engine {
            Engine::Sqlite(store) => store.change_beside(&work),
            Engine::Postgres(_) => self.write(work).await,
        }
    }

    /// Like [`Store::write_apart`], also of a store that was opened to [look](Store::look), as
    /// [`Store::change_beside`] is.
    pub(crate) async fn apart_beside<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'t, 'c> Fn(&'t mut Tx<'c>) -> BoxFuture<'t, Result<Change<T>, E>> + Send + Sync + 'static,
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        match &*self.engine {
            Engine::Sqlite(store) => store.change_beside(&work),
            Engine::Postgres(store) => store.write_apart(work).await,
        }
    }

    /// Like [`Store::write`] without its serialisability: on PostgreSQL the transaction has a snapshot of
    /// its own, and neither makes others run again nor is watched for what it reads. Only for work whose
    /// changes all hang on one row that it changes first.
    pub(crate) async fn write_apart<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'t, 'c> Fn(&'t mut Tx<'c>) -> BoxFuture<'t, Result<Change<T>, E>> + Send + Sync + 'static,
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        match &*self.engine {
            Engine::Sqlite(store) => store.write(work).await,
            Engine::Postgres(store) => store.write_apart(work).await,
        }
    }

    /// From now on the record is marked with this key.
    pub(crate) fn mark_with(&self, key: hmac::Key) {
        // The key is the same for life: whoever came first had the same.
        drop(self.context.marks.set(key));
    }

    /// The key that the record is marked with.
    pub(crate) fn marks(&self) -> Option<&hmac::Key> {
        self.context.marks.get()
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
        let Tally { changes, commits, retries, statements } = &self.context.tally;
        Counters {
            changes: changes.load(Ordering::Relaxed),
            commits: commits.load(Ordering::Relaxed),
            retries: retries.load(Ordering::Relaxed),
            statements: statements.load(Ordering::Relaxed),
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
    /// Statements of all transactions, those run again included.
    pub statements: u64,
}

/// What every transaction needs besides the database.
pub(crate) struct Context {
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Randomness>,
    pub(crate) tally: Tally,
    /// With which the record is marked; there once the site's keys are open.
    pub(crate) marks: OnceLock<hmac::Key>,
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
    pub(crate) statements: AtomicU64,
}

impl Tally {
    pub(crate) fn committed(&self) {
        self.commits.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn ran(&self) {
        self.statements.fetch_add(1, Ordering::Relaxed);
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
            audit::append(tx, &events, &*context.random, context.marks.get()).await?;
            value
        }
    };
    tx.open()?;
    Ok(value)
}
