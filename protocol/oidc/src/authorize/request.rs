use serde::{Deserialize, Serialize};

use crate::authorize::ClaimsRequest;
use crate::{ErrorCode, Scopes};

/// An authorization request that passed every rule. Can be stored until it is answered.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct AuthorizationRequest {
    /// Who asks.
    pub client_id: String,
    /// Where the answer goes; registered for that client.
    pub redirect_uri: String,
    /// How the answer goes there.
    pub response_mode: ResponseMode,
    /// What is asked for; contains `openid`.
    pub scopes: Scopes,
    /// Given back unchanged with the answer.
    pub state: Option<String>,
    /// Given back in the ID token.
    pub nonce: Option<String>,
    /// The S256 challenge (RFC 7636).
    pub code_challenge: String,
    /// What the person is to be asked, or not.
    pub prompts: Prompts,
    /// The most seconds since the person proved themselves.
    pub max_age: Option<i64>,
    /// Whom the client expects.
    pub login_hint: Option<String>,
    /// An ID token of whom the client expects, not verified yet.
    pub id_token_hint: Option<String>,
    /// Assurance that the client would like, most wanted first.
    pub acr_values: Vec<String>,
    /// Single claims that the client asks for.
    pub claims: ClaimsRequest,
    /// Languages that the client thinks the person reads, most wanted first, separated by spaces.
    pub ui_locales: Option<String>,
}

/// How an answer reaches the relying party.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResponseMode {
    /// In the query of a redirect.
    #[default]
    Query,
    /// In a form that the browser posts (OAuth 2.0 Form Post Response Mode).
    FormPost,
}

/// One value of the `prompt` parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Prompt {
    /// Ask nothing: answer at once or refuse.
    None,
    /// Prove yourself again.
    Login,
    /// Agree again.
    Consent,
    /// Choose the account.
    SelectAccount,
}

/// The values of the `prompt` parameter.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Prompts(pub Vec<Prompt>);

impl Prompts {
    /// Whether a value is among them.
    pub fn contains(&self, prompt: Prompt) -> bool {
        self.0.contains(&prompt)
    }
}

/// Where the answer to a request goes, right or wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnAddress {
    /// The registered address.
    pub redirect_uri: String,
    /// How to go there.
    pub response_mode: ResponseMode,
    /// To be given back.
    pub state: Option<String>,
}

/// A request that is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}: {description}", code.as_str())]
pub struct AuthorizeError {
    /// The protocol's name for it.
    pub code: ErrorCode,
    /// For the developer of the relying party, in English, without anything that was sent.
    pub description: &'static str,
    /// Where to send the error. `None`: client or address are not known to be good, so a page is shown
    /// and nobody is redirected (RFC 6749 section 4.1.2.1).
    pub return_to: Option<ReturnAddress>,
}

impl AuthorizeError {
    /// An error that is shown on a page.
    pub(crate) fn page(code: ErrorCode, description: &'static str) -> Self {
        Self { code, description, return_to: None }
    }
}

impl AuthorizationRequest {
    /// Where its answer goes.
    pub fn return_address(&self) -> ReturnAddress {
        ReturnAddress {
            redirect_uri: self.redirect_uri.clone(),
            response_mode: self.response_mode,
            state: self.state.clone(),
        }
    }

    /// The assurance without which the relying party has no use for the answer: `acr` in the claims
    /// parameter, essential, with values (OpenID Connect Core section 5.5.1.1).
    pub fn essential_acr(&self) -> Option<Vec<&str>> {
        self.claims.essential_acr()
    }

    /// The one subject that the relying party has use for, if it named one in the claims parameter.
    pub fn wanted_subject(&self) -> Option<&str> {
        self.claims.id_token.get("sub")?.value.as_ref()?.as_str()
    }
}
