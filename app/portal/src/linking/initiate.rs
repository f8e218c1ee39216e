//! `GET /sign-in/initiate` (OpenID Connect Core section 4): somebody comes from their national account and wants
//! to link the account that they have here (S1.2, on the portal's own page).
//!
//! Anybody can send a browser to this address. It believes nothing of what it brings but the name of an issuer that
//! the portal takes: an attempt of our own is begun, and the account here is asked for as always.

use axum::extract::State;
use axum::response::Response;
use onedoor_linking::Purpose;
use onedoor_site::{Asked as Address, Refused, ReturnTo, Visit};
use onedoor_ui::ErrorKind;
use serde::Deserialize;

use super::start::{Errand, send};
use crate::Portal;

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Initiated {
    /// The issuer that the person comes from.
    #[serde(default)]
    iss: String,
    /// Where they want to end; on this site only.
    #[serde(default)]
    target_link_uri: String,
}

/// Begins an attempt of the portal's own, for an account that the person has here already.
pub(super) async fn initiate(
    State(portal): State<Portal>,
    visit: Visit,
    Address(asked): Address<Initiated>,
) -> Result<Response, Refused> {
    let upstream = portal.linking.of_issuer(&asked.iss).ok_or_else(|| Refused::kind(ErrorKind::NotFound))?;
    let origin = visit.site.settings.origin();
    let here = asked.target_link_uri.strip_prefix(&origin).unwrap_or_default();
    let errand = Errand {
        purpose: Purpose::AddAccount,
        return_to: ReturnTo::parse(here),
        // They have just signed in there; if not, they are asked to before anything is linked.
        fresh: false,
        two_factors: false,
        identity: None,
        raise: false,
        step: Some(String::new()),
        asked_by: None,
    };
    send(&visit, upstream, &errand).await
}
