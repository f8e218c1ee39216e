//! `/account/number`: the national number of an account. A proven one is shown; without one its owner may say which is
//! theirs, say it otherwise, or take it back.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{AccountId, Actor, AuditEvent, Subject, Timestamp};
use onedoor_people::{SealedNumber, doubt};
use onedoor_site::{Asked, Nothing, Posted, Refused, SignedInVisit};
use onedoor_storage::people;
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::NUMBER;
use super::claim::ClaimTyped;
use super::pages::{Claimed, NumberNotice, NumberPage};
use crate::Identity;
use crate::routes::Known;

#[derive(Deserialize)]
pub(super) struct News {
    #[serde(default)]
    notice: String,
}

/// `GET /account/number`.
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Asked(news): Asked<News>,
) -> Result<Response, Refused> {
    let notice = match news.notice.as_str() {
        "claimed" => Some(NumberNotice::Claimed),
        "removed" => Some(NumberNotice::Removed),
        _ => None,
    };
    let typed = ClaimTyped::nothing(identity.profile.country);
    Ok(visit.page(&NumberPage { notice, ..page(&visit, typed, Problems::new()).await? }))
}

#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    number: String,
    #[serde(default)]
    number_country: String,
    #[serde(default)]
    born: String,
}

/// `POST /account/number/claim`.
pub(super) async fn claim(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Posted(form): Posted<Form>,
) -> Result<Response, Refused> {
    let site = identity.profile.country;
    let typed = ClaimTyped::of(&form.number, &form.number_country, &form.born, site);
    let problems: Problems = match typed.check(visit.language) {
        Ok(Some(claim)) => {
            let number = people::seal_claim(&visit.site.vault, visit.person()?, &claim.number);
            if keep(&visit, Some(number)).await? {
                return Ok(visit.sends(&format!("{NUMBER}?notice=claimed")));
            }
            return Ok(onedoor_site::see_other(NUMBER));
        }
        Ok(None) => Problems::one(Problem::new("number", "claim-missing")),
        Err(problems) => problems.into(),
    };
    let page = page(&visit, typed, problems).await?;
    Ok(visit.page_at(NUMBER, StatusCode::UNPROCESSABLE_ENTITY, &page))
}

/// `POST /account/number/claim/remove`.
pub(super) async fn remove(
    visit: SignedInVisit,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Refused> {
    keep(&visit, None).await?;
    Ok(visit.sends(&format!("{NUMBER}?notice=removed")))
}

/// Puts this claim, or none, into the place of the one before. False where the number is proven: nobody claims
/// another one beside it.
async fn keep(visit: &SignedInVisit, number: Option<SealedNumber>) -> Result<bool, Refused> {
    let (id, now) = (visit.person()?, visit.now);
    let kept: Result<bool, StorageError> = visit
        .site
        .store
        .write(move |tx| {
            let number = number.clone();
            Box::pin(async move {
                let proven = people::by_id(tx, id).await?.is_none_or(|account| account.number.is_some());
                let action = match &number {
                    Some(_) if proven => return Ok(Change::Unrecorded(false)),
                    Some(number) => {
                        people::claim_number(tx, id, number, now).await?;
                        "people.number.claimed"
                    }
                    None if !people::forget_claim(tx, id).await? => return Ok(Change::Unrecorded(false)),
                    None => "people.number.claim_removed",
                };
                Ok(Change::Recorded(true, vec![event(id, action, now)]))
            })
        })
        .await;
    Ok(kept?)
}

/// What the record says.
pub(crate) fn event(id: AccountId, action: &'static str, now: Timestamp) -> AuditEvent {
    AuditEvent::new(now, Actor::Person(id), action).about(Subject::Person(id))
}

async fn page(visit: &SignedInVisit, typed: ClaimTyped, problems: Problems) -> Result<NumberPage, Refused> {
    let known = Known::of(visit).await?;
    let proven = known.number(visit)?.map(|number| number.masked());
    let id = visit.person()?;
    let claim: Result<_, StorageError> =
        visit.site.store.read(move |tx| Box::pin(async move { people::claimed_number(tx, id).await })).await;
    let claimed = match claim? {
        Some((sealed, since)) => {
            let number = people::open_claim(&visit.site.vault, id, &sealed)?;
            let doubtful = doubt(&number).is_some();
            Some(Claimed { masked: number.masked(), country: sealed.country, since, doubtful })
        }
        None => None,
    };
    Ok(NumberPage { notice: None, proven, claimed, typed, problems })
}
