use onedoor_base::{AccountId, ContactId, Country, Digest, Email, IdentityLevel, Language, Phone, Timestamp};
use onedoor_people::{Account, AccountState, LoginName, PersonName, SealedNumber};

use super::phone_changes::{phone_owner_besides, release_phone};
use crate::{Row, Statement, StorageError, Tx, params};

macro_rules! select_account {
    ($rest:literal) => {
        select_account!("", $rest)
    };
    ($more:literal, $rest:literal) => {
        concat!(
            // What is held down or locked counts for less (see `levels`).
            "SELECT accounts.id, login_name, login_key, display_name, state, \
             CASE WHEN level_locked < identity_level THEN level_locked \
             WHEN level_held < identity_level THEN level_held ELSE identity_level END AS identity_level, \
             language, password_hash, password_changed_at, number_country, number_sealed, created_at",
            $more,
            " FROM accounts ",
            $rest
        )
    };
}

pub(super) use select_account;

const INSERT: Statement = Statement::new(
    "people.account.insert",
    "INSERT INTO accounts (id, login_name, login_key, display_name, state, identity_level, language, \
     password_hash, password_changed_at, number_country, number_sealed, number_fingerprint, created_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING",
);
const INSERT_CONTACT: Statement = Statement::new(
    "people.contact.insert",
    "INSERT INTO contacts (id, account_id, kind, value, confirmed_at) VALUES ($1, $2, 'phone', $3, $4) \
     ON CONFLICT DO NOTHING",
);
const BY_ID: Statement = Statement::new("people.account.by_id", select_account!("WHERE accounts.id = $1"));
const BY_LOGIN: Statement =
    Statement::new("people.account.by_login", select_account!("WHERE login_key = $1"));
const BY_NUMBER: Statement =
    Statement::new("people.account.by_number", select_account!("WHERE number_fingerprint = $1"));
const BY_PHONE: Statement = Statement::new(
    "people.account.by_phone",
    select_account!("JOIN contacts ON contacts.account_id = accounts.id WHERE kind = 'phone' AND value = $1"),
);
const PHONE_SINCE: Statement = Statement::new(
    "people.contact.phone_since",
    "SELECT confirmed_at FROM contacts WHERE account_id = $1 AND kind = 'phone' ORDER BY confirmed_at DESC LIMIT 1",
);
const PHONE_OF: Statement = Statement::new(
    "people.contact.phone_of",
    "SELECT value FROM contacts WHERE account_id = $1 AND kind = 'phone' ORDER BY confirmed_at DESC LIMIT 1",
);
// Both at once: this is read whenever a client asks about a person.
const WITH_CONTACTS: Statement = Statement::new(
    "people.account.with_contacts",
    select_account!(
        ", (SELECT value FROM contacts WHERE account_id = accounts.id AND kind = 'phone' \
         ORDER BY confirmed_at DESC LIMIT 1) AS phone, \
         (SELECT value FROM contacts WHERE account_id = accounts.id AND kind = 'email' \
         ORDER BY confirmed_at, contacts.id LIMIT 1) AS email, \
         (SELECT changed_at FROM personal_data WHERE account_id = accounts.id) AS changed_at, \
         (SELECT MAX(confirmed_at) FROM contacts WHERE account_id = accounts.id) AS contact_at",
        "WHERE accounts.id = $1"
    ),
);
const FORGET_PHONES: Statement = Statement::new(
    "people.contact.forget_phones",
    "DELETE FROM contacts WHERE account_id = $1 AND kind = 'phone'",
);
const RENEW_HASH: Statement = Statement::new(
    "people.account.renew_hash",
    "UPDATE accounts SET password_hash = $3 WHERE id = $1 AND password_hash = $2",
);
const CHANGE_PASSWORD: Statement = Statement::new(
    "people.account.change_password",
    "UPDATE accounts SET password_hash = $3, password_changed_at = $4 WHERE id = $1 AND password_hash = $2",
);
const CHANGE_STATE: Statement = Statement::new(
    "people.account.change_state",
    "UPDATE accounts SET state = $3 WHERE id = $1 AND state = $2",
);
// The level that is held down for a while stays so: what was proven before does not count more for being proven again.
const PROVE: Statement = Statement::new(
    "people.account.prove",
    "UPDATE accounts SET identity_level = $2, display_name = $3, number_country = $4, number_sealed = $5, \
     number_fingerprint = $6 WHERE id = $1 AND state = 'active' \
     AND (number_fingerprint IS NULL OR number_fingerprint = $6)",
);

