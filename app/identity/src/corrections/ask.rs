//! `/account/corrections/new`: what is wrong, and what it should be.

use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::CorrectionId;
use onedoor_proofing::correction::{Field, State as Standing, due};
use onedoor_site::limits::{Limit, taken};
use onedoor_site::{Asked, FreshVisit, Posted, Refused, see_other};
use onedoor_storage::people::{self, Correction, SaidWrong};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::pages::{AskPage, WORDS_LONGEST};
use super::{NEW, PATH, Value, event};
use crate::Identity;
use crate::notices::{self, Notice};
use crate::routes::Known;

/// How many one account sends in a day.
const MOST: i64 = 5;
const DAY: Duration = Duration::from_hours(24);

#[derive(Deserialize)]
pub(super) struct About {
    #[serde(default)]
    field: String,
}

/// `GET /account/corrections/new`: which field is chosen on the page before.
pub(super) async fn show(visit: FreshVisit, Asked(about): Asked<About>) -> Result<Response, Refused> {
    match page(&visit, &about.field).await? {
        Some(page) => Ok(visit.page(&page)),
        None => Ok(see_other(PATH)),
    }
}

/// The form for this field; nothing where there is no number by which anybody could look the person up.
async fn page(visit: &FreshVisit, field: &str) -> Result<Option<AskPage>, Refused> {
    let Some(field) = Field::from_word(field) else { return Ok(None) };
    let known = Known::of(visit).await?;
    if known.account.number.is_none() && known.claim.is_none() {
        return Ok(None);
    }
    Ok(Some(AskPage { field, value: String::new(), words: String::new(), problems: Problems::new() }))
}

#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    field: String,
    #[serde(default)]
    value: String,
    #[serde(default)]
    words: String,
}

/// `POST /account/corrections/new`.
pub(super) async fn send(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(form): Posted<Form>,
) -> Result<Response, Refused> {
    let Some(page) = page(&visit, &form.field).await? else { return Ok(see_other(PATH)) };
    let (field, country) = (page.field, identity.profile.country);
    let words = form.words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut problems = Problems::new();
    let read = Value::read(field, &form.value, country, crate::settings::today(&visit));
    if let Err(key) = read {
        problems.push(Problem::new("value", key));
    }
    if words.chars().count() > WORDS_LONGEST || words.chars().any(onedoor_base::is_unseen) {
        problems.push(Problem::new("words", "correction-words-wrong"));
    }
    let page = AskPage { value: form.value, words: form.words, problems, ..page };
    let (Ok(value), true) = (read, page.problems.is_empty()) else {
        return Ok(visit.page_at(NEW, StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let key = visit.person()?.to_string();
    let limit = Limit::of(&visit.site, "correction.sent", &key, MOST, DAY);
    if let Some(wait) = taken(&visit, [limit]).await? {
        let many = Problem::general("correction-many").with("time", wait.hour(&visit));
        return Ok(wait.page(&visit, NEW, &AskPage { problems: Problems::one(many), ..page }));
    }
    let said = SaidWrong { wanted: value.stored(), words };
    if let Some(id) = put_down(identity, &visit, field, &said).await? {
        return Ok(visit.sends(&format!("{PATH}/{id}?notice=sent")));
    }
    let problems = Problems::one(Problem::general("correction-under-way"));
    Ok(visit.page_at(NEW, StatusCode::CONFLICT, &AskPage { problems, ..page }))
}

/// Nothing if one about the same field is under way.
async fn put_down(
    identity: Identity,
    visit: &FreshVisit,
    field: Field,
    said: &SaidWrong,
) -> Result<Option<CorrectionId>, Refused> {
    let (account, now, site) = (visit.person()?, visit.now, &visit.site);
    let id = CorrectionId::new(now, site.random.as_ref());
    let new = Correction {
        id,
        account,
        field,
        said: people::seal_said(&site.vault, id, said),
        state: Standing::Sent,
        sent_at: now,
        due_at: due(now, &site.settings.calendar, identity.correction_days),
        taken: None,
        settled_by: None,
        settled_at: None,
        reason: None,
        paper: false,
    };
    let notice = Notice::of("notice-correction-sent").by(visit);
    let sent = site.store.write::<_, StorageError, _>(move |tx| {
        let (identity, new, notice) = (identity.clone(), new.clone(), notice.clone());
        Box::pin(async move {
            if !people::send_correction(tx, &new).await? {
                return Ok(Change::Unrecorded(None));
            }
            notices::tell(tx, &identity, account, &notice, now).await?;
            let event = event(account, "people.correction.sent", now).with("field", field.word());
            Ok(Change::Recorded(Some(id), vec![event.with("correction", id.to_string())]))
        })
    });
    Ok(sent.await?)
}
