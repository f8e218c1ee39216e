//! What a province's portal reports of a dossier.

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use onedoor_base::{Digest, Timestamp};
use onedoor_services::dossiers::DossierState;
use onedoor_services::referrals::{Heard, NotHeard, Report};
use onedoor_storage::services::referrals;
use onedoor_storage::{Change, StorageError};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::refer::event;
use crate::Portal;

/// A report as it travels: times in milliseconds since 1970, the state as `TrangThaiHoSo`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Told {
    /// What the reporting portal calls the arrival.
    pub(super) arrival: String,
    pub(super) number: String,
    pub(super) procedure: String,
    pub(super) state: i64,
    pub(super) submitted_at: Timestamp,
    pub(super) changed_at: Timestamp,
    pub(super) address: String,
    pub(super) version: u32,
}

/// Why a report was refused, as the portal that reported is told.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    /// No referral has this capability.
    #[error("unknown_referral")]
    Unknown,
    /// The body is no report.
    #[error("malformed_report")]
    Malformed,
    /// The referral does not take it.
    #[error(transparent)]
    NotHeard(#[from] NotHeard),
    /// Our fault: to be sent again.
    #[error("temporarily_unavailable")]
    Storage(#[from] StorageError),
}

impl Trouble {
    const fn status(&self) -> StatusCode {
        match self {
            Self::Unknown => StatusCode::UNAUTHORIZED,
            Self::Malformed | Self::NotHeard(NotHeard::Malformed | NotHeard::ForeignAddress) => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Self::NotHeard(NotHeard::AnotherArrival) => StatusCode::FORBIDDEN,
            Self::NotHeard(NotHeard::AnotherDossier) => StatusCode::CONFLICT,
            Self::NotHeard(NotHeard::Expired) => StatusCode::GONE,
            Self::Storage(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        if let Self::Storage(error) = &self {
            tracing::error!(%error, "a report could not be taken");
        }
        let mut answer = (self.status(), Json(json!({ "error": self.to_string() }))).into_response();
        if matches!(self, Self::Unknown) {
            let bearer = header::HeaderValue::from_static("Bearer");
            answer.headers_mut().insert(header::WWW_AUTHENTICATE, bearer);
        }
        answer
    }
}

/// `POST /referrals/report`: whoever has the capability, for the arrival that its owner vouched for. The
/// same report again is the same answer.
pub(super) async fn hear(
    State(portal): State<Portal>,
    headers: HeaderMap,
    body: Result<Json<Told>, JsonRejection>,
) -> Result<StatusCode, Trouble> {
    let capability = bearer(&headers).ok_or(Trouble::Unknown)?;
    let Json(told) = body.map_err(|_| Trouble::Malformed)?;
    let arrival = Digest::of(&told.arrival);
    let state = DossierState::from_number(told.state).ok_or(Trouble::Malformed)?;
    let report = Report {
        number: told.number,
        procedure: told.procedure,
        state,
        submitted_at: told.submitted_at,
        changed_at: told.changed_at,
        address: told.address,
        version: told.version,
    };
    let now = portal.site.now();
    portal
        .site
        .store
        .write(move |tx| {
            let report = report.clone();
            Box::pin(async move {
                let referral = referrals::by_capability(tx, capability).await?.ok_or(Trouble::Unknown)?;
                if referral.hear(arrival, &report, now)? == Heard::Known {
                    return Ok(Change::Unrecorded(()));
                }
                referrals::hear(tx, referral.id, arrival, &report).await?;
                let event = event(&referral, "services.referral.reported", now);
                let event =
                    event.with("dossier", report.number).with("state", report.state.number().to_string());
                Ok(Change::Recorded((), vec![event]))
            })
        })
        .await
        .map(|()| StatusCode::NO_CONTENT)
}

fn bearer(headers: &HeaderMap) -> Option<Digest> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| Digest::of(token.trim()))
}
