//! `/account/settings/data`: a copy of everything that the site holds about a person, to read and as JSON.

use std::time::Duration;

use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use onedoor_base::AccountId;
use onedoor_people::NationalNumber;
use onedoor_site::limits::{Limit, taken};
use onedoor_site::{FreshVisit, Nothing, Posted, Refused, see_other};
use onedoor_storage::people::{self, Cell, CopiedRow, PARTS};
use onedoor_storage::{Change, StorageError};
use serde_json::{Map, Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::event;
use super::pages::{CopyPage, CopyTable};
use crate::Identity;
use crate::routes::Known;

pub(super) const PATH: &str = "/account/settings/data";
pub(super) const READ: &str = "/account/settings/data/read";
pub(super) const FILE: &str = "/account/settings/data/file";

/// So often in an hour: each reads everything.
const MOST: i64 = 10;

pub(super) fn pages() -> Router<Identity> {
    Router::new()
        .route(PATH, get(|visit: FreshVisit| async move { visit.page(&CopyPage::default()) }))
        // The addresses of what a button makes lead to the button.
        .route(READ, get(|| async { see_other(PATH) }).post(read))
        .route(FILE, get(|| async { see_other(PATH) }).post(file))
}

/// What is copied of each table.
type Everything = Vec<(&'static str, Vec<CopiedRow>)>;

async fn read(visit: FreshVisit, Posted(Nothing {}): Posted<Nothing>) -> Result<Response, Refused> {
    let (number, copy) = copy(&visit).await?;
    let tables = copy.into_iter().filter(|(_, rows)| !rows.is_empty()).map(|(table, rows)| CopyTable {
        table,
        rows: rows
            .into_iter()
            .map(|row| row.into_iter().filter(|(_, cell)| *cell != Cell::Absent).collect())
            .collect(),
    });
    let page = CopyPage { number, tables: Some(tables.collect()) };
    Ok(visit.page_at(PATH, axum::http::StatusCode::OK, &page))
}

async fn file(visit: FreshVisit, Posted(Nothing {}): Posted<Nothing>) -> Result<Response, Refused> {
    let (number, copy) = copy(&visit).await?;
    let mut all = Map::new();
    all.insert("site".to_owned(), visit.site.settings.origin().into());
    all.insert("made_at".to_owned(), moment(visit.now.millis()));
    all.insert("national_number".to_owned(), number.into());
    for (table, rows) in copy {
        let rows = rows.into_iter().map(|row| {
            Value::Object(row.into_iter().map(|(name, cell)| (name.to_owned(), value(cell))).collect())
        });
        all.insert(table.to_owned(), rows.collect());
    }
    all.insert("activity".to_owned(), json!("/account/activity/download?format=json"));
    let text = serde_json::to_string_pretty(&Value::Object(all)).expect("texts and numbers serialise");
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"my-data.json\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, text).into_response())
}

/// Everything, with the national number in the clear; the record of it is there before it leaves the house.
async fn copy(visit: &FreshVisit) -> Result<(Option<String>, Everything), Refused> {
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
    Ok((number, everything(visit, account).await?))
}

async fn everything(visit: &FreshVisit, account: AccountId) -> Result<Everything, StorageError> {
    let read = visit.site.store.read(move |tx| {
        Box::pin(async move {
            // What rests at an account that was merged into this one is held about the same person.
            let mut accounts = vec![account];
            accounts.extend(people::merges::all_absorbed(tx, account).await?);
            let mut all = Everything::new();
            for part in PARTS {
                let mut rows = Vec::new();
                for account in &accounts {
                    rows.extend(people::copied(tx, *account, part).await?);
                }
                all.push((part.table, rows));
            }
            Ok(all)
        })
    });
    read.await
}

fn value(cell: Cell) -> Value {
    match cell {
        Cell::Absent => Value::Null,
        Cell::Text(text) => text.into(),
        Cell::Number(number) => number.into(),
        Cell::Flag(flag) => flag.into(),
        Cell::Time(millis) => moment(millis),
    }
}

fn moment(millis: i64) -> Value {
    let at = OffsetDateTime::from_unix_timestamp(millis.div_euclid(1000)).ok();
    at.and_then(|at| at.format(&Rfc3339).ok()).into()
}
