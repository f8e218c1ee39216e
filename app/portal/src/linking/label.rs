//! How a local account is named to its owner.

use std::collections::BTreeMap;

use onedoor_base::LocalAccountId;
use onedoor_services::accounts::{LocalAccount, Origin};
use onedoor_services::organisations::OrganisationKind;
use onedoor_site::Refused;
use onedoor_storage::StorageError;
use onedoor_storage::linking::openings;
use onedoor_storage::services::accounts::{self, AccountRecord};
use onedoor_storage::services::moving;

use super::pages::AccountLabel;
use crate::{Portal, known_user_name};

/// The labels of these accounts, in order; those that are gone are left out.
pub(super) async fn labels(portal: &Portal, ids: Vec<LocalAccountId>) -> Result<Vec<AccountLabel>, Refused> {
    let (found, opened, mut came) = portal
        .site
        .store
        .read::<_, StorageError, _>(move |tx| {
            Box::pin(async move {
                let mut came = BTreeMap::new();
                for id in &ids {
                    came.extend(moving::account_came_from(tx, *id).await?.map(|from| (*id, from)));
                }
                Ok((accounts::several(tx, &ids).await?, openings::last_of(tx, &ids).await?, came))
            })
        })
        .await?;
    let mut labelled = |record: &AccountRecord| {
        let id = record.account.id;
        let used = opened.get(&id).copied();
        AccountLabel { used, came_from: came.remove(&id), ..label(portal, record) }
    };
    Ok(found.iter().map(&mut labelled).collect())
}

/// What kind of account it is: the kind of its organisation, or else how it came to be.
fn kind(portal: &Portal, account: &LocalAccount) -> &'static str {
    let placed = account.organisation.as_ref().zip(portal.profile.organisations);
    let placed = placed.and_then(|(code, all)| all.find(code.as_str()));
    match (placed.map(|placed| placed.organisation.kind), account.origin) {
        (Some(OrganisationKind::School), _) => "portal-organisation-educational",
        (Some(OrganisationKind::Authority), _) => "portal-organisation-authority",
        (None, Origin::NationalSignIn) => "link-kind-made",
        (None, Origin::Registered | Origin::Imported) => "link-kind-own",
    }
}

/// Its owner's name, the user name if they know one, and the organisation.
pub(super) fn label(portal: &Portal, record: &AccountRecord) -> AccountLabel {
    let account = &record.account;
    AccountLabel {
        id: account.id,
        name: account.display_name.clone(),
        user_name: known_user_name(record).map(|name| name.as_str().to_owned()),
        organisation: account.organisation.as_ref().map(|o| portal.profile.organisation_name(o.as_str())),
        kind: kind(portal, account),
        used: None,
        came_from: None,
    }
}

/// How an account is named to its owner at the issuer: no more than tells it from their others.
pub(crate) fn said(portal: &Portal, record: &AccountRecord) -> String {
    let AccountLabel { name, user_name, organisation, .. } = label(portal, record);
    let account = user_name.unwrap_or(name);
    match organisation {
        Some(organisation) => format!("{account}, {organisation}"),
        None => account,
    }
}

/// The beginning of a user name, for somebody who has not shown yet that the account is theirs: its owner knows it
/// again, and nobody else can complete it.
pub(crate) fn begun(name: &str) -> String {
    let shown = if name.chars().count() > 4 { 2 } else { 1 };
    format!("{}•••", name.chars().take(shown).collect::<String>())
}
