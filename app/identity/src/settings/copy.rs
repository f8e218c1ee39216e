//! `/account/settings/data`: a copy of everything that the site holds about a person, to read and as JSON.

use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use onedoor_people::NationalNumber;
use onedoor_site::copy::{Copy, CopyPage};
use onedoor_site::limits::{Limit, taken};
use onedoor_site::{FreshVisit, Nothing, Posted, Refused, see_other};
use onedoor_storage::copying::Reader;
use onedoor_storage::people::{self, PARTS};
use onedoor_storage::{Change, StorageError};

use super::event;
use super::pages::copy_page;
use crate::Identity;
use crate::routes::Known;

pub(super) const PATH: &str = "/account/settings/data";
pub(super) const READ: &str = "/account/settings/data/read";
pub(super) const FILE: &str = "/account/settings/data/file";

/// So often in an hour: each reads everything.
const MOST: i64 = 10;

pub(super) fn pages() -> Router<Identity> {
    Router::new()
        .route(PATH, get(|visit: FreshVisit| async move { visit.page(&copy_page(None, None)) }))
        // The addresses of what a button makes lead to the button.
        .route(READ, get(|| async { see_other(PATH) }).post(read))
        .route(FILE, get(|| async { see_other(PATH) }).post(file))
}

async fn read(visit: FreshVisit, Posted(Nothing {}): Posted<Nothing>) -> Result<Response, Refused> {
    let copy = copy(&visit).await?;
    let page = CopyPage { cut: copy.cut.clone(), ..copy_page(copy.number.clone(), Some(copy.shown())) };
    Ok(visit.page_at(PATH, StatusCode::OK, &page))
}

async fn file(visit: FreshVisit, Posted(Nothing {}): Posted<Nothing>) -> Result<Response, Refused> {
    Ok(copy(&visit).await?.file(&visit))
}

/// Everything, with the national number in the clear; the record of it is there before it leaves the house.
async fn copy(visit: &FreshVisit) -> Result<Copy, Refused> {
    let account = visit.person()?;
    let limit = Limit::of(&visit.site, "people.copy", &account.to_string(), MOST, Duration::from_hours(1));
    if let Some(wait) = taken(visit, [limit]).await? {
        return Err(wait.refused(visit));
    }
    let number = Known::of(visit).await?.number(visit)?.as_ref().map(NationalNumber::grouped);
    let now = visit.now;
    let recorded = visit.site.store.write::<_, StorageError, _>(move |_| {
        Box::pin(async move { Ok(Change::Recorded((), vec![event(account, "people.data.copied", now)])) })
    });
    recorded.await?;
    let read = visit.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            // What rests at an account that was merged into this one is held about the same person.
            let mut accounts = vec![account];
            accounts.extend(people::merges::all_absorbed(tx, account).await?);
            let (mut tables, mut reader) = (Vec::new(), Reader::default());
            for part in PARTS {
                let mut rows = Vec::new();
                for account in &accounts {
                    rows.extend(reader.read(tx, *account, part).await?);
                }
                tables.push((part.table, rows));
            }
            Ok((tables, reader.cut))
        })
    });
    let (tables, cut) = read.await?;
    Ok(Copy { number, tables, cut })
}
