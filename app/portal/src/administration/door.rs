use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{Actor, AuthenticationLevel, LocalAccountId};
use onedoor_services::accounts::UserName;
use onedoor_services::organisations::OrganisationCode;
use onedoor_site::{Refused, SignedInVisit};
use onedoor_storage::services::accounts::AccountRecord;
use onedoor_ui::ErrorKind;

use super::PATH;
use super::pages::SecondFactorPage;
use crate::Portal;
use crate::routes::own_account;

/// The name of an administrator in the configuration: `user`, or `organisation/user`.
fn names(administrator: &str, record: &AccountRecord) -> bool {
    let (organisation, user) = administrator.split_once('/').unwrap_or(("", administrator));
    let own = record.account.organisation.as_ref().map_or("", OrganisationCode::as_str);
    own == organisation && UserName::key_of(user) == record.account.user_name.key()
}

/// Lets an administrator in who has shown two factors; else the page that asks for them. To anybody else these pages
/// are not there.
pub(super) async fn open(portal: &Portal, visit: &SignedInVisit) -> Result<Result<Actor, Response>, Refused> {
    let administrators = &portal.profile.administrators;
    if administrators.is_empty() {
        return Err(Refused::kind(ErrorKind::NotFound));
    }
    let record = own_account(visit).await?;
    if !administrators.iter().any(|one| names(one, &record)) {
        return Err(Refused::kind(ErrorKind::NotFound).because("not an administrator"));
    }
    let two = visit.session.authentication() >= AuthenticationLevel::Two;
    if visit.session.upstream.is_none() || !two {
        let ways = portal.linking.upstreams().map(|one| (one.key.clone(), one.look.clone())).collect();
        return Ok(Err(visit.page_at(PATH, StatusCode::FORBIDDEN, &SecondFactorPage { ways })));
    }
    Ok(Ok(by(record.account.id)))
}

/// How the record names an administrator: to the people whom it concerns they are the site's staff.
fn by(account: LocalAccountId) -> Actor {
    Actor::Operator(format!("administration {account}"))
}
