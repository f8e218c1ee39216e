use std::fmt;

use serde::{Deserialize, Serialize};

/// The body of `POST /links`: an identity asks a portal to link a person with the account whose credentials the
/// person typed there. The same `proof` again is the same request: the answer is the same link.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkRequest {
    /// The identity's name for this proof of the person; unguessable, good for one link.
    pub proof: String,
    /// The identity's name for the person, at this portal.
    pub subject: String,
    /// How well the person is known.
    pub acr: String,
    /// What the person showed.
    #[serde(default)]
    pub amr: Vec<String>,
    /// When they did, in seconds since 1970.
    pub auth_time: i64,
    /// The national number, if the person let the portal have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub national_number: Option<String>,
    /// Whether it was proven.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub national_number_verified: bool,
    /// The fingerprints of the person's proven number, if the portal works with them (`POST /candidates`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fingerprints: Vec<String>,
    /// The organisation of the account, where [`crate::Description::organisations`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// The user name that the person typed.
    pub user_name: String,
    /// The password that the person typed.
    pub password: String,
}

impl fmt::Debug for LinkRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LinkRequest").field("proof", &self.proof).finish_non_exhaustive()
    }
}
