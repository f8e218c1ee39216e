//! A link that was proven by less than a procedure needs is made anew, by the number that the staff have made sure of:
//! it ends as its owner's own act, and the ordinary sign-in makes another.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{IdentityLevel, LinkId};
use onedoor_linking::{Link, Purpose};
use onedoor_site::session::forget_cookie;
use onedoor_site::{Posted, Refused, ReturnTo, SignedInVisit, see_other};
use onedoor_storage::services::accounts::AccountRecord;
use serde::Deserialize;

use super::linked::Owned;
use super::start::{Errand, send};
use super::switch::known_level;
use super::{ending, tell};
use crate::Portal;
use crate::pages::FreshPage;
use crate::sessions::is_fresh;

/// Where a link is made anew.
pub(crate) fn path(id: LinkId) -> String {
    format!("/account/links/{id}/renew")
}

/// What it is to be good for.
#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    return_to: String,
    identity: IdentityLevel,
}

/// `POST /account/links/{id}/renew`: the link ends, and the browser is sent to the national identity that makes the next.
pub(super) async fn renew(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Path(id): Path<String>,
    Posted(wanted): Posted<Wanted>,
) -> Result<Response, Refused> {
    let return_to = ReturnTo::parse(&wanted.return_to);
    // What stands now, the page there says.
    let back = see_other(return_to.as_str());
    let Some(link) = ending::own_link(&visit, &id).await? else { return Ok(back) };
    let owned = Owned::of(&visit, link.account).await?;
    let record = &owned.record;
    let upstream = portal.linking.of_issuer(&link.national.issuer);
    let (Some(upstream), true) = (upstream, helps(&visit, &link, record, wanted.identity)) else {
        return Ok(back);
    };
    if known_level(&portal, &visit).await?.is_some_and(|level| level < wanted.identity) {
        return Ok(back);
    }
    let page = ending::page(&portal, &visit, &link, &owned);
    if page.other.is_none() {
        return Ok(visit.page_at(&ending::path(link.id), StatusCode::CONFLICT, &page));
    }
    if !is_fresh(&visit.session, visit.now) {
        let way = Some((upstream.look.clone(), upstream.key.clone()));
        let at = return_to.as_str().to_owned();
        return Ok(visit.page_at(&at, StatusCode::FORBIDDEN, &FreshPage { way, return_to }));
    }
    let errand = Errand {
        purpose: Purpose::SignIn,
        return_to,
        // The session is that sign-in's: if it is too long ago by then, the machinery asks for another.
        fresh: false,
        raise: true,
        two_factors: false,
        identity: Some(wanted.identity),
        step: None,
        asked_by: None,
    };
    // The way there first: where the national identity does not answer, nothing is ended.
    let away = send(&visit, upstream, &errand).await?;
    let (told, id) = (ending::message(&visit, record)?, link.id);
    if !ending::act(&portal, &visit, link, told).await? {
        return Ok(back);
    }
    tell::now(&portal, id).await;
    Ok(forget_cookie(&visit.site, away))
}

/// Whether a new link would be surer: this one opened the session and is worth less than `wanted`, and the number is
/// proven.
fn helps(visit: &SignedInVisit, link: &Link, record: &AccountRecord, wanted: IdentityLevel) -> bool {
    let proven = record.number.as_ref().is_some_and(|number| number.proven_at.is_some());
    proven && link.is_active() && link.local_proof.how.ceiling() < wanted && ending::is_built_on(visit, link)
}
