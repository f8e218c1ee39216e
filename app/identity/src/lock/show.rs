//! Where it stands: each lock with since when and by whom, and what to do about it.

use axum::extract::State as Site;
use axum::response::Response;
use onedoor_proofing::application::{Lock, State, Step};
use onedoor_site::{Asked, Refused, SignedInVisit};
use onedoor_storage::StorageError;
use onedoor_storage::proofing::{self, Act};
use serde::Deserialize;

use super::pages::{Asked as AskedFor, LockPage, Lying};
use super::settle::in_use;
use crate::Identity;
use crate::phone_app::only_where_given;

#[derive(Deserialize)]
pub(super) struct News {
    #[serde(default)]
    notice: String,
}

/// `GET /app/lock`.
pub(super) async fn show(
    Site(identity): Site<Identity>,
    visit: SignedInVisit,
    Asked(news): Asked<News>,
) -> Result<Response, Refused> {
    only_where_given(&identity)?;
    let (account, now) = (visit.person()?, visit.now);
    let read = visit.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            let Some((application, state)) = in_use(tx, account, now).await? else { return Ok(None) };
            let acts = proofing::acts(tx, application.id).await?;
            let unbound = proofing::app_device(tx, account).await?.is_none();
            let request = proofing::unlock_request(tx, application.id).await?;
            Ok(Some((state, acts, unbound, request)))
        })
    });
    let found = read.await?;
    let notice = LockPage::notice_of(&news.notice);
    let locks = found.as_ref().map(|(state, acts, ..)| lying(*state, acts));
    let unbound = found.as_ref().is_some_and(|(_, _, unbound, _)| *unbound);
    let asked = found.and_then(|(.., request)| request).map(|request| AskedFor {
        state: request.state,
        due: request.due_at,
        answer: request.answer,
    });
    Ok(visit.page(&LockPage { notice, locks, unbound, asked }))
}

/// The locks that lie on it, each with what brought it.
fn lying(state: State, acts: &[Act]) -> Vec<Lying> {
    let State::Locked(locks) = state else { return Vec::new() };
    let of = |lock: Lock| {
        let act = acts.iter().rev().find(|act| act.doing.step == Step::Lock(lock));
        let order = act.map(|act| act.doing.reason.clone()).filter(|order| !order.is_empty());
        Lying { lock, since: act.map(|act| act.at), order }
    };
    locks.all().map(of).collect()
}
