//! Signed-in browsers.

use onedoor_base::{
    AccountId, Digest, Factor, IdentityLevel, LocalAccountId, Session, SessionEnd, SessionId, Subject,
    Timestamp, Upstream,
};

use crate::{Row, Statement, StorageError, Tx, params};

const INSERT: Statement = Statement::new(
    "site.session.insert",
    "INSERT INTO sessions (id, digest, subject_kind, subject_id, display_name, factors, identity_level, \
     authenticated_at, created_at, seen_at, expires_at, user_agent, network, upstream_issuer, upstream_subject, \
     upstream_sid, upstream_id_token) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)",
);

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, subject_kind, subject_id, display_name, factors, identity_level, authenticated_at, \
             created_at, seen_at, expires_at, ended_at, user_agent, network, upstream_issuer, upstream_subject, \
             upstream_sid FROM sessions WHERE ",
            $rest
        )
    };
}

const BY_DIGEST: Statement = Statement::new("site.session.by_digest", select!("digest = $1"));

const ALIVE_OF_SUBJECT: Statement = Statement::new(
    "site.session.alive_of_subject",
    select!(
        "subject_id = $1 AND ended_at IS NULL AND expires_at > $2 AND seen_at > $3 ORDER BY seen_at DESC LIMIT 100"
    ),
);

const ENDED_UNPROVEN: Statement = Statement::new(
    "site.session.ended_unproven",
    select!("subject_id = $1 AND end_reason = 'unproven' ORDER BY created_at DESC LIMIT 20"),
);

const STANDING: Statement =
    Statement::new("site.session.standing", "SELECT ended_at, end_reason FROM sessions WHERE id = $1");

const TOUCH: Statement = Statement::new(
    "site.session.touch",
    "UPDATE sessions SET seen_at = $2 WHERE id = $1 AND ended_at IS NULL",
);

const STEP_UP: Statement = Statement::new(
    "site.session.step_up",
    "UPDATE sessions SET digest = $3, factors = $4 WHERE id = $1 AND digest = $2 AND ended_at IS NULL",
);

const RENAME: Statement = Statement::new(
    "site.session.rename",
    "UPDATE sessions SET display_name = $2 WHERE subject_id = $1 AND ended_at IS NULL",
);

const RELEVEL: Statement = Statement::new(
    "site.session.relevel",
    "UPDATE sessions SET identity_level = $2 WHERE subject_id = $1 AND ended_at IS NULL",
);

const END: Statement = Statement::new(
    "site.session.end",
    "UPDATE sessions SET ended_at = $3, end_reason = $4 WHERE id = $1 AND subject_id = $2 AND ended_at IS NULL",
);

const END_OTHERS: Statement = Statement::new(
    "site.session.end_others",
    "UPDATE sessions SET ended_at = $3, end_reason = $4 WHERE subject_id = $1 AND id <> $2 AND ended_at IS NULL \
     RETURNING id",
);

const END_BY_UPSTREAM_SID: Statement = Statement::new(
    "site.session.end_by_upstream_sid",
    "UPDATE sessions SET ended_at = $3, end_reason = $4 WHERE upstream_issuer = $1 AND upstream_sid = $2 \
     AND ended_at IS NULL RETURNING id, subject_kind, subject_id",
);

const END_BY_UPSTREAM_SUBJECT: Statement = Statement::new(
    "site.session.end_by_upstream_subject",
    "UPDATE sessions SET ended_at = $3, end_reason = $4 WHERE upstream_issuer = $1 AND upstream_subject = $2 \
     AND ended_at IS NULL RETURNING id, subject_kind, subject_id",
);

const END_BUILT_ON: Statement = Statement::new(
    "site.session.end_built_on",
    "UPDATE sessions SET ended_at = $4, end_reason = $5 WHERE subject_id = $1 AND upstream_issuer = $2 \
     AND upstream_subject = $3 AND ended_at IS NULL RETURNING id",
);

const UPSTREAM_TOKEN: Statement =
    Statement::new("site.session.upstream_token", "SELECT upstream_id_token FROM sessions WHERE id = $1");

const SWEEP: Statement = Statement::new("site.session.sweep", "DELETE FROM sessions WHERE expires_at < $1");

pub(crate) const STATEMENTS: &[&Statement] = &[
    &INSERT,
    &BY_DIGEST,
    &ALIVE_OF_SUBJECT,
    &ENDED_UNPROVEN,
    &STANDING,
    &TOUCH,
    &STEP_UP,
    &RENAME,
    &RELEVEL,
    &END,
    &END_OTHERS,
    &END_BY_UPSTREAM_SID,
    &END_BY_UPSTREAM_SUBJECT,
    &END_BUILT_ON,
    &UPSTREAM_TOKEN,
    &SWEEP,
];

