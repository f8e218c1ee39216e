use std::fs::{File, OpenOptions};
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use onedoor_base::{Actor, BatchId, Clock as _, Timestamp};
use onedoor_linking::BatchState;
use onedoor_portal::Portal;
use onedoor_portal::prepare::{self, PrepareError, Report, ReportFile, Source, Watch};
use onedoor_site::SystemClock;
use onedoor_storage::linking::batches::{self, Batch, FoundRow};
use onedoor_storage::{Change, StorageError};

use super::import::portal;
use super::{Failure, runtime};
use crate::config::{Loaded, cannot_read};

/// How often progress is told, in milliseconds.
const EVERY: i64 = 250;
/// How many batches are listed.
const MOST: i64 = 100;

pub(super) fn prepare(
    config: &Path,
    rows: PathBuf,
    check: bool,
    report: Option<&Path>,
) -> Result<(), Failure> {
    let loaded = Loaded::from_file(config)?;
    drop(File::open(&rows).map_err(|error| Failure::told(cannot_read(&rows, &error)))?);
    let name = rows.display().to_string();
    let told = move |error: PrepareError| Failure::told(format!("{name}: {error}"));
    let out = report.map(create).transpose()?;
    let (looked, batch) = runtime()?.block_on(async {
        let (portal, running) = portal(&loaded).await?;
        let done = both(&portal, rows, check, out).await.map_err(told);
        running.site.store.close();
        done
    })?;
    tell(&looked, batch.as_ref(), check);
    Ok(())
}

/// Looks at every row, and then prepares the clean ones.
async fn both(
    portal: &Portal,
    rows: PathBuf,
    check: bool,
    out: Option<ReportFile<BufWriter<File>>>,
) -> Result<(Report, Option<Batch>), PrepareError> {
    let name = rows.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let source: Arc<dyn Source> = Arc::new(rows);
    let survey = Arc::new(prepare::survey(portal, &source).await?);
    let mut watch = Progress::new("looked at", out);
    let report = prepare::check(portal, &source, &survey, &mut watch).await?;
    if let Some(out) = watch.report.take() {
        // Before it is whole: the owners of the accounts in it find that staff have read it.
        prepare::note_seen(portal, &operator("links prepare"), &watch.named).await?;
        out.finish()?;
    }
    // A file that was written to its end makes no second batch.
    if check || report.tally.prepared == 0 && !is_under_way(portal, survey.digest).await? {
        return Ok((report, None));
    }
    // Nobody has put another file there since.
    prepare::unchanged(&source, &survey).await?;
    let by = operator("links prepare");
    let batch = prepare::begin(portal, &survey, &name, &by).await?;
    if batch.position > 0 {
        complain!("going on after row {} of {}", batch.position, batch.rows);
    }
    let mut watch = Progress::new("done", None);
    let batch = prepare::run(portal, &source, &survey, batch, &by, &mut watch).await?;
    Ok((report, Some(batch)))
}

async fn is_under_way(portal: &Portal, digest: onedoor_base::Digest) -> Result<bool, StorageError> {
    let store = &portal.site.store;
    let found = store.read(move |tx| Box::pin(async move { batches::under_way(tx, digest).await }));
    found.await.map(|batch: Option<Batch>| batch.is_some())
}

fn create(out: &Path) -> Result<ReportFile<BufWriter<File>>, Failure> {
    let told = |error: &dyn std::fmt::Display| Failure::told(format!("{}: {error}", out.display()));
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    // It speaks of people.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(out).map_err(|error| told(&error))?;
    ReportFile::new(BufWriter::new(file)).map_err(|error| told(&error))
}

fn operator(command: &str) -> Actor {
    Actor::Operator(command.to_owned())
}

