use serde::{Deserialize, Serialize};

/// Below the endpoint of an identity, where a portal has numbers fingerprinted.
pub const FINGERPRINTS: &str = "/fingerprints";
/// Below the endpoint of a portal, where an identity asks whether it knows an account of a person.
pub const CANDIDATES: &str = "/candidates";
/// The claim of an identity token with the fingerprints of the person's proven number.
pub const MATCH_CLAIM: &str = "onedoor_match";

/// The answer to `GET /fingerprints`: by which keys the identity fingerprints numbers for the portal that asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FingerprintKeys {
    /// The newest first: new fingerprints are made with it. The others stay until nobody looks by them any more.
    pub keys: Vec<FingerprintKey>,
    /// How many numbers one call may have.
    pub most: usize,
}

/// A key, as the portal knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FingerprintKey {
    /// Its name.
    pub key: String,
    /// What is published of it: 32 bytes, base64url. It never changes; a portal that has seen another under this
    /// name is being deceived.
    pub public: String,
}

/// The body of `POST /fingerprints`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blinded {
    /// Which key to use.
    pub key: String,
    /// Blinded numbers: 32 bytes each, base64url.
    pub blinded: Vec<String>,
}

/// The answer to `POST /fingerprints`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evaluated {
    /// Which key was used.
    pub key: String,
    /// The blinded numbers, evaluated, in their order: 32 bytes each, base64url.
    pub evaluated: Vec<String>,
    /// That the published key was used for all of them: 64 bytes, base64url.
    pub proof: String,
}

/// The body of `POST /candidates`: an identity asks on behalf of a person whether the portal knows an account of
/// theirs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CandidatesRequest {
    /// The identity's name for the person, at this portal.
    pub subject: String,
    /// The fingerprints of the person's proven number, `<key>.<32 bytes, base64url>` each.
    pub fingerprints: Vec<String>,
}

/// The answer to `POST /candidates`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidates {
    /// The accounts that carry the number, as far as their owner needs it to know them again.
    pub accounts: Vec<Hint>,
    /// Whether there are more than are listed.
    pub more: bool,
}

/// An account, recognisable to its owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hint {
    /// The organisation that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// The beginning of its user name.
    pub user_name: String,
}
