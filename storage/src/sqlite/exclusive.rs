use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use crate::StorageError;

/// The right to use a database file alone, held until it is dropped or the process dies.
#[derive(Debug)]
pub(super) struct ExclusiveUse {
    _lock: File,
}

impl ExclusiveUse {
    /// Takes it, and makes the file if there is none; readable by its owner only.
    pub(super) fn of(path: &Path) -> Result<Self, StorageError> {
        let failed =
            |error: std::io::Error| StorageError::Unavailable(format!("{}: {error}", path.display()));
        // Beside the file, because SQLite's own locks lie on the file itself.
        let mut beside = path.as_os_str().to_owned();
        beside.push(".lock");
        let lock = private(Path::new(&beside)).map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(StorageError::InUse { path: path.to_owned() }),
            Err(TryLockError::Error(error)) => return Err(failed(error)),
        }
        private(path).map_err(failed)?;
        Ok(Self { _lock: lock })
    }
}

fn private(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
