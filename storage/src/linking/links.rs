//! Links, as a portal keeps them: records of evidence that are never changed, with a life that is.

use onedoor_base::{LinkId, LocalAccountId, SessionEnd, SessionId, Subject, Timestamp};
use onedoor_linking::{Handshake, Heard, Life, Link, NationalSubject, Report};

use super::{parts, prepared, proposals, subjects};
use crate::site::sessions;
use crate::{Row, Statement, StorageError, Tx, params};

const INSERT: Statement = Statement::new(
    "linking.link.insert",
    concat!(
        "INSERT INTO links (id, system, issuer, subject, local_account_id, proof, created_at, ",
        parts::evidence_columns!(),
        ", ",
        parts::columns!(),
        ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, \
         $21, $22, $23, $24, $25) ON CONFLICT DO NOTHING"
    ),
);

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, system, issuer, subject, local_account_id, proof, created_at, ",
            parts::evidence_columns!(),
            ", ",
            parts::columns!(),
            " FROM links WHERE ",
            $rest
        )
    };
}

const GET: Statement = Statement::new("linking.link.get", select!("id = $1"));

const ACTIVE_OF_SUBJECT: Statement = Statement::new(
    "linking.link.active_of_subject",
    select!("issuer = $1 AND subject = $2 AND state = 'active' ORDER BY created_at, id LIMIT 50"),
);

const HOLDING: Statement = Statement::new(
    "linking.link.holding",
    select!(
        "local_account_id = $1 AND state IN ('proposed', 'active', 'suspended') ORDER BY created_at, id LIMIT 50"
    ),
);

const BY_PROOF: Statement = Statement::new("linking.link.by_proof", select!("issuer = $1 AND proof = $2"));

const UNCONFIRMED: Statement = Statement::new(
    "linking.link.unconfirmed",
    select!("issuer = $1 AND subject = $2 AND state = 'proposed' ORDER BY created_at DESC, id DESC LIMIT 1"),
);

const OF_ACCOUNT: Statement = Statement::new(
    "linking.link.of_account",
    select!("local_account_id = $1 ORDER BY created_at DESC, id DESC LIMIT 50"),
);

const OF_ISSUER: Statement = Statement::new(
    "linking.link.of_issuer",
    select!("issuer = $1 AND id > $2 AND id <= $3 AND one_sided = 0 ORDER BY id LIMIT $4"),
);

const KEEP: Statement = Statement::new("linking.link.keep", parts::keep!("links"));

const GIVE_UP: Statement = Statement::new(
    "linking.link.give_up",
    "UPDATE links SET untold_at = $2 WHERE id = $1 AND told < mine_number AND untold_at IS NULL",
);

const OWING: Statement = Statement::new(
    "linking.link.owing",
    "SELECT id FROM links WHERE one_sided = 0 AND told < mine_number AND untold_at IS NULL AND id > $1 ORDER BY id LIMIT $2",
);

const STANDING: Statement = Statement::new(
    "linking.link.standing",
    select!("id > $1 AND state IN ('active', 'suspended') ORDER BY id LIMIT $2"),
);

pub(crate) const STATEMENTS: &[&Statement] = &[
    &INSERT,
    &GET,
    &ACTIVE_OF_SUBJECT,
    &HOLDING,
    &BY_PROOF,
    &UNCONFIRMED,
    &OF_ACCOUNT,
    &OF_ISSUER,
    &KEEP,
    &OWING,
    &GIVE_UP,
    &STANDING,
];

/// Records a new link; false if another one of the same issuer holds the account, or the id is taken.
pub async fn insert(tx: &mut Tx<'_>, link: &Link) -> Result<bool, StorageError> {
    let fixed = params![
        link.id,
        &link.system,
        &link.national.issuer,
        &link.national.subject,
        link.account,
        link.proof.as_deref(),
        link.created_at
    ];
    let living = parts::evidence_values(&link.evidence()).into_iter().chain(parts::values(&link.handshake));
    Ok(tx.execute(&INSERT, &parts::with(fixed, living)).await? == 1)
}

/// The link with this id, in whatever state.
pub async fn get(tx: &mut Tx<'_>, id: LinkId) -> Result<Option<Link>, StorageError> {
    tx.row(&GET, params![id]).await?.as_ref().map(read).transpose()
}

/// The active links of exactly this issuer and person, by whatever name it called them, the oldest first.
pub async fn active_of_subject(tx: &mut Tx<'_>, who: &NationalSubject) -> Result<Vec<Link>, StorageError> {
    let mut links = Vec::new();
    for name in subjects::names(tx, who).await? {
        for row in tx.rows(&ACTIVE_OF_SUBJECT, params![&name.issuer, &name.subject]).await? {
            links.push(read(&row)?);
        }
    }
    links.sort_by_key(|link| (link.created_at, link.id));
    Ok(links)
}

/// The link that this proof of the issuer has made, in whatever state.
pub async fn by_proof(tx: &mut Tx<'_>, issuer: &str, proof: &str) -> Result<Option<Link>, StorageError> {
    tx.row(&BY_PROOF, params![issuer, proof]).await?.as_ref().map(read).transpose()
}

