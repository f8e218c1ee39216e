use std::path::Path;

use onedoor_site::SystemRandomness;
use onedoor_storage::vault::KeyFileError;
use onedoor_storage::{KeyFile, StorageError};

use super::serve::shared;
use super::{Failure, runtime};
use crate::config::{Loaded, file_trouble};
use crate::role::{self, CannotServe, Opened};
use crate::site::CannotOpen;

pub(super) fn new(file: &Path) -> Result<(), Failure> {
    let made = KeyFile::create(file, &SystemRandomness::default());
    made.map_err(|error| Failure::told(format!("cannot make {}: {}", file.display(), not_made(&error))))?;
    println!("{}: a new key, readable by its owner only. Keep a copy in a safe place.", file.display());
    Ok(())
}

fn not_made(error: &KeyFileError) -> String {
    match error {
        KeyFileError::File(error) => file_trouble(error),
        other => other.to_string(),
    }
}

pub(super) fn rotate(file: &Path) -> Result<(), Failure> {
    let loaded = Loaded::from_file(file)?;
    runtime()?.block_on(async {
        let (opened, running) = role::site(&loaded, &shared(&loaded)?).await.map_err(running_already)?;
        let Opened::Identity(identity) = opened else {
            return Err(Failure::told("a portal signs no tokens: it has no keys to rotate"));
        };
        identity.provider.rotate_keys(&running.site).await.map_err(Failure::told)?;
        running.site.store.close();
        println!("New keys are published; tokens signed before stay good until they run out.");
        Ok(())
    })
}

/// The file of a running site is in use; the site itself can do it then.
fn running_already(error: CannotServe) -> Failure {
    match &error {
        CannotServe::Open(CannotOpen::Storage(StorageError::InUse { .. })) => Failure::told(format!(
            "{error}. If the site is running, send its process SIGUSR1: it will make new keys itself"
        )),
        _ => Failure::told(error),
    }
}
