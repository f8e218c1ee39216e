//! Telling the portal that sent somebody what became of the dossier.

use std::time::Duration;

use axum::http::{StatusCode, header};
use onedoor_base::ArrivalId;
use onedoor_site::HasSite;
use onedoor_site::jobs::{JobError, JobHandler};
use onedoor_storage::services::arrivals::{self, ToReport};
use onedoor_storage::{Change, StorageError};

use super::REPORT_PATH;
use super::arrive::Sealed;
use super::hear::Told;
use crate::Portal;

const PATIENCE: Duration = Duration::from_secs(10);

/// What reports one arrival's dossier; if the other portal does not answer, it is told again later.
pub(super) fn handler(portal: &Portal) -> JobHandler {
    let portal = portal.clone();
    std::sync::Arc::new(move |payload| {
        let portal = portal.clone();
        Box::pin(async move { report(&portal, &payload).await })
    })
}

fn failed(error: impl std::fmt::Display) -> JobError {
    JobError(error.to_string())
}

async fn report(portal: &Portal, payload: &str) -> Result<(), JobError> {
    let id: ArrivalId = payload.parse().map_err(failed)?;
    let found: Result<Option<ToReport>, StorageError> =
        portal.site.store.read(move |tx| Box::pin(async move { arrivals::to_report(tx, id).await })).await;
    // Another node has told it, or a later version was told first.
    let Some(due) = found.map_err(failed)?.filter(|due| due.told < due.version) else { return Ok(()) };
    let status = tell(portal, id, &due).await?;
    let (now, version) = (portal.site().now(), due.version);
    let taken = match status {
        status if status.is_success() => true,
        StatusCode::UNAUTHORIZED
        | StatusCode::FORBIDDEN
        | StatusCode::CONFLICT
        | StatusCode::GONE
        | StatusCode::UNPROCESSABLE_ENTITY => {
            tracing::warn!(arrival = %id, %status, "the other portal takes no reports of an arrival");
            false
        }
        other => return Err(failed(format!("the portal that sent somebody answered {other}"))),
    };
    let noted: Result<(), StorageError> = portal
        .site
        .store
        .write(move |tx| {
            Box::pin(async move {
                if taken {
                    arrivals::told(tx, id, version).await?;
                } else {
                    arrivals::refused(tx, id, now).await?;
                }
                Ok(Change::Unrecorded(()))
            })
        })
        .await;
    noted.map_err(failed)
}

/// Sends the report, to nobody but a portal that the configuration names.
async fn tell(portal: &Portal, id: ArrivalId, due: &ToReport) -> Result<StatusCode, JobError> {
    let referrals = &portal.profile.referrals;
    let referrer = referrals.referrer(&due.portal);
    let (Some(referrer), Some(http)) = (referrer, referrals.http()) else {
        return Err(failed("the portal that sent somebody is not in the configuration any more"));
    };
    let sealed = Sealed::open(&portal.site.vault, &due.sealed, id).map_err(failed)?;
    let settings = &portal.site.settings;
    let path = format!("/dossiers/{}", due.code);
    let told = Told {
        arrival: sealed.handle().to_owned(),
        number: due.code.to_string(),
        procedure: portal.profile.procedure_name(due.procedure.as_str(), settings.default_language),
        state: due.state.number(),
        submitted_at: due.submitted_at,
        changed_at: due.changed_at,
        // Whoever sent them knows the portal of before, whose address leads here.
        address: due
            .came_from
            .as_ref()
            .map_or_else(|| settings.address(&path), |origin| format!("{origin}{path}")),
        version: due.version,
    };
    let body = serde_json::to_vec(&told).map_err(failed)?;
    let sent = http
        .post(format!("{}{REPORT_PATH}", referrer.origin))
        .timeout(PATIENCE)
        .bearer_auth(sealed.capability().reveal())
        .header(header::CONTENT_TYPE, "application/json")
        .body(body)
        .send()
        .await;
    sent.map(|answer| answer.status()).map_err(|error| failed(error.without_url()))
}
