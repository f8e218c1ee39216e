use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use url::form_urlencoded;

/// The `Authorization` header of a client that proves itself by Basic (RFC 6749 section 2.3.1: both parts
/// are form-encoded first).
pub fn basic_authorization(client_id: &str, secret: &str) -> String {
    let encode = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    format!("Basic {}", STANDARD.encode(format!("{}:{}", encode(client_id), encode(secret))))
}

/// The form that exchanges a code.
pub fn code_form(code: &str, redirect_uri: &str, code_verifier: &str) -> String {
    form(&[
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", redirect_uri),
        ("code_verifier", code_verifier),
    ])
}

/// The form that exchanges a refresh token.
pub fn refresh_form(refresh_token: &str) -> String {
    form(&[("grant_type", "refresh_token"), ("refresh_token", refresh_token)])
}

fn form(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// What a token endpoint gave.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct TokenAnswer {
    /// The access token.
    pub access_token: String,
    token_type: String,
    /// For how many seconds.
    #[serde(default)]
    pub expires_in: Option<i64>,
    /// The refresh token.
    #[serde(default)]
    pub refresh_token: Option<String>,
    /// The ID token, not verified yet.
    #[serde(default)]
    pub id_token: Option<String>,
    /// What was granted, where it differs from what was asked.
    #[serde(default)]
    pub scope: Option<String>,
}

impl std::fmt::Debug for TokenAnswer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TokenAnswer(…)")
    }
}

/// What a token endpoint gave instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TokenFailure {
    /// It refused, with the protocol's name for it.
    #[error("the token endpoint refused: {0}")]
    Refused(String),
    /// It gave what no token endpoint gives.
    #[error("the token endpoint's answer (status {0}) cannot be read")]
    Unreadable(u16),
}

/// Reads the answer of a token endpoint.
pub fn read_tokens(status: u16, body: &[u8]) -> Result<TokenAnswer, TokenFailure> {
    #[derive(Deserialize)]
    struct Refusal {
        error: String,
    }
    if status != 200 {
        let refusal: Refusal = serde_json::from_slice(body).map_err(|_| TokenFailure::Unreadable(status))?;
        return Err(TokenFailure::Refused(refusal.error));
    }
    match serde_json::from_slice::<TokenAnswer>(body) {
        Ok(answer) if answer.token_type.eq_ignore_ascii_case("bearer") => Ok(answer),
        _ => Err(TokenFailure::Unreadable(status)),
    }
}
