//! National numbers: sealed in the account's row, found by a keyed fingerprint.

use onedoor_base::{AccountId, Country, Digest};
use onedoor_people::{NationalNumber, SealedNumber, parse_claimed_number, parse_number};

use crate::vault::{Vault, VaultError};

/// Seals the number of this account; in the row of another it does not open.
pub fn seal_number(vault: &Vault, account: AccountId, number: &NationalNumber) -> SealedNumber {
    let country =
        Country::from_code(number.country().code()).expect("the rooms name the same three countries");
    SealedNumber { country, sealed: vault.seal(&context(account), number.as_str().as_bytes()) }
}

/// What the account of a number is found by.
pub fn number_fingerprint(vault: &Vault, number: &NationalNumber) -> Digest {
    vault.fingerprint(&format!("national-number:{}", number.country().code()), number.as_str())
}

/// The number of this account.
pub fn open_number(
    vault: &Vault,
    account: AccountId,
    number: &SealedNumber,
) -> Result<NationalNumber, VaultError> {
    let text = vault.open(&context(account), &number.sealed)?;
    let text = std::str::from_utf8(&text).map_err(|_| VaultError::Damaged)?;
    parse_number(number.country, text).map_err(|_| VaultError::Damaged)
}

/// Seals the number that the owner of this account says is theirs.
pub fn seal_claim(vault: &Vault, account: AccountId, number: &NationalNumber) -> SealedNumber {
    let country =
        Country::from_code(number.country().code()).expect("the rooms name the same three countries");
    SealedNumber { country, sealed: vault.seal(&claim_context(account), number.as_str().as_bytes()) }
}

/// The number that the owner of this account says is theirs.
pub fn open_claim(
    vault: &Vault,
    account: AccountId,
    number: &SealedNumber,
) -> Result<NationalNumber, VaultError> {
    let text = vault.open(&claim_context(account), &number.sealed)?;
    let text = std::str::from_utf8(&text).map_err(|_| VaultError::Damaged)?;
    parse_claimed_number(number.country, text).map_err(|_| VaultError::Damaged)
}

/// Another one than that of proven numbers: a claim that was put into their place does not open.
fn claim_context(account: AccountId) -> String {
    format!("number_claims.number/{account}")
}

fn context(account: AccountId) -> String {
    format!("accounts.number/{account}")
}
