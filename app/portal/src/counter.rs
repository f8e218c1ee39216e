//! What a portal's staff make sure of at the counter: that an account is that of the person who stands before them.

use std::sync::Arc;

use onedoor_base::{Actor, AuditEvent, Digest, LocalAccountId, Subject, Timestamp};
use onedoor_national_id::{NationalNumber, Refused as NumberRefused};
use onedoor_services::accounts::{AccountState, NumberProver, UserName};
use onedoor_site::HasSite;
use onedoor_storage::linking::{links, preparing};
use onedoor_storage::services::accounts::{self, AccountRecord, NumberRecord};
use onedoor_storage::{Change, StorageError, Tx};

use crate::linking::notify_number;
use crate::{Portal, numbers};

/// The longest note of what was shown, in characters.
pub const LONGEST_SEEN: usize = 200;

/// What somebody at the counter has shown.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// The code of the account's organisation; empty where there are none.
    pub organisation: &'a str,
    /// The user name of the account.
    pub name: &'a str,
    /// The person's national number, as people of the country write it.
    pub number: &'a str,
    /// What was shown, in the staff's words; its owner reads it.
    pub seen: &'a str,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberProven {
    /// Done. Whether a link holds the account already: it is as sure as before, until its owner makes it anew.
    Done {
        /// Whether one does.
        linked: bool,
    },
    /// The number was proven already.
    AlreadySo,
}

/// Why the number is not written down.
#[derive(Debug, thiserror::Error)]
pub enum NotProven {
    /// The number is none.
    #[error("number: {0}")]
    Number(#[from] NumberRefused),
    /// It is not said what was shown.
    #[error("say what was shown, in at most {LONGEST_SEEN} characters")]
    Seen,
    /// There is no such account.
    #[error("nobody has this user name")]
    Nobody,
    /// The account is locked or closed.
    #[error("the account is {}", .0.name())]
    NotActive(AccountState),
    /// Another number is proven.
    #[error("another number is proven for this account: it is somebody else's")]
    AnotherNumber,
    /// Another account has it proven, and one is allowed.
    #[error("the number is proven for another account, and the portal allows a person one")]
    Taken,
    /// The database.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// What goes into the transaction.
struct Case {
    organisation: String,
    key: String,
    number: NationalNumber,
    fingerprint: Digest,
    seen: String,
    several: bool,
    now: Timestamp,
}

/// Writes down that the national number is that of the account's owner, as the staff have seen. Whoever comes with a
/// national identity of that number opens the account from then on; its phone is told.
pub async fn prove_number(portal: &Portal, shown: &Shown<'_>) -> Result<NumberProven, NotProven> {
    let site = portal.site();
    let seen = shown.seen.trim();
    if seen.is_empty() || seen.chars().count() > LONGEST_SEEN || seen.chars().any(char::is_control) {
        return Err(NotProven::Seen);
    }
    let number = numbers::parse(site.settings.country, shown.number)?;
    let case = Arc::new(Case {
        organisation: shown.organisation.to_owned(),
        key: UserName::key_of(shown.name),
        fingerprint: numbers::fingerprint(&site.vault, &number),
        number,
        seen: seen.to_owned(),
        several: portal.linking.upstreams().any(|upstream| upstream.policy.several_accounts),
        now: site.now(),
    });
    let within = portal.clone();
    site.store
        .write(move |tx| {
            let (portal, case) = (within.clone(), Arc::clone(&case));
            Box::pin(async move {
                let found = accounts::by_name(tx, &case.organisation, &case.key).await?;
                write_down(tx, &portal, &case, &found.ok_or(NotProven::Nobody)?).await
            })
        })
        .await
}

async fn write_down(
    tx: &mut Tx<'_>,
    portal: &Portal,
    case: &Case,
    record: &AccountRecord,
) -> Result<Change<NumberProven>, NotProven> {
    let (account, site) = (record.account.id, portal.site());
    if record.account.state != AccountState::Active {
        return Err(NotProven::NotActive(record.account.state));
    }
    match record.number.as_ref().filter(|number| number.proven_at.is_some()) {
        Some(number) if number.fingerprint == case.fingerprint => {
            return Ok(Change::Unrecorded(NumberProven::AlreadySo));
        }
        Some(_) => return Err(NotProven::AnotherNumber),
        None => {}
    }
    // The account itself has not proven it: whoever has is another.
    let carriers = preparing::carriers(tx, &[case.fingerprint]).await?;
    if !case.several && carriers.get(&case.fingerprint.0).is_some_and(|carriers| carriers.proven > 0) {
        return Err(NotProven::Taken);
    }
    let number = NumberRecord {
        country: site.settings.country,
        sealed: numbers::seal(&site.vault, account, &case.number),
        fingerprint: case.fingerprint,
        proven_at: Some(case.now),
        proven_by: Some(NumberProver::Officer),
        matched_at: None,
    };
    if !accounts::prove_number(tx, account, &number, case.now).await? {
        return Err(NotProven::AnotherNumber);
    }
    notify_number(tx, portal, record, case.now).await?;
    let linked = is_held(tx, account).await?;
    let event =
        AuditEvent::new(case.now, Actor::Operator("people number".to_owned()), "services.number.proven")
            .about(Subject::LocalAccount(account))
            .with("seen", case.seen.as_str())
            .with("linked", linked);
    Ok(Change::Recorded(NumberProven::Done { linked }, vec![event]))
}

/// Whether a link holds the account.
async fn is_held(tx: &mut Tx<'_>, account: LocalAccountId) -> Result<bool, StorageError> {
    Ok(!links::holding(tx, account).await?.is_empty())
}
