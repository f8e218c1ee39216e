//! What of an account a merge moves, and the moving.

use std::collections::BTreeSet;

use onedoor_base::{AccountId, Language, PostalAddressId, Subject, Timestamp};
use onedoor_people::merging::{
    Changed, Contact, ContactKind, Holding, Letters, LinkHeld, Moved, Plan, Row as Piece, Said, Undo, Waits,
};
use onedoor_people::{AccountState, BirthDate, Proven, sex_from_word};
use onedoor_places::write_out;

use super::accounts::by_id;
use super::{addresses_of, keep_personal, main_address, personal_of};
use crate::site::sessions;
use crate::{Row, Statement, StorageError, Tx, params};

const CONTACTS: Statement = Statement::new(
    "people.holding.contacts",
    "SELECT id, kind, value, confirmed_at FROM contacts WHERE account_id = $1",
);
const CONSENTS: Statement = Statement::new(
    "people.holding.consents",
    "SELECT id, client_id FROM consents WHERE account_id = $1 AND ended_at IS NULL",
);
const LINKS: Statement = Statement::new(
    "people.holding.links",
    "SELECT id, client, subject FROM identity_links WHERE person_id = $1",
);
const MET: Statement = Statement::new(
    "people.holding.met",
    "SELECT client_id AS client FROM consents WHERE account_id = $1 \
     UNION SELECT client_id AS client FROM grants WHERE account_id = $1 \
     UNION SELECT client AS client FROM identity_links WHERE person_id = $1 \
     UNION SELECT client AS client FROM link_proofs WHERE person_id = $1 \
     UNION SELECT client_id AS client FROM names_at_clients WHERE account_id = $1",
);
const PHONE_WAITS: Statement = Statement::new(
    "people.holding.phone_waits",
    "SELECT id FROM phone_changes WHERE account_id = $1 AND state = 'waiting'",
);
// A level that is held down after a recovery or locked counts, too: nobody is to be proven less well by having lost a
// password, and nobody gets rid of a lock by a merge.
const RECOVERY_WAITS: Statement = Statement::new(
    "people.holding.recovery_waits",
    "SELECT id FROM recoveries WHERE account_id = $1 AND state = 'waiting' \
     UNION ALL SELECT id FROM accounts WHERE id = $1 \
     AND (level_held < identity_level OR level_locked < identity_level)",
);
const CLOSING_WAITS: Statement = Statement::new(
    "people.holding.closing_waits",
    "SELECT account_id FROM account_closings WHERE account_id = $1 AND state = 'waiting'",
);
const STATE: Statement =
    Statement::new("people.holding.state", "UPDATE accounts SET state = $3 WHERE id = $1 AND state = $2");
const LOGIN: Statement = Statement::new(
    "people.holding.login",
    "UPDATE accounts SET login_name = $2, login_key = $3 WHERE id = $1",
);
const NAME: Statement =
    Statement::new("people.holding.name", "UPDATE accounts SET display_name = $2 WHERE id = $1");
const LANGUAGE: Statement =
    Statement::new("people.holding.language", "UPDATE accounts SET language = $2 WHERE id = $1");
const MOVE_CONTACT: Statement = Statement::new(
    "people.holding.move_contact",
    "UPDATE contacts SET account_id = $3 WHERE id = $1 AND account_id = $2",
);
const DROP_CONTACT: Statement =
    Statement::new("people.holding.drop_contact", "DELETE FROM contacts WHERE id = $1 AND account_id = $2");
const MOVE_ADDRESS: Statement = Statement::new(
    "people.holding.move_address",
    "UPDATE postal_addresses SET account_id = $3 WHERE id = $1 AND account_id = $2",
);
const MOVE_CONSENT: Statement = Statement::new(
    "people.holding.move_consent",
    "UPDATE consents SET account_id = $3 WHERE id = $1 AND account_id = $2",
);
const MOVE_LINK: Statement = Statement::new(
    "people.holding.move_link",
    "UPDATE identity_links SET person_id = $3 WHERE id = $1 AND person_id = $2",
);

pub(super) const STATEMENTS: &[&Statement] = &[
    &CONTACTS,
    &CONSENTS,
    &LINKS,
    &MET,
    &PHONE_WAITS,
    &RECOVERY_WAITS,
    &CLOSING_WAITS,
    &STATE,
    &LOGIN,
    &NAME,
    &LANGUAGE,
    &MOVE_CONTACT,
    &DROP_CONTACT,
    &MOVE_ADDRESS,
    &MOVE_CONSENT,
    &MOVE_LINK,
];

