use std::path::Path;

use onedoor_identity::Identity;
use onedoor_site::SystemRandomness;
use onedoor_storage::vault::KeyFileError;
use onedoor_storage::{KeyFile, StorageError};

use super::serve::shared;
use super::{Failure, runtime};
use crate::config::{Loaded, file_trouble};
use crate::role::{self, CannotServe, Opened};
use crate::site::{CannotOpen, Running};

pub(super) const STOP_IT: &str = "stop it for the moment that this takes";

pub(super) fn new(file: &Path) -> Result<(), Failure> {
    let made = KeyFile::create(file, &SystemRandomness::default());
    made.map_err(|error| Failure::told(format!("cannot make {}: {}", file.display(), not_made(&error))))?;
    say!("{}: a new key, readable by its owner only. Keep a copy in a safe place.", file.display());
    Ok(())
}

pub(super) fn add(file: &Path) -> Result<(), Failure> {
    let added = KeyFile::read(file).and_then(|mut keys| {
        keys.add(&SystemRandomness::default());
        keys.replace(file)
    });
    added
        .map_err(|error| Failure::told(format!("cannot change {}: {}", file.display(), not_made(&error))))?;
    say!(
        "{}: a new key at its end. Give the file to every node and restart them, then run onedoor keys rewrap.",
        file.display()
    );
    Ok(())
}

pub(super) fn rewrap(file: &Path) -> Result<(), Failure> {
    let loaded = Loaded::from_file(file)?;
    runtime()?.block_on(async {
        let opened = role::site(&loaded, &shared(&loaded)?).await;
        let (_, running) = opened.map_err(|error| running_already(error, STOP_IT))?;
        let site = &running.site;
        let rewrapped = site.vault.rewrap(&site.store).await.map_err(Failure::told)?;
        site.store.close();
        say!("{rewrapped} data keys were sealed anew; all are sealed with the last key of the file now.");
        Ok(())
    })
}

fn not_made(error: &KeyFileError) -> String {
    match error {
        KeyFileError::File(error) => file_trouble(error),
        other => other.to_string(),
    }
}

pub(super) fn rotate(file: &Path) -> Result<(), Failure> {
    const BUSY: &str = "send its process SIGUSR1: it will make new keys itself";
    runtime()?.block_on(async {
        let (identity, running) = identity(file, BUSY).await?;
        identity.provider.rotate_keys(&running.site).await.map_err(Failure::told)?;
        running.site.store.close();
        say!("New keys are published; tokens signed before stay good until they run out.");
        Ok(())
    })
}

pub(super) fn withdraw(file: &Path, kids: &[String]) -> Result<(), Failure> {
    runtime()?.block_on(async {
        let (identity, running) = identity(file, STOP_IT).await?;
        let unknown = identity.provider.withdraw_keys(&running.site, kids).await.map_err(Failure::told)?;
        let there = identity.provider.list_keys(&running.site).await.map_err(Failure::told)?;
        running.site.store.close();
        if !unknown.is_empty() {
            let there: Vec<&str> = there.iter().map(|(kid, _)| kid.as_str()).collect();
            let (unknown, there) = (unknown.join(", "), there.join(", "));
            return Err(Failure::told(format!(
                "nothing was withdrawn: no key is called {unknown}; there are {there}"
            )));
        }
        for (kid, state) in there {
            say!("{kid} {}", state.word());
        }
        Ok(())
    })
}

/// The identity of a configuration, open. `busy` is what to do if it runs already and its file serves one
/// process at a time.
pub(super) async fn identity(file: &Path, busy: &str) -> Result<(Identity, Running), Failure> {
    let loaded = Loaded::from_file(file)?;
    let opened = role::site(&loaded, &shared(&loaded)?).await;
    match opened.map_err(|error| running_already(error, busy))? {
        (Opened::Identity(identity), running) => Ok((identity, running)),
        (Opened::Portal(_), _) => Err(Failure::told(
            "a portal has no national accounts, signs no tokens and knows no systems: give the configuration of an identity",
        )),
    }
}

pub(super) fn running_already(error: CannotServe, busy: &str) -> Failure {
    match &error {
        CannotServe::Open(CannotOpen::Storage(StorageError::InUse { .. })) => {
            Failure::told(format!("{error}. If the site is running, {busy}"))
        }
        _ => Failure::told(error),
    }
}
