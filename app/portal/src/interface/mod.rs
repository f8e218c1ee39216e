//! The linking interface of a portal (`docs/LINKING.md`): an identity tells where it stands to a link and hears
//! where the portal stands.

mod answer;
mod caller;
mod hear;

use axum::Router;
use axum::routing::put;

use crate::Portal;

/// The endpoints, outside of the frame.
pub(crate) fn endpoints() -> Router<Portal> {
    Router::new().route("/linking/v1/links/{id}", put(hear::hear))
}
