//! A portal's own accounts.

use onedoor_base::{Country, Digest, Language, LocalAccountId, Phone, Timestamp};
use onedoor_services::accounts::{AccountState, Email, LocalAccount, NumberProver, Origin, UserName};
use onedoor_services::organisations::OrganisationCode;

use crate::{Row, Statement, StorageError, Tx, params};

const INSERT: Statement = Statement::new(
    "services.account.insert",
    "INSERT INTO local_accounts (id, organisation, user_name, user_key, display_name, phone, phone_confirmed_at, \
     email, state, password_hash, password_changed_at, number_country, number_sealed, number_fingerprint, \
     number_proven_at, number_proven_by, number_matched_at, language, created_at, origin) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20) \
     ON CONFLICT DO NOTHING",
);

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, organisation, user_name, display_name, phone, phone_confirmed_at, email, email_confirmed_at, state, \
             password_hash, number_country, number_sealed, number_fingerprint, number_proven_at, \
             number_proven_by, number_matched_at, number_skipped_at, language, created_at, origin \
             FROM local_accounts WHERE ",
            $rest
        )
    };
}

const GET: Statement = Statement::new("services.account.get", select!("id = $1"));

/// How many accounts one look at several takes; the last is asked for again where there are fewer.
const AT_ONCE: usize = 8;
const SEVERAL: Statement =
    Statement::new("services.account.several", select!("id IN ($1, $2, $3, $4, $5, $6, $7, $8)"));

const BY_NAME: Statement =
    Statement::new("services.account.by_name", select!("organisation = $1 AND user_key = $2"));

const BY_PHONE: Statement = Statement::new(
    "services.account.by_phone",
    select!("phone = $1 AND phone_confirmed_at IS NOT NULL ORDER BY created_at, id LIMIT 20"),
);

const BY_NUMBER: Statement = Statement::new(
    "services.account.by_number",
    select!("number_fingerprint = $1 ORDER BY created_at, id LIMIT 20"),
);

const STANDS: Statement = Statement::new(
    "services.account.stands",
    "SELECT id FROM local_accounts WHERE id = $1 AND password_hash = $2 AND state = 'active'",
);

const REPLACE_HASH: Statement = Statement::new(
    "services.account.replace_hash",
    "UPDATE local_accounts SET password_hash = $3 WHERE id = $1 AND password_hash = $2 AND state = 'active'",
);

const SET_PASSWORD: Statement = Statement::new(
    "services.account.set_password",
    "UPDATE local_accounts SET password_hash = $2, password_changed_at = $3 WHERE id = $1 AND state = 'active'",
);

const RENAME: Statement = Statement::new(
    "services.account.rename",
    "UPDATE local_accounts SET user_name = $2, user_key = $3 WHERE id = $1 AND state = 'active' \
     AND NOT EXISTS (SELECT 1 FROM local_accounts AS other WHERE other.user_key = $3 AND other.id <> $1 \
     AND other.organisation = local_accounts.organisation)",
);

const SET_PROFILE: Statement = Statement::new(
    "services.account.set_profile",
    "UPDATE local_accounts SET display_name = $2, language = $3 WHERE id = $1 AND state = 'active'",
);

const SET_EMAIL: Statement = Statement::new(
    "services.account.set_email",
    "UPDATE local_accounts SET email = $2, email_confirmed_at = $3 WHERE id = $1 AND state = 'active'",
);

const DOUBT_EMAIL: Statement = Statement::new(
    "services.account.doubt_email",
    "UPDATE local_accounts SET email_confirmed_at = NULL WHERE id = $1 AND email_confirmed_at IS NOT NULL",
);

const SET_PHONE: Statement = Statement::new(
    "services.account.set_phone",
    "UPDATE local_accounts SET phone = $2, phone_confirmed_at = $3 WHERE id = $1 AND state = 'active'",
);

const PROVE_NUMBER: Statement = Statement::new(
    "services.account.prove_number",
    "UPDATE local_accounts SET number_country = $2, number_sealed = $3, number_fingerprint = $4, \
     number_proven_at = $5, number_proven_by = $6, \
     number_matched_at = CASE WHEN number_fingerprint = $4 THEN number_matched_at END \
     WHERE id = $1 AND state = 'active' AND (number_proven_at IS NULL OR number_fingerprint = $4)",
);

// Only in the place of the one that the issuer had told.
const CORRECT_NUMBER: Statement = Statement::new(
    "services.account.correct_number",
    "UPDATE local_accounts SET number_country = $2, number_sealed = $3, number_fingerprint = $4, \
     number_proven_at = $5, number_matched_at = NULL WHERE id = $1 AND state = 'active' \
     AND number_proven_by = 'issuer' AND number_proven_at IS NOT NULL AND number_fingerprint = $6",
);

