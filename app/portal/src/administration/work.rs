use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use onedoor_base::{Actor, BatchId, LocalAccountId, Timestamp};
use onedoor_linking::BatchState;
use onedoor_site::jobs::{JobError, JobHandler, put_down};
use onedoor_storage::linking::batches::{self, Batch, FoundRow};
use onedoor_storage::{Change, StorageError};

use super::{RUN_JOB, door};
use crate::Portal;
use crate::prepare::{self, Kept, PrepareError, Source, Survey, Watch};

/// How long a piece of work goes on before the next takes its place: much less than another node waits before it
/// takes work for abandoned.
const AT_ONCE: Duration = Duration::from_secs(25);

/// Which batch work is about, and in whose name it is done.
pub(super) fn payload(batch: BatchId, account: LocalAccountId) -> String {
    format!("{batch} {account}")
}

fn read(payload: &str) -> Result<(BatchId, Actor), JobError> {
    let (batch, account) = payload.split_once(' ').unwrap_or_default();
    match (batch.parse(), account.parse()) {
        (Ok(batch), Ok(account)) => Ok((batch, door::by(account))),
        _ => Err(JobError("not a batch and an account".to_owned())),
    }
}

/// What the last piece of work has found out about the file that it left, so that the next one need not read all of it
/// first. On another node, and after a restart, it is read again.
type Surveyed = Arc<Mutex<Option<(BatchId, BatchState, Arc<Survey>)>>>;

/// Goes over the rows of a batch.
pub(super) fn running(portal: &Portal) -> JobHandler {
    let (portal, surveyed) = (portal.clone(), Surveyed::default());
    Arc::new(move |payload: String| {
        let (portal, surveyed) = (portal.clone(), Arc::clone(&surveyed));
        Box::pin(async move {
            let (id, by) = read(&payload)?;
            match run(&portal, id, &by, &surveyed).await {
                Ok(Some(batch)) => {
                    let key = format!("{id} {} {}", batch.state.word(), batch.position);
                    let put = put_down(&portal.site, (RUN_JOB, &payload), portal.site.now(), &key).await;
                    put.map_err(|error| JobError(error.to_string()))
                }
                // Somebody else goes on with it, or stopped it or took it back.
                Ok(None) | Err(PrepareError::Overtaken) => Ok(()),
                Err(error) => Err(JobError(error.to_string())),
            }
        })
    })
}

/// For as long as one piece of work may take; the batch, if there is more to do.
async fn run(
    portal: &Portal,
    id: BatchId,
    by: &Actor,
    surveyed: &Surveyed,
) -> Result<Option<Batch>, PrepareError> {
    let until = Until { portal: portal.clone(), end: portal.site.now().after(AT_ONCE), begun: false };
    let left = surveyed.lock().unwrap_or_else(PoisonError::into_inner).take();
    let Some(batch) = under_way(portal, id).await? else { return Ok(None) };
    let source: Arc<dyn Source> = Arc::new(Kept::of(portal, id));
    // Before anything is written, the file is looked at once more: of half a file nothing is prepared.
    let survey = match left {
        Some((of, state, survey)) if (of, state) == (id, batch.state) && batch.rows > 0 => survey,
        _ => Arc::new(prepare::survey(portal, &source).await?),
    };
    let batch = if batch.rows == 0 { count(portal, batch, &survey).await? } else { batch };
    let batch = prepare::run(portal, &source, &survey, batch, by, &mut { until }).await?;
    let batch = Some(batch).filter(is_under_way);
    let left = batch.as_ref().map(|batch| (id, batch.state, survey));
    *surveyed.lock().unwrap_or_else(PoisonError::into_inner) = left;
    Ok(batch)
}

fn is_under_way(batch: &Batch) -> bool {
    matches!(batch.state, BatchState::Checking | BatchState::Writing)
}

async fn under_way(portal: &Portal, id: BatchId) -> Result<Option<Batch>, StorageError> {
    let store = &portal.site.store;
    let found: Option<Batch> = store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { batches::get(tx, id).await }))
        .await?;
    Ok(found.filter(is_under_way))
}

/// Writes down how many rows the file has.
async fn count(portal: &Portal, batch: Batch, survey: &Survey) -> Result<Batch, StorageError> {
    let (id, rows, now) = (batch.id, survey.rows, portal.site.now());
    let counted = portal.site.store.write::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            batches::counted(tx, id, rows, now).await?;
            Ok(Change::Unrecorded(()))
        })
    });
    counted.await?;
    Ok(Batch { rows, ..batch })
}

/// Lets work go on until then, but does something of it in any case.
struct Until {
    portal: Portal,
    end: Timestamp,
    begun: bool,
}

impl Watch for Until {
    fn found(&mut self, _: &FoundRow) -> std::io::Result<()> {
        Ok(())
    }

    fn done(&mut self, _: u64, _: u64) {
        self.begun = true;
    }

    fn goes_on(&self) -> bool {
        !self.begun || self.portal.site.now() < self.end
    }
}

/// Takes a batch back.
pub(super) fn withdrawing(portal: &Portal) -> JobHandler {
    let portal = portal.clone();
    Arc::new(move |payload: String| {
        let portal = portal.clone();
        Box::pin(async move {
            let (id, by) = read(&payload)?;
            let taken = prepare::withdraw(&portal, id, &by).await;
            taken.map(drop).map_err(|error| JobError(error.to_string()))
        })
    })
}
