//! Attempts to get back into an account without its password, and the waits that some of them need.

use std::collections::BTreeMap;

use onedoor_base::{AccountId, Digest, Digesting, RecoveryId, Timestamp};
use onedoor_people::recovery::{COME_BACK, Evidence, Past, PastState, Proof, SHUT_AFTER_STOP};

use crate::{Row, Statement, StorageError, Tx, params};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, account_id, browser, name, password, proofs, state, user_agent, network, begun_at, due_at, \
             settled_at, expires_at FROM recoveries ",
            $rest
        )
    };
}

const INSERT: Statement = Statement::new(
    "people.recovery.insert",
    "INSERT INTO recoveries (id, account_id, browser, name, password, proofs, state, user_agent, network, begun_at, \
     expires_at) VALUES ($1, $2, $3, $4, $5, '', 'begun', $6, $7, $8, $9)",
);
const GET: Statement = Statement::new("people.recovery.get", select!("WHERE id = $1"));
const OF_ACCOUNT: Statement = Statement::new(
    "people.recovery.of_account",
    select!(
        "WHERE account_id = $1 AND state IN ('waiting', 'stopped', 'signed_in') AND expires_at > $2 \
         ORDER BY begun_at, id"
    ),
);
const BY_OBJECTION: Statement =
    Statement::new("people.recovery.by_objection", select!("WHERE objection = $1"));
const PROVE: Statement = Statement::new(
    "people.recovery.prove",
    "UPDATE recoveries SET proofs = $2 WHERE id = $1 AND state = 'begun'",
);
const WAIT: Statement = Statement::new(
    "people.recovery.wait",
    "UPDATE recoveries SET state = 'waiting', objection = $2, due_at = $3, expires_at = $4 \
     WHERE id = $1 AND state = 'begun'",
);
const SETTLE: Statement = Statement::new(
    "people.recovery.settle",
    "UPDATE recoveries SET state = $3, settled_at = $4, expires_at = $5 WHERE id = $1 AND state = $2",
);
const SETTLE_WAITS: Statement = Statement::new(
    "people.recovery.settle_waits",
    "UPDATE recoveries SET state = $2, settled_at = $3, expires_at = $4 \
     WHERE account_id = $1 AND state = 'waiting'",
);
const DROP_BEGUN: Statement = Statement::new(
    "people.recovery.drop_begun",
    "UPDATE recoveries SET state = 'replaced', settled_at = $2 WHERE account_id = $1 AND state = 'begun'",
);
const SWEEP: Statement =
    Statement::new("people.recovery.sweep", "DELETE FROM recoveries WHERE expires_at < $1");
const DROP_CHANGES: Statement = Statement::new(
    "people.recovery.drop_changes",
    "UPDATE phone_changes SET state = 'withdrawn', settled_at = $2 WHERE account_id = $1 AND state = 'waiting'",
);
const DROP_CLOSING: Statement = Statement::new(
    "people.recovery.drop_closing",
    "UPDATE account_closings SET state = 'stayed', settled_at = $2 WHERE account_id = $1 AND state = 'waiting'",
);

// Of the printed list also what is used up: it is the same list.
const EVIDENCE: Statement = Statement::new(
    "people.recovery.evidence",
    "SELECT kind AS proof, id AS thing, value AS word, confirmed_at AS since FROM contacts WHERE account_id = $1 \
     AND kind IN ('phone', 'email') \
     UNION ALL SELECT 'app' AS proof, id AS thing, '' AS word, created_at AS since FROM totps WHERE account_id = $1 \
     UNION ALL SELECT 'code' AS proof, digest AS thing, '' AS word, created_at AS since FROM recovery_codes \
     WHERE account_id = $1 \
     UNION ALL SELECT 'questions' AS proof, account_id AS thing, answers_hash AS word, set_at AS since \
     FROM security_questions WHERE account_id = $1 ORDER BY proof, thing",
);

pub(super) const STATEMENTS: &[&Statement] = &[
    &EVIDENCE,
    &INSERT,
    &GET,
    &OF_ACCOUNT,
    &BY_OBJECTION,
    &PROVE,
    &WAIT,
    &SETTLE,
    &SETTLE_WAITS,
    &DROP_BEGUN,
    &SWEEP,
    &DROP_CHANGES,
    &DROP_CLOSING,
];

