use std::fmt;
use std::pin::pin;

use deadpool_postgres::Object;
use futures_util::future::join;
use futures_util::{FutureExt, TryStreamExt};
use tokio_postgres::RowStream;

use crate::dialect::postgres_failure;
use crate::error::Failure;
use crate::{Row, Statement, StorageError, Value};

/// A connection with a transaction that begins together with its first statement, in one round trip.
/// Dropped before the commit it is undone, whatever the reason: refusal, panic, a caller who left.
pub(crate) struct PgTransaction {
    client: Object,
    begin: &'static str,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Open,
    Ended,
}

impl fmt::Debug for PgTransaction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PgTransaction").field("state", &self.state).finish_non_exhaustive()
    }
}

impl PgTransaction {
    pub(crate) fn new(client: Object, begin: &'static str) -> Self {
        Self { client, begin, state: State::New }
    }

    pub(crate) async fn rows(
        &mut self,
        statement: &Statement,
        values: &[Value],
    ) -> Result<Vec<Row>, Failure> {
        let name = statement.name();
        let answer = self.run(statement, values).await?;
        let rows = answer.map_ok(|row| Row::postgres(name, row)).try_collect().await;
        rows.map_err(|error| postgres_failure(name, &error))
    }

    pub(crate) async fn execute(&mut self, statement: &Statement, values: &[Value]) -> Result<u64, Failure> {
        let mut answer = pin!(self.run(statement, values).await?);
        let failure = |error| postgres_failure(statement.name(), &error);
        while answer.try_next().await.map_err(failure)?.is_some() {}
        Ok(answer.rows_affected().unwrap_or(0))
    }

    pub(crate) async fn script(&mut self, name: &'static str, sql: &str) -> Result<(), Failure> {
        if self.state == State::New {
            self.state = State::Open;
            self.client.batch_execute(self.begin).await.map_err(|error| postgres_failure(name, &error))?;
        }
        self.client.batch_execute(sql).await.map_err(|error| postgres_failure(name, &error))
    }

    pub(crate) async fn prepare(
        &mut self,
        statement: &Statement,
    ) -> Result<tokio_postgres::Statement, Failure> {
        let prepared = self.client.prepare_cached(statement.sql()).await;
        prepared.map_err(|error| postgres_failure(statement.name(), &error))
    }

    pub(crate) async fn commit(mut self) -> Result<(), Failure> {
        if self.state == State::New {
            return Ok(());
        }
        self.state = State::Ended;
        self.client.batch_execute("COMMIT").await.map_err(|error| postgres_failure("COMMIT", &error))
    }

    async fn run(&mut self, statement: &Statement, values: &[Value]) -> Result<RowStream, Failure> {
        let failure = |error| postgres_failure(statement.name(), &error);
        let prepared = self.prepare(statement).await?;
        let wanted = prepared.params().len();
        if wanted != values.len() {
            let problem = format!("{wanted} parameters, {} values", values.len());
            return Err(StorageError::Statement { statement: statement.name(), problem }.into());
        }
        let query = self.client.query_raw(&prepared, values);
        if self.state != State::New {
            return query.await.map_err(failure);
        }
        self.state = State::Open;
        // Polled in this order, so sent in this order; the second does not wait for the first's answer.
        let (begun, answer) = join(self.client.batch_execute(self.begin), query).await;
        begun.map_err(failure)?;
        answer.map_err(failure)
    }
}

impl Drop for PgTransaction {
    fn drop(&mut self) {
        if self.state == State::Open {
            // One poll sends it; whoever uses the connection next is served after it.
            drop(self.client.batch_execute("ROLLBACK").now_or_never());
        }
    }
}
