use std::collections::BTreeSet;
use std::time::Duration;

use onedoor_base::{Clock, JobId, Timestamp};
use onedoor_storage::jobs::{self, Backoff, Fate, Leased, NewJob};
use onedoor_storage::{Change, StorageError, Store};

use crate::contract::contract;
use crate::world::World;

const LEASE: Duration = Duration::from_secs(30);
const BACKOFF: Backoff =
    Backoff { first: Duration::from_secs(2), most: Duration::from_secs(10), attempts: 5 };

contract! {
    work_is_taken_when_due_and_done_once
    the_like_of_what_waits_is_not_put_down_twice
    work_that_is_refused_is_never_seen
    work_of_a_dead_node_is_taken_by_another
    work_that_fails_comes_back_later_and_later_and_is_given_up
    several_workers_take_each_piece_once
}

async fn put(world: &World, unique_key: Option<&'static str>, wait: Duration) -> bool {
    let now = world.clock.now();
    let id = JobId::new(now, &*world.random);
    let put: Result<bool, StorageError> = world
        .store
        .write(move |tx| {
            Box::pin(async move {
                let job =
                    NewJob { kind: "test.count", payload: "{\"n\":1}", due_at: now.after(wait), unique_key };
                Ok(Change::Unrecorded(jobs::enqueue(tx, &job, id, now).await?))
            })
        })
        .await;
    put.expect("it can be put down")
}

async fn lease(store: &Store, now: Timestamp, most: i64) -> Vec<Leased> {
    let taken: Result<_, StorageError> = store
        .write(move |tx| {
            Box::pin(async move { Ok(Change::Unrecorded(jobs::lease(tx, (now, LEASE), most, &[]).await?)) })
        })
        .await;
    taken.expect("work can be taken")
}

async fn complete(world: &World, job: &Leased) -> bool {
    let job = job.clone();
    let done: Result<bool, StorageError> = world
        .store
        .write(move |tx| {
            let job = job.clone();
            Box::pin(async move { Ok(Change::Unrecorded(jobs::complete(tx, &job).await?)) })
        })
        .await;
    done.expect("it can be completed")
}

async fn fail(world: &World, job: &Leased) -> Fate {
    let (job, now, random) = (job.clone(), world.clock.now(), world.random.clone());
    let fate: Result<Fate, StorageError> = world
        .store
        .write(move |tx| {
            let (job, random) = (job.clone(), random.clone());
            Box::pin(async move {
                Ok(Change::Unrecorded(jobs::fail(tx, &job, "no gateway", &BACKOFF, now, &*random).await?))
            })
        })
        .await;
    fate.expect("it can fail")
}

async fn next_due(world: &World) -> Option<Timestamp> {
    let due: Result<_, StorageError> =
        world.store.read(|tx| Box::pin(async move { jobs::next_due(tx).await })).await;
    due.expect("it can be asked")
}

async fn work_is_taken_when_due_and_done_once(world: World) {
    assert_eq!(next_due(&world).await, None);
    assert!(put(&world, None, Duration::from_secs(5)).await);
    assert_eq!(next_due(&world).await, Some(world.clock.now().after(Duration::from_secs(5))));
    assert!(lease(&world.store, world.clock.now(), 10).await.is_empty(), "not due yet");
    world.clock.advance(5000);
    let taken = lease(&world.store, world.clock.now(), 10).await;
    assert_eq!(taken.len(), 1);
    assert_eq!(
        (taken[0].kind.as_str(), taken[0].payload.as_str(), taken[0].attempt),
        ("test.count", "{\"n\":1}", 1)
    );
    assert!(lease(&world.store, world.clock.now(), 10).await.is_empty(), "taken");
    assert!(complete(&world, &taken[0]).await);
    assert!(!complete(&world, &taken[0]).await, "done already");
    world.clock.advance(60_000);
    assert!(lease(&world.store, world.clock.now(), 10).await.is_empty(), "done");
}

