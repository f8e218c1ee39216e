//! One request, one bounded answer.

use reqwest::{RequestBuilder, StatusCode};

use crate::Trouble;

/// More than a discovery document, a key set or a person's claims need.
const MAX_ANSWER: usize = 256 * 1024;

/// Status and body of an answer.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: Vec<u8>,
}

/// Sends a request and reads the answer up to the limit.
pub(crate) async fn ask(request: RequestBuilder) -> Result<Answer, Trouble> {
    let mut answer = request.header("accept", "application/json").send().await.map_err(down)?;
    let status = answer.status();
    if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS {
        return Err(Trouble::Down(status.to_string()));
    }
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(down)? {
        body.extend_from_slice(&chunk);
        if body.len() > MAX_ANSWER {
            return Err(Trouble::Nonsense("answer (too long)"));
        }
    }
    Ok(Answer { status, body })
}

/// Without the address, which may carry a code; with the cause at the bottom, which is what helps.
fn down(error: reqwest::Error) -> Trouble {
    if error.is_timeout() {
        return Trouble::Slow;
    }
    let error = error.without_url();
    let mut cause: &dyn std::error::Error = &error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    Trouble::Down(cause.to_string())
}
