use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use onedoor_storage::{Change, Statement, StorageError, Store, migrations};

use crate::contract::contract;
use crate::transactions::run;
use crate::world::World;

const APPLIED: Statement =
    Statement::new("test.applied", "SELECT version, name FROM schema_migrations ORDER BY version");
const TAMPER: Statement =
    Statement::new("test.tamper", "UPDATE schema_migrations SET digest = $1 WHERE version = 1");
const FUTURE: Statement = Statement::new(
    "test.future",
    "INSERT INTO schema_migrations (version, name, digest, applied_at) VALUES ($1, '9999_future', $2, 0)",
);

contract! {
    each_is_applied_once_in_order
    a_changed_migration_is_refused
    a_database_from_the_future_is_refused
}

/// From nothing to the last, one by one, each finding rows of all those before it.
#[tokio::test]
async fn sqlite_each_finds_the_rows_of_those_before() {
    let world = World::sqlite_at(Some(0)).await;
    one_by_one(&world).await;
}

#[tokio::test]
async fn postgres_each_finds_the_rows_of_those_before() {
    if let Some(world) = World::postgres_at(Some(0)).await {
        one_by_one(&world).await;
    }
}

async fn one_by_one(world: &World) {
    world.store.close();
    for (version, name) in migrations() {
        let store = world.again_at(Some(version)).await.unwrap_or_else(|error| panic!("{name}: {error}"));
        let samples = std::fs::read_to_string(folder("samples").join(format!("{name}.sql")))
            .unwrap_or_else(|error| panic!("migrations/samples/{name}.sql: {error}"));
        let inserted: Result<(), StorageError> = store
            .write(move |tx| {
                let samples = samples.clone();
                Box::pin(async move { Ok(Change::Unrecorded(tx.samples(&samples).await?)) })
            })
            .await;
        assert_eq!(inserted, Ok(()), "the samples of {name}");
        store.close();
    }
    let store = world.again().await.expect("it is up to date");
    assert_eq!(applied(&store).await.len(), migrations().len());
}

async fn each_is_applied_once_in_order(world: World) {
    let before = applied(&world.store).await;
    let expected: Vec<_> =
        migrations().into_iter().map(|(version, name)| (version, name.to_owned())).collect();
    assert_eq!(before, expected);
    world.store.close();
    assert_eq!(applied(&world.again().await.expect("it opens again")).await, before);
}

async fn a_changed_migration_is_refused(world: World) {
    run(&world.store, &TAMPER, vec![[0; 32].into()]).await.expect("changed");
    world.store.close();
    let opened = world.again().await.map(drop);
    assert!(
        matches!(&opened, Err(StorageError::Migration(why)) if why.contains("0001_foundation")),
        "{opened:?}"
    );
}

async fn a_database_from_the_future_is_refused(world: World) {
    run(&world.store, &FUTURE, vec![9999.into(), [0; 32].into()]).await.expect("added");
    world.store.close();
    let opened = world.again().await.map(drop);
    assert!(
        matches!(&opened, Err(StorageError::Migration(why)) if why.contains("9999_future")),
        "{opened:?}"
    );
}

#[test]
fn every_file_is_in_the_list_in_the_order_of_its_number() {
    let files: BTreeSet<String> = std::fs::read_dir(folder(""))
        .expect("the migrations can be listed")
        .filter_map(|entry| {
            entry.expect("an entry").file_name().into_string().ok()?.strip_suffix(".sql").map(str::to_owned)
        })
        .collect();
    let listed: Vec<String> = migrations().into_iter().map(|(_, name)| name.to_owned()).collect();
    assert_eq!(files.into_iter().collect::<Vec<_>>(), listed);
    let versions: Vec<i64> = migrations().into_iter().map(|(version, _)| version).collect();
    assert!(versions.is_sorted_by(|before, after| before < after), "{versions:?}");
    for (version, name) in migrations() {
        assert!(name.starts_with(&format!("{version:04}_")), "{name}");
    }
}

fn folder(below: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations").join(below)
}

async fn applied(store: &Store) -> Vec<(i64, String)> {
    let found: Result<_, StorageError> = store
        .read(|tx| {
            Box::pin(async move {
                let rows = tx.rows(&APPLIED, &[]).await?;
                rows.iter().map(|row| Ok((row.int("version")?, row.text("name")?))).collect()
            })
        })
        .await;
    found.expect("the history can be read")
}

const LIFE: Statement = Statement::new(
    "test.life",
    "SELECT state, one_sided, mine_number, mine_standing, mine_at, mine_why FROM links ORDER BY id",
);

/// The second had ended, before links had two sides.
const LINKS_OF_BEFORE: &str = "
INSERT INTO links (id, system, issuer, subject, local_account_id, national_proven_at, national_identity_level,
  national_authentication_level, local_proof, local_proven_at, identity_level, made_by, state, created_at)
VALUES (x'01', 'school', 'https://esia.example', '1', x'01990000000070008000000000000051', 1, 2, 1, 'password', 1, 1,
  'person', 'active', 7);
INSERT INTO links (id, system, issuer, subject, local_account_id, national_proven_at, national_identity_level,
  national_authentication_level, local_proof, local_proven_at, identity_level, made_by, state, created_at, ended_at,
  end_reason)
VALUES (x'02', 'school', 'https://esia.example', '1', x'01990000000070008000000000000051', 1, 2, 1, 'password', 1, 1,
  'person', 'ended', 7, 8, 'by_person');";

#[tokio::test]
async fn sqlite_links_of_before_have_one_side() {
    links_of_before(World::sqlite_at(Some(8)).await).await;
}

#[tokio::test]
async fn postgres_links_of_before_have_one_side() {
    if let Some(world) = World::postgres_at(Some(8)).await {
        links_of_before(world).await;
    }
}

async fn links_of_before(world: World) {
    let accounts = std::fs::read_to_string(folder("samples").join("0005_services.sql")).expect("samples");
    let there = accounts + LINKS_OF_BEFORE;
    let inserted: Result<(), StorageError> = world
        .store
        .write(move |tx| {
            let there = there.clone();
            Box::pin(async move { Ok(Change::Unrecorded(tx.samples(&there).await?)) })
        })
        .await;
    assert_eq!(inserted, Ok(()));
    world.store.close();
    let store = world.again().await.expect("migrated");
    let rows: Result<Vec<_>, StorageError> = store
        .read(|tx| {
            Box::pin(async move {
                let rows = tx.rows(&LIFE, &[]).await?;
                let read = |row: &onedoor_storage::Row| {
                    let (state, standing) = (row.text("state")?, row.text("mine_standing")?);
                    let (number, at) = (row.int("mine_number")?, row.int("mine_at")?);
                    Ok((state, row.bool("one_sided")?, number, standing, at, row.opt_text("mine_why")?))
                };
                rows.iter().map(read).collect()
            })
        })
        .await;
    let text = str::to_owned;
    assert_eq!(
        rows.expect("read"),
        [
            (text("active"), true, 1, text("confirmed"), 7, None),
            (text("ended"), true, 2, text("ended"), 8, Some(text("by_person"))),
        ]
    );
}