/// How it stands with an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecoveryState {
    /// Somebody is showing what they have.
    Begun,
    /// The owner may stop it.
    Waiting,
    /// A new password was set with it.
    Done,
    /// The owner stopped it.
    Stopped,
    /// The owner signed in while it waited.
    SignedIn,
    /// A new password was set in another way while it waited.
    Replaced,
}

impl RecoveryState {
    const ALL: [Self; 6] =
        [Self::Begun, Self::Waiting, Self::Done, Self::Stopped, Self::SignedIn, Self::Replaced];

    const fn word(self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::Stopped => "stopped",
            Self::SignedIn => "signed_in",
            Self::Replaced => "replaced",
        }
    }
}

/// An attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovery {
    /// Its id, which the address carries.
    pub id: RecoveryId,
    /// Whose it is; without one nobody has what was typed.
    pub account: Option<AccountId>,
    /// The browser that may go on with it.
    pub browser: Digest,
    /// The keyed fingerprint of what was typed.
    pub name: Digest,
    /// The digest of the password's hash when it was begun.
    pub password: Digest,
    /// What was shown, whether it still stands or not.
    pub shown: Evidence,
    /// How it stands.
    pub state: RecoveryState,
    /// What the browser calls itself.
    pub user_agent: String,
    /// The address that it came from.
    pub network: String,
    /// When it was begun.
    pub begun_at: Timestamp,
    /// When the waiting is over, if it waits or waited.
    pub due_at: Option<Timestamp>,
    /// When it was settled.
    pub settled_at: Option<Timestamp>,
    /// From when on it is of no use.
    pub expires_at: Timestamp,
}

impl Recovery {
    /// What the rules of waiting know of it, if they are to know it.
    pub fn past(&self) -> Option<Past> {
        let state = match (self.state, self.due_at, self.settled_at) {
            (RecoveryState::Waiting, Some(due), _) => PastState::Waiting(due),
            (RecoveryState::Stopped, _, Some(at)) => PastState::Stopped(at),
            (RecoveryState::SignedIn, _, Some(at)) => PastState::SignedIn(at),
            _ => return None,
        };
        Some(Past { shown: self.shown.clone(), state })
    }
}

/// Begins one, with nothing shown yet.
pub async fn begin_recovery(tx: &mut Tx<'_>, new: &Recovery) -> Result<(), StorageError> {
    let values = params![
        new.id,
        new.account,
        new.browser,
        new.name,
        new.password,
        &new.user_agent,
        &new.network,
        new.begun_at,
        new.expires_at
    ];
    tx.execute(&INSERT, values).await.map(drop)
}

/// The one with this id, whatever has become of it.
pub async fn recovery(tx: &mut Tx<'_>, id: RecoveryId) -> Result<Option<Recovery>, StorageError> {
    tx.row(&GET, params![id]).await?.as_ref().map(read).transpose()
}

/// The waits of an account that still matter, the oldest first: those that go on and those that were ended by the owner.
pub async fn recovery_waits(
    tx: &mut Tx<'_>,
    account: AccountId,
    now: Timestamp,
) -> Result<Vec<Recovery>, StorageError> {
    tx.rows(&OF_ACCOUNT, params![account, now]).await?.iter().map(read).collect()
}

/// The one that is stopped with this value.
pub async fn recovery_by_objection(
    tx: &mut Tx<'_>,
    objection: Digest,
) -> Result<Option<Recovery>, StorageError> {
    tx.row(&BY_OBJECTION, params![objection]).await?.as_ref().map(read).transpose()
}

