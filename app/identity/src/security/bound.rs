//! The one device that opens the electronic identity by its passcode: its owner sees it and takes it off.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use onedoor_site::{FreshVisit, Nothing, Posted, Refused};
use onedoor_storage::{Change, StorageError, proofing};

use super::change::Owner;
use crate::Identity;

/// `POST /account/security/bound/remove`. Another is bound where an activated identity is opened anew.
pub(super) async fn remove(
    State(identity): State<Identity>,
    visit: FreshVisit,
    _: Posted<Nothing>,
) -> Result<Response, Refused> {
    let owner = Arc::new(Owner::of(&identity, &visit)?);
    visit
        .site
        .store
        .write::<_, StorageError, _>(move |tx| {
            let owner = Arc::clone(&owner);
            Box::pin(async move {
                if !proofing::loose_device(tx, owner.account).await? {
                    return Ok(Change::Unrecorded(()));
                }
                owner.tell(tx, "notice-passcode-removed").await?;
                Ok(Change::Recorded((), vec![owner.event("people.passcode.removed")]))
            })
        })
        .await?;
    Ok(visit.sends("/account/security?notice=bound-removed"))
}
