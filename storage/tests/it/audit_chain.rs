//! The record is sealed without anybody waiting for it, and whatever is done to it afterwards is found.

use std::time::Duration;

use onedoor_base::{AccountId, Actor, AuditEvent, AuditId, Digest, Subject};
use onedoor_storage::audit::{self, Finding, Report, Seal, SealFault, Sealed, Verifier, Witness};
use onedoor_storage::{Change, KeyFile, Statement, StorageError, Store, Value, Vault};

use crate::contract::contract;
use crate::world::{DAWN, World};

const NODE: [u8; 16] = [1; 16];
const OTHER: [u8; 16] = [2; 16];

contract! {
    what_was_written_is_sealed_once_and_found_good  a_late_commit_is_never_passed_over
    nothing_to_seal_writes_nothing  one_node_seals_and_another_takes_over
    two_nodes_at_once_make_one_chain  sealing_makes_no_writer_run_again
    a_changed_row_is_named  a_deleted_row_is_named  an_inserted_row_is_named  rows_that_changed_places_are_named
    a_row_of_strangers_is_named_before_and_after_it_is_sealed  rows_from_before_the_marks_are_no_strangers
    seals_that_were_changed_or_deleted_are_named  the_end_cannot_be_cut_off
    a_statement_that_was_kept_contradicts_a_record_made_anew  a_look_changes_nothing
}

/// A record with keys and `rows` rows in batches of at most 512, sealed.
async fn sealed(world: &World, rows: usize) -> Vault {
    let keys = KeyFile::generate(&*world.random);
    world.clock.advance(1);
    let vault = Vault::load(&world.store, keys).await.expect("the keys open");
    world.clock.advance(1);
    write(&world.store, world, rows).await;
    seal_all(&world.store, NODE).await;
    vault
}

async fn write(store: &Store, world: &World, rows: usize) {
    let person = AccountId::new(DAWN, &*world.random);
    let event = AuditEvent::new(store.clock().now(), Actor::Person(person), "test.thing.done")
        .about(Subject::Person(person))
        .with("how", "well");
    let done: Result<(), StorageError> = store
        .write(move |_| {
            let events = vec![event.clone(); rows];
            Box::pin(async move { Ok(Change::Recorded((), events)) })
        })
        .await;
    done.expect("the rows are written");
}

async fn seal_all(store: &Store, node: [u8; 16]) -> usize {
    let mut rows = 0;
    loop {
        match audit::seal(store, node).await.expect("it can be sealed") {
            Sealed::Batch(count) => rows += count,
            Sealed::Nothing | Sealed::Elsewhere => return rows,
        }
    }
}

async fn verify(store: &Store, vault: Option<&Vault>) -> Report {
    verify_with(store, vault, &[]).await
}

/// With the seals that somebody has kept statements about.
async fn verify_with(store: &Store, vault: Option<&Vault>, kept: &[Seal]) -> Report {
    let (marks, kept) = (vault.map(Vault::audit_marks), kept.to_vec());
    let report: Result<Report, StorageError> = store
        .read(move |tx| {
            Box::pin(async move {
                let head = audit::head(tx).await?.expect("it was sealed");
                let mut verifier = Verifier::new(&head.log, marks);
                for seal in kept {
                    let witness = Witness::Kept { file: "kept".to_owned() };
                    verifier.expect(witness, seal.number, seal.last_row, seal.hash);
                }
                audit::walk(tx, &mut verifier).await?;
                Ok(verifier.finish())
            })
        })
        .await;
    report.expect("the record can be read")
}

async fn seals(store: &Store) -> Vec<Seal> {
    let found: Result<_, StorageError> =
        store.read(|tx| Box::pin(async move { audit::seals(tx, 0, 1000).await })).await;
    found.expect("the seals can be read")
}

async fn id_of(store: &Store, seq: i64) -> AuditId {
    let found: Result<_, StorageError> =
        store.read(move |tx| Box::pin(async move { audit::entries(tx, seq - 1, 1).await })).await;
    found.expect("the rows can be read")[0].id
}

async fn tamper(store: &Store, statement: &'static Statement, values: Vec<Value>) {
    let done: Result<u64, StorageError> = store
        .write(move |tx| {
            let values = values.clone();
            Box::pin(async move { Ok(Change::Unrecorded(tx.execute(statement, &values).await?)) })
        })
        .await;
    assert!(done.expect("an operator can do that") > 0, "{} changed nothing", statement.name());
}

