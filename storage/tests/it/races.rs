use onedoor_storage::{Change, Statement, StorageError, Store, params};

use crate::contract::contract;
use crate::transactions::run;
use crate::world::World;

const COUNTER: Statement = Statement::new(
    "test.counter",
    "CREATE TABLE counter (id BIGINT NOT NULL PRIMARY KEY, n BIGINT NOT NULL)",
);
const START: Statement = Statement::new("test.start", "INSERT INTO counter (id, n) VALUES (1, 0)");
const GET: Statement = Statement::new("test.get", "SELECT n FROM counter WHERE id = 1");
const SET: Statement = Statement::new("test.set", "UPDATE counter SET n = $1 WHERE id = 1");

const CLAIMS: Statement = Statement::new(
    "test.claims",
    "CREATE TABLE claims (account BIGINT NOT NULL, person BIGINT NOT NULL, CONSTRAINT claims__account PRIMARY KEY (account))",
);
const CLAIM: Statement = Statement::new(
    "test.claim",
    "INSERT INTO claims (account, person) VALUES (7, $1) ON CONFLICT DO NOTHING",
);
const DUTY: Statement = Statement::new(
    "test.duty",
    "CREATE TABLE duty (person BIGINT NOT NULL PRIMARY KEY, present BIGINT NOT NULL)",
);
const ARRIVE: Statement = Statement::new("test.arrive", "INSERT INTO duty (person, present) VALUES ($1, 1)");
const PRESENT: Statement =
    Statement::new("test.present", "SELECT COUNT(*) AS present FROM duty WHERE present = 1");
const LEAVE: Statement = Statement::new("test.leave", "UPDATE duty SET present = 0 WHERE person = $1");

contract! {
    what_is_read_and_written_back_is_not_lost
    one_of_those_who_claim_at_once_wins
    two_who_look_and_then_act_do_not_both_act
    a_refusal_and_a_panic_among_many_leave_the_others_alone
}

async fn what_is_read_and_written_back_is_not_lost(world: World) {
    run(&world.store, &COUNTER, vec![]).await.expect("made");
    run(&world.store, &START, vec![]).await.expect("started");
    let results = at_once(&world.store, 60, |store, _| async move {
        store
            .write(|tx| {
                Box::pin(async move {
                    let row = tx.row(&GET, &[]).await?.expect("the counter is there");
                    tx.execute_one(&SET, params![row.int("n")? + 1]).await?;
                    Ok::<_, StorageError>(Change::Unrecorded(()))
                })
            })
            .await
    });
    assert!(results.await.iter().all(Result::is_ok));
    assert_eq!(number(&world.store, &GET, "n").await, 60);
}

async fn one_of_those_who_claim_at_once_wins(world: World) {
    run(&world.store, &CLAIMS, vec![]).await.expect("made");
    let claims = at_once(&world.store, 12, |store, person| async move {
        run(&store, &CLAIM, vec![person.into()]).await.expect("it can be claimed")
    });
    assert_eq!(claims.await.iter().sum::<u64>(), 1);
}

/// Write skew: each looks whether the other is still there and then leaves; nothing they write meets.
async fn two_who_look_and_then_act_do_not_both_act(world: World) {
    run(&world.store, &DUTY, vec![]).await.expect("made");
    for person in 0..8 {
        run(&world.store, &ARRIVE, vec![person.into()]).await.expect("arrived");
    }
    let left = at_once(&world.store, 8, |store, person| async move {
        let left: Result<bool, StorageError> = store
            .write(move |tx| {
                Box::pin(async move {
                    let present = tx.row(&PRESENT, &[]).await?.expect("a count").int("present")?;
                    if present > 1 {
                        tx.execute_one(&LEAVE, params![person]).await?;
                    }
                    Ok(Change::Unrecorded(present > 1))
                })
            })
            .await;
        left.expect("one may try to leave")
    });
    assert_eq!(left.await.iter().filter(|left| **left).count(), 7);
    assert_eq!(number(&world.store, &PRESENT, "present").await, 1, "one stays");
}

async fn a_refusal_and_a_panic_among_many_leave_the_others_alone(world: World) {
    run(&world.store, &DUTY, vec![]).await.expect("made");
    let results = at_once(&world.store, 40, |store, person| async move {
        store
            .write(move |tx| {
                Box::pin(async move {
                    tx.execute_one(&ARRIVE, params![person]).await?;
                    match person % 4 {
                        1 => Err(StorageError::Unavailable("refused by the test".to_owned())),
                        2 => panic!("expected by the test"),
                        // Somebody is there already: a failed statement.
                        3 => tx.execute_one(&ARRIVE, params![person]).await.map(Change::Unrecorded),
                        _ => Ok(Change::Unrecorded(())),
                    }
                })
            })
            .await
    });
    for (person, result) in results.await.into_iter().enumerate() {
        match person % 4 {
            1 => assert_eq!(result, Err(StorageError::Unavailable("refused by the test".to_owned()))),
            2 => assert_eq!(result, Err(StorageError::Panicked)),
            3 => assert!(matches!(result, Err(StorageError::Constraint { .. })), "{result:?}"),
            _ => assert_eq!(result, Ok(())),
        }
    }
    assert_eq!(number(&world.store, &PRESENT, "present").await, 10);
}

/// Runs it so many times at once; what each came to, in order.
pub(crate) async fn at_once<T, Fut>(store: &Store, times: i64, work: impl Fn(Store, i64) -> Fut) -> Vec<T>
where
    T: Send + 'static,
    Fut: Future<Output = T> + Send + 'static,
{
    let tasks: Vec<_> = (0..times).map(|number| tokio::spawn(work(store.clone(), number))).collect();
    let mut results = Vec::new();
    for task in tasks {
        results.push(task.await.expect("no panic outside"));
    }
    results
}

pub(crate) async fn number(store: &Store, statement: &'static Statement, column: &'static str) -> i64 {
    let found: Result<_, StorageError> = store
        .read(move |tx| Box::pin(async move { tx.row(statement, &[]).await?.expect("a row").int(column) }))
        .await;
    found.expect("it can be read")
}
