//! The OpenID provider: tells other sites who somebody is, as far as that person allows.

use axum::Router;
use onedoor_base::{Session, SessionId, Timestamp};
use onedoor_site::{Refused, ReturnTo, Site, Visit};
use onedoor_storage::{StorageError, Tx};

use crate::Identity;

/// What the provider works with.
#[derive(Debug, Default)]
pub struct Provider {}

/// Where somebody who signs in will go on to, told on the pages before that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ahead {
    /// The portal's name, in the visitor's language.
    pub(crate) name: String,
    /// Posting here gives up and goes back to the portal.
    pub(crate) cancel_action: String,
    /// What the portal says the person signs in with.
    pub(crate) login_hint: Option<String>,
}

/// Pages, inside the frame.
pub(crate) fn pages() -> Router<Identity> {
    Router::new()
}

/// Endpoints for programs, outside the frame.
pub(crate) fn endpoints() -> Router<Identity> {
    Router::new()
}

/// The portal that waits at the end of `to`, if one does.
pub(crate) async fn ahead(
    _state: &Identity,
    _visit: &Visit,
    _to: &ReturnTo,
) -> Result<Option<Ahead>, Refused> {
    Ok(None)
}

/// Tells the portals where these sessions signed somebody in that they have ended; called in the
/// transaction that ends them.
pub(crate) async fn sessions_ended(
    _tx: &mut Tx<'_>,
    _site: &Site,
    _ended: &[SessionId],
    _now: Timestamp,
) -> Result<(), StorageError> {
    Ok(())
}

/// A browser's session was replaced by a new one; called in the transaction that begins it.
pub(crate) async fn session_replaced(
    tx: &mut Tx<'_>,
    site: &Site,
    old: Option<&Session>,
    new: &Session,
    now: Timestamp,
) -> Result<(), StorageError> {
    match old {
        Some(old) if old.subject != new.subject => sessions_ended(tx, site, &[old.id], now).await,
        _ => Ok(()),
    }
}
