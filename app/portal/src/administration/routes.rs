use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use onedoor_base::{Actor, AuditEvent, BatchId, JobId};
use onedoor_site::jobs::{JobError, JobHandler};
use onedoor_site::{Nothing, Posted, Refused, SignedInVisit, see_other};
use onedoor_storage::linking::batches::{self, Batch};
use onedoor_storage::linking::prepared;
use onedoor_storage::{Change, StorageError, jobs};
use onedoor_ui::ErrorKind;

use super::pages::{BatchPage, DashboardPage};
use super::{WITHDRAW_JOB, counts, door};
use crate::Portal;
use crate::prepare::{self, ReportFile};

/// How many batches are listed.
const BATCHES: i64 = 50;
/// How much of a report is read at once.
const PIECE: i64 = 1000;

/// `GET /administration`: how many links there are, over days, and what was prepared.
pub(super) async fn show(State(portal): State<Portal>, visit: SignedInVisit) -> Result<Response, Refused> {
    if let Err(response) = door::open(&portal, &visit).await? {
        return Ok(response);
    }
    let now = visit.now;
    let batches: Result<Vec<Batch>, StorageError> = visit
        .site
        .store
        .read(move |tx| Box::pin(async move { batches::latest(tx, now, BATCHES).await }))
        .await;
    let days = counts::of(&portal).await?;
    Ok(visit.page(&DashboardPage { days, batches: batches? }))
}

/// `GET /administration/counts.csv`: the same counts, a line for each day and measure.
pub(super) async fn download(
    State(portal): State<Portal>,
    visit: SignedInVisit,
) -> Result<Response, Refused> {
    if let Err(response) = door::open(&portal, &visit).await? {
        return Ok(response);
    }
    let mut text = "day,measure,count\r\n".to_owned();
    for (day, counts) in counts::of(&portal).await? {
        for (measure, count) in counts {
            text.push_str(&[day.as_str(), ",", &measure, ",", &count.to_string(), "\r\n"].concat());
        }
    }
    Ok(file("links.csv", text.into_bytes()))
}

/// `GET /administration/batches/{batch}`: a file and what became of its rows.
pub(super) async fn batch(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    if let Err(response) = door::open(&portal, &visit).await? {
        return Ok(response);
    }
    let id = read_id(&id)?;
    let read: Result<_, StorageError> = visit
        .site
        .store
        .read(move |tx| {
            Box::pin(async move {
                let Some(batch) = batches::get(tx, id).await? else { return Ok(None) };
                let (findings, links) =
                    (batches::finding_counts(tx, id).await?, prepared::of_batch(tx, id).await?);
                Ok(Some(BatchPage { batch, findings, links }))
            })
        })
        .await;
    let page = read?.ok_or_else(|| Refused::kind(ErrorKind::NotFound))?;
    Ok(visit.page(&page))
}

/// `GET /administration/batches/{batch}/report.csv`: what keeps rows from being prepared.
pub(super) async fn report(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let by = match door::open(&portal, &visit).await? {
        Ok(by) => by,
        Err(response) => return Ok(response),
    };
    let id = read_id(&id)?;
    let internal = |error: std::io::Error| Refused::internal(error.to_string());
    let mut out = ReportFile::new(Vec::new()).map_err(internal)?;
    let mut after = 0;
    loop {
        let some = portal
            .site
            .store
            .read::<_, StorageError, _>(move |tx| {
                Box::pin(async move { batches::findings(tx, id, after, PIECE).await })
            })
            .await?;
        // The last line of a piece may not be all there: it comes again with the next.
        let whole = some.len() < usize::try_from(PIECE).unwrap_or(usize::MAX);
        let last = some.last().map_or(0, |found| found.line);
        for found in some.iter().filter(|found| whole || found.line < last) {
            out.add(found).map_err(internal)?;
        }
        if whole {
            break;
        }
        after = last - 1;
    }
    let event = AuditEvent::new(visit.now, by, "linking.batch.read").with("batch", id.to_string());
    visit.site.record(event).await?;
    Ok(file("report.csv", out.into_inner().map_err(internal)?))
}

/// `POST /administration/batches/{batch}/withdraw`: what still waits is taken back, by and by.
pub(super) async fn withdraw(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Path(id): Path<String>,
    _: Posted<Nothing>,
) -> Result<Response, Refused> {
    let by = match door::open(&portal, &visit).await? {
        Ok(by) => by,
        Err(response) => return Ok(response),
    };
    let id = read_id(&id)?;
    let (now, job) = (visit.now, JobId::new(visit.now, visit.site.random.as_ref()));
    let account = visit.local_account()?;
    let begun: Result<(), StorageError> = visit
        .site
        .store
        .write(move |tx| {
            let by = by.clone();
            Box::pin(async move {
                let Some(event) = prepare::begin_withdrawal(tx, id, &by, now).await? else {
                    return Ok(Change::Unrecorded(()));
                };
                let (payload, key) = (format!("{id} {account}"), id.to_string());
                let work = jobs::NewJob {
                    kind: WITHDRAW_JOB,
                    payload: &payload,
                    due_at: now,
                    unique_key: Some(&key),
                };
                jobs::enqueue(tx, &work, job, now).await?;
                Ok(Change::Recorded((), vec![event]))
            })
        })
        .await;
    begun?;
    Ok(see_other(&format!("/administration/batches/{id}")))
}

/// Takes a batch back.
pub(super) fn withdrawing(portal: &Portal) -> JobHandler {
    let portal = portal.clone();
    Arc::new(move |payload: String| {
        let portal = portal.clone();
        Box::pin(async move {
            let (id, by) = whose(&payload)?;
            let taken = prepare::withdraw(&portal, id, &by).await;
            taken.map(drop).map_err(|error| JobError(error.to_string()))
        })
    })
}

/// Which batch the work is about, and in whose name it is done.
fn whose(payload: &str) -> Result<(BatchId, Actor), JobError> {
    let (batch, account) = payload.split_once(' ').unwrap_or((payload, ""));
    let batch = batch.parse().map_err(|_| JobError("no batch has this id".to_owned()))?;
    let by = account.parse().map_or_else(|_| Actor::Operator("administration".to_owned()), door::by);
    Ok((batch, by))
}

fn read_id(id: &str) -> Result<BatchId, Refused> {
    id.parse().map_err(|_| Refused::kind(ErrorKind::NotFound))
}

fn file(name: &str, content: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    (headers, content).into_response()
}
