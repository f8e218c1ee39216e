use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use onedoor_base::BatchId;
use onedoor_linking::BatchState;
use onedoor_site::{Refused, SignedInVisit};
use onedoor_storage::StorageError;
use onedoor_storage::linking::batches::{self, Batch};
use onedoor_storage::linking::prepared;
use onedoor_ui::ErrorKind;

use super::pages::{BatchPage, DashboardPage};
use super::steps::is_stuck;
use super::{counts, door};
use crate::Portal;

/// How many batches are listed.
const BATCHES: i64 = 50;
/// How many findings the page of a batch shows one by one.
const SHOWN: i64 = 20;
/// How often the page of a batch under way looks again, in seconds.
const AGAIN: &str = "3";

/// `GET /administration`: how many links there are, over days, and what was prepared.
pub(super) async fn show(State(portal): State<Portal>, visit: SignedInVisit) -> Result<Response, Refused> {
    if let Err(response) = door::look(&portal, &visit).await? {
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
    Ok((csv("links.csv"), text).into_response())
}

/// `GET /administration/batches/{batch}`: a file and what became of its rows. While it is being worked on, the page
/// looks again by itself.
pub(super) async fn batch(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    if let Err(response) = door::look(&portal, &visit).await? {
        return Ok(response);
    }
    let (id, now) = (read_id(&id)?, visit.now);
    let read: Result<_, StorageError> = visit
        .site
        .store
        .read(move |tx| {
            Box::pin(async move {
                let Some(batch) = batches::get(tx, id).await? else { return Ok(None) };
                Ok(Some(BatchPage {
                    findings: batches::finding_counts(tx, id).await?,
                    first: batches::findings(tx, id, 0, SHOWN).await?,
                    links: prepared::of_batch(tx, id).await?,
                    stuck: is_stuck(&batch, now),
                    batch,
                }))
            })
        })
        .await;
    let page = read?.filter(|page| page.batch.state != BatchState::Receiving);
    let page = page.ok_or_else(|| Refused::kind(ErrorKind::NotFound))?;
    let mut response = visit.page(&page);
    if page.is_under_way() {
        response.headers_mut().insert(header::REFRESH, HeaderValue::from_static(AGAIN));
    }
    Ok(response)
}

pub(super) fn read_id(id: &str) -> Result<BatchId, Refused> {
    id.parse().map_err(|_| Refused::kind(ErrorKind::NotFound))
}

/// The headers of a file to be kept.
pub(super) fn csv(name: &str) -> [(header::HeaderName, String); 2] {
    [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ]
}
