use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{Actor, BatchId, Digest, Digesting, JobId, LocalAccountId, Timestamp};
use onedoor_linking::BatchState;
use onedoor_site::{Refused, SignedInVisit, Upload, UploadedFile, see_other};
use onedoor_storage::linking::batches::{self, Batch, Tally};
use onedoor_storage::{Change, StorageError, jobs};
use onedoor_ui::{Problem, Problems};

use super::pages::UploadPage;
use super::{RUN_JOB, door, work};
use crate::Portal;
use crate::prepare::{self, ColumnsProblem, Kept, PART, PrepareError, about_batch};
use onedoor_csv::{Endless, RowEnds};

/// The largest file, in bytes.
pub(super) const MOST_BYTES: u64 = 100_000_000;
/// The most lines of a file.
pub(super) const MOST_ROWS: u64 = 1_000_000;
/// How many files may be there that nobody has decided about.
pub(super) const MOST_UNDECIDED: i64 = 5;
/// A file that has been on its way for longer counts no more.
const ON_ITS_WAY: std::time::Duration = std::time::Duration::from_mins(10);

/// `GET /administration/upload`: where a file is chosen.
pub(super) async fn show(State(portal): State<Portal>, visit: SignedInVisit) -> Result<Response, Refused> {
    if let Err(response) = door::look(&portal, &visit).await? {
        return Ok(response);
    }
    Ok(visit.page(&page(&portal, Problems::new())))
}

fn page(portal: &Portal, problems: Problems) -> UploadPage {
    UploadPage { organisations: portal.profile.organisations.is_some(), problems }
}

