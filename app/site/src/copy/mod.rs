//! A copy of everything that a site holds about somebody, to read and as JSON: the same at an identity and at a portal,
//! which say what belongs into it ([`onedoor_storage::copying`]).

mod page;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use onedoor_storage::copying::{Cell, CopiedRow, Kind, Part};
use serde_json::{Map, Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

pub use page::{CopyPage, CopyTable};

use crate::Visit;

/// What is held.
#[derive(Default)]
pub struct Copy {
    /// The national number in the clear.
    pub number: Option<String>,
    /// Table by table.
    pub tables: Vec<(&'static str, Vec<CopiedRow>)>,
    /// The tables of which the oldest rows are left out, because there are too many.
    pub cut: Vec<&'static str>,
}

/// So many rows of a table stand on the page; all of them are in the file.
const SHOWN: usize = 200;

impl Copy {
    /// As a page shows it: what is absent is left out.
    pub fn shown(self) -> Vec<CopyTable> {
        let is_there = |row: CopiedRow| row.into_iter().filter(|(_, cell)| *cell != Cell::Absent).collect();
        let tables = self.tables.into_iter().filter(|(_, rows)| !rows.is_empty());
        let shown = |(table, rows): (&'static str, Vec<CopiedRow>)| CopyTable {
            table,
            more: rows.len().saturating_sub(SHOWN),
            rows: rows.into_iter().take(SHOWN).map(is_there).collect(),
        };
        tables.map(shown).collect()
    }

    /// As a file.
    pub fn file(self, visit: &Visit) -> Response {
        let mut all = Map::new();
        all.insert("site".to_owned(), visit.site.settings.origin().into());
        all.insert("made_at".to_owned(), moment(visit.now.millis()));
        all.insert("national_number".to_owned(), self.number.into());
        for (table, rows) in self.tables {
            let rows = rows.into_iter().map(|row| {
                Value::Object(row.into_iter().map(|(name, cell)| (name.to_owned(), value(cell))).collect())
            });
            all.insert(table.to_owned(), rows.collect());
        }
        // Empty where this is everything; else the oldest rows of these are missing.
        all.insert("cut".to_owned(), self.cut.into());
        all.insert("activity".to_owned(), json!("/account/activity/download?format=json"));
        let text = serde_json::to_string_pretty(&Value::Object(all)).expect("texts and numbers serialise");
        let headers = [
            (header::CONTENT_TYPE, "application/json"),
            (header::CONTENT_DISPOSITION, "attachment; filename=\"my-data.json\""),
            (header::CACHE_CONTROL, "no-store"),
        ];
        (headers, text).into_response()
    }
}

/// Every table with every column, as a sample: so that each has its words.
pub fn sample(parts: &[Part]) -> Vec<CopyTable> {
    let cell = |kind| match kind {
        Kind::Text => Cell::Text("Nguyễn Thị Minh Khai".to_owned()),
        Kind::Number => Cell::Number(2),
        Kind::Time => Cell::Time(1_795_244_709_000),
        Kind::Flag => Cell::Flag(true),
    };
    let row = |part: &Part| part.columns.iter().map(|(name, kind)| (*name, cell(*kind))).collect();
    parts
        .iter()
        .map(|part| CopyTable {
            table: part.table,
            rows: vec![row(part)],
            more: usize::from(part.table == "sessions"),
        })
        .collect()
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
