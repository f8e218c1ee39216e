use serde::Serialize;
use serde_json::json;

use crate::token::{CodeRefusal, RefreshRefusal};
use crate::{ErrorCode, Scopes};

/// The answer to a good request (RFC 6749 section 5.1); send it with `Cache-Control: no-store`.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct TokenResponse<'a> {
    /// The access token.
    pub access_token: &'a str,
    /// Always `Bearer`.
    pub token_type: &'static str,
    /// For how many seconds the access token is good.
    pub expires_in: i64,
    /// The refresh token, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<&'a str>,
    /// The ID token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token: Option<&'a str>,
    /// What was granted.
    pub scope: &'a Scopes,
}

impl<'a> TokenResponse<'a> {
    /// An answer with an access token alone.
    pub fn new(access_token: &'a str, expires_in: i64, scope: &'a Scopes) -> Self {
        Self { access_token, token_type: "Bearer", expires_in, refresh_token: None, id_token: None, scope }
    }

    /// The body.
    pub fn to_json(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("strings and numbers serialise")
    }
}

impl std::fmt::Debug for TokenResponse<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TokenResponse({})", self.scope)
    }
}

/// The answer to a request that is refused (RFC 6749 section 5.2); of the token, push, introspection
/// and revocation endpoints alike. Send it with `Cache-Control: no-store`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}: {description}", code.as_str())]
pub struct TokenError {
    /// The protocol's name for it.
    pub code: ErrorCode,
    /// For the client's developer, in English, without anything that was sent.
    pub description: &'static str,
    challenge: bool,
}

impl TokenError {
    /// Any error but a failed authentication of the client.
    pub const fn new(code: ErrorCode, description: &'static str) -> Self {
        Self { code, description, challenge: false }
    }

    /// `invalid_request`.
    pub const fn request(description: &'static str) -> Self {
        Self::new(ErrorCode::InvalidRequest, description)
    }

    /// `invalid_grant`: one sentence for every reason, so that it tells a thief nothing.
    pub const fn grant() -> Self {
        Self::new(ErrorCode::InvalidGrant, "the code or token is unknown, used, expired or not yours")
    }

    /// `invalid_client`; `challenge` if the client tried an `Authorization` header.
    pub const fn client(description: &'static str, challenge: bool) -> Self {
        Self { code: ErrorCode::InvalidClient, description, challenge }
    }

    /// The HTTP status.
    pub const fn status(&self) -> u16 {
        match self.code {
            ErrorCode::InvalidClient => 401,
            ErrorCode::ServerError => 500,
            ErrorCode::TemporarilyUnavailable => 503,
            _ => 400,
        }
    }

    /// The `WWW-Authenticate` header, if one is due.
    pub fn www_authenticate(&self) -> Option<&'static str> {
        self.challenge.then_some(r#"Basic realm="token", charset="UTF-8""#)
    }

    /// The body.
    pub fn to_json(&self) -> Vec<u8> {
        json!({ "error": self.code.as_str(), "error_description": self.description }).to_string().into_bytes()
    }
}

impl From<CodeRefusal> for TokenError {
    fn from(_: CodeRefusal) -> Self {
        Self::grant()
    }
}

impl From<RefreshRefusal> for TokenError {
    fn from(refusal: RefreshRefusal) -> Self {
        match refusal {
            RefreshRefusal::MoreThanGranted => {
                Self::new(ErrorCode::InvalidScope, "scope asks for more than was granted")
            }
            RefreshRefusal::OtherClient | RefreshRefusal::Revoked | RefreshRefusal::Expired => Self::grant(),
        }
    }
}
