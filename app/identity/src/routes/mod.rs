//! What a person can do at an identity site, one file for each matter.

use axum::Router;

use crate::Identity;

/// The person's pages.
pub(crate) fn pages() -> Router<Identity> {
    Router::new()
}
