use onedoor_base::{Digest, LocalAccountId, Timestamp};
use onedoor_services::accounts::{ContactAnswer, ContactKind, ContactStep, ContactTold, hear_contact};
use onedoor_storage::services::accounts::AccountRecord;
use onedoor_storage::services::contacts::{self, ContactOffer};
use onedoor_storage::{StorageError, Tx, Vault};

use super::{seal, shown};

/// A value as an issuer tells it, in the form in which accounts keep it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ContactValue {
    pub(crate) kind: ContactKind,
    pub(crate) value: String,
    /// Whether the issuer has made sure of it.
    pub(crate) proven: bool,
}

/// Listens to what an issuer tells at a sign-in: what is new waits for the owner's answer, nothing is changed.
pub(crate) async fn hear(
    tx: &mut Tx<'_>,
    vault: &Vault,
    record: &AccountRecord,
    values: &[ContactValue],
    issuer: &str,
    now: Timestamp,
) -> Result<(), StorageError> {
    if values.is_empty() {
        return Ok(());
    }
    let account = record.account.id;
    let known = contacts::offers(tx, account).await?;
    for ContactValue { kind, value, proven } in values {
        let (fingerprint, sealed) = seal(vault, account, *kind, value);
        let told = known.iter().find(|offer| offer.kind == *kind).map(|offer| &offer.told);
        let is_shown = shown(record, *kind).as_ref() == Some(value);
        match hear_contact(told, issuer, fingerprint, is_shown) {
            ContactStep::Leave => {}
            ContactStep::Withdraw => contacts::forget(tx, account, *kind).await?,
            ContactStep::Offer => {
                let answer = ContactAnswer::Waiting;
                let offer = ContactOffer {
                    kind: *kind,
                    told: ContactTold { issuer: issuer.to_owned(), fingerprint, answer },
                    sealed: Some(sealed),
                    proven: *proven,
                    at: now,
                };
                contacts::offer(tx, account, &offer).await?;
            }
        }
    }
    Ok(())
}

/// Whether something waits for the owner's answer, or would if they came from their issuer again.
pub(crate) async fn is_offered(tx: &mut Tx<'_>, account: LocalAccountId) -> Result<bool, StorageError> {
    if !contacts::news(tx, account).await?.is_empty() {
        return Ok(true);
    }
    let offers = contacts::offers(tx, account).await?;
    Ok(offers.iter().any(|offer| offer.told.answer == ContactAnswer::Waiting))
}

/// Keyed, and another for every account: two accounts of one value are not seen to have it.
pub(super) fn fingerprint(vault: &Vault, account: LocalAccountId, kind: ContactKind, value: &str) -> Digest {
    vault.fingerprint("contact", &format!("{account}:{}:{value}", kind.word()))
}