async fn the_like_of_what_waits_is_not_put_down_twice(world: World) {
    assert!(put(&world, Some("a"), Duration::ZERO).await);
    assert!(!put(&world, Some("a"), Duration::ZERO).await);
    assert!(put(&world, Some("b"), Duration::ZERO).await);
    assert!(put(&world, None, Duration::ZERO).await);
    assert!(put(&world, None, Duration::ZERO).await, "no key, no likeness");
    for job in lease(&world.store, world.clock.now(), 10).await {
        assert!(complete(&world, &job).await);
    }
    assert!(put(&world, Some("a"), Duration::ZERO).await, "nothing like it waits any more");
}

async fn work_that_is_refused_is_never_seen(world: World) {
    let now = world.clock.now();
    let id = JobId::new(now, &*world.random);
    let refused: Result<(), StorageError> = world
        .store
        .write(move |tx| {
            Box::pin(async move {
                let job = NewJob { kind: "test.count", payload: "{}", due_at: now, unique_key: None };
                assert!(jobs::enqueue(tx, &job, id, now).await?);
                Err(StorageError::Panicked)
            })
        })
        .await;
    assert_eq!(refused, Err(StorageError::Panicked));
    assert!(lease(&world.store, now, 10).await.is_empty());
}

async fn work_of_a_dead_node_is_taken_by_another(world: World) {
    put(&world, None, Duration::ZERO).await;
    let first = lease(&world.store, world.clock.now(), 1).await.pop().expect("work");
    world.clock.advance(30_000);
    let second = lease(&world.store, world.clock.now(), 1).await.pop().expect("the lease has ended");
    assert_eq!((second.id, second.attempt), (first.id, 2));
    assert!(!complete(&world, &first).await, "the first comes too late");
    assert_eq!(fail(&world, &first).await, Fate::Lost);
    assert!(complete(&world, &second).await);
}

async fn work_that_fails_comes_back_later_and_later_and_is_given_up(world: World) {
    put(&world, Some("a"), Duration::ZERO).await;
    for (attempt, most) in [(1, 2000), (2, 4000), (3, 8000), (4, 10_000)] {
        let job = lease(&world.store, world.clock.now(), 1).await.pop().expect("it is due");
        assert_eq!(job.attempt, attempt);
        let Fate::Again(due) = fail(&world, &job).await else { panic!("attempt {attempt} is not the last") };
        let wait = due.since(world.clock.now()).as_millis();
        assert!((most / 2..=most).contains(&wait), "after attempt {attempt}: {wait} ms");
        world.clock.advance(i64::try_from(wait).expect("small"));
    }
    let job = lease(&world.store, world.clock.now(), 1).await.pop().expect("it is due");
    assert_eq!(fail(&world, &job).await, Fate::GivenUp);
    world.clock.advance(3_600_000);
    assert!(lease(&world.store, world.clock.now(), 1).await.is_empty());
    let dead: Result<_, StorageError> =
        world.store.read(|tx| Box::pin(async move { jobs::dead(tx, 10).await })).await;
    let dead = dead.expect("what was given up can be seen");
    assert_eq!(dead.len(), 1);
    assert_eq!((dead[0].id, dead[0].attempts, dead[0].last_error.as_str()), (job.id, 5, "no gateway"));
    assert!(put(&world, Some("a"), Duration::ZERO).await, "what was given up stands in nobody's way");
    let sweep = async |then: Timestamp| {
        let swept = world.store.write(move |tx| {
            Box::pin(async move { Ok::<_, StorageError>(Change::Unrecorded(jobs::sweep(tx, then).await?)) })
        });
        swept.await.expect("swept")
    };
    assert_eq!(sweep(dead[0].dead_at).await, 0);
    assert_eq!(sweep(world.clock.now()).await, 1, "what was given up, not what waits");
}

async fn several_workers_take_each_piece_once(world: World) {
    for _ in 0..40 {
        put(&world, None, Duration::ZERO).await;
    }
    let now = world.clock.now();
    let workers: Vec<_> = (0..6)
        .map(|_| {
            let store = world.store.clone();
            tokio::spawn(async move {
                let mut taken = Vec::new();
                loop {
                    let more = lease(&store, now, 3).await;
                    if more.is_empty() {
                        return taken;
                    }
                    taken.extend(more.into_iter().map(|job| job.id.to_string()));
                }
            })
        })
        .collect();
    let mut all = Vec::new();
    for worker in workers {
        all.extend(worker.await.expect("no panic"));
    }
    assert_eq!(all.len(), 40);
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 40, "none twice");
}
