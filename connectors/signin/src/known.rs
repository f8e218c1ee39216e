//! What an issuer says about itself, kept for a while.

use std::sync::Arc;
use std::time::Duration;

use onedoor_base::Timestamp;
use onedoor_oidc::discovery::{self, ProviderMetadata};
use onedoor_oidc::keys::{Jwks, VerificationKeys};
use reqwest::{Client, StatusCode};
use tokio::sync::Mutex;

use crate::Trouble;
use crate::fetch::ask;

/// How long the document and the keys are good for.
const FRESH: Duration = Duration::from_mins(10);
/// How long before an unknown key is a reason to fetch the keys again: a stranger can make up names
/// of keys as fast as they like.
const PATIENCE: Duration = Duration::from_secs(20);

/// The document and the keys, as of one moment.
pub(crate) struct Known {
    pub(crate) metadata: ProviderMetadata,
    pub(crate) keys: VerificationKeys,
    fetched_at: Timestamp,
}

/// Fetches once for all who wait, and keeps.
#[derive(Default)]
pub(crate) struct Keeper(Mutex<Option<Arc<Known>>>);

impl Keeper {
    /// What is known at `now`; fetched if that is too old. When the issuer does not answer, what was
    /// known before serves on: its keys are still its keys.
    pub(crate) async fn known(
        &self,
        http: &Client,
        issuer: &str,
        now: Timestamp,
    ) -> Result<Arc<Known>, Trouble> {
        let mut kept = self.0.lock().await;
        if let Some(known) = kept.as_ref().filter(|k| now < k.fetched_at.after(FRESH)) {
            return Ok(Arc::clone(known));
        }
        match (fetch(http, issuer, now).await, kept.as_ref()) {
            (Ok(known), _) => Ok(Arc::clone(kept.insert(Arc::new(known)))),
            (Err(trouble), Some(old)) if trouble.may_pass() => Ok(Arc::clone(old)),
            (Err(trouble), _) => Err(trouble),
        }
    }

    /// The same, fetched anew because a key was not among the known, unless that has just been done.
    pub(crate) async fn anew(
        &self,
        http: &Client,
        issuer: &str,
        now: Timestamp,
    ) -> Result<Arc<Known>, Trouble> {
        let mut kept = self.0.lock().await;
        if let Some(known) = kept.as_ref().filter(|k| now < k.fetched_at.after(PATIENCE)) {
            return Ok(Arc::clone(known));
        }
        let known = fetch(http, issuer, now).await?;
        Ok(Arc::clone(kept.insert(Arc::new(known))))
    }
}

async fn fetch(http: &Client, issuer: &str, now: Timestamp) -> Result<Known, Trouble> {
    let address = format!("{}{}", issuer.trim_end_matches('/'), discovery::PATH);
    let document = ask(http.get(address)).await?;
    if document.status != StatusCode::OK {
        return Err(Trouble::Nonsense("discovery document"));
    }
    // The document must name the issuer that was asked for (OpenID Connect Discovery section 4.3).
    let metadata = ProviderMetadata::parse(&document.body, issuer)
        .map_err(|_| Trouble::Nonsense("discovery document"))?;
    let keys = ask(http.get(&metadata.jwks_uri)).await?;
    let keys = Jwks::parse(&keys.body).map_err(|_| Trouble::Nonsense("key set"))?;
    let keys = VerificationKeys::from_jwks(&keys);
    if keys.is_empty() {
        return Err(Trouble::Nonsense("key set"));
    }
    Ok(Known { metadata, keys, fetched_at: now })
}
