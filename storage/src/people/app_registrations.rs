//! Numbers with which people registered in the application. They lead a sign-in to an account; nothing else asks for
//! them, and whoever has the number proven goes before.

use std::time::Duration;

use onedoor_base::{AccountId, Digest, Timestamp};
use onedoor_people::Account;

use super::accounts::select_account;
use crate::{Statement, StorageError, Tx, params};

/// Until when an application has to be given in for the number to find anybody.
pub const GIVE_IN: Duration = Duration::from_hours(30 * 24);

const PUT: Statement = Statement::new(
    "people.app_registration.put",
    "INSERT INTO app_registrations (account_id, number_fingerprint, browser, registered_at) VALUES ($1, $2, $3, $4)",
);
// Where several gave one number, the browser decides that one of them knows; then who was first.
const FIND: Statement = Statement::new(
    "people.app_registration.find",
    select_account!(
        "JOIN app_registrations ON app_registrations.account_id = accounts.id \
         WHERE app_registrations.number_fingerprint = $1 AND accounts.state = 'active' \
         AND accounts.number_fingerprint IS NULL AND (registered_at > $2 OR EXISTS \
         (SELECT 1 FROM application_acts WHERE application_acts.account_id = accounts.id AND step = 'give-face')) \
         ORDER BY CASE WHEN browser = $3 OR EXISTS (SELECT 1 FROM remembered_devices \
         WHERE remembered_devices.account_id = accounts.id AND digest = $4 AND expires_at > $5) \
         THEN 0 ELSE 1 END, registered_at, accounts.id LIMIT 1"
    ),
);

pub(super) const STATEMENTS: &[&Statement] = &[&PUT, &FIND];

/// From where somebody wants to sign in.
#[derive(Debug, Clone, Copy)]
pub struct Door {
    /// The browser.
    pub browser: Digest,
    /// The value by which accounts remember it, if it has one.
    pub device: Option<Digest>,
    /// When.
    pub now: Timestamp,
}

/// Writes down with which number an account was registered, in which browser.
pub async fn register_in_app(
    tx: &mut Tx<'_>,
    account: AccountId,
    (number, browser): (Digest, Digest),
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.execute_one(&PUT, params![account, number, browser, now]).await
}

/// The account without a proven number that was registered with this one. One that gave in no application within
/// [`GIVE_IN`] is not found.
pub async fn by_registered_number(
    tx: &mut Tx<'_>,
    number: Digest,
    door: &Door,
) -> Result<Option<Account>, StorageError> {
    let values = params![number, door.now.before(GIVE_IN), door.browser, door.device, door.now];
    tx.row(&FIND, values).await?.as_ref().map(super::accounts::read).transpose()
}