async fn what_was_written_is_sealed_once_and_found_good(world: World) {
    let vault = sealed(&world, 1300).await;
    write(&world.store, &world, 3).await;
    let report = verify(&world.store, Some(&vault)).await;
    assert_eq!(report.findings, []);
    // The two keys of the vault left rows of their own, before there was a key to mark with.
    assert_eq!((report.rows, report.seals, report.waiting), (1302, 3, 3));
    assert_eq!(seal_all(&world.store, NODE).await, 3);
    let all = seals(&world.store).await;
    let ranges: Vec<_> = all.iter().map(|seal| (seal.first_row, seal.last_row)).collect();
    assert_eq!(ranges, [(1, 512), (513, 1024), (1025, 1302), (1303, 1305)]);
    assert!(all.windows(2).all(|pair| pair[1].previous == pair[0].hash));
    assert!(verify(&world.store, Some(&vault)).await.is_good());
}

async fn a_late_commit_is_never_passed_over(world: World) {
    let vault = sealed(&world, 10).await;
    // As if written by a transaction that began long before the others and was committed after them.
    let early = AuditEvent::new(DAWN.before(Duration::from_hours(5)), Actor::Visitor, "test.thing.late");
    let done: Result<(), StorageError> = world
        .store
        .write(move |_| {
            let events = vec![early.clone()];
            Box::pin(async move { Ok(Change::Recorded((), events)) })
        })
        .await;
    done.expect("written");
    assert_eq!(seal_all(&world.store, NODE).await, 1);
    let report = verify(&world.store, Some(&vault)).await;
    assert!(report.is_good(), "{:?}", report.findings);
    assert_eq!((report.rows, report.waiting), (13, 0));
}

async fn nothing_to_seal_writes_nothing(world: World) {
    assert_eq!(audit::seal(&world.store, NODE).await, Ok(Sealed::Nothing));
    sealed(&world, 1).await;
    let before = world.store.counters().commits;
    assert_eq!(audit::seal(&world.store, NODE).await, Ok(Sealed::Nothing));
    assert_eq!(world.store.counters().commits, before);
}

async fn one_node_seals_and_another_takes_over(world: World) {
    sealed(&world, 1).await;
    write(&world.store, &world, 1).await;
    assert_eq!(audit::seal(&world.store, OTHER).await, Ok(Sealed::Elsewhere));
    world.clock.advance(31_000);
    assert_eq!(audit::seal(&world.store, OTHER).await, Ok(Sealed::Batch(1)));
    write(&world.store, &world, 1).await;
    assert_eq!(audit::seal(&world.store, NODE).await, Ok(Sealed::Elsewhere));
    // Who does not hold it lets nothing go; who does, and ends, leaves it to the next at once.
    audit::let_go(&world.store, NODE).await.expect("let go");
    assert_eq!(audit::seal(&world.store, NODE).await, Ok(Sealed::Elsewhere));
    audit::let_go(&world.store, OTHER).await.expect("let go");
    assert_eq!(audit::seal(&world.store, NODE).await, Ok(Sealed::Batch(1)));
}

async fn two_nodes_at_once_make_one_chain(world: World) {
    let vault = sealed(&world, 1).await;
    write(&world.store, &world, 4000).await;
    // Both believe that they may, as after a pause of one of them.
    let (one, two) = (world.store.clone(), world.store.clone());
    let seal = |store: Store| tokio::spawn(async move { seal_all(&store, NODE).await });
    let (one, two) = tokio::join!(seal(one), seal(two));
    assert_eq!(one.expect("sealed") + two.expect("sealed"), 4000);
    let report = verify(&world.store, Some(&vault)).await;
    assert!(report.is_good(), "{:?}", report.findings);
    assert_eq!(report.rows, 4003);
}

async fn sealing_makes_no_writer_run_again(world: World) {
    let vault = sealed(&world, 1).await;
    let before = world.store.counters().retries;
    let store = world.store.clone();
    let writers: Vec<_> = (0..4)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                for _ in 0..60 {
                    let done: Result<(), StorageError> = store
                        .write(|_| {
                            let event = AuditEvent::new(DAWN, Actor::Visitor, "test.thing.done");
                            Box::pin(async move { Ok(Change::Recorded((), vec![event])) })
                        })
                        .await;
                    done.expect("written");
                }
            })
        })
        .collect();
    let mut sealed = 0;
    while writers.iter().any(|writer| !writer.is_finished()) {
        sealed += seal_all(&store, NODE).await;
    }
    sealed += seal_all(&store, NODE).await;
    assert_eq!(sealed, 240);
    assert_eq!(world.store.counters().retries, before, "a writer had to run again");
    assert!(verify(&world.store, Some(&vault)).await.is_good());
}

