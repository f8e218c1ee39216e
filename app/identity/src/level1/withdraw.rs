//! Taking an application back: by its owner, or because the account becomes part of another.

use axum::extract::State as Site;
use axum::response::Response;
use onedoor_base::{AccountId, ApplicationId, AuditEvent, Timestamp};
use onedoor_proofing::application::{By, State, Step};
use onedoor_proofing::calendar::Calendar;
use onedoor_site::{Nothing, Posted, Refused, SignedInVisit};
use onedoor_storage::proofing::{self, Doing, Stepped};
use onedoor_storage::{Change, StorageError, Tx};

use super::event;
use super::standing::Standing;
use crate::Identity;
use crate::notices::{self, Notice};

/// `POST /app/level1/withdraw`.
pub(super) async fn withdraw(
    Site(identity): Site<Identity>,
    visit: SignedInVisit,
    _: Posted<Nothing>,
) -> Result<Response, Refused> {
    let standing = Standing::of(&identity, &visit).await?;
    let (account, now, site) = (standing.id, visit.now, visit.site.clone());
    let Some(id) = standing.open(|_| true).map(|application| application.id) else {
        return Ok(visit.sends("/app/level1?notice=over"));
    };
    let (within, told) =
        (identity.clone(), Notice::of("notice-level1-withdrawn").by(&visit).then("notice-else-password"));
    let done = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let (site, identity, told) = (site.clone(), within.clone(), told.clone());
        Box::pin(async move {
            let done = end(tx, (id, account), Step::Withdraw, now, &site.settings.calendar).await?;
            if done.is_some() {
                notices::tell(tx, &identity, account, &told, now).await?;
            }
            Ok(done.map_or(Change::Unrecorded(false), |event| Change::Recorded(true, vec![event])))
        })
    });
    let notice = if done.await? { "withdrawn" } else { "over" };
    Ok(visit.sends(&format!("/app/level1?notice={notice}")))
}

/// Ends what is under way at an account that becomes part of another; what is in use stays with what it proved.
pub(crate) async fn withdraw_open(
    tx: &mut Tx<'_>,
    account: AccountId,
    now: Timestamp,
    calendar: &Calendar,
) -> Result<Option<AuditEvent>, StorageError> {
    let Some(latest) = proofing::applications_of(tx, account).await?.into_iter().next() else {
        return Ok(None);
    };
    let step = match latest.state.at(now) {
        State::Approved { .. } | State::WindowMissed => Step::Close,
        State::Active | State::Locked(_) => return Ok(None),
        _ => Step::Withdraw,
    };
    end(tx, (latest.id, account), step, now, calendar).await
}

/// Nobody looks at the pictures any more, so they go.
async fn end(
    tx: &mut Tx<'_>,
    (id, account): (ApplicationId, AccountId),
    step: Step,
    now: Timestamp,
    calendar: &Calendar,
) -> Result<Option<AuditEvent>, StorageError> {
    let doing = Doing { step, by: By::Person, officer: None, reason: String::new() };
    let Stepped::Done(_) = proofing::step(tx, id, &doing, now, calendar).await? else { return Ok(None) };
    proofing::drop_frames(tx, id).await?;
    proofing::drop_face_word(tx, id).await?;
    Ok(Some(event(account, "people.application.withdrawn", id, now)))
}
