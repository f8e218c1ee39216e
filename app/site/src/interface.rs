//! How the linking interface answers at both roles, and why it does not do what it was asked for.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use onedoor_linking_protocol::{Code, PROBLEM_JSON, Problem};
use onedoor_storage::StorageError;
use serde::Serialize;

/// Why the caller does not get what they ask for.
#[derive(Debug)]
pub enum Failure {
    /// A rule of the interface.
    Refused(Code),
    /// The caller has not proven who they are; by which scheme they are to do it.
    Unproven(&'static str),
    /// It was tried too often; for how many seconds to wait.
    TooMany(u64),
    /// The portal is another one now, at this address.
    Moved(String),
    /// Our side.
    Ours(String),
}

impl From<Code> for Failure {
    fn from(code: Code) -> Self {
        Self::Refused(code)
    }
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        Self::Ours(error.to_string())
    }
}

impl Failure {
    fn problem(&self) -> Problem {
        match self {
            Self::Refused(code) => code.problem(),
            Self::Unproven(_) => Code::Unauthenticated.problem(),
            Self::TooMany(seconds) => {
                Problem { retry_after: Some(*seconds), ..Code::TooManyRequests.problem() }
            }
            Self::Moved(address) => Problem { moved_to: Some(address.clone()), ..Code::Moved.problem() },
            Self::Ours(_) => Code::Unavailable.problem(),
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        match &self {
            Self::Ours(error) => tracing::error!(%error, "the linking interface failed"),
            Self::Refused(code) => {
                tracing::info!(code = code.word(), "a caller of the linking interface was refused");
            }
            Self::Unproven(_) => {
                tracing::info!("a caller of the linking interface has not proven themselves");
            }
            Self::TooMany(_) | Self::Moved(_) => {}
        }
        let problem = self.problem();
        let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::BAD_REQUEST);
        let mut response = with_type(status, PROBLEM_JSON, problem.to_json());
        let headers = response.headers_mut();
        if let Self::Unproven(scheme) = self {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(scheme));
        }
        if let Some(seconds) = problem.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// Answers with JSON that nobody keeps.
pub fn json(body: &impl Serialize) -> Response {
    let bytes = serde_json::to_vec(body).expect("strings and numbers serialise");
    with_type(StatusCode::OK, "application/json", bytes)
}

fn with_type(status: StatusCode, content_type: &'static str, body: Vec<u8>) -> Response {
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
