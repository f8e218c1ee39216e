//! Fingerprints of numbers, as the national identity makes them.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use onedoor_fingerprint::{Key, from_text, to_text};
use onedoor_linking_protocol::{Blinded, MATCH_CLAIM};
use serde_json::{Map, Value, json};

use super::{Fake, Person, is_client};

impl Fake {
    /// It works with fingerprints, by these keys, and tells no numbers.
    pub(in crate::linking) fn fingerprints(&self, keys: &[&'static str]) {
        self.book(|book| book.keys = keys.to_vec());
    }

    /// It evaluates with another key than it has published.
    pub(in crate::linking) fn cheats(&self, with: Option<&'static str>) {
        self.book(|book| book.cheats = with);
    }

    /// What it was asked to evaluate, so far.
    pub(in crate::linking) fn blinded(&self) -> Vec<String> {
        self.book(|book| book.blinded.clone())
    }

    /// The fingerprints of a number, as it tells them.
    pub(in crate::linking) fn prints(&self, number: &str) -> Vec<String> {
        let keys = self.book(|book| book.keys.clone());
        let print = |key: &&str| Self::key(key).print(&format!("vn:{number}")).expect("a print");
        keys.iter().map(|key| format!("{key}.{}", to_text(&print(key)))).collect()
    }

    /// The fingerprint of a number by one key.
    pub(in crate::linking) fn prints_by(key: &str, number: &str) -> [u8; 32] {
        Self::key(key).print(&format!("vn:{number}")).expect("a print")
    }

    fn key(name: &str) -> Key {
        Key::derive(&[7; 32], name).expect("a key")
    }

    /// What the identity token says besides.
    pub(super) fn extra(&self, person: &Person) -> Map<String, Value> {
        let mut extra = Map::from_iter([("jti".to_owned(), self.next_proof().into())]);
        let proven = person.number.filter(|_| person.number_verified);
        let prints = proven.map(|number| self.prints(number)).unwrap_or_default();
        if !prints.is_empty() {
            extra.insert(MATCH_CLAIM.to_owned(), prints.into());
        }
        extra
    }
}

pub(super) async fn keys(State(fake): State<Fake>, headers: HeaderMap) -> Response {
    if !is_client(&headers) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let keys = fake.book(|book| book.keys.clone());
    let shown = |key: &&str| json!({ "key": key, "public": to_text(&Fake::key(key).public()) });
    Json(json!({ "keys": keys.iter().map(shown).collect::<Vec<_>>(), "most": 2 })).into_response()
}

pub(super) async fn evaluate(
    State(fake): State<Fake>,
    headers: HeaderMap,
    Json(asked): Json<Blinded>,
) -> Response {
    if !is_client(&headers) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let with = fake.book(|book| {
        book.blinded.extend(asked.blinded.iter().cloned());
        book.cheats.unwrap_or(book.keys.iter().find(|key| **key == asked.key).expect("a key of ours"))
    });
    let elements: Vec<[u8; 32]> =
        asked.blinded.iter().map(|one| from_text(one).expect("an element")).collect();
    let dice = |bytes: &mut [u8]| bytes.fill(9);
    let done = Fake::key(with).evaluate(&elements, &dice).expect("evaluated");
    let evaluated: Vec<String> = done.elements.iter().map(|one| to_text(one)).collect();
    Json(json!({ "key": asked.key, "evaluated": evaluated, "proof": to_text(&done.proof) })).into_response()
}