/// What the owner of an account could show by now.
pub async fn evidence(tx: &mut Tx<'_>, account: AccountId) -> Result<Evidence, StorageError> {
    let mut things: BTreeMap<Proof, Digesting> = BTreeMap::new();
    for row in tx.rows(&EVIDENCE, params![account]).await? {
        let proof = Proof::from_word(row.str("proof")?).ok_or_else(|| row.bad("proof", "no proof"))?;
        let (thing, word) = (row.bytes("thing")?, row.str("word")?);
        let digest = things.entry(proof).or_default();
        // Each as long as it says: no two lists of things read alike.
        for part in [thing.as_slice(), word.as_bytes(), &row.time("since")?.millis().to_be_bytes()] {
            digest.update(&part.len().to_be_bytes());
            digest.update(part);
        }
    }
    Ok(things.into_iter().map(|(proof, digest)| (proof, digest.finish().stamp())).collect())
}

/// Writes down what was shown so far; false if it is over.
pub async fn prove_recovery(tx: &mut Tx<'_>, id: RecoveryId, shown: &Evidence) -> Result<bool, StorageError> {
    Ok(tx.execute(&PROVE, params![id, shown.words()]).await? == 1)
}

/// Lets it wait until `due`; the value of this digest stops it. False if it is over.
pub async fn wait_for_recovery(
    tx: &mut Tx<'_>,
    id: RecoveryId,
    objection: Digest,
    due: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&WAIT, params![id, objection, due, due.after(COME_BACK)]).await? == 1)
}

/// Ends one that stood in `from`; false if it does no more.
pub async fn settle_recovery(
    tx: &mut Tx<'_>,
    id: RecoveryId,
    (from, to): (RecoveryState, RecoveryState),
    now: Timestamp,
) -> Result<bool, StorageError> {
    let kept = now.after(SHUT_AFTER_STOP);
    Ok(tx.execute(&SETTLE, params![id, from.word(), to.word(), now, kept]).await? == 1)
}

/// Ends all waits of an account; how many there were.
pub async fn settle_recovery_waits(
    tx: &mut Tx<'_>,
    account: AccountId,
    to: RecoveryState,
    now: Timestamp,
) -> Result<u64, StorageError> {
    tx.execute(&SETTLE_WAITS, params![account, to.word(), now, now.after(SHUT_AFTER_STOP)]).await
}

/// None that was begun and not finished can be gone on with: what was shown in it may be no proof any more. How many there
/// were.
pub async fn drop_begun_recoveries(
    tx: &mut Tx<'_>,
    account: AccountId,
    now: Timestamp,
) -> Result<u64, StorageError> {
    tx.execute(&DROP_BEGUN, params![account, now]).await
}

/// Forgets those that are of no use any more.
pub async fn sweep_recoveries(tx: &mut Tx<'_>, now: Timestamp) -> Result<u64, StorageError> {
    tx.execute(&SWEEP, params![now]).await
}

/// What waited when the password was recovered, and waits no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dropped {
    /// Another phone.
    pub phone: bool,
    /// Closing the account.
    pub closing: bool,
}

/// Drops the changes of an account that wait: somebody else may have asked for them. The closing, too, because it can't be
/// made undone, and its owner can ask for it again.
pub async fn drop_waiting_changes(
    tx: &mut Tx<'_>,
    account: AccountId,
    now: Timestamp,
) -> Result<Dropped, StorageError> {
    Ok(Dropped {
        phone: tx.execute(&DROP_CHANGES, params![account, now]).await? > 0,
        closing: tx.execute(&DROP_CLOSING, params![account, now]).await? > 0,
    })
}

fn read(row: &Row) -> Result<Recovery, StorageError> {
    let word = row.str("state")?;
    let state = RecoveryState::ALL.into_iter().find(|state| state.word() == word);
    Ok(Recovery {
        id: row.id("id")?,
        account: row.opt_id("account_id")?,
        browser: row.digest("browser")?,
        name: row.digest("name")?,
        password: row.digest("password")?,
        shown: Evidence::from_words(row.str("proofs")?).ok_or_else(|| row.bad("proofs", "no proofs"))?,
        state: state.ok_or_else(|| row.bad("state", "no state"))?,
        user_agent: row.text("user_agent")?,
        network: row.text("network")?,
        begun_at: row.time("begun_at")?,
        due_at: row.opt_time("due_at")?,
        settled_at: row.opt_time("settled_at")?,
        expires_at: row.time("expires_at")?,
    })
}
