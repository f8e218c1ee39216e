//! The account that is made for somebody who comes with a national identity and has none.

use onedoor_base::LocalAccountId;
use onedoor_services::accounts::{AccountState, LocalAccount, NumberProver, Origin};
use onedoor_site::Visit;
use onedoor_storage::services::accounts::{AccountRecord, NumberRecord};

use super::national::{National, Number};
use crate::{made_up_user_name, numbers};

/// An account in this person's name. It has no password: the national identity is its one way in, until its
/// owner sets another. Nothing is taken over but the name and the number.
pub(super) fn account_of(visit: &Visit, national: &National) -> AccountRecord {
    let random = visit.site.random.as_ref();
    let account = LocalAccount {
        id: LocalAccountId::new(visit.now, random),
        // Empty if the national identity tells no name: its owner gives one, or goes without.
        display_name: national.details.name.clone(),
        user_name: made_up_user_name(random),
        organisation: None,
        phone: None,
        email: None,
        state: AccountState::Active,
        origin: Origin::NationalSignIn,
        created_at: visit.now,
    };
    let number = national.number.as_ref().map(|number| number_of(visit, account.id, number));
    AccountRecord { number, language: Some(visit.language), ..AccountRecord::new(account) }
}

fn number_of(visit: &Visit, account: LocalAccountId, number: &Number) -> NumberRecord {
    NumberRecord {
        country: visit.site.settings.country,
        sealed: numbers::seal(&visit.site.vault, account, &number.national),
        fingerprint: number.fingerprint,
        proven_at: number.proven.then_some(visit.now),
        proven_by: number.proven.then_some(NumberProver::Issuer),
        matched_at: None,
    }
}
