//! The authorization request: what a relying party may ask for, and in what order that is checked
//! (OpenID Connect Core section 3.1.2, RFC 6749 section 4.1.1, RFC 7636, RFC 9126).
//!
//! The provider first asks [`entry`] who is asking and whether the request was pushed, loads what it
//! names, and hands it to [`read`] (or, if it was pushed, to [`check_pushed`]).

mod claims;
mod request;
mod rules;
mod table;

pub use claims::{ClaimRequest, ClaimsRequest, VERIFIED};
pub use request::{AuthorizationRequest, AuthorizeError, Prompt, Prompts, ResponseMode, ReturnAddress};
pub use table::{Endpoint, RULES, Rule, Stage};

use crate::{Client, ErrorCode, Parameters};

/// How a request arrives at the authorization endpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry<'a> {
    /// With its parameters.
    Plain {
        /// Who is asking.
        client_id: &'a str,
    },
    /// As a reference to a request that was pushed before.
    Pushed {
        /// Who is asking.
        client_id: &'a str,
        /// What [`crate::par::reference`] found in `request_uri`.
        reference: &'a str,
    },
}

/// Who is asking, and whether the request was pushed. An error here is shown on a page: there is no
/// address yet that could be trusted.
pub fn entry(params: &Parameters) -> Result<Entry<'_>, AuthorizeError> {
    let client_id = params
        .get("client_id")
        .ok_or_else(|| AuthorizeError::page(ErrorCode::InvalidRequest, "client_id is missing"))?;
    match params.get("request_uri").map(crate::par::reference) {
        None => Ok(Entry::Plain { client_id }),
        Some(Some(reference)) => Ok(Entry::Pushed { client_id, reference }),
        Some(None) => Err(AuthorizeError::page(
            ErrorCode::RequestUriNotSupported,
            "request_uri must be one that the pushed authorization request endpoint gave out",
        )),
    }
}

/// Runs every rule of [`RULES`] that `endpoint` runs, in order, and gives the request that they read.
///
/// `client` is the registration found for `client_id`, if there is one.
pub fn read(
    endpoint: Endpoint,
    params: &Parameters,
    client: Option<&Client>,
) -> Result<AuthorizationRequest, AuthorizeError> {
    let Some(client) = client else {
        return Err(AuthorizeError::page(ErrorCode::InvalidRequest, "the client is not known"));
    };
    let mut draft = rules::Draft { endpoint, params, client, request: AuthorizationRequest::default() };
    for rule in RULES.iter().filter(|rule| rule.endpoints.contains(&endpoint)) {
        (rule.check)(&mut draft).map_err(|refusal| match rule.stage {
            Stage::Page => AuthorizeError::page(refusal.0, refusal.1),
            Stage::Redirect => AuthorizeError {
                code: refusal.0,
                description: refusal.1,
                return_to: Some(draft.request.return_address()),
            },
        })?;
    }
    Ok(draft.request)
}

/// Whether a request that was pushed may be used by who presents it (RFC 9126 section 4): it is used
/// once, before it expires, and by the client that pushed it. `found` is what the reference led to;
/// `expires_at` and `now` are seconds.
pub fn check_pushed(
    client_id: &str,
    found: Option<(AuthorizationRequest, i64)>,
    now: i64,
) -> Result<AuthorizationRequest, AuthorizeError> {
    let refused =
        AuthorizeError::page(ErrorCode::InvalidRequestUri, "request_uri is unknown, used or expired");
    match found {
        Some((request, expires_at)) if request.client_id == client_id && now < expires_at => Ok(request),
        _ => Err(refused),
    }
}
