//! What a site has taken alarm at, for whoever runs it. All of it may be done beside a running site.

use std::path::Path;

use onedoor_base::{Actor, AlarmId, AuditEvent, Timestamp};
use onedoor_storage::site::alarms::{self, Alarm};
use onedoor_storage::{Change, StorageError, Store};

use super::audit::{look, moment};
use super::{Failure, runtime};
use crate::cli::AlarmsCommand;
use crate::config::Loaded;

/// More than stand at a time.
const MOST: i64 = 1000;

pub(super) fn run(asked: &AlarmsCommand) -> Result<(), Failure> {
    match asked {
        AlarmsCommand::List { config, all } => list(config, *all),
        AlarmsCommand::Show { config, alarm } => show(config, alarm),
        AlarmsCommand::Settle { config, alarm } => settle(config, alarm),
    }
}

fn list(config: &Path, all: bool) -> Result<(), Failure> {
    let found = runtime()?.block_on(async {
        let (store, _) = look(&Loaded::from_file(config)?).await?;
        let read = store.read::<_, StorageError, _>(move |tx| {
            Box::pin(async move { alarms::list(tx, !all, MOST).await })
        });
        read.await.map_err(Failure::told)
    })?;
    for Alarm { id, kind, subject, detail, count, last_at, state, .. } in &found {
        let subject = if subject.is_empty() { "-" } else { subject };
        say!("{}\t{id}\t{state}\t{kind}\t{subject}\t{count}\t{detail}", moment(*last_at));
    }
    Ok(())
}

fn show(config: &Path, alarm: &str) -> Result<(), Failure> {
    let id = parsed(alarm)?;
    let one = runtime()?.block_on(async {
        let (store, _) = look(&Loaded::from_file(config)?).await?;
        let one = get(&store, id).await?;
        let now = store.clock().now();
        let seen = store.change_beside::<_, StorageError, _>(move |tx| {
            Box::pin(async move { Ok(told(alarms::see(tx, id, now).await?, id, "show", now)) })
        });
        seen.await.map_err(Failure::told)?;
        Ok::<_, Failure>(one)
    })?;
    let one = one.ok_or_else(|| none(alarm))?;
    say!("{}: {} {}, {}", one.id, one.kind, one.subject, one.state);
    say!("{}", one.detail);
    say!("met {} times, from {} to {}", one.count, moment(one.raised_at), moment(one.last_at));
    if let Some(at) = one.seen_at {
        say!("{}\tseen", moment(at));
    }
    if let Some((at, by)) = one.settled_at.zip(one.settled_by) {
        say!("{}\tsettled by {by}", moment(at));
    }
    Ok(())
}

fn settle(config: &Path, alarm: &str) -> Result<(), Failure> {
    let id = parsed(alarm)?;
    let settled = runtime()?.block_on(async {
        let (store, _) = look(&Loaded::from_file(config)?).await?;
        let now = store.clock().now();
        let settled = store.change_beside::<_, StorageError, _>(move |tx| {
            Box::pin(async move {
                let settled = alarms::settle(tx, id, "onedoor alarms settle", now).await?;
                Ok(told(settled, id, "settle", now))
            })
        });
        settled.await.map_err(Failure::told)
    })?;
    if !settled {
        return Err(Failure::told(format!("no alarm {alarm} stands")));
    }
    say!("{id} is settled");
    Ok(())
}

/// With a record of who did what.
fn told(done: bool, id: AlarmId, what: &'static str, now: Timestamp) -> Change<bool> {
    if !done {
        return Change::Unrecorded(false);
    }
    let action = if what == "show" { "site.alarm.seen" } else { "site.alarm.settled" };
    let event = AuditEvent::new(now, Actor::Operator(format!("alarms {what}")), action);
    Change::Recorded(true, vec![event.with("alarm", id.to_string())])
}

async fn get(store: &Store, id: AlarmId) -> Result<Option<Alarm>, Failure> {
    let read = store.read::<_, StorageError, _>(move |tx| Box::pin(async move { alarms::get(tx, id).await }));
    read.await.map_err(Failure::told)
}

fn parsed(alarm: &str) -> Result<AlarmId, Failure> {
    alarm.parse().map_err(|error| Failure::told(format!("{alarm}: {error}")))
}

fn none(alarm: &str) -> Failure {
    Failure::told(format!("there is no alarm {alarm}, or no more"))
}
