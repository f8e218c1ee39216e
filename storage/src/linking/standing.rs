use onedoor_base::{Digest, LocalAccountId};
use onedoor_linking::{Candidate, Holder, Linked, LocalSide, NationalSubject, NumbersCompared};

use crate::{Row, Statement, StorageError, Tx, params};

const LINKED: Statement = Statement::new(
    "linking.standing.linked",
    "SELECT a.id AS id, CASE WHEN a.state = 'active' THEN 1 ELSE 0 END AS open \
     FROM links AS l JOIN local_accounts AS a ON a.id = l.local_account_id \
     WHERE l.issuer = $1 AND l.subject = $2 AND l.state = 'active' ORDER BY l.created_at, l.id LIMIT 50",
);

// Proven ones first: however many type in somebody's number, they do not push the owner off the list.
const CANDIDATES: Statement = Statement::new(
    "linking.standing.candidates",
    "SELECT a.id AS id, CASE WHEN a.number_proven_at IS NULL THEN 0 ELSE 1 END AS proven, \
     l.issuer AS issuer, l.subject AS subject \
     FROM local_accounts AS a LEFT JOIN links AS l ON l.local_account_id = a.id AND l.state = 'active' \
     WHERE a.number_fingerprint = $1 AND a.state = 'active' \
     ORDER BY CASE WHEN a.number_proven_at IS NULL THEN 1 ELSE 0 END, a.created_at, a.id LIMIT 20",
);

const PARTED: Statement = Statement::new(
    "linking.standing.parted",
    "SELECT id FROM links WHERE issuer = $1 AND subject = $2 AND end_reason = 'by_person' LIMIT 1",
);

const LOCAL_SIDE: Statement = Statement::new(
    "linking.standing.local_side",
    "SELECT CASE WHEN a.number_proven_at IS NULL THEN NULL ELSE a.number_fingerprint END AS number, \
     l.issuer AS issuer, l.subject AS subject \
     FROM local_accounts AS a LEFT JOIN links AS l ON l.local_account_id = a.id AND l.state = 'active' \
     WHERE a.id = $1 AND a.state = 'active'",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&LINKED, &CANDIDATES, &PARTED, &LOCAL_SIDE];

/// How a national identity stands to the accounts of this portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The accounts that it is linked with, the oldest link first.
    pub links: Vec<Linked>,
    /// The active accounts that carry its number, proven ones first; at most twenty.
    pub candidates: Vec<Candidate>,
    /// Whether the person ended a link here before.
    pub parted: bool,
}

/// Looks up how this issuer and subject stand to the accounts here. `number` is the fingerprint of the
/// national number; pass none unless the number is proven.
pub async fn standing(
    tx: &mut Tx<'_>,
    who: &NationalSubject,
    number: Option<Digest>,
) -> Result<Standing, StorageError> {
    let links = tx.rows(&LINKED, params![&who.issuer, &who.subject]).await?;
    let links: Result<_, StorageError> =
        links.iter().map(|row| Ok(Linked { account: row.id("id")?, open: row.bool("open")? })).collect();
    let candidates = match number {
        Some(number) => tx.rows(&CANDIDATES, params![number]).await?,
        None => Vec::new(),
    };
    let candidates: Result<_, StorageError> = candidates.iter().map(|row| candidate(row, who)).collect();
    let parted = tx.row(&PARTED, params![&who.issuer, &who.subject]).await?.is_some();
    Ok(Standing { links: links?, candidates: candidates?, parted })
}

/// What is known of a local account, as seen by this issuer and subject, whose proven number has the
/// fingerprint `number`; `None` if there is no such account or it is not active.
pub async fn local_side(
    tx: &mut Tx<'_>,
    account: LocalAccountId,
    who: &NationalSubject,
    number: Option<Digest>,
) -> Result<Option<LocalSide>, StorageError> {
    let Some(row) = tx.row(&LOCAL_SIDE, params![account]).await? else { return Ok(None) };
    let numbers = match (number, row.opt_digest("number")?) {
        (Some(theirs), Some(here)) if theirs == here => NumbersCompared::Same,
        (Some(_), Some(_)) => NumbersCompared::Different,
        _ => NumbersCompared::Unknown,
    };
    Ok(Some(LocalSide { account, holder: held_by(&row, who)?, numbers }))
}

fn candidate(row: &Row, who: &NationalSubject) -> Result<Candidate, StorageError> {
    Ok(Candidate { account: row.id("id")?, proven: row.bool("proven")?, holder: held_by(row, who)? })
}

fn held_by(row: &Row, who: &NationalSubject) -> Result<Holder, StorageError> {
    Ok(match (row.opt_str("issuer")?, row.opt_str("subject")?) {
        (Some(issuer), Some(subject)) if issuer == who.issuer && subject == who.subject => Holder::ThisPerson,
        (None, None) => Holder::Nobody,
        _ => Holder::Another,
    })
}