pub(crate) const STATEMENTS: &[&Statement] = &[
    &PROVE,
    &INSERT,
    &INSERT_CONTACT,
    &BY_ID,
    &BY_LOGIN,
    &BY_NUMBER,
    &BY_PHONE,
    &PHONE_OF,
    &PHONE_SINCE,
    &WITH_CONTACTS,
    &FORGET_PHONES,
    &RENEW_HASH,
    &CHANGE_PASSWORD,
    &CHANGE_STATE,
];

/// An account with all that it is found by.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// The account; its number is sealed already.
    pub account: Account,
    /// The keyed fingerprint of the number, if the account has one.
    pub number: Option<Digest>,
    /// The phone, which was confirmed when the account was made, and the id it is kept under.
    pub phone: Option<(ContactId, Phone)>,
}

/// What became of an insertion. After anything but `Done` the transaction must be undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inserted {
    /// The account exists.
    Done,
    /// Somebody has that login name.
    LoginTaken,
    /// Somebody has that phone.
    PhoneTaken,
    /// Somebody has that national number.
    NumberTaken,
}

/// Makes an account with its phone.
pub async fn insert(tx: &mut Tx<'_>, new: &NewAccount) -> Result<Inserted, StorageError> {
    let account = &new.account;
    let made = tx
        .execute(
            &INSERT,
            params![
                account.id,
                account.login.as_str(),
                account.login.key(),
                account.name.as_str(),
                account.state.word(),
                account.identity.rank(),
                account.language.tag(),
                &account.password_hash,
                account.password_changed_at,
                account.number.as_ref().map(|n| n.country.code()),
                account.number.as_ref().map(|n| n.sealed.clone()),
                new.number,
                account.created_at
            ],
        )
        .await?;
    if made == 0 {
        let login_taken = by_login(tx, &account.login).await?.is_some();
        return Ok(if login_taken { Inserted::LoginTaken } else { Inserted::NumberTaken });
    }
    let Some((id, phone)) = &new.phone else { return Ok(Inserted::Done) };
    let kept =
        tx.execute(&INSERT_CONTACT, params![*id, account.id, phone.as_str(), account.created_at]).await?;
    Ok(if kept == 1 { Inserted::Done } else { Inserted::PhoneTaken })
}

/// The account with this id.
pub async fn by_id(tx: &mut Tx<'_>, id: AccountId) -> Result<Option<Account>, StorageError> {
    tx.row(&BY_ID, params![id]).await?.as_ref().map(read).transpose()
}

/// The account with this login name.
pub async fn by_login(tx: &mut Tx<'_>, login: &LoginName) -> Result<Option<Account>, StorageError> {
    tx.row(&BY_LOGIN, params![login.key()]).await?.as_ref().map(read).transpose()
}

/// The account with this phone.
pub async fn by_phone(tx: &mut Tx<'_>, phone: &Phone) -> Result<Option<Account>, StorageError> {
    tx.row(&BY_PHONE, params![phone.as_str()]).await?.as_ref().map(read).transpose()
}

/// The account with the national number of this fingerprint.
pub async fn by_number(tx: &mut Tx<'_>, fingerprint: Digest) -> Result<Option<Account>, StorageError> {
    tx.row(&BY_NUMBER, params![fingerprint]).await?.as_ref().map(read).transpose()
}

/// An account with how its owner is reached.
pub(super) struct WithContacts {
    pub(super) account: Account,
    /// The phone that was confirmed last.
    pub(super) phone: Option<Phone>,
    /// The mail address that was confirmed first.
    pub(super) email: Option<Email>,
    /// When its owner changed their personal data or confirmed a contact last.
    pub(super) changed_at: Option<Timestamp>,
}

/// The account with this id.
pub(super) async fn with_contacts(
    tx: &mut Tx<'_>,
    id: AccountId,
) -> Result<Option<WithContacts>, StorageError> {
    let read = |row: Row| {
        let phone = row.opt_text("phone")?.map(Phone::from_stored);
        let email = row.opt_text("email")?.map(Email::from_stored);
        let changed_at = row.opt_time("changed_at")?.max(row.opt_time("contact_at")?);
        Ok(WithContacts { account: read(&row)?, phone, email, changed_at })
    };
    tx.row(&WITH_CONTACTS, params![id]).await?.map(read).transpose()
}

/// The phone of an account, the latest confirmed.
pub async fn phone_of(tx: &mut Tx<'_>, id: AccountId) -> Result<Option<Phone>, StorageError> {
    let row = tx.row(&PHONE_OF, params![id]).await?;
    row.map(|row| row.text("value").map(Phone::from_stored)).transpose()
}

