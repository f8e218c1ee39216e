//! Fingerprints of national numbers for portals that are not told the numbers (`protocol/fingerprint`): which keys
//! there are, the evaluation of what a portal has blinded, and the fingerprint of a number that is proven here.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::response::Response;
use onedoor_base::{Actor, AuditEvent, IdentityLevel, Timestamp};
use onedoor_fingerprint::{Element, Key, MOST, Refused, from_text, to_text};
use onedoor_linking_protocol::{Blinded, Code, Evaluated, FingerprintKey, FingerprintKeys};
use onedoor_oidc::Client;
use onedoor_people::PersonClaims;
use onedoor_site::interface::{Failure, json};
use onedoor_site::limits::{self, Limit};
use onedoor_site::{HasSite, Site};
use onedoor_storage::{Change, StorageError, VaultError, people};

use super::caller::Caller;
use super::hear::read;
use crate::Identity;

const DAY: Duration = Duration::from_hours(24);

/// `GET /linking/v1/fingerprints`: by which keys numbers are fingerprinted for the portal that asks.
pub(super) async fn keys(State(state): State<Identity>, caller: Caller) -> Result<Response, Failure> {
    let client = caller.in_use()?;
    let shown = |name: &String| {
        let public = to_text(&key(state.site(), &client.client_id, name)?.public());
        Ok(FingerprintKey { key: name.clone(), public })
    };
    let keys = client.fingerprint_keys.iter().map(shown).collect::<Result<Vec<_>, Failure>>()?;
    if keys.is_empty() {
        return Err(Code::NotOffered.into());
    }
    Ok(json(&FingerprintKeys { keys, most: MOST }))
}

/// `POST /linking/v1/fingerprints`: evaluates blinded numbers, so many in a day; which they are is not to be seen.
pub(super) async fn evaluate(
    State(state): State<Identity>,
    caller: Caller,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Failure> {
    let client = caller.in_use()?;
    let asked: Blinded = read(body)?;
    if !client.fingerprint_keys.contains(&asked.key) {
        return Err(Code::NotOffered.into());
    }
    let elements: Option<Vec<Element>> = asked.blinded.iter().map(|one| from_text(one)).collect();
    let elements = elements.filter(|all| (1..=MOST).contains(&all.len())).ok_or(Code::Malformed)?;
    counted(&state, &client, elements.len()).await?;
    let key = key(state.site(), &client.client_id, &asked.key)?;
    let random = std::sync::Arc::clone(&state.site().random);
    // Some hundredths of a second of arithmetic.
    let done =
        tokio::task::spawn_blocking(move || key.evaluate(&elements, &|bytes: &mut [u8]| random.fill(bytes)));
    let done = done.await.map_err(|error| Failure::Ours(error.to_string()))?;
    let done = done.map_err(|refused| match refused {
        Refused::NoElement | Refused::HowMany => Failure::from(Code::Malformed),
        Refused::OtherKey => Failure::Ours(refused.to_string()),
    })?;
    let evaluated = done.elements.iter().map(|one| to_text(one)).collect();
    Ok(json(&Evaluated { key: asked.key, evaluated, proof: to_text(&done.proof) }))
}

/// Counts the numbers, so that whoever has a portal's secret cannot try all there are; and writes down how many
/// they were.
async fn counted(state: &Identity, client: &Client, how_many: usize) -> Result<(), Failure> {
    let (site, now) = (state.site(), state.site().now());
    let most = i64::from(client.fingerprints_per_day);
    let limit = Limit::of(site, "linking.fingerprints", &client.client_id, most, DAY);
    let count = i64::try_from(how_many).unwrap_or(i64::MAX);
    let asked = asked(&client.client_id, count, now);
    let wait: Result<_, StorageError> = site
        .store
        .write(move |tx| {
            let asked = asked.clone();
            Box::pin(async move {
                Ok(match limits::take_many(tx, &limit, count, now).await? {
                    Some(wait) => Change::Unrecorded(Some(wait)),
                    None => Change::Recorded(None, vec![asked]),
                })
            })
        })
        .await;
    match wait? {
        Some(wait) => Err(Failure::TooMany(wait.0.as_secs() + 1)),
        None => Ok(()),
    }
}

fn asked(client: &str, count: i64, now: Timestamp) -> AuditEvent {
    AuditEvent::new(now, Actor::Client(client.to_owned()), "linking.fingerprints.made").with("numbers", count)
}

/// The fingerprints of a person's number for a portal, the newest key's first; none unless the number is proven and
/// the portal works with fingerprints.
pub(crate) fn of_person(
    site: &Site,
    client: &Client,
    person: &PersonClaims,
) -> Result<Vec<String>, VaultError> {
    let proven = person.number.as_ref().filter(|_| person.identity >= IdentityLevel::Basic);
    let Some(sealed) = proven.filter(|_| !client.fingerprint_keys.is_empty()) else { return Ok(Vec::new()) };
    let number = people::open_number(&site.vault, person.id, sealed)?;
    let text = format!("{}:{}", number.country().code(), number.as_str());
    let print = |name: &String| {
        let print = key(site, &client.client_id, name).ok()?.print(&text).ok()?;
        Some(format!("{name}.{}", to_text(&print)))
    };
    Ok(client.fingerprint_keys.iter().filter_map(print).collect())
}

/// The key of one name for one portal: it follows from the site's own, and is kept nowhere.
fn key(site: &Site, client: &str, name: &str) -> Result<Key, Failure> {
    let seed = site.vault.fingerprint("linking.fingerprint_key", &format!("{client}\n{name}"));
    Key::derive(&seed.0, name).map_err(|refused| Failure::Ours(refused.to_string()))
}
