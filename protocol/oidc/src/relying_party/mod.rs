//! What a relying party sends and reads: the request in the browser, the answer that comes back, the
//! exchange of the code. ID tokens are verified by [`crate::id_token`], issuers by [`crate::discovery`].

mod answer;
mod exchange;

pub use answer::{Answer, MalformedAnswer, Outcome};
pub use exchange::{TokenAnswer, TokenFailure, basic_authorization, code_form, read_tokens, refresh_form};

use crate::discovery::ProviderMetadata;
use crate::respond::with_query;

/// What a relying party asks for.
#[derive(Debug, Clone, Copy)]
pub struct SigninRequest<'a> {
    /// Who we are at the provider.
    pub client_id: &'a str,
    /// Where the answer shall come.
    pub redirect_uri: &'a str,
    /// Scopes, `openid` among them.
    pub scope: &'a str,
    /// Unguessable; comes back with the answer.
    pub state: &'a str,
    /// Unguessable; comes back in the ID token.
    pub nonce: &'a str,
    /// See [`crate::pkce::challenge`].
    pub code_challenge: &'a str,
    /// Further parameters: `prompt`, `max_age`, `acr_values`, `ui_locales`, …
    pub more: &'a [(&'a str, &'a str)],
}

impl SigninRequest<'_> {
    /// Names and values: what is pushed, or put into the address.
    pub fn parameters(&self) -> Vec<(&str, &str)> {
        let mut all = vec![
            ("response_type", "code"),
            ("client_id", self.client_id),
            ("redirect_uri", self.redirect_uri),
            ("scope", self.scope),
            ("state", self.state),
            ("nonce", self.nonce),
            ("code_challenge", self.code_challenge),
            ("code_challenge_method", "S256"),
        ];
        all.extend_from_slice(self.more);
        all
    }

    /// The address to send the browser to.
    pub fn address(&self, provider: &ProviderMetadata) -> String {
        with_query(&provider.authorization_endpoint, &self.parameters())
    }
}

/// The address to send the browser to after a request was pushed (RFC 9126 section 4).
pub fn pushed_address(provider: &ProviderMetadata, client_id: &str, request_uri: &str) -> String {
    with_query(&provider.authorization_endpoint, &[("client_id", client_id), ("request_uri", request_uri)])
}

/// The address to send the browser to for signing out at the provider; `None` if it has none.
pub fn logout_address(
    provider: &ProviderMetadata,
    id_token_hint: Option<&str>,
    client_id: &str,
    post_logout_redirect_uri: &str,
    state: &str,
) -> Option<String> {
    let endpoint = provider.end_session_endpoint.as_deref()?;
    let mut fields = vec![
        ("client_id", client_id),
        ("post_logout_redirect_uri", post_logout_redirect_uri),
        ("state", state),
    ];
    fields.extend(id_token_hint.map(|token| ("id_token_hint", token)));
    Some(with_query(endpoint, &fields))
}
