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
/// How long before the issuer is asked again while there is something to go on with: a stranger can
/// make up names of keys as fast as they like, and an issuer that is down must not be waited for by
/// everybody.
const PATIENCE: Duration = Duration::from_secs(20);
/// The same while there is nothing to go on with.
const SHORT_PATIENCE: Duration = Duration::from_secs(3);

/// The document and the keys, as of one moment.
pub(crate) struct Known {
    pub(crate) metadata: ProviderMetadata,
    pub(crate) keys: VerificationKeys,
    fetched_at: Timestamp,
}

/// Fetches once for all who wait, and keeps.
#[derive(Default)]
pub(crate) struct Keeper(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    known: Option<Arc<Known>>,
    /// When the issuer was last asked, and what went wrong if anything did.
    asked_at: Option<Timestamp>,
    trouble: Option<Trouble>,
}

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
        if let Some(known) = kept.known.as_ref().filter(|k| now < k.fetched_at.after(FRESH)) {
            return Ok(Arc::clone(known));
        }
        let failed_lately = kept.trouble.clone().filter(|_| kept.was_asked_lately(now));
        let trouble = match failed_lately {
            Some(trouble) => trouble,
            None => match kept.fetch(http, issuer, now).await {
                Ok(known) => return Ok(known),
                Err(trouble) => trouble,
            },
        };
        kept.known.clone().filter(|_| trouble.may_pass()).ok_or(trouble)
    }

    /// The same, fetched anew because a key was not among the known, unless the issuer has just been
    /// asked.
    pub(crate) async fn anew(
        &self,
        http: &Client,
        issuer: &str,
        now: Timestamp,
    ) -> Result<Arc<Known>, Trouble> {
        let mut kept = self.0.lock().await;
        match kept.known.clone().filter(|_| kept.was_asked_lately(now)) {
            Some(known) => Ok(known),
            None => kept.fetch(http, issuer, now).await,
        }
    }
}

impl Kept {
    fn was_asked_lately(&self, now: Timestamp) -> bool {
        let patience = if self.known.is_some() { PATIENCE } else { SHORT_PATIENCE };
        self.asked_at.is_some_and(|at| now < at.after(patience))
    }

    async fn fetch(&mut self, http: &Client, issuer: &str, now: Timestamp) -> Result<Arc<Known>, Trouble> {
        // Noted before the answer: whoever breaks off has asked all the same.
        self.asked_at = Some(now);
        match fetch(http, issuer, now).await {
            Ok(known) => {
                self.trouble = None;
                Ok(Arc::clone(self.known.insert(Arc::new(known))))
            }
            Err(trouble) => {
                self.trouble = Some(trouble.clone());
                Err(trouble)
            }
        }
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
    if !stays_encrypted(&metadata) {
        return Err(Trouble::Nonsense("discovery document"));
    }
    let keys = ask(http.get(&metadata.jwks_uri)).await?;
    let set = Jwks::parse(&keys.body).map_err(|_| Trouble::Nonsense("key set"))?;
    let set = VerificationKeys::from_jwks(&set);
    if keys.status != StatusCode::OK || set.is_empty() {
        return Err(Trouble::Nonsense("key set"));
    }
    Ok(Known { metadata, keys: set, fetched_at: now })
}

/// An issuer with https has no endpoint without it: a code or a secret would go out in the clear.
fn stays_encrypted(metadata: &ProviderMetadata) -> bool {
    let optional = [
        &metadata.userinfo_endpoint,
        &metadata.pushed_authorization_request_endpoint,
        &metadata.end_session_endpoint,
        &metadata.onedoor_linking_endpoint,
        &metadata.onedoor_links_page,
    ];
    let needed = [&metadata.authorization_endpoint, &metadata.token_endpoint, &metadata.jwks_uri];
    let mut all = needed.into_iter().chain(optional.into_iter().flatten());
    !metadata.issuer.starts_with("https://") || all.all(|address| address.starts_with("https://"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_endpoint_of_an_encrypted_issuer_is_in_the_clear() {
        let document = |issuer: &str, token: &str, userinfo: Option<&str>| ProviderMetadata {
            issuer: issuer.to_owned(),
            authorization_endpoint: "https://id.example/authorize".to_owned(),
            token_endpoint: token.to_owned(),
            jwks_uri: "https://id.example/jwks".to_owned(),
            userinfo_endpoint: userinfo.map(str::to_owned),
            ..ProviderMetadata::default()
        };
        let (safe, clear) = ("https://id.example/token", "http://id.example/token");
        assert!(stays_encrypted(&document("https://id.example", safe, None)));
        assert!(!stays_encrypted(&document("https://id.example", clear, None)));
        assert!(!stays_encrypted(&document("https://id.example", safe, Some(clear))));
        assert!(stays_encrypted(&document("http://id.localhost", clear, Some(clear))));
    }
}
