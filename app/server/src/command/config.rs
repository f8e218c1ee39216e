use std::path::Path;

use super::{Failure, print};
use crate::config::{self, Loaded};

pub(super) fn check(file: &Path) -> Result<(), Failure> {
    Loaded::from_file(file)?;
    say!("{}: every setting is allowed, and the files that it names can be read.", file.display());
    Ok(())
}

pub(super) fn reference() -> Result<(), Failure> {
    print(config::reference())
}
