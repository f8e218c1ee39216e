//! Tells portals that a session has ended (OpenID Connect Back-Channel Logout).

use std::sync::Arc;

use onedoor_base::{AccountId, JobId, Session, SessionId, Subject, Timestamp};
use onedoor_oidc::backchannel::Logout;
use onedoor_site::jobs::{JobError, JobHandler};
use onedoor_site::session::end_signed_out;
use onedoor_site::{HasSite, Refused, Site, Visit};
use onedoor_storage::jobs::{self, NewJob};
use onedoor_storage::provider::grants::{self, Told};
use onedoor_storage::site::sessions;
use onedoor_storage::{Change, StorageError, Tx};
use serde::{Deserialize, Serialize};
use url::form_urlencoded;

use super::{ProviderError, clients};
use crate::Identity;

pub(super) const JOB: &str = "provider.logout";

/// Whom to tell of which session.
#[derive(Serialize, Deserialize)]
struct Notice {
    client_id: String,
    subject: String,
    sid: String,
}

/// Ends the session of a visit because its owner signs out, here and at the portals that stand on it.
pub(crate) async fn sign_out(visit: &Visit) -> Result<(), Refused> {
    let Some(session) = visit.session.as_ref() else { return Ok(()) };
    let (site, id, subject, now) = (Arc::clone(&visit.site), session.id, session.subject, visit.now);
    let ended: Result<(), StorageError> = visit
        .site
        .store
        .write(move |tx| {
            let site = Arc::clone(&site);
            Box::pin(async move {
                let Some(event) = end_signed_out(tx, id, subject, now).await? else {
                    return Ok(Change::Unrecorded(()));
                };
                sessions_ended(tx, &site, &[id], now).await?;
                Ok(Change::Recorded((), vec![event]))
            })
        })
        .await;
    Ok(ended?)
}

/// Tells the portals where these sessions signed somebody in that they have ended, and ends what was
/// granted in them; called in the transaction that ends them.
pub(crate) async fn sessions_ended(
    tx: &mut Tx<'_>,
    site: &Site,
    ended: &[SessionId],
    now: Timestamp,
) -> Result<(), StorageError> {
    for session in ended {
        for told in grants::clients_of_session(tx, *session).await? {
            put_down(tx, site, told, now).await?;
        }
        grants::end_of_session(tx, *session, "session_ended", now).await?;
    }
    Ok(())
}

/// A person and a client are parted: the client is told that every session of theirs with it has ended, whatever
/// goes on here and elsewhere.
pub(crate) async fn client_left(
    tx: &mut Tx<'_>,
    site: &Site,
    (person, client_id): (AccountId, &str),
    now: Timestamp,
) -> Result<(), StorageError> {
    for session in sessions::alive_of(tx, Subject::Person(person), now).await? {
        for told in grants::clients_of_session(tx, session.id).await? {
            if told.client_id == client_id {
                put_down(tx, site, told, now).await?;
            }
        }
    }
    Ok(())
}

/// A session takes the place of another in the same browser; called in the transaction that begins it.
/// If it is the same person, the portals follow the new session; otherwise they are told that the old
/// one has ended.
pub(crate) async fn session_replaced(
    tx: &mut Tx<'_>,
    site: &Site,
    old: Option<&Session>,
    new: &Session,
    now: Timestamp,
) -> Result<(), StorageError> {
    match (old, new.subject) {
        (None, _) => Ok(()),
        (Some(old), Subject::Person(account)) if old.subject == new.subject => {
            grants::move_session(tx, old.id, new.id, account).await.map(drop)
        }
        (Some(old), _) => sessions_ended(tx, site, &[old.id], now).await,
    }
}

async fn put_down(tx: &mut Tx<'_>, site: &Site, told: Told, now: Timestamp) -> Result<(), StorageError> {
    let key = format!("{} {}", told.client_id, told.sid);
    let notice = Notice { client_id: told.client_id, subject: told.subject, sid: told.sid };
    let payload = serde_json::to_string(&notice).expect("three strings serialise");
    let job = NewJob { kind: JOB, payload: &payload, due_at: now, unique_key: Some(&key) };
    jobs::enqueue(tx, &job, JobId::new(now, site.random.as_ref()), now).await.map(drop)
}

/// What tells one portal; if it does not answer, it is told again later.
pub(super) fn handler(state: &Identity) -> JobHandler {
    let state = state.clone();
    Arc::new(move |payload| {
        let state = state.clone();
        Box::pin(async move { tell(&state, &payload).await })
    })
}

async fn tell(state: &Identity, payload: &str) -> Result<(), JobError> {
    let failed = |error: String| JobError(error);
    let notice: Notice = serde_json::from_str(payload).map_err(|error| failed(error.to_string()))?;
    let Some((uri, token)) = token(state, &notice).await.map_err(|error| failed(error.to_string()))? else {
        return Ok(());
    };
    let body = form_urlencoded::Serializer::new(String::new()).append_pair("logout_token", &token).finish();
    let sent = state
        .provider
        .http
        .post(uri)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body)
        .send()
        .await
        .map_err(|error| failed(error.without_url().to_string()))?;
    if sent.status().is_success() {
        return Ok(());
    }
    Err(failed(format!("{} answered {}", notice.client_id, sent.status())))
}

/// Where to send which logout token; nothing for a portal that does not want to be told.
async fn token(state: &Identity, notice: &Notice) -> Result<Option<(String, String)>, ProviderError> {
    let client_id = notice.client_id.clone();
    let client = state
        .site
        .store
        .read(move |tx| Box::pin(async move { clients::known(tx, &client_id).await }))
        .await?;
    let Some((client, _)) = client else { return Ok(None) };
    let Some(wish) = &client.backchannel_logout else { return Ok(None) };
    let ring = state.provider.ring.current(state.site()).await;
    let jti = state.site().token();
    let logout = Logout {
        issuer: &state.provider.issuer,
        client_id: &notice.client_id,
        subject: &notice.subject,
        sid: &notice.sid,
        jti: jti.reveal(),
        now: state.site().now().seconds(),
    };
    Ok(Some((wish.uri.clone(), logout.sign(ring.signing(client.id_token_alg)?)?)))
}