/// Records a new session; `digest` is that of the cookie's value, `upstream_id_token` is sealed.
pub async fn insert(
    tx: &mut Tx<'_>,
    session: &Session,
    digest: Digest,
    upstream_id_token: Option<&[u8]>,
) -> Result<(), StorageError> {
    let (kind, subject) = subject_columns(session.subject);
    let factors = session.factors.iter().map(|f| f.amr()).collect::<Vec<_>>().join(" ");
    let upstream = session.upstream.as_ref();
    tx.execute_one(
        &INSERT,
        params![
            session.id,
            digest,
            kind,
            subject,
            &session.display_name,
            factors,
            session.identity.rank(),
            session.authenticated_at,
            session.created_at,
            session.seen_at,
            session.expires_at,
            &session.user_agent,
            &session.network,
            upstream.map(|u| u.issuer.as_str()),
            upstream.map(|u| u.subject.as_str()),
            upstream.and_then(|u| u.sid.as_deref()),
            upstream_id_token
        ],
    )
    .await
}

/// The session whose cookie has this digest, alive or not.
pub async fn by_digest(tx: &mut Tx<'_>, digest: Digest) -> Result<Option<Session>, StorageError> {
    tx.row(&BY_DIGEST, params![digest]).await?.as_ref().map(read).transpose()
}

/// The sessions that sign their owner in at `now`, the latest used first; at most a hundred.
pub async fn alive_of(
    tx: &mut Tx<'_>,
    subject: Subject,
    now: Timestamp,
) -> Result<Vec<Session>, StorageError> {
    let (_, id) = subject_columns(subject);
    let idle = now.before(onedoor_base::SESSION_IDLE);
    tx.rows(&ALIVE_OF_SUBJECT, params![id, now, idle]).await?.iter().map(read).collect()
}

/// The sessions that were ended when the account was linked, the newest first; at most twenty.
pub async fn ended_unproven(tx: &mut Tx<'_>, subject: Subject) -> Result<Vec<Session>, StorageError> {
    let (_, id) = subject_columns(subject);
    tx.rows(&ENDED_UNPROVEN, params![id]).await?.iter().map(read).collect()
}

/// Whether a session still stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    Alive,
    /// A later sign-in in the same browser took its place; nobody ended it.
    Replaced,
    /// It was ended, or is there no more.
    Ended,
}

/// Whether this session stands, for whoever has looked at it before the transaction.
pub async fn standing(tx: &mut Tx<'_>, id: SessionId) -> Result<Standing, StorageError> {
    let Some(row) = tx.row(&STANDING, params![id]).await? else { return Ok(Standing::Ended) };
    if row.opt_time("ended_at")?.is_none() {
        return Ok(Standing::Alive);
    }
    let replaced = row.opt_str("end_reason")? == Some(SessionEnd::Replaced.word());
    Ok(if replaced { Standing::Replaced } else { Standing::Ended })
}

/// Writes down that the session was used.
pub async fn touch(tx: &mut Tx<'_>, id: SessionId, now: Timestamp) -> Result<(), StorageError> {
    tx.execute(&TOUCH, params![id, now]).await.map(drop)
}

/// Its owner has shown these factors by now, and the cookie's value is another from now on: a copy of the one
/// before is worth nothing. False if the session ended, or got another value at the same moment.
pub async fn step_up(
    tx: &mut Tx<'_>,
    id: SessionId,
    (before, after): (Digest, Digest),
    factors: &[Factor],
) -> Result<bool, StorageError> {
    let factors = factors.iter().map(|factor| factor.amr()).collect::<Vec<_>>().join(" ");
    Ok(tx.execute(&STEP_UP, params![id, before, after, factors]).await? == 1)
}

/// Puts a new name into the head of the pages of this subject's sessions.
pub async fn rename(tx: &mut Tx<'_>, subject: Subject, name: &str) -> Result<(), StorageError> {
    let (_, owner) = subject_columns(subject);
    tx.execute(&RENAME, params![owner, name]).await.map(drop)
}

/// How well this subject is proven from now on, for sessions that have begun before.
pub async fn relevel(
    tx: &mut Tx<'_>,
    subject: Subject,
    level: onedoor_base::IdentityLevel,
) -> Result<(), StorageError> {
    let (_, owner) = subject_columns(subject);
    tx.execute(&RELEVEL, params![owner, level.rank()]).await.map(drop)
}

/// Ends a session of this subject; false if it is not theirs or has ended before.
pub async fn end(
    tx: &mut Tx<'_>,
    id: SessionId,
    subject: Subject,
    why: SessionEnd,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let (_, owner) = subject_columns(subject);
    Ok(tx.execute(&END, params![id, owner, now, why.word()]).await? == 1)
}

