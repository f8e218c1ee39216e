//! The picture of a paper that shows what is right. It is kept sealed and shown to its owner and to whoever works on
//! the request, never as anything but a picture.

use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use onedoor_base::CorrectionId;
use onedoor_site::limits::{Limit, taken};
use onedoor_site::{FreshVisit, Refused, SignedInVisit, Upload, UploadedFile};
use onedoor_storage::people;
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{ErrorKind, Problem, Problems};

use super::pages::OnePage;
use super::{PATH, event, one};
use crate::Identity;

/// The largest picture, in bytes.
pub(super) const MOST_BYTES: usize = 5_000_000;
/// How often one account gives a picture in a day.
const MOST: i64 = 10;
const DAY: Duration = Duration::from_hours(24);

/// The kind of a picture by how it begins; whatever a browser says it is does not count.
fn kind(picture: &[u8]) -> Option<&'static str> {
    if picture.starts_with(&[0xff, 0xd8, 0xff]) {
        Some("image/jpeg")
    } else if picture.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some("image/png")
    } else {
        None
    }
}

/// The whole file, if it is a picture and not too large.
async fn picture(file: &mut UploadedFile) -> Result<Result<(&'static str, Vec<u8>), Problem>, Refused> {
    let mut picture = Vec::new();
    while let Some(piece) = file.next().await? {
        if picture.len() + piece.len() > MOST_BYTES {
            let most = u64::try_from(MOST_BYTES / 1_000_000).unwrap_or_default();
            return Ok(Err(Problem::new("paper", "correction-paper-large").with("most", most)));
        }
        picture.extend_from_slice(&piece);
    }
    let kind = kind(&picture);
    Ok(kind.map(|kind| (kind, picture)).ok_or(Problem::new("paper", "correction-paper-kind")))
}

/// `POST /account/corrections/{correction}/paper`.
pub(super) async fn give(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Path(id): Path<String>,
    upload: Upload,
) -> Result<Response, Refused> {
    let one = one::own(&visit, &id).await?;
    let (id, account, now, open) = (one.id, one.account, visit.now, one.state.is_open());
    let here = format!("{PATH}/{id}");
    let mut file = upload.open("paper").await?;
    if !open {
        return Ok(visit.sends(&format!("{here}?notice=over")));
    }
    let limit = Limit::of(&visit.site, "correction.paper", &account.to_string(), MOST, DAY);
    if let Some(wait) = taken(&visit, [limit]).await? {
        return Err(wait.refused(&visit));
    }
    let (kind, picture) = match picture(&mut file).await? {
        Ok(given) => given,
        Err(problem) => {
            file.let_go_by(4 * MOST_BYTES as u64).await?;
            let page = one::page(&identity, &visit, one)?;
            let page = OnePage { problems: Problems::one(problem), ..page };
            return Ok(visit.page_at(&here, StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    let site = visit.site.clone();
    let kept = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let (site, picture) = (site.clone(), picture.clone());
        Box::pin(async move {
            // Settled meanwhile: then nobody would look at it.
            let stands = people::correction(tx, id).await?;
            if !stands.is_some_and(|one| one.state.is_open()) {
                return Ok(Change::Unrecorded(false));
            }
            people::give_paper(tx, &site.vault, (id, account), (kind, &picture), now).await?;
            let event = event(account, "people.correction.paper_given", now);
            Ok(Change::Recorded(true, vec![event.with("correction", id.to_string())]))
        })
    });
    Ok(visit.sends(&format!("{here}?notice={}", if kept.await? { "paper" } else { "over" })))
}

/// `GET /account/corrections/{correction}/paper`.
pub(super) async fn show(visit: SignedInVisit, Path(id): Path<String>) -> Result<Response, Refused> {
    let one = one::own(&visit, &id).await?;
    read(&visit, one.id).await
}

/// The picture of a request. Who may see it is asked before.
pub(crate) async fn read(visit: &SignedInVisit, id: CorrectionId) -> Result<Response, Refused> {
    let read = visit
        .site
        .store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { people::paper(tx, id).await }));
    let (kind, sealed) = read.await?.ok_or_else(|| Refused::kind(ErrorKind::NotFound))?;
    let picture = people::open_paper(&visit.site.vault, id, &sealed)?;
    let kind = HeaderValue::from_str(&kind).map_err(|error| Refused::internal(error.to_string()))?;
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"paper\"")),
    ];
    Ok((headers, picture).into_response())
}
