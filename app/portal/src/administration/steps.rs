use std::time::Duration;

use axum::extract::{Path, State};
use axum::response::Response;
use onedoor_base::{Actor, AuditEvent, BatchId, JobId, LocalAccountId, Timestamp};
use onedoor_linking::BatchState;
use onedoor_site::{Nothing, Posted, Refused, SignedInVisit, see_other};
use onedoor_storage::linking::batches::{self, Batch};
use onedoor_storage::{Change, StorageError, Tx, jobs};

use super::routes::read_id;
use super::{RUN_JOB, WITHDRAW_JOB, door, work};
use crate::Portal;
use crate::prepare::{self, about_batch};

/// Work that has done nothing for so long is not under way any more.
const STUCK: Duration = Duration::from_mins(5);

/// What can be done with a file.
#[derive(Clone, Copy)]
enum Step {
    Write,
    Stop,
    GoOn,
    Withdraw,
}

/// Who does it, and when.
#[derive(Clone)]
struct Doing {
    by: Actor,
    account: LocalAccountId,
    now: Timestamp,
    job: JobId,
}

/// What a step has brought about: a record, and the work that follows.
type Done = Option<(AuditEvent, Option<&'static str>)>;

/// `POST …/write`: the clean rows of a file that was checked are prepared, by and by.
pub(super) async fn write(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Path(id): Path<String>,
    _: Posted<Nothing>,
) -> Result<Response, Refused> {
    Step::Write.take(&portal, &visit, &id).await
}

/// `POST …/stop`: no more of them, for now.
pub(super) async fn stop(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Path(id): Path<String>,
    _: Posted<Nothing>,
) -> Result<Response, Refused> {
    Step::Stop.take(&portal, &visit, &id).await
}

/// `POST …/go-on`: from where it was stopped.
pub(super) async fn go_on(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Path(id): Path<String>,
    _: Posted<Nothing>,
) -> Result<Response, Refused> {
    Step::GoOn.take(&portal, &visit, &id).await
}

/// `POST …/withdraw`: what still waits is taken back, by and by; a file of which nothing was prepared is thrown away.
pub(super) async fn withdraw(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Path(id): Path<String>,
    _: Posted<Nothing>,
) -> Result<Response, Refused> {
    Step::Withdraw.take(&portal, &visit, &id).await
}

/// Whether nothing has been done for long with a batch that should be under way.
pub(super) fn is_stuck(batch: &Batch, now: Timestamp) -> bool {
    matches!(batch.state, BatchState::Checking | BatchState::Writing) && now > batch.changed_at.after(STUCK)
}

impl Step {
    /// Does it, if it is to be done: a second click changes nothing.
    async fn take(self, portal: &Portal, visit: &SignedInVisit, id: &str) -> Result<Response, Refused> {
        let by = match door::open(portal, visit).await? {
            Ok(by) => by,
            Err(response) => return Ok(response),
        };
        let id = read_id(id)?;
        let (account, now) = (visit.local_account()?, visit.now);
        let doing = Doing { by, account, now, job: JobId::new(now, visit.site.random.as_ref()) };
        let done: Result<(), StorageError> = visit
            .site
            .store
            .write(move |tx| {
                let doing = doing.clone();
                Box::pin(async move {
                    let Some(batch) = batches::get(tx, id).await? else { return Ok(Change::Unrecorded(())) };
                    let Some((event, kind)) = self.done(tx, &batch, &doing).await? else {
                        return Ok(Change::Unrecorded(()));
                    };
                    if let Some(kind) = kind {
                        doing.follow(tx, id, kind).await?;
                    }
                    Ok(Change::Recorded((), vec![event]))
                })
            })
            .await;
        done?;
        Ok(see_other(&format!("/administration/batches/{id}")))
    }

    async fn done(self, tx: &mut Tx<'_>, batch: &Batch, doing: &Doing) -> Result<Done, StorageError> {
        let (id, now) = (batch.id, doing.now);
        let about = |action| about_batch(&doing.by, action, id, now);
        let moved = match self {
            Self::Write => batches::begin_writing(tx, id, now).await?,
            Self::Stop => batches::move_on(tx, id, (BatchState::Writing, BatchState::Stopped), now).await?,
            Self::GoOn if is_stuck(batch, now) => {
                batches::move_on(tx, id, (batch.state, batch.state), now).await?
            }
            Self::GoOn => batches::move_on(tx, id, (BatchState::Stopped, BatchState::Writing), now).await?,
            Self::Withdraw => {
                let event = prepare::begin_withdrawal(tx, id, &doing.by, now).await?;
                return Ok(event.map(|event| (event, Some(WITHDRAW_JOB))));
            }
        };
        Ok(moved.then(|| match self {
            Self::Write => (about("linking.batch.begun").with("rows", batch.rows), Some(RUN_JOB)),
            Self::Stop => (about("linking.batch.stopped").with("position", batch.position), None),
            _ => (about("linking.batch.resumed").with("position", batch.position), Some(RUN_JOB)),
        }))
    }
}

impl Doing {
    /// Puts down the work that follows.
    async fn follow(&self, tx: &mut Tx<'_>, id: BatchId, kind: &'static str) -> Result<(), StorageError> {
        let payload = work::payload(id, self.account);
        // Work that was stopped may still be there when it is to go on: it has another key.
        let key = format!("{id} {}", self.job);
        let work = jobs::NewJob { kind, payload: &payload, due_at: self.now, unique_key: Some(key.as_str()) };
        jobs::enqueue(tx, &work, self.job, self.now).await.map(drop)
    }
}
