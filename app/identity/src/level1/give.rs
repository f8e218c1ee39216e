//! `POST /app/level1/face/confirm`: these are my pictures. From now on an officer has everything.

use std::time::Duration;

use axum::extract::State as Site;
use axum::response::Response;
use onedoor_base::ApplicationId;
use onedoor_proofing::age::Applies;
use onedoor_proofing::application::{By, Step};
use onedoor_site::{Nothing, Posted, Refused, SignedInVisit};
use onedoor_storage::proofing::{self, Doing, Stepped};
use onedoor_storage::{Change, StorageError};

use super::face::there;
use super::standing::Standing;
use super::{FACE, PATH, compare, event};
use crate::Identity;
use crate::notices::{self, Notice};

pub(super) async fn give(
    Site(identity): Site<Identity>,
    visit: SignedInVisit,
    _: Posted<Nothing>,
) -> Result<Response, Refused> {
    let standing = Standing::of(&identity, &visit).await?;
    let grown = standing.applies == Applies::Alone;
    let Some(application) = standing.open(|_| grown) else { return Ok(standing.leads()) };
    let given = put_down(&identity, &visit, application.id).await?;
    Ok(visit.sends(match given {
        Given::Yes => "/app/level1?notice=given",
        Given::Wanting => FACE,
        Given::NotNow => PATH,
    }))
}

enum Given {
    Yes,
    /// Pictures are missing, or have to be taken anew.
    Wanting,
    NotNow,
}

async fn put_down(identity: &Identity, visit: &SignedInVisit, id: ApplicationId) -> Result<Given, Refused> {
    let (account, now, within) = (visit.person()?, visit.now, identity.clone());
    let notice = Notice::of("notice-level1-given").by(visit);
    let given = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let (identity, notice) = (within.clone(), notice.clone());
        Box::pin(async move {
            let acts = proofing::acts(tx, id).await?;
            let asked = acts.iter().rev().find(|act| act.doing.step == Step::AskForFace);
            let pictures = there(tx, id).await?;
            let whole = pictures.is_some_and(|pictures| {
                pictures.next().is_none() && asked.is_none_or(|asked| asked.at <= pictures.challenge.begun_at)
            });
            if !whole {
                return Ok(Change::Unrecorded(Given::Wanting));
            }
            let doing = Doing { step: Step::GiveFace, by: By::Person, officer: None, reason: String::new() };
            let calendar = &identity.site.settings.calendar;
            let Stepped::Done(_) = proofing::step(tx, id, &doing, now, calendar).await? else {
                return Ok(Change::Unrecorded(Given::NotNow));
            };
            if identity.faces.is_some() {
                super::put_down(tx, &identity.site, (compare::JOB, id), Duration::ZERO).await?;
            }
            notices::tell(tx, &identity, account, &notice, now).await?;
            Ok(Change::Recorded(Given::Yes, vec![event(account, "people.application.face_given", id, now)]))
        })
    });
    Ok(given.await?)
}