async fn a_changed_row_is_named(world: World) {
    const CHANGES: [Statement; 6] = [
        Statement::new("test.at", "UPDATE audit SET at = at + 1 WHERE seq = $1"),
        Statement::new("test.actor", "UPDATE audit SET actor = '{\"kind\":\"visitor\"}' WHERE seq = $1"),
        Statement::new("test.action", "UPDATE audit SET action = 'test.thing.undone' WHERE seq = $1"),
        Statement::new("test.subject", "UPDATE audit SET subject_id = NULL WHERE seq = $1"),
        Statement::new("test.kind", "UPDATE audit SET subject_kind = NULL WHERE seq = $1"),
        Statement::new("test.detail", "UPDATE audit SET detail = '{}' WHERE seq = $1"),
    ];
    static ALL: [Statement; 6] = CHANGES;
    let vault = sealed(&world, 600).await;
    for (seq, change) in (100..).zip(&ALL) {
        tamper(&world.store, change, vec![seq.into()]).await;
    }
    // Whoever has no key sees it by the seals alone.
    let mut found = verify(&world.store, None).await.findings;
    let mut expected = Vec::new();
    for seq in 100..106 {
        expected.push(Finding::RowChanged { seq, id: id_of(&world.store, seq).await });
    }
    assert_eq!(found, expected);
    // Who has it sees besides that the site did not write this.
    found = verify(&world.store, Some(&vault)).await.findings;
    assert_eq!(found.len(), 12, "{found:?}");
}

async fn a_deleted_row_is_named(world: World) {
    static DELETE: Statement = Statement::new("test.delete", "DELETE FROM audit WHERE seq = $1");
    let vault = sealed(&world, 600).await;
    for seq in [1, 300, 602] {
        tamper(&world.store, &DELETE, vec![seq.into()]).await;
    }
    let found = verify(&world.store, Some(&vault)).await.findings;
    assert_eq!(found, [1, 300, 602].map(|seq| Finding::RowMissing { seq }));
}

static INSERT: Statement = Statement::new(
    "test.insert",
    "INSERT INTO audit (id, at, actor, action, detail, seq) VALUES ($1, 1, '{\"kind\":\"visitor\"}', 'a.b.c', '{}', $2)",
);

async fn an_inserted_row_is_named(world: World) {
    let vault = sealed(&world, 20).await;
    let ids = [AuditId::from_bytes([3; 16]), AuditId::from_bytes([4; 16])];
    tamper(&world.store, &INSERT, vec![ids[0].into(), 23.into()]).await;
    tamper(&world.store, &INSERT, vec![ids[1].into(), (-5).into()]).await;
    let found = verify(&world.store, Some(&vault)).await.findings;
    let expected =
        [Finding::RowUnsealed { seq: -5, id: ids[1] }, Finding::RowUnsealed { seq: 23, id: ids[0] }];
    assert_eq!(found, expected);
}

async fn rows_that_changed_places_are_named(world: World) {
    static MOVE: Statement = Statement::new("test.move", "UPDATE audit SET seq = $2 WHERE seq = $1");
    let vault = sealed(&world, 600).await;
    for (from, to) in [(7, 9999), (8, 7), (9999, 8)] {
        tamper(&world.store, &MOVE, vec![from.into(), to.into()]).await;
    }
    let found = verify(&world.store, Some(&vault)).await.findings;
    let (seven, eight) = (id_of(&world.store, 7).await, id_of(&world.store, 8).await);
    let expected = [
        Finding::RowChanged { seq: 7, id: seven },
        Finding::RowChanged { seq: 8, id: eight },
        Finding::RowMoved { seq: 8, id: eight },
    ];
    assert_eq!(found, expected);
}

async fn a_row_of_strangers_is_named_before_and_after_it_is_sealed(world: World) {
    static BEFORE: Statement =
        Statement::new("test.before", "UPDATE audit SET action = 'a.b.d' WHERE seq IS NULL AND id <> $1");
    let vault = sealed(&world, 20).await;
    // Slipped in to be sealed with the next batch; and a row changed while it waited.
    write(&world.store, &world, 1).await;
    let id = AuditId::from_bytes([0xff; 16]);
    tamper(&world.store, &INSERT, vec![id.into(), Value::Null]).await;
    tamper(&world.store, &BEFORE, vec![id.into()]).await;
    let found = verify(&world.store, Some(&vault)).await.findings;
    assert!(matches!(
        found[..],
        [Finding::RowForeign { seq: None, .. }, Finding::RowForeign { seq: None, .. }]
    ));
    seal_all(&world.store, NODE).await;
    let found = verify(&world.store, Some(&vault)).await.findings;
    let changed = id_of(&world.store, 23).await;
    let expected =
        [Finding::RowForeign { seq: Some(23), id: changed }, Finding::RowForeign { seq: Some(24), id }];
    assert_eq!(found, expected);
}

async fn rows_from_before_the_marks_are_no_strangers(world: World) {
    write(&world.store, &world, 700).await;
    let vault = sealed(&world, 5).await;
    let report = verify(&world.store, Some(&vault)).await;
    assert!(report.is_good(), "{:?}", report.findings);
    assert_eq!(report.rows, 707);
}

