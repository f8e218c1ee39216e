//! What only SQLite has: one process, one writer that groups, a file.

use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use onedoor_storage::{Change, Statement, StorageError, params};

use crate::races::number;
use crate::transactions::{make, run};
use crate::world::World;

const ADD: Statement = Statement::new("test.add", "INSERT INTO things (id) VALUES ($1)");
const COUNT: Statement = Statement::new("test.count", "SELECT COUNT(*) AS things FROM things");

#[tokio::test]
async fn a_second_process_is_refused() {
    let world = World::sqlite().await;
    let path = world.directory().join("site.db");
    let second = world.again().await.map(drop);
    assert_eq!(second, Err(StorageError::InUse { path: path.clone() }));
    assert_eq!(
        second.map_err(|error| error.to_string()),
        Err(format!("{} is in use by another process; SQLite serves one process at a time", path.display()))
    );
}

#[tokio::test]
async fn what_was_written_is_there_after_a_restart() {
    let mut world = World::sqlite().await;
    make(&world.store).await;
    run(&world.store, &ADD, vec![1.into()]).await.expect("added");
    assert_eq!(number(&world.store, &COUNT, "things").await, 1);
    drop(world.store.clone());
    let placeholder = World::sqlite().await;
    drop(std::mem::replace(&mut world.store, placeholder.store.clone()));
    assert!(!world.directory().join("site.db-wal").exists(), "the log went into the file");
    let again = world.again().await.expect("it opens when the last clone is gone");
    assert_eq!(number(&again, &COUNT, "things").await, 1);
}

#[tokio::test]
async fn a_closed_store_says_so() {
    let world = World::sqlite().await;
    make(&world.store).await;
    world.store.close();
    world.store.close();
    let closed = Err(StorageError::Unavailable("the store is closed".to_owned()));
    assert_eq!(run(&world.store, &ADD, vec![1.into()]).await, closed);
    let read: Result<u64, StorageError> =
        world.store.read(|tx| Box::pin(async move { tx.execute(&COUNT, &[]).await })).await;
    assert_eq!(read, closed);
}

#[cfg(unix)]
#[tokio::test]
async fn the_files_are_their_owners_only() {
    let world = World::sqlite().await;
    for entry in std::fs::read_dir(world.directory()).expect("the directory can be listed") {
        let entry = entry.expect("an entry");
        let rights =
            std::os::unix::fs::PermissionsExt::mode(&entry.metadata().expect("it is there").permissions());
        assert_eq!(rights & 0o077, 0, "{:?}", entry.file_name());
    }
}

#[tokio::test]
async fn awaiting_something_else_inside_is_refused() {
    let world = World::sqlite().await;
    make(&world.store).await;
    let written: Result<(), StorageError> = world
        .store
        .write(|tx| {
            Box::pin(async move {
                tx.execute_one(&ADD, params![1]).await?;
                tokio::task::yield_now().await;
                Ok(Change::Unrecorded(()))
            })
        })
        .await;
    assert_eq!(written, Err(StorageError::Foreign));
    let read: Result<(), StorageError> = world
        .store
        .read(|_| {
            Box::pin(async move {
                tokio::task::yield_now().await;
                Ok(())
            })
        })
        .await;
    assert_eq!(read, Err(StorageError::Foreign));
    assert_eq!(number(&world.store, &COUNT, "things").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_waits_shares_a_commit() {
    let world = World::sqlite().await;
    make(&world.store).await;
    let (release, held) = mpsc::channel::<()>();
    let held = Arc::new(Mutex::new(held));
    let first = {
        let store = world.store.clone();
        tokio::spawn(async move { store.write::<(), StorageError, _>(move |tx| hold(tx, &held)).await })
    };
    let others: Vec<_> = (1..=100)
        .map(|id: i64| {
            let store = world.store.clone();
            tokio::spawn(async move { run(&store, &ADD, vec![id.into()]).await })
        })
        .collect();
    let before = world.store.counters();
    while world.store.counters().changes < 102 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    tokio::time::sleep(Duration::from_millis(50)).await;
    release.send(()).expect("the writer waits");
    for other in others {
        assert_eq!(other.await.expect("no panic"), Ok(1));
    }
    assert_eq!(first.await.expect("no panic"), Ok(()));
    let commits = world.store.counters().commits - before.commits;
    assert!((1..=3).contains(&commits), "{commits} commits for 101 changes");
    assert_eq!(number(&world.store, &COUNT, "things").await, 101);
}

/// Keeps the writer busy until it is released.
fn hold<'t>(
    tx: &'t mut onedoor_storage::Tx<'_>,
    held: &Arc<Mutex<mpsc::Receiver<()>>>,
) -> std::pin::Pin<Box<dyn Future<Output = Result<Change<()>, StorageError>> + Send + 't>> {
    let held = Arc::clone(held);
    Box::pin(async move {
        tx.execute_one(&ADD, params![0]).await?;
        held.lock().expect("no panic").recv().expect("it is released");
        Ok(Change::Unrecorded(()))
    })
}
