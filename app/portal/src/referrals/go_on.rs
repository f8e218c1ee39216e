//! On from the arrival: signed in, back at the portal that sent the person, and to the form.

use axum::extract::{Path, State};
use axum::response::Response;
use onedoor_base::{Actor, AuditEvent, Digest, LocalAccountId, Subject};
use onedoor_site::{Asked as Address, Refused, ReturnTo, Visit, see_other};
use onedoor_storage::services::arrivals::{self, Arrival};
use onedoor_storage::{Change, StorageError};
use serde::Deserialize;

use super::VOUCH_PATH;
use super::arrive::Sealed;
use super::pages::{Stop, StopPage};
use super::settings::Referrer;
use super::vouch::written;
use crate::Portal;
use crate::routes::address;

/// What the address says.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    vouched: String,
}

/// `GET /arrivals/{handle}`: one step further each time, in the browser that it began in.
pub(super) async fn go_on(
    State(portal): State<Portal>,
    visit: Visit,
    Path(handle): Path<String>,
    Address(asked): Address<Asked>,
) -> Result<Response, Refused> {
    let digest = Digest::of(&handle);
    let found = portal
        .site
        .store
        .read(move |tx| Box::pin(async move { arrivals::by_handle(tx, digest).await }))
        .await?;
    // One of another browser is told like one that never was.
    let found = found.filter(|arrival| arrival.browser == visit.browser && visit.now < arrival.expires_at);
    let referrer = found.as_ref().and_then(|one| portal.profile.referrals.referrer(&one.portal));
    let (Some(arrival), Some(referrer)) = (found.as_ref(), referrer) else {
        let page = StopPage::begin_again(&portal, Stop::OtherBrowser);
        return Ok(visit.page_with(Stop::OtherBrowser.status(), &page));
    };
    let Some(Subject::LocalAccount(account)) = visit.session.as_ref().map(|session| session.subject) else {
        return Ok(see_other(&sign_in(&portal, referrer, &handle)));
    };
    let vouched = arrival.vouched || asked.vouched == "yes";
    if !take(&portal, &visit, arrival, account, vouched).await? {
        let page = StopPage::there(Stop::OtherAccount, referrer);
        return Ok(visit.page_with(Stop::OtherAccount.status(), &page));
    }
    let sealed = Sealed::open(&portal.site.vault, &arrival.sealed, arrival.id)?;
    if vouched {
        let form = submission(arrival.procedure.as_str(), &arrival.place, sealed.form());
        return Ok(see_other(&form));
    }
    if !portal.profile.referrals.answers(&referrer.origin).await {
        let here = submission(arrival.procedure.as_str(), &arrival.place, "");
        let page = StopPage::national_down(referrer, sealed.handle(), here);
        return Err(Refused::page(Stop::NationalDown.status(), page).because("the referrer does not answer"));
    }
    let referral = written(arrival.capability);
    let pairs = [("referral", referral.as_str()), ("arrival", sealed.handle())];
    Ok(see_other(&address(&format!("{}{VOUCH_PATH}", referrer.origin), &pairs)))
}

/// Straight to the identity that both portals share; to the page of all ways if there is no such any more.
fn sign_in(portal: &Portal, referrer: &Referrer, handle: &str) -> String {
    let back = ReturnTo::parse(&format!("/arrivals/{handle}"));
    let back = back.encoded();
    match portal.linking.upstream(&referrer.upstream) {
        Some(upstream) => format!("/sign-in/national/{}?return_to={back}", upstream.key),
        None => format!("/sign-in?return_to={back}"),
    }
}

/// The form at the place, under the key if there is one.
pub(super) fn submission(procedure: &str, place: &str, form: &str) -> String {
    address(&format!("/submit/{procedure}"), &[("place", place), ("form", form)])
}

/// The account goes on with the arrival; false if another account did before.
async fn take(
    portal: &Portal,
    visit: &Visit,
    arrival: &Arrival,
    account: LocalAccountId,
    vouched: bool,
) -> Result<bool, StorageError> {
    let (now, before) = (visit.now, arrival.clone());
    portal
        .site
        .store
        .write(move |tx| {
            let before = before.clone();
            Box::pin(async move {
                if !arrivals::take(tx, before.id, account).await? {
                    return Ok(Change::Unrecorded(false));
                }
                if vouched && !before.vouched {
                    arrivals::vouched(tx, before.id).await?;
                }
                if before.account.is_some() {
                    return Ok(Change::Unrecorded(true));
                }
                let event = AuditEvent::new(now, Actor::LocalAccount(account), "services.referral.arrived")
                    .about(Subject::LocalAccount(account))
                    .with("arrival", before.id.to_string())
                    .with("procedure", before.procedure.as_str())
                    .with("portal", before.portal);
                Ok(Change::Recorded(true, vec![event]))
            })
        })
        .await
}