async fn seals_that_were_changed_or_deleted_are_named(world: World) {
    static ROOT: Statement =
        Statement::new("test.root", "UPDATE audit_seals SET root = $2 WHERE number = $1");
    static AT: Statement =
        Statement::new("test.sealed_at", "UPDATE audit_seals SET sealed_at = 1 WHERE number = $1");
    static RANGE: Statement =
        Statement::new("test.range", "UPDATE audit_seals SET last_row = last_row - 1 WHERE number = $1");
    static DELETE: Statement = Statement::new("test.unseal", "DELETE FROM audit_seals WHERE number = $1");
    let vault = sealed(&world, 600).await;
    for _ in 0..5 {
        write(&world.store, &world, 2).await;
        seal_all(&world.store, NODE).await;
    }
    tamper(&world.store, &ROOT, vec![1.into(), Digest([9; 32]).into()]).await;
    tamper(&world.store, &AT, vec![2.into()]).await;
    tamper(&world.store, &RANGE, vec![3.into()]).await;
    tamper(&world.store, &DELETE, vec![5.into()]).await;
    let found = verify(&world.store, Some(&vault)).await.findings;
    let broken = |number, fault| Finding::SealBroken { number, fault };
    let expected = [
        broken(1, SealFault::Root),
        broken(1, SealFault::Hash),
        broken(2, SealFault::Hash),
        broken(3, SealFault::Range),
        broken(3, SealFault::Hash),
        Finding::SealsMissing { first: 5, last: 5 },
    ];
    assert_eq!(found, expected);
}

async fn the_end_cannot_be_cut_off(world: World) {
    static ROWS: Statement = Statement::new("test.cut_rows", "DELETE FROM audit WHERE seq > $1");
    static SEALS: Statement = Statement::new("test.cut_seals", "DELETE FROM audit_seals WHERE number > $1");
    static HEAD: Statement =
        Statement::new("test.cut_head", "UPDATE audit_head SET last_seal = $1, last_row = $2, hash = $3");
    let vault = sealed(&world, 20).await;
    write(&world.store, &world, 5).await;
    seal_all(&world.store, NODE).await;
    let whole = seals(&world.store).await;
    tamper(&world.store, &ROWS, vec![22.into()]).await;
    tamper(&world.store, &SEALS, vec![1.into()]).await;
    let found = verify(&world.store, None).await.findings;
    assert_eq!(found, [Finding::SealsMissing { first: 2, last: 2 }, Finding::HeadBroken]);
    // The head put back as well: who has the site's key still sees it …
    tamper(&world.store, &HEAD, vec![1.into(), 22.into(), whole[0].hash.into()]).await;
    assert_eq!(verify(&world.store, Some(&vault)).await.findings, [Finding::HeadBroken]);
    // … and so does everybody who kept a statement.
    assert_eq!(verify(&world.store, None).await.findings, []);
    let found = verify_with(&world.store, None, &whole).await;
    let witness = Witness::Kept { file: "kept".to_owned() };
    assert_eq!(found.agreeing, 1);
    assert_eq!(found.findings, [Finding::CutOff { seal: 2, rows: 27, last: 22, witness }]);
}

async fn a_statement_that_was_kept_contradicts_a_record_made_anew(world: World) {
    static FORGET: Statement = Statement::new("test.forget", "DELETE FROM audit_seals");
    static UNNUMBER: Statement = Statement::new("test.unnumber", "UPDATE audit SET seq = NULL");
    static REWRITE: Statement = Statement::new("test.rewrite", "UPDATE audit SET at = at + 1 WHERE seq = 5");
    static HEAD: Statement =
        Statement::new("test.anew", "UPDATE audit_head SET last_seal = 0, last_row = 0, hash = $1");
    sealed(&world, 20).await;
    let kept = seals(&world.store).await;
    // Somebody with all rights rewrites a row and has everything sealed again.
    tamper(&world.store, &REWRITE, vec![]).await;
    tamper(&world.store, &FORGET, vec![]).await;
    tamper(&world.store, &UNNUMBER, vec![]).await;
    tamper(&world.store, &HEAD, vec![kept[0].previous.into()]).await;
    assert_eq!(seal_all(&world.store, NODE).await, 22);
    assert_eq!(verify(&world.store, None).await.findings, []);
    let witness = Witness::Kept { file: "kept".to_owned() };
    let found = verify_with(&world.store, None, &kept).await.findings;
    assert_eq!(found, [Finding::Contradicted { seal: 1, witness }]);
}

async fn a_look_changes_nothing(world: World) {
    let vault = sealed(&world, 20).await;
    let looking = Store::look(world.config.clone(), world.clock.clone(), world.random.clone());
    let looking = looking.expect("a second look while it runs");
    write(&world.store, &world, 2).await;
    let report = verify(&looking, Some(&vault)).await;
    assert!(report.is_good());
    assert_eq!((report.rows, report.waiting), (22, 2));
    looking.close();
}
