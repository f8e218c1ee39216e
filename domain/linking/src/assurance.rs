use onedoor_base::{Assurance, IdentityLevel};

use crate::Proof;

/// How sure a link is: no surer than the person was known when it was made, and no surer than the proof of the
/// local side allows.
pub fn link_assurance(national: IdentityLevel, local: Proof) -> IdentityLevel {
    national.min(local.ceiling())
}

/// What a session at the portal is worth: the lowest of identity, link and sign-in.
///
/// `national` is how sure the issuer is of the person today, and how they signed in there just now.
pub fn effective(national: Assurance, link: IdentityLevel) -> Assurance {
    Assurance { identity: national.identity.min(link), authentication: national.authentication }
}
