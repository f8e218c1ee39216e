//! What happened in the account.

use std::collections::BTreeMap;

use axum::Router;
use axum::response::Response;
use axum::routing::get;
use onedoor_base::{AuditId, Timestamp};
use onedoor_oidc::Client;
use onedoor_site::{Asked, Refused, SignedInVisit};
use onedoor_storage::audit::{self, AuditRecord};
use onedoor_storage::{StorageError, provider};
use serde::Deserialize;

use crate::Identity;
use crate::pages::{ActivityPage, Happening, Origin};

/// How much stands on a page.
const PAGE: usize = 20;

pub(super) fn pages() -> Router<Identity> {
    Router::new().route("/account/activity", get(show))
}

/// The last record of the page before, as the link to this one names it.
#[derive(Deserialize)]
struct Before {
    #[serde(default)]
    at: String,
    #[serde(default)]
    before: String,
}

async fn show(visit: SignedInVisit, Asked(before): Asked<Before>) -> Result<Response, Refused> {
    let (mut records, names) = read(&visit, before.last()).await?;
    let more = records.len() > PAGE;
    records.truncate(PAGE);
    let link = |last: &AuditRecord| format!("/account/activity?at={}&before={}", last.at.millis(), last.id);
    let earlier = records.last().filter(|_| more).map(link);
    let happenings = records.into_iter().map(|record| happening(record, &names)).collect();
    Ok(visit.page(&ActivityPage { happenings, earlier }))
}

impl Before {
    /// That record; on the first page, and where the address was mangled, the end of time.
    fn last(&self) -> (Timestamp, AuditId) {
        let at = self.at.parse().ok().map(Timestamp::from_millis);
        let end = (Timestamp::from_millis(i64::MAX), AuditId::from_bytes([0xff; 16]));
        at.zip(self.before.parse().ok()).unwrap_or(end)
    }
}

/// One record more than the page holds, and the names of the portals in them.
async fn read(
    visit: &SignedInVisit,
    last: (Timestamp, AuditId),
) -> Result<(Vec<AuditRecord>, BTreeMap<String, String>), StorageError> {
    let (subject, tag) = (visit.session.subject, visit.language.tag());
    visit
        .site
        .store
        .read(move |tx| {
            Box::pin(async move {
                let most = i64::try_from(PAGE).unwrap_or(i64::MAX) + 1;
                let records = audit::page_of_subject(tx, subject, last, most).await?;
                let mut names = BTreeMap::new();
                for client_id in records.iter().filter_map(client_of) {
                    if names.contains_key(client_id) {
                        continue;
                    }
                    let registration = provider::clients::registration(tx, client_id).await?;
                    let client = registration.and_then(|json| serde_json::from_str::<Client>(&json).ok());
                    let name =
                        client.map_or_else(|| client_id.to_owned(), |client| client.name_in(tag).to_owned());
                    names.insert(client_id.to_owned(), name);
                }
                Ok((records, names))
            })
        })
        .await
}

fn client_of(record: &AuditRecord) -> Option<&str> {
    record.detail.get("client")?.as_str()
}

fn happening(record: AuditRecord, names: &BTreeMap<String, String>) -> Happening {
    let detail = |name: &str| record.detail.get(name).and_then(|value| value.as_str());
    let portal = client_of(&record).and_then(|client| names.get(client)).cloned().map(Origin::Portal);
    let browser = || {
        let (user_agent, network) = (detail("browser")?.to_owned(), detail("network")?.to_owned());
        Some(Origin::Browser { user_agent, network })
    };
    let origin = portal.or_else(browser);
    let signed_out = record.action == "site.session.ended" && detail("why") == Some("signed_out");
    let action = if signed_out { "site.session.signed_out".to_owned() } else { record.action };
    Happening { at: record.at, action, origin }
}