// Never in the place of one that is proven.
const MATCH_NUMBER: Statement = Statement::new(
    "services.account.match_number",
    "UPDATE local_accounts SET number_country = $2, number_sealed = $3, number_fingerprint = $4, \
     number_proven_by = 'register', number_matched_at = $5 WHERE id = $1 AND state = 'active' \
     AND number_proven_at IS NULL",
);

const SKIP_NUMBER: Statement = Statement::new(
    "services.account.skip_number",
    "UPDATE local_accounts SET number_skipped_at = $2 WHERE id = $1 AND state = 'active'",
);

// It has no password and no dossier, and nobody was ever signed in to it: not so where it came with another portal,
// whatever becomes of the link that was to be carried over.
const UNMAKE: Statement = Statement::new(
    "services.account.unmake",
    "UPDATE local_accounts SET state = 'closed', display_name = '', phone = NULL, phone_confirmed_at = NULL, \
     email = NULL, email_confirmed_at = NULL, number_country = NULL, number_sealed = NULL, number_fingerprint = NULL, \
     number_proven_at = NULL, number_proven_by = NULL, number_matched_at = NULL, number_skipped_at = NULL, \
     language = NULL WHERE id = $1 AND state = 'active' \
     AND origin = 'national_sign_in' AND password_hash IS NULL \
     AND NOT EXISTS (SELECT 1 FROM dossiers WHERE local_account_id = $1) \
     AND NOT EXISTS (SELECT 1 FROM absorbed WHERE id = $1)",
);

pub(crate) const STATEMENTS: &[&Statement] = &[
    &INSERT,
    &GET,
    &SEVERAL,
    &BY_NAME,
    &BY_PHONE,
    &BY_NUMBER,
    &STANDS,
    &REPLACE_HASH,
    &SET_PASSWORD,
    &RENAME,
    &SET_PROFILE,
    &SET_EMAIL,
    &DOUBT_EMAIL,
    &SET_PHONE,
    &PROVE_NUMBER,
    &CORRECT_NUMBER,
    &MATCH_NUMBER,
    &SKIP_NUMBER,
    &UNMAKE,
];

/// A local account with what is kept beside it.
#[derive(Clone, PartialEq, Eq)]
pub struct AccountRecord {
    /// The account; its phone is only there once it is confirmed.
    pub account: LocalAccount,
    /// A phone that nobody has confirmed: shown to its owner, never sent a code.
    pub unconfirmed_phone: Option<Phone>,
    /// When its mail address was confirmed, if it was.
    pub email_confirmed_at: Option<Timestamp>,
    /// The hash of its password, if it has one.
    pub password_hash: Option<String>,
    /// The national number, if it is known.
    pub number: Option<NumberRecord>,
    /// When its owner was asked for the number last and did not give it.
    pub number_skipped_at: Option<Timestamp>,
    /// The language that its owner chose.
    pub language: Option<Language>,
}

/// A national number as an account keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberRecord {
    /// Whose number it is.
    pub country: Country,
    /// The number, sealed.
    pub sealed: Vec<u8>,
    /// Its keyed fingerprint.
    pub fingerprint: Digest,
    /// When its owner proved it, if they did: until then it is what some form said.
    pub proven_at: Option<Timestamp>,
    /// Who made sure of it; nobody, or it is not known any more.
    pub proven_by: Option<NumberProver>,
    /// When the population register knew it with what its owner said of themselves, if it did.
    pub matched_at: Option<Timestamp>,
}

impl NumberRecord {
    /// Whether it is known to be its owner's.
    pub const fn is_proven(&self) -> bool {
        self.proven_at.is_some()
    }

    /// Whether the population register knows it, and nobody has proven it.
    pub fn is_matched(&self) -> bool {
        self.proven_at.is_none() && self.proven_by == Some(NumberProver::Register)
    }
}

impl AccountRecord {
    /// An account without password, number or language.
    pub const fn new(account: LocalAccount) -> Self {
        Self {
            account,
            unconfirmed_phone: None,
            email_confirmed_at: None,
            password_hash: None,
            number: None,
            number_skipped_at: None,
            language: None,
        }
    }

    /// The mail address, if it is known to be its owner's.
    pub fn mailbox(&self) -> Option<&Email> {
        self.account.email.as_ref().filter(|_| self.email_confirmed_at.is_some())
    }
}

