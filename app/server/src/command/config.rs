use std::io::Write;
use std::path::Path;

use super::Failure;
use crate::config::{self, Loaded};

pub(super) fn check(file: &Path) -> Result<(), Failure> {
    Loaded::from_file(file)?;
    println!("{}: every setting is allowed, and the files that it names can be read.", file.display());
    Ok(())
}

pub(super) fn reference() -> Result<(), Failure> {
    // Not `print!`: a reader such as `head` may close the pipe.
    let written = std::io::stdout().write_all(config::reference().as_bytes());
    written.map_err(|error| Failure::told(format!("cannot print: {error}")))
}
