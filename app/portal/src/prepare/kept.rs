//! A file that came through the browser: sealed in parts, until its rows are prepared.

use std::io::Read;
use std::sync::Arc;

use onedoor_base::BatchId;
use onedoor_site::Site;
use onedoor_storage::linking::batches;
use onedoor_storage::{Change, StorageError};
use tokio::runtime::Handle;
use zeroize::Zeroizing;

use super::Source;
use crate::Portal;

/// How much of a file one part holds, in bytes.
pub const PART: usize = 256 * 1024;

/// The file of a batch.
pub struct Kept {
    site: Arc<Site>,
    batch: BatchId,
    runtime: Handle,
}

impl Kept {
    /// The file of this batch. It is read on a thread that may block, while the runtime goes on that this is called in.
    pub fn of(portal: &Portal, batch: BatchId) -> Self {
        Self { site: Arc::clone(&portal.site), batch, runtime: Handle::current() }
    }

    /// Keeps the next part.
    pub async fn keep(&self, part: i64, bytes: &[u8]) -> Result<(), StorageError> {
        let (batch, sealed) = (self.batch, self.site.vault.seal(&context(self.batch, part), bytes));
        let kept = self.site.store.write(move |tx| {
            let sealed = sealed.clone();
            Box::pin(async move {
                batches::put_part(tx, batch, part, &sealed).await?;
                Ok(Change::Unrecorded(()))
            })
        });
        kept.await
    }
}

/// A part opens only in its own place.
fn context(batch: BatchId, part: i64) -> String {
    format!("linking.batch {batch} {part}")
}

impl Source for Kept {
    fn open(&self) -> std::io::Result<Box<dyn Read + Send>> {
        let (site, runtime) = (Arc::clone(&self.site), self.runtime.clone());
        Ok(Box::new(Parts { site, batch: self.batch, runtime, next: 0, open: Zeroizing::default(), at: 0 }))
    }
}

/// Reads one part after the other.
struct Parts {
    site: Arc<Site>,
    batch: BatchId,
    runtime: Handle,
    next: i64,
    open: Zeroizing<Vec<u8>>,
    at: usize,
}

impl Parts {
    /// Opens the next part; false at the end.
    fn turn(&mut self) -> std::io::Result<bool> {
        let (batch, part) = (self.batch, self.next);
        let read = self.site.store.read::<_, StorageError, _>(move |tx| {
            Box::pin(async move { batches::part(tx, batch, part).await })
        });
        let Some(sealed) = self.runtime.block_on(read).map_err(std::io::Error::other)? else {
            return Ok(false);
        };
        let opened = self.site.vault.open(&context(batch, part), &sealed);
        self.open = opened.map_err(std::io::Error::other)?;
        (self.at, self.next) = (0, part + 1);
        Ok(true)
    }
}

impl Read for Parts {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        while self.at == self.open.len() {
            if !self.turn()? {
                return Ok(0);
            }
        }
        let count = buffer.len().min(self.open.len() - self.at);
        buffer[..count].copy_from_slice(&self.open[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}
