//! Signing out on both sides: from here, and when the national identity says so.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use onedoor_base::{Actor, AuditEvent, Session, SessionEnd, Timestamp};
use onedoor_linking::NationalSubject;
use onedoor_oidc::Parameters;
use onedoor_oidc::backchannel::{LIFETIME, LoggedOut};
use onedoor_oidc::jwt::CompactJws;
use onedoor_site::{Asked as Address, Refused, Visit, see_other, with_news};
use onedoor_storage::linking::subjects;
use onedoor_storage::linking::used::{self, UsedToken};
use onedoor_storage::site::sessions;
use onedoor_storage::{Change, StorageError};
use onedoor_ui::News;
use serde::Deserialize;

use super::pages::SignedOutPage;
use super::settings::{SIGNED_OUT_PATH, Upstream};
use crate::Portal;

/// The identity token of a session is sealed in this context.
pub(super) const ID_TOKEN: &str = "session.upstream_id_token";

/// Where to go after the session has ended here, so that it ends at the national identity too. `None`: it has
/// no part in this, does not offer it, or does not answer; the session here has ended all the same.
pub async fn after_sign_out(portal: &Portal, visit: &Visit, ended: &Session) -> Option<String> {
    let upstream = portal.linking.of_issuer(&ended.upstream.as_ref()?.issuer)?;
    let id = ended.id;
    let sealed: Result<Option<Vec<u8>>, StorageError> = visit
        .site
        .store
        .read(move |tx| Box::pin(async move { sessions::upstream_token(tx, id).await }))
        .await;
    let opened = visit.site.vault.open(ID_TOKEN, &sealed.ok()??).ok()?;
    let hint = std::str::from_utf8(&opened).ok()?;
    let back = visit.site.settings.address(SIGNED_OUT_PATH);
    upstream.provider.sign_out(Some(hint), &back, &came_back(visit), visit.now).await.unwrap_or_else(
        |trouble| {
            tracing::info!(issuer = upstream.provider.issuer(), "signed out here only: {trouble}");
            None
        },
    )
}

/// What the national identity gives back when it has signed the person out: only this browser's own signing
/// out can have told it.
fn came_back(visit: &Visit) -> String {
    visit.mark("signed-out")
}

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Back {
    state: Option<String>,
}

/// `GET /signed-out`: back from signing out at the national identity. Changes nothing, so that anybody may
/// send anybody here.
pub(super) async fn signed_out(visit: Visit, Address(back): Address<Back>) -> Result<Response, Refused> {
    if let Some(state) = back.state {
        let here = see_other(SIGNED_OUT_PATH);
        let there = state == came_back(&visit);
        return Ok(if there { with_news(&visit.site, News::SignedOutThere, here) } else { here });
    }
    Ok(visit.page(&SignedOutPage { still_signed_in: visit.session.is_some() }))
}

/// `POST /backchannel-logout`: a session at a national identity has ended (OpenID Connect Back-Channel
/// Logout 1.0 section 2.5).
pub(super) async fn backchannel(State(portal): State<Portal>, body: Bytes) -> Response {
    let answer = match heard(&portal, &body).await {
        Ok(()) => StatusCode::OK.into_response(),
        Err(NotHeard::Invalid(why)) => {
            tracing::info!("a logout token was not taken: {why}");
            let error = r#"{"error":"invalid_request"}"#;
            (StatusCode::BAD_REQUEST, [(header::CONTENT_TYPE, "application/json")], error).into_response()
        }
        // The issuer will tell again.
        Err(NotHeard::Later(why)) => {
            tracing::warn!("a logout token could not be checked: {why}");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    };
    ([(header::CACHE_CONTROL, "no-store")], answer).into_response()
}

enum NotHeard {
    Invalid(String),
    Later(String),
}

impl From<StorageError> for NotHeard {
    fn from(error: StorageError) -> Self {
        Self::Later(error.to_string())
    }
}

async fn heard(portal: &Portal, body: &[u8]) -> Result<(), NotHeard> {
    let invalid = |why: &str| NotHeard::Invalid(why.to_owned());
    let form = Parameters::parse(body).map_err(|e| NotHeard::Invalid(e.to_string()))?;
    let token = form.get("logout_token").ok_or_else(|| invalid("no token"))?;
    let upstream = issuer_of(portal, token).ok_or_else(|| invalid("no issuer of ours"))?;
    let now = portal.site.now();
    let logged_out = upstream.provider.logged_out(token, now).await.map_err(|trouble| {
        if trouble.may_pass() {
            NotHeard::Later(trouble.to_string())
        } else {
            NotHeard::Invalid(trouble.to_string())
        }
    })?;
    end_sessions(portal, upstream, logged_out, now).await
}

/// Whose keys to verify the token with; it is not believed yet.
fn issuer_of<'p>(portal: &'p Portal, token: &str) -> Option<&'p Upstream> {
    #[derive(Deserialize)]
    struct Named {
        iss: String,
    }
    let taken_apart = CompactJws::parse(token).ok()?;
    let named: Named = serde_json::from_slice(&taken_apart.payload).ok()?;
    portal.linking.of_issuer(&named.iss)
}

async fn end_sessions(
    portal: &Portal,
    upstream: &Upstream,
    logged_out: LoggedOut,
    now: Timestamp,
) -> Result<(), NotHeard> {
    let issuer = upstream.provider.issuer().to_owned();
    // Longer than anybody would take it: its life, and the clocks' difference on both sides.
    let until = now.after(std::time::Duration::from_secs(LIFETIME.unsigned_abs() + 600));
    let ended: Result<(), StorageError> = portal
        .site
        .store
        .write(move |tx| {
            let (issuer, told) = (issuer.clone(), logged_out.clone());
            Box::pin(async move {
                if !used::first_heard(tx, UsedToken::Logout, (&issuer, &told.jti), until).await? {
                    return Ok(Change::Unrecorded(()));
                }
                let why = SessionEnd::UpstreamLogout;
                let ended = match (&told.sid, &told.sub) {
                    (Some(sid), _) => sessions::end_by_upstream_sid(tx, &issuer, sid, now).await?,
                    (None, Some(sub)) => {
                        let who = NationalSubject { issuer: issuer.clone(), subject: sub.clone() };
                        let mut ended = Vec::new();
                        for name in subjects::names(tx, &who).await? {
                            let name = &name.subject;
                            ended.extend(
                                sessions::end_by_upstream_subject(tx, &issuer, name, why, now).await?,
                            );
                        }
                        ended
                    }
                    (None, None) => Vec::new(),
                };
                let events = ended.into_iter().map(|(session, subject)| {
                    AuditEvent::new(now, Actor::Client(issuer.clone()), "site.session.ended")
                        .about(subject)
                        .with("session", session.to_string())
                        .with("why", why.word())
                });
                Ok(Change::Recorded((), events.collect()))
            })
        })
        .await;
    Ok(ended?)
}
