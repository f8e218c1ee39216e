use std::time::Duration;

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use onedoor_base::Country;
use onedoor_proofing::register::{Entry, Sought};
use serde::Deserialize;
use serde_json::json;

use super::{Mood, portrait};
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

/// Whose picture is wanted, and what for.
#[derive(Deserialize)]
struct PortraitQuestion {
    country: Country,
    number: String,
    purpose: String,
}

pub(super) async fn look(State(sandbox): State<Sandbox>, body: Bytes) -> Response {
    let Ok(question) = serde_json::from_slice::<Question>(&body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    if question.purpose.is_empty() {
        return StatusCode::FORBIDDEN.into_response();
    }
    let found = sandbox.register().look(&question.sought);
    let found = match mood(&sandbox).await {
        Ok(Mood::Contradictory) => contradiction(found),
        Ok(_) => found,
        Err(answer) => return answer,
    };
    Json(json!({ "entries": found })).into_response()
}

pub(super) async fn portrait(State(sandbox): State<Sandbox>, body: Bytes) -> Response {
    let Ok(question) = serde_json::from_slice::<PortraitQuestion>(&body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    if question.purpose.is_empty() {
        return StatusCode::FORBIDDEN.into_response();
    }
    let found = sandbox.register().find(&question.number);
    let found = found.filter(|entry| entry.country == question.country);
    let picture = match mood(&sandbox).await {
        Ok(Mood::Contradictory) => Some(b"no picture".to_vec()),
        Ok(_) => found.as_ref().and_then(portrait::of),
        Err(answer) => return answer,
    };
    Json(json!({ "portrait": picture.map(|picture| STANDARD.encode(picture)) })).into_response()
}

/// Lets time pass, or says what is answered in the place of an answer.
async fn mood(sandbox: &Sandbox) -> Result<Mood, Response> {
    let mood = sandbox.register().mood();
    match mood {
        Mood::Well | Mood::Contradictory => {}
        Mood::Slow => tokio::time::sleep(LONG).await,
        // The door does not open.
        Mood::Off => return Err(StatusCode::BAD_GATEWAY.into_response()),
        Mood::Busy => {
            return Err((StatusCode::SERVICE_UNAVAILABLE, [(header::RETRY_AFTER, PAUSE)]).into_response());
        }
    }
    Ok(mood)
}

/// One number, two people.
fn contradiction(found: Vec<Entry>) -> Vec<Entry> {
    let other = |entry: &Entry| Entry { name: "Nguyễn Văn Khác".to_owned(), ..entry.clone() };
    let others: Vec<_> = found.iter().map(other).collect();
    found.into_iter().chain(others).collect()
}
