//! The copy of a population register in a site's own database. All of it may be done beside a running site.

use std::path::{Path, PathBuf};

use onedoor_base::Actor;
use onedoor_registers::file::BadRow;
use onedoor_site::register::import::{Wanted, Watcher, import};
use onedoor_storage::StorageError;
use onedoor_storage::register::{self, Tally};

use super::audit::{look, moment};
use super::{Failure, runtime};
use crate::cli::RegisterCommand;
use crate::config::Loaded;

/// How many files are shown.
const LATEST: u32 = 10;
/// More rows that are no people are counted and not named.
const MOST_NAMED: u64 = 1000;
/// After so many rows whoever waits is told how far it is.
const EVERY: u64 = 50_000;

pub(super) fn run(asked: RegisterCommand) -> Result<(), Failure> {
    match asked {
        RegisterCommand::Import { config, removed, people } => fill(&config, people, removed),
        RegisterCommand::Show { config } => show(&config),
    }
}

fn fill(config: &Path, file: PathBuf, removes: bool) -> Result<(), Failure> {
    let loaded = Loaded::from_file(config)?;
    let by = Actor::Operator("register import".to_owned());
    let country = loaded.config.country.into();
    let mut told = Told { file: file.display().to_string(), named: 0 };
    let wanted = Wanted { file, country, removes, by };
    let done = runtime()?.block_on(async {
        let (store, vault) = look(&loaded).await?;
        let done = import(&store, &vault, &wanted, &mut told).await;
        done.map_err(|error| Failure::told(format!("{}: {error}", wanted.file.display())))
    })?;
    let Tally { added, replaced, removed, refused } = done.tally;
    say!("{added} added, {replaced} replaced, {removed} taken out, {refused} rows not taken");
    if refused == 0 { Ok(()) } else { Err(Failure::told(format!("{refused} rows were not taken"))) }
}

fn show(config: &Path) -> Result<(), Failure> {
    let loaded = Loaded::from_file(config)?;
    let (count, latest) = runtime()?.block_on(async {
        let (store, _) = look(&loaded).await?;
        let now = store.clock().now();
        let read = store.read::<_, StorageError, _>(move |tx| {
            Box::pin(
                async move { Ok((register::count(tx).await?, register::latest(tx, now, LATEST).await?)) },
            )
        });
        read.await.map_err(Failure::told)
    })?;
    say!("{count} people");
    for import in &latest {
        let Tally { added, replaced, removed, refused } = import.tally;
        let (begun, state) = (moment(import.began_at), import.state.word());
        let rows = import.position;
        say!("{begun}\t{state}\t{}\t{rows}\t+{added}\t={replaced}\t-{removed}\t!{refused}", import.name);
    }
    Ok(())
}

/// What is told on standard error meanwhile.
struct Told {
    file: String,
    named: u64,
}

impl Watcher for Told {
    fn refused(&mut self, row: &BadRow) {
        self.named += 1;
        if self.named <= MOST_NAMED {
            complain!("{}:{}: {}", self.file, row.line, row.why);
        }
    }

    fn progress(&mut self, rows: u64, read: f64) {
        if rows.is_multiple_of(EVERY) {
            complain!("{}: {rows} rows, {:.1} %", self.file, read * 100.0);
        }
    }
}
