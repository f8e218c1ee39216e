//! The check that keeps programs out of forms: what is in it ([`Check`]), and the work that a device does for
//! it ([`Work`]). Sealing it, drawing it, saying it and what people type for it is the site's.

mod work;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use work::Work;

/// What a check holds, before it is sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// What it lets through.
    pub purpose: String,
    /// What the picture shows and the sound says.
    pub digits: String,
    /// How the picture is drawn: whoever knew it could draw it backwards.
    pub seed: u64,
    /// From when on it is too old, in milliseconds since 1970.
    pub until: i64,
    /// At which risk it was made: the work was measured by that.
    pub risk: u8,
}

impl Check {
    /// Reads what was sealed.
    pub fn read(json: &[u8]) -> Option<Self> {
        serde_json::from_slice(json).ok()
    }

    /// As it is sealed.
    pub fn written(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("texts and numbers can be written as JSON")
    }
}
