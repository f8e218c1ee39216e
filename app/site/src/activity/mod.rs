//! What happened in somebody's account: their part of the record, in plain words, by page and as a file;
//! the same at an identity and at a portal.

mod download;
mod read;

use std::collections::{BTreeMap, BTreeSet};

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use futures_util::future::BoxFuture;
use onedoor_base::{AuditId, Language, Timestamp};
use onedoor_storage::StorageError;
use onedoor_ui::{ACTIVITY_PATH, ActivityKind, ActivityPage, Happening};
use serde::Deserialize;

use crate::{Asked, HasSite, Refused, SignedInVisit};

/// How much stands on a page.
const PAGE: usize = 20;

/// A site that knows the names of the other sites in its record.
pub trait Parties: HasSite {
    /// The names, in that language, of those that are known: by client id or by issuer.
    fn party_names(&self, parties: BTreeSet<String>, language: Language) -> Names;
}

/// Names on their way.
pub type Names = BoxFuture<'static, Result<BTreeMap<String, String>, StorageError>>;

/// The page and its file.
pub fn pages<S: Parties>() -> Router<S> {
    Router::new()
        .route(ACTIVITY_PATH, get(show::<S>))
        .route("/account/activity/download", get(download::download::<S>))
}

/// The last record of the page before, as the link to this one names it, and what to look for.
#[derive(Deserialize)]
struct Wanted {
    #[serde(default)]
    at: String,
    #[serde(default)]
    before: String,
    #[serde(default)]
    kind: String,
}

impl Wanted {
    /// That record; on the first page, and where the address was mangled, the end of time.
    fn last(&self) -> (Timestamp, AuditId) {
        let at = self.at.parse().ok().map(Timestamp::from_millis);
        at.zip(self.before.parse().ok()).unwrap_or(read::END)
    }
}

async fn show<S: Parties>(
    State(state): State<S>,
    visit: SignedInVisit,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, Refused> {
    let kind = ActivityKind::from_word(&wanted.kind);
    let store = &state.site().store;
    let (records, more) = read::page(store, visit.session.subject, kind, wanted.last(), PAGE).await?;
    let earlier = more.map(|(at, id)| {
        let kind = kind.map(|kind| format!("&kind={}", kind.word())).unwrap_or_default();
        format!("{ACTIVITY_PATH}?at={}&before={id}{kind}", at.millis())
    });
    let happenings: Vec<Happening> = read::told(&state, visit.language, records).await?;
    Ok(visit.page(&ActivityPage { role: visit.site.look.role, kind, happenings, earlier }))
}
