//! The whole of somebody's record as a file, read and sent piece by piece.

use std::io;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use onedoor_base::{Subject, Timestamp};
use onedoor_storage::audit::AuditRecord;
use onedoor_ui::{ErrorKind, Happening, Localizer};
use serde::Deserialize;
use serde_json::json;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::{Parties, read};
use crate::{Asked, Refused, SignedInVisit};

/// How many records are read and sent at once.
const PIECE: usize = 500;

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    format: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Csv,
    Json,
}

/// A file under way.
struct Sending<S> {
    state: S,
    t: Arc<Localizer>,
    subject: Subject,
    format: Format,
    /// Where the next piece begins; nothing after the last.
    next: Option<read::Place>,
    first: bool,
}

/// `GET /account/activity/download?format=csv|json`
pub(super) async fn download<S: Parties>(
    State(state): State<S>,
    visit: SignedInVisit,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, Refused> {
    let (format, content_type, disposition) = match wanted.format.as_str() {
        "csv" => (Format::Csv, "text/csv; charset=utf-8", "attachment; filename=\"activity.csv\""),
        "json" => (Format::Json, "application/json", "attachment; filename=\"activity.json\""),
        _ => return Err(Refused::kind(ErrorKind::NotFound)),
    };
    let t = visit.localizer();
    let (subject, next) = (visit.session.subject, Some(read::END));
    let sending = Sending { state, t, subject, format, next, first: true };
    let pieces = stream::try_unfold(sending, |sending| async move { sending.piece().await });
    let headers = [(header::CONTENT_TYPE, content_type), (header::CONTENT_DISPOSITION, disposition)];
    Ok((headers, Body::from_stream(pieces)).into_response())
}

impl<S: Parties> Sending<S> {
    /// The next piece. A database that does not answer breaks the file off, so that nobody takes a part
    /// for the whole.
    async fn piece(mut self) -> io::Result<Option<(String, Self)>> {
        let Some(last) = self.next else { return Ok(None) };
        let store = &self.state.site().store;
        let (records, next) =
            read::page(store, self.subject, None, last, PIECE).await.map_err(io::Error::other)?;
        let told =
            read::told(&self.state, self.t.language(), records.clone()).await.map_err(io::Error::other)?;
        let mut text = if self.first { self.beginning() } else { String::new() };
        for (record, happening) in records.iter().zip(&told) {
            match self.format {
                Format::Csv => text.push_str(&self.line(happening)),
                Format::Json => {
                    text.push_str(if self.first { "\n" } else { ",\n" });
                    text.push_str(&self.object(record, happening));
                }
            }
            self.first = false;
        }
        if next.is_none() && self.format == Format::Json {
            text.push_str("\n]\n");
        }
        (self.next, self.first) = (next, false);
        Ok(Some((text, self)))
    }

    fn beginning(&self) -> String {
        match self.format {
            Format::Json => "[".to_owned(),
            Format::Csv => {
                let columns = [
                    "activity-when",
                    "activity-what",
                    "activity-by",
                    "activity-about",
                    "activity-told-column",
                ];
                // The mark lets spreadsheets see that it is UTF-8.
                format!("\u{feff}{}", csv(&columns.map(|key| self.t.get(key))))
            }
        }
    }

    fn line(&self, one: &Happening) -> String {
        let t = &self.t;
        csv(&[moment(one.at), one.what(t), one.who(t), one.place(t), one.details(t).unwrap_or_default()])
    }

    fn object(&self, record: &AuditRecord, one: &Happening) -> String {
        let (browser, network) = one.browser.clone().unzip();
        json!({
            "at": moment(one.at),
            "what": one.what(&self.t),
            "action": record.action,
            "by": one.by.word(),
            "who": one.who(&self.t),
            "party": one.party,
            "browser": browser,
            "network": network,
            "told": one.told,
            "why": one.why,
            "details": one.details(&self.t),
            "record": record.id.to_string(),
            "row": record.seq,
        })
        .to_string()
    }
}

fn moment(at: Timestamp) -> String {
    let at = OffsetDateTime::from_unix_timestamp(at.seconds()).ok();
    at.and_then(|at| at.format(&Rfc3339).ok()).unwrap_or_default()
}

/// A line of RFC 4180. What a browser calls itself is the visitor's text: it must not become a formula.
fn csv(cells: &[String]) -> String {
    let cells = cells.iter().map(|cell| {
        let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
        format!("\"{}{}\"", if formula { "'" } else { "" }, cell.replace('"', "\"\""))
    });
    cells.collect::<Vec<_>>().join(",") + "\r\n"
}
