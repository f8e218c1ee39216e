//! Bearer tokens (RFC 6750) at a resource, with the challenge that asks for more (RFC 9470).

/// The longest token; ours are 43 characters.
const LONGEST_TOKEN: usize = 4096;

/// Why a resource is not given.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BearerError {
    /// No token was sent: nothing more is said (RFC 6750 section 3.1).
    #[error("no bearer token")]
    Missing,
    /// The header is not `Bearer` and a token.
    #[error("the Authorization header is malformed")]
    Malformed,
    /// Unknown, expired or ended.
    #[error("the access token is unknown, expired or revoked")]
    InvalidToken,
    /// Good, but not for this.
    #[error("the access token does not carry the scope {scope}")]
    InsufficientScope {
        /// What it would need.
        scope: &'static str,
    },
    /// Good, but the authentication behind it is too weak or too old (RFC 9470 section 3).
    #[error("a stronger or fresher authentication is needed")]
    InsufficientUserAuthentication {
        /// Levels that would do, separated by spaces.
        acr_values: Option<String>,
        /// The most seconds since the person proved themselves.
        max_age: Option<i64>,
    },
}

/// The token in an `Authorization` header (section 2.1).
pub fn token(authorization: Option<&str>) -> Result<&str, BearerError> {
    let header = authorization.ok_or(BearerError::Missing)?;
    let (scheme, token) = header.split_once(' ').ok_or(BearerError::Malformed)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(BearerError::Missing);
    }
    let token = token.trim_matches(' ');
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"-._~+/=".contains(&b);
    if token.is_empty() || token.len() > LONGEST_TOKEN || !token.bytes().all(allowed) {
        return Err(BearerError::Malformed);
    }
    Ok(token)
}

impl BearerError {
    /// The HTTP status.
    pub const fn status(&self) -> u16 {
        match self {
            Self::Malformed => 400,
            Self::Missing | Self::InvalidToken | Self::InsufficientUserAuthentication { .. } => 401,
            Self::InsufficientScope { .. } => 403,
        }
    }

    /// The `WWW-Authenticate` header (RFC 6750 section 3).
    pub fn www_authenticate(&self) -> String {
        let error = |code: &str| format!(r#"Bearer error="{code}", error_description="{self}""#);
        match self {
            Self::Missing => "Bearer".to_owned(),
            Self::Malformed => error("invalid_request"),
            Self::InvalidToken => error("invalid_token"),
            Self::InsufficientScope { scope } => {
                format!(r#"{}, scope="{scope}""#, error("insufficient_scope"))
            }
            Self::InsufficientUserAuthentication { acr_values, max_age } => {
                let mut header = error("insufficient_user_authentication");
                if let Some(values) = acr_values {
                    header.extend([r#", acr_values=""#, &quotable(values), "\""]);
                }
                if let Some(seconds) = max_age {
                    header.extend([r#", max_age=""#, &seconds.to_string(), "\""]);
                }
                header
            }
        }
    }
}

/// A header's quoted text, without what could end it.
fn quotable(text: &str) -> String {
    text.chars().filter(|c| (' '..='~').contains(c) && *c != '"' && *c != '\\').collect()
}
