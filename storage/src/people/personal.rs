//! What people say of themselves, and the language that they chose.

use onedoor_base::{AccountId, Language, Timestamp};
use onedoor_people::{BirthDate, PersonName, Personal, sex_from_word, sex_word};

use crate::{Row, Statement, StorageError, Tx, params};

const GET: Statement = Statement::new(
    "people.personal.get",
    "SELECT born, sex, employer, language_chosen_at FROM personal_data WHERE account_id = $1",
);
const KEEP: Statement = Statement::new(
    "people.personal.keep",
    "INSERT INTO personal_data (account_id, born, sex, employer, changed_at) VALUES ($1, $2, $3, $4, $5) \
     ON CONFLICT (account_id) DO UPDATE SET born = excluded.born, sex = excluded.sex, \
     employer = excluded.employer, changed_at = excluded.changed_at",
);
const RENAME: Statement =
    Statement::new("people.account.rename", "UPDATE accounts SET display_name = $2 WHERE id = $1");
const CHOOSE_LANGUAGE: Statement = Statement::new(
    "people.personal.choose_language",
    "INSERT INTO personal_data (account_id, employer, changed_at, language_chosen_at) VALUES ($1, '', $2, $2) \
     ON CONFLICT (account_id) DO UPDATE SET changed_at = excluded.changed_at, \
     language_chosen_at = excluded.language_chosen_at",
);
const SPEAK: Statement =
    Statement::new("people.account.speak", "UPDATE accounts SET language = $2 WHERE id = $1");
const CHOSEN_LANGUAGE: Statement = Statement::new(
    "people.personal.chosen_language",
    "SELECT language FROM accounts JOIN personal_data ON personal_data.account_id = accounts.id \
     WHERE accounts.id = $1 AND language_chosen_at IS NOT NULL",
);

pub(super) const STATEMENTS: &[&Statement] =
    &[&GET, &KEEP, &RENAME, &CHOOSE_LANGUAGE, &SPEAK, &CHOSEN_LANGUAGE];

/// What a person said of themselves; nothing yet for most.
pub async fn personal_of(tx: &mut Tx<'_>, account: AccountId) -> Result<Personal, StorageError> {
    tx.row(&GET, params![account]).await?.as_ref().map_or_else(|| Ok(Personal::default()), read)
}

/// Puts this in the place of what they said before.
pub async fn keep_personal(
    tx: &mut Tx<'_>,
    account: AccountId,
    said: &Personal,
    now: Timestamp,
) -> Result<(), StorageError> {
    let born = said.born.map(|day| day.to_string());
    tx.execute(&KEEP, params![account, born, said.sex.map(sex_word), &said.employer, now]).await?;
    Ok(())
}

/// Gives an account another name. What is proven is not changed so: the caller has judged that.
pub async fn rename(tx: &mut Tx<'_>, account: AccountId, name: &PersonName) -> Result<(), StorageError> {
    tx.execute(&RENAME, params![account, name.as_str()]).await?;
    Ok(())
}

/// The language that an account is written to in, and that its owner finds wherever they sign in.
pub async fn choose_language(
    tx: &mut Tx<'_>,
    account: AccountId,
    language: Language,
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.execute(&CHOOSE_LANGUAGE, params![account, now]).await?;
    tx.execute(&SPEAK, params![account, language.tag()]).await?;
    Ok(())
}

/// The language, if its owner chose it. What an account speaks because it was made in that language is no choice.
pub async fn chosen_language(tx: &mut Tx<'_>, account: AccountId) -> Result<Option<Language>, StorageError> {
    let Some(row) = tx.row(&CHOSEN_LANGUAGE, params![account]).await? else { return Ok(None) };
    Ok(Language::from_tag(row.str("language")?))
}

fn read(row: &Row) -> Result<Personal, StorageError> {
    let born = match row.opt_str("born")? {
        Some(text) => Some(BirthDate::from_stored(text).ok_or_else(|| row.bad("born", "no day"))?),
        None => None,
    };
    let sex = match row.opt_str("sex")? {
        Some(word) => Some(sex_from_word(word).ok_or_else(|| row.bad("sex", "no sex"))?),
        None => None,
    };
    Ok(Personal { born, sex, employer: row.text("employer")? })
}
