//! National numbers of local accounts: sealed in the account's row, found by a keyed fingerprint.

use onedoor_base::{Country, Digest, LocalAccountId};
use onedoor_national_id::{NationalNumber, Refused as NumberRefused};
use onedoor_storage::{Vault, VaultError};

/// Reads a number as the people of a country write it.
pub(crate) fn parse(country: Country, text: &str) -> Result<NationalNumber, NumberRefused> {
    let rules = match country {
        Country::Vietnam => onedoor_national_id::Country::Vietnam,
        Country::China => onedoor_national_id::Country::China,
        Country::Russia => onedoor_national_id::Country::Russia,
    };
    onedoor_national_id::parse(rules, text)
}

/// Seals the number of this account; in the row of another it does not open.
pub fn seal(vault: &Vault, account: LocalAccountId, number: &NationalNumber) -> Vec<u8> {
    vault.seal(&context(account), number.as_str().as_bytes())
}

/// The number of this account.
pub fn open(vault: &Vault, account: LocalAccountId, sealed: &[u8]) -> Result<String, VaultError> {
    let text = vault.open(&context(account), sealed)?;
    std::str::from_utf8(&text).map(str::to_owned).map_err(|_| VaultError::Damaged)
}

/// What the accounts of a number are found by.
pub fn fingerprint(vault: &Vault, number: &NationalNumber) -> Digest {
    vault.fingerprint("national_number", &format!("{}:{}", number.country().code(), number.as_str()))
}

fn context(account: LocalAccountId) -> String {
    format!("local_accounts.number/{account}")
}
