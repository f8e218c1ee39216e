#![doc = include_str!("../README.md")]

pub mod authorize;
pub mod backchannel;
pub mod bearer;
pub mod client;
pub mod discovery;
mod error;
pub mod id_token;
pub mod interaction;
pub mod introspection;
pub mod jwt;
pub mod keys;
pub mod logout;
pub mod pairwise;
pub mod par;
mod params;
pub mod pkce;
pub mod relying_party;
pub mod respond;
pub mod revocation;
mod scope;
pub mod security_event;
pub mod signed_request;
pub mod token;
pub mod userinfo;
pub mod verified_claims;

pub use client::Client;
pub use error::ErrorCode;
pub use params::{Parameters, ParametersError};
pub use scope::{MalformedScope, Scopes};
