//! Pages and endpoints of an identity site: registering, signing in and out, the account; and the
//! OpenID provider through which other sites learn who somebody is.

mod pages;
mod provider;
mod routes;
mod state;

pub mod seed;

use axum::Router;
use onedoor_site::site_router;

pub use provider::Provider;
pub use state::{Identity, LevelNames, Parts, Profile};

/// The whole site: the person's pages, the provider's pages and the provider's endpoints.
pub fn identity_router(state: Identity) -> Router {
    site_router(state, routes::pages().merge(provider::pages()), provider::endpoints())
}
