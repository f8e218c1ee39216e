//! Pushed authorization requests (RFC 9126).
//!
//! The request itself is read by [`crate::authorize::read`] for [`crate::authorize::Endpoint::Push`].

use serde::Serialize;

/// What every address of a pushed request begins with (section 2.2).
pub const PREFIX: &str = "urn:ietf:params:oauth:request_uri:";

/// The address of a pushed request; `reference` is unguessable and used once.
pub fn request_uri(reference: &str) -> String {
    format!("{PREFIX}{reference}")
}

/// The reference within the address of a pushed request, if it is one of ours.
pub fn reference(request_uri: &str) -> Option<&str> {
    request_uri.strip_prefix(PREFIX).filter(|reference| !reference.is_empty() && reference.len() <= 128)
}

/// The answer to a pushed request, sent with status 201 (section 2.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pushed {
    /// Where the request can be found.
    pub request_uri: String,
    /// For how many seconds.
    pub expires_in: i64,
}

impl Pushed {
    /// The answer for a reference that the caller drew at random.
    pub fn new(reference: &str, expires_in: i64) -> Self {
        Self { request_uri: request_uri(reference), expires_in }
    }
}
