//! One authenticator: its name, and removing it.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use onedoor_base::{AccountId, PasskeyId, TotpId};
use onedoor_people::factors::{Held, label};
use onedoor_site::{FreshVisit, Nothing, Posted, Refused};
use onedoor_storage::people;
use onedoor_storage::{Change, StorageError, Tx};
use onedoor_ui::ErrorKind;
use serde::Deserialize;

use super::change::Owner;
use super::pages::{AuthenticatorPage, AuthenticatorShown};
use crate::Identity;

/// An authenticator of either kind, as addresses name it.
#[derive(Debug, Clone, Copy)]
enum Which {
    Passkey(PasskeyId),
    Totp(TotpId),
}

impl Which {
    fn read(text: &str) -> Result<Self, Refused> {
        text.parse().map(Self::Passkey).or_else(|_| text.parse().map(Self::Totp)).map_err(gone)
    }

    async fn find(
        self,
        tx: &mut Tx<'_>,
        account: AccountId,
    ) -> Result<Option<(AuthenticatorShown, Held)>, StorageError> {
        let found = match self {
            Self::Passkey(id) => {
                let all = people::passkeys(tx, account).await?;
                all.into_iter().find(|key| key.id == id).map(AuthenticatorShown::from)
            }
            Self::Totp(id) => {
                let all = people::totps(tx, account).await?;
                all.into_iter().find(|app| app.id == id).map(AuthenticatorShown::from)
            }
        };
        let held = people::held(tx, account).await?;
        Ok(found.map(|found| (found, held)))
    }
}

fn gone(why: impl std::fmt::Display) -> Refused {
    Refused::kind(ErrorKind::NotFound).because(why)
}

/// `GET /account/security/authenticators/{id}`.
pub(super) async fn show(visit: FreshVisit, Path(id): Path<String>) -> Result<Response, Refused> {
    let (which, account) = (Which::read(&id)?, visit.person()?);
    let found: Result<_, StorageError> =
        visit.site.store.read(move |tx| Box::pin(async move { which.find(tx, account).await })).await;
    let (shown, held) = found?.ok_or_else(|| gone("no such authenticator of this account"))?;
    let last = held.passkeys + held.totps == 1;
    Ok(visit.page(&AuthenticatorPage { shown, last }))
}

#[derive(Deserialize)]
pub(super) struct NewLabel {
    #[serde(default)]
    label: String,
}

/// `POST /account/security/authenticators/{id}/rename`.
pub(super) async fn rename(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Path(id): Path<String>,
    Posted(new): Posted<NewLabel>,
) -> Result<Response, Refused> {
    let (which, label) = (Which::read(&id)?, label(&new.label));
    let within = Arc::new((Owner::of(&identity, &visit)?, label));
    let renamed: Result<bool, StorageError> = visit
        .site
        .store
        .write(move |tx| {
            let within = Arc::clone(&within);
            Box::pin(async move {
                let (owner, label) = &*within;
                let renamed = match which {
                    Which::Passkey(id) => people::rename_passkey(tx, (owner.account, id), label).await?,
                    Which::Totp(id) => people::rename_totp(tx, (owner.account, id), label).await?,
                };
                if !renamed {
                    return Ok(Change::Unrecorded(false));
                }
                Ok(Change::Recorded(true, vec![owner.event("people.authenticator.renamed")]))
            })
        })
        .await;
    if renamed? {
        Ok(visit.sends("/account/security?notice=renamed"))
    } else {
        Err(gone("nothing to rename"))
    }
}

/// `POST /account/security/authenticators/{id}/remove`.
pub(super) async fn remove(
    State(identity): State<Identity>,
    visit: FreshVisit,
    Path(id): Path<String>,
    Posted(Nothing {}): Posted<Nothing>,
) -> Result<Response, Refused> {
    let which = Which::read(&id)?;
    let within = Arc::new(Owner::of(&identity, &visit)?);
    visit
        .site
        .store
        .write::<_, StorageError, _>(move |tx| {
            let owner = Arc::clone(&within);
            Box::pin(async move {
                let (removed, notice, action) = match which {
                    Which::Passkey(id) => (
                        people::remove_passkey(tx, (owner.account, id)).await?,
                        "notice-passkey-removed",
                        "people.passkey.removed",
                    ),
                    Which::Totp(id) => (
                        people::remove_totp(tx, (owner.account, id)).await?,
                        "notice-totp-removed",
                        "people.totp.removed",
                    ),
                };
                if !removed {
                    return Ok(Change::Unrecorded(()));
                }
                owner.tell(tx, notice).await?;
                Ok(Change::Recorded((), vec![owner.event(action)]))
            })
        })
        .await?;
    Ok(visit.sends("/account/security?notice=removed"))
}
