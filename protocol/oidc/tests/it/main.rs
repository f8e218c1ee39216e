//! The rules, by specification; names of tests say the clause.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]

mod backchannel_logout;
mod fixtures;
mod form_post;
mod interaction;
mod mutations;
mod oidc_core;
mod oidc_discovery;
mod registration;
mod rfc6749;
mod rfc6750;
mod rfc7009;
mod rfc7515;
mod rfc7636;
mod rfc7638;
mod rfc7662;
mod rfc9126;
mod rfc9207;
mod rp_initiated_logout;
mod security_event;
mod signed_request;
mod verified_claims;
