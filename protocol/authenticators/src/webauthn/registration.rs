use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ciborium::Value;
use serde::Deserialize;

use super::authenticator_data::AuthenticatorData;
use super::client_data::{self, Question};
use super::{Backup, LONGEST_ANSWER, PublicKey, Refused, RelyingParty};

/// What a browser sends when a passkey was made: `RegistrationResponseJSON` (section 5.1), as far as it is needed.
pub struct Registration {
    client_data: Vec<u8>,
    attestation: Vec<u8>,
}

/// A new passkey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registered {
    /// Its id, by which it is found.
    pub credential: Vec<u8>,
    /// Its public key in COSE, to be kept.
    pub public_key: Vec<u8>,
    /// Its counter; many count nothing and say 0 always.
    pub counter: u32,
    /// Whether there may be copies.
    pub backup: Backup,
}

#[derive(Deserialize)]
struct Json {
    response: Response,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Response {
    #[serde(rename = "clientDataJSON")]
    client_data: String,
    attestation_object: String,
}

impl Registration {
    /// Reads the browser's JSON.
    pub fn parse(json: &str) -> Result<Self, Refused> {
        let unreadable = Refused::Unreadable("answer");
        if json.len() > LONGEST_ANSWER {
            return Err(unreadable);
        }
        let Json { response } = serde_json::from_str(json).map_err(|_| unreadable)?;
        let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|_| unreadable);
        Ok(Self {
            client_data: decode(&response.client_data)?,
            attestation: decode(&response.attestation_object)?,
        })
    }
}

/// Verifies a registration (section 7.1) that was asked for with this challenge.
pub fn verify_registration(
    answer: &Registration,
    challenge: &[u8],
    party: RelyingParty<'_>,
) -> Result<Registered, Refused> {
    client_data::check(&answer.client_data, Question::Create, challenge, party)?;
    let said = authenticator_data(&answer.attestation)?;
    let said = AuthenticatorData::read(&said, party)?;
    let (credential, cose) = said.credential()?;
    PublicKey::read(cose)?;
    Ok(Registered {
        credential: credential.to_vec(),
        public_key: cose.to_vec(),
        counter: said.counter,
        backup: said.backup,
    })
}

/// The authenticator data within the attestation object (section 6.5.4). The statement beside it would say which make
/// the authenticator is of; nobody asked, and it is not read.
fn authenticator_data(attestation: &[u8]) -> Result<Vec<u8>, Refused> {
    let unreadable = || Refused::Unreadable("attestation object");
    let value = ciborium::de::from_reader_with_recursion_limit::<Value, _>(attestation, 8);
    let map = value.map_err(|_| unreadable())?.into_map().map_err(|_| unreadable())?;
    let data = map.into_iter().find(|(key, _)| key.as_text() == Some("authData")).map(|(_, value)| value);
    data.and_then(|value| value.into_bytes().ok()).ok_or_else(unreadable)
}
