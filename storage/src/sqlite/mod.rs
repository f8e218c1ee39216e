//! SQLite: one process, one writer thread that groups what waits, readers beside it.

mod connection;
mod exclusive;
mod job;
mod readers;
mod writer;

#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use futures_util::future::BoxFuture;
use tokio::sync::oneshot;

pub(crate) use connection::SqliteConnection;
use exclusive::ExclusiveUse;
use job::{Job, immediate};
use readers::Readers;
use writer::Queue;

use crate::store::{Context, perform};
use crate::{Change, StorageError, Tx, dialect, migrate};

/// A site's database file, open.
#[derive(Debug)]
pub(crate) struct SqliteStore {
    readers: Readers,
    queue: Arc<Queue>,
    writer: Mutex<Option<JoinHandle<()>>>,
    context: Arc<Context>,
    exclusive: Mutex<Option<ExclusiveUse>>,
}

impl SqliteStore {
    pub(crate) fn open(path: &Path, context: Arc<Context>, upto: Option<i64>) -> Result<Self, StorageError> {
        let exclusive = ExclusiveUse::of(path)?;
        let mut connection = SqliteConnection::writer(path)?;
        connection.control(dialect::SQLITE_BEGIN_WRITE)?;
        immediate(migrate::run(&mut Tx::sqlite(&mut connection), None, context.now(), upto))??;
        connection.control("COMMIT")?;
        let queue = Arc::new(Queue::default());
        let (jobs, counted) = (Arc::clone(&queue), Arc::clone(&context));
        let thread = thread::Builder::new()
            .name("storage-writer".to_owned())
            .spawn(move || writer::serve(connection, &jobs, &counted.tally))
            .map_err(|error| StorageError::Unavailable(error.to_string()))?;
        let (writer, exclusive) = (Mutex::new(Some(thread)), Mutex::new(Some(exclusive)));
        Ok(Self { readers: Readers::new(path), queue, writer, context, exclusive })
    }

    /// The file as another process may be using it: readers only.
    pub(crate) fn look(path: &Path, context: Arc<Context>) -> Self {
        let queue = Arc::new(Queue::default());
        queue.close();
        let (writer, exclusive) = (Mutex::new(None), Mutex::new(None));
        Self { readers: Readers::new(path), queue, writer, context, exclusive }
    }

    /// Runs at once on this thread: a look into the page cache costs less than handing it over.
    pub(crate) fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'t, 'c> FnOnce(&'t mut Tx<'c>) -> BoxFuture<'t, Result<T, E>>,
        E: From<StorageError>,
    {
        let mut connection = self.readers.take()?;
        connection.control(dialect::SQLITE_BEGIN_READ)?;
        let outcome = immediate(work(&mut Tx::sqlite(&mut connection).counted(&self.context.tally)));
        connection.control("COMMIT")?;
        self.readers.give_back(connection);
        outcome?
    }

    /// Hands the work to the writer and waits until it is durable.
    pub(crate) async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: for<'t, 'c> Fn(&'t mut Tx<'c>) -> BoxFuture<'t, Result<Change<T>, E>> + Send + Sync + 'static,
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        self.queue.put(Box::new(Job::new(work, Arc::clone(&self.context), reply)))?;
        answer.await.unwrap_or_else(|_| Err(closed().into()))
    }

    /// Changes something beside another process that may be using the file: one short transaction of its own.
    pub(crate) fn change_beside<T, E, F>(&self, work: &F) -> Result<T, E>
    where
        F: for<'t, 'c> Fn(&'t mut Tx<'c>) -> BoxFuture<'t, Result<Change<T>, E>> + Send + Sync,
        E: From<StorageError>,
    {
        let mut connection = SqliteConnection::writer(self.readers.path())?;
        connection.control(dialect::SQLITE_BEGIN_WRITE)?;
        // What fails is undone when the connection closes.
        let value = immediate(perform(work, &mut Tx::sqlite(&mut connection), &self.context))??;
        connection.control("COMMIT")?;
        Ok(value)
    }

    /// Lets the writer finish what waits, then closes every connection.
    pub(crate) fn close(&self) {
        self.queue.close();
        self.readers.close();
        let thread = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take();
        // The last clone of a store may die inside a job, on the writer's own thread.
        if let Some(thread) = thread.filter(|t| t.thread().id() != thread::current().id()) {
            // A panic of the writer has nobody left to hear of it.
            drop(thread.join());
        }
        // Last: another process may open the file only when this one is done with it.
        self.exclusive.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}

impl Drop for SqliteStore {
    fn drop(&mut self) {
        self.close();
    }
}

/// What is asked of a store that was closed.
fn closed() -> StorageError {
    StorageError::Unavailable("the store is closed".to_owned())
}
