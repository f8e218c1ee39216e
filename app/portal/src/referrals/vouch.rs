//! The browser is back at the national portal: does the person behind the referral stand behind what
//! arrived at the province? A referral that was passed on to somebody else ends here.

use axum::extract::State;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use onedoor_base::{Digest, LocalAccountId, Timestamp};
use onedoor_services::referrals::{NotVouched, Referral, Vouched};
use onedoor_site::{Asked as Address, Refused, SignedInVisit, see_other};
use onedoor_storage::services::referrals;
use onedoor_storage::{Change, StorageError};
use serde::Deserialize;

use super::pages::{Stop, StopPage};
use super::refer::event;
use super::settings::ProvincialPortal;
use crate::Portal;

/// What the address says: the digest of the capability, and what the province calls the arrival.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    referral: String,
    #[serde(default)]
    arrival: String,
}

/// `GET /referrals/vouch`: bound to the owner's session, and it leads only to the portal that the
/// referral names.
pub(super) async fn vouch(
    State(portal): State<Portal>,
    visit: SignedInVisit,
    Address(asked): Address<Asked>,
) -> Result<Response, Refused> {
    let account = visit.local_account()?;
    let (Some(capability), true) = (digest(&asked.referral), is_handle(&asked.arrival)) else {
        return Ok(visit.page_with(Stop::Unknown.status(), &StopPage::begin_again(&portal, Stop::Unknown)));
    };
    let arrival = Digest::of(&asked.arrival);
    let found = stand_behind(&portal, capability, account, arrival, visit.now).await?;
    let Some((referral, verdict)) = found else {
        return Ok(visit.page_with(Stop::Unknown.status(), &StopPage::begin_again(&portal, Stop::Unknown)));
    };
    let province = portal.profile.referrals.provincial(&referral.portal);
    match (verdict, province) {
        (Ok(_), Some(province)) => Ok(see_other(&back(province, &asked.arrival))),
        (Ok(_), None) => {
            // The portal is not in the configuration any more.
            let page = StopPage::begin_again(&portal, Stop::Unknown);
            Ok(visit.page_with(Stop::Unknown.status(), &page))
        }
        (Err(NotVouched::AnotherAccount), _) => {
            let page = StopPage::begin_again(&portal, Stop::AnotherAccount);
            Ok(visit.page_with(Stop::AnotherAccount.status(), &page))
        }
        (Err(NotVouched::AnotherArrival), _) => {
            let page = StopPage::of_procedure(&portal, Stop::Used, &referral);
            Ok(visit.page_with(Stop::Used.status(), &page))
        }
        (Err(NotVouched::Expired), _) => {
            let page = StopPage::of_procedure(&portal, Stop::Expired, &referral);
            Ok(visit.page_with(Stop::Expired.status(), &page))
        }
    }
}

type Verdict = Option<(Referral, Result<Vouched, NotVouched>)>;

async fn stand_behind(
    portal: &Portal,
    capability: Digest,
    account: LocalAccountId,
    arrival: Digest,
    now: Timestamp,
) -> Result<Verdict, StorageError> {
    portal
        .site
        .store
        .write(move |tx| {
            Box::pin(async move {
                let Some(referral) = referrals::by_capability(tx, capability).await? else {
                    return Ok(Change::Unrecorded(None));
                };
                let verdict = referral.vouch(account, arrival, now);
                let Ok(Vouched::Now(good_until)) = verdict else {
                    return Ok(Change::Unrecorded(Some((referral, verdict))));
                };
                if !referrals::vouch(tx, referral.id, arrival, good_until).await? {
                    return Ok(Change::Unrecorded(Some((referral, Err(NotVouched::AnotherArrival)))));
                }
                let event = event(&referral, "services.referral.vouched", now);
                Ok(Change::Recorded(Some((referral, verdict)), vec![event]))
            })
        })
        .await
}

fn back(province: &ProvincialPortal, handle: &str) -> String {
    format!("{}/arrivals/{handle}?vouched=yes", province.origin)
}

/// Names of arrivals, and capabilities, are 256 bits in base64url.
pub(super) fn is_handle(text: &str) -> bool {
    digest(text).is_some()
}

/// 256 bits from base64url, exactly.
fn digest(text: &str) -> Option<Digest> {
    URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok().map(Digest)
}

/// 256 bits in base64url.
pub(crate) fn written(digest: Digest) -> String {
    URL_SAFE_NO_PAD.encode(digest.0)
}
