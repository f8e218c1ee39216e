//! How the interface answers, and why it does not do what it was asked for.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use onedoor_linking_protocol::{Code, PROBLEM_JSON, Problem};
use onedoor_storage::StorageError;
use serde::Serialize;

/// Why an identity does not get what it asks for.
#[derive(Debug)]
pub(super) enum Failure {
    /// A rule of the interface.
    Refused(Code),
    /// It was tried too often; for how many seconds to wait.
    TooMany(u64),
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
            Self::TooMany(seconds) => {
                Problem { retry_after: Some(*seconds), ..Code::TooManyRequests.problem() }
            }
            Self::Ours(_) => Code::Unavailable.problem(),
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        match &self {
            Self::Ours(error) => tracing::error!(%error, "the linking interface failed"),
            Self::Refused(code) => tracing::info!(code = code.word(), "an identity was refused"),
            Self::TooMany(_) => {}
        }
        let problem = self.problem();
        let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::BAD_REQUEST);
        let mut response = with_type(status, PROBLEM_JSON, problem.to_json());
        let headers = response.headers_mut();
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = problem.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// Answers with JSON that nobody keeps.
pub(super) fn json(body: &impl Serialize) -> Response {
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
