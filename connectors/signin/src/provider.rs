use std::fmt;

use onedoor_base::{Secret, Timestamp};
use onedoor_oidc::backchannel::{LoggedOut, LogoutTokenError, validate_logout_token};
use onedoor_oidc::id_token::{Expected, IdTokenClaims, IdTokenError, validate_id_token};
use onedoor_oidc::keys::VerifyError;
use onedoor_oidc::relying_party::{
    SigninRequest, TokenFailure, basic_authorization, code_form, logout_address, pushed_address, read_tokens,
};
use onedoor_oidc::security_event::{Happened, SecurityEventError, validate_security_event};
use onedoor_oidc::signed_request::{Believed, Request as SignedRequest, RequestError, validate_request};
use onedoor_oidc::{pkce, userinfo};
use reqwest::{Client, StatusCode};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::Trouble;
use crate::fetch::ask;
use crate::known::{Keeper, Known};

/// By how many seconds the provider's clock may differ from ours.
const LEEWAY: i64 = 60;

/// Who the provider is, and who we are there.
#[derive(Debug, Clone)]
pub struct ProviderSettings {
    /// Its name for itself.
    pub issuer: String,
    /// Ours, as registered there.
    pub client_id: String,
    /// What proves that it is us.
    pub client_secret: Secret,
    /// Where its answers come.
    pub redirect_uri: String,
    /// What we ask for, `openid` among it.
    pub scope: String,
}

/// One issuer that people may sign in at.
pub struct Provider {
    settings: ProviderSettings,
    http: Client,
    keeper: Keeper,
}

impl fmt::Debug for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Provider").field("issuer", &self.settings.issuer).finish_non_exhaustive()
    }
}

/// The unguessable values of one sign-in, and what is asked for beyond the ordinary.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// Comes back with the answer.
    pub state: &'a str,
    /// Comes back in the ID token.
    pub nonce: &'a str,
    /// Shown at the exchange of the code.
    pub code_verifier: &'a str,
    /// Further parameters: `acr_values`, `ui_locales`, `prompt`, `claims`, …
    pub more: &'a [(&'a str, &'a str)],
}

/// A code that came back, and what it was asked for with.
#[derive(Clone, Copy)]
pub struct Code<'a> {
    /// The code.
    pub code: &'a str,
    /// The nonce of the request.
    pub nonce: &'a str,
    /// The verifier of the request.
    pub code_verifier: &'a str,
    /// The `max_age` of the request in seconds, if it had one.
    pub max_age: Option<i64>,
}

/// Who has signed in there.
#[derive(Clone)]
pub struct Account {
    /// The verified claims of the ID token.
    pub claims: IdTokenClaims,
    /// The ID token itself, for signing out there later.
    pub id_token: String,
    /// What the userinfo endpoint says, about the same person.
    pub userinfo: Map<String, Value>,
}

impl Provider {
    /// A provider that nothing has been asked of yet.
    pub fn new(http: Client, settings: ProviderSettings) -> Self {
        Self { settings, http, keeper: Keeper::default() }
    }

    /// The provider's name for itself.
    pub fn issuer(&self) -> &str {
        &self.settings.issuer
    }

    /// Who we are there.
    pub fn client_id(&self) -> &str {
        &self.settings.client_id
    }

    /// The address to send the browser to. The request is pushed (RFC 9126) where that is offered, so
    /// that nothing of it stands in the browser's history.
    pub async fn begin(&self, request: &Request<'_>, now: Timestamp) -> Result<String, Trouble> {
        let known = self.known(now).await?;
        let challenge = pkce::challenge(request.code_verifier);
        let request = SigninRequest {
            client_id: &self.settings.client_id,
            redirect_uri: &self.settings.redirect_uri,
            scope: &self.settings.scope,
            state: request.state,
            nonce: request.nonce,
            code_challenge: &challenge,
            more: request.more,
        };
        let Some(endpoint) = &known.metadata.pushed_authorization_request_endpoint else {
            return Ok(request.address(&known.metadata));
        };
        let request_uri = self.push(endpoint, &request).await?;
        Ok(pushed_address(&known.metadata, &self.settings.client_id, &request_uri))
    }

