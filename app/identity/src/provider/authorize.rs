//! `/oauth/authorize`: where a portal sends people to sign in.

use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use bytes::Bytes;
use onedoor_base::{Digest, InteractionId, Language};
use onedoor_oidc::authorize::{self, AuthorizationRequest, AuthorizeError, Endpoint, Entry};
use onedoor_oidc::interaction::Missing;
use onedoor_oidc::respond::{self, Delivery};
use onedoor_oidc::{Client, ErrorCode, Parameters};
use onedoor_site::{HasSite, Refused, ReturnTo, Visit, see_other};
use onedoor_storage::provider::pushed;
use onedoor_storage::{Change, StorageError, Tx};
use onedoor_ui::ErrorKind;
use url::form_urlencoded;

use super::clients::{self, Found, Stopped};
use super::settle::{Asked, Settled, settle};
use super::{ProviderError, interaction, pages};
use crate::Identity;

/// Why a request does not get as far as being settled.
enum Failure {
    /// It breaks a rule.
    Rule(AuthorizeError),
    /// It comes from a system where nobody signs in.
    Stopped(Box<Stopped>),
    /// Our side.
    Ours(ProviderError),
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        Self::Ours(error.into())
    }
}

impl From<ProviderError> for Failure {
    fn from(error: ProviderError) -> Self {
        Self::Ours(error)
    }
}

impl From<AuthorizeError> for Failure {
    fn from(error: AuthorizeError) -> Self {
        Self::Rule(error)
    }
}

/// `GET /oauth/authorize`
pub(super) async fn authorize(
    State(state): State<Identity>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, Refused> {
    let params = Parameters::parse(query.unwrap_or_default())
        .map_err(|error| Refused::kind(ErrorKind::BadRequest).because(error))?;
    // Also the moment to see whether the keys have changed: a hint may be signed with a new one.
    state.provider.ring.current(state.site()).await;
    let (within, here) = (state.clone(), visit.clone());
    let settled: Result<_, Failure> = state
        .site
        .store
        .write(move |tx| {
            let (state, visit, params) = (within.clone(), here.clone(), params.clone());
            Box::pin(async move {
                let (client, request) = requested(tx, &visit, &params).await?;
                let asked = Asked { state, visit, client, request, interaction: None, consent_given: false };
                let (settled, events) = settle(tx, &asked).await?;
                Ok(Change::Recorded((settled, asked), events))
            })
        })
        .await;
    match settled {
        Ok((Settled::Ask { missing, interaction }, asked)) => Ok(ask(&asked, &missing, interaction)),
        Ok((Settled::Answered(delivery), asked)) => Ok(deliver(&visit, &asked.client, delivery)),
        Ok((Settled::TooMany(wait), _)) => Err(wait.refused(&visit)),
        Ok((Settled::AnsweredBefore, _)) => Err(Refused::internal("a new request was answered before")),
        Err(Failure::Ours(error)) => Err(error.into()),
        Err(Failure::Stopped(stopped)) => Err(stopped.refused(&visit)),
        Err(Failure::Rule(error)) => refuse(&state, &visit, error),
    }
}

/// Who asks for what: the parameters themselves, or the request that was pushed.
async fn requested(
    tx: &mut Tx<'_>,
    visit: &Visit,
    params: &Parameters,
) -> Result<(Client, AuthorizationRequest), Failure> {
    match authorize::entry(params)? {
        Entry::Plain { client_id } => {
            let client = in_use(tx, visit, client_id).await?;
            let request = authorize::read(Endpoint::Authorize, params, client.as_ref())?;
            let client = client.ok_or_else(|| ProviderError::UnknownClient(client_id.to_owned()))?;
            Ok((client, request))
        }
        Entry::Pushed { client_id, reference } => {
            let found = match pushed::take(tx, Digest::of(reference), visit.now).await? {
                Some((json, until)) => {
                    let request = serde_json::from_str(&json);
                    Some((request.map_err(ProviderError::unreadable("a request"))?, until.seconds()))
                }
                None => None,
            };
            let request = authorize::check_pushed(client_id, found, visit.now.seconds())?;
            let client = in_use(tx, visit, client_id).await?;
            Ok((client.ok_or_else(|| ProviderError::UnknownClient(client_id.to_owned()))?, request))
        }
    }
}

async fn in_use(tx: &mut Tx<'_>, visit: &Visit, client_id: &str) -> Result<Option<Client>, Failure> {
    match clients::find(tx, &visit.site, client_id).await? {
        Found::InUse(client) => Ok(Some(*client)),
        Found::Unknown => Ok(None),
        Found::Stopped(stopped) => Err(Failure::Stopped(stopped)),
    }
}

/// Goes on where the person is asked; in the language in which they left the portal, unless they have
/// chosen one here.
fn ask(asked: &Asked, missing: &Missing, id: InteractionId) -> Response {
    let path = interaction::way(missing, id, asked.visit.session.is_some());
    let wanted = asked.request.ui_locales.as_deref().and_then(Language::from_locales);
    match wanted.filter(|language| *language != asked.visit.language && !asked.visit.language_chosen) {
        Some(language) => {
            let back = ReturnTo::parse(&path);
            see_other(&format!("/language/{}?back={}", language.tag(), back.encoded()))
        }
        None => see_other(&path),
    }
}

/// Sends an answer through the browser.
pub(super) fn deliver(visit: &Visit, client: &Client, delivery: Delivery) -> Response {
    match delivery {
        Delivery::Redirect(address) => see_other(&address),
        Delivery::FormPost { action, fields } => {
            let name = client.name_in(visit.language.tag()).to_owned();
            visit.page(&pages::PassOn { name, action, fields })
        }
    }
}

/// A broken rule: back to the portal with an error, or a page, if it is not known that it is the portal.
fn refuse(state: &Identity, visit: &Visit, error: AuthorizeError) -> Result<Response, Refused> {
    let Some(to) = &error.return_to else {
        let kind = match error.code {
            ErrorCode::InvalidRequestUri | ErrorCode::RequestUriNotSupported => ErrorKind::BadRequest,
            _ => ErrorKind::UnknownClient,
        };
        return Err(Refused::kind(kind).because(error));
    };
    tracing::info!(site = state.site.settings.key, %error, "an authorization request was refused");
    match respond::with_error(to, &state.provider.issuer, error.code, Some(error.description)) {
        Delivery::Redirect(address) => Ok(see_other(&address)),
        Delivery::FormPost { action, fields } => {
            Ok(visit.page(&pages::PassOn { name: String::new(), action, fields }))
        }
    }
}

/// `POST /oauth/authorize` (OpenID Connect Core section 3.1.2.1). A form from another site comes without
/// our cookies; the redirect brings them.
pub(super) async fn authorize_by_form(body: Bytes) -> Response {
    by_query("/oauth/authorize", &body)
}

/// The same again with GET.
pub(super) fn by_query(path: &str, form: &[u8]) -> Response {
    let Ok(params) = Parameters::parse(form) else { return Redirect::to(path).into_response() };
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(params.iter()).finish();
    Redirect::to(&format!("{path}?{query}")).into_response()
}
