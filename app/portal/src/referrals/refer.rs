//! [Nộp trực tuyến] at the national portal, where a province's portal takes the application.

use std::time::Duration;

use axum::extract::{Path, State};
use axum::response::Response;
use onedoor_base::{Actor, AuditEvent, ReferralId, Subject};
use onedoor_services::dossiers::ChosenPlace;
use onedoor_services::referrals::{ARRIVES_WITHIN, Referral};
use onedoor_site::limits::{Limit, taken};
use onedoor_site::{Posted, Refused, ReturnTo, Visit, see_other};
use onedoor_storage::services::referrals;
use onedoor_storage::{Change, StorageError};
use serde::Deserialize;

use super::pages::{Stop, StopPage};
use crate::Portal;
use crate::routes::{procedure, suffices};

/// What the form says.
#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    place: String,
}

/// `POST /procedures/{code}/refer`: keeps the referral and sends the browser with it.
pub(super) async fn refer(
    State(portal): State<Portal>,
    visit: Visit,
    Path(code): Path<String>,
    Posted(Form { place }): Posted<Form>,
) -> Result<Response, Refused> {
    let procedure = procedure(&portal, &code)?;
    let today = portal.day(visit.now);
    if !suffices(procedure, &place, today) {
        return Ok(see_other(&format!("/procedures/{code}/place")));
    }
    let here = format!("/procedures/{code}?place={place}");
    let Some(Subject::LocalAccount(owner)) = visit.session.as_ref().map(|session| session.subject) else {
        let back = ReturnTo::parse(&here);
        return Ok(see_other(&format!("/sign-in?return_to={}", back.encoded())));
    };
    let place = ChosenPlace { code: place, valid_at: today };
    let referrals = &portal.profile.referrals;
    let Some(taker) = referrals.taker(procedure, &place) else { return Ok(see_other(&here)) };
    let limit = Limit::of(&visit.site, "referral.made", &owner.to_string(), 60, Duration::from_hours(1));
    if let Some(wait) = taken(&visit, [limit]).await? {
        return Err(wait.refused(&visit));
    }
    if !referrals.answers(&taker.origin).await {
        let page = StopPage::retry(taker.look.clone(), code, place.code);
        return Err(Refused::page(Stop::ProvinceDown.status(), page).because("the province does not answer"));
    }
    let capability = portal.site.token();
    let new = Referral {
        id: ReferralId::new(visit.now, portal.site.random.as_ref()),
        owner,
        procedure: procedure.code.clone(),
        place,
        portal: taker.origin.clone(),
        capability: capability.digest(),
        created_at: visit.now,
        expires_at: visit.now.after(ARRIVES_WITHIN),
        arrival: None,
        report: None,
    };
    let from = portal.site.settings.origin();
    let address = taker.address(&code, &new.place.code, capability.reveal(), &from);
    keep(&portal, new).await?;
    Ok(see_other(&address))
}

async fn keep(portal: &Portal, new: Referral) -> Result<(), StorageError> {
    portal
        .site
        .store
        .write(move |tx| {
            let new = new.clone();
            Box::pin(async move {
                referrals::insert(tx, &new).await?;
                Ok(Change::Recorded((), vec![event(&new, "services.referral.made", new.created_at)]))
            })
        })
        .await
}

/// What the audit says of a referral.
pub(super) fn event(referral: &Referral, action: &'static str, now: onedoor_base::Timestamp) -> AuditEvent {
    AuditEvent::new(now, Actor::LocalAccount(referral.owner), action)
        .about(Subject::LocalAccount(referral.owner))
        .with("referral", referral.id.to_string())
        .with("procedure", referral.procedure.as_str())
        .with("portal", referral.portal.as_str())
}
