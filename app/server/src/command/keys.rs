use std::path::Path;

use onedoor_site::SystemRandomness;
use onedoor_storage::KeyFile;

use super::Failure;

pub(super) fn new(file: &Path) -> Result<(), Failure> {
    let made = KeyFile::create(file, &SystemRandomness::default());
    made.map_err(|error| Failure::told(format!("cannot make {}: {error}", file.display())))?;
    println!("{}: a new key, readable by its owner only. Keep a copy in a safe place.", file.display());
    Ok(())
}