    async fn push(&self, endpoint: &str, request: &SigninRequest<'_>) -> Result<String, Trouble> {
        #[derive(Deserialize)]
        struct Pushed {
            request_uri: String,
        }
        let form =
            url::form_urlencoded::Serializer::new(String::new()).extend_pairs(request.parameters()).finish();
        let answer = ask(self.posted(endpoint, form)).await?;
        if answer.status != StatusCode::CREATED {
            return Err(refusal(&answer.body, "answer to a pushed request"));
        }
        let pushed: Pushed = serde_json::from_slice(&answer.body)
            .map_err(|_| Trouble::Nonsense("answer to a pushed request"))?;
        Ok(pushed.request_uri)
    }

    /// Whether an answer's `iss` is this provider's (RFC 9207): a provider that promises to send it
    /// must have sent it.
    pub async fn is_own_answer(&self, iss: Option<&str>, now: Timestamp) -> Result<bool, Trouble> {
        Ok(self.known(now).await?.metadata.check_response_issuer(iss).is_ok())
    }

    /// Exchanges the code and learns who signed in.
    pub async fn finish(&self, code: &Code<'_>, now: Timestamp) -> Result<Account, Trouble> {
        let known = self.known(now).await?;
        let form = code_form(code.code, &self.settings.redirect_uri, code.code_verifier);
        let answer = ask(self.posted(&known.metadata.token_endpoint, form)).await?;
        let tokens = read_tokens(answer.status.as_u16(), &answer.body).map_err(|failure| match failure {
            TokenFailure::Refused(error) => Trouble::Refused(error),
            TokenFailure::Unreadable(_) => Trouble::Nonsense("token answer"),
        })?;
        let id_token = tokens.id_token.ok_or(Trouble::Nonsense("token answer"))?;
        let expected = Expected {
            issuer: &self.settings.issuer,
            client_id: &self.settings.client_id,
            algorithm: None,
            nonce: Some(code.nonce),
            access_token: Some(&tokens.access_token),
            max_age: code.max_age,
            leeway: LEEWAY,
        };
        let claims = self.verified(&known, &id_token, &expected, now).await?;
        let userinfo = self.userinfo(&known, &tokens.access_token, &claims.sub).await?;
        Ok(Account { claims, id_token, userinfo })
    }

    async fn verified(
        &self,
        known: &Known,
        token: &str,
        expected: &Expected<'_>,
        now: Timestamp,
    ) -> Result<IdTokenClaims, Trouble> {
        match validate_id_token(token, &known.keys, expected, now.seconds()) {
            Err(IdTokenError::Signature(VerifyError::UnknownKey)) => {
                let anew = self.keeper.anew(&self.http, &self.settings.issuer, now).await?;
                Ok(validate_id_token(token, &anew.keys, expected, now.seconds())?)
            }
            judged => Ok(judged?),
        }
    }

    async fn userinfo(
        &self,
        known: &Known,
        access: &str,
        subject: &str,
    ) -> Result<Map<String, Value>, Trouble> {
        let Some(endpoint) = &known.metadata.userinfo_endpoint else { return Ok(Map::new()) };
        let answer = ask(self.http.get(endpoint).bearer_auth(access)).await?;
        let claims: Map<String, Value> =
            serde_json::from_slice(&answer.body).map_err(|_| Trouble::Nonsense("userinfo"))?;
        if answer.status != StatusCode::OK || !userinfo::is_about(&claims, subject) {
            return Err(Trouble::Nonsense("userinfo"));
        }
        Ok(claims)
    }

