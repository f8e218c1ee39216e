//! Links, as a national identity keeps them.

use onedoor_base::{AccountId, LinkId, Timestamp};
use onedoor_linking::{Handshake, IdentityLink, Report, Verdict, receive as answer};

use super::parts;
use crate::{Row, Statement, StorageError, Tx, params};

const INSERT: Statement = Statement::new(
    "linking.identity_link.insert",
    concat!(
        "INSERT INTO identity_links (id, person_id, client, system, subject, account, label, proof, created_at, ",
        parts::evidence_columns!(),
        ", ",
        parts::columns!(),
        ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, \
         $21, $22, $23, $24, $25, $26, $27) ON CONFLICT DO NOTHING"
    ),
);

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, person_id, client, system, subject, account, label, proof, created_at, ",
            parts::evidence_columns!(),
            ", ",
            parts::columns!(),
            " FROM identity_links WHERE ",
            $rest
        )
    };
}

const GET: Statement = Statement::new("linking.identity_link.get", select!("id = $1"));

const BY_PROOF: Statement = Statement::new("linking.identity_link.by_proof", select!("proof = $1"));

const OF_PERSON: Statement = Statement::new(
    "linking.identity_link.of_person",
    select!("person_id = $1 ORDER BY created_at DESC, id DESC LIMIT 200"),
);

const OF_SUBJECT: Statement = Statement::new(
    "linking.identity_link.of_subject",
    select!("client = $1 AND subject = $2 ORDER BY created_at, id LIMIT 50"),
);

const LISTED: Statement = Statement::new(
    "linking.identity_link.listed",
    concat!(
        "SELECT id, ",
        parts::columns!(),
        " FROM identity_links WHERE client = $1 AND id > $2 AND one_sided = 0 ORDER BY id LIMIT $3"
    ),
);

const KEEP: Statement = Statement::new("linking.identity_link.keep", parts::keep!("identity_links"));

const GIVE_UP: Statement = Statement::new(
    "linking.identity_link.give_up",
    "UPDATE identity_links SET untold_at = $2 WHERE id = $1 AND told < mine_number AND untold_at IS NULL",
);

const OWING: Statement = Statement::new(
    "linking.identity_link.owing",
    "SELECT id FROM identity_links WHERE one_sided = 0 AND told < mine_number AND untold_at IS NULL AND id > $1 ORDER BY id LIMIT $2",
);

const OF_CLIENT: Statement = Statement::new(
    "linking.identity_link.of_client",
    select!("client = $1 AND id > $2 AND state <> 'ended' ORDER BY id LIMIT $3"),
);

const COUNT: Statement = Statement::new(
    "linking.identity_link.count",
    "SELECT state, count(*) AS links FROM identity_links WHERE client = $1 GROUP BY state ORDER BY state",
);

const UNTOLD: Statement = Statement::new(
    "linking.identity_link.untold",
    "SELECT count(*) AS links FROM identity_links WHERE client = $1 AND told < mine_number AND untold_at IS NOT NULL",
);

pub(crate) const STATEMENTS: &[&Statement] = &[
    &INSERT,
    &GET,
    &BY_PROOF,
    &OF_PERSON,
    &OF_SUBJECT,
    &LISTED,
    &KEEP,
    &OWING,
    &GIVE_UP,
    &OF_CLIENT,
    &COUNT,
    &UNTOLD,
];

/// What became of what a portal said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Received {
    /// It stands in the record now; answer with the handshake's report.
    Kept(Box<IdentityLink>),
    /// There is no such link here, and without evidence none can be made; answer with [`Report::NOTHING`].
    Unknown,
    /// The link of this id is another person's, client's or account's, or was proven otherwise: nothing of the
    /// report was taken.
    EvidenceDiffers,
}

/// Records a new link; false if the id is taken.
pub async fn insert(tx: &mut Tx<'_>, link: &IdentityLink) -> Result<bool, StorageError> {
    let fixed = params![
        link.id,
        link.person,
        &link.client,
        &link.system,
        &link.subject,
        &link.account,
        &link.label,
        link.proof.as_deref(),
        link.created_at
    ];
    let living = parts::evidence_values(&link.evidence).into_iter().chain(parts::values(&link.handshake));
    Ok(tx.execute(&INSERT, &parts::with(fixed, living)).await? == 1)
}

/// The link with this id, in whatever state.
pub async fn get(tx: &mut Tx<'_>, id: LinkId) -> Result<Option<IdentityLink>, StorageError> {
    tx.row(&GET, params![id]).await?.as_ref().map(read).transpose()
}

