//! Mail addresses of people. An address is a contact, not a name: several people may share one.

use onedoor_base::{AccountId, ContactId, Email, Timestamp};

use crate::{Row, Statement, StorageError, Tx, params};

const EMAILS: Statement = Statement::new(
    "people.contact.emails",
    "SELECT id, value, confirmed_at FROM contacts WHERE account_id = $1 AND kind = 'email' \
     ORDER BY confirmed_at, id",
);
const ADD_EMAIL: Statement = Statement::new(
    "people.contact.add_email",
    "INSERT INTO contacts (id, account_id, kind, value, confirmed_at) VALUES ($1, $2, 'email', $3, $4) \
     ON CONFLICT DO NOTHING",
);
const REMOVE_EMAIL: Statement = Statement::new(
    "people.contact.remove_email",
    "DELETE FROM contacts WHERE id = $1 AND account_id = $2 AND kind = 'email'",
);

pub(super) const STATEMENTS: &[&Statement] = &[&EMAILS, &ADD_EMAIL, &REMOVE_EMAIL];

/// A mail address that its owner has confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmailContact {
    /// Under which it is kept.
    pub id: ContactId,
    /// The address.
    pub email: Email,
    /// When it was confirmed.
    pub confirmed_at: Timestamp,
}

/// The mail addresses of an account, the one that was confirmed first in front: that one is told to portals.
pub async fn emails_of(tx: &mut Tx<'_>, account: AccountId) -> Result<Vec<EmailContact>, StorageError> {
    let read = |row: &Row| {
        Ok(EmailContact {
            id: row.id("id")?,
            email: Email::from_stored(row.text("value")?),
            confirmed_at: row.time("confirmed_at")?,
        })
    };
    tx.rows(&EMAILS, params![account]).await?.iter().map(read).collect()
}

/// Adds a confirmed address; false if the account has it already.
pub async fn add_email(
    tx: &mut Tx<'_>,
    account: AccountId,
    (id, email): (ContactId, &Email),
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&ADD_EMAIL, params![id, account, email.as_str(), now]).await? == 1)
}

/// Takes an address away; false if the account has none under this id.
pub async fn remove_email(tx: &mut Tx<'_>, account: AccountId, id: ContactId) -> Result<bool, StorageError> {
    Ok(tx.execute(&REMOVE_EMAIL, params![id, account]).await? == 1)
}
