use crate::client::GrantType;
use crate::token::TokenError;
use crate::{Client, ErrorCode, Parameters, Scopes, pkce};

/// The longest code or refresh token; ours are 43 characters.
const LONGEST_TOKEN: usize = 512;

/// What a client wants to exchange.
#[derive(Clone, PartialEq, Eq)]
pub enum TokenRequest {
    /// A code for tokens (RFC 6749 section 4.1.3).
    Code {
        /// The code.
        code: String,
        /// The address that the code was sent to.
        redirect_uri: String,
        /// The secret behind the challenge.
        code_verifier: String,
    },
    /// A refresh token for new tokens (RFC 6749 section 6).
    Refresh {
        /// The refresh token.
        refresh_token: String,
        /// Fewer scopes than were granted, if the client wants so.
        scopes: Option<Scopes>,
    },
}

impl std::fmt::Debug for TokenRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Code { .. } => "Code(…)",
            Self::Refresh { .. } => "Refresh(…)",
        })
    }
}

impl TokenRequest {
    /// Reads the form of an authenticated client.
    pub fn read(params: &Parameters, client: &Client) -> Result<Self, TokenError> {
        let grant = match params.get("grant_type") {
            None => return Err(TokenError::request("grant_type is missing")),
            Some("authorization_code") => GrantType::AuthorizationCode,
            Some("refresh_token") => GrantType::RefreshToken,
            Some(_) => {
                return Err(TokenError::new(
                    ErrorCode::UnsupportedGrantType,
                    "grant_type must be authorization_code or refresh_token",
                ));
            }
        };
        if !client.may(grant) {
            return Err(TokenError::new(
                ErrorCode::UnauthorizedClient,
                "this client may not use this grant_type",
            ));
        }
        match grant {
            GrantType::AuthorizationCode => Self::read_code(params),
            GrantType::RefreshToken => Self::read_refresh(params),
        }
    }

    fn read_code(params: &Parameters) -> Result<Self, TokenError> {
        let code = short(params, "code").ok_or_else(|| TokenError::request("code is missing or too long"))?;
        let redirect_uri =
            params.get("redirect_uri").ok_or_else(|| TokenError::request("redirect_uri is missing"))?;
        let verifier = params
            .get("code_verifier")
            .filter(|verifier| pkce::is_verifier(verifier))
            .ok_or_else(|| TokenError::request("code_verifier is missing or malformed"))?;
        Ok(Self::Code {
            code: code.to_owned(),
            redirect_uri: redirect_uri.to_owned(),
            code_verifier: verifier.to_owned(),
        })
    }

    fn read_refresh(params: &Parameters) -> Result<Self, TokenError> {
        let token = short(params, "refresh_token")
            .ok_or_else(|| TokenError::request("refresh_token is missing or too long"))?;
        let scopes = match params.get("scope").map(Scopes::parse) {
            None => None,
            Some(Ok(scopes)) if !scopes.is_empty() => Some(scopes),
            Some(_) => return Err(TokenError::new(ErrorCode::InvalidScope, "scope is malformed")),
        };
        Ok(Self::Refresh { refresh_token: token.to_owned(), scopes })
    }
}

fn short<'a>(params: &'a Parameters, name: &str) -> Option<&'a str> {
    params.get(name).filter(|token| token.len() <= LONGEST_TOKEN)
}
