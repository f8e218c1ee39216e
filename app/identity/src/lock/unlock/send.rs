//! What is needed, and the code.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{CodeId, Phone};
use onedoor_site::code::{NewCode, NewSms};
use onedoor_site::limits::{Wait, messages_of, messages_to_owner, taken};
use onedoor_site::{FreshVisit, Nothing, Posted, Refused, see_other};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems, masked};

use super::{CODE, For, Locked, PURPOSE, UNLOCK, at};
use crate::Identity;
use crate::lock::PATH;
use crate::lock::pages::UnlockPage;

fn page(locked: &Locked, problems: Problems) -> UnlockPage {
    let phone = locked.phone.as_ref().filter(|_| locked.questions.is_some());
    UnlockPage { phone: phone.map(|phone| masked(phone.as_str(), 3)), problems }
}

/// `GET /app/lock/unlock`.
pub(super) async fn show(State(identity): State<Identity>, visit: FreshVisit) -> Result<Response, Refused> {
    let Some(locked) = Locked::of(&identity, &visit).await? else { return Ok(see_other(PATH)) };
    Ok(visit.page(&page(&locked, Problems::new())))
}

/// `POST /app/lock/unlock`.
pub(super) async fn ask(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Refused> {
    let Some(locked) = Locked::of(&identity, &visit).await? else { return Ok(see_other(PATH)) };
    let Some(phone) = locked.phone.clone().filter(|_| locked.questions.is_some()) else {
        return Ok(visit.page_at(UNLOCK, StatusCode::UNPROCESSABLE_ENTITY, &page(&locked, Problems::new())));
    };
    match send(&locked, &phone, None).await? {
        Ok(id) => Ok(see_other(&at(CODE, id))),
        Err(wait) => {
            let problem = Problem::general("code-too-many").with("time", wait.hour(&visit));
            Ok(wait.page(&visit, UNLOCK, &page(&locked, Problems::one(problem))))
        }
    }
}

/// Sends a code, or another one in the place of that with the id `again`.
pub(super) async fn send(
    locked: &Locked,
    to: &Phone,
    again: Option<CodeId>,
) -> Result<Result<CodeId, Wait>, Refused> {
    let visit = &locked.visit;
    let own = messages_of(&visit.site, &locked.account.to_string());
    let all = std::iter::once(own).chain(messages_to_owner(visit, "message.unlock", to));
    if let Some(wait) = taken(visit, all).await? {
        return Ok(Err(wait));
    }
    let code = match again {
        Some(id) => NewCode::again(visit, id)?,
        None => NewCode::of(visit, &For { application: locked.application.id })?,
    };
    let t = visit.localizer();
    let words = [("site", visit.site.look.name(&t).into()), ("code", code.digits().to_owned().into())];
    let text = t.with("sms-unlock", &words);
    let sms = NewSms::with_code(&visit.site, visit.now, to, text, code.runs_out())?.for_code(code.id);
    let (id, event) = (code.id, locked.event("people.identity.unlock_code_sent"));
    let write = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let (code, sms, event) = (code.clone(), sms.clone(), event.clone());
        Box::pin(async move {
            match again {
                // It was given meanwhile, in another tab.
                Some(_) if !code.replace(tx).await? => return Ok(Change::Unrecorded(())),
                Some(_) => {}
                None => code.insert(tx, PURPOSE).await?,
            }
            sms.queue(tx).await?;
            Ok(Change::Recorded((), vec![event]))
        })
    });
    write.await?;
    Ok(Ok(id))
}
