//! Looking at a token (RFC 7662). The caller is authenticated as at the token endpoint.

use serde::Serialize;

use crate::token::TokenError;
use crate::{Client, Parameters, Scopes};

/// The longest token; ours are 43 characters.
const LONGEST_TOKEN: usize = 4096;

/// What a token is thought to be (`token_type_hint`); only where to look first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// An access token.
    Access,
    /// A refresh token.
    Refresh,
}

/// A token to look at or to end.
#[derive(Clone, PartialEq, Eq)]
pub struct TokenInQuestion<'a> {
    /// The token.
    pub token: &'a str,
    /// What the caller thinks it is.
    pub hint: Option<TokenKind>,
}

impl std::fmt::Debug for TokenInQuestion<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TokenInQuestion({:?})", self.hint)
    }
}

impl<'a> TokenInQuestion<'a> {
    /// Reads the form of an introspection or a revocation (RFC 7662 section 2.1, RFC 7009 section 2.1).
    /// A hint that we do not know is as good as none.
    pub fn read(params: &'a Parameters) -> Result<Self, TokenError> {
        let token = params
            .get("token")
            .filter(|token| token.len() <= LONGEST_TOKEN)
            .ok_or_else(|| TokenError::request("token is missing or too long"))?;
        let hint = match params.get("token_type_hint") {
            Some("access_token") => Some(TokenKind::Access),
            Some("refresh_token") => Some(TokenKind::Refresh),
            _ => None,
        };
        Ok(Self { token, hint })
    }
}

/// Whether a client may learn about a token: its own, or any if it is a resource server.
pub fn may_see(client: &Client, owner_client_id: &str) -> bool {
    client.resource_server || client.client_id == owner_client_id
}

/// The answer (section 2.2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Introspection<'a> {
    /// Unknown, expired, ended, or none of the caller's business: all look the same.
    Inactive,
    /// Good.
    Active(ActiveToken<'a>),
}

/// What is said of a good token. Times are seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ActiveToken<'a> {
    /// What it allows.
    pub scope: &'a Scopes,
    /// Whose it is.
    pub client_id: &'a str,
    /// `Bearer` for an access token.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_type: Option<&'static str>,
    /// Until when.
    pub exp: i64,
    /// Since when.
    pub iat: i64,
    /// The person, as that client knows them.
    pub sub: &'a str,
    /// The provider.
    pub iss: &'a str,
    /// The assurance behind it (RFC 9470 section 6.2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acr: Option<&'a str>,
    /// When the person proved themselves (RFC 9470 section 6.2).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_time: Option<i64>,
}

impl Introspection<'_> {
    /// The body.
    pub fn to_json(&self) -> Vec<u8> {
        #[derive(Serialize)]
        struct Body<'a> {
            active: bool,
            #[serde(flatten)]
            token: Option<&'a ActiveToken<'a>>,
        }
        let body = match self {
            Self::Inactive => Body { active: false, token: None },
            Self::Active(token) => Body { active: true, token: Some(token) },
        };
        serde_json::to_vec(&body).expect("strings and numbers serialise")
    }
}
