//! “Try again”: that it has an effect.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::{Country, JobId, MessageId, Phone};
use onedoor_identity::console::roles::StaffRole;
use onedoor_site::code::{NewSms, SMS_JOB};
use onedoor_site::jobs::Jobs;
use onedoor_site::testing::{Answer, Browser, messages as texts};
use onedoor_storage::jobs::{self, Backoff, NewJob};
use onedoor_storage::site::messages::{self, Record};
use onedoor_storage::{Change, StorageError, Tx};

use crate::actors::Town;
use crate::console::{hire, looks_for, staff};

const HOUR: Duration = Duration::from_hours(1);

/// A town with an operator, and nothing to do.
async fn operated() -> (Town, Browser) {
    let town = Town::new().await;
    hire(&town, "van.hanh", "0903 000 006", &[StaffRole::Operator]).await;
    let operator = staff(&town, "van.hanh").await;
    (town, operator)
}

type Doing<'t> = std::pin::Pin<Box<dyn Future<Output = Result<(), StorageError>> + Send + 't>>;

async fn write(town: &Town, work: impl for<'t> Fn(&'t mut Tx<'_>) -> Doing<'t> + Send + Sync + 'static) {
    let work = Arc::new(work);
    let written = town.identity.site.store.write::<_, StorageError, _>(move |tx| {
        let work = Arc::clone(&work);
        Box::pin(async move {
            work(tx).await?;
            Ok(Change::Unrecorded(()))
        })
    });
    written.await.expect("it can be written");
}

/// All text messages, the latest first.
async fn all(town: &Town) -> Vec<Record> {
    let store = &town.identity.site.store;
    let read =
        store.read::<_, StorageError, _>(|tx| Box::pin(async move { messages::list(tx, None, 100).await }));
    read.await.expect("they can be read")
}

fn state(all: &[Record], id: MessageId) -> &str {
    all.iter().find(|one| one.id == id).map_or("gone", |one| one.state.as_str())
}

/// Puts a text down that says something which may come late.
async fn says(town: &Town, phone: &Phone) {
    let site = &town.identity.site;
    let Ok(sms) = NewSms::of(site, site.now(), phone, "Mật khẩu đã được đổi".to_owned()) else {
        panic!("a text can be sealed")
    };
    write(town, move |tx| {
        let sms = sms.clone();
        Box::pin(async move { sms.queue(tx).await })
    })
    .await;
}

/// The same to anybody; its id.
async fn text(town: &Town) -> MessageId {
    says(town, &Phone::parse("0912 345 678", Country::Vietnam).expect("a phone")).await;
    all(town).await[0].id
}

/// Work of this kind, and what it was given.
fn seen(kind: &'static str) -> (Jobs, Arc<Mutex<Vec<String>>>) {
    let given = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&given);
    let jobs = Jobs::new().with(
        kind,
        Arc::new(move |payload| {
            kept.lock().expect("not poisoned").push(payload);
            Box::pin(async { Ok(()) })
        }),
    );
    (jobs, given)
}

async fn again(operator: &mut Browser, id: MessageId) -> Answer {
    let page = operator.get("/console/messages").await;
    let action = format!("/console/messages/{id}/retry");
    operator.submit(&page, &action, &[]).await
}

#[tokio::test]
async fn a_message_that_did_not_arrive_is_sent_again_as_another() {
    let (town, _) = operated().await;
    let now = town.identity.site.now();
    let (jobs, given) = seen(SMS_JOB);
    let first = text(&town).await;
    jobs.round(&town.identity.site).await.expect("a round");
    write(&town, move |tx| {
        Box::pin(async move {
            messages::sent_in_parts(tx, first, &["a".to_owned(), "b".to_owned()], now).await?;
            messages::receipt(tx, "b", Some("ABSENT"), now).await.map(drop)
        })
    })
    .await;
    town.world.clock.advance(HOUR * 7);
    let mut operator = staff(&town, "van.hanh").await;
    let before: Vec<_> = all(&town).await.into_iter().map(|one| one.id).collect();
    again(&mut operator, first).await.assert_leads_to("/console/messages?notice=again");

    let now_all = all(&town).await;
    let new: Vec<_> = now_all.iter().filter(|one| !before.contains(&one.id)).map(|one| one.id).collect();
    let [second] = new[..] else { panic!("one more message: {new:?}") };
    assert_eq!(state(&now_all, first), "repeated");
    let mut said = texts(&town.identity.site).await;
    said.retain(|one| one.text.contains("Mật khẩu đã được đổi"));
    assert_eq!((said.len(), &said[0].text, &said[0].to), (2, &said[1].text, &said[1].to));
    // It is as new as if nobody had written it seven hours ago.
    let now = town.identity.site.now();
    write(&town, move |tx| {
        Box::pin(async move { messages::abandon(tx, now.before(HOUR * 6), now).await.map(drop) })
    })
    .await;
    jobs.round(&town.identity.site).await.expect("a round");
    let mut tried = given.lock().expect("not poisoned").clone();
    tried.retain(|id| [first, second].iter().any(|ours| ours.to_string() == *id));
    assert_eq!(tried, [first.to_string(), second.to_string()]);

    // What is still heard of the first sending does not count for the second.
    write(&town, move |tx| {
        Box::pin(async move {
            messages::sent_in_parts(tx, second, &["c".to_owned(), "d".to_owned()], now).await?;
            messages::receipt(tx, "a", Some("ABSENT"), now).await?;
            messages::receipt(tx, "c", None, now).await?;
            messages::receipt(tx, "d", None, now).await.map(drop)
        })
    })
    .await;
    let all = all(&town).await;
    assert_eq!((state(&all, second), state(&all, first)), ("delivered", "repeated"));
    // Once is once.
    let page = operator.get("/console/messages").await;
    page.assert_says(StatusCode::OK, "Sent again as another message");
    assert!(page.form(&format!("/console/messages/{first}/retry")).is_none());
}

