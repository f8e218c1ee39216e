//! Signing in at another identity provider over HTTP (OpenID Connect, authorization code with PKCE).
//!
//! A [`Provider`] knows one issuer: it fetches and keeps what the issuer says about itself, pushes the
//! request where that is offered, exchanges the code, and believes an ID token only after every rule
//! of [`onedoor_oidc`] has been kept. What the other side did wrong, and whether trying again can
//! help, is in [`Trouble`].

mod fetch;
mod known;
mod provider;
mod trouble;

pub use provider::{Account, Code, Provider, ProviderSettings, Request};
pub use trouble::Trouble;
