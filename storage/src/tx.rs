use crate::dialect::Dialect;
use crate::error::Failure;
use crate::postgres::PgTransaction;
use crate::sqlite::SqliteConnection;
use crate::store::Tally;
use crate::{Row, Statement, StorageError, Value, migrate};

/// A transaction under way, on either engine.
///
/// Nothing else may be awaited while it is open. After a statement has failed the transaction is
/// over: every further statement is refused, and nothing of it is kept even if the caller goes on.
#[derive(Debug)]
pub struct Tx<'c> {
    engine: Engine<'c>,
    failed: Option<&'static str>,
    passing: bool,
    tally: Option<&'c Tally>,
}

#[derive(Debug)]
enum Engine<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgTransaction),
}

impl<'c> Tx<'c> {
    pub(crate) fn sqlite(connection: &'c mut SqliteConnection) -> Self {
        Self { engine: Engine::Sqlite(connection), failed: None, passing: false, tally: None }
    }

    pub(crate) fn postgres(transaction: &'c mut PgTransaction) -> Self {
        Self { engine: Engine::Postgres(transaction), failed: None, passing: false, tally: None }
    }

    /// Lets its statements be counted.
    pub(crate) fn counted(self, tally: &'c Tally) -> Self {
        Self { tally: Some(tally), ..self }
    }

    /// All rows that the statement gives.
    pub async fn rows(&mut self, statement: &Statement, values: &[Value]) -> Result<Vec<Row>, StorageError> {
        self.begin()?;
        let outcome = match &mut self.engine {
            Engine::Sqlite(connection) => connection.rows(statement, values),
            Engine::Postgres(transaction) => transaction.rows(statement, values).await,
        };
        outcome.map_err(|failure| self.end(statement.name(), failure))
    }

    /// The row that the statement gives, if any; more than one is [`StorageError::NotOneRow`].
    pub async fn row(
        &mut self,
        statement: &Statement,
        values: &[Value],
    ) -> Result<Option<Row>, StorageError> {
        let mut rows = self.rows(statement, values).await?;
        if rows.len() > 1 {
            return Err(self.not_one(statement, rows.len() as u64));
        }
        Ok(rows.pop())
    }

    /// Runs a statement that gives no rows; how many it inserted, changed or deleted.
    pub async fn execute(&mut self, statement: &Statement, values: &[Value]) -> Result<u64, StorageError> {
        self.begin()?;
        let outcome = match &mut self.engine {
            Engine::Sqlite(connection) => connection.execute(statement, values),
            Engine::Postgres(transaction) => transaction.execute(statement, values).await,
        };
        outcome.map_err(|failure| self.end(statement.name(), failure))
    }

    /// Runs a statement that must insert, change or delete exactly one row.
    pub async fn execute_one(&mut self, statement: &Statement, values: &[Value]) -> Result<(), StorageError> {
        match self.execute(statement, values).await? {
            1 => Ok(()),
            affected => Err(self.not_one(statement, affected)),
        }
    }

    /// Runs a script that is not prepared: migrations only.
    pub(crate) async fn script(&mut self, name: &'static str, sql: &str) -> Result<(), StorageError> {
        self.open()?;
        let outcome = match &mut self.engine {
            Engine::Sqlite(connection) => connection.script(name, sql),
            Engine::Postgres(transaction) => transaction.script(name, sql).await,
        };
        outcome.map_err(|failure| self.end(name, failure))
    }

    /// Prepares without running; for the test of the registry.
    #[doc(hidden)]
    pub async fn prepare(&mut self, statement: &Statement) -> Result<(), StorageError> {
        self.open()?;
        let outcome = match &mut self.engine {
            Engine::Sqlite(connection) => connection.prepare(statement),
            Engine::Postgres(transaction) => transaction.prepare(statement).await.map(drop),
        };
        outcome.map_err(|failure| self.end(statement.name(), failure))
    }

    /// Runs a script as migrations are run; for the sample rows of their test.
    #[doc(hidden)]
    pub async fn samples(&mut self, script: &str) -> Result<(), StorageError> {
        for statement in migrate::translated(self.dialect(), script) {
            self.script("samples", &statement).await?;
        }
        Ok(())
    }

    pub(crate) fn dialect(&self) -> Dialect {
        match self.engine {
            Engine::Sqlite(_) => Dialect::Sqlite,
            Engine::Postgres(_) => Dialect::Postgres,
        }
    }

    fn begin(&self) -> Result<(), StorageError> {
        if let Some(tally) = self.tally {
            tally.ran();
        }
        self.open()
    }

    /// Refuses if a statement has failed: what came before it is not to be kept.
    pub(crate) fn open(&self) -> Result<(), StorageError> {
        self.failed.map_or(Ok(()), |statement| Err(StorageError::Aborted { statement }))
    }

    /// Whether it failed in a way that may pass when the transaction is run again.
    pub(crate) fn passing(&self) -> bool {
        self.passing
    }

    fn not_one(&mut self, statement: &Statement, affected: u64) -> StorageError {
        self.end(statement.name(), StorageError::NotOneRow { statement: statement.name(), affected }.into())
    }

    fn end(&mut self, statement: &'static str, failure: Failure) -> StorageError {
        self.failed = Some(statement);
        self.passing = failure.passing;
        failure.error
    }
}
