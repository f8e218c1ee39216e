use onedoor_storage::{Change, Row, Statement, StorageError, Store, Value, params};

use crate::contract::contract;
use crate::world::World;

const MAKE: Statement = Statement::new(
    "test.make",
    "CREATE TABLE things (id BIGINT NOT NULL, name TEXT, seal BYTEA, CONSTRAINT things__id PRIMARY KEY (id))",
);
const ADD: Statement = Statement::new("test.add", "INSERT INTO things (id, name, seal) VALUES ($1, $2, $3)");
const ALL: Statement = Statement::new("test.all", "SELECT id, name, seal FROM things ORDER BY id");
const RENAME: Statement = Statement::new("test.rename", "UPDATE things SET name = $2 WHERE id = $1");
const WRONG: Statement = Statement::new("test.wrong", "SELECT colour FROM things");

contract! {
    what_is_written_is_read
    a_refusal_undoes_everything_and_comes_out_typed
    a_failed_statement_ends_the_transaction
    exactly_one_row_is_asserted
    a_read_changes_nothing
    a_wrong_statement_is_named
    wrong_values_are_refused
    a_bad_row_names_statement_and_column
    a_panic_undoes_its_work_and_nothing_else
}

/// What a room would refuse with.
#[derive(Debug, PartialEq, thiserror::Error)]
enum Refusal {
    #[error("taken")]
    Taken,
    #[error(transparent)]
    Storage(#[from] StorageError),
}

async fn what_is_written_is_read(world: World) {
    make(&world.store).await;
    let long = "Một cửa".repeat(1000);
    for (id, name, seal) in [
        (1, Some("Một cửa 一窗 Одно окно"), None),
        (i64::MAX, Some(long.as_str()), Some(vec![0, 255])),
        (i64::MIN, None, None),
    ] {
        let name = name.map(str::to_owned);
        run(&world.store, &ADD, vec![id.into(), name.into(), seal.into()]).await.expect("added");
    }
    let rows = all(&world.store).await;
    let ids: Vec<_> = rows.iter().map(|row| row.int("id").expect("an id")).collect();
    assert_eq!(ids, [i64::MIN, 1, i64::MAX]);
    assert_eq!(rows[0].opt_text("name"), Ok(None));
    assert_eq!(rows[1].text("name").as_deref(), Ok("Một cửa 一窗 Одно окно"));
    assert_eq!(rows[1].opt_bytes("seal"), Ok(None));
    assert_eq!(rows[2].str("name"), Ok(long.as_str()));
    assert_eq!(rows[2].bytes("seal"), Ok(vec![0, 255]));
}

async fn a_refusal_undoes_everything_and_comes_out_typed(world: World) {
    make(&world.store).await;
    let refused: Result<(), Refusal> = world
        .store
        .write(|tx| {
            Box::pin(async move {
                tx.execute_one(&ADD, params![1, "one", None::<&str>]).await?;
                Err(Refusal::Taken)
            })
        })
        .await;
    assert_eq!(refused, Err(Refusal::Taken));
    assert!(all(&world.store).await.is_empty());
}

async fn a_failed_statement_ends_the_transaction(world: World) {
    make(&world.store).await;
    let went_on: Result<(), Refusal> = world
        .store
        .write(|tx| {
            Box::pin(async move {
                tx.execute_one(&ADD, params![1, "one", Value::Null]).await?;
                let failed = tx.execute(&ADD, params![1, "again", Value::Null]).await;
                assert!(matches!(failed, Err(StorageError::Constraint { .. })), "{failed:?}");
                let further = tx.execute(&ADD, params![2, "two", Value::Null]).await;
                assert_eq!(further, Err(StorageError::Aborted { statement: "test.add" }));
                Ok(Change::Unrecorded(()))
            })
        })
        .await;
    assert_eq!(went_on, Err(Refusal::Storage(StorageError::Aborted { statement: "test.add" })));
    assert!(all(&world.store).await.is_empty());
}

async fn exactly_one_row_is_asserted(world: World) {
    make(&world.store).await;
    let none: Result<(), StorageError> = world
        .store
        .write(|tx| {
            Box::pin(async move {
                tx.execute_one(&ADD, params![1, "one", Value::Null]).await?;
                tx.execute_one(&RENAME, params![2, "two"]).await?;
                Ok(Change::Unrecorded(()))
            })
        })
        .await;
    assert_eq!(none, Err(StorageError::NotOneRow { statement: "test.rename", affected: 0 }));
    assert!(all(&world.store).await.is_empty());
}

async fn a_read_changes_nothing(world: World) {
    make(&world.store).await;
    let tried: Result<u64, StorageError> = world
        .store
        .read(|tx| Box::pin(async move { tx.execute(&ADD, params![1, "one", Value::Null]).await }))
        .await;
    assert!(tried.is_err(), "{tried:?}");
    assert!(all(&world.store).await.is_empty());
}

async fn a_wrong_statement_is_named(world: World) {
    make(&world.store).await;
    let failed = run(&world.store, &WRONG, vec![]).await;
    assert!(matches!(failed, Err(StorageError::Statement { statement: "test.wrong", .. })), "{failed:?}");
}

async fn wrong_values_are_refused(world: World) {
    make(&world.store).await;
    let too_few = run(&world.store, &ADD, vec![1.into()]).await;
    assert_eq!(
        too_few,
        Err(StorageError::Statement { statement: "test.add", problem: "3 parameters, 1 values".to_owned() })
    );
    assert!(all(&world.store).await.is_empty());
}

async fn a_bad_row_names_statement_and_column(world: World) {
    make(&world.store).await;
    run(&world.store, &ADD, vec![1.into(), "one".into(), Value::Bytes(vec![1, 2, 3])]).await.expect("added");
    let row = all(&world.store).await.pop().expect("a row");
    let bad = |column, problem: &str| StorageError::BadRow {
        statement: "test.all",
        column,
        problem: problem.to_owned(),
    };
    assert_eq!(row.int("name"), Err(bad("name", "not a number")));
    assert_eq!(row.text("id"), Err(bad("id", "not a text")));
    assert_eq!(row.digest("seal"), Err(bad("seal", "3 bytes, not 32")));
    assert_eq!(row.int("colour"), Err(bad("colour", "no such column")));
    assert_eq!(
        row.int("name").map_err(|e| e.to_string()),
        Err("bad row: \"test.all\", column \"name\": not a number".to_owned())
    );
}

async fn a_panic_undoes_its_work_and_nothing_else(world: World) {
    make(&world.store).await;
    let panicked: Result<(), StorageError> = world
        .store
        .write(|tx| {
            Box::pin(async move {
                tx.execute_one(&ADD, params![1, "one", Value::Null]).await?;
                panic!("expected by the test")
            })
        })
        .await;
    assert_eq!(panicked, Err(StorageError::Panicked));
    run(&world.store, &ADD, vec![2.into(), "two".into(), Value::Null]).await.expect("the writer lives");
    let ids: Vec<_> = all(&world.store).await.iter().map(|row| row.int("id").expect("an id")).collect();
    assert_eq!(ids, [2]);
}

pub(crate) async fn make(store: &Store) {
    run(store, &MAKE, vec![]).await.expect("the table is made");
}

pub(crate) async fn run(
    store: &Store,
    statement: &'static Statement,
    values: Vec<Value>,
) -> Result<u64, StorageError> {
    store
        .write(move |tx| {
            let values = values.clone();
            Box::pin(async move { Ok(Change::Unrecorded(tx.execute(statement, &values).await?)) })
        })
        .await
}

async fn all(store: &Store) -> Vec<Row> {
    let rows: Result<_, StorageError> =
        store.read(|tx| Box::pin(async move { tx.rows(&ALL, &[]).await })).await;
    rows.expect("the rows can be read")
}
