//! Contact data that a national identity tells: offered to the owner of the account, taken over only when they
//! say so (S5.4).

mod hear;
mod page;
mod routes;

use onedoor_base::{Digest, LocalAccountId};
use onedoor_services::accounts::ContactKind;
use onedoor_storage::services::accounts::AccountRecord;
use onedoor_storage::{Vault, VaultError};
use onedoor_ui::{Samples, samples};

pub(crate) use hear::{ContactValue, hear, is_offered};
pub(crate) use page::ContactsPage;
pub(crate) use routes::pages;

/// The page, in every state that differs to a reader.
pub(crate) fn samples() -> Samples {
    samples![ContactsPage]
}

/// What the account shows of this kind; a telephone number that nobody has confirmed is not there yet.
fn shown(record: &AccountRecord, kind: ContactKind) -> Option<String> {
    let account = &record.account;
    match kind {
        ContactKind::Name => Some(account.display_name.clone()).filter(|name| !name.is_empty()),
        ContactKind::Phone => account.phone.as_ref().map(|phone| phone.as_str().to_owned()),
        ContactKind::Email => account.email.as_ref().map(|email| email.as_str().to_owned()),
    }
}

/// A value under the keys of this portal: its fingerprint, and sealed.
pub(crate) fn seal(
    vault: &Vault,
    account: LocalAccountId,
    kind: ContactKind,
    value: &str,
) -> (Digest, Vec<u8>) {
    let sealed = vault.seal(&context(account, kind), value.as_bytes());
    (hear::fingerprint(vault, account, kind, value), sealed)
}

fn context(account: LocalAccountId, kind: ContactKind) -> String {
    format!("contact_offers.sealed/{account}/{}", kind.word())
}

/// Opens a value that waits for an answer.
pub(crate) fn open(
    vault: &Vault,
    account: LocalAccountId,
    kind: ContactKind,
    sealed: &[u8],
) -> Result<String, VaultError> {
    let text = vault.open(&context(account, kind), sealed)?;
    std::str::from_utf8(&text).map(str::to_owned).map_err(|_| VaultError::Damaged)
}
