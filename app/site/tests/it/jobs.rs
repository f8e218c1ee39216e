use std::sync::Arc;
use std::time::Duration;

use onedoor_base::JobId;
use onedoor_site::Site;
use onedoor_site::jobs::{JobHandler, Jobs};
use onedoor_site::testing::{TestSite, TestWorld};
use onedoor_storage::jobs::{self, NewJob};
use onedoor_storage::{Change, StorageError};
use tokio::sync::{Semaphore, watch};

const SOON: Duration = Duration::from_secs(10);

async fn put(site: &Arc<Site>, kind: &'static str) {
    let (now, id) = (site.now(), JobId::new(site.now(), site.random.as_ref()));
    let job = NewJob { kind, payload: "{}", due_at: now, unique_key: None };
    let put = site.store.write(move |tx| {
        Box::pin(
            async move { Ok::<_, StorageError>(Change::Unrecorded(jobs::enqueue(tx, &job, id, now).await?)) },
        )
    });
    assert!(put.await.expect("put down"));
}

/// Work that says when it has begun, and then waits to be let go.
fn held(begun: &Arc<Semaphore>, go: &Arc<Semaphore>) -> JobHandler {
    let (begun, go) = (Arc::clone(begun), Arc::clone(go));
    Arc::new(move |_| {
        let (begun, go) = (Arc::clone(&begun), Arc::clone(&go));
        Box::pin(async move {
            begun.add_permits(1);
            go.acquire().await.expect("open").forget();
            Ok(())
        })
    })
}

async fn wait(signal: &Semaphore, what: &str) {
    tokio::time::timeout(SOON, signal.acquire()).await.expect(what).expect("open").forget();
}

#[tokio::test]
async fn slow_work_holds_up_nothing_else_and_is_finished_before_the_end() {
    let world = TestWorld::new();
    let site = world.site(TestSite::default()).await;
    let signal = || Arc::new(Semaphore::new(0));
    let (slow, quick, go, free) = (signal(), signal(), signal(), Arc::new(Semaphore::new(9)));
    let jobs = Jobs::new().with("slow", held(&slow, &go)).with("quick", held(&quick, &free));
    let (stop, stopped) = watch::channel(false);
    let running = tokio::spawn(jobs.run(Arc::clone(&site), stopped));
    put(&site, "slow").await;
    wait(&slow, "the slow work has begun").await;
    put(&site, "quick").await;
    wait(&quick, "the quick work waits for the slow").await;

    stop.send(true).expect("it listens");
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(!running.is_finished(), "work under way was dropped");
    go.add_permits(1);
    tokio::time::timeout(SOON, running).await.expect("it ends").expect("no panic");
    let left: Result<_, StorageError> =
        site.store.read(|tx| Box::pin(async move { jobs::next_due(tx).await })).await;
    assert_eq!(left, Ok(None), "done work is still there");
}
