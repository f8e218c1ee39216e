//! Undoing a merge: from the settings of the account that was kept, or from the notice that either was sent.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{Actor, Digest, MergeId};
use onedoor_site::{Asked, FreshVisit, Nothing, Posted, Refused, Visit};
use onedoor_storage::people::merges::{self, Merge};
use onedoor_storage::{StorageError, people};
use onedoor_ui::ErrorKind;
use serde::Deserialize;

use super::pages::{PartedPage, RefusedMergePage, UndoPage, WhyNot};
use super::part::{Parted, can_be_undone, part};
use super::{PATH, path};
use crate::Identity;
use crate::provider::ProviderError;

/// The value of a notice.
#[derive(Deserialize)]
pub(super) struct Key {
    #[serde(default)]
    key: String,
}

/// `GET /account/merge/{id}/undo`
pub(super) async fn ask(visit: FreshVisit, Path(id): Path<String>) -> Result<Response, Refused> {
    let merge = own(&visit, &id).await?;
    page(&visit, merge, None).await
}

/// `POST /account/merge/{id}/undo`
pub(super) async fn undo(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Path(id): Path<String>,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Refused> {
    let merge = own(&visit, &id).await?;
    let by = Actor::Person(visit.person()?);
    match run(&identity, &visit, by, merge.begun.id).await? {
        Parted::Done { changed_since: false } => Ok(visit.sends(&format!("{PATH}?notice=undone"))),
        Parted::Done { changed_since: true } => Ok(visit.sends(&format!("{PATH}?notice=undone-since"))),
        why => Err(refused(why)),
    }
}

/// `GET /merge/undo?key=…`: whoever was told of the merge, signed in or not.
pub(super) async fn ask_by_notice(visit: Visit, Asked(key): Asked<Key>) -> Result<Response, Refused> {
    let merge = told(&visit, &key.key).await?.ok_or_else(|| refused(Parted::Over))?;
    page(&visit, merge, Some(key.key)).await
}

/// `POST /merge/undo`
pub(super) async fn undo_by_notice(
    State(identity): State<Identity>,
    visit: Visit,
    Posted(key): Posted<Key>,
) -> Result<Response, Refused> {
    let merge = told(&visit, &key.key).await?.ok_or_else(|| refused(Parted::Over))?;
    match run(&identity, &visit, Actor::Visitor, merge.begun.id).await? {
        Parted::Done { changed_since } => Ok(visit.page(&PartedPage { changed_since })),
        why => Err(refused(why)),
    }
}

async fn run(identity: &Identity, visit: &Visit, by: Actor, id: MergeId) -> Result<Parted, Refused> {
    let (within, here) = (identity.clone(), visit.clone());
    let parted: Result<Parted, ProviderError> = identity
        .site
        .store
        .write(move |tx| {
            let (identity, visit, by) = (within.clone(), here.clone(), by.clone());
            Box::pin(async move { part(tx, &identity, (&visit, by), id).await })
        })
        .await;
    Ok(parted?)
}

fn refused(why: Parted) -> Refused {
    Refused::page(StatusCode::CONFLICT, RefusedMergePage { why: WhyNot::Undo(why) })
}

/// The page that asks, with what becomes of the two.
async fn page(visit: &Visit, merge: Merge, key: Option<String>) -> Result<Response, Refused> {
    let (here, id) = (visit.clone(), merge.begun.id);
    let read = visit.site.store.read::<_, ProviderError, _>(move |tx| {
        let (visit, merge) = (here.clone(), merge.clone());
        Box::pin(async move {
            let done = match can_be_undone(tx, &merge, &visit).await? {
                Ok(done) => done,
                Err(why) => return Ok(Err(why)),
            };
            let both = (people::by_id(tx, done.kept).await?, people::by_id(tx, done.absorbed).await?);
            Ok(Ok((done, both)))
        })
    });
    let (done, both) = read.await?.map_err(refused)?;
    let (Some(kept), Some(absorbed)) = both else { return Err(refused(Parted::Over)) };
    // Who comes by the notice sees which accounts it is about, and no name that only their owner uses.
    let login = |login: &str| if key.is_some() { onedoor_ui::masked(login, 2) } else { login.to_owned() };
    Ok(visit.page(&UndoPage {
        action: if key.is_some() { super::NOTICE_PATH.to_owned() } else { format!("{}/undo", path(id)) },
        kept: login(kept.login.as_str()),
        absorbed: login(absorbed.login.as_str()),
        at: done.at,
        until: done.undo_until,
        key,
    }))
}

/// A merge that the visitor's account was kept in.
async fn own(visit: &FreshVisit, id: &str) -> Result<Merge, Refused> {
    let not_found = || Refused::kind(ErrorKind::NotFound);
    let (id, person): (MergeId, _) =
        (id.parse().map_err(|error| not_found().because(error))?, visit.person()?);
    let read = visit
        .site
        .store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { merges::get(tx, id).await }));
    let own = |merge: &Merge| merge.done.as_ref().is_some_and(|done| done.kept == person);
    read.await?.filter(own).ok_or_else(not_found)
}

async fn told(visit: &Visit, key: &str) -> Result<Option<Merge>, Refused> {
    let digest = Digest::of(key);
    let read = visit
        .site
        .store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { merges::by_undo(tx, digest).await }));
    Ok(read.await?)
}
