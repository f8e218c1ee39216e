//! What went over the wire while a situation was played, with nothing in it that opens anything.

use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use serde_json::Value;

/// Instead of what is not shown.
const MASK: &str = "•••";
/// The longest text of a body, in characters.
const LONGEST: usize = 700;
/// How many exchanges are kept of one situation.
const KEPT: usize = 60;
/// Members and parameters whose values open something.
const SECRET_NAMES: [&str; 17] = [
    "access_token",
    "client_assertion",
    "client_secret",
    "code",
    "code_challenge",
    "code_verifier",
    "csrf",
    "id_token",
    "id_token_hint",
    "logout_token",
    "national_number",
    "nonce",
    "password",
    "request_uri",
    "refresh_token",
    "state",
    "token",
];

/// One request and its answer.
#[derive(Debug, Clone, Serialize)]
pub struct Exchange {
    /// Who asked whom: `browser`, `kit_to_portal`, `portal_to_kit`.
    pub way: &'static str,
    /// Method and address.
    pub request: String,
    /// Its body, cut short.
    pub body: String,
    /// The status of the answer; 0 if there was none.
    pub status: u16,
    /// The answer, cut short: of a page what a reader sees.
    pub answer: String,
}

/// Kept while a situation is played.
#[derive(Clone)]
pub(crate) struct Log {
    kept: Arc<Mutex<Vec<Exchange>>>,
    secrets: Arc<Vec<String>>,
}

impl Log {
    pub(crate) fn new(secrets: Vec<String>) -> Self {
        Self { kept: Arc::default(), secrets: Arc::new(secrets) }
    }

    pub(crate) fn add(&self, way: &'static str, request: (&str, &str, &[u8]), answer: (u16, &[u8])) {
        let (method, url, body) = request;
        let exchange = Exchange {
            way,
            request: format!("{method} {}", self.masked_url(url)),
            body: self.masked(body),
            status: answer.0,
            answer: self.masked(answer.1),
        };
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push(exchange);
        if kept.len() > KEPT {
            kept.remove(0);
        }
    }

    /// Takes what was kept.
    pub(crate) fn take(&self) -> Vec<Exchange> {
        std::mem::take(&mut self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn masked_url(&self, url: &str) -> String {
        let Some((path, query)) = url.split_once('?') else { return self.without_secrets(url) };
        format!("{path}?{}", self.without_secrets(&self.masked_pairs(query)))
    }

    /// Whatever a portal calls its fields: a value with a secret in it is not shown, however it is encoded.
    fn masked_pairs(&self, query: &str) -> String {
        let pair = |pair: &str| {
            let Some((name, _)) = pair.split_once('=') else { return pair.to_owned() };
            let opens = |text: &str| self.secrets.iter().any(|secret| text.contains(secret));
            let mut decoded = url::form_urlencoded::parse(pair.as_bytes());
            if SECRET_NAMES.contains(&name) || decoded.any(|(_, value)| opens(&value)) {
                return format!("{name}={MASK}");
            }
            pair.to_owned()
        };
        query.split('&').map(pair).collect::<Vec<_>>().join("&")
    }

    fn masked(&self, body: &[u8]) -> String {
        let text = String::from_utf8_lossy(body);
        if let Some(address) = text.strip_prefix("→ ") {
            return format!("→ {}", self.masked_url(address));
        }
        let text = if let Ok(mut json) = serde_json::from_str::<Value>(&text) {
            mask(&mut json);
            json.to_string()
        } else if text.trim_start().starts_with('<') {
            crate::html::text(&text)
        } else if text.contains('=') && !text.contains(char::is_whitespace) {
            self.masked_pairs(&text)
        } else {
            text.into_owned()
        };
        let text = self.without_secrets(&text);
        let mut short: String = text.chars().filter(|c| !c.is_control()).take(LONGEST).collect();
        if short.len() < text.len() {
            short.push('…');
        }
        short
    }

    fn without_secrets(&self, text: &str) -> String {
        self.secrets.iter().fold(text.to_owned(), |text, secret| text.replace(secret, MASK))
    }
}

fn mask(json: &mut Value) {
    match json {
        Value::Object(members) => {
            for (name, value) in members {
                if SECRET_NAMES.contains(&name.as_str()) && value.is_string() {
                    *value = MASK.into();
                } else {
                    mask(value);
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(mask),
        _ => {}
    }
}

#[cfg(test)]
mod tests;
