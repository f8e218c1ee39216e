use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use super::authenticator_data::AuthenticatorData;
use super::client_data::{self, Question};
use super::{Backup, LONGEST_ANSWER, LONGEST_CREDENTIAL, PublicKey, Refused, RelyingParty};

/// What a browser sends when a passkey was used: `AuthenticationResponseJSON` (section 5.1), as far as it is needed.
pub struct Assertion {
    /// Which passkey it says it is.
    pub credential: Vec<u8>,
    client_data: Vec<u8>,
    authenticator_data: Vec<u8>,
    signature: Vec<u8>,
    user_handle: Option<Vec<u8>>,
}

/// What is known of that passkey.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// Its public key in COSE.
    pub public_key: &'a [u8],
    /// Its counter when it was last used.
    pub counter: u32,
    /// What it said of copies then.
    pub backup: Backup,
    /// The account that it was made for, as it was told then.
    pub user_handle: &'a [u8],
}

/// What is to be kept after it was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asserted {
    /// Its counter.
    pub counter: u32,
    /// What it says of copies.
    pub backup: Backup,
}

#[derive(Deserialize)]
struct Json {
    id: String,
    response: Response,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Response {
    #[serde(rename = "clientDataJSON")]
    client_data: String,
    authenticator_data: String,
    signature: String,
    #[serde(default)]
    user_handle: Option<String>,
}

impl Assertion {
    /// Reads the browser's JSON.
    pub fn parse(json: &str) -> Result<Self, Refused> {
        let unreadable = Refused::Unreadable("answer");
        if json.len() > LONGEST_ANSWER {
            return Err(unreadable);
        }
        let Json { id, response } = serde_json::from_str(json).map_err(|_| unreadable)?;
        let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|_| unreadable);
        let credential = decode(&id)?;
        if credential.is_empty() || credential.len() > LONGEST_CREDENTIAL {
            return Err(unreadable);
        }
        Ok(Self {
            credential,
            client_data: decode(&response.client_data)?,
            authenticator_data: decode(&response.authenticator_data)?,
            signature: decode(&response.signature)?,
            user_handle: response.user_handle.as_deref().map(decode).transpose()?,
        })
    }
}

/// Verifies the use of a passkey (section 7.2) that was asked for with this challenge.
pub fn verify_assertion(
    answer: &Assertion,
    challenge: &[u8],
    party: RelyingParty<'_>,
    known: Known<'_>,
) -> Result<Asserted, Refused> {
    // Where the account was named before, an authenticator may leave it out.
    if answer.user_handle.as_ref().is_some_and(|handle| handle != known.user_handle) {
        return Err(Refused::Account);
    }
    client_data::check(&answer.client_data, Question::Get, challenge, party)?;
    let said = AuthenticatorData::read(&answer.authenticator_data, party)?;
    let mut signed = answer.authenticator_data.clone();
    signed.extend_from_slice(digest(&SHA256, &answer.client_data).as_ref());
    PublicKey::read(known.public_key)?.verify(&signed, &answer.signature)?;
    // Whether it may be copied is settled when it is made.
    if said.backup.eligible != known.backup.eligible {
        return Err(Refused::Backup);
    }
    // 0 and 0: it counts nothing (section 6.1.1).
    if (said.counter, known.counter) != (0, 0) && said.counter <= known.counter {
        return Err(Refused::Counter);
    }
    Ok(Asserted { counter: said.counter, backup: said.backup })
}
