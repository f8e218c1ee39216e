//! Fingerprints of national numbers, made together with the portal (`docs/LINKING.md`, "Without the number").

use aws_lc_rs::digest::{SHA256, digest};
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use onedoor_fingerprint::{Element, Key, MOST, from_text, to_text};
use onedoor_linking_protocol::{Blinded, Code};
use serde_json::json;

use super::routes::problem;
use super::{Issuer, Person};

/// Its key's name. The key is the same each time the kit runs: a portal refuses another one of the same name.
const KEY: &str = "kit";
/// The kit's people are of this country.
const COUNTRY: &str = "vn";

impl Issuer {
    fn print_key(&self) -> Option<Key> {
        let seed = digest(&SHA256, self.0.client.1.as_bytes());
        Key::derive(seed.as_ref().try_into().ok()?, KEY).ok().filter(|_| self.0.prints)
    }

    /// The fingerprints of a person's number, where it was proven and the portal works with such.
    pub(crate) fn prints(&self, person: &Person) -> Vec<String> {
        let number = person.number.as_ref().filter(|_| person.number_verified);
        let print = number.zip(self.print_key()).and_then(|(number, key)| {
            let print = key.print(&format!("{COUNTRY}:{number}")).ok()?;
            Some(format!("{KEY}.{}", to_text(&print)))
        });
        print.into_iter().collect()
    }

    /// How many numbers it has evaluated.
    pub(crate) fn evaluated(&self) -> usize {
        self.book(|book| book.evaluated)
    }
}

pub(super) async fn keys(State(issuer): State<Issuer>, headers: HeaderMap) -> Response {
    if !issuer.is_client(&headers) {
        return problem(Code::Unauthenticated);
    }
    let Some(key) = issuer.print_key() else { return problem(Code::NotOffered) };
    Json(json!({ "keys": [{ "key": KEY, "public": to_text(&key.public()) }], "most": MOST })).into_response()
}

pub(super) async fn evaluate(State(issuer): State<Issuer>, headers: HeaderMap, body: Bytes) -> Response {
    if !issuer.is_client(&headers) {
        return problem(Code::Unauthenticated);
    }
    let Some(key) = issuer.print_key() else { return problem(Code::NotOffered) };
    let asked: Option<Blinded> = serde_json::from_slice(&body).ok();
    let asked = asked.filter(|asked| asked.key == KEY);
    let elements: Option<Vec<Element>> =
        asked.and_then(|asked| asked.blinded.iter().map(|one| from_text(one)).collect());
    let dice = |bytes: &mut [u8]| issuer.0.random.fill(bytes);
    let done = elements.and_then(|elements| key.evaluate(&elements, &dice).ok());
    let Some(done) = done else { return problem(Code::Malformed) };
    issuer.book(|book| book.evaluated += done.elements.len());
    let evaluated: Vec<String> = done.elements.iter().map(|one| to_text(one)).collect();
    Json(json!({ "key": KEY, "evaluated": evaluated, "proof": to_text(&done.proof) })).into_response()
}
