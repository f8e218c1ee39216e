//! The OpenID provider: tells other sites who somebody is, as far as that person allows.
//!
//! The rules are those of `onedoor_oidc`; here they meet the database and the browser.
//!
//! | address | file |
//! |---|---|
//! | `/oauth/authorize` | `authorize.rs`: read the request, then `settle.rs`: answer it, or ask the person |
//! | `/interaction/{id}` | `interaction.rs`: what is still missing, one page after the other |
//! | `/oauth/par` | `push.rs` |
//! | `/oauth/token` | `token.rs`, with `exchange.rs` for codes and `rotate.rs` for refresh tokens |
//! | `/oauth/userinfo`, `/oauth/introspect`, `/oauth/revoke` | `userinfo.rs`, `introspect.rs`, `revoke.rs` |
//! | `/oauth/end-session` | `end_session.rs`; `logout.rs` tells the portals |
//! | `/oauth/jwks`, `/.well-known/openid-configuration` | `discovery.rs`; the keys are those of `key_ring.rs` |
//! | `/account/consents` | `consents.rs` |

mod authorize;
mod claims;
pub(crate) mod clients;
mod consents;
mod discovery;
mod end_session;
mod error;
mod exchange;
mod interaction;
mod introspect;
mod key_ring;
mod logout;
mod pages;
mod push;
mod revoke;
mod rotate;
mod second_factor;
mod settle;
mod token;
mod upkeep;
mod userinfo;
mod verified;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::{get, post};
use bytes::Bytes;
use onedoor_base::{AccountId, SessionId};
use onedoor_linking_client::Call;
use onedoor_oidc::Client;
use onedoor_oidc::client::SubjectType;
use onedoor_oidc::keys::Algorithm;
use onedoor_oidc::pairwise::PairwiseKey;
use onedoor_oidc::security_event::SecurityEvent;
use onedoor_oidc::signed_request::Request;
use onedoor_site::Site;
use onedoor_site::jobs::Jobs;
use onedoor_storage::people::merges;
use onedoor_storage::provider::signing_keys::KeyState;
use onedoor_storage::{StorageError, Tx};

use crate::Identity;
use crate::interface::ask::Descriptions;

pub(crate) use interaction::{Ahead, ahead};
pub(crate) use logout::{client_left, session_replaced, sessions_ended, sign_out};
pub(crate) use pages::samples;

pub use error::ProviderError;

/// For how long a code may be exchanged.
const CODE_LIFE: Duration = Duration::from_mins(1);
/// For how long a pushed request may be presented.
const PUSHED_LIFE: Duration = Duration::from_secs(90);
/// For how long a person may take to sign in and agree.
const INTERACTION_LIFE: Duration = Duration::from_hours(1);
/// For how long an access token is good.
const ACCESS_LIFE: Duration = Duration::from_mins(5);
/// For how long a refresh token may lie unused.
const REFRESH_LIFE: Duration = Duration::from_hours(24 * 30);
/// For how long an ID token is good: it is read at once, and later only as a hint.
const ID_TOKEN_LIFE: Duration = Duration::from_mins(5);
/// For how long tokens may be had of a grant that does not end with its session.
const OFFLINE_LIFE: Duration = Duration::from_hours(24 * 180);

/// What the provider works with.
pub struct Provider {
    issuer: String,
    pairwise: PairwiseKey,
    ring: key_ring::KeyRing,
    discovery: Bytes,
    http: reqwest::Client,
    descriptions: Descriptions,
}

impl Provider {
    /// Registers the clients, and makes signing keys where there are none yet. Clients that are not in
    /// the list any more are ended. `http` is what portals are told of logouts with; it follows no
    /// redirects.
    pub async fn open(
        site: &Arc<Site>,
        clients: &[Client],
        http: reqwest::Client,
    ) -> Result<Self, ProviderError> {
        clients::register(site, clients).await?;
        let ring = key_ring::KeyRing::open(site, clients).await?;
        upkeep::plan(site).await?;
        let issuer = site.settings.origin();
        Ok(Self {
            discovery: discovery::document(&issuer, site.settings.country),
            pairwise: PairwiseKey::new(&site.vault.fingerprint("provider.pairwise", "key").0),
            issuer,
            ring,
            http,
            descriptions: Descriptions::default(),
        })
    }

    /// What portals said of themselves.
    pub(crate) const fn descriptions(&self) -> &Descriptions {
        &self.descriptions
    }

    /// How a client knows a person.
    pub(crate) fn subject(&self, client: &Client, account: AccountId) -> String {
        match &client.subject_type {
            SubjectType::Public => self.pairwise.subject("", account.as_bytes()),
            SubjectType::Pairwise(sector) => self.pairwise.subject(sector, account.as_bytes()),
        }
    }

    /// How a client knows a person: by their account, or by another one of theirs that was merged into it and that
    /// the client has met before.
    pub(crate) async fn name_at(
        &self,
        tx: &mut Tx<'_>,
        client: &Client,
        account: AccountId,
    ) -> Result<String, StorageError> {
        let named = merges::named_as(tx, account, &client.client_id).await?.unwrap_or(account);
        Ok(self.subject(client, named))
    }

    /// Every name that a client may know a person by.
    pub(crate) async fn names_at(
        &self,
        tx: &mut Tx<'_>,
        client: &Client,
        account: AccountId,
    ) -> Result<Vec<String>, StorageError> {
        let absorbed = merges::all_absorbed(tx, account).await?;
        Ok(std::iter::once(account).chain(absorbed).map(|one| self.subject(client, one)).collect())
    }