/// Ends every session of this subject but `kept` (which may be none of theirs); returns those ended.
pub async fn end_others(
    tx: &mut Tx<'_>,
    subject: Subject,
    kept: Option<SessionId>,
    why: SessionEnd,
    now: Timestamp,
) -> Result<Vec<SessionId>, StorageError> {
    let (_, owner) = subject_columns(subject);
    let kept = kept.unwrap_or(SessionId::from_bytes([0; 16]));
    tx.rows(&END_OTHERS, params![owner, kept, now, why.word()])
        .await?
        .iter()
        .map(|row| row.id("id"))
        .collect()
}

/// Ends the sessions that stand on another site's session; returns whose they were.
pub async fn end_by_upstream_sid(
    tx: &mut Tx<'_>,
    issuer: &str,
    sid: &str,
    now: Timestamp,
) -> Result<Vec<(SessionId, Subject)>, StorageError> {
    let why = SessionEnd::UpstreamLogout.word();
    tx.rows(&END_BY_UPSTREAM_SID, params![issuer, sid, now, why]).await?.iter().map(ended).collect()
}

/// Ends the sessions of a person known by another site's name for them; returns whose they were.
pub async fn end_by_upstream_subject(
    tx: &mut Tx<'_>,
    issuer: &str,
    subject: &str,
    why: SessionEnd,
    now: Timestamp,
) -> Result<Vec<(SessionId, Subject)>, StorageError> {
    tx.rows(&END_BY_UPSTREAM_SUBJECT, params![issuer, subject, now, why.word()])
        .await?
        .iter()
        .map(ended)
        .collect()
}

/// Ends the sessions of this subject that another site's sign-in opened, given by that site and its name for the
/// person; returns those ended.
pub async fn end_built_on(
    tx: &mut Tx<'_>,
    subject: Subject,
    (issuer, upstream): (&str, &str),
    why: SessionEnd,
    now: Timestamp,
) -> Result<Vec<SessionId>, StorageError> {
    let (_, owner) = subject_columns(subject);
    let rows = tx.rows(&END_BUILT_ON, params![owner, issuer, upstream, now, why.word()]).await?;
    rows.iter().map(|row| row.id("id")).collect()
}

/// The sealed identity token that the session was begun with, for signing out upstream.
pub async fn upstream_token(tx: &mut Tx<'_>, id: SessionId) -> Result<Option<Vec<u8>>, StorageError> {
    match tx.row(&UPSTREAM_TOKEN, params![id]).await? {
        Some(row) => row.opt_bytes("upstream_id_token"),
        None => Ok(None),
    }
}

/// Forgets sessions that ran out before `then`.
pub async fn sweep(tx: &mut Tx<'_>, then: Timestamp) -> Result<u64, StorageError> {
    tx.execute(&SWEEP, params![then]).await
}

fn subject_columns(subject: Subject) -> (&'static str, [u8; 16]) {
    match subject {
        Subject::Person(id) => ("person", *id.as_bytes()),
        Subject::LocalAccount(id) => ("local_account", *id.as_bytes()),
    }
}

fn subject(row: &Row) -> Result<Subject, StorageError> {
    match row.str("subject_kind")? {
        "person" => Ok(Subject::Person(row.id::<AccountId>("subject_id")?)),
        "local_account" => Ok(Subject::LocalAccount(row.id::<LocalAccountId>("subject_id")?)),
        _ => Err(row.bad("subject_kind", "no kind of subject")),
    }
}

fn ended(row: &Row) -> Result<(SessionId, Subject), StorageError> {
    Ok((row.id("id")?, subject(row)?))
}

fn read(row: &Row) -> Result<Session, StorageError> {
    let upstream = match (row.opt_text("upstream_issuer")?, row.opt_text("upstream_subject")?) {
        (Some(issuer), Some(subject)) => {
            Some(Upstream { issuer, subject, sid: row.opt_text("upstream_sid")? })
        }
        _ => None,
    };
    Ok(Session {
        id: row.id("id")?,
        subject: subject(row)?,
        display_name: row.text("display_name")?,
        factors: row.str("factors")?.split(' ').filter_map(Factor::from_amr).collect(),
        identity: IdentityLevel::from_rank(row.int("identity_level")?)
            .ok_or_else(|| row.bad("identity_level", "no level"))?,
        authenticated_at: row.time("authenticated_at")?,
        created_at: row.time("created_at")?,
        seen_at: row.time("seen_at")?,
        expires_at: row.time("expires_at")?,
        ended_at: row.opt_time("ended_at")?,
        user_agent: row.text("user_agent")?,
        network: row.text("network")?,
        upstream,
    })
}
