use std::sync::Arc;

use onedoor_base::Digest;
use tokio::sync::mpsc;

use super::rows::{Line, Rows};
use super::{PrepareError, ROWS_AT_ONCE, Source};
use crate::Portal;

/// How many times [`ROWS_AT_ONCE`] are read ahead.
const AHEAD: usize = 2;

/// The rows of a file, some hundred at a time, read off the asynchronous workers.
pub(super) struct Reading(mpsc::Receiver<Result<Vec<Line>, PrepareError>>);

impl Reading {
    /// Begins after so many rows. The file must have this digest, which is known only at its end.
    pub(super) fn of(portal: &Portal, source: &Arc<dyn Source>, (after, digest): (u64, Digest)) -> Self {
        let (sender, receiver) = mpsc::channel(AHEAD);
        let (portal, source) = (portal.clone(), Arc::clone(source));
        tokio::task::spawn_blocking(move || {
            // Nobody waits for it any more: then nobody misses it either.
            let hand_over = |lines| sender.blocking_send(Ok(lines)).is_ok();
            if let Err(error) = read(&portal, source.as_ref(), (after, digest), hand_over) {
                drop(sender.blocking_send(Err(error)));
            }
        });
        Self(receiver)
    }

    /// The next rows; none at the end.
    pub(super) async fn next(&mut self) -> Result<Vec<Line>, PrepareError> {
        self.0.recv().await.unwrap_or(Err(PrepareError::Worker))
    }
}

fn read(
    portal: &Portal,
    source: &dyn Source,
    (after, digest): (u64, Digest),
    hand_over: impl Fn(Vec<Line>) -> bool,
) -> Result<(), PrepareError> {
    let mut rows = Rows::of(portal, source.open()?)?;
    for _ in 0..after {
        rows.next()?;
    }
    loop {
        let mut lines = Vec::with_capacity(ROWS_AT_ONCE);
        while lines.len() < ROWS_AT_ONCE {
            let Some(line) = rows.next()? else { break };
            lines.push(line);
        }
        if lines.is_empty() {
            break;
        }
        if !hand_over(lines) {
            return Ok(());
        }
    }
    if rows.digest() != digest {
        return Err(PrepareError::Changed);
    }
    hand_over(Vec::new());
    Ok(())
}
