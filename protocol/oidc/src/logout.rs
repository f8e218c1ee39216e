//! Logout that begins at a relying party (OpenID Connect RP-Initiated Logout 1.0).

use crate::id_token::IdTokenClaims;
use crate::respond::with_query;
use crate::{Client, Parameters};

const LONGEST_HINT: usize = 8192;
const LONGEST_STATE: usize = 2048;
const LONGEST_URI: usize = 2048;

/// What a relying party sends along with the browser (section 2).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogoutRequest {
    /// An ID token of the session, not verified yet; see [`crate::id_token::validate_hint`].
    pub id_token_hint: Option<String>,
    /// Who asks, if it says so.
    pub client_id: Option<String>,
    /// Where to go afterwards.
    pub post_logout_redirect_uri: Option<String>,
    /// Given back there.
    pub state: Option<String>,
    /// Languages, most wanted first.
    pub ui_locales: Option<String>,
}

/// Why a logout request is refused, on a page; nobody is redirected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LogoutError {
    /// A parameter is longer than anybody needs.
    #[error("a parameter is too long")]
    TooLong,
    /// `client_id` and the token's audience differ.
    #[error("client_id is not the one that the id_token_hint was issued to")]
    OtherClient,
    /// An address to return to, and no client that it could belong to.
    #[error("post_logout_redirect_uri needs an id_token_hint or a client_id")]
    NoClient,
    /// An address to return to that is not registered.
    #[error("post_logout_redirect_uri is not registered for this client")]
    UnknownAddress,
}

/// What to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogoutVerdict {
    /// Whether the session may be ended at once; otherwise the person is asked first.
    pub at_once: bool,
    /// Where to go afterwards, `state` included; `None` for a page of ours.
    pub return_to: Option<String>,
}

impl LogoutRequest {
    /// Reads the query or the form.
    pub fn read(params: &Parameters) -> Result<Self, LogoutError> {
        let short = |name: &str, longest: usize| match params.get(name) {
            Some(value) if value.len() > longest => Err(LogoutError::TooLong),
            value => Ok(value.map(str::to_owned)),
        };
        Ok(Self {
            id_token_hint: short("id_token_hint", LONGEST_HINT)?,
            client_id: short("client_id", 128)?,
            post_logout_redirect_uri: short("post_logout_redirect_uri", LONGEST_URI)?,
            state: short("state", LONGEST_STATE)?,
            ui_locales: short("ui_locales", 256)?,
        })
    }

    /// Whose request it is: the audience of the verified hint, or else the `client_id`.
    pub fn client_id<'a>(&'a self, hint: Option<&'a IdTokenClaims>) -> Result<Option<&'a str>, LogoutError> {
        let named = self.client_id.as_deref();
        let Some(hint) = hint else { return Ok(named) };
        match (named, &hint.aud) {
            (Some(named), audience) if audience.contains(named) => Ok(Some(named)),
            (Some(_), _) => Err(LogoutError::OtherClient),
            (None, crate::id_token::Audience::One(client)) => Ok(Some(client)),
            (None, crate::id_token::Audience::Several(_)) => Ok(None),
        }
    }

    /// What to do. `client` is the registration of [`LogoutRequest::client_id`]; `current_sid` the
    /// session of this browser, if there is one. Only a verified hint of this very session, or no session
    /// at all, spares the question: otherwise any page on the web could sign people out.
    pub fn judge(
        &self,
        hint: Option<&IdTokenClaims>,
        client: Option<&Client>,
        current_sid: Option<&str>,
    ) -> Result<LogoutVerdict, LogoutError> {
        let return_to = match (&self.post_logout_redirect_uri, client) {
            (None, _) => None,
            (Some(_), None) => return Err(LogoutError::NoClient),
            (Some(uri), Some(client)) if client.has_post_logout_redirect_uri(uri) => {
                let state: Vec<(&str, &str)> =
                    self.state.iter().map(|state| ("state", state.as_str())).collect();
                Some(if state.is_empty() { uri.clone() } else { with_query(uri, &state) })
            }
            (Some(_), Some(_)) => return Err(LogoutError::UnknownAddress),
        };
        let hinted_sid = hint.and_then(|hint| hint.sid.as_deref());
        let at_once = current_sid.is_none() || (hinted_sid.is_some() && hinted_sid == current_sid);
        Ok(LogoutVerdict { at_once, return_to })
    }
}
