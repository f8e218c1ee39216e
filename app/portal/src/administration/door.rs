use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{Actor, AuthenticationLevel, LocalAccountId};
use onedoor_site::{Refused, SignedInVisit};
use onedoor_ui::ErrorKind;

use super::PATH;
use super::pages::SecondFactorPage;
use crate::Portal;
use crate::routes::own_account;

/// Whether these pages are there for an account.
pub(crate) fn is_administrator(portal: &Portal, account: LocalAccountId) -> bool {
    portal.profile.administrators.contains(&account)
}

/// Lets an administrator in who has shown two factors; else the page that asks for them. To anybody else these pages
/// are not there.
pub(super) async fn open(portal: &Portal, visit: &SignedInVisit) -> Result<Result<Actor, Response>, Refused> {
    // The account must still be in use, not only be named.
    let account = own_account(visit).await?.account.id;
    if !is_administrator(portal, account) {
        return Err(Refused::kind(ErrorKind::NotFound).because("not an administrator"));
    }
    let two = visit.session.authentication() >= AuthenticationLevel::Two;
    if visit.session.upstream.is_none() || !two {
        let ways = portal.linking.upstreams().map(|one| (one.key.clone(), one.look.clone())).collect();
        return Ok(Err(visit.page_at(PATH, StatusCode::FORBIDDEN, &SecondFactorPage { ways })));
    }
    Ok(Ok(by(account)))
}

/// How the record names an administrator: to the people whom it concerns they are the site's staff.
pub(super) fn by(account: LocalAccountId) -> Actor {
    Actor::Operator(format!("administration {account}"))
}
