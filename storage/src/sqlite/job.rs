use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::Arc;
use std::task::{self, Poll, Waker};

use futures_util::future::BoxFuture;
use tokio::sync::oneshot;

use super::SqliteConnection;
use crate::store::{Context, perform};
use crate::{Change, StorageError, Tx};

/// Runs a future that awaits nothing but a transaction on SQLite, which never lets it wait.
pub(super) fn immediate<T>(future: impl Future<Output = T>) -> Result<T, StorageError> {
    match pin!(future).poll(&mut task::Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Ok(value),
        Poll::Pending => Err(StorageError::Foreign),
    }
}

/// A write as the writer sees it: run within a group, answered after the commit.
pub(super) trait Work: Send {
    /// Runs it; whether what it did is to be kept.
    fn run(&mut self, connection: &mut SqliteConnection) -> bool;
    /// Tells whoever waits, once the group is durable or lost.
    fn answer(self: Box<Self>, group: Result<(), StorageError>);
}

/// One call of [`crate::Store::write`].
pub(super) struct Job<T, E, F> {
    work: F,
    context: Arc<Context>,
    reply: oneshot::Sender<Result<T, E>>,
    outcome: Option<Result<T, E>>,
}

impl<T, E, F> Job<T, E, F> {
    pub(super) fn new(work: F, context: Arc<Context>, reply: oneshot::Sender<Result<T, E>>) -> Self {
        Self { work, context, reply, outcome: None }
    }
}

impl<T, E, F> Work for Job<T, E, F>
where
    F: for<'t, 'c> Fn(&'t mut Tx<'c>) -> BoxFuture<'t, Result<Change<T>, E>> + Send + Sync,
    T: Send,
    E: From<StorageError> + Send,
{
    fn run(&mut self, connection: &mut SqliteConnection) -> bool {
        let mut tx = Tx::sqlite(connection).counted(&self.context.tally);
        let run = || immediate(perform(&self.work, &mut tx, &self.context));
        // The transaction is undone after a panic, so nothing half-done can be seen.
        let outcome = match catch_unwind(AssertUnwindSafe(run)) {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(foreign)) => Err(foreign.into()),
            Err(_) => Err(StorageError::Panicked.into()),
        };
        self.outcome.insert(outcome).is_ok()
    }

    fn answer(self: Box<Self>, group: Result<(), StorageError>) {
        let outcome = match (group, self.outcome) {
            (Ok(()), Some(outcome)) => outcome,
            (Ok(()), None) => Err(super::closed().into()),
            (Err(lost), _) => Err(lost.into()),
        };
        // Whoever has stopped waiting does not want to know.
        drop(self.reply.send(outcome));
    }
}
