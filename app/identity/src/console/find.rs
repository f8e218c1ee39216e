//! Finding one person by what they gave, for a reason that they will read.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{LookId, Subject};
use onedoor_people::Identifier;
use onedoor_people::staff::{LOOK_LIFE, Part, case_reference, reason};
use onedoor_site::limits::{Limit, taken};
use onedoor_site::{Asked, Posted, SignedInVisit};
use onedoor_storage::people::{self, Look, merges};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems};
use serde::{Deserialize, Serialize};

use super::door::{Away, Staff};
use super::pages::FindPage;
use super::typed::Typed;
use super::{PEOPLE, door};
use crate::Identity;
use crate::routes::sign_in::find;

/// How many people somebody may look for in an hour, and in a day: enough for a desk with a queue in front of it,
/// too few to read a country.
const IN_AN_HOUR: i64 = 30;
const IN_A_DAY: i64 = 150;
const HOUR: Duration = Duration::from_hours(1);
const DAY: Duration = Duration::from_hours(24);

#[derive(Deserialize)]
pub(super) struct News {
    #[serde(default)]
    notice: String,
    #[serde(flatten)]
    typed: Typed,
}

/// `GET /console/people`.
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Asked(news): Asked<News>,
) -> Result<Response, Away> {
    let staff = door::open(&identity, &visit, Part::People, None).await?;
    let Form { who, reason, case } = news.typed.back(&visit, staff.account).unwrap_or_default();
    Ok(visit.page(&FindPage { over: news.notice == "over", who, reason, case, ..FindPage::default() }))
}

#[derive(Default, Serialize, Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    who: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    case: String,
}

/// `POST /console/people`.
pub(super) async fn look(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Posted(form): Posted<Form>,
) -> Result<Response, Away> {
    let staff = door::open_typed(&identity, &visit, Part::People, (PEOPLE, &form)).await?;
    let identifier = Identifier::read(form.who.trim(), identity.profile.country);
    let (why, case) = (reason(&form.reason), case_reference(&form.case));
    let mut page = FindPage { who: form.who, reason: form.reason, case: form.case, ..FindPage::default() };
    page.problems = missing(identifier.is_some(), why.is_some(), case.is_some());
    let (Some(identifier), Some(why), Some(case)) = (identifier, why, case) else {
        return Ok(visit.page_at(PEOPLE, StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let key = staff.account.to_string();
    let limits = [
        Limit::of(&visit.site, "console.look.hour", &key, IN_AN_HOUR, HOUR),
        Limit::of(&visit.site, "console.look.day", &key, IN_A_DAY, DAY),
    ];
    if let Some(wait) = taken(&visit, limits).await? {
        tracing::warn!(
            site = visit.site.settings.key,
            staff = %staff.account,
            monotonic_counter.console_looks_capped = 1_u64,
            "somebody of the staff looks for very many people"
        );
        page.problems = Problems::one(Problem::general("console-find-many").with("time", wait.hour(&visit)));
        return Ok(wait.page(&visit, PEOPLE, &page));
    }
    match look_for(&staff, identifier, (why, case)).await? {
        Found::One(id) => Ok(visit.sends(&format!("/console/looks/{id}"))),
        Found::Merged(id) => Ok(visit.sends(&format!("/console/looks/{id}?notice=merged"))),
        Found::Nobody => {
            page.problems = Problems::one(Problem::new("who", "console-find-nobody"));
            Ok(visit.page_at(PEOPLE, StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Found::Themselves => {
            page.problems = Problems::one(Problem::new("who", "console-find-own"));
            Ok(visit.page_at(PEOPLE, StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
    }
}

fn missing(who: bool, reason: bool, case: bool) -> Problems {
    let mut problems = Problems::new();
    if !who {
        problems.push(Problem::new("who", "console-find-who-missing"));
    }
    if !reason {
        problems.push(Problem::new("reason", "console-reason-missing"));
    }
    if !case {
        problems.push(Problem::new("case", "console-case-missing"));
    }
    problems
}

enum Found {
    One(LookId),
    /// By what belongs to an account that was merged into theirs.
    Merged(LookId),
    Nobody,
    Themselves,
}

/// Looks, and writes down that somebody did: in the record of whoever was found, else in that of the site.
async fn look_for(
    staff: &Staff,
    identifier: Identifier,
    (reason, case): (String, String),
) -> Result<Found, StorageError> {
    let now = staff.now();
    let look = Look {
        id: LookId::new(now, staff.visit.site.random.as_ref()),
        staff: staff.account,
        person: None,
        reason,
        case,
        at: now,
        ends_at: now.after(LOOK_LIFE),
    };
    let within = Arc::new((staff.clone(), identifier, look));
    let store = &staff.visit.site.store;
    store
        .write(move |tx| {
            let within = Arc::clone(&within);
            Box::pin(async move {
                let (staff, identifier, look) = &*within;
                let found = find(tx, &staff.visit.site.vault, Some(identifier)).await?;
                let found = found.map(|account| account.id);
                let person = match found {
                    Some(found) => Some(merges::now_is(tx, found).await?),
                    None => None,
                };
                if person == Some(staff.account) {
                    return Ok(Change::Unrecorded(Found::Themselves));
                }
                let look = Look { person, ..look.clone() };
                people::add_look(tx, &look).await?;
                let event = |action| {
                    staff.event(action).with("reason", look.reason.as_str()).with("case", look.case.as_str())
                };
                let looked = |at| event("people.account.looked_up").about(Subject::Person(at));
                Ok(match (person, found) {
                    (Some(person), Some(found)) if person != found => {
                        let both = [looked(person), looked(found).with("merged_into", person.to_string())];
                        Change::Recorded(Found::Merged(look.id), both.into())
                    }
                    (Some(person), _) => Change::Recorded(Found::One(look.id), vec![looked(person)]),
                    (None, _) => Change::Recorded(Found::Nobody, vec![event("people.account.not_found")]),
                })
            })
        })
        .await
}
