use std::time::Duration;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use onedoor_proofing::register::{Entry, Sought};
use serde::Deserialize;
use serde_json::json;

use super::Mood;
use crate::Sandbox;

/// Longer than anybody waits.
const LONG: Duration = Duration::from_secs(20);
/// For how long a busy register wants to be left alone.
const PAUSE: &str = "30";

/// Who is looked for, and what for.
#[derive(Deserialize)]
struct Question {
    sought: Sought,
    purpose: String,
}

pub(super) async fn look(State(sandbox): State<Sandbox>, body: Bytes) -> Response {
    let Ok(question) = serde_json::from_slice::<Question>(&body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    if question.purpose.is_empty() {
        return StatusCode::FORBIDDEN.into_response();
    }
    let register = sandbox.register();
    let found = register.look(&question.sought);
    match register.mood() {
        Mood::Well => {}
        Mood::Slow => tokio::time::sleep(LONG).await,
        // The door does not open.
        Mood::Off => return StatusCode::BAD_GATEWAY.into_response(),
        Mood::Busy => {
            return (StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, PAUSE)]).into_response();
        }
        Mood::Contradictory => return Json(json!({ "entries": contradiction(found) })).into_response(),
    }
    Json(json!({ "entries": found })).into_response()
}

/// One number, two people.
fn contradiction(found: Vec<Entry>) -> Vec<Entry> {
    let other = |entry: &Entry| Entry { name: "Nguyễn Văn Khác".to_owned(), ..entry.clone() };
    let others: Vec<_> = found.iter().map(other).collect();
    found.into_iter().chain(others).collect()
}
