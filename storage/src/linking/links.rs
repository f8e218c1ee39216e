//! Links: records of evidence that are added and ended, never otherwise changed.

use onedoor_base::{Assurance, AuthenticationLevel, IdentityLevel, LocalAccountId, Timestamp};
use onedoor_linking::{Link, LinkEnd, LinkState, MadeBy, NationalEvidence, NationalSubject, Proof, Proven};

use crate::{Row, Statement, StorageError, Tx, params};

const INSERT: Statement = Statement::new(
    "linking.link.insert",
    "INSERT INTO links (id, system, issuer, subject, local_account_id, national_proven_at, \
     national_identity_level, national_authentication_level, local_proof, local_proven_at, identity_level, \
     made_by, state, created_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'active', $13) ON CONFLICT DO NOTHING",
);

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, system, issuer, subject, local_account_id, national_proven_at, \
             national_identity_level, national_authentication_level, local_proof, local_proven_at, \
             identity_level, made_by, state, created_at, ended_at, end_reason FROM links WHERE ",
            $rest
        )
    };
}

const ACTIVE_OF_SUBJECT: Statement = Statement::new(
    "linking.link.active_of_subject",
    select!("issuer = $1 AND subject = $2 AND state = 'active' ORDER BY created_at, id LIMIT 50"),
);

const ACTIVE_OF_ACCOUNT: Statement =
    Statement::new("linking.link.active_of_account", select!("local_account_id = $1 AND state = 'active'"));

const OF_ACCOUNT: Statement = Statement::new(
    "linking.link.of_account",
    select!("local_account_id = $1 ORDER BY created_at DESC, id DESC LIMIT 50"),
);

const END: Statement = Statement::new(
    "linking.link.end",
    "UPDATE links SET state = 'ended', ended_at = $2, end_reason = $3 WHERE id = $1 AND state = 'active'",
);

pub(crate) const STATEMENTS: &[&Statement] =
    &[&INSERT, &ACTIVE_OF_SUBJECT, &ACTIVE_OF_ACCOUNT, &OF_ACCOUNT, &END];

/// Records a new link; false if the account has an active one.
pub async fn insert(tx: &mut Tx<'_>, link: &Link) -> Result<bool, StorageError> {
    let changed = tx
        .execute(
            &INSERT,
            params![
                link.id,
                &link.system,
                &link.national.issuer,
                &link.national.subject,
                link.account,
                link.national_proof.at,
                link.national_proof.assurance.identity.rank(),
                link.national_proof.assurance.authentication.rank(),
                link.local_proof.how.word(),
                link.local_proof.at,
                link.assurance.rank(),
                link.made_by.word(),
                link.created_at
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// The active links of exactly this issuer and subject, the oldest first.
pub async fn active_of_subject(tx: &mut Tx<'_>, who: &NationalSubject) -> Result<Vec<Link>, StorageError> {
    tx.rows(&ACTIVE_OF_SUBJECT, params![&who.issuer, &who.subject]).await?.iter().map(read).collect()
}

/// The active link of this account; there is at most one.
pub async fn active_of_account(
    tx: &mut Tx<'_>,
    account: LocalAccountId,
) -> Result<Option<Link>, StorageError> {
    tx.row(&ACTIVE_OF_ACCOUNT, params![account]).await?.as_ref().map(read).transpose()
}

/// All links that this account has or had, the newest first; at most fifty.
pub async fn of_account(tx: &mut Tx<'_>, account: LocalAccountId) -> Result<Vec<Link>, StorageError> {
    tx.rows(&OF_ACCOUNT, params![account]).await?.iter().map(read).collect()
}

/// Writes down the end that [`Link::end`] gave; false if it had ended before or has not ended.
pub async fn end(tx: &mut Tx<'_>, link: &Link) -> Result<bool, StorageError> {
    let LinkState::Ended { at, why } = link.state else { return Ok(false) };
    Ok(tx.execute(&END, params![link.id, at, why.word()]).await? == 1)
}

fn read(row: &Row) -> Result<Link, StorageError> {
    let local_proof = Proof::from_word(row.str("local_proof")?);
    Ok(Link {
        id: row.id("id")?,
        system: row.text("system")?,
        national: NationalSubject { issuer: row.text("issuer")?, subject: row.text("subject")? },
        account: row.id("local_account_id")?,
        national_proof: NationalEvidence {
            at: row.time("national_proven_at")?,
            assurance: Assurance {
                identity: level(row, "national_identity_level")?,
                authentication: AuthenticationLevel::from_rank(row.int("national_authentication_level")?)
                    .ok_or_else(|| row.bad("national_authentication_level", "no level"))?,
            },
        },
        local_proof: Proven {
            how: local_proof.ok_or_else(|| row.bad("local_proof", "no proof"))?,
            at: row.time("local_proven_at")?,
        },
        assurance: level(row, "identity_level")?,
        made_by: MadeBy::from_word(row.str("made_by")?).ok_or_else(|| row.bad("made_by", "nobody"))?,
        state: state(row)?,
        created_at: row.time("created_at")?,
    })
}

fn level(row: &Row, column: &'static str) -> Result<IdentityLevel, StorageError> {
    IdentityLevel::from_rank(row.int(column)?).ok_or_else(|| row.bad(column, "no level"))
}

fn state(row: &Row) -> Result<LinkState, StorageError> {
    match row.str("state")? {
        "active" => Ok(LinkState::Active),
        "ended" => {
            let at: Timestamp = row.time("ended_at")?;
            let why = LinkEnd::from_word(row.str("end_reason")?);
            Ok(LinkState::Ended { at, why: why.ok_or_else(|| row.bad("end_reason", "no reason"))? })
        }
        _ => Err(row.bad("state", "no state")),
    }
}
