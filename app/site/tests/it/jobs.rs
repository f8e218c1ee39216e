use std::sync::Arc;
use std::time::Duration;

use onedoor_base::JobId;
use onedoor_site::Site;
use onedoor_site::jobs::{JobHandler, Jobs, Rounds};
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

#[tokio::test]
async fn a_round_that_comes_too_early_has_a_round_after_it() {
    let world = TestWorld::new();
    let site = world.site(TestSite::default()).await;
    let rounds = Rounds { kind: "round", every: Duration::from_mins(5) };
    rounds.follow(&site, "").await.expect("put down");
    // That of five minutes from now runs now, because somebody moved it or the clock was put back.
    let late = site.now().after(Duration::from_mins(5));
    let leased = site.store.write(move |tx| {
        Box::pin(async move {
            Ok::<_, StorageError>(Change::Unrecorded(
                jobs::lease(tx, (late, Duration::from_mins(1)), 9, &[]).await?,
            ))
        })
    });
    let early = leased.await.expect("leased").pop().expect("the round");
    rounds.follow(&site, &early.payload).await.expect("put down");
    rounds.follow(&site, &early.payload).await.expect("once, whatever a second node does");
    let left = site.store.write(move |tx| {
        let early = early.clone();
        Box::pin(async move {
            assert!(jobs::complete(tx, &early).await?);
            Ok::<_, StorageError>(Change::Unrecorded(jobs::kinds(tx, late).await?))
        })
    });
    let left = left.await.expect("done");
    assert_eq!(
        left.iter().map(|kind| (kind.kind.as_str(), kind.waiting)).collect::<Vec<_>>(),
        [("round", 1)]
    );
}

#[tokio::test]
async fn one_kind_of_work_never_takes_all_the_places() {
    let world = TestWorld::new();
    let site = world.site(TestSite::default()).await;
    let signal = || Arc::new(Semaphore::new(0));
    let (slow, quick, go, free) = (signal(), signal(), signal(), Arc::new(Semaphore::new(9)));
    let jobs = Jobs::new().with("slow", held(&slow, &go)).with("quick", held(&quick, &free));
    for _ in 0..40 {
        put(&site, "slow").await;
    }
    put(&site, "quick").await;
    let (stop, stopped) = watch::channel(false);
    let running = tokio::spawn(jobs.run(Arc::clone(&site), stopped));
    wait(&quick, "the quick work waits for all of the slow").await;
    stop.send(true).expect("it listens");
    go.add_permits(40);
    tokio::time::timeout(SOON, running).await.expect("it ends").expect("no panic");
}
