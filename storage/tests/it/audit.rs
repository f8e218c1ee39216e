use onedoor_base::{AccountId, Actor, AuditEvent, Subject};
use onedoor_storage::{Change, Statement, StorageError, audit};

use crate::contract::contract;
use crate::world::{DAWN, World};

const WRONG: Statement = Statement::new("test.wrong", "DELETE FROM nothing");

contract! {
    a_change_leaves_its_record the_record_shares_the_fate_of_the_change
    pages_leave_nothing_out_of_one_moment
}

async fn a_change_leaves_its_record(world: World) {
    let person = AccountId::new(DAWN, &*world.random);
    let event = AuditEvent::new(DAWN, Actor::Person(person), "people.session.started")
        .about(Subject::Person(person))
        .with("network", "192.0.2.1");
    let written = event.clone();
    let value: Result<i64, StorageError> = world
        .store
        .write(move |_| {
            let event = event.clone();
            Box::pin(async move { Ok(Change::Recorded(7, vec![event])) })
        })
        .await;
    assert_eq!(value, Ok(7));

    let found = record_of(&world, person).await;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].at, DAWN);
    assert_eq!(found[0].actor, written.actor);
    assert_eq!(found[0].action, written.action);
    assert_eq!(found[0].detail, written.detail);
    assert!(record_of(&world, AccountId::new(DAWN, &*world.random)).await.is_empty());
}

async fn the_record_shares_the_fate_of_the_change(world: World) {
    let person = AccountId::new(DAWN, &*world.random);
    let event =
        AuditEvent::new(DAWN, Actor::Visitor, "people.account.registered").about(Subject::Person(person));
    let failed: Result<(), StorageError> = world
        .store
        .write(move |tx| {
            let event = event.clone();
            Box::pin(async move {
                drop(tx.execute(&WRONG, &[]).await);
                Ok(Change::Recorded((), vec![event]))
            })
        })
        .await;
    assert_eq!(failed, Err(StorageError::Aborted { statement: "test.wrong" }));
    assert!(record_of(&world, person).await.is_empty());
}

async fn pages_leave_nothing_out_of_one_moment(world: World) {
    let person = AccountId::new(DAWN, &*world.random);
    let event = |action| AuditEvent::new(DAWN, Actor::Person(person), action).about(Subject::Person(person));
    let events = ["test.a.did", "test.b.did", "test.c.did", "test.d.did", "test.e.did"].map(event).to_vec();
    let written: Result<(), StorageError> = world
        .store
        .write(move |_| {
            let events = events.clone();
            Box::pin(async move { Ok(Change::Recorded((), events)) })
        })
        .await;
    written.expect("the events can be recorded");

    let whole = record_of(&world, person).await;
    let mut paged = whole[..2].to_vec();
    loop {
        let last = paged.last().map(|record| (record.at, record.id)).expect("there is a first page");
        let page: Result<_, StorageError> = world
            .store
            .read(move |tx| {
                Box::pin(async move { audit::page_of_subject(tx, Subject::Person(person), last, 2).await })
            })
            .await;
        let page = page.expect("the record can be read");
        if page.is_empty() {
            break;
        }
        paged.extend(page);
    }
    assert_eq!(paged, whole);
    assert_eq!(whole.len(), 5);
}

async fn record_of(world: &World, person: AccountId) -> Vec<audit::AuditRecord> {
    let later = DAWN.after(std::time::Duration::from_secs(1));
    let found: Result<_, StorageError> = world
        .store
        .read(move |tx| {
            Box::pin(async move { audit::of_subject(tx, Subject::Person(person), later, 10).await })
        })
        .await;
    found.expect("the record can be read")
}
