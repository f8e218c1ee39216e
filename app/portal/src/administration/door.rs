use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{Actor, AuthenticationLevel, LocalAccountId};
use onedoor_site::{Refused, ReturnTo, SignedInVisit};
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
    enter(portal, visit, PATH).await
}

/// The same for a page that is looked at: the way to two factors leads back to it.
pub(super) async fn look(portal: &Portal, visit: &SignedInVisit) -> Result<Result<Actor, Response>, Refused> {
    let here = visit.uri.path_and_query().map_or(PATH, |here| here.as_str());
    enter(portal, visit, here).await
}

async fn enter(
    portal: &Portal,
    visit: &SignedInVisit,
    back: &str,
) -> Result<Result<Actor, Response>, Refused> {
    // The account must still be in use, not only be named.
    let account = own_account(visit).await?.account.id;
    if !is_administrator(portal, account) {
        return Err(Refused::kind(ErrorKind::NotFound).because("not an administrator"));
    }
    let two = visit.session.authentication() >= AuthenticationLevel::Two;
    if visit.session.upstream.is_none() || !two {
        let ways = portal.linking.upstreams().map(|one| (one.key.clone(), one.look.clone())).collect();
        let page = SecondFactorPage { ways, back: ReturnTo::parse(back) };
        return Ok(Err(visit.page_at(back, StatusCode::FORBIDDEN, &page)));
    }
    Ok(Ok(by(account)))
}

/// How the record names an administrator: to the people whom it concerns they are the site's staff.
pub(super) fn by(account: LocalAccountId) -> Actor {
    Actor::Operator(format!("administration {account}"))
}
