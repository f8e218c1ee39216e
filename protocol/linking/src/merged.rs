use serde::{Deserialize, Serialize};

/// The body of `POST /merged`, at an identity: a portal that another was merged into names links of that one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergedRequest {
    /// Their ids; at most [`crate::PAGE`].
    pub links: Vec<String>,
}

/// The answer: those of the links that may be carried over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merged {
    /// In no order.
    pub links: Vec<MergedLink>,
}

/// A link that may be carried over to the portal that asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergedLink {
    /// Its id, which is the proof of the link that takes its place.
    pub link: String,
    /// The identity's name for the person, at the portal that asks.
    pub subject: String,
    /// The account that it opened, as the portal that was merged calls it.
    pub account: String,
}
