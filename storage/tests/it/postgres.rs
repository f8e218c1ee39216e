//! What only PostgreSQL has: other nodes, conflicts, connections that break.

use std::time::Duration;

use onedoor_storage::{Change, Statement, StorageConfig, StorageError, Store, params};

use crate::races::number;
use crate::transactions::{make, run};
use crate::world::World;

const ADD: Statement = Statement::new("test.add", "INSERT INTO things (id) VALUES ($1)");
const COUNT: Statement = Statement::new("test.count", "SELECT COUNT(*) AS things FROM things");
const TRIES: Statement = Statement::new("test.tries", "CREATE SEQUENCE tries");
const CONFLICT: Statement = Statement::new(
    "test.conflict",
    "CREATE FUNCTION conflict(times BIGINT) RETURNS BIGINT LANGUAGE plpgsql AS $body$
     DECLARE try BIGINT := nextval('tries');
     BEGIN
       IF try <= times THEN RAISE EXCEPTION 'injected' USING ERRCODE = '40001'; END IF;
       RETURN try;
     END $body$",
);
const MEET: Statement = Statement::new("test.meet", "SELECT conflict($1) AS try");
const DIE: Statement = Statement::new("test.die", "SELECT pg_terminate_backend(pg_backend_pid()) AS gone");
const IDLE: Statement = Statement::new(
    "test.idle",
    "SELECT COUNT(*) AS open FROM pg_stat_activity
     WHERE state LIKE 'idle in transaction%' AND query LIKE '%abandoned%'",
);
const ABANDONED: Statement =
    Statement::new("test.abandoned", "INSERT INTO things (id, name) VALUES ($1, 'abandoned')");

async fn meet(store: &Store, times: i64) -> Result<i64, StorageError> {
    store
        .write(move |tx| {
            Box::pin(async move {
                let row = tx.row(&MEET, params![times]).await?.expect("a row");
                Ok(Change::Unrecorded(row.int("try")?))
            })
        })
        .await
}

#[tokio::test]
async fn a_conflict_is_tried_again_and_counted() {
    let Some(world) = World::postgres().await else { return };
    run(&world.store, &TRIES, vec![]).await.expect("made");
    run(&world.store, &CONFLICT, vec![]).await.expect("made");
    assert_eq!(meet(&world.store, 3).await, Ok(4));
    assert_eq!(world.store.counters().retries, 3);
}

#[tokio::test]
async fn an_endless_conflict_is_told() {
    let Some(world) = World::postgres().await else { return };
    run(&world.store, &TRIES, vec![]).await.expect("made");
    run(&world.store, &CONFLICT, vec![]).await.expect("made");
    assert_eq!(meet(&world.store, i64::MAX).await, Err(StorageError::Contended { attempts: 24 }));
}

#[tokio::test]
async fn a_broken_connection_is_told_and_replaced() {
    let Some(world) = World::postgres().await else { return };
    make(&world.store).await;
    let broken: Result<(), StorageError> = world
        .store
        .write(|tx| {
            Box::pin(async move {
                tx.execute_one(&ADD, params![1]).await?;
                tx.row(&DIE, &[]).await?;
                Ok(Change::Unrecorded(()))
            })
        })
        .await;
    assert!(matches!(broken, Err(StorageError::Unavailable(_))), "{broken:?}");
    assert_eq!(number(&world.store, &COUNT, "things").await, 0);
    assert_eq!(run(&world.store, &ADD, vec![2.into()]).await, Ok(1));
}

#[tokio::test]
async fn a_caller_who_leaves_leaves_nothing_open() {
    let Some(world) = World::postgres().await else { return };
    make(&world.store).await;
    let abandoned = world.store.write::<(), StorageError, _>(|tx| {
        Box::pin(async move {
            tx.execute_one(&ABANDONED, params![1]).await?;
            std::future::pending().await
        })
    });
    tokio::time::timeout(Duration::from_millis(200), abandoned).await.expect_err("it never ends");
    assert_eq!(number(&world.store, &COUNT, "things").await, 0);
    assert_eq!(number(&world.store, &IDLE, "open").await, 0);
}

#[tokio::test]
async fn nodes_that_start_at_once_migrate_once() {
    let Some(world) = World::postgres_at(Some(0)).await else { return };
    let (a, b, c) = tokio::join!(world.again(), world.again(), world.again());
    for node in [a, b, c] {
        assert_eq!(number(&node.expect("it starts"), &HISTORY, "steps").await, steps());
    }
}

const HISTORY: Statement = Statement::new("test.history", "SELECT COUNT(*) AS steps FROM schema_migrations");

fn steps() -> i64 {
    i64::try_from(onedoor_storage::migrations().len()).expect("a handful")
}

#[tokio::test]
async fn nodes_share_what_they_write() {
    let Some(world) = World::postgres().await else { return };
    make(&world.store).await;
    let other = world.again().await.expect("a second node");
    run(&other, &ADD, vec![1.into()]).await.expect("added");
    assert_eq!(number(&world.store, &COUNT, "things").await, 1);
}

#[tokio::test]
async fn a_server_that_is_not_there_is_told() {
    let world = World::sqlite().await;
    let open = |url: &str, schema: Option<&str>| {
        let config = StorageConfig::Postgres {
            url: url.to_owned(),
            schema: schema.map(str::to_owned),
            max_connections: 1,
        };
        Store::open(config, world.clock.clone(), world.random.clone())
    };
    let nobody = open("postgres://onedoor@127.0.0.1:1/postgres", None).await.map(drop);
    assert!(matches!(nobody, Err(StorageError::Unavailable(_))), "{nobody:?}");
    let wrong = open("postgres://onedoor@127.0.0.1:notaport/postgres", None).await.map(drop);
    assert!(matches!(wrong, Err(StorageError::Configuration(_))), "{wrong:?}");
    let schema = open("postgres://onedoor@127.0.0.1:1/postgres", Some("a; DROP")).await.map(drop);
    assert!(matches!(schema, Err(StorageError::Configuration(_))), "{schema:?}");
}

const ROLE: Statement = Statement::new("test.role", "CREATE ROLE lean LOGIN");
const SCHEMA: Statement = Statement::new("test.schema", "CREATE SCHEMA lean AUTHORIZATION lean");
const UNMAKE_SCHEMA: Statement = Statement::new("test.unmake_schema", "DROP SCHEMA IF EXISTS lean CASCADE");
const UNMAKE_ROLE: Statement = Statement::new("test.unmake_role", "DROP ROLE IF EXISTS lean");

#[tokio::test]
async fn a_schema_that_exists_needs_no_right_to_make_one() {
    let Some(world) = World::postgres().await else { return };
    for statement in [&UNMAKE_SCHEMA, &UNMAKE_ROLE, &ROLE, &SCHEMA] {
        run(&world.store, statement, vec![]).await.expect("prepared");
    }
    let StorageConfig::Postgres { url, .. } = &world.config else { unreachable!() };
    let url = url.replacen("onedoor@", "lean@", 1);
    let config = StorageConfig::Postgres { url, schema: Some("lean".to_owned()), max_connections: 2 };
    let (clock, random) = (world.store.clock().clone(), world.store.random().clone());
    let opened = Store::open(config, clock, random).await;
    opened.expect("opened").close();
    for statement in [&UNMAKE_SCHEMA, &UNMAKE_ROLE] {
        run(&world.store, statement, vec![]).await.expect("removed");
    }
}
