//! How the national identity speaks of links.

use std::collections::HashMap;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use onedoor_base::{Clock, LinkId};
use onedoor_linking::{Handshake, Reason, Report, Verdict, receive};
use onedoor_linking_client::words;
use onedoor_linking_protocol::{Entry, LinkPage, Told};

use super::{Fake, Mood, down, is_client};

/// How it speaks of links.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::linking) enum Speaks {
    /// Not at all.
    #[default]
    Not,
    /// It confirms what its own tokens prove.
    Confirms,
    /// It says that it does, and answers 503.
    Silent,
    /// It refuses every link.
    Refuses,
    /// It has forgotten every link that it was told of.
    Forgot,
}

impl Fake {
    pub(in crate::linking) fn speaks(&self, speaks: Speaks) {
        self.book(|book| book.speaks = speaks);
    }

    /// It asks a portal with this proof of a person.
    pub(in crate::linking) fn asks_with(&self, proof: &str) {
        self.book(|book| book.proofs.push(proof.to_owned()));
    }

    /// What it was told of links, the latest last.
    pub(in crate::linking) fn told(&self) -> Vec<Told> {
        self.book(|book| book.told.clone())
    }

    /// Its own record of a link.
    pub(in crate::linking) fn link(&self, id: LinkId) -> Option<Handshake> {
        self.book(|book| book.links.get(&id).copied())
    }

    /// Its own record of a link is another, as from an old database, or gone.
    pub(in crate::linking) fn has(&self, id: LinkId, handshake: Option<Handshake>) {
        self.book(|book| {
            book.links.remove(&id);
            book.links.extend(handshake.map(|handshake| (id, handshake)));
        });
    }

    /// It answers this, with 200, whatever it is told; the truth again with `None`.
    pub(in crate::linking) fn lies(&self, answer: Option<&str>) {
        self.book(|book| book.lie = answer.map(str::to_owned));
    }

    /// Its list has no end.
    pub(in crate::linking) fn lists_in_circles(&self) {
        self.book(|book| book.lists_in_circles = true);
    }
}

/// Its links, two to a page.
pub(super) async fn list(
    State(fake): State<Fake>,
    Query(query): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Response {
    if !is_client(&headers) || fake.book(|book| book.mood) == Mood::Down {
        return down();
    }
    let after: Option<LinkId> = query.get("after").map(|id| id.parse().expect("an id"));
    let mut ids: Vec<_> = fake.book(|book| book.links.clone()).into_iter().collect();
    ids.sort_by_key(|(id, _)| *id);
    let lies = fake.book(|book| book.lists_in_circles);
    ids.retain(|(id, _)| lies || after.is_none_or(|after| *id > after));
    let entry = |(id, handshake): &(LinkId, Handshake)| Entry {
        id: id.to_string(),
        report: words::report(&handshake.report()),
    };
    let more = lies || ids.len() > 2;
    Json(LinkPage { links: ids.iter().take(2).map(entry).collect(), more }).into_response()
}

/// The interface, as the real one has it.
pub(super) async fn hear(
    State(fake): State<Fake>,
    Path(id): Path<LinkId>,
    headers: HeaderMap,
    Json(told): Json<Told>,
) -> Response {
    let now = fake.0.clock.now();
    let report = words::read_report(&told.report).expect("a report");
    if !is_client(&headers) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    if let Some(lie) = fake.book(|book| book.lie.clone()) {
        return ([("content-type", "application/json")], lie).into_response();
    }
    let speaks = fake.book(|book| book.speaks);
    if matches!(speaks, Speaks::Not | Speaks::Silent) {
        return down();
    }
    let stands = fake.book(|book| {
        book.told.push(told.clone());
        if speaks == Speaks::Forgot {
            book.links.clear();
            book.speaks = Speaks::Confirms;
        }
        let verdict = told.evidence.as_ref().map(|evidence| match speaks {
            Speaks::Refuses => Verdict::Refuse(Reason::ProofUnknown),
            _ if book.proofs.contains(&evidence.proof) => Verdict::Accept,
            _ => Verdict::Refuse(Reason::ProofUnknown),
        });
        let kept = receive(book.links.get(&id).copied(), &report, verdict, now);
        book.links.extend(kept.map(|kept| (id, kept)));
        kept.map_or(Report::NOTHING, |kept| kept.report())
    });
    Json(Told { report: words::report(&stands), evidence: None }).into_response()
}
