//! What became of messages, for the operator who is asked “where is my code?”: never what they say, and to whom only as
//! far as a person on the telephone can be told apart.

use std::io::Write;
use std::path::Path;

use onedoor_base::MessageId;
use onedoor_site::addressee;
use onedoor_storage::StorageError;
use onedoor_storage::site::messages::{self, STATES};

use super::audit::{look, moment};
use super::{Failure, runtime};
use crate::cli::MessagesCommand;
use crate::config::Loaded;

pub(super) fn run(asked: &MessagesCommand) -> Result<(), Failure> {
    match asked {
        MessagesCommand::List { config, state, most } => list(config, state.as_deref(), *most),
        MessagesCommand::Show { config, message } => show(config, message),
    }
}

fn list(config: &Path, state: Option<&str>, most: u16) -> Result<(), Failure> {
    if state.is_some_and(|state| !STATES.contains(&state)) {
        return Err(Failure::told(format!("no message is in such a state; there are {}", STATES.join(", "))));
    }
    let (state, most) = (state.map(str::to_owned), i64::from(most));
    let (found, vault) = runtime()?.block_on(async {
        let (store, vault) = look(&Loaded::from_file(config)?).await?;
        let read = store.read::<_, StorageError, _>(move |tx| {
            let state = state.clone();
            Box::pin(async move { messages::list(tx, state.as_deref(), most).await })
        });
        Ok::<_, Failure>((read.await.map_err(Failure::told)?, vault))
    })?;
    let mut out = std::io::stdout().lock();
    for one in &found {
        let to = addressee::masked(&vault, one);
        let line =
            writeln!(out, "{}\t{}\t{}\t{}\t{to}", moment(one.created_at), one.id, one.channel, one.state);
        // Whoever read the first lines and went has had enough.
        if line.is_err() {
            break;
        }
    }
    Ok(())
}

fn show(config: &Path, message: &str) -> Result<(), Failure> {
    let id: MessageId = message.parse().map_err(|error| Failure::told(format!("{message}: {error}")))?;
    let (found, vault) = runtime()?.block_on(async {
        let (store, vault) = look(&Loaded::from_file(config)?).await?;
        let read =
            store.read::<_, StorageError, _>(move |tx| Box::pin(async move { messages::get(tx, id).await }));
        Ok::<_, Failure>((read.await.map_err(Failure::told)?, vault))
    })?;
    let one = found.ok_or_else(|| Failure::told(format!("there is no message {message}, or no more")))?;
    say!("{}: {} to {}, {}", one.id, one.channel, addressee::masked(&vault, &one), one.state);
    let told = [
        (Some(one.created_at), "put down"),
        (one.sent_at, "taken by the gateway"),
        (one.settled_at, one.state.as_str()),
        (one.confirmed_at, "its code was given"),
    ];
    for (at, what) in told.into_iter().filter_map(|(at, what)| Some((at?, what))) {
        say!("{}\t{what}", moment(at));
    }
    if let Some(gateway_id) = &one.gateway_id {
        say!("the gateway calls it {gateway_id}");
    }
    if one.attempts > 0 {
        say!("tried in vain {} times", one.attempts);
    }
    if one.unanswered > 0 {
        let often = if one.unanswered == 1 { "once".to_owned() } else { format!("{} times", one.unanswered) };
        let twice = if one.sent_at.is_some() { ": it may have arrived twice" } else { "" };
        say!("went out {often} without an answer{twice}");
    }
    if let Some(error) = &one.last_error {
        say!("last: {error}");
    }
    Ok(())
}
