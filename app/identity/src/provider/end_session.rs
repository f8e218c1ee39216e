//! `/oauth/end-session`: a portal sends its person here to sign out everywhere
//! (OpenID Connect RP-Initiated Logout).

use axum::extract::{RawQuery, State};
use axum::response::Response;
use bytes::Bytes;
use onedoor_base::Session;
use onedoor_oidc::id_token::{self, IdTokenClaims};
use onedoor_oidc::logout::{LogoutError, LogoutRequest, LogoutVerdict};
use onedoor_oidc::{Client, Parameters};
use onedoor_site::session::forget_cookie;
use onedoor_site::{HasSite, Posted, Refused, Visit, see_other};
use onedoor_storage::provider::grants;
use onedoor_storage::{StorageError, Tx};
use onedoor_ui::ErrorKind;
use serde::Deserialize;

use super::authorize::by_query;
use super::logout::sign_out;
use super::{ProviderError, clients, pages};
use crate::Identity;

/// Why nobody is signed out.
enum Failure {
    Rule(LogoutError),
    Ours(ProviderError),
}

impl From<LogoutError> for Failure {
    fn from(error: LogoutError) -> Self {
        Self::Rule(error)
    }
}

impl From<ProviderError> for Failure {
    fn from(error: ProviderError) -> Self {
        Self::Ours(error)
    }
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        Self::Ours(error.into())
    }
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Rule(error @ (LogoutError::NoClient | LogoutError::UnknownAddress)) => {
                Self::kind(ErrorKind::UnknownClient).because(error)
            }
            Failure::Rule(error) => Self::kind(ErrorKind::BadRequest).because(error),
            Failure::Ours(error) => error.into(),
        }
    }
}

/// `GET /oauth/end-session`
pub(super) async fn ask(
    State(state): State<Identity>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Result<Response, Refused> {
    let query = query.unwrap_or_default();
    let (verdict, client) = judge(&state, &visit, &query).await?;
    match &visit.session {
        Some(_) if !verdict.at_once => {
            let portal = client.map(|client| client.name_in(visit.language.tag()).to_owned());
            Ok(visit.page(&pages::ConfirmSignOut { portal, query }))
        }
        _ => leave(&visit, verdict).await,
    }
}

/// `POST /oauth/end-session`: a form from another site comes without our cookies; the redirect brings them.
pub(super) async fn ask_by_form(body: Bytes) -> Response {
    by_query("/oauth/end-session", &body)
}

/// The person's own word.
#[derive(Deserialize)]
pub(super) struct Confirmed {
    #[serde(default)]
    query: String,
}

/// `POST /oauth/end-session/confirm`
pub(super) async fn confirm(
    State(state): State<Identity>,
    visit: Visit,
    Posted(Confirmed { query }): Posted<Confirmed>,
) -> Result<Response, Refused> {
    let (verdict, _) = judge(&state, &visit, &query).await?;
    leave(&visit, verdict).await
}

async fn judge(
    state: &Identity,
    visit: &Visit,
    query: &str,
) -> Result<(LogoutVerdict, Option<Client>), Refused> {
    let params =
        Parameters::parse(query).map_err(|error| Refused::kind(ErrorKind::BadRequest).because(error))?;
    let ring = state.provider.ring.current(state.site()).await;
    let request = LogoutRequest::read(&params).map_err(Failure::from)?;
    // A hint that cannot be verified is as good as none: the person is asked.
    let hint = request
        .id_token_hint
        .as_deref()
        .and_then(|hint| id_token::validate_hint(hint, &ring.verification, &state.provider.issuer).ok());
    let session = visit.session.clone();
    let judged: Result<_, Failure> = state
        .site
        .store
        .read(move |tx| {
            Box::pin(async move { judge_within(tx, &request, hint.as_ref(), session.as_ref()).await })
        })
        .await;
    Ok(judged?)
}

async fn judge_within(
    tx: &mut Tx<'_>,
    request: &LogoutRequest,
    hint: Option<&IdTokenClaims>,
    session: Option<&Session>,
) -> Result<(LogoutVerdict, Option<Client>), Failure> {
    let client = match request.client_id(hint)? {
        Some(client_id) => clients::known(tx, client_id).await?.map(|(client, _)| client),
        None => None,
    };
    // The session under the name by which this client knows it.
    let sid = match (session, hint.and_then(|hint| hint.sid.as_deref())) {
        (Some(session), Some(hinted)) => {
            let told = grants::clients_of_session(tx, session.id).await?;
            let mine = told.into_iter().find(|told| told.sid == hinted);
            Some(mine.map_or_else(|| "another".to_owned(), |told| told.sid))
        }
        (Some(_), None) => Some("unknown".to_owned()),
        (None, _) => None,
    };
    let verdict = request.judge(hint, client.as_ref(), sid.as_deref())?;
    Ok((verdict, client))
}

async fn leave(visit: &Visit, verdict: LogoutVerdict) -> Result<Response, Refused> {
    sign_out(visit).await?;
    let response = match verdict.return_to {
        Some(address) => see_other(&address),
        None => see_other("/signed-out"),
    };
    Ok(forget_cookie(&visit.site, response))
}
