//! What a passkey is asked, and that its answer is to that question: challenges that carry their own proof, so that
//! nothing is written before somebody has answered.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use onedoor_authenticators::webauthn::{ALGORITHMS, RelyingParty};
use onedoor_base::{AccountId, Timestamp};
use onedoor_site::{Site, Visit};
use onedoor_storage::linking::used::{UsedToken, first_heard};
use onedoor_storage::people::Passkey;
use onedoor_storage::{StorageError, Tx};
use serde::Deserialize;
use serde_json::{Value, json};

/// For how long a question may be answered: a page that lies open counts too.
const LIFE: Duration = Duration::from_mins(30);
const NONCE: usize = 16;
const CHALLENGE: usize = NONCE + 8 + 32;

/// What a browser sends with the answer of an authenticator.
#[derive(Deserialize)]
pub(crate) struct Answer {
    /// The challenge that the page put.
    #[serde(default)]
    pub(crate) challenge: String,
    /// What the authenticator says, in JSON.
    #[serde(default)]
    pub(crate) answer: String,
}

/// A question to an authenticator.
pub(crate) struct Question {
    challenge: Vec<u8>,
}

impl Question {
    /// A new one for this purpose, for this browser.
    pub(crate) fn of(visit: &Visit, purpose: &str) -> Self {
        let mut challenge = vec![0; NONCE];
        visit.site.random.fill(&mut challenge);
        challenge.extend(visit.now.millis().to_be_bytes());
        challenge.extend(proof(visit, purpose, &challenge));
        Self { challenge }
    }

    /// The one that was put for this purpose in this browser, if it was, and lately.
    pub(crate) fn put(visit: &Visit, purpose: &str, text: &str) -> Option<Self> {
        let challenge = URL_SAFE_NO_PAD.decode(text).ok().filter(|bytes| bytes.len() == CHALLENGE)?;
        let (said, given) = challenge.split_at(NONCE + 8);
        let millis = i64::from_be_bytes(said[NONCE..].try_into().ok()?);
        let put_at = Timestamp::from_millis(millis);
        let good = proof(visit, purpose, said) == given && visit.now < put_at.after(LIFE);
        good.then_some(Self { challenge })
    }

    /// The bytes.
    pub(crate) fn challenge(&self) -> &[u8] {
        &self.challenge
    }

    /// As it stands in a form.
    pub(crate) fn text(&self) -> String {
        URL_SAFE_NO_PAD.encode(&self.challenge)
    }

    /// Takes the answer to it once; false if it was answered before.
    pub(crate) async fn take(&self, tx: &mut Tx<'_>, now: Timestamp) -> Result<bool, StorageError> {
        first_heard(tx, UsedToken::Challenge, ("passkey", &self.text()), now.after(LIFE)).await
    }

    /// What the browser asks for a passkey to be used (`PublicKeyCredentialRequestOptionsJSON`); none named: the
    /// person chooses.
    pub(crate) fn to_use(&self, site: &Site, of: &[Passkey]) -> Value {
        json!({
            "challenge": self.text(), "rpId": host(site), "userVerification": "required",
            "timeout": 300_000, "allowCredentials": named(of),
        })
    }

    /// What the browser asks for a new passkey (`PublicKeyCredentialCreationOptionsJSON`).
    pub(crate) fn to_make(&self, site: &Site, owner: &Owner<'_>, has: &[Passkey]) -> Value {
        let kinds: Vec<Value> =
            ALGORITHMS.iter().map(|alg| json!({ "type": "public-key", "alg": alg })).collect();
        json!({
            "challenge": self.text(), "rp": { "id": host(site), "name": owner.site },
            "user": {
                "id": URL_SAFE_NO_PAD.encode(handle(owner.account)), "name": owner.login, "displayName": owner.name,
            },
            "pubKeyCredParams": kinds, "excludeCredentials": named(has), "timeout": 300_000, "attestation": "none",
            "authenticatorSelection": {
                "residentKey": "required", "requireResidentKey": true, "userVerification": "required",
            },
        })
    }
}

/// For whom a passkey is made, as the authenticator shows it.
pub(crate) struct Owner<'a> {
    pub(crate) account: AccountId,
    pub(crate) login: &'a str,
    pub(crate) name: &'a str,
    /// The name of the site.
    pub(crate) site: &'a str,
}

/// The account, as authenticators know it: it says nothing to anybody else (section 14.6.1).
pub(crate) fn handle(account: AccountId) -> [u8; 16] {
    *account.as_bytes()
}

/// The site, as authenticators know it.
pub(crate) fn with_party<T>(site: &Site, then: impl FnOnce(RelyingParty<'_>) -> T) -> T {
    let (id, origin) = (host(site), site.settings.origin());
    then(RelyingParty { id: &id, origin: &origin })
}

fn named(passkeys: &[Passkey]) -> Vec<Value> {
    let name = |key: &Passkey| json!({ "type": "public-key", "id": URL_SAFE_NO_PAD.encode(&key.credential) });
    passkeys.iter().map(name).collect()
}

fn host(site: &Site) -> String {
    let origin = site.settings.origin();
    url::Url::parse(&origin).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default()
}

fn proof(visit: &Visit, purpose: &str, said: &[u8]) -> [u8; 32] {
    let (browser, said) = (STANDARD_NO_PAD.encode(visit.browser.0), STANDARD_NO_PAD.encode(said));
    visit.site.vault.fingerprint("passkey-challenge", &format!("{purpose} {browser} {said}")).0
}
