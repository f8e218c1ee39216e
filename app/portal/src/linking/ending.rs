//! The owner of an account ends its link.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{LinkId, Secret, SessionEnd, Subject, Timestamp};
use onedoor_linking::{Link, Reason};
use onedoor_site::session::{ended_event, forget_cookie};
use onedoor_site::{HasSite, Posted, Refused, SignedInVisit, see_other, with_news};
use onedoor_storage::linking::links;
use onedoor_storage::services::accounts::{self, AccountRecord};
use onedoor_storage::services::contacts;
use onedoor_storage::{Change, StorageError, Tx};
use onedoor_ui::{News, Problems};
use serde::Deserialize;

use super::answer::look_of_issuer;
use super::linked::Owned;
use super::pages::{EndLinkPage, OtherWay};
use super::{record, tell};
use crate::Portal;
use crate::routes::form::{notice, proof_problem, sign_in_first};
use crate::sessions::is_fresh;
use crate::told::Notice;

/// Where a link is ended.
pub(super) fn path(id: LinkId) -> String {
    format!("/account/links/{id}/end")
}

/// `GET /account/links/{id}/end`: what ends, what stays, and what is needed.
pub(super) async fn ask(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let Some(link) = own_link(&visit, &id).await? else { return Ok(see_other("/account/links")) };
    let owned = Owned::of(&visit, link.account).await?;
    let page = page(&portal, &visit, &link, &owned);
    if page.other.is_some()
        && let Some(first) = sign_in_first(&portal, &visit, &owned.record, &path(link.id))
    {
        return Ok(first);
    }
    Ok(visit.page(&page))
}

/// What was typed.
#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    password: Secret,
}

/// `POST /account/links/{id}/end`: the link ends, with the sessions that were built on it.
pub(super) async fn end(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Path(id): Path<String>,
    Posted(typed): Posted<Typed>,
) -> Result<Response, Refused> {
    let Some(link) = own_link(&visit, &id).await? else { return Ok(see_other("/account/links")) };
    let (owned, path) = (Owned::of(&visit, link.account).await?, path(link.id));
    let (page, record) = (page(&portal, &visit, &link, &owned), owned.record);
    if page.other.is_none() {
        return Ok(visit.page_at(&path, StatusCode::CONFLICT, &page));
    }
    if let Some(first) = sign_in_first(&portal, &visit, &record, &path) {
        return Ok(first);
    }
    if let Some(problem) = proof_problem(&visit, &record, typed.password).await? {
        let page = EndLinkPage { problems: Problems::one(problem), ..page };
        return Ok(visit.page_at(&path, StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let built_on = is_built_on(&visit, &link);
    let (told, id) = (message(&visit, &record)?, link.id);
    if !act(&portal, &visit, link, told).await? {
        // Something else became of it at the same moment: its page says what.
        return Ok(see_other(&path));
    }
    tell::now(&portal, id).await;
    Ok(if built_on {
        let out = forget_cookie(&visit.site, see_other("/sign-in"));
        with_news(&visit.site, News::LinkEnded, out)
    } else {
        visit.sends("/account/links?told=ended")
    })
}

/// The link of this account that has this id, as long as it stands.
pub(super) async fn own_link(visit: &SignedInVisit, id: &str) -> Result<Option<Link>, Refused> {
    let (Ok(id), account) = (id.parse::<LinkId>(), visit.local_account()?) else { return Ok(None) };
    let found: Result<Option<Link>, StorageError> =
        visit.site.store.read(move |tx| Box::pin(async move { links::get(tx, id).await })).await;
    Ok(found?.filter(|link| link.account == account && link.life().holds_account()))
}

/// How the account opens without this link, among all that it has: nobody ends the last way into what is theirs. One of
/// an issuer that is not taken any more opens nothing.
pub(super) fn other_way(
    portal: &Portal,
    record: &AccountRecord,
    links: &[Link],
    link: LinkId,
) -> Option<OtherWay> {
    let password = record.password_hash.as_ref().map(|_| OtherWay::Password);
    let opens = |one: &&Link| {
        one.id != link && one.is_active() && portal.linking.of_issuer(&one.national.issuer).is_some()
    };
    let identity = links.iter().find(opens).map(|_| OtherWay::Identity);
    password.or(identity).or(record.account.phone.as_ref().map(|_| OtherWay::Phone))
}

pub(super) fn is_built_on(visit: &SignedInVisit, link: &Link) -> bool {
    // One link holds an account at a time; by which name the person came makes no difference.
    visit.session.upstream.as_ref().is_some_and(|from| from.issuer == link.national.issuer)
}

pub(super) fn page(
    portal: &Portal,
    visit: &SignedInVisit,
    link: &Link,
    Owned { record, links, .. }: &Owned,
) -> EndLinkPage {
    EndLinkPage {
        id: link.id,
        look: look_of_issuer(portal.linking.of_issuer(&link.national.issuer)),
        other: other_way(portal, record, links, link.id),
        asks_password: record.password_hash.is_some() && !is_fresh(&visit.session, visit.now),
        signs_out: is_built_on(visit, link),
        problems: Problems::new(),
    }
}

/// What the owner is told.
pub(super) fn message(visit: &SignedInVisit, record: &AccountRecord) -> Result<Notice, Refused> {
    notice(visit, record, "portal-sms-unlinked")
}

/// Ends the link in one transaction with everything that stands on it; false if it was not as before.
pub(super) async fn act(
    portal: &Portal,
    visit: &SignedInVisit,
    link: Link,
    told: Notice,
) -> Result<bool, Refused> {
    let ending = Arc::new((link, told));
    let (now, within) = (visit.now, portal.clone());
    let ended: Result<bool, StorageError> = visit
        .site
        .store
        .write(move |tx| {
            let (ending, portal) = (Arc::clone(&ending), within.clone());
            Box::pin(async move { end_in(tx, &portal, &ending.0, &ending.1, now).await })
        })
        .await;
    Ok(ended?)
}

/// Whether its owner can open the account without the link.
pub(super) async fn opens_without(
    tx: &mut Tx<'_>,
    portal: &Portal,
    link: &Link,
) -> Result<bool, StorageError> {
    let Some(record) = accounts::get(tx, link.account).await? else { return Ok(false) };
    Ok(other_way(portal, &record, &links::holding(tx, link.account).await?, link.id).is_some())
}

async fn end_in(
    tx: &mut Tx<'_>,
    portal: &Portal,
    link: &Link,
    told: &Notice,
    now: Timestamp,
) -> Result<Change<bool>, StorageError> {
    // The other way in may have gone since it was looked for.
    let stays = opens_without(tx, portal, link).await?;
    let Ok(ended) = link.clone().end(now, Reason::ByPerson) else { return Ok(Change::Unrecorded(false)) };
    if !stays || !links::keep(tx, &ended, &link.handshake).await? {
        return Ok(Change::Unrecorded(false));
    }
    tell::put_down(tx, portal.site(), &ended, now).await?;
    let (subject, why) = (Subject::LocalAccount(link.account), SessionEnd::LinkEnded);
    let out = links::end_sessions(tx, link, now).await?;
    contacts::forget_of_issuer(tx, link.account, &link.national.issuer).await?;
    told.queue(tx).await?;
    let sessions = out.into_iter().map(|id| ended_event(subject, id, why, now));
    Ok(Change::Recorded(
        true,
        std::iter::once(record::ended(link, Reason::ByPerson, now)).chain(sessions).collect(),
    ))
}
