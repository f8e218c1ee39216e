//! The same as the pages, for programs.

use axum::Json;
use axum::extract::{Query, State};
use onedoor_base::Language;
use onedoor_site::HasSite;
use onedoor_ui::Localizer;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::map::{MapSite, SamplePerson};
use crate::{Message, Sandbox};

/// `people.json`: the sites, the sample people and their accounts.
pub(crate) async fn people(State(sandbox): State<Sandbox>) -> Json<Value> {
    let map = &sandbox.0.map;
    let sites: Vec<_> = map.sites.iter().map(site).collect();
    let people: Vec<_> = map.people.iter().map(|someone| person(someone, &map.sites)).collect();
    let inbox = sandbox.site().settings.address("/inbox.json");
    Json(json!({ "sites": sites, "inbox": inbox, "people": people }))
}

fn site(site: &MapSite) -> Value {
    let name = in_all_languages(|t| onedoor_ui::SiteLook::new(site.look, site.role).name(t));
    let about = in_all_languages(|t| t.get(site.about));
    json!({ "host": site.host, "url": site.address, "role": site.role.key(), "name": name, "about": about })
}

fn person(person: &SamplePerson, sites: &[MapSite]) -> Value {
    let accounts = person.accounts.iter().map(|account| {
        let site = sites.iter().find(|site| site.host == account.host);
        json!({
            "site": account.host,
            "url": site.map(|site| site.address.as_str()),
            "role": site.map(|site| site.role.key()),
            "login": account.login,
            "password": account.password,
            "totp": account.totp,
            "organisation": account.organisation,
        })
    });
    json!({
        "handle": person.handle,
        "name": person.name,
        "phone": person.phone,
        "email": person.email,
        "national_number": person.national_number,
        "for": in_all_languages(|t| t.get(person.situation)),
        "accounts": accounts.collect::<Vec<_>>(),
    })
}

fn in_all_languages(text: impl Fn(&Localizer) -> String) -> Value {
    let texts = Language::ALL
        .iter()
        .map(|language| (language.tag().to_owned(), Value::String(text(&Localizer::of(*language)))));
    Value::Object(texts.collect::<Map<_, _>>())
}

/// Which messages.
#[derive(Deserialize)]
pub(crate) struct Which {
    /// Only those to this number, E.164, or to this mail address.
    to: Option<String>,
}

/// `inbox.json`: the messages that were sent, the newest first.
pub(crate) async fn messages(State(sandbox): State<Sandbox>, Query(which): Query<Which>) -> Json<Value> {
    // In a query, an unescaped plus sign is a space.
    let to = which
        .to
        .map(|to| if to.contains('@') { to } else { format!("+{}", to.trim().trim_start_matches('+')) });
    let all = sandbox.inbox().newest_first(to.as_deref());
    Json(json!({ "messages": all.iter().map(message).collect::<Vec<_>>() }))
}

fn message(message: &Message) -> Value {
    let moment = OffsetDateTime::from_unix_timestamp_nanos(i128::from(message.at.millis()) * 1_000_000);
    json!({
        "id": message.id,
        "to": message.to,
        "subject": message.subject,
        "text": message.text,
        "sender": message.sender,
        "received_at": moment.ok().and_then(|moment| moment.format(&Rfc3339).ok()),
    })
}