/// The newest link of this issuer and subject that waits for the issuer to confirm it.
pub async fn unconfirmed(tx: &mut Tx<'_>, who: &NationalSubject) -> Result<Option<Link>, StorageError> {
    for name in subjects::names(tx, who).await? {
        if let Some(row) = tx.row(&UNCONFIRMED, params![&name.issuer, &name.subject]).await? {
            return read(&row).map(Some);
        }
    }
    Ok(None)
}

/// The links that hold this account, the oldest first: active, suspended or waiting for the other side; at most one of
/// each issuer.
pub async fn holding(tx: &mut Tx<'_>, account: LocalAccountId) -> Result<Vec<Link>, StorageError> {
    tx.rows(&HOLDING, params![account]).await?.iter().map(read).collect()
}

/// The link by which an identity of this issuer opens this account; there is at most one.
pub async fn active_of(
    tx: &mut Tx<'_>,
    account: LocalAccountId,
    issuer: &str,
) -> Result<Option<Link>, StorageError> {
    // Not looked for by the issuer: an index that begins with it leads to everybody's links.
    let holding = holding(tx, account).await?;
    Ok(holding.into_iter().find(|link| link.national.issuer == issuer && link.is_active()))
}

/// All links that this account has or had, the newest first; at most fifty.
pub async fn of_account(tx: &mut Tx<'_>, account: LocalAccountId) -> Result<Vec<Link>, StorageError> {
    tx.rows(&OF_ACCOUNT, params![account]).await?.iter().map(read).collect()
}

/// The links that are in force or suspended, by id, after this one.
pub async fn standing(tx: &mut Tx<'_>, after: LinkId, most: i64) -> Result<Vec<Link>, StorageError> {
    tx.rows(&STANDING, params![after, most]).await?.iter().map(read).collect()
}

/// The links with one issuer, by id, after the one and up to the other; those that only one side keeps are left out.
pub async fn of_issuer(
    tx: &mut Tx<'_>,
    issuer: &str,
    (after, upto): (LinkId, LinkId),
    most: i64,
) -> Result<Vec<Link>, StorageError> {
    tx.rows(&OF_ISSUER, params![issuer, after, upto, most]).await?.iter().map(read).collect()
}

/// Writes down what has become of a link that stood at `before`; false if it stands otherwise by now. With the
/// end of a link every proof of the same person that still waits dies: it was given before.
pub async fn keep(tx: &mut Tx<'_>, link: &Link, before: &Handshake) -> Result<bool, StorageError> {
    let kept = tx.execute(&KEEP, &parts::kept(link.id, &link.handshake, before)).await? == 1;
    if kept && link.life() == Life::Ended && before.life() != Life::Ended {
        for name in subjects::names(tx, &link.national).await? {
            proposals::end_of_subject(tx, &name).await?;
        }
        if before.life() == Life::Proposed {
            // It has never opened anything: what was prepared waits again.
            prepared::wait_again(tx, link.id).await?;
        }
    }
    Ok(kept)
}

/// Ends the sessions of the account that the link opened, by whatever name the person came; returns them.
pub async fn end_sessions(
    tx: &mut Tx<'_>,
    link: &Link,
    now: Timestamp,
) -> Result<Vec<SessionId>, StorageError> {
    let (owner, why) = (Subject::LocalAccount(link.account), SessionEnd::LinkEnded);
    let mut ended = Vec::new();
    for name in subjects::names(tx, &link.national).await? {
        let from = (name.issuer.as_str(), name.subject.as_str());
        ended.extend(sessions::end_built_on(tx, owner, from, why, now).await?);
    }
    Ok(ended)
}

/// Listens to what the identity says of a link; `None` if there is no such link, or what was said is nonsense.
/// The sessions that the link opened are the caller's to end, where [`Heard::now`] is not active any more.
pub async fn hear(
    tx: &mut Tx<'_>,
    id: LinkId,
    report: &Report,
) -> Result<Option<(Link, Heard)>, StorageError> {
    let Some(link) = get(tx, id).await? else { return Ok(None) };
    let before = link.handshake;
    let (handshake, heard) = before.hear(report);
    let link = Link { handshake, ..link };
    if heard.nonsense || !keep(tx, &link, &before).await? {
        return Ok(None);
    }
    Ok(Some((link, heard)))
}

/// Writes down that the other side is not told any more by itself where this one stands; false if there is nothing to
/// tell, or it was written down before.
pub async fn give_up(tx: &mut Tx<'_>, id: LinkId, now: Timestamp) -> Result<bool, StorageError> {
    Ok(tx.execute(&GIVE_UP, params![id, now]).await? == 1)
}

/// The links that the other side is still to be told of by itself, by id, after this one.
pub async fn owing(tx: &mut Tx<'_>, after: LinkId, most: i64) -> Result<Vec<LinkId>, StorageError> {
    tx.rows(&OWING, params![after, most]).await?.iter().map(|row| row.id("id")).collect()
}

pub(super) fn read(row: &Row) -> Result<Link, StorageError> {
    let evidence = parts::read_evidence(row)?;
    Ok(Link {
        id: row.id("id")?,
        system: row.text("system")?,
        national: NationalSubject { issuer: row.text("issuer")?, subject: row.text("subject")? },
        account: row.id("local_account_id")?,
        proof: row.opt_text("proof")?,
        national_proof: evidence.national,
        local_proof: evidence.local,
        assurance: evidence.assurance,
        made_by: evidence.made_by,
        handshake: parts::read(row)?,
        created_at: row.time("created_at")?,
    })
}
