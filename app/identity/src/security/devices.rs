//! Forgetting browsers that are not asked for a second step.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use onedoor_base::DeviceId;
use onedoor_site::{FreshVisit, Posted, Refused};
use onedoor_storage::people;
use onedoor_storage::{Change, StorageError};
use serde::Deserialize;

use super::change::Owner;
use crate::Identity;

#[derive(Deserialize)]
pub(super) struct Which {
    /// An id, or `all`.
    #[serde(default)]
    device: String,
}

/// `POST /account/security/devices/forget`.
pub(super) async fn forget(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Posted(which): Posted<Which>,
) -> Result<Response, Refused> {
    let owner = Owner::of(&identity, &visit)?;
    let one = which.device.parse::<DeviceId>().ok();
    if one.is_none() && which.device != "all" {
        return Ok(visit.sends("/account/security"));
    }
    let within = Arc::new(owner);
    visit
        .site
        .store
        .write::<_, StorageError, _>(move |tx| {
            let owner = Arc::clone(&within);
            Box::pin(async move {
                let forgotten = match one {
                    Some(id) => people::forget_device(tx, owner.account, id).await?,
                    None => people::forget_devices(tx, owner.account).await? > 0,
                };
                if !forgotten {
                    return Ok(Change::Unrecorded(()));
                }
                Ok(Change::Recorded((), vec![owner.event("people.device.forgotten")]))
            })
        })
        .await?;
    Ok(visit.sends("/account/security?notice=device-forgotten"))
}
