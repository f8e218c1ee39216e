use serde::{Deserialize, Serialize};

/// One side's part of a link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Grows by one with each change; 0 for nothing.
    pub number: u64,
    /// `unknown`, `confirmed`, `suspended`, `ended`.
    pub standing: String,
    /// Since when, in milliseconds since 1970; not with `unknown`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<i64>,
    /// Why, with `suspended` and `ended`: `by_person`, `by_staff`, …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// Where the side that speaks stands, and what it has heard of the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The part of the side that speaks.
    pub part: Part,
    /// What it has heard of the listener's part.
    pub heard: Part,
}

/// The body of `PUT /links/{id}`, and of its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Where the speaker stands.
    #[serde(flatten)]
    pub report: Report,
    /// What the link is about and how it was proven: as long as the listener is not known to have it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
}

/// What a link is about and how both sides of it were proven. It never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The identity's name for the person, at this portal (`sub`).
    pub subject: String,
    /// The portal, by the key that it gives itself.
    pub system: String,
    /// The portal's name for the account; it means something only there.
    pub account: String,
    /// What the portal calls the account to its owner; for people only, and not part of the evidence.
    pub label: String,
    /// The identity's name for the proof: the `jti` of the identity token, or the `proof` of a request.
    pub proof: String,
    /// How the national side was proven.
    pub national: National,
    /// How the local side was proven.
    pub local: Local,
    /// How sure the link is: an `acr` value.
    pub assurance: String,
    /// `person`, `automatic`, `bulk`, `officer`.
    pub made_by: String,
}

/// The proof of the national side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct National {
    /// When, in milliseconds since 1970: that of `auth_time`.
    pub at: i64,
    /// How well the person is known: the `acr` of the proof.
    pub acr: String,
    /// How well it was proven that it is they: 1, 2, 3 (AAL).
    pub authentication: i64,
}

/// The proof of the local side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Local {
    /// `password`, `session`, `same_number`, `made_here`, `other_identity`, `confirmed`.
    pub how: String,
    /// When, in milliseconds since 1970.
    pub at: i64,
}

/// One link in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// Where the side that lists stands.
    #[serde(flatten)]
    pub report: Report,
}

/// The answer to `GET /links?after=…`: in the order of their ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkPage {
    /// At most [`crate::PAGE`].
    pub links: Vec<Entry>,
    /// Whether there are more after the last.
    pub more: bool,
}