/// Records a new account; false if its organisation has one of that name.
pub async fn insert(tx: &mut Tx<'_>, record: &AccountRecord) -> Result<bool, StorageError> {
    let AccountRecord { account, number, .. } = record;
    let phone = account.phone.as_ref().or(record.unconfirmed_phone.as_ref());
    let changed = tx
        .execute(
            &INSERT,
            params![
                account.id,
                organisation_column(account),
                account.user_name.as_str(),
                account.user_name.key(),
                &account.display_name,
                phone.map(Phone::as_str),
                account.phone.as_ref().map(|_| account.created_at),
                account.email.as_ref().map(Email::as_str),
                account.state.name(),
                record.password_hash.as_deref(),
                record.password_hash.as_ref().map(|_| account.created_at),
                number.as_ref().map(|n| n.country.code()),
                number.as_ref().map(|n| n.sealed.clone()),
                number.as_ref().map(|n| n.fingerprint),
                number.as_ref().and_then(|n| n.proven_at),
                number.as_ref().and_then(|n| n.proven_by).map(NumberProver::word),
                number.as_ref().and_then(|n| n.matched_at),
                record.language.map(Language::tag),
                account.created_at,
                account.origin.name()
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// The account with this id.
pub async fn get(tx: &mut Tx<'_>, id: LocalAccountId) -> Result<Option<AccountRecord>, StorageError> {
    tx.row(&GET, params![id]).await?.as_ref().map(read).transpose()
}

/// Several accounts, in the order of their ids; those that are gone are left out.
pub async fn several(tx: &mut Tx<'_>, ids: &[LocalAccountId]) -> Result<Vec<AccountRecord>, StorageError> {
    let mut found = Vec::with_capacity(ids.len());
    for ids in ids.chunks(AT_ONCE) {
        let id = |place: usize| ids[place.min(ids.len() - 1)];
        let values = params![id(0), id(1), id(2), id(3), id(4), id(5), id(6), id(7)];
        let rows = tx.rows(&SEVERAL, values).await?;
        let records = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        found.extend(ids.iter().filter_map(|id| records.iter().find(|one| one.account.id == *id).cloned()));
    }
    Ok(found)
}

/// The account of this name, by [`UserName::key`]; `organisation` is empty where there are none.
pub async fn by_name(
    tx: &mut Tx<'_>,
    organisation: &str,
    key: &str,
) -> Result<Option<AccountRecord>, StorageError> {
    tx.row(&BY_NAME, params![organisation, key]).await?.as_ref().map(read).transpose()
}

/// The accounts with this confirmed phone, the oldest first; at most twenty.
pub async fn by_phone(tx: &mut Tx<'_>, phone: &Phone) -> Result<Vec<AccountRecord>, StorageError> {
    tx.rows(&BY_PHONE, params![phone.as_str()]).await?.iter().map(read).collect()
}

/// The accounts with this number, proven or not, the oldest first; at most twenty.
pub async fn by_number(tx: &mut Tx<'_>, fingerprint: Digest) -> Result<Vec<AccountRecord>, StorageError> {
    tx.rows(&BY_NUMBER, params![fingerprint]).await?.iter().map(read).collect()
}

/// Whether the account is active and `hash` is still the hash of its password.
pub async fn stands(tx: &mut Tx<'_>, id: LocalAccountId, hash: &str) -> Result<bool, StorageError> {
    Ok(tx.row(&STANDS, params![id, hash]).await?.is_some())
}

/// Puts a better hash of the same password in the place of `old`; false if `old` does not stand any
/// more or the account is not active.
pub async fn replace_hash(
    tx: &mut Tx<'_>,
    id: LocalAccountId,
    old: &str,
    new: &str,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&REPLACE_HASH, params![id, old, new]).await? == 1)
}

/// Sets a new password; false if the account is not active.
pub async fn set_password(
    tx: &mut Tx<'_>,
    id: LocalAccountId,
    hash: &str,
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&SET_PASSWORD, params![id, hash, now]).await? == 1)
}

/// Gives the account another user name; false if its organisation has one of that name.
pub async fn rename(tx: &mut Tx<'_>, id: LocalAccountId, name: &UserName) -> Result<bool, StorageError> {
    Ok(tx.execute(&RENAME, params![id, name.as_str(), name.key()]).await? == 1)
}

/// Sets what the owner says of themselves; false if the account is not active.
pub async fn set_profile(
    tx: &mut Tx<'_>,
    id: LocalAccountId,
    display_name: &str,
    language: Option<Language>,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&SET_PROFILE, params![id, display_name, language.map(Language::tag)]).await? == 1)
}

/// Sets the mail address, or removes it; false if the account is not active.
pub async fn set_email(
    tx: &mut Tx<'_>,
    id: LocalAccountId,
    email: Option<&Email>,
    confirmed_at: Option<Timestamp>,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&SET_EMAIL, params![id, email.map(Email::as_str), confirmed_at]).await? == 1)
}

/// The mail address is not known to be its owner's any more; false if it was not before.
pub async fn doubt_email(tx: &mut Tx<'_>, id: LocalAccountId) -> Result<bool, StorageError> {
    Ok(tx.execute(&DOUBT_EMAIL, params![id]).await? == 1)
}

