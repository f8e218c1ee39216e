use onedoor_base::{Digest, LocalAccountId};
use onedoor_linking::{Candidate, Holder, Linked, LinkedState, LocalSide, NationalSubject, NumbersCompared};

use super::{parts, subjects};
use crate::{Row, Statement, StorageError, Tx, params};

const LINKED: Statement = Statement::new(
    "linking.standing.linked",
    "SELECT l.local_account_id AS account, CASE WHEN a.state = 'active' THEN 1 ELSE 0 END AS open, \
     l.state AS state, l.mine_number AS mine_number, l.mine_standing AS mine_standing, l.mine_at AS mine_at, \
     l.mine_why AS mine_why, l.theirs_number AS theirs_number, l.theirs_standing AS theirs_standing, \
     l.theirs_at AS theirs_at, l.theirs_why AS theirs_why, l.told AS told, l.one_sided AS one_sided, \
     l.created_at AS created_at \
     FROM links AS l JOIN local_accounts AS a ON a.id = l.local_account_id \
     WHERE l.issuer = $1 AND l.subject = $2 AND l.state IN ('proposed', 'active', 'suspended') \
     ORDER BY l.created_at, l.id LIMIT 50",
);

// This is the one place where accounts are found by a person's number. Proven ones first, then those that the register
// knows, then the prepared one:
// however many type in somebody's number, they do not push the owner off the list. What is prepared counts only
// while the account carries the number that it was prepared with.
const CANDIDATES: Statement = Statement::new(
    "linking.standing.candidates",
    "SELECT a.id AS id, CASE WHEN a.number_proven_at IS NULL THEN 0 ELSE 1 END AS proven, \
     CASE WHEN a.number_proven_at IS NULL AND a.number_proven_by = 'register' THEN 1 ELSE 0 END AS matched, \
     CASE WHEN p.local_account_id IS NULL THEN 0 ELSE 1 END AS prepared, \
     l.subject AS subject, CASE WHEN EXISTS (SELECT 1 FROM links AS o WHERE o.local_account_id = a.id \
     AND o.issuer <> $2 AND o.state IN ('proposed', 'active', 'suspended')) THEN 1 ELSE 0 END AS elsewhere \
     FROM local_accounts AS a LEFT JOIN links AS l ON l.local_account_id = a.id AND l.issuer = $2 \
     AND l.state IN ('proposed', 'active', 'suspended') \
     LEFT JOIN prepared_links AS p ON p.local_account_id = a.id AND p.state = 'dormant' \
     AND p.number_fingerprint = a.number_fingerprint \
     WHERE a.number_fingerprint = $1 AND a.state = 'active' \
     ORDER BY CASE WHEN a.number_proven_at IS NULL THEN 1 ELSE 0 END, \
     CASE WHEN a.number_proven_by = 'register' THEN 0 ELSE 1 END, \
     CASE WHEN p.local_account_id IS NULL THEN 1 ELSE 0 END, a.created_at, a.id LIMIT 20",
);

const PARTED: Statement = Statement::new(
    "linking.standing.parted",
    "SELECT id FROM links WHERE issuer = $1 AND subject = $2 AND state = 'ended' \
     AND (mine_why = 'by_person' OR theirs_why = 'by_person') LIMIT 1",
);

const LOCAL_SIDE: Statement = Statement::new(
    "linking.standing.local_side",
    "SELECT CASE WHEN a.number_proven_at IS NULL THEN NULL ELSE a.number_fingerprint END AS number, \
     l.subject AS subject, CASE WHEN EXISTS (SELECT 1 FROM links AS o WHERE o.local_account_id = a.id \
     AND o.issuer <> $2 AND o.state IN ('proposed', 'active', 'suspended')) THEN 1 ELSE 0 END AS elsewhere \
     FROM local_accounts AS a LEFT JOIN links AS l ON l.local_account_id = a.id AND l.issuer = $2 \
     AND l.state IN ('proposed', 'active', 'suspended') \
     WHERE a.id = $1 AND a.state = 'active'",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&LINKED, &CANDIDATES, &PARTED, &LOCAL_SIDE];

/// How a national identity stands to the accounts of this portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The accounts that its links hold, the oldest link first.
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
    let names = subjects::names(tx, who).await?;
    let (mut links, mut parted) = (Vec::new(), false);
    for name in &names {
        for row in tx.rows(&LINKED, params![&name.issuer, &name.subject]).await? {
            links.push((row.time("created_at")?, linked(&row)?));
        }
        parted |= tx.row(&PARTED, params![&name.issuer, &name.subject]).await?.is_some();
    }
    links.sort_by_key(|(created_at, _)| *created_at);
    let candidates = match number {
        Some(number) => tx.rows(&CANDIDATES, params![number, &who.issuer]).await?,
        None => Vec::new(),
    };
    let candidates: Result<_, StorageError> = candidates.iter().map(|row| candidate(row, &names)).collect();
    let links = links.into_iter().map(|(_, linked)| linked).collect();
    Ok(Standing { links, candidates: candidates?, parted })
}

/// What is known of a local account, as seen by this issuer and subject, whose proven number has the
/// fingerprint `number`; `None` if there is no such account or it is not active.
pub async fn local_side(
    tx: &mut Tx<'_>,
    account: LocalAccountId,
    who: &NationalSubject,
    number: Option<Digest>,
) -> Result<Option<LocalSide>, StorageError> {
    let Some(row) = tx.row(&LOCAL_SIDE, params![account, &who.issuer]).await? else { return Ok(None) };
    let numbers = match (number, row.opt_digest("number")?) {
        (Some(theirs), Some(here)) if theirs == here => NumbersCompared::Same,
        (Some(_), Some(_)) => NumbersCompared::Different,
        _ => NumbersCompared::Unknown,
    };
    let names = subjects::names(tx, who).await?;
    Ok(Some(LocalSide { account, holder: held_by(&row, &names)?, numbers }))
}

fn linked(row: &Row) -> Result<Linked, StorageError> {
    let open = row.bool("open")?;
    let state = if open { LinkedState::of(&parts::read(row)?) } else { LinkedState::Locked };
    Ok(Linked { account: row.id("account")?, state })
}

fn candidate(row: &Row, names: &[NationalSubject]) -> Result<Candidate, StorageError> {
    Ok(Candidate {
        account: row.id("id")?,
        proven: row.bool("proven")?,
        matched: row.bool("matched")?,
        holder: held_by(row, names)?,
        prepared: row.bool("prepared")?,
    })
}

/// Whose the account is, as seen by the person to whom one issuer has given these names.
fn held_by(row: &Row, names: &[NationalSubject]) -> Result<Holder, StorageError> {
    Ok(match row.opt_str("subject")? {
        Some(subject) if names.iter().any(|name| name.subject == subject) => Holder::ThisPerson,
        Some(_) => Holder::Another,
        None if row.bool("elsewhere")? => Holder::Elsewhere,
        None => Holder::Nobody,
    })
}
