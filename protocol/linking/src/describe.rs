use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The version of the interface that is described here.
pub const VERSION: u32 = 1;

/// The answer to `GET /linking/v1`: what a portal is and how accounts there are linked from the national side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Description {
    /// [`VERSION`].
    pub version: u32,
    /// The portal, by the key that it gives itself.
    pub system: String,
    /// What it is called, by language tag.
    pub name: BTreeMap<String, String>,
    /// How somebody on the national side proves an account there.
    pub way: Way,
    /// Where people are sent who prove it on the portal's own page (`initiate_login_uri`, OpenID Connect Core
    /// section 4).
    pub page: String,
    /// Whether an account belongs to an organisation, which must be named.
    pub organisations: bool,
    /// The security events that it takes at [`crate::EVENTS`], by their names; of others it is not told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<String>,
    /// Whether it answers to [`crate::CANDIDATES`].
    #[serde(default)]
    pub candidates: bool,
}

/// How somebody on the national side proves an account of the portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// User name and password are typed on the national side and checked by the portal (`POST /links`).
    Credentials,
    /// Only on the portal's own page.
    Page,
}
