//! Signing in through a national identity, and the links that this makes.

use axum::Router;
use onedoor_base::Session;
use onedoor_site::Visit;
use onedoor_ui::Samples;

use crate::Portal;

/// The national identities that people can come with.
#[derive(Debug, Default)]
pub struct Linking(());

impl Linking {
    /// No national identity: people sign in with the portal's own accounts only.
    pub fn none() -> Self {
        Self::default()
    }
}

/// The pages, for the frame of the site.
pub fn pages() -> Router<Portal> {
    Router::new()
}

/// The endpoints for programs, outside of the frame.
pub fn endpoints() -> Router<Portal> {
    Router::new()
}

/// Samples of the pages.
pub fn samples() -> Samples {
    Vec::new()
}

/// Where to go after the session has ended here, so that it ends at the national identity too.
#[expect(clippy::unused_async, reason = "the answer will come out of the database")]
pub async fn after_sign_out(_: &Portal, _: &Visit, _: &Session) -> Option<String> {
    None
}