fn tell(looked: &Report, batch: Option<&Batch>, check: bool) {
    let Report { rows, tally, findings } = looked;
    let (verb, prepared) = match batch {
        Some(batch) => ("prepared", batch.tally.prepared),
        None if check => ("would be prepared", tally.prepared),
        None => ("prepared", 0),
    };
    say!(
        "{prepared} {verb}, {} were prepared already, {} of {rows} rows are not clean",
        tally.there,
        tally.refused
    );
    for (finding, count) in findings {
        say!("  {count} {}", finding.word());
    }
    if let Some(batch) = batch {
        say!("{}", batch.id);
    }
}

/// Says on standard error how far it is.
struct Progress {
    word: &'static str,
    report: Option<ReportFile<BufWriter<File>>>,
    /// What stands in the report.
    named: Vec<FoundRow>,
    began: Timestamp,
    last: i64,
}

impl Progress {
    fn new(word: &'static str, report: Option<ReportFile<BufWriter<File>>>) -> Self {
        Self { word, report, named: Vec::new(), began: SystemClock.now(), last: 0 }
    }
}

impl Watch for Progress {
    fn found(&mut self, found: &FoundRow) -> std::io::Result<()> {
        let Some(report) = &mut self.report else { return Ok(()) };
        self.named.push(found.clone());
        report.add(found)
    }

    fn done(&mut self, rows: u64, of: u64) {
        let now = SystemClock.now().millis();
        if now - self.last < EVERY && rows < of {
            return;
        }
        self.last = now;
        let millis = u64::try_from(now - self.began.millis()).unwrap_or_default().max(1);
        let rate = rows * 1000 / millis;
        let left = of.saturating_sub(rows) / rate.max(1);
        complain!("{rows} of {of} rows {}, {rate} in a second, {left} seconds left", self.word);
    }
}

pub(super) fn batches(config: &Path) -> Result<(), Failure> {
    let loaded = Loaded::from_file(config)?;
    let all: Vec<Batch> = runtime()?.block_on(async {
        let (portal, running) = portal(&loaded).await?;
        let now = portal.site.now();
        let read =
            portal.site.store.read(move |tx| Box::pin(async move { batches::latest(tx, now, MOST).await }));
        let all: Result<_, StorageError> = read.await;
        running.site.store.close();
        all.map_err(Failure::told)
    })?;
    for batch in all {
        let Batch { id, name, state, position, rows, tally, .. } = batch;
        say!(
            "{id} {} {position} of {rows} rows, {} prepared, {} not clean: {name}",
            state.word(),
            tally.prepared,
            tally.refused
        );
    }
    Ok(())
}

pub(super) fn withdraw(config: &Path, batch: &str) -> Result<(), Failure> {
    let id: BatchId = batch.parse().map_err(|_| Failure::told(format!("{batch} is no batch")))?;
    let loaded = Loaded::from_file(config)?;
    let taken = runtime()?.block_on(async {
        let (portal, running) = portal(&loaded).await?;
        let by = operator("links withdraw");
        let done = match begin_withdrawal(&portal, id, &by).await {
            Ok(true) => prepare::withdraw(&portal, id, &by).await.map_err(Failure::told),
            Ok(false) => Err(Failure::told(format!("{batch} is not there, or was withdrawn"))),
            Err(error) => Err(Failure::told(error)),
        };
        running.site.store.close();
        done
    })?;
    say!("{taken} links that waited were taken back");
    Ok(())
}

/// Whether there is something to take back; a withdrawal that was interrupted goes on.
async fn begin_withdrawal(portal: &Portal, id: BatchId, by: &Actor) -> Result<bool, StorageError> {
    let (by, now) = (by.clone(), portal.site.now());
    portal
        .site
        .store
        .write(move |tx| {
            let by = by.clone();
            Box::pin(async move {
                if let Some(event) = prepare::begin_withdrawal(tx, id, &by, now).await? {
                    return Ok(Change::Recorded(true, vec![event]));
                }
                let batch = batches::get(tx, id).await?;
                Ok(Change::Unrecorded(batch.is_some_and(|batch| batch.state == BatchState::Withdrawing)))
            })
        })
        .await
}
