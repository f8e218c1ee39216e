//! Beginning a merge: the first account is proven, and the browser goes to prove the other.

use std::time::Duration;

use axum::extract::{Path, State};
use axum::response::Response;
use onedoor_base::{Actor, AuditEvent, Digest, MergeId, Subject, Timestamp};
use onedoor_people::merging::MERGE_LIFE;
use onedoor_site::limits::{self, Limit, Wait};
use onedoor_site::{Asked, FreshVisit, Nothing, Posted, Refused, ReturnTo, SignedInVisit, fresh, see_other};
use onedoor_storage::people::merges::{self, BegunMerge, Listed};
use onedoor_storage::{Change, StorageError, people};
use serde::Deserialize;

use super::pages::{MergeNotice, MergedShown, StartPage};
use super::{PATH, path};
use crate::Identity;
use crate::routes::standing;

#[derive(Deserialize)]
pub(super) struct News {
    #[serde(default)]
    notice: String,
}

/// `GET /account/merge`
pub(super) async fn show(visit: SignedInVisit, Asked(news): Asked<News>) -> Result<Response, Refused> {
    let (id, now) = (visit.person()?, visit.now);
    let read = visit.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            let login = people::by_id(tx, id).await?.map(|account| account.login.as_str().to_owned());
            let merged = merges::listed(tx, id).await?;
            let shown = merged.into_iter().enumerate().map(|(n, merge)| line(merge, n == 0, now)).collect();
            Ok((login.unwrap_or_default(), shown))
        })
    });
    let (login, merged) = read.await?;
    let notice = MergeNotice::from_word(&news.notice);
    Ok(visit.page(&StartPage { notice, login, merged }))
}

/// The latest goes first: those before it can be undone when it was.
fn line(merge: Listed, latest: bool, now: Timestamp) -> MergedShown {
    MergedShown {
        id: merge.id.to_string(),
        login: merge.login,
        at: merge.at,
        until: merge.undo_until,
        can_be_undone: latest && now < merge.undo_until,
    }
}

/// `POST /account/merge`
pub(super) async fn begin(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Refused> {
    let (first, site) = (visit.person()?, identity.site.clone());
    let id = MergeId::new(visit.now, site.random.as_ref());
    let limit = Limit::of(&site, "people.merge.begun", &first.to_string(), 30, Duration::from_hours(1));
    let here = visit.0.clone();
    let begun: Result<Begun, StorageError> = site
        .store
        .write(move |tx| {
            let visit = here.clone();
            Box::pin(async move {
                if let Some(wait) = limits::take(tx, &[limit], visit.now).await? {
                    return Ok(Change::Unrecorded(Begun::TooOften(wait)));
                }
                // Whoever was thrown out a moment ago begins nothing.
                let Some(account) = standing(tx, &visit).await? else {
                    return Ok(Change::Unrecorded(Begun::Not));
                };
                let begun = BegunMerge {
                    id,
                    first,
                    browser: visit.browser,
                    session: visit.session.id,
                    factors: visit.session.factors.clone(),
                    authenticated_at: visit.session.authenticated_at,
                    password: Digest::of(&account.password_hash),
                    begun_at: visit.now,
                    expires_at: visit.now.after(MERGE_LIFE),
                };
                merges::begin(tx, &begun).await?;
                let event = AuditEvent::new(visit.now, Actor::Person(first), "people.merge.begun")
                    .about(Subject::Person(first));
                Ok(Change::Recorded(Begun::Done, vec![event]))
            })
        })
        .await;
    match begun? {
        Begun::TooOften(wait) => Err(wait.refused(&visit)),
        Begun::Not => Ok(fresh::prove_again(&ReturnTo::parse(PATH))),
        Begun::Done => Ok(to_second(id)),
    }
}

enum Begun {
    Done,
    TooOften(Wait),
    /// The session was ended meanwhile.
    Not,
}

/// Off to sign in with the other account.
pub(super) fn to_second(id: MergeId) -> Response {
    see_other(&format!("/sign-in?again=yes&return_to={}", ReturnTo::parse(&path(id)).encoded()))
}

/// `POST /account/merge/{id}/cancel`
pub(super) async fn cancel(
    visit: SignedInVisit,
    Path(id): Path<String>,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Refused> {
    let Ok(id) = id.parse::<MergeId>() else { return Ok(see_other(PATH)) };
    let (browser, now) = (visit.browser, visit.now);
    let ended: Result<bool, StorageError> = visit
        .site
        .store
        .write(move |tx| {
            Box::pin(async move {
                let Some(merge) = merges::get(tx, id).await? else { return Ok(Change::Unrecorded(false)) };
                if !merges::cancel(tx, id, browser).await? {
                    return Ok(Change::Unrecorded(false));
                }
                // Only the browser in which it was begun gets here, whichever of the two is signed in there by now.
                let first = merge.begun.first;
                let event = AuditEvent::new(now, Actor::Person(first), "people.merge.cancelled")
                    .about(Subject::Person(first));
                Ok(Change::Recorded(true, vec![event]))
            })
        })
        .await;
    Ok(if ended? { visit.sends(&format!("{PATH}?notice=cancelled")) } else { see_other(PATH) })
}