/// The two accounts of a merge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Both {
    /// The account that is kept.
    pub kept: AccountId,
    /// The account that is absorbed.
    pub absorbed: AccountId,
}

impl Both {
    const fn way(self, to_kept: bool) -> (AccountId, AccountId) {
        if to_kept { (self.absorbed, self.kept) } else { (self.kept, self.absorbed) }
    }
}

/// What of an account a merge touches; `None` if there is no such account. What its number proves is for those to say
/// who can open it.
pub async fn holding(tx: &mut Tx<'_>, id: AccountId) -> Result<Option<Holding>, StorageError> {
    let Some(account) = by_id(tx, id).await? else { return Ok(None) };
    let contacts: Result<BTreeSet<Contact>, StorageError> =
        tx.rows(&CONTACTS, params![id]).await?.iter().map(contact).collect();
    let consents: Result<BTreeSet<_>, StorageError> = tx
        .rows(&CONSENTS, params![id])
        .await?
        .iter()
        .map(|row| Ok((row.id("id")?, row.text("client_id")?)))
        .collect();
    let link = |row: &Row| {
        Ok(LinkHeld { id: row.id("id")?, client: row.text("client")?, subject: row.text("subject")? })
    };
    let links: Result<BTreeSet<_>, StorageError> =
        tx.rows(&LINKS, params![id]).await?.iter().map(link).collect();
    Ok(Some(Holding {
        account: id,
        login: account.login.as_str().to_owned(),
        name: account.name.as_str().to_owned(),
        proven: Proven::of(account.identity, None),
        said: personal_of(tx, id).await?,
        language: account.language,
        contacts: contacts?,
        addresses: addresses_of(tx, id).await?.iter().map(letters).collect(),
        consents: consents?,
        links: links?,
    }))
}

fn letters(one: &super::PostalAddress) -> Letters {
    Letters { id: one.id, main: one.main, written: write_out(&one.address).join(", ") }
}

fn contact(row: &Row) -> Result<Contact, StorageError> {
    let kind = match row.str("kind")? {
        "phone" => ContactKind::Phone,
        "email" => ContactKind::Email,
        _ => return Err(row.bad("kind", "no kind of contact")),
    };
    let confirmed_at = row.time("confirmed_at")?.millis();
    Ok(Contact { id: row.id("id")?, kind, value: row.text("value")?, confirmed_at })
}

/// The clients that have met the owner of an account, as far as is known.
pub async fn met(tx: &mut Tx<'_>, account: AccountId) -> Result<BTreeSet<String>, StorageError> {
    tx.rows(&MET, params![account]).await?.iter().map(|row| row.text("client")).collect()
}

/// What waits at an account and keeps it from being merged.
pub async fn waits(tx: &mut Tx<'_>, account: AccountId) -> Result<Option<Waits>, StorageError> {
    if tx.row(&PHONE_WAITS, params![account]).await?.is_some() {
        return Ok(Some(Waits::Phone));
    }
    if tx.row(&RECOVERY_WAITS, params![account]).await?.is_some() {
        return Ok(Some(Waits::Recovery));
    }
    Ok(tx.row(&CLOSING_WAITS, params![account]).await?.map(|_| Waits::Closing))
}

/// Does what a plan says: the one account opens nothing any more, and what was its is the other's. False, with
/// nothing done, if the absorbed one does not open doors.
pub async fn absorb(tx: &mut Tx<'_>, both: Both, plan: &Plan, now: Timestamp) -> Result<bool, StorageError> {
    let (from, to) = (AccountState::Active, AccountState::Merged);
    if tx.execute(&STATE, params![both.absorbed, from.word(), to.word()]).await? == 0 {
        return Ok(false);
    }
    carry(tx, both, &plan.moved).await?;
    if plan.login.is_some() {
        swap_logins(tx, both).await?;
    }
    let name = plan.name.as_ref().map(|name| name.after.as_str());
    let language = plan.language.as_ref().map(|language| language.after.as_str());
    call(tx, both.kept, (name, language)).await?;
    let Said { born, sex, employer } = &plan.said;
    let after = |changed: &Option<Changed>| changed.as_ref().map(|changed| changed.after.clone());
    let said = Said { born: after(born), sex: after(sex), employer: after(employer) };
    say(tx, both.kept, &said, now).await?;
    mains(tx, both, (plan.kept_main.after, plan.absorbed_main.after)).await?;
    Ok(true)
}

