use std::collections::HashMap;
use std::sync::Arc;

use onedoor_base::{Digest, Digesting};
use onedoor_linking::Finding;

use super::rows::{Line, Rows};
use super::{PrepareError, Source};
use crate::Portal;

/// What a file says by itself.
#[derive(Debug)]
pub struct Survey {
    /// SHA-256 of the file.
    pub digest: Digest,
    /// How many rows it has below the heading line.
    pub rows: u64,
    /// Lines with what they have in common with which other line.
    doubles: HashMap<u32, Vec<(Finding, u32)>>,
}

impl Survey {
    /// What this line has in common with others.
    pub(super) fn doubles(&self, line: u64) -> &[(Finding, u32)] {
        u32::try_from(line).ok().and_then(|line| self.doubles.get(&line)).map_or(&[], Vec::as_slice)
    }
}

/// Reads the whole file, off the asynchronous workers.
pub async fn survey(portal: &Portal, source: &Arc<dyn Source>) -> Result<Survey, PrepareError> {
    let (portal, source) = (portal.clone(), Arc::clone(source));
    let worker = tokio::task::spawn_blocking(move || read(&portal, source.as_ref()));
    worker.await.map_err(|_| PrepareError::Worker)?
}

/// Whether the file is still the one of the survey.
pub async fn unchanged(source: &Arc<dyn Source>, survey: &Survey) -> Result<(), PrepareError> {
    let source = Arc::clone(source);
    let worker = tokio::task::spawn_blocking(move || digest(source.as_ref()));
    let now = worker.await.map_err(|_| PrepareError::Worker)??;
    if now == survey.digest { Ok(()) } else { Err(PrepareError::Changed) }
}

fn digest(source: &dyn Source) -> Result<Digest, PrepareError> {
    let (mut file, mut digesting, mut buffer) = (source.open()?, Digesting::new(), vec![0; 64 * 1024]);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(digesting.finish()),
            count => digesting.update(&buffer[..count]),
        }
    }
}

fn read(portal: &Portal, source: &dyn Source) -> Result<Survey, PrepareError> {
    let mut rows = Rows::of(portal, source.open()?)?;
    let (mut count, mut numbers, mut accounts) = (0, Vec::new(), Vec::new());
    while let Some(line) = rows.next()? {
        count += 1;
        let at = u32::try_from(line.number()).map_err(|_| PrepareError::TooLong)?;
        if let Line::Row(row) = line {
            numbers.push((short(row.fingerprint), at));
            accounts.push((short(Digest::of(format!("{}\n{}", row.organisation, row.key))), at));
        }
    }
    let mut doubles = HashMap::new();
    common(numbers, Finding::DoubleNumber, &mut doubles);
    common(accounts, Finding::DoubleAccount, &mut doubles);
    Ok(Survey { digest: rows.digest(), rows: count, doubles })
}

/// Eight bytes of a digest: among a million rows two different ones agree once in forty million files, and then
/// two rows are reported that need not be.
fn short(digest: Digest) -> [u8; 8] {
    let mut short = [0; 8];
    short.copy_from_slice(&digest.0[..8]);
    short
}

/// Sorts what was kept of the rows, and notes those that have it in common: each with the first of the others.
fn common(mut all: Vec<([u8; 8], u32)>, finding: Finding, doubles: &mut HashMap<u32, Vec<(Finding, u32)>>) {
    all.sort_unstable();
    for same in all.chunk_by(|one, other| one.0 == other.0).filter(|same| same.len() > 1) {
        for (place, (_, line)) in same.iter().enumerate() {
            let other = same[usize::from(place == 0)].1;
            doubles.entry(*line).or_default().push((finding, other));
        }
    }
}
