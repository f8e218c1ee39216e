//! How a local account is named to its owner.

use onedoor_base::LocalAccountId;
use onedoor_site::Refused;
use onedoor_storage::StorageError;
use onedoor_storage::services::accounts::{self, AccountRecord};

use super::pages::AccountLabel;
use crate::{Portal, known_user_name};

/// The labels of these accounts, in order; those that are gone are left out.
pub(super) async fn labels(portal: &Portal, ids: Vec<LocalAccountId>) -> Result<Vec<AccountLabel>, Refused> {
    let found: Result<Vec<AccountRecord>, StorageError> = portal
        .site
        .store
        .read(move |tx| {
            Box::pin(async move {
                let mut found = Vec::new();
                for id in ids {
                    found.extend(accounts::get(tx, id).await?);
                }
                Ok(found)
            })
        })
        .await;
    Ok(found?.iter().map(|record| label(portal, record)).collect())
}

/// Its owner's name, the user name if they know one, and the organisation.
pub(super) fn label(portal: &Portal, record: &AccountRecord) -> AccountLabel {
    let account = &record.account;
    AccountLabel {
        id: account.id,
        name: account.display_name.clone(),
        user_name: known_user_name(record).map(|name| name.as_str().to_owned()),
        organisation: account.organisation.as_ref().map(|o| portal.profile.organisation_name(o.as_str())),
    }
}
