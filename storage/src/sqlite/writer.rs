use std::collections::VecDeque;
use std::fmt;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::job::Work;
use super::{SqliteConnection, closed};
use crate::store::Tally;
use crate::{StorageError, dialect};

/// The most changes that share a commit: enough to make its cost small, few enough that the first
/// does not wait long for the last.
const GROUP: usize = 256;
/// The most changes that may wait; beyond, the site is overloaded and says so.
const WAITING: usize = 16_384;

/// The changes that wait for the writer.
#[derive(Default)]
pub(super) struct Queue {
    state: Mutex<State>,
    more: Condvar,
}

#[derive(Default)]
struct State {
    jobs: VecDeque<Box<dyn Work>>,
    closed: bool,
}

impl fmt::Debug for Queue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Queue").field("waiting", &self.lock().jobs.len()).finish()
    }
}

impl Queue {
    pub(super) fn put(&self, job: Box<dyn Work>) -> Result<(), StorageError> {
        let mut state = self.lock();
        if state.closed {
            return Err(closed());
        }
        if state.jobs.len() >= WAITING {
            return Err(StorageError::Unavailable("too many changes are waiting".to_owned()));
        }
        state.jobs.push_back(job);
        drop(state);
        self.more.notify_one();
        Ok(())
    }

    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.more.notify_one();
    }

    /// Everything that waits, up to a group; `None` when closed and empty.
    fn take(&self) -> Option<Vec<Box<dyn Work>>> {
        let idle = |state: &mut State| state.jobs.is_empty() && !state.closed;
        let mut state = self.more.wait_while(self.lock(), idle).unwrap_or_else(PoisonError::into_inner);
        let group = state.jobs.len().min(GROUP);
        (group > 0).then(|| state.jobs.drain(..group).collect())
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The writer's thread: until the queue is closed, one group after the other.
pub(super) fn serve(mut connection: SqliteConnection, queue: &Queue, tally: &Tally) {
    while let Some(mut group) = queue.take() {
        let outcome = run(&mut connection, &mut group);
        if outcome == Ok(true) {
            tally.committed();
        }
        let outcome = outcome.map(drop);
        if let Err(error) = &outcome {
            tracing::error!(%error, changes = group.len(), "a group of changes was lost");
        }
        for job in group {
            job.answer(outcome.clone());
        }
    }
    connection.checkpoint();
}

/// Runs a group in one transaction; whether it had anything to commit.
fn run(connection: &mut SqliteConnection, group: &mut [Box<dyn Work>]) -> Result<bool, StorageError> {
    connection.control(dialect::SQLITE_BEGIN_WRITE)?;
    let outcome = run_each(connection, group).and_then(|kept| connection.control("COMMIT").map(|()| kept));
    if connection.in_transaction() {
        connection.control("ROLLBACK")?;
    }
    outcome
}

/// Each within a savepoint of its own, so that one which fails undoes only itself.
fn run_each(connection: &mut SqliteConnection, group: &mut [Box<dyn Work>]) -> Result<bool, StorageError> {
    let mut kept = false;
    for job in group {
        connection.control("SAVEPOINT change")?;
        let keep = job.run(connection);
        // A full disk ends the whole transaction by itself, and the others' changes with it.
        if !connection.in_transaction() {
            return Err(StorageError::Unavailable("the database ended the transaction".to_owned()));
        }
        if !keep {
            connection.control("ROLLBACK TO change")?;
        }
        connection.control("RELEASE change")?;
        kept |= keep;
    }
    Ok(kept)
}