/// Sets a phone that its owner has just confirmed; false if the account is not active.
pub async fn set_phone(
    tx: &mut Tx<'_>,
    id: LocalAccountId,
    phone: &Phone,
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&SET_PHONE, params![id, phone.as_str(), now]).await? == 1)
}

/// Writes down a number that the owner has proven, and to whom (`number.proven_by`); false if another number was
/// proven before, or the account is not active.
pub async fn prove_number(
    tx: &mut Tx<'_>,
    id: LocalAccountId,
    number: &NumberRecord,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let (sealed, by) = (number.sealed.as_slice(), number.proven_by.map(NumberProver::word));
    let params = params![id, number.country.code(), sealed, number.fingerprint, now, by];
    Ok(tx.execute(&PROVE_NUMBER, params).await? == 1)
}

/// Puts another number in the place of `former`, which the issuer of the account's national identity had told; false
/// if the account has another by now, or is not active.
pub async fn correct_number(
    tx: &mut Tx<'_>,
    id: LocalAccountId,
    number: &NumberRecord,
    former: Digest,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let (country, sealed) = (number.country.code(), number.sealed.as_slice());
    let params = params![id, country, sealed, number.fingerprint, now, former];
    Ok(tx.execute(&CORRECT_NUMBER, params).await? == 1)
}

/// Writes down a number that the population register knows with what the owner said of themselves; false if one was
/// proven before, or the account is not active.
pub async fn match_number(
    tx: &mut Tx<'_>,
    id: LocalAccountId,
    number: &NumberRecord,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let params = params![id, number.country.code(), number.sealed.as_slice(), number.fingerprint, now];
    Ok(tx.execute(&MATCH_NUMBER, params).await? == 1)
}

/// Writes down that the owner was asked for their number and did not give it; false if the account is not active.
pub async fn skip_number(tx: &mut Tx<'_>, id: LocalAccountId, now: Timestamp) -> Result<bool, StorageError> {
    Ok(tx.execute(&SKIP_NUMBER, params![id, now]).await? == 1)
}

/// Closes an account that was made for a link which came to nothing, and forgets what it knew of the person; false
/// if there is something in it, or it did not come to be like that.
pub async fn unmake(tx: &mut Tx<'_>, id: LocalAccountId) -> Result<bool, StorageError> {
    Ok(tx.execute(&UNMAKE, params![id]).await? == 1)
}

fn organisation_column(account: &LocalAccount) -> &str {
    account.organisation.as_ref().map(OrganisationCode::as_str).unwrap_or_default()
}

fn read(row: &Row) -> Result<AccountRecord, StorageError> {
    let phone = row.opt_text("phone")?.map(Phone::from_stored);
    let confirmed = row.opt_time("phone_confirmed_at")?.is_some();
    let organisation = row.text("organisation")?;
    let organisation = if organisation.is_empty() {
        None
    } else {
        Some(organisation.parse().map_err(|_| row.bad("organisation", "no code of an organisation"))?)
    };
    let account = LocalAccount {
        id: row.id("id")?,
        user_name: UserName::from_stored(row.text("user_name")?),
        organisation,
        display_name: row.text("display_name")?,
        phone: phone.clone().filter(|_| confirmed),
        email: row.opt_text("email")?.map(Email::from_stored),
        state: AccountState::from_name(row.str("state")?).ok_or_else(|| row.bad("state", "no state"))?,
        origin: Origin::from_name(row.str("origin")?).ok_or_else(|| row.bad("origin", "no origin"))?,
        created_at: row.time("created_at")?,
    };
    Ok(AccountRecord {
        account,
        unconfirmed_phone: phone.filter(|_| !confirmed),
        email_confirmed_at: row.opt_time("email_confirmed_at")?,
        password_hash: row.opt_text("password_hash")?,
        number: number(row)?,
        number_skipped_at: row.opt_time("number_skipped_at")?,
        language: row.opt_text("language")?.and_then(|tag| Language::from_tag(&tag)),
    })
}

fn number(row: &Row) -> Result<Option<NumberRecord>, StorageError> {
    let columns = (
        row.opt_text("number_country")?,
        row.opt_bytes("number_sealed")?,
        row.opt_digest("number_fingerprint")?,
    );
    let (Some(country), Some(sealed), Some(fingerprint)) = columns else { return Ok(None) };
    Ok(Some(NumberRecord {
        country: Country::from_code(&country).ok_or_else(|| row.bad("number_country", "no country"))?,
        sealed,
        fingerprint,
        proven_at: row.opt_time("number_proven_at")?,
        proven_by: row.opt_str("number_proven_by")?.and_then(NumberProver::from_word),
        matched_at: row.opt_time("number_matched_at")?,
    }))
}
