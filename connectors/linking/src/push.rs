use onedoor_linking_protocol::EVENTS;
use reqwest::Client;
use serde::Deserialize;

use crate::call::{base, down};
use crate::{PATIENCE, Trouble};

/// The content type of a security event token (RFC 8935 section 2.1).
const SECURITY_EVENT: &str = "application/secevent+jwt";

/// More than the answer to a refused event needs.
const LARGEST_ANSWER: usize = 16 * 1024;

/// Pushes a signed security event to a portal. It may be pushed again: the portal takes it once.
pub async fn push(http: &Client, endpoint: &str, token: String) -> Result<(), Trouble> {
    #[derive(Deserialize)]
    struct Refusal {
        err: String,
    }
    let request = http
        .post(format!("{}{EVENTS}", base(endpoint)))
        .timeout(PATIENCE)
        .header("content-type", SECURITY_EVENT)
        .header("accept", "application/json")
        .body(token);
    let mut answer = request.send().await.map_err(down)?;
    let status = answer.status();
    if status.is_success() {
        return Ok(());
    }
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(down)? {
        body.extend_from_slice(&chunk);
        if body.len() > LARGEST_ANSWER {
            return Err(Trouble::Nonsense(status.as_u16()));
        }
    }
    Err(match serde_json::from_slice::<Refusal>(&body) {
        _ if status.is_server_error() => Trouble::Down(status.to_string()),
        Ok(refusal) => Trouble::NotTaken(refusal.err.chars().take(100).collect()),
        Err(_) => Trouble::Nonsense(status.as_u16()),
    })
}
