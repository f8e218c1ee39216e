use std::path::Path;

use onedoor_identity::Identity;
use onedoor_identity::systems::{self, System, Wanted};

use super::audit::moment;
use super::keys::{STOP_IT, identity};
use super::{Failure, runtime};
use crate::cli::{SystemsCommand, SystemsHow};
use crate::config::{ClientConfig, cannot_read};
use crate::role;

pub(super) fn run(asked: &SystemsCommand) -> Result<(), Failure> {
    match asked {
        SystemsCommand::List { config } => list(config),
        SystemsCommand::Show { system, config } => show(config, system),
        SystemsCommand::Register { client, how } => register(client, how),
        SystemsCommand::Suspend { system, how } => change(system, &Wanted::Suspend, how),
        SystemsCommand::Resume { system, how } => change(system, &Wanted::Resume, how),
        SystemsCommand::Retire { system, how } => change(system, &Wanted::Retire, how),
        SystemsCommand::Merge { from, into, how } => change(from, &Wanted::Merge(into.clone()), how),
    }
}

/// Everything that is or was registered at the identity of a configuration.
fn all(config: &Path) -> Result<Vec<System>, Failure> {
    runtime()?.block_on(async {
        let (store, _) = super::audit::look(&crate::config::Loaded::from_file(config)?).await?;
        systems::all(&store).await.map_err(Failure::told)
    })
}

fn list(config: &Path) -> Result<(), Failure> {
    for system in all(config)? {
        say!("{}\t{}\tby {}", system.known.client_id, stands(&system), system.known.source.word());
    }
    Ok(())
}

fn stands(system: &System) -> String {
    match (&system.known.standing, system.known.ended_at) {
        (standing, None) => match standing.successor() {
            Some(into) => format!("merged into {into}"),
            None => standing.word().to_owned(),
        },
        (standing, Some(_)) => format!("{}, not in the configuration any more", standing.word()),
    }
}

fn show(config: &Path, client: &str) -> Result<(), Failure> {
    let found = all(config)?.into_iter().find(|system| system.known.client_id == client);
    let system = found.ok_or_else(|| Failure::told(format!("no system is registered as \"{client}\"")))?;
    say!("{client}: {}, registered by {}", stands(&system), system.known.source.word());
    say!("{}\tfirst registered", moment(system.known.created_at));
    for step in &system.steps {
        let into = step.into.as_ref().map(|into| format!(" into {into}")).unwrap_or_default();
        let why = Some(&step.why).filter(|why| !why.is_empty());
        let why = why.map(|why| format!(": {why}")).unwrap_or_default();
        say!("{}\t{}{into}{why}", moment(step.at), step.step);
    }
    for (life, count) in &system.links {
        say!("{count} links {life}");
    }
    if system.untold > 0 {
        say!("{} links of which it has heard nothing for a month, and is not told any more", system.untold);
    }
    say!("{}", shown(&system.known.registration));
    Ok(())
}

/// A registration without what is kept of the client's secret.
fn shown(registration: &str) -> String {
    let read: Result<serde_json::Map<String, serde_json::Value>, _> = serde_json::from_str(registration);
    let shown = read.map(|mut all| {
        if let Some(authentication) = all.get_mut("authentication").and_then(|value| value.as_object_mut()) {
            authentication.remove("secret");
        }
        serde_json::Value::from(all).to_string()
    });
    shown.unwrap_or_else(|_| "the registration cannot be read".to_owned())
}

fn register(file: &Path, how: &SystemsHow) -> Result<(), Failure> {
    let text = std::fs::read_to_string(file).map_err(|error| Failure::told(cannot_read(file, &error)))?;
    let told = |error: &dyn std::fmt::Display| Failure::told(format!("{}: {error}", file.display()));
    let config: ClientConfig = toml::from_str(&text).map_err(|error| told(&error.message()))?;
    let base = file.parent().unwrap_or(Path::new(""));
    let client = role::client(&config, base).map_err(|error| told(&error))?;
    runtime()?.block_on(async {
        let (identity, running) = identity(&how.config, STOP_IT).await?;
        let new = systems::register(&identity, &client, &how.why).await;
        running.site.store.close();
        let new = new.map_err(Failure::told)?;
        let word = if new { "as the file has it now" } else { "as the file has it, as before" };
        say!("{}: registered {word}.", client.client_id);
        Ok(())
    })
}

fn change(client: &str, wanted: &Wanted, how: &SystemsHow) -> Result<(), Failure> {
    runtime()?.block_on(async {
        let (identity, running) = identity(&how.config, STOP_IT).await?;
        let done = act(&identity, client, wanted, &how.why).await;
        running.site.store.close();
        done
    })
}

async fn act(identity: &Identity, client: &str, wanted: &Wanted, why: &str) -> Result<(), Failure> {
    let new = systems::change(identity, client, wanted.clone(), why).await.map_err(Failure::told)?;
    // Also when it stood so before: an earlier run may have been killed.
    let done = systems::conclude(identity, client).await.map_err(Failure::told)?;
    let all = systems::all(&identity.site.store).await.map_err(Failure::told)?;
    let how = all.iter().find(|system| system.known.client_id == client).map(stands).unwrap_or_default();
    say!("{client}: {how}{}", if new { "" } else { ", as before" });
    if done.parted > 0 {
        say!("{} people were signed out there; the portal is told.", done.parted);
    }
    if done.ended > 0 {
        say!("{} links were ended; their owners and the portal are told.", done.ended);
    }
    if let Wanted::Merge(into) = wanted {
        say!(
            "Next: start this identity if it is stopped, and at {into} run onedoor portal absorb with {client}'s export."
        );
    }
    Ok(())
}
