use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Below the endpoint of a portal whose accounts belong to organisations: which there are, one question after the
/// other.
pub const ORGANISATIONS: &str = "/organisations";

/// The answer: what to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organisations {
    /// What is asked for, by language tag: a region, a town, an organisation.
    #[serde(default)]
    pub title: BTreeMap<String, String>,
    /// What there is.
    pub choices: Vec<Choice>,
}

/// One of them: an organisation, or what leads to more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What it is called, by language tag.
    pub name: BTreeMap<String, String>,
    /// The code of the organisation, as [`crate::LinkRequest::organisation`] wants it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// What to ask with for what is within it, where it is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
}

/// What is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationsAsked {
    /// [`Choice::within`] of what was chosen; the first question without.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// The code of one organisation: the answer is that one alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
}