/// The link that this proof has made, in whatever state.
pub async fn by_proof(tx: &mut Tx<'_>, proof: &str) -> Result<Option<IdentityLink>, StorageError> {
    tx.row(&BY_PROOF, params![proof]).await?.as_ref().map(read).transpose()
}

/// All links that the person has or had, the newest first; at most two hundred.
pub async fn of_person(tx: &mut Tx<'_>, person: AccountId) -> Result<Vec<IdentityLink>, StorageError> {
    tx.rows(&OF_PERSON, params![person]).await?.iter().map(read).collect()
}

/// All links of a person at one client, as that client names the person; the oldest first.
pub async fn of_subject(
    tx: &mut Tx<'_>,
    client: &str,
    subject: &str,
) -> Result<Vec<IdentityLink>, StorageError> {
    tx.rows(&OF_SUBJECT, params![client, subject]).await?.iter().map(read).collect()
}

/// The links with one client that have not ended, by id, after this one.
pub async fn of_client(
    tx: &mut Tx<'_>,
    client: &str,
    after: LinkId,
    most: i64,
) -> Result<Vec<IdentityLink>, StorageError> {
    tx.rows(&OF_CLIENT, params![client, after, most]).await?.iter().map(read).collect()
}

/// How many links with one client there are, by the words of their lives.
pub async fn count(tx: &mut Tx<'_>, client: &str) -> Result<Vec<(String, i64)>, StorageError> {
    let rows = tx.rows(&COUNT, params![client]).await?;
    rows.iter().map(|row| Ok((row.text("state")?, row.int("links")?))).collect()
}

/// Of how many links with one client it was given up to tell the portal where they stand.
pub async fn untold(tx: &mut Tx<'_>, client: &str) -> Result<i64, StorageError> {
    tx.row(&UNTOLD, params![client]).await?.map_or(Ok(0), |row| row.int("links"))
}

/// Where the links of one client stand, by id, after this one; those that only one side keeps are left out.
pub async fn listed(
    tx: &mut Tx<'_>,
    client: &str,
    after: LinkId,
    most: i64,
) -> Result<Vec<(LinkId, Handshake)>, StorageError> {
    let rows = tx.rows(&LISTED, params![client, after, most]).await?;
    rows.iter().map(|row| Ok((row.id("id")?, parts::read(row)?))).collect()
}

/// Writes down what has become of a link that stood at `before`; false if it stands otherwise by now.
pub async fn keep(tx: &mut Tx<'_>, link: &IdentityLink, before: &Handshake) -> Result<bool, StorageError> {
    Ok(tx.execute(&KEEP, &parts::kept(link.id, &link.handshake, before)).await? == 1)
}

/// Listens to what the portal registered as `client` says of the link `id`. `told` is the evidence, if it came
/// along, with what the identity makes of it.
pub async fn receive(
    tx: &mut Tx<'_>,
    (client, id): (&str, LinkId),
    report: &Report,
    told: Option<(&IdentityLink, Verdict)>,
    now: Timestamp,
) -> Result<Received, StorageError> {
    let known = get(tx, id).await?;
    let differs = match (&known, told) {
        (Some(known), Some((link, _))) => !known.is_same(link) || known.client != client,
        (Some(known), None) => known.client != client,
        (None, Some((link, _))) => link.id != id || link.client != client,
        (None, None) => false,
    };
    if differs {
        return Ok(Received::EvidenceDiffers);
    }
    let before = known.as_ref().map(|link| link.handshake);
    let Some(after) = answer(before, report, told.map(|(_, verdict)| verdict), now) else {
        return Ok(Received::Unknown);
    };
    let link = known.or_else(|| told.map(|(link, _)| IdentityLink { created_at: now, ..link.clone() }));
    let Some(link) = link.map(|link| IdentityLink { handshake: after, ..link }) else {
        return Ok(Received::Unknown);
    };
    let written = match before {
        Some(before) => keep(tx, &link, &before).await?,
        None => insert(tx, &link).await?,
    };
    // In one serialisable transaction nothing has come between.
    if written { Ok(Received::Kept(Box::new(link))) } else { Ok(Received::EvidenceDiffers) }
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

pub(super) fn read(row: &Row) -> Result<IdentityLink, StorageError> {
    Ok(IdentityLink {
        id: row.id("id")?,
        person: row.id("person_id")?,
        client: row.text("client")?,
        system: row.text("system")?,
        subject: row.text("subject")?,
        account: row.text("account")?,
        label: row.text("label")?,
        proof: row.opt_text("proof")?,
        evidence: parts::read_evidence(row)?,
        handshake: parts::read(row)?,
        created_at: row.time("created_at")?,
    })
}
