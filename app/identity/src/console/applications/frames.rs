//! A picture of an applicant's face, for whoever decides; nothing of it stays in a browser.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use onedoor_site::{Refused, SignedInVisit};
use onedoor_storage::{Change, StorageError, proofing};
use onedoor_ui::ErrorKind;

use super::super::door::Away;
use super::{event, found, open};
use crate::Identity;

/// `GET /console/applications/{application}/frames/{position}`.
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Path((id, position)): Path<(String, String)>,
) -> Result<Response, Away> {
    let (staff, _) = open(&identity, &visit, None).await?;
    let not_found = || Refused::kind(ErrorKind::NotFound);
    let position: i64 = position.parse().map_err(|_| not_found().because("no position"))?;
    let found = found(&staff, &id).await?;
    if !found.works(&staff) {
        return Err(not_found().because("not theirs to see").into());
    }
    let id = found.application.id;
    let event = event(&staff, "people.application.frame_seen", &found.application)
        .with("frame", position.to_string());
    let write = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let event = event.clone();
        Box::pin(async move {
            let frame = proofing::frames(tx, id).await?.into_iter().find(|frame| frame.position == position);
            Ok(if frame.is_some() { Change::Recorded(frame, vec![event]) } else { Change::Unrecorded(frame) })
        })
    });
    let frame = write.await?.ok_or_else(not_found)?;
    // What the site itself puts down is one of these; nothing else is shown as anything.
    let kind = match frame.content_type.as_str() {
        "image/png" => "image/png",
        "image/webp" => "image/webp",
        _ => "image/jpeg",
    };
    let picture = proofing::open_frame(&visit.site.vault, id, &frame)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"frame\"")),
    ];
    Ok((headers, picture).into_response())
}