/// When the phone of an account was confirmed.
pub async fn phone_confirmed_at(tx: &mut Tx<'_>, id: AccountId) -> Result<Option<Timestamp>, StorageError> {
    tx.row(&PHONE_SINCE, params![id]).await?.map(|row| row.time("confirmed_at")).transpose()
}

/// Puts a confirmed phone into the place of the one before; false if somebody else has it. Where it rests at an account
/// that was merged into this one, it leaves that one.
pub async fn change_phone(
    tx: &mut Tx<'_>,
    id: AccountId,
    (contact, phone): (ContactId, &Phone),
    now: Timestamp,
) -> Result<bool, StorageError> {
    if phone_owner_besides(tx, phone, id).await?.is_some() {
        return Ok(false);
    }
    if let Some(resting) = by_phone(tx, phone).await? {
        release_phone(tx, phone, resting.id).await?;
    }
    tx.execute(&FORGET_PHONES, params![id]).await?;
    Ok(tx.execute(&INSERT_CONTACT, params![contact, id, phone.as_str(), now]).await? == 1)
}

/// Puts a better hash of the same password in the place of `old`; false if that is no longer there.
pub async fn renew_hash(tx: &mut Tx<'_>, id: AccountId, old: &str, new: &str) -> Result<bool, StorageError> {
    Ok(tx.execute(&RENEW_HASH, params![id, old, new]).await? == 1)
}

/// Puts the hash of another password in the place of `old`; false if that is no longer there.
pub async fn change_password(
    tx: &mut Tx<'_>,
    id: AccountId,
    old: &str,
    new: &str,
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&CHANGE_PASSWORD, params![id, old, new, now]).await? == 1)
}

/// What a proofing found out.
#[derive(Debug, Clone)]
pub struct ProvenOwner {
    /// The level that was decided.
    pub level: IdentityLevel,
    /// The name, as the register or the document has it.
    pub name: PersonName,
    /// The number, sealed into the account.
    pub number: SealedNumber,
    /// The keyed fingerprint of the number.
    pub fingerprint: Digest,
}

/// What became of [`prove_owner`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProvenNow {
    /// The account is that person's.
    Done,
    /// Another account has the number: proven before, or in the same moment.
    NumberTaken,
    /// The account is not active, or has another number.
    NotThis,
}

/// Writes down who the owner of an account is proven to be.
pub async fn prove_owner(
    tx: &mut Tx<'_>,
    id: AccountId,
    owner: &ProvenOwner,
) -> Result<ProvenNow, StorageError> {
    if by_number(tx, owner.fingerprint).await?.is_some_and(|other| other.id != id) {
        return Ok(ProvenNow::NumberTaken);
    }
    let (country, sealed) = (owner.number.country.code(), owner.number.sealed.clone());
    let values = params![id, owner.level.rank(), owner.name.as_str(), country, sealed, owner.fingerprint];
    Ok(if tx.execute(&PROVE, values).await? == 1 { ProvenNow::Done } else { ProvenNow::NotThis })
}

/// Makes an account stand otherwise; false if it does not stand as `from` says.
pub async fn change_state(
    tx: &mut Tx<'_>,
    id: AccountId,
    (from, to): (AccountState, AccountState),
) -> Result<bool, StorageError> {
    Ok(tx.execute(&CHANGE_STATE, params![id, from.word(), to.word()]).await? == 1)
}

pub(super) fn read(row: &Row) -> Result<Account, StorageError> {
    Ok(Account {
        id: row.id("id")?,
        login: LoginName::from_stored(row.text("login_name")?, row.text("login_key")?),
        name: PersonName::from_stored(row.text("display_name")?),
        state: AccountState::from_word(row.str("state")?).ok_or_else(|| row.bad("state", "no state"))?,
        identity: IdentityLevel::from_rank(row.int("identity_level")?)
            .ok_or_else(|| row.bad("identity_level", "no level"))?,
        language: Language::from_tag(row.str("language")?)
            .ok_or_else(|| row.bad("language", "no language"))?,
        password_hash: row.text("password_hash")?,
        password_changed_at: row.time("password_changed_at")?,
        number: number(row)?,
        created_at: row.time("created_at")?,
    })
}

fn number(row: &Row) -> Result<Option<SealedNumber>, StorageError> {
    match (row.opt_str("number_country")?, row.opt_bytes("number_sealed")?) {
        (Some(code), Some(sealed)) => {
            let country = Country::from_code(code).ok_or_else(|| row.bad("number_country", "no country"))?;
            Ok(Some(SealedNumber { country, sealed }))
        }
        (None, None) => Ok(None),
        _ => Err(row.bad("number_sealed", "a country without a number, or a number without a country")),
    }
}
