use std::collections::BTreeSet;

use onedoor_base::{Actor, AuditId, Language, Subject, Timestamp};
use onedoor_storage::audit::{self, AuditRecord};
use onedoor_storage::{StorageError, Store};
use onedoor_ui::{ActivityKind, DoneBy, Happening};

use super::Parties;

/// A place in somebody's record: what comes after it happened before.
pub(super) type Place = (Timestamp, AuditId);

/// Before everything.
pub(super) const END: Place = (Timestamp::from_millis(i64::MAX), AuditId::from_bytes([0xff; 16]));

/// How many records are read at once.
const CHUNK: usize = 200;
/// The most that are looked through for one page of a kind; the link to the next page goes on from there.
const LOOKED_THROUGH: usize = 4000;

/// What follows `last`: at most `most` of this kind, and the place after which there may be more.
pub(super) async fn page(
    store: &Store,
    subject: Subject,
    kind: Option<ActivityKind>,
    last: Place,
    most: usize,
) -> Result<(Vec<AuditRecord>, Option<Place>), StorageError> {
    store
        .read(move |tx| {
            Box::pin(async move {
                let (mut found, mut at, mut seen) = (Vec::new(), last, 0);
                loop {
                    let chunk = i64::try_from(CHUNK).unwrap_or(i64::MAX);
                    let records = audit::page_of_subject(tx, subject, at, chunk).await?;
                    let whole = records.len() < CHUNK;
                    seen += records.len();
                    for record in records {
                        if found.len() == most {
                            return Ok((found, Some(at)));
                        }
                        at = (record.at, record.id);
                        if kind.is_none_or(|kind| ActivityKind::of(&record.action) == kind) {
                            found.push(record);
                        }
                    }
                    if whole {
                        return Ok((found, None));
                    }
                    if seen >= LOOKED_THROUGH {
                        return Ok((found, Some(at)));
                    }
                }
            })
        })
        .await
}

/// In words for the owner: other sites by their names.
pub(super) async fn told<S: Parties>(
    state: &S,
    language: Language,
    records: Vec<AuditRecord>,
) -> Result<Vec<Happening>, StorageError> {
    let parties: BTreeSet<String> = records.iter().filter_map(party).map(str::to_owned).collect();
    let names = if parties.is_empty() {
        std::collections::BTreeMap::new()
    } else {
        state.party_names(parties, language).await?
    };
    let by_name = |party: &str| names.get(party).cloned().unwrap_or_else(|| party.to_owned());
    Ok(records.iter().map(|record| happening(record, party(record).map(by_name))).collect())
}

fn detail<'r>(record: &'r AuditRecord, name: &str) -> Option<&'r str> {
    record.detail.get(name)?.as_str()
}

/// The other site in a record: a client of an identity, an issuer that a portal knows.
fn party(record: &AuditRecord) -> Option<&str> {
    let named = ["client", "issuer", "upstream"].into_iter().find_map(|name| detail(record, name));
    named.or(match &record.actor {
        Actor::Client(id) => Some(id),
        _ => None,
    })
}

fn happening(record: &AuditRecord, party: Option<String>) -> Happening {
    let by = match record.actor {
        Actor::Person(_) | Actor::LocalAccount(_) => DoneBy::You,
        Actor::Visitor => DoneBy::Visitor,
        Actor::Client(_) => DoneBy::Party,
        Actor::Operator(_) => DoneBy::Operator,
        Actor::Site(_) => DoneBy::Site,
    };
    let browser =
        detail(record, "browser").map(str::to_owned).zip(detail(record, "network").map(str::to_owned));
    let told = detail(record, "claims").unwrap_or_default();
    let told = told.split_ascii_whitespace().map(str::to_owned).collect();
    let reason = detail(record, "reason").map(str::to_owned);
    let reason = reason.zip(detail(record, "case").map(str::to_owned));
    let seen = detail(record, "seen").map(str::to_owned);
    Happening {
        at: record.at,
        action: action(record),
        by,
        party,
        browser,
        told,
        why: why(record),
        reason,
        seen,
    }
}

/// Why, or how: the finest word that the record has for it.
fn why(record: &AuditRecord) -> Option<String> {
    let word = ["why", "outcome"].into_iter().find_map(|name| detail(record, name));
    let made = || detail(record, "made_by").map(|made| format!("made_by_{made}"));
    word.map(str::to_owned).or_else(made)
}

/// The action, told apart where one word of the record stands for things that differ to a reader.
fn action(record: &AuditRecord) -> String {
    let finer = match (record.action.as_str(), detail(record, "why"), detail(record, "upstream")) {
        ("site.session.ended", Some("signed_out"), _) => "site.session.signed_out",
        ("site.session.ended", Some("replaced"), _) => "site.session.replaced",
        ("site.session.begun", _, Some(_)) => "site.session.linked",
        ("services.sign_in.refused", Some("account_locked"), _) => "services.sign_in.locked",
        (action, _, _) => action,
    };
    finer.to_owned()
}
