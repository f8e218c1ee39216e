//! The gateway for text messages: takes what a real one takes.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use onedoor_site::HasSite;
use serde::Deserialize;
use serde_json::json;

use crate::Sandbox;

/// What ten joined messages of seventy characters hold.
const MOST_CHARACTERS: usize = 700;

/// A message to be sent.
#[derive(Deserialize)]
struct Order {
    to: String,
    text: String,
    sender: Option<String>,
}

/// Why a message is not taken.
pub(crate) enum Refusal {
    Token,
    NoKey,
    NoMessage(String),
    NoNumber,
    TooLong,
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, error) = match self {
            Self::Token => (StatusCode::UNAUTHORIZED, "unknown token".to_owned()),
            Self::NoKey => (StatusCode::BAD_REQUEST, "Idempotency-Key is missing".to_owned()),
            Self::NoMessage(why) => (StatusCode::BAD_REQUEST, why),
            Self::NoNumber => (StatusCode::UNPROCESSABLE_ENTITY, "to: not a number in E.164".to_owned()),
            Self::TooLong => (StatusCode::UNPROCESSABLE_ENTITY, "text: empty or too long".to_owned()),
        };
        (status, Json(json!({ "error": error }))).into_response()
    }
}

pub(crate) async fn take(
    State(sandbox): State<Sandbox>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refusal> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let token = text(header::AUTHORIZATION.as_str()).and_then(|value| value.strip_prefix("Bearer "));
    let expected = sandbox.0.token.reveal().as_bytes();
    if verify_slices_are_equal(token.unwrap_or_default().as_bytes(), expected).is_err() {
        return Err(Refusal::Token);
    }
    let key = text("idempotency-key").filter(|key| (1..=128).contains(&key.len())).ok_or(Refusal::NoKey)?;
    let order: Order =
        serde_json::from_slice(&body).map_err(|error| Refusal::NoMessage(error.to_string()))?;
    if !is_number(&order.to) {
        return Err(Refusal::NoNumber);
    }
    if order.text.is_empty() || order.text.chars().count() > MOST_CHARACTERS {
        return Err(Refusal::TooLong);
    }
    let now = sandbox.site().now();
    let id = sandbox.inbox().take(key, order.to, order.text, order.sender, now);
    Ok((StatusCode::ACCEPTED, Json(json!({ "id": id }))).into_response())
}

/// ITU-T E.164: a plus sign and up to fifteen digits, the first of which is not zero.
fn is_number(to: &str) -> bool {
    let Some(digits) = to.strip_prefix('+') else { return false };
    (8..=15).contains(&digits.len()) && !digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit())
}
