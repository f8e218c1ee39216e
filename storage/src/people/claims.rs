use onedoor_base::AccountId;
use onedoor_people::PersonClaims;

use super::accounts::WithContacts;
use crate::{StorageError, Tx};

/// What may be told about a person to somebody they allowed it to; nothing of an account that opens
/// no doors.
pub async fn claims(tx: &mut Tx<'_>, id: AccountId) -> Result<Option<PersonClaims>, StorageError> {
    let found = super::accounts::with_contacts(tx, id).await?;
    let Some(WithContacts { account, phone, email, changed_at }) =
        found.filter(|found| found.account.state == onedoor_people::AccountState::Active)
    else {
        return Ok(None);
    };
    // While the electronic identity is locked nobody is told whose it is.
    let locked = super::levels::level(tx, id).await?.is_some_and(|level| level.locked.is_some());
    Ok(Some(PersonClaims {
        id,
        login_name: account.login.as_str().to_owned(),
        display_name: account.name.as_str().to_owned(),
        phone,
        email,
        language: account.language,
        identity: account.identity,
        number: account.number.filter(|_| !locked),
        updated_at: changed_at.unwrap_or(account.created_at),
    }))
}
