//! Asking an officer to unlock, where telephone or answers are gone or the card is new: why, and an answer within two
//! working days (Decree 59/2022 article 20).

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_people::staff::reason;
use onedoor_proofing::application::{Lock, State as Stands, UNLOCK_DAYS};
use onedoor_site::limits::{Limit, taken};
use onedoor_site::{FreshVisit, Posted, Refused, see_other};
use onedoor_storage::proofing::{self, Application, UnlockRequest, UnlockState};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::pages::AskPage;
use super::settle::in_use;
use super::{ASK, PATH};
use crate::Identity;
use crate::notices::{self, Notice};
use crate::phone_app::only_where_given;

/// How often one account asks in a day.
const MOST: i64 = 3;
const DAY: std::time::Duration = std::time::Duration::from_hours(24);

/// The application, if an officer can take something off it, with its last request.
async fn asked(
    identity: &Identity,
    visit: &FreshVisit,
) -> Result<Option<(Application, Option<UnlockRequest>)>, Refused> {
    only_where_given(identity)?;
    let (account, now) = (visit.person()?, visit.now);
    let read = visit.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            let Some((application, Stands::Locked(locks))) = in_use(tx, account, now).await? else {
                return Ok(None);
            };
            if locks.all().all(|lock| lock == Lock::Authority) {
                return Ok(None);
            }
            let request = proofing::unlock_request(tx, application.id).await?;
            Ok(Some((application, request)))
        })
    });
    Ok(read.await?)
}

/// `GET /app/lock/ask`.
pub(super) async fn show(State(identity): State<Identity>, visit: FreshVisit) -> Result<Response, Refused> {
    match asked(&identity, &visit).await? {
        Some((_, request)) if !waits(request.as_ref()) => {
            Ok(visit.page(&AskPage { reason: String::new(), problems: Problems::new() }))
        }
        _ => Ok(see_other(PATH)),
    }
}

fn waits(request: Option<&UnlockRequest>) -> bool {
    request.is_some_and(|request| request.state == UnlockState::Open)
}

#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    reason: String,
}

/// `POST /app/lock/ask`.
pub(super) async fn send(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(form): Posted<Form>,
) -> Result<Response, Refused> {
    let Some((application, request)) = asked(&identity, &visit).await? else { return Ok(see_other(PATH)) };
    if waits(request.as_ref()) {
        return Ok(visit.sends(PATH));
    }
    let page = |problem| AskPage { reason: form.reason.clone(), problems: Problems::one(problem) };
    let Some(why) = reason(&form.reason) else {
        let page = page(Problem::new("reason", "unlock-reason-missing"));
        return Ok(visit.page_at(ASK, StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let limit = Limit::of(&visit.site, "unlock.asked", &application.account.to_string(), MOST, DAY);
    if let Some(wait) = taken(&visit, [limit]).await? {
        let page = page(Problem::general("unlock-many").with("time", wait.hour(&visit)));
        return Ok(wait.page(&visit, ASK, &page));
    }
    let due = visit.site.settings.calendar.due(visit.now, UNLOCK_DAYS);
    let (id, account, here) = (application.id, application.account, visit.clone());
    let write = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let (why, here, identity) = (why.clone(), here.clone(), identity.clone());
        Box::pin(async move {
            let now = here.now;
            if !proofing::ask_unlock(tx, &here.site.vault, (id, account), &why, (now, due)).await? {
                return Ok(Change::Unrecorded(()));
            }
            let notice = Notice::of("notice-unlock-asked").by(&here).then("notice-else-password");
            notices::tell(tx, &identity, account, &notice, now).await?;
            let actor = onedoor_base::Actor::Person(account);
            let event = onedoor_base::AuditEvent::new(now, actor, "people.identity.unlock_asked")
                .about(onedoor_base::Subject::Person(account))
                .with("application", id.to_string())
                .with("due", due.millis());
            Ok(Change::Recorded((), vec![event]))
        })
    });
    write.await?;
    Ok(visit.sends("/app/lock?notice=asked"))
}
