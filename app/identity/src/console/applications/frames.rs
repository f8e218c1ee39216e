//! A picture of an applicant's face, and the register's, for whoever decides; nothing of them stays in a browser.

use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use onedoor_site::limits::{Limit, taken};
use onedoor_site::{Refused, SignedInVisit};
use onedoor_storage::{Change, StorageError, proofing};
use onedoor_ui::ErrorKind;

use super::super::door::Away;
use super::{event, found, open};
use crate::Identity;
use crate::level1::reference;

/// Pictures of the register for one officer in an hour: as many as somebody can look through.
const MOST: i64 = 120;
const HOUR: Duration = Duration::from_hours(1);

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
    Ok(shown(kind, picture))
}

fn shown(kind: &'static str, picture: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("inline; filename=\"frame\"")),
    ];
    (headers, picture).into_response()
}

/// `GET /console/applications/{application}/register-picture`: asked for now, and kept nowhere here.
pub(super) async fn of_the_register(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Path(id): Path<String>,
) -> Result<Response, Away> {
    let (staff, _) = open(&identity, &visit, None).await?;
    let not_found = || Refused::kind(ErrorKind::NotFound);
    let found = found(&staff, &id).await?;
    if !found.works(&staff) {
        return Err(not_found().because("not theirs to see").into());
    }
    let limit = Limit::of(&visit.site, "console.register_picture", &staff.account.to_string(), MOST, HOUR);
    if let Some(wait) = taken(&visit, [limit]).await? {
        return Err(wait.refused(&visit).into());
    }
    let picture = reference(&identity, &found.application).await.map_err(|error| {
        tracing::info!(%error, "no picture of the register");
        Refused::kind(ErrorKind::Busy)
    })?;
    let picture = picture.ok_or_else(|| not_found().because("the register gives no picture"))?;
    let event = event(&staff, "people.application.register_picture_seen", &found.application);
    visit.site.record(event).await?;
    Ok(shown("image/jpeg", picture))
}
