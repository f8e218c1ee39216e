use serde::{Deserialize, Serialize};

/// The error codes of OAuth 2 and OpenID Connect that we send or read.
///
/// Sources: RFC 6749 sections 4.1.2.1 and 5.2, RFC 6750 section 3.1, RFC 7009 section 2.2.1, RFC 9470
/// section 3, OpenID Connect Core section 3.1.2.6, OpenID Connect Core Error Code
/// `unmet_authentication_requirements`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// A parameter is missing, malformed, repeated or contradicts another.
    InvalidRequest,
    /// The client may not do this.
    UnauthorizedClient,
    /// The person or the provider said no.
    AccessDenied,
    /// Only `code` is supported.
    UnsupportedResponseType,
    /// A scope is unknown, malformed or more than was granted.
    InvalidScope,
    /// It is our fault.
    ServerError,
    /// Too busy.
    TemporarilyUnavailable,
    /// Nobody is signed in, and we were told not to ask.
    LoginRequired,
    /// More than one account could be meant, and we were told not to ask.
    AccountSelectionRequired,
    /// The person has to agree first, and we were told not to ask.
    ConsentRequired,
    /// Something else has to be asked, and we were told not to ask.
    InteractionRequired,
    /// The essential assurance level cannot be reached.
    UnmetAuthenticationRequirements,
    /// The pushed request is unknown, used or expired (RFC 9126 section 4, RFC 9101).
    InvalidRequestUri,
    /// Request objects by value are not supported.
    RequestNotSupported,
    /// Request objects by reference are not supported, save pushed ones.
    RequestUriNotSupported,
    /// The client could not be authenticated.
    InvalidClient,
    /// The code or refresh token is not good.
    InvalidGrant,
    /// Neither `authorization_code` nor `refresh_token`.
    UnsupportedGrantType,
    /// The access token is not good.
    InvalidToken,
    /// The access token does not carry the scope that is needed.
    InsufficientScope,
    /// The authentication behind the access token is too weak or too old.
    InsufficientUserAuthentication,
}

impl ErrorCode {
    /// The value on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalid_request",
            Self::UnauthorizedClient => "unauthorized_client",
            Self::AccessDenied => "access_denied",
            Self::UnsupportedResponseType => "unsupported_response_type",
            Self::InvalidScope => "invalid_scope",
            Self::ServerError => "server_error",
            Self::TemporarilyUnavailable => "temporarily_unavailable",
            Self::LoginRequired => "login_required",
            Self::AccountSelectionRequired => "account_selection_required",
            Self::ConsentRequired => "consent_required",
            Self::InteractionRequired => "interaction_required",
            Self::UnmetAuthenticationRequirements => "unmet_authentication_requirements",
            Self::InvalidRequestUri => "invalid_request_uri",
            Self::RequestNotSupported => "request_not_supported",
            Self::RequestUriNotSupported => "request_uri_not_supported",
            Self::InvalidClient => "invalid_client",
            Self::InvalidGrant => "invalid_grant",
            Self::UnsupportedGrantType => "unsupported_grant_type",
            Self::InvalidToken => "invalid_token",
            Self::InsufficientScope => "insufficient_scope",
            Self::InsufficientUserAuthentication => "insufficient_user_authentication",
        }
    }
}
