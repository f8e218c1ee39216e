//! What several forms have in common.

use std::time::Duration;

use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{AuditEvent, LocalAccountId, PasswordRefused, Phone, Secret, check_new_password};
use onedoor_password::Verdict;
use onedoor_services::accounts::LocalAccount;
use onedoor_site::limits::{Limit, taken};
use onedoor_site::session::actor;
use onedoor_site::{Refused, ReturnTo, SignedInVisit, Site, Visit, passwords};
use onedoor_storage::services::accounts::{self, AccountRecord};
use onedoor_ui::{ErrorKind, Problem};

use crate::Portal;
use crate::pages::FreshPage;
use crate::sessions::is_fresh;
use crate::told::Notice;

/// Why this can't be the new password, if it can't.
pub(super) fn new_password_problem(
    site: &Site,
    password: &Secret,
    owner: Option<&LocalAccount>,
) -> Option<Problem> {
    let phone = owner.and_then(|account| account.phone.as_ref());
    let at_home = phone.map(Phone::at_home);
    let names = owner.map(|account| [account.user_name.as_str(), account.display_name.as_str()]);
    let phones = phone.map(Phone::as_str).into_iter().chain(at_home.as_deref());
    let owners: Vec<&str> = names.into_iter().flatten().chain(phones).collect();
    let judged = check_new_password(password.reveal(), &owners).err();
    let judged = judged.or_else(|| passwords::is_known(site, password).then_some(PasswordRefused::Common));
    let key = match judged? {
        PasswordRefused::TooShort => "portal-password-too-short",
        PasswordRefused::TooLong => "portal-password-too-long",
        PasswordRefused::Common => "portal-password-common",
        PasswordRefused::LikeOwner => "portal-password-like-owner",
    };
    Some(Problem::new("password", key))
}

/// The account of a session. A session without an account is over: it may have been closed.
pub(crate) async fn own_account(visit: &SignedInVisit) -> Result<AccountRecord, Refused> {
    let id: LocalAccountId = visit.local_account()?;
    let found = visit.site.store.read(move |tx| Box::pin(async move { accounts::get(tx, id).await })).await?;
    found.ok_or_else(|| Refused::kind(ErrorKind::Forbidden).because("a session without an account"))
}

/// What stands before setting a first password or phone: an account without a password is opened by its
/// national identity alone, and whoever finds it open must not give themselves another way in. Nothing if
/// the sign-in is fresh enough.
pub(crate) fn sign_in_first(
    portal: &Portal,
    visit: &SignedInVisit,
    record: &AccountRecord,
    path: &str,
) -> Option<Response> {
    if record.password_hash.is_some() || is_fresh(&visit.session, visit.now) {
        return None;
    }
    let upstream = visit.session.upstream.as_ref().and_then(|from| portal.linking.of_issuer(&from.issuer));
    let way = upstream.map(|upstream| (upstream.look.clone(), upstream.key.clone()));
    let page = FreshPage { way, return_to: ReturnTo::parse(path) };
    Some(visit.page_at(path, StatusCode::FORBIDDEN, &page))
}

/// A message to the owner, in their language, that something of their account was changed: it may not have
/// been they.
pub(crate) fn notice(visit: &Visit, record: &AccountRecord, key: &'static str) -> Result<Notice, Refused> {
    Notice::of(&visit.site, visit.now, record, key, visit.language)
}

/// The same of a sentence with words of its own.
pub(crate) fn notice_with(
    visit: &Visit,
    record: &AccountRecord,
    said: (&'static str, &[(&'static str, String)]),
) -> Result<Notice, Refused> {
    Notice::with(&visit.site, visit.now, record, said, visit.language)
}

/// Whether this is the account's password; an account without one asks for none. A wrong one is in the owner's
/// record: it may not have been they.
pub(crate) async fn is_own_password(
    visit: &SignedInVisit,
    record: &AccountRecord,
    password: Secret,
) -> Result<bool, Refused> {
    let Some(hash) = record.password_hash.clone() else { return Ok(true) };
    let verdict = passwords::check(&visit.site, Some(hash), password).await?;
    let right = matches!(verdict, Verdict::Right { .. });
    if !right {
        let event = AuditEvent::new(visit.now, actor(visit.session.subject), "services.password.refused")
            .about(visit.session.subject)
            .with("network", visit.network.to_string());
        visit.site.record(event).await?;
    }
    Ok(right)
}

/// Why it is not shown yet that it is the owner: they have not signed in just now, and the password of the
/// account is not this one. Call [`sign_in_first`] before, for accounts without a password.
pub(crate) async fn proof_problem(
    visit: &SignedInVisit,
    record: &AccountRecord,
    password: Secret,
) -> Result<Option<Problem>, Refused> {
    if is_fresh(&visit.session, visit.now) {
        return Ok(None);
    }
    let account = record.account.id.to_string();
    let limit = Limit::of(&visit.site, "portal.password", &account, 10, Duration::from_mins(15));
    if let Some(wait) = taken(visit, [limit]).await? {
        return Ok(Some(Problem::general("portal-too-many").with("time", wait.hour(visit))));
    }
    let right = record.password_hash.is_some() && is_own_password(visit, record, password).await?;
    Ok((!right).then(|| Problem::new("password", "portal-current-wrong")))
}
