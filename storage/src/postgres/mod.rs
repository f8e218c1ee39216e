//! PostgreSQL: any number of nodes, each with a pool of connections that keep their statements prepared.

mod backoff;
mod cell;
mod transaction;

use std::panic::AssertUnwindSafe;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};
use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use tokio_postgres::{Config, NoTls};

pub(crate) use transaction::PgTransaction;

use crate::error::Failure;
use crate::store::{Context, perform};
use crate::{Change, StorageError, Tx, dialect, migrate};

/// How often a change that meets others is tried, before the caller hears of it.
const ATTEMPTS: u32 = 24;
/// How long a call waits for a connection, and a connection for the server.
const PATIENCE: Duration = Duration::from_secs(5);

/// A site's schema on a server.
#[derive(Debug)]
pub(crate) struct PostgresStore {
    pool: Pool,
    context: Arc<Context>,
}

impl PostgresStore {
    /// Makes the pool; connects when first used.
    pub(crate) fn open(
        url: &str,
        schema: Option<&str>,
        max_connections: usize,
        context: Arc<Context>,
    ) -> Result<Self, StorageError> {
        let configuration = |error: &dyn std::fmt::Display| StorageError::Configuration(error.to_string());
        let mut config = Config::from_str(url).map_err(|error| configuration(&error))?;
        config.application_name("onedoor").connect_timeout(PATIENCE).tcp_user_timeout(PATIENCE * 3);
        // A node that hangs in a transaction must not hold up the others for good.
        let mut settings = "-c idle_in_transaction_session_timeout=30s".to_owned();
        if let Some(schema) = schema {
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
            if schema.is_empty() || schema.len() > 63 || !schema.chars().all(plain) {
                return Err(configuration(&"schema: small letters, digits and _, at most 63"));
            }
            settings.push_str(" -c search_path=");
            settings.push_str(schema);
        }
        let options = format!("{} {settings}", config.get_options().unwrap_or_default());
        config.options(options.trim());
        let manager = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let pool = Pool::builder(Manager::from_config(config, NoTls, manager))
            .max_size(max_connections.max(1))
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(PATIENCE))
            .create_timeout(Some(PATIENCE))
            .build()
            .map_err(|error| configuration(&error))?;
        Ok(Self { pool, context })
    }

    pub(crate) async fn migrate(&self, schema: Option<&str>, upto: Option<i64>) -> Result<(), StorageError> {
        let mut transaction = self.begin(dialect::POSTGRES_BEGIN_MIGRATION).await?;
        migrate::run(&mut Tx::postgres(&mut transaction), schema, self.context.now(), upto).await?;
        transaction.commit().await.map_err(|failure| failure.error)
    }

    /// The snapshot ends unanswered: there is nothing to wait for.
    pub(crate) async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'t, 'c> FnOnce(&'t mut Tx<'c>) -> BoxFuture<'t, Result<T, E>> + Send,
        T: Send,
        E: From<StorageError> + Send,
    {
        let mut transaction = self.begin(dialect::POSTGRES_BEGIN_READ).await?;
        work(&mut Tx::postgres(&mut transaction).counted(&self.context.tally)).await
    }

    pub(crate) async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'t, 'c> Fn(&'t mut Tx<'c>) -> BoxFuture<'t, Result<Change<T>, E>> + Send + Sync,
        T: Send,
        E: From<StorageError> + Send,
    {
        self.attempts(work, dialect::POSTGRES_BEGIN_WRITE).await
    }

    /// See [`crate::Store::write_apart`].
    pub(crate) async fn write_apart<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'t, 'c> Fn(&'t mut Tx<'c>) -> BoxFuture<'t, Result<Change<T>, E>> + Send + Sync,
        T: Send,
        E: From<StorageError> + Send,
    {
        self.attempts(work, dialect::POSTGRES_BEGIN_APART).await
    }

    async fn attempts<T, E, F>(&self, work: F, begin: &'static str) -> Result<T, E>
    where
        F: for<'t, 'c> Fn(&'t mut Tx<'c>) -> BoxFuture<'t, Result<Change<T>, E>> + Send + Sync,
        T: Send,
        E: From<StorageError> + Send,
    {
        for attempt in 1..=ATTEMPTS {
            if let Some(outcome) = self.attempt(&work, begin).await? {
                return outcome;
            }
            self.context.tally.retried();
            tokio::time::sleep(backoff::pause(attempt, &*self.context.random)).await;
        }
        Err(StorageError::Contended { attempts: ATTEMPTS }.into())
    }

    /// One run of a change; nothing if it met others and is worth another.
    async fn attempt<T, E, F>(
        &self,
        work: &F,
        begin: &'static str,
    ) -> Result<Option<Result<T, E>>, StorageError>
    where
        F: for<'t, 'c> Fn(&'t mut Tx<'c>) -> BoxFuture<'t, Result<Change<T>, E>> + Send + Sync,
        T: Send,
        E: From<StorageError> + Send,
    {
        let mut transaction = self.begin(begin).await?;
        let mut tx = Tx::postgres(&mut transaction).counted(&self.context.tally);
        // The transaction is undone after a panic, so nothing half-done can be seen.
        let run = AssertUnwindSafe(perform(work, &mut tx, &self.context)).catch_unwind().await;
        if tx.passing() {
            return Ok(None);
        }
        match run {
            Err(_) => Err(StorageError::Panicked),
            Ok(Err(refusal)) => Ok(Some(Err(refusal))),
            Ok(Ok(value)) => match transaction.commit().await {
                Ok(()) => {
                    self.context.tally.committed();
                    Ok(Some(Ok(value)))
                }
                Err(Failure { passing: true, .. }) => Ok(None),
                Err(Failure { error, .. }) => Err(error),
            },
        }
    }

    async fn begin(&self, begin: &'static str) -> Result<PgTransaction, StorageError> {
        let client = self.pool.get().await.map_err(|error| StorageError::Unavailable(chain(&error)))?;
        Ok(PgTransaction::new(client, begin))
    }

    pub(crate) fn close(&self) {
        self.pool.close();
    }
}

/// The error with its causes: the pool's own sentence does not say what the server said.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}