/// `POST /administration/upload`: takes a file, which is then checked.
pub(super) async fn take(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    upload: Upload,
) -> Result<Response, Refused> {
    let by = match door::open(&portal, &visit).await? {
        Ok(by) => by,
        Err(response) => return Ok(response),
    };
    let mut file = upload.open("file").await?;
    let taking = Taking {
        by,
        account: visit.local_account()?,
        id: BatchId::new(visit.now, visit.site.random.as_ref()),
        now: visit.now,
        portal,
    };
    match taking.take(&mut file).await? {
        Ok(()) => Ok(see_other(&format!("/administration/batches/{}", taking.id))),
        Err(problem) => {
            file.let_go_by(4 * MOST_BYTES).await?;
            let page = page(&taking.portal, Problems::one(problem));
            Ok(visit.page_with(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
    }
}

/// A file that is being taken.
struct Taking {
    portal: Portal,
    by: Actor,
    account: LocalAccountId,
    id: BatchId,
    now: Timestamp,
}

impl Taking {
    /// Takes the whole file, or nothing of it and says why.
    async fn take(&self, file: &mut UploadedFile) -> Result<Result<(), Problem>, Refused> {
        if !self.begin(file.name()).await? {
            let most = u64::try_from(MOST_UNDECIDED).unwrap_or_default();
            return Ok(Err(Problem::new("file", "admin-upload-waiting").with("most", most)));
        }
        match self.keep(file).await {
            Ok(Ok(digest)) => Ok(Ok(self.received(digest).await?)),
            Ok(Err(problem)) => {
                self.forget().await?;
                Ok(Err(problem))
            }
            Err(refused) => {
                self.forget().await?;
                Err(refused)
            }
        }
    }

    /// Puts the file down as one on its way; false if too many wait.
    async fn begin(&self, name: &str) -> Result<bool, StorageError> {
        let batch = Batch {
            id: self.id,
            digest: Digest([0; 32]),
            name: name.to_owned(),
            made_by: self.by.clone(),
            state: BatchState::Receiving,
            rows: 0,
            position: 0,
            tally: Tally::default(),
            created_at: self.now,
            changed_at: self.now,
        };
        let since = self.now.before(ON_ITS_WAY);
        let store = &self.portal.site.store;
        let begun = store.write(move |tx| {
            let batch = batch.clone();
            Box::pin(async move {
                let free = batches::undecided(tx, since).await? < MOST_UNDECIDED;
                if free {
                    batches::insert(tx, &batch).await?;
                }
                Ok(Change::Unrecorded(free))
            })
        });
        begun.await
    }

    /// Seals and keeps one part after the other; the digest of all.
    async fn keep(&self, file: &mut UploadedFile) -> Result<Result<Digest, Problem>, Refused> {
        let kept = Kept::of(&self.portal, self.id);
        let (mut part, mut digesting) = (Vec::with_capacity(2 * PART), Digesting::new());
        let (mut parts, mut bytes, mut rows, mut ends) = (0, 0, 0, None);
        loop {
            let piece = file.next().await?;
            let at_end = piece.is_none();
            let piece = piece.unwrap_or_default();
            bytes += piece.len() as u64;
            rows += piece.split(|byte| *byte == b'\n').count() as u64 - 1;
            if let Some(problem) = too_much(bytes, rows) {
                return Ok(Err(problem));
            }
            digesting.update(&piece);
            part.extend_from_slice(&piece);
            while part.len() >= PART || at_end && !part.is_empty() {
                let size = part.len().min(PART);
                let first = (parts == 0).then(|| beginning(&self.portal, &part[..size])).flatten();
                let last = at_end && size == part.len();
                if let Some(problem) = first.or_else(|| endless(&mut ends, &part[..size], last)) {
                    return Ok(Err(problem));
                }
                kept.keep(parts, &part[..size]).await?;
                part.drain(..size);
                parts += 1;
            }
            if at_end && parts == 0 {
                return Ok(Err(Problem::new("file", "admin-upload-missing")));
            }
            if at_end {
                return Ok(Ok(digesting.finish()));
            }
        }
    }

    /// It is all there: it is to be checked.
    async fn received(&self, digest: Digest) -> Result<(), StorageError> {
        let (id, now, by) = (self.id, self.portal.site.now(), self.by.clone());
        let (payload, job) =
            (work::payload(id, self.account), JobId::new(now, self.portal.site.random.as_ref()));
        let received = self.portal.site.store.write(move |tx| {
            let (payload, by) = (payload.clone(), by.clone());
            Box::pin(async move {
                batches::received(tx, id, digest, now).await?;
                let key = id.to_string();
                let work = jobs::NewJob {
                    kind: RUN_JOB,
                    payload: &payload,
                    due_at: now,
                    unique_key: Some(key.as_str()),
                };
                jobs::enqueue(tx, &work, job, now).await?;
                Ok(Change::Recorded((), vec![about_batch(&by, "linking.batch.received", id, now)]))
            })
        });
        received.await
    }

    async fn forget(&self) -> Result<(), StorageError> {
        let id = self.id;
        let forgotten = self.portal.site.store.write(move |tx| {
            Box::pin(async move {
                batches::forget(tx, id).await?;
                Ok(Change::Unrecorded(()))
            })
        });
        forgotten.await
    }
}

/// What is wrong with a file of which so much has come.
fn too_much(bytes: u64, rows: u64) -> Option<Problem> {
    if bytes > MOST_BYTES {
        return Some(Problem::new("file", "admin-upload-large").with("most", MOST_BYTES / 1_000_000));
    }
    (rows > MOST_ROWS + 1).then(|| Problem::new("file", "admin-upload-rows").with("most", MOST_ROWS))
}

/// What is wrong with a file that begins so.
fn beginning(portal: &Portal, beginning: &[u8]) -> Option<Problem> {
    // A spreadsheet's own format, or UTF-16: a text in UTF-8 has no such byte.
    if beginning.iter().take(1024).any(|byte| *byte == 0) {
        return Some(Problem::new("file", "admin-upload-encoding"));
    }
    let problem = match prepare::heading(portal, beginning).err()? {
        PrepareError::Columns(ColumnsProblem::Unknown(name)) => {
            Problem::new("file", "admin-upload-unknown").with("column", name)
        }
        PrepareError::Columns(ColumnsProblem::Twice(name)) => {
            Problem::new("file", "admin-upload-twice").with("column", name)
        }
        PrepareError::Columns(ColumnsProblem::Missing(name)) => {
            Problem::new("file", "admin-upload-lacking").with("column", name)
        }
        PrepareError::Endless(endless) => not_ending(endless),
        _ => Problem::new("file", "admin-upload-encoding"),
    };
    Some(problem)
}

/// What is wrong with the next part of a file, if a row in it does not end.
fn endless(ends: &mut Option<RowEnds>, part: &[u8], last: bool) -> Option<Problem> {
    let ends = ends.get_or_insert_with(|| RowEnds::of(part));
    let followed = ends.follow(part).and_then(|()| if last { ends.end() } else { Ok(()) });
    followed.err().map(not_ending)
}

fn not_ending(Endless { line }: Endless) -> Problem {
    Problem::new("file", "admin-upload-endless").with("line", line)
}
