//! A person under another name, and what is still to be told of people.

use std::time::Duration;

use onedoor_base::EventId;
use onedoor_linking::Outcome;
use onedoor_storage::linking::events::{self, LinkingEvent};
use onedoor_storage::linking::subjects::{self, Renamed};
use onedoor_storage::{Change, StorageError, Store};

use super::{
    ISSUER, LAN, MINH, PLAIN, account, case, judged, links_of, open_account, person, proving, settle,
};
use crate::contract::contract;
use crate::world::{DAWN, World};

contract! {
    a_person_is_found_by_every_name
    names_are_heard_in_any_order_and_never_in_a_circle
    an_event_waits_until_it_is_settled
}

async fn renamed(store: &Store, from: &'static str, to: &'static str) -> Renamed {
    let heard: Result<_, StorageError> = store
        .write(move |tx| {
            Box::pin(
                async move { Ok(Change::Unrecorded(subjects::renamed(tx, ISSUER, (from, to), DAWN).await?)) },
            )
        })
        .await;
    heard.expect("heard")
}

async fn names(store: &Store, subject: &'static str) -> Vec<String> {
    let read: Result<_, StorageError> =
        store.read(move |tx| Box::pin(async move { subjects::names(tx, &person(subject)).await })).await;
    let mut names: Vec<_> = read.expect("read").into_iter().map(|name| name.subject).collect();
    names.sort();
    names
}

async fn a_person_is_found_by_every_name(world: World) {
    open_account(&world.store, 1, &PLAIN).await;
    settle(&world.store, 1, proving(LAN, account(1)), None).await.expect("linked");
    assert_eq!(renamed(&world.store, LAN, "mai").await, Renamed::Done);
    let linked = Outcome::AlreadyLinked { account: account(1) };
    for name in [LAN, "mai"] {
        assert_eq!(judged(&world.store, case(name)).await, linked, "{name}");
        assert_eq!(links_of(&world.store, name).await.len(), 1);
        // The account is theirs, and not another's.
        assert_eq!(settle(&world.store, 2, proving(name, account(1)), None).await, Ok(linked.clone()));
    }
    let taken = settle(&world.store, 3, proving(MINH, account(1)), None).await;
    assert_eq!(taken, Ok(Outcome::AccountBelongsToAnother));
    assert_eq!(links_of(&world.store, LAN).await[0].national, person(LAN), "the evidence is as it was");
}

async fn names_are_heard_in_any_order_and_never_in_a_circle(world: World) {
    let store = &world.store;
    assert_eq!(renamed(store, "b", "c").await, Renamed::Done);
    assert_eq!(renamed(store, "a", "b").await, Renamed::Done);
    assert_eq!(renamed(store, "c", "d").await, Renamed::Done);
    for name in ["a", "b", "c", "d"] {
        assert_eq!(names(store, name).await, ["a", "b", "c", "d"]);
    }
    assert_eq!(renamed(store, "a", "b").await, Renamed::Known);
    assert_eq!(renamed(store, "d", "d").await, Renamed::Known);
    for (from, to) in [("d", "a"), ("c", "b"), ("a", "x")] {
        let heard = renamed(store, from, to).await;
        assert!(heard != Renamed::Done, "{from} {to}: {heard:?}");
    }
    assert_eq!(renamed(store, "d", "a").await, Renamed::Contradicts);
    assert_eq!(names(store, "x").await, ["x"]);
    assert_eq!(names(store, "a").await, ["a", "b", "c", "d"]);
}

async fn an_event_waits_until_it_is_settled(world: World) {
    let event = LinkingEvent {
        id: EventId::from_bytes([1; 16]),
        client: "haiduong".to_owned(),
        subject: "lan".to_owned(),
        event: "urn:example:event".to_owned(),
        detail: "{}".to_owned(),
        happened_at: DAWN,
    };
    let expected = Some(event.clone());
    let found: Result<_, StorageError> = world
        .store
        .write(move |tx| {
            let event = event.clone();
            Box::pin(async move {
                let random = crate::world::Repeating::default();
                events::put_down(tx, &event, &random).await?;
                let waits = events::get(tx, event.id).await?;
                // Work for it waits already.
                events::wake(tx, DAWN, &random).await?;
                let taken = onedoor_storage::jobs::lease(tx, (DAWN, Duration::from_mins(1)), 10, &[]).await?;
                let settled =
                    (events::settle(tx, event.id, DAWN).await?, events::settle(tx, event.id, DAWN).await?);
                let after = events::get(tx, event.id).await?;
                events::sweep(tx, DAWN.after(Duration::from_hours(24 * 46))).await?;
                Ok(Change::Unrecorded((waits, taken.len(), settled, after)))
            })
        })
        .await;
    assert_eq!(found.expect("written"), (expected, 1, (true, false), None));
}