/// Puts work down and gives it up.
async fn dead(town: &Town, kind: &'static str, payload: String) -> JobId {
    let site = &town.identity.site;
    let (now, id, random) =
        (site.now(), JobId::new(site.now(), site.random.as_ref()), Arc::clone(&site.random));
    write(town, move |tx| {
        let (payload, random) = (payload.clone(), Arc::clone(&random));
        Box::pin(async move {
            let new = NewJob { kind, payload: &payload, due_at: now, unique_key: None };
            jobs::enqueue(tx, &new, id, now).await?;
            let once = Backoff { first: HOUR, most: HOUR, attempts: 1 };
            for job in jobs::lease(tx, (now, HOUR), 9, &[]).await? {
                if job.id == id {
                    jobs::fail(tx, &job, "nobody answers", &once, now, random.as_ref()).await?;
                } else {
                    jobs::complete(tx, &job).await?;
                }
            }
            Ok(())
        })
    })
    .await;
    id
}

async fn revive(operator: &mut Browser, id: JobId) -> Answer {
    let page = operator.get("/console/jobs").await;
    operator.submit(&page, &format!("/console/jobs/{id}/retry"), &[]).await
}

#[tokio::test]
async fn work_that_was_given_up_is_done_when_it_is_tried_again() {
    let (town, mut operator) = operated().await;
    let (jobs, given) = seen("a.work");
    let id = dead(&town, "a.work", "its payload".to_owned()).await;
    assert_eq!(jobs.round(&town.identity.site).await, Ok(0));
    operator.get("/console").await.assert_says(StatusCode::OK, "1 given up");
    revive(&mut operator, id).await.assert_leads_to("/console/jobs?notice=again");
    jobs.round(&town.identity.site).await.expect("a round");
    assert_eq!(*given.lock().expect("not poisoned"), ["its payload"]);
    operator.get("/console").await.assert_says(StatusCode::OK, "0 given up");
}

#[tokio::test]
async fn a_message_whose_sending_was_given_up_is_sent_as_another() {
    let (town, mut operator) = operated().await;
    let message = text(&town).await;
    let id = dead(&town, SMS_JOB, message.to_string()).await;
    town.world.clock.advance(Duration::from_mins(1));
    revive(&mut operator, id).await.assert_leads_to("/console/jobs?notice=again");
    let [second, old, ..] = &all(&town).await[..] else { panic!("two messages") };
    assert_eq!((old.state.as_str(), second.state.as_str()), ("repeated", "waiting"));
    let (jobs, given) = seen(SMS_JOB);
    jobs.round(&town.identity.site).await.expect("a round");
    assert_eq!(*given.lock().expect("not poisoned"), [second.id.to_string()]);
    assert!(operator.get("/console/jobs").await.form(&format!("/console/jobs/{id}/retry")).is_none());
}

#[tokio::test]
async fn support_sees_what_became_of_a_persons_messages_and_not_what_they_say() {
    let town = Town::new().await;
    hire(&town, "ho.tro", "0903 000 001", &[StaffRole::Support]).await;
    let mut support = staff(&town, "ho.tro").await;
    let khai = town.khai;
    let of_hers = town.identity.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move { onedoor_storage::people::phone_of(tx, khai).await })
    });
    let hers = of_hers.await.expect("it can be read").expect("she has a phone");
    let other = Phone::parse("0987 654 321", Country::Vietnam).expect("a phone");
    let before: Vec<_> = all(&town).await.iter().map(|one| one.id).collect();
    says(&town, &hers).await;
    let id = all(&town).await.iter().map(|one| one.id).find(|id| !before.contains(id)).expect("one more");
    says(&town, &other).await;
    let masked = |phone: &Phone| format!("{}•••{}", phone.prefix(), phone.ending());
    let found = looks_for(&mut support, "minh.khai").await;
    let look = found.location().expect("she is found").to_owned();
    let page = support.get(&look).await;
    page.assert_says(StatusCode::OK, "Messages to this person");
    assert!(page.says("Waiting to be sent") && page.says(&masked(&hers)), "{}", page.body);
    assert!(!page.says(&masked(&other)) && !page.says("Mật khẩu đã được đổi"), "{}", page.body);
    assert!(!page.says("arrived twice"), "{}", page.body);

    // The connection broke after it had gone out; the second try was taken.
    let now = town.identity.site.now();
    write(&town, move |tx| {
        Box::pin(async move {
            messages::goes_out(tx, id).await?;
            messages::sent(tx, id, "op-1", now).await
        })
    })
    .await;
    let page = support.get(&look).await;
    assert!(page.says("Taken by the gateway") && page.says("May have arrived twice"), "{}", page.body);

    // An operator reads the same of it.
    hire(&town, "van.hanh", "0903 000 006", &[StaffRole::Operator]).await;
    let mut operator = staff(&town, "van.hanh").await;
    operator.get("/console/messages").await.assert_says(StatusCode::OK, "May have arrived twice");
}