/// Does what undoing says: both accounts open doors again. False, with nothing done, if it was not absorbed.
pub async fn part(tx: &mut Tx<'_>, both: Both, undo: &Undo, now: Timestamp) -> Result<bool, StorageError> {
    let (from, to) = (AccountState::Merged, AccountState::Active);
    if tx.execute(&STATE, params![both.absorbed, from.word(), to.word()]).await? == 0 {
        return Ok(false);
    }
    for id in &undo.dropped {
        tx.execute(&DROP_CONTACT, params![*id, both.absorbed]).await?;
    }
    carry(tx, both, &undo.moved).await?;
    if undo.logins {
        swap_logins(tx, both).await?;
    }
    call(tx, both.kept, (undo.name.as_deref(), undo.language.as_deref())).await?;
    say(tx, both.kept, &undo.said, now).await?;
    mains(tx, both, (undo.kept_main, undo.absorbed_main)).await?;
    Ok(true)
}

async fn carry(tx: &mut Tx<'_>, both: Both, moved: &[Moved]) -> Result<(), StorageError> {
    for Moved { row, to_kept } in moved {
        let (from, to) = both.way(*to_kept);
        match row {
            Piece::Contact(contact) => tx.execute(&MOVE_CONTACT, params![contact.id, from, to]).await?,
            Piece::Address(id) => tx.execute(&MOVE_ADDRESS, params![*id, from, to]).await?,
            Piece::Consent(id) => tx.execute(&MOVE_CONSENT, params![*id, from, to]).await?,
            Piece::Link(id) => tx.execute(&MOVE_LINK, params![*id, from, to]).await?,
        };
    }
    Ok(())
}

/// A login name is one account's at every moment: one of them is put aside under a name that nobody can choose.
async fn swap_logins(tx: &mut Tx<'_>, both: Both) -> Result<(), StorageError> {
    let (Some(kept), Some(absorbed)) = (by_id(tx, both.kept).await?, by_id(tx, both.absorbed).await?) else {
        return Ok(());
    };
    let aside = both.absorbed.to_string();
    tx.execute_one(&LOGIN, params![both.absorbed, &aside, &aside]).await?;
    tx.execute_one(&LOGIN, params![both.kept, absorbed.login.as_str(), absorbed.login.key()]).await?;
    tx.execute_one(&LOGIN, params![both.absorbed, kept.login.as_str(), kept.login.key()]).await
}

async fn call(
    tx: &mut Tx<'_>,
    kept: AccountId,
    (name, language): (Option<&str>, Option<&str>),
) -> Result<(), StorageError> {
    if let Some(name) = name {
        tx.execute_one(&NAME, params![kept, name]).await?;
        sessions::rename(tx, Subject::Person(kept), name).await?;
    }
    if let Some(language) = language.and_then(Language::from_tag) {
        tx.execute_one(&LANGUAGE, params![kept, language.tag()]).await?;
    }
    Ok(())
}

/// What the owner of the kept account says of themselves.
async fn say(
    tx: &mut Tx<'_>,
    kept: AccountId,
    said: &Said<String>,
    now: Timestamp,
) -> Result<(), StorageError> {
    if *said == Said::default() {
        return Ok(());
    }
    let mut personal = personal_of(tx, kept).await?;
    if let Some(born) = &said.born {
        personal.born = BirthDate::from_stored(born);
    }
    if let Some(sex) = &said.sex {
        personal.sex = sex_from_word(sex);
    }
    if let Some(employer) = &said.employer {
        personal.employer.clone_from(employer);
    }
    keep_personal(tx, kept, &personal, now).await
}

/// Where letters go, in both accounts.
async fn mains(
    tx: &mut Tx<'_>,
    both: Both,
    (kept, absorbed): (Option<PostalAddressId>, Option<PostalAddressId>),
) -> Result<(), StorageError> {
    for (account, main) in [(both.kept, kept), (both.absorbed, absorbed)] {
        if let Some(main) = main {
            main_address(tx, account, main).await?;
        }
    }
    Ok(())
}
