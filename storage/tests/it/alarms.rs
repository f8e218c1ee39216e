//! Alarms, and what the network tells of messages in parts.

use std::time::Duration;

use onedoor_base::{AlarmId, Digest, MessageId, Timestamp};
use onedoor_storage::site::alarms;
use onedoor_storage::site::messages::{self, NewMessage};
use onedoor_storage::{Change, StorageError};

use crate::contract::contract;
use crate::world::{DAWN, World};

contract! {
    an_alarm_is_raised_once_until_it_is_settled
    a_message_in_parts_is_delivered_when_all_of_them_are
    an_id_that_comes_round_again_is_the_latest_message
    one_part_that_does_not_arrive_is_a_message_that_did_not
}

async fn raise(world: &World, subject: &'static str) -> bool {
    let id = AlarmId::new(DAWN, &*world.random);
    let raised = world.store.write::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            alarms::raise(tx, id, ("sms_prefix", subject), "figures", DAWN).await.map(Change::Unrecorded)
        })
    });
    raised.await.expect("an alarm is raised")
}

async fn standing(world: &World) -> Vec<alarms::Alarm> {
    let read = world
        .store
        .read::<_, StorageError, _>(|tx| Box::pin(async move { alarms::list(tx, true, 10).await }));
    read.await.expect("alarms are read")
}

async fn an_alarm_is_raised_once_until_it_is_settled(world: World) {
    assert!(raise(&world, "+84912").await);
    assert!(!raise(&world, "+84912").await);
    assert!(raise(&world, "+84913").await);
    let found = standing(&world).await;
    let one = found.iter().find(|alarm| alarm.subject == "+84912").expect("it stands").clone();
    assert_eq!((found.len(), one.count, one.state.as_str()), (2, 2, "open"));
    let id = one.id;
    let settled = world.store.write::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            let seen = (
                alarms::count_open(tx).await?,
                alarms::see(tx, id, DAWN).await?,
                alarms::see(tx, id, DAWN).await?,
            );
            let stood = alarms::stands(tx, "sms_prefix", "+84912").await?;
            let settled =
                (alarms::settle(tx, id, "me", DAWN).await?, alarms::settle(tx, id, "me", DAWN).await?);
            let at = alarms::settled_at(tx, "sms_prefix", "+84912").await?;
            let stands = alarms::stands(tx, "sms_prefix", "+84912").await?;
            Ok(Change::Unrecorded((seen, stood, settled, at, stands)))
        })
    });
    let told = settled.await.expect("it is settled");
    assert_eq!(told, ((2, true, false), true, (true, false), Some(DAWN), false));
    assert!(raise(&world, "+84912").await);
    assert_eq!(standing(&world).await.len(), 2);
}

/// A message that the operator took in two parts.
async fn sent(world: &World) -> MessageId {
    sent_at(world, DAWN).await
}

async fn sent_at(world: &World, at: Timestamp) -> MessageId {
    let id = MessageId::new(at, &*world.random);
    let put = world.store.write::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            let new = NewMessage {
                id,
                channel: "sms",
                content: b"sealed",
                prefix: Some("+84912"),
                code: None,
                recipient: Some(Digest([1; 32])),
            };
            messages::insert(tx, &new, at).await?;
            messages::sent_in_parts(tx, id, &["op-1".to_owned(), "op-2".to_owned()], at).await?;
            Ok(Change::Unrecorded(()))
        })
    });
    put.await.expect("it is sent");
    id
}

/// What is told of a part; whether it is known, and the state of the message then.
async fn told(
    world: &World,
    message: MessageId,
    part: &'static str,
    failed: Option<&'static str>,
) -> (bool, String) {
    let told = world.store.write::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            let known = messages::receipt(tx, part, failed, DAWN).await?;
            let record = messages::get(tx, message).await?.expect("it is there");
            Ok(Change::Unrecorded((known, record.state)))
        })
    });
    told.await.expect("it is written down")
}

async fn a_message_in_parts_is_delivered_when_all_of_them_are(world: World) {
    let id = sent(&world).await;
    assert_eq!(told(&world, id, "op-3", None).await, (false, "sent".to_owned()));
    assert_eq!(told(&world, id, "op-2", None).await, (true, "sent".to_owned()));
    assert_eq!(told(&world, id, "op-2", None).await, (true, "sent".to_owned()));
    assert_eq!(told(&world, id, "op-1", None).await, (true, "delivered".to_owned()));
    // Whatever is told later.
    assert_eq!(told(&world, id, "op-1", Some("UNDELIV")).await, (true, "delivered".to_owned()));
}

async fn an_id_that_comes_round_again_is_the_latest_message(world: World) {
    let (first, second) = (sent(&world).await, sent_at(&world, DAWN.after(Duration::from_secs(1))).await);
    assert_eq!(told(&world, second, "op-1", None).await, (true, "sent".to_owned()));
    assert_eq!(told(&world, second, "op-2", None).await, (true, "delivered".to_owned()));
    let read = world.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move { Ok(messages::get(tx, first).await?.map(|record| record.state)) })
    });
    assert_eq!(read.await.expect("read").as_deref(), Some("sent"));
}

async fn one_part_that_does_not_arrive_is_a_message_that_did_not(world: World) {
    let id = sent(&world).await;
    assert_eq!(told(&world, id, "op-1", None).await, (true, "sent".to_owned()));
    assert_eq!(told(&world, id, "op-2", Some("EXPIRED")).await, (true, "undelivered".to_owned()));
    assert_eq!(told(&world, id, "op-2", None).await, (true, "undelivered".to_owned()));
}
