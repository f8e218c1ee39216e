//! «Thông tin định danh»: which number the account has, how and when it was made sure of.

use axum::extract::State;
use axum::response::Response;
use onedoor_base::{AuditEvent, Subject};
use onedoor_services::accounts::NumberProver;
use onedoor_site::session::actor;
use onedoor_site::{Asked as Address, Nothing, Posted, Refused, ReturnTo, SignedInVisit};
use onedoor_storage::services::accounts::{AccountRecord, NumberRecord};
use onedoor_storage::services::number_reviews::ReviewState;
use serde::Deserialize;

use super::pages::{IdentificationPage, Reviewed, Sure};
use super::{PATH, REASONS, asks, review};
use crate::routes::form::own_account;
use crate::{Portal, numbers};

#[derive(Deserialize)]
pub(super) struct DoneQuery {
    #[serde(default)]
    done: String,
    #[serde(default)]
    return_to: String,
}

/// `GET /account/identity`: with most of the number hidden.
pub(super) async fn show(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Address(query): Address<DoneQuery>,
) -> Result<Response, Refused> {
    let record = own_account(&visit).await?;
    let page = page(&portal, &record, false).await?;
    let to = ReturnTo::parse(&query.return_to);
    let onward =
        (query.done == "review" && to.is_deep() && to.as_str() != PATH).then(|| to.as_str().to_owned());
    Ok(visit.page(&IdentificationPage { matched: query.done == "matched", onward, ..page }))
}

/// `POST /account/identity`: with the whole of it; the owner reads in their record that it was shown.
pub(super) async fn whole(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Refused> {
    let record = own_account(&visit).await?;
    let page = page(&portal, &record, true).await?;
    if page.number.is_some() {
        let subject = Subject::LocalAccount(record.account.id);
        let event = AuditEvent::new(visit.now, actor(subject), "services.number.shown").about(subject);
        visit.site.record(event).await?;
    }
    Ok(visit.page(&page))
}

async fn page(portal: &Portal, record: &AccountRecord, whole: bool) -> Result<IdentificationPage, Refused> {
    let known = record.number.as_ref();
    let number = known.map(|number| text(portal, record, number, whole)).transpose()?;
    Ok(IdentificationPage {
        country: portal.site.settings.country,
        number,
        whole,
        sure: known.map(sure),
        may_update: asks(portal) && !known.is_some_and(NumberRecord::is_proven),
        matched: false,
        review: reviewed(portal, record).await?,
        onward: None,
    })
}

/// How what was handed to the staff stands; nothing once the number is there.
async fn reviewed(portal: &Portal, record: &AccountRecord) -> Result<Option<Reviewed>, Refused> {
    let Some(last) = review::of(portal, record.account.id).await? else { return Ok(None) };
    Ok(match last.state {
        ReviewState::Waiting => Some(Reviewed::Waiting(last.due_at)),
        ReviewState::Refused(why) if record.number.is_none() => {
            let known = REASONS.iter().find(|(word, _)| *word == why);
            known.map(|(_, key)| Reviewed::Refused(key))
        }
        ReviewState::Refused(_) | ReviewState::Approved => None,
    })
}

fn text(
    portal: &Portal,
    record: &AccountRecord,
    number: &NumberRecord,
    whole: bool,
) -> Result<String, Refused> {
    let plain = numbers::open(&portal.site.vault, record.account.id, &number.sealed)?;
    let read = numbers::parse(number.country, &plain);
    Ok(match (read, whole) {
        (Ok(number), true) => number.grouped(),
        (Ok(number), false) => number.masked(),
        // It came with an import, under rules of its time.
        (Err(_), true) => plain,
        (Err(_), false) => onedoor_ui::masked(&plain, 2),
    })
}

fn sure(number: &NumberRecord) -> Sure {
    match (number.proven_at, number.proven_by, number.matched_at) {
        (Some(at), Some(NumberProver::Issuer), _) => Sure::Issuer(at),
        (Some(at), Some(NumberProver::Officer), _) => Sure::Officer(at),
        (Some(at), _, _) => Sure::Proven(at),
        (None, Some(NumberProver::Register), at) => Sure::Register(at),
        (None, _, _) => Sure::Said,
    }
}