    /// The address to send the browser to for signing out there; `None` if the provider has none.
    pub async fn sign_out(
        &self,
        id_token: Option<&str>,
        back: &str,
        state: &str,
        now: Timestamp,
    ) -> Result<Option<String>, Trouble> {
        let known = self.known(now).await?;
        Ok(logout_address(&known.metadata, id_token, &self.settings.client_id, back, state))
    }

    /// Who was signed out there, as a verified logout token says.
    pub async fn logged_out(&self, token: &str, now: Timestamp) -> Result<LoggedOut, Trouble> {
        let parties = (self.settings.issuer.as_str(), self.settings.client_id.as_str());
        let known = self.known(now).await?;
        match validate_logout_token(token, &known.keys, parties, now.seconds(), LEEWAY) {
            Err(LogoutTokenError::Signature(VerifyError::UnknownKey)) => {
                let anew = self.keeper.anew(&self.http, &self.settings.issuer, now).await?;
                Ok(validate_logout_token(token, &anew.keys, parties, now.seconds(), LEEWAY)?)
            }
            judged => Ok(judged?),
        }
    }

    /// Where it speaks of links, if it does.
    pub async fn linking_endpoint(&self, now: Timestamp) -> Result<Option<String>, Trouble> {
        Ok(self.known(now).await?.metadata.onedoor_linking_endpoint.clone())
    }

    /// Where people see their links with all systems, if it has such a page of its own.
    pub async fn links_page(&self, now: Timestamp) -> Result<Option<String>, Trouble> {
        let page = self.known(now).await?.metadata.onedoor_links_page.clone();
        let own = |page: &String| page.starts_with(&format!("{}/", self.issuer().trim_end_matches('/')));
        Ok(page.filter(own))
    }

    /// What proves to it that it is us (`client_secret_basic`): the value of the `Authorization` header.
    pub fn authorization(&self) -> String {
        basic_authorization(&self.settings.client_id, self.settings.client_secret.reveal())
    }

    /// Whether it made this request of us, as the signed `proof` says. Take each proof once.
    pub async fn asks(
        &self,
        proof: &str,
        request: &SignedRequest<'_>,
        now: Timestamp,
    ) -> Result<Believed, Trouble> {
        let known = self.known(now).await?;
        match validate_request(proof, &known.keys, request, now.seconds(), LEEWAY) {
            Err(RequestError::Signature(VerifyError::UnknownKey)) => {
                let anew = self.keeper.anew(&self.http, &self.settings.issuer, now).await?;
                Ok(validate_request(proof, &anew.keys, request, now.seconds(), LEEWAY)?)
            }
            judged => Ok(judged?),
        }
    }

    /// What has happened, as its security event for `audience` says. Take each once.
    pub async fn tells(&self, token: &str, audience: &str, now: Timestamp) -> Result<Happened, Trouble> {
        let parties = (self.settings.issuer.as_str(), audience);
        let known = self.known(now).await?;
        match validate_security_event(token, &known.keys, parties, now.seconds()) {
            Err(SecurityEventError::Signature(VerifyError::UnknownKey)) => {
                let anew = self.keeper.anew(&self.http, &self.settings.issuer, now).await?;
                Ok(validate_security_event(token, &anew.keys, parties, now.seconds())?)
            }
            judged => Ok(judged?),
        }
    }

    async fn known(&self, now: Timestamp) -> Result<std::sync::Arc<Known>, Trouble> {
        self.keeper.known(&self.http, &self.settings.issuer, now).await
    }

    fn posted(&self, endpoint: &str, form: String) -> reqwest::RequestBuilder {
        self.http
            .post(endpoint)
            .header("authorization", self.authorization())
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form)
    }
}

/// The protocol's word in a refusal, if there is one to be read.
fn refusal(body: &[u8], what: &'static str) -> Trouble {
    #[derive(Deserialize)]
    struct Refusal {
        error: String,
    }
    match serde_json::from_slice::<Refusal>(body) {
        Ok(refusal) => Trouble::Refused(refusal.error),
        Err(_) => Trouble::Nonsense(what),
    }
}