    /// How a client knows a session: another name for each, so that they cannot compare.
    fn sid(&self, client: &Client, session: SessionId) -> String {
        self.pairwise.subject(&format!("session {}", client.client_id), session.as_bytes())
    }

    /// How the client with this id knows a person.
    pub async fn subject_for(
        &self,
        site: &Site,
        account: AccountId,
        client_id: &str,
    ) -> Result<String, ProviderError> {
        let name = client_id.to_owned();
        let read = site.store.read::<_, ProviderError, _>(move |tx| {
            Box::pin(async move {
                let Some(client) = clients::load(tx, &name).await? else { return Ok(None) };
                let named = merges::named_as(tx, account, &client.client_id).await?.unwrap_or(account);
                Ok(Some((client, named)))
            })
        });
        let (client, named) =
            read.await?.ok_or_else(|| ProviderError::UnknownClient(client_id.to_owned()))?;
        Ok(self.subject(&client, named))
    }

    /// What requests to portals are made with.
    pub(crate) fn http(&self) -> &reqwest::Client {
        &self.http
    }

    /// The proof that it is this identity who makes a call: the value of the `Authorization` header.
    pub(crate) async fn signed<T>(
        &self,
        site: &Arc<Site>,
        endpoint: &str,
        call: &Call<T>,
    ) -> Result<String, ProviderError> {
        let request = Request {
            issuer: &self.issuer,
            audience: endpoint,
            method: call.method(),
            url: call.url(),
            body: call.body(),
        };
        let ring = self.ring.current(site).await;
        let token =
            request.sign(ring.signing(Algorithm::Es256)?, site.token().reveal(), site.now().seconds())?;
        Ok(format!("Bearer {token}"))
    }

    /// The provider's name for itself.
    pub(crate) fn issuer(&self) -> &str {
        &self.issuer
    }

    /// A security event, signed as this client's tokens are.
    pub(crate) async fn signed_event(
        &self,
        site: &Arc<Site>,
        client: &Client,
        event: &SecurityEvent<'_>,
    ) -> Result<String, ProviderError> {
        let ring = self.ring.current(site).await;
        Ok(event.sign(ring.signing(client.id_token_alg)?)?)
    }

    /// Lets the next keys sign and makes new ones to follow them.
    pub async fn rotate_keys(&self, site: &Arc<Site>) -> Result<(), ProviderError> {
        self.ring.rotate(site).await
    }

    /// Makes the keys that a new client's tokens are signed with, if there are none yet.
    pub(crate) async fn make_keys_for(&self, site: &Arc<Site>, client: &Client) -> Result<(), ProviderError> {
        key_ring::KeyRing::open(site, std::slice::from_ref(client)).await.map(drop)
    }

    /// Every signing key by its published name (`kid`), and where it stands.
    pub async fn list_keys(&self, site: &Site) -> Result<Vec<(String, KeyState)>, ProviderError> {
        self.ring.list(site).await
    }

    /// Withdraws signing keys at once, by their published names: for keys that somebody else has. If some of
    /// the names are no key's, these are returned and nothing was withdrawn.
    pub async fn withdraw_keys(
        &self,
        site: &Arc<Site>,
        kids: &[String],
    ) -> Result<Vec<String>, ProviderError> {
        self.ring.withdraw(site, kids).await
    }
}

/// Pages, inside the frame.
pub(crate) fn pages() -> Router<Identity> {
    Router::new()
        .route("/oauth/authorize", get(authorize::authorize))
        .route("/interaction/{id}", get(interaction::go_on))
        .route("/interaction/{id}/account", post(interaction::choose_account))
        .route("/interaction/{id}/consent", post(interaction::decide_consent))
        .route("/interaction/{id}/cancel", post(interaction::cancel))
        .route("/interaction/{id}/second", post(second_factor::choose))
        .route("/interaction/{id}/code/send", post(second_factor::send))
        .route("/interaction/{id}/code", get(second_factor::show).post(second_factor::check))
        .route("/oauth/end-session", get(end_session::ask))
        .route("/oauth/end-session/confirm", post(end_session::confirm))
        .route("/account/consents", get(consents::list))
        .route("/account/consents/{id}/end", post(consents::end))
}

/// Endpoints for programs, outside the frame.
pub(crate) fn endpoints() -> Router<Identity> {
    Router::new()
        .route(onedoor_oidc::discovery::PATH, get(discovery::metadata))
        .route("/oauth/jwks", get(discovery::jwks))
        .route("/oauth/authorize", post(authorize::authorize_by_form))
        .route("/oauth/end-session", post(end_session::ask_by_form))
        .route("/oauth/par", post(push::push))
        .route("/oauth/token", post(token::token))
        .route("/oauth/userinfo", get(userinfo::userinfo).post(userinfo::userinfo))
        .route("/oauth/introspect", post(introspect::introspect))
        .route("/oauth/revoke", post(revoke::revoke))
}

/// What the provider does by and by.
pub(crate) fn jobs(state: &Identity, jobs: Jobs) -> Jobs {
    // However long a portal was down: whoever signed out here must not stay signed in there.
    jobs.with_patient(logout::JOB, logout::handler(state)).with(upkeep::ROUNDS.kind, upkeep::handler(state))
}

impl From<ProviderError> for onedoor_site::Refused {
    fn from(error: ProviderError) -> Self {
        match error {
            ProviderError::Storage(error) => error.into(),
            other => Self::internal(other.to_string()),
        }
    }
}

/// Runs the future of a storage function whose error is [`StorageError`] where [`ProviderError`] is wanted.
type Stored<T> = Result<T, StorageError>;
