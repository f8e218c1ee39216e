//! The security events of the interface: what `events` of a token (RFC 8417) has under each name.

use serde::{Deserialize, Serialize};

use crate::Report;

/// The identity has confirmed a link, or lifted its suspension: [`LinkTold`].
pub const LINKED: &str = "urn:onedoor:event:linked";
/// The identity lets a link open nothing for the time being: [`LinkTold`].
pub const SUSPENDED: &str = "urn:onedoor:event:suspended";
/// The identity has ended a link: [`LinkTold`].
pub const ENDED: &str = "urn:onedoor:event:ended";
/// The identity names the person otherwise from now on: [`SubjectChanged`].
pub const SUBJECT_CHANGED: &str = "urn:onedoor:event:subject-changed";
/// What [`SUBJECT_CHANGED`] said does not hold any more: the two names are of two accounts again: [`SubjectRestored`].
pub const SUBJECT_RESTORED: &str = "urn:onedoor:event:subject-restored";
/// Contact data of the person have changed at the identity: [`ContactChanged`].
pub const CONTACT_CHANGED: &str = "urn:onedoor:event:contact-changed";

/// Identity data of the person were put right in the register, and are other ones at the identity now:
/// [`IdentityChanged`].
pub const IDENTITY_CHANGED: &str = "urn:onedoor:event:identity-changed";

/// Where the identity stands to a link: the words of `PUT /links/{id}`, for a portal that has no such address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkTold {
    /// The id of the link.
    pub link: String,
    /// Where the identity stands, and what it has heard.
    #[serde(flatten)]
    pub report: Report,
}

/// The subject of the token is called otherwise from now on. Both names are of the one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubjectChanged {
    /// The name from now on (`sub`).
    pub subject: String,
}

/// The subject of the token is not called by another name any more: what is known under the one name is not to be
/// opened under the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubjectRestored {
    /// The name that the change had named.
    pub subject: String,
}

/// Which contact data have changed; never the values, which are told at the next sign-in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactChanged {
    /// The claims that have another value now: `phone_number`, `email`, `name`.
    pub claims: Vec<String>,
}

/// Which identity data have changed; never the values, which are told at the next sign-in. The subject is the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdentityChanged {
    /// The claims that have another value now: `name`, `national_number`, `birthdate`, `gender`, `address`; of these,
    /// those that the portal may have.
    pub claims: Vec<String>,
}

/// The event that says of a link that it stands so, by the word of its standing; none for `unknown`.
pub fn of_standing(standing: &str) -> Option<&'static str> {
    match standing {
        "confirmed" => Some(LINKED),
        "suspended" => Some(SUSPENDED),
        "ended" => Some(ENDED),
        _ => None,
    }
}
