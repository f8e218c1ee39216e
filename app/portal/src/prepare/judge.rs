//! Looking up what the portal knows of some hundred rows at once.

use std::collections::{BTreeMap, BTreeSet};

use onedoor_base::Digest;
use onedoor_linking::{RowAccount, RowAccountState, RowFacts, RowNumber, numbers_near};
use onedoor_services::accounts::AccountState;
use onedoor_services::fold;
use onedoor_storage::linking::preparing::{self, Carriers, ForNumber, Named};
use onedoor_storage::{StorageError, Tx, Vault};

use super::rows::Row;
use crate::numbers;

/// What was looked up.
pub(super) struct Known {
    /// The accounts, by organisation and name.
    accounts: BTreeMap<String, BTreeMap<String, Named>>,
    carriers: BTreeMap<[u8; 32], Carriers>,
    prepared: BTreeMap<[u8; 32], Vec<ForNumber>>,
}

impl Known {
    /// Looks up everything about these rows.
    pub(super) async fn of(tx: &mut Tx<'_>, rows: &[&Row]) -> Result<Self, StorageError> {
        let mut names: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for row in rows {
            names.entry(&row.organisation).or_default().insert(&row.key);
        }
        let mut accounts = BTreeMap::new();
        for (organisation, keys) in names {
            let found = preparing::accounts(tx, organisation, &keys).await?;
            accounts.insert(organisation.to_owned(), found);
        }
        let numbers: Vec<Digest> = rows.iter().map(|row| row.fingerprint).collect();
        Ok(Self {
            accounts,
            carriers: preparing::carriers(tx, &numbers).await?,
            prepared: preparing::prepared(tx, &numbers).await?,
        })
    }

    /// The account that a row names.
    pub(super) fn account(&self, row: &Row) -> Option<&Named> {
        self.accounts.get(&row.organisation)?.get(&row.key)
    }

    /// The row beside what is known.
    pub(super) fn facts(&self, vault: &Vault, row: &Row) -> RowFacts {
        let account = self.account(row);
        let number = account.map_or(RowNumber::None, |account| beside(vault, account, row));
        let carriers = self.carriers.get(&row.fingerprint.0).copied().unwrap_or_default();
        let own = account.filter(|_| number == RowNumber::Same);
        let others = |all: u64, counts: bool| all.saturating_sub(u64::from(counts));
        let proven = others(carriers.proven, own.is_some_and(|account| account.number_proven));
        let all = others(carriers.all, own.is_some());
        let prepared = self.prepared.get(&row.fingerprint.0).map_or(&[][..], Vec::as_slice);
        let here = |one: &&ForNumber| account.is_some_and(|account| account.id == one.account);
        RowFacts {
            account: account.map(|account| RowAccount {
                state: match account.state {
                    AccountState::Active => RowAccountState::Active,
                    AccountState::Locked => RowAccountState::Locked,
                    AccountState::Closed => RowAccountState::Closed,
                },
                number,
                number_proven: account.number_proven,
                held: account.held,
                prepared: match account.prepared {
                    None => RowNumber::None,
                    Some(prepared) if prepared == row.fingerprint => RowNumber::Same,
                    Some(_) => RowNumber::Other,
                },
            }),
            number_on_others: (proven, all.saturating_sub(proven)),
            number_prepared: prepared.iter().any(|one| !one.denied && !here(&one)),
            denied: prepared.iter().any(|one| one.denied && here(&one)),
            other_name: account
                .zip(row.name.as_deref())
                .is_some_and(|(a, name)| differ(&a.display_name, name)),
        }
    }
}

/// The account's own number beside the row's. One that cannot be opened is another one.
fn beside(vault: &Vault, account: &Named, row: &Row) -> RowNumber {
    let Some((sealed, fingerprint)) = &account.number else { return RowNumber::None };
    if *fingerprint == row.fingerprint {
        return RowNumber::Same;
    }
    match numbers::open(vault, account.id, sealed) {
        Ok(own) if numbers_near(&own, row.number.as_str()) => RowNumber::Near,
        _ => RowNumber::Other,
    }
}

/// Whether two names differ beyond accents, case and the order of their words.
pub(super) fn differ(one: &str, other: &str) -> bool {
    let words = |text: &str| {
        let folded = fold(text);
        let mut words: Vec<String> = folded.split(' ').map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    let (one, other) = (words(one), words(other));
    one.concat() != "" && other.concat() != "" && one != other
}
