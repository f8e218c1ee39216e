//! What members of the staff want done that takes two of them.

use onedoor_base::{AccountId, StaffProposalId, Timestamp};
use onedoor_people::staff::{Asks, ProposalState, StaffRole};

use crate::{Row, Statement, StorageError, Tx, params};

const INSERT: Statement = Statement::new(
    "people.proposal.insert",
    "INSERT INTO staff_proposals (id, asks, person_id, role, until, reason, case_reference, proposed_by, \
     proposed_at, expires_at, state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'open') ON CONFLICT DO NOTHING",
);

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, asks, person_id, role, until, reason, case_reference, proposed_by, proposed_at, \
             expires_at, state, decided_by, decided_at FROM staff_proposals ",
            $rest
        )
    };
}

const GET: Statement = Statement::new("people.proposal.get", select!("WHERE id = $1"));
const OPEN_ABOUT: Statement =
    Statement::new("people.proposal.open_about", select!("WHERE person_id = $1 AND state = 'open'"));
const LATEST: Statement =
    Statement::new("people.proposal.latest", select!("ORDER BY proposed_at DESC LIMIT $1"));
const LATEST_BY: Statement = Statement::new(
    "people.proposal.latest_by",
    select!("WHERE proposed_by = $2 ORDER BY proposed_at DESC LIMIT $1"),
);
const OPEN: Statement = Statement::new(
    "people.proposal.open",
    "SELECT COUNT(*) AS open FROM staff_proposals WHERE state = 'open' AND expires_at > $1",
);
const OPEN_BY: Statement = Statement::new(
    "people.proposal.open_by",
    "SELECT COUNT(*) AS open FROM staff_proposals WHERE state = 'open' AND expires_at > $1 AND proposed_by = $2",
);
const DUE: Statement = Statement::new(
    "people.proposal.due",
    select!("WHERE state = 'open' AND expires_at <= $1 ORDER BY expires_at LIMIT $2"),
);
const SETTLE: Statement = Statement::new(
    "people.proposal.settle",
    "UPDATE staff_proposals SET state = $2, decided_by = $3, decided_at = $4 WHERE id = $1 AND state = 'open'",
);

pub(super) const STATEMENTS: &[&Statement] =
    &[&INSERT, &GET, &OPEN_ABOUT, &LATEST, &LATEST_BY, &OPEN, &OPEN_BY, &DUE, &SETTLE];

/// Something proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Its id.
    pub id: StaffProposalId,
    /// What.
    pub asks: Asks,
    /// About whom.
    pub person: AccountId,
    /// Why, in words that the person reads once it is decided.
    pub reason: String,
    /// The case that it belongs to.
    pub case: String,
    /// By whom.
    pub proposed_by: AccountId,
    /// When.
    pub proposed_at: Timestamp,
    /// Until when somebody else may approve it.
    pub expires_at: Timestamp,
    /// Where it stands; an open one may be past its time.
    pub state: ProposalState,
    /// Who decided.
    pub decided_by: Option<AccountId>,
    /// When.
    pub decided_at: Option<Timestamp>,
}

impl Proposal {
    /// Where it stands, with its time.
    pub fn stands(&self, now: Timestamp) -> ProposalState {
        match self.state {
            ProposalState::Open if now >= self.expires_at => ProposalState::Expired,
            state => state,
        }
    }
}

/// Keeps a proposal; false if another about the same account is open.
pub async fn add_proposal(tx: &mut Tx<'_>, new: &Proposal) -> Result<bool, StorageError> {
    let values = params![
        new.id,
        new.asks.word(),
        new.person,
        new.asks.role().map(StaffRole::word),
        new.asks.until(),
        &new.reason,
        &new.case,
        new.proposed_by,
        new.proposed_at,
        new.expires_at
    ];
    Ok(tx.execute(&INSERT, values).await? == 1)
}

/// The proposal with this id.
pub async fn proposal(tx: &mut Tx<'_>, id: StaffProposalId) -> Result<Option<Proposal>, StorageError> {
    tx.row(&GET, params![id]).await?.as_ref().map(read).transpose()
}

/// The open one about an account, past its time or not.
pub async fn open_proposal(tx: &mut Tx<'_>, person: AccountId) -> Result<Option<Proposal>, StorageError> {
    tx.row(&OPEN_ABOUT, params![person]).await?.as_ref().map(read).transpose()
}

/// The latest; with somebody named, the latest of what they proposed.
pub async fn latest_proposals(
    tx: &mut Tx<'_>,
    by: Option<AccountId>,
    most: i64,
) -> Result<Vec<Proposal>, StorageError> {
    let rows = match by {
        Some(by) => tx.rows(&LATEST_BY, params![most, by]).await?,
        None => tx.rows(&LATEST, params![most]).await?,
    };
    rows.iter().map(read).collect()
}

/// How many wait for a decision; with somebody named, of those that they proposed.
pub async fn open_proposals(
    tx: &mut Tx<'_>,
    by: Option<AccountId>,
    now: Timestamp,
) -> Result<i64, StorageError> {
    let row = match by {
        Some(by) => tx.row(&OPEN_BY, params![now, by]).await?,
        None => tx.row(&OPEN, params![now]).await?,
    };
    row.map_or(Ok(0), |row| row.int("open"))
}

/// Open ones whose time is over.
pub async fn due_proposals(
    tx: &mut Tx<'_>,
    now: Timestamp,
    most: i64,
) -> Result<Vec<Proposal>, StorageError> {
    tx.rows(&DUE, params![now, most]).await?.iter().map(read).collect()
}

/// It stands so from now on; false if it was settled before.
pub async fn settle_proposal(
    tx: &mut Tx<'_>,
    id: StaffProposalId,
    state: ProposalState,
    by: Option<AccountId>,
    now: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(&SETTLE, params![id, state.word(), by, now]).await? == 1)
}

fn read(row: &Row) -> Result<Proposal, StorageError> {
    let role = match row.opt_str("role")? {
        Some(word) => Some(StaffRole::from_word(word).ok_or_else(|| row.bad("role", "no role"))?),
        None => None,
    };
    Ok(Proposal {
        id: row.id("id")?,
        asks: Asks::from_parts(row.str("asks")?, role, row.opt_time("until")?)
            .ok_or_else(|| row.bad("asks", "nothing that can be asked"))?,
        person: row.id("person_id")?,
        reason: row.text("reason")?,
        case: row.text("case_reference")?,
        proposed_by: row.id("proposed_by")?,
        proposed_at: row.time("proposed_at")?,
        expires_at: row.time("expires_at")?,
        state: ProposalState::from_word(row.str("state")?).ok_or_else(|| row.bad("state", "no state"))?,
        decided_by: row.opt_id("decided_by")?,
        decided_at: row.opt_time("decided_at")?,
    })
}
