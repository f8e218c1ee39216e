//! Somebody comes to a province's portal with a referral: it is kept before anything else happens, so that
//! neither signing in nor an outage loses it, and taken out of the address.

use std::time::Duration;

use axum::response::Response;
use onedoor_base::{ArrivalId, Digest, Secret, Token};
use onedoor_services::dossiers::ChosenPlace;
use onedoor_services::procedures::Procedure;
use onedoor_services::{Tier, units};
use onedoor_site::limits::{Limit, taken};
use onedoor_site::{Refused, Visit, see_other};
use onedoor_storage::services::arrivals::{self, Arrival};
use onedoor_storage::{Change, StorageError, Vault, VaultError};
use serde::{Deserialize, Serialize};

use super::pages::{Stop, StopPage};
use super::vouch::is_handle;
use crate::Portal;
use crate::routes::suffices;

/// An arrival of which no dossier came is kept as long as somebody may write at a draft.
const KEPT_FOR: Duration = Duration::from_hours(24 * 365);

/// What the address of the submission page says besides the place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sent<'a> {
    /// The capability.
    pub(crate) referral: &'a str,
    /// The origin of the portal that it came from.
    pub(crate) from: &'a str,
    /// The code of the place.
    pub(crate) place: &'a str,
}

/// What must be had again in the clear, and is sealed until then.
#[derive(Serialize, Deserialize)]
pub(super) struct Sealed {
    capability: String,
    handle: String,
    form: String,
}

impl Sealed {
    pub(super) fn open(vault: &Vault, sealed: &[u8], id: ArrivalId) -> Result<Self, VaultError> {
        let json = vault.open(&context(id), sealed)?;
        serde_json::from_slice(&json).map_err(|_| VaultError::Damaged)
    }

    fn seal(&self, vault: &Vault, id: ArrivalId) -> Result<Vec<u8>, VaultError> {
        let json = serde_json::to_vec(self).map_err(|_| VaultError::Damaged)?;
        Ok(vault.seal(&context(id), &json))
    }

    /// What proves to the other portal that it sent somebody here.
    pub(super) fn capability(&self) -> Secret {
        Secret::new(self.capability.as_str())
    }

    /// What the arrival is called in addresses.
    pub(super) fn handle(&self) -> &str {
        &self.handle
    }

    /// The key of the form with which the dossier is begun.
    pub(super) fn form(&self) -> &str {
        &self.form
    }
}

/// What is sealed in an arrival, as JSON: to be sealed again at another portal.
pub(crate) fn unsealed(vault: &Vault, id: ArrivalId, sealed: &[u8]) -> Result<String, VaultError> {
    let json = vault.open(&context(id), sealed)?;
    std::str::from_utf8(&json).map(str::to_owned).map_err(|_| VaultError::Damaged)
}

/// Seals what [`unsealed`] opened at another portal; nothing if it is not what an arrival has.
pub(crate) fn seal_again(vault: &Vault, id: ArrivalId, json: &str) -> Option<Vec<u8>> {
    serde_json::from_str::<Sealed>(json).ok()?;
    Some(vault.seal(&context(id), json.as_bytes()))
}

fn context(id: ArrivalId) -> String {
    format!("arrivals.sealed/{id}")
}

/// Keeps the arrival and goes on with it.
pub(crate) async fn arrive(
    portal: &Portal,
    visit: &Visit,
    procedure: &'static Procedure,
    sent: Sent<'_>,
) -> Result<Response, Refused> {
    let here = super::go_on::submission(procedure.code.as_str(), sent.place, "");
    let Some(referrer) = portal.profile.referrals.referrer(sent.from) else {
        let page = StopPage::here(Stop::Stranger, None, here);
        return Ok(visit.page_with(Stop::Stranger.status(), &page));
    };
    if !is_handle(sent.referral) {
        let page = StopPage::here(Stop::Unknown, Some(referrer), here);
        return Ok(visit.page_with(Stop::Unknown.status(), &page));
    }
    if !serves(portal, visit, procedure, sent.place) {
        let page = StopPage::there(Stop::NotServed, referrer);
        return Ok(visit.page_with(Stop::NotServed.status(), &page));
    }
    let network = visit.network_key();
    let limit = Limit::of(&visit.site, "referral.arrived", &network, 300, Duration::from_mins(10));
    if let Some(wait) = taken(visit, [limit]).await? {
        return Err(wait.refused(visit));
    }
    let handle = keep(portal, visit, procedure, sent).await?;
    Ok(see_other(&format!("/arrivals/{handle}")))
}

/// Whether the procedure can be asked for at this place, and the place belongs to this portal's province.
fn serves(portal: &Portal, visit: &Visit, procedure: &Procedure, place: &str) -> bool {
    let today = portal.day(visit.now);
    let Some(province) = &portal.profile.province else { return false };
    let place = ChosenPlace { code: place.to_owned(), valid_at: today };
    let path = units().at(today).path(&place.code);
    let inside = path.first().is_some_and(|top| top.tier() == Tier::Province && top.code() == province);
    inside && suffices(procedure, &place.code, today)
}

/// The handle of the arrival: of the one that is there, if this browser came with this capability before.
async fn keep(
    portal: &Portal,
    visit: &Visit,
    procedure: &Procedure,
    sent: Sent<'_>,
) -> Result<String, Refused> {
    let (site, now) = (&portal.site, visit.now);
    let id = ArrivalId::new(now, site.random.as_ref());
    let (handle, form) = (site.token(), site.token());
    let sealed = Sealed {
        capability: sent.referral.to_owned(),
        handle: handle.reveal().to_owned(),
        form: form.reveal().to_owned(),
    };
    let new = Arrival {
        id,
        handle: handle.digest(),
        browser: visit.browser,
        portal: sent.from.to_owned(),
        capability: Token::presented(sent.referral).digest(),
        sealed: sealed.seal(&site.vault, id)?,
        procedure: procedure.code.clone(),
        place: sent.place.to_owned(),
        submission_key: Digest::of(form.reveal()),
        account: None,
        vouched: false,
        refused_at: None,
        created_at: now,
        expires_at: now.after(KEPT_FOR),
    };
    let kept: Arrival = site
        .store
        .write(move |tx| {
            let new = new.clone();
            Box::pin(async move {
                let known = arrivals::by_capability(tx, new.capability, new.browser).await?;
                if let Some(known) = known {
                    return Ok::<_, StorageError>(Change::Unrecorded(known));
                }
                arrivals::insert(tx, &new).await?;
                Ok(Change::Unrecorded(new))
            })
        })
        .await?;
    Ok(Sealed::open(&site.vault, &kept.sealed, kept.id)?.handle)
}
