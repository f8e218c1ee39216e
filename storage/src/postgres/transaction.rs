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
    /// Taken out when it is dropped, and not before.
    client: Option<Object>,
    begin: &'static str,
    state: State,
    /// The connection broke.
    lost: bool,
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
        Self { client: Some(client), begin, state: State::New, lost: false }
    }

    pub(crate) async fn rows(
        &mut self,
        statement: &Statement,
        values: &[Value],
    ) -> Result<Vec<Row>, Failure> {
        let name = statement.name();
        let answer = self.run(statement, values).await?;
        let rows = answer.map_ok(|row| Row::postgres(name, row)).try_collect().await;
        rows.map_err(|error| self.failure(name, &error))
    }

    pub(crate) async fn execute(&mut self, statement: &Statement, values: &[Value]) -> Result<u64, Failure> {
        let mut answer = pin!(self.run(statement, values).await?);
        loop {
            match answer.try_next().await {
                Ok(Some(_)) => {}
                Ok(None) => return Ok(answer.rows_affected().unwrap_or(0)),
                Err(error) => return Err(self.failure(statement.name(), &error)),
            }
        }
    }

    pub(crate) async fn script(&mut self, name: &'static str, sql: &str) -> Result<(), Failure> {
        if self.state == State::New {
            self.state = State::Open;
            self.control(self.begin).await?;
        }
        let done = self.client().batch_execute(sql).await;
        done.map_err(|error| self.failure(name, &error))
    }

    pub(crate) async fn prepare(
        &mut self,
        statement: &Statement,
    ) -> Result<tokio_postgres::Statement, Failure> {
        let prepared = self.client().prepare_cached(statement.sql()).await;
        prepared.map_err(|error| self.failure(statement.name(), &error))
    }

    pub(crate) async fn commit(mut self) -> Result<(), Failure> {
        if self.state == State::New {
            return Ok(());
        }
        self.state = State::Ended;
        self.control("COMMIT").await
    }

    async fn control(&mut self, sql: &'static str) -> Result<(), Failure> {
        let done = self.client().batch_execute(sql).await;
        done.map_err(|error| self.failure(sql, &error))
    }

    async fn run(&mut self, statement: &Statement, values: &[Value]) -> Result<RowStream, Failure> {
        let prepared = self.prepare(statement).await?;
        let wanted = prepared.params().len();
        if wanted != values.len() {
            let problem = format!("{wanted} parameters, {} values", values.len());
            return Err(StorageError::Statement { statement: statement.name(), problem }.into());
        }
        let first = std::mem::replace(&mut self.state, State::Open) == State::New;
        let client = self.client();
        let query = client.query_raw(&prepared, values);
        let answer = if first {
            // Polled in this order, so sent in this order; the second does not wait for the first's answer.
            let (begun, answer) = join(client.batch_execute(self.begin), query).await;
            begun.and(answer)
        } else {
            query.await
        };
        answer.map_err(|error| self.failure(statement.name(), &error))
    }

    fn client(&self) -> &Object {
        self.client.as_ref().expect("it is taken out only when dropped")
    }

    fn failure(&mut self, statement: &'static str, error: &tokio_postgres::Error) -> Failure {
        let failure = postgres_failure(statement, error);
        self.lost |= matches!(failure.error, StorageError::Unavailable(_));
        failure
    }
}

impl Drop for PgTransaction {
    fn drop(&mut self) {
        let Some(client) = self.client.take() else { return };
        if self.lost {
            // Not to be lent again, even if it has not yet noticed that it is closed.
            drop(Object::take(client));
        } else if self.state == State::Open {
            // One poll sends it; whoever uses the connection next is served after it.
            drop(client.batch_execute("ROLLBACK").now_or_never());
        }
    }
}
