//! What an account has besides its password.

use onedoor_base::AccountId;
use onedoor_people::factors::{Held, TextCodes};

use crate::{Statement, StorageError, Tx, params};

// All at once: it is read whenever somebody signs in.
const HELD: Statement = Statement::new(
    "people.held.of_account",
    "SELECT (SELECT COUNT(*) FROM passkeys WHERE account_id = $1 AND doubted_at IS NULL) AS passkeys, \
     (SELECT COUNT(*) FROM passkeys WHERE account_id = $1 AND doubted_at IS NOT NULL) AS doubted, \
     (SELECT COUNT(*) FROM totps WHERE account_id = $1) AS totps, \
     (SELECT COUNT(*) FROM recovery_codes WHERE account_id = $1 AND used_at IS NULL) AS codes, \
     (SELECT COUNT(*) FROM contacts WHERE account_id = $1 AND kind = 'phone') AS phones, \
     (SELECT choice FROM text_codes WHERE account_id = $1) AS text_codes",
);
const CHOOSE: Statement = Statement::new(
    "people.held.choose_text_codes",
    "INSERT INTO text_codes (account_id, choice) VALUES ($1, $2) \
     ON CONFLICT (account_id) DO UPDATE SET choice = excluded.choice",
);

pub(super) const STATEMENTS: &[&Statement] = &[&HELD, &CHOOSE];

/// What the account has.
pub async fn held(tx: &mut Tx<'_>, account: AccountId) -> Result<Held, StorageError> {
    let Some(row) = tx.row(&HELD, params![account]).await? else { return Ok(Held::default()) };
    let text_codes = match row.opt_str("text_codes")? {
        Some(word) => TextCodes::from_word(word).ok_or_else(|| row.bad("text_codes", "no choice"))?,
        None => TextCodes::default(),
    };
    Ok(Held {
        passkeys: row.int("passkeys")?,
        doubted: row.int("doubted")?,
        totps: row.int("totps")?,
        recovery_codes: row.int("codes")?,
        phone: row.int("phones")? > 0,
        text_codes,
    })
}

/// Keeps what the owner chose for codes by text message.
pub async fn choose_text_codes(
    tx: &mut Tx<'_>,
    account: AccountId,
    choice: TextCodes,
) -> Result<(), StorageError> {
    tx.execute(&CHOOSE, params![account, choice.word()]).await.map(drop)
}
