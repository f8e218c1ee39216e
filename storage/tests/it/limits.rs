use std::time::Duration;

use onedoor_base::{Clock, Digest};
use onedoor_storage::limits::{self, Verdict};
use onedoor_storage::{Change, StorageError, Store};

use crate::contract::contract;
use crate::world::World;

const WINDOW: Duration = Duration::from_mins(1);

contract! {
    so_many_in_a_window_and_no_more
    scopes_and_keys_are_apart
    forgetting_begins_anew
    what_is_given_back_is_not_used
    ended_windows_are_swept
    exactly_so_many_of_those_who_come_at_once
}

async fn take(world: &World, scope: &'static str, key: &str) -> Verdict {
    take_from(&world.store, scope, Digest::of(key), world.clock.now()).await
}

async fn take_from(store: &Store, scope: &'static str, key: Digest, now: onedoor_base::Timestamp) -> Verdict {
    let verdict: Result<_, StorageError> = store
        .write(move |tx| {
            Box::pin(
                async move { Ok(Change::Unrecorded(limits::take(tx, scope, key, 3, WINDOW, now).await?)) },
            )
        })
        .await;
    verdict.expect("it can be counted")
}

async fn look(world: &World, key: &str) -> Verdict {
    let (key, now) = (Digest::of(key), world.clock.now());
    let verdict: Result<_, StorageError> = world
        .store
        .read(move |tx| Box::pin(async move { limits::look(tx, "signin", key, 3, now).await }))
        .await;
    verdict.expect("it can be seen")
}

async fn so_many_in_a_window_and_no_more(world: World) {
    assert_eq!(look(&world, "an").await, Verdict::Allowed);
    for _ in 0..3 {
        assert_eq!(take(&world, "signin", "an").await, Verdict::Allowed);
        world.clock.advance(1000);
    }
    assert_eq!(look(&world, "an").await, Verdict::RetryAfter(Duration::from_secs(57)));
    assert_eq!(take(&world, "signin", "an").await, Verdict::RetryAfter(Duration::from_secs(57)));
    world.clock.advance(56_999);
    assert_eq!(take(&world, "signin", "an").await, Verdict::RetryAfter(Duration::from_millis(1)));
    world.clock.advance(1);
    assert_eq!(look(&world, "an").await, Verdict::Allowed);
    assert_eq!(take(&world, "signin", "an").await, Verdict::Allowed);
    assert_eq!(look(&world, "an").await, Verdict::Allowed);
}

async fn scopes_and_keys_are_apart(world: World) {
    for _ in 0..4 {
        take(&world, "signin", "an").await;
    }
    assert!(matches!(take(&world, "signin", "an").await, Verdict::RetryAfter(_)));
    assert_eq!(take(&world, "signin", "binh").await, Verdict::Allowed);
    assert_eq!(take(&world, "codes", "an").await, Verdict::Allowed);
}

async fn forgetting_begins_anew(world: World) {
    for _ in 0..4 {
        take(&world, "signin", "an").await;
    }
    let forgotten: Result<(), StorageError> = world
        .store
        .write(|tx| {
            Box::pin(
                async move { Ok(Change::Unrecorded(limits::forget(tx, "signin", Digest::of("an")).await?)) },
            )
        })
        .await;
    assert_eq!(forgotten, Ok(()));
    assert_eq!(take(&world, "signin", "an").await, Verdict::Allowed);
}

async fn what_is_given_back_is_not_used(world: World) {
    for _ in 0..3 {
        take(&world, "signin", "an").await;
    }
    let given: Result<(), StorageError> = world
        .store
        .write(|tx| {
            Box::pin(async move {
                Ok(Change::Unrecorded(limits::give_back(tx, "signin", Digest::of("an")).await?))
            })
        })
        .await;
    assert_eq!(given, Ok(()));
    assert_eq!(take(&world, "signin", "an").await, Verdict::Allowed);
    assert!(matches!(take(&world, "signin", "an").await, Verdict::RetryAfter(_)));
}

async fn ended_windows_are_swept(world: World) {
    take(&world, "signin", "an").await;
    world.clock.advance(30_000);
    take(&world, "signin", "binh").await;
    world.clock.advance(30_000);
    let now = world.clock.now();
    let swept: Result<u64, StorageError> = world
        .store
        .write(move |tx| Box::pin(async move { Ok(Change::Unrecorded(limits::sweep(tx, now).await?)) }))
        .await;
    assert_eq!(swept, Ok(1), "only the first has ended");
}

async fn exactly_so_many_of_those_who_come_at_once(world: World) {
    let now = world.clock.now();
    let tasks: Vec<_> = (0..24)
        .map(|_| {
            let store = world.store.clone();
            tokio::spawn(async move { take_from(&store, "signin", Digest::of("an"), now).await })
        })
        .collect();
    let mut allowed = 0;
    for task in tasks {
        allowed += i32::from(task.await.expect("no panic") == Verdict::Allowed);
    }
    assert_eq!(allowed, 3);
}
