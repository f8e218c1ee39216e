//! Sending a text message through an operator's HTTP gateway.
//!
//! The gateway takes `POST` with a bearer token, an `Idempotency-Key` and JSON
//! `{"to": "+84912345678", "text": "…", "sender": "…"}`, and answers 202 with `{"id": "…"}`. The same key
//! again gets the same answer and sends nothing twice, so that a message may be tried until it is
//! known to be taken.

use std::fmt;
use std::sync::Arc;

use onedoor_base::{MessageId, Phone, Secret};
use reqwest::{Client, StatusCode, Url};
use serde::{Deserialize, Serialize};

use crate::SendError;

/// More than a gateway has to say; what is longer is not read.
const MAX_ANSWER: usize = 16 * 1024;

/// A gateway for text messages. Clones share it.
#[derive(Clone)]
pub struct Gateway(Arc<Inner>);

struct Inner {
    http: Client,
    url: Url,
    token: Secret,
    sender: Option<String>,
}

impl fmt::Debug for Gateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gateway").field("url", &self.0.url.as_str()).finish_non_exhaustive()
    }
}

#[derive(Serialize)]
struct Message<'m> {
    to: &'m str,
    text: &'m str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sender: Option<&'m str>,
}

#[derive(Deserialize)]
struct Taken {
    id: String,
}

impl Gateway {
    /// A gateway at an address; `sender` is the name that messages come from, if it may be chosen.
    pub fn new(http: Client, url: Url, token: Secret, sender: Option<String>) -> Self {
        Self(Arc::new(Inner { http, url, token, sender }))
    }

    /// Sends a message and returns the gateway's id for it. `id` is the idempotency key.
    pub async fn send(&self, id: MessageId, to: &Phone, text: &str) -> Result<String, SendError> {
        let gateway = &*self.0;
        let message = Message { to: to.as_str(), text, sender: gateway.sender.as_deref() };
        let request = gateway.http.post(gateway.url.clone());
        let request = request.bearer_auth(gateway.token.reveal()).header("idempotency-key", id.to_string());
        let answer = request.json(&message).send().await.map_err(unreachable)?;
        let status = answer.status();
        match status {
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
                Err(SendError::Unauthorised(status.to_string()))
            }
            StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT => {
                Err(SendError::Busy(status.to_string()))
            }
            _ if status.is_server_error() => Err(SendError::Busy(status.to_string())),
            _ if status.is_success() => taken(answer).await,
            StatusCode::BAD_REQUEST | StatusCode::PAYLOAD_TOO_LARGE | StatusCode::UNPROCESSABLE_ENTITY => {
                Err(SendError::Refused(status.to_string()))
            }
            _ => Err(SendError::Strange(status.to_string())),
        }
    }
}

async fn taken(mut answer: reqwest::Response) -> Result<String, SendError> {
    let status = answer.status();
    let mut bytes = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(unreachable)? {
        bytes.extend_from_slice(&chunk);
        if bytes.len() > MAX_ANSWER {
            return Err(SendError::Strange(status.to_string()));
        }
    }
    let taken: Taken = serde_json::from_slice(&bytes).map_err(|_| SendError::Strange(status.to_string()))?;
    Ok(taken.id)
}

/// The address is the operator's and says nothing of the message, but the cause is enough.
fn unreachable(error: reqwest::Error) -> SendError {
    SendError::Unreachable(error.without_url().to_string())
}
