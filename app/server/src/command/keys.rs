use std::path::Path;

use onedoor_site::SystemRandomness;
use onedoor_storage::KeyFile;
use onedoor_storage::vault::KeyFileError;

use super::serve::shared;
use super::{Failure, runtime};
use crate::config::{Loaded, file_trouble};
use crate::role::{self, Opened};

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
        let (opened, running) = role::site(&loaded, &shared(&loaded)?).await.map_err(Failure::told)?;
        let Opened::Identity(identity) = opened else {
            return Err(Failure::told("a portal signs no tokens: it has no keys to rotate"));
        };
        identity.provider.rotate_keys(&running.site).await.map_err(Failure::told)?;
        running.site.store.close();
        println!("New keys are published; tokens signed before stay good until they run out.");
        Ok(())
    })
}
