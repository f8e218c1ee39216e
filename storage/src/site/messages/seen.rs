use onedoor_base::{Digest, MessageId, Timestamp};

use crate::{Row, Statement, StorageError, Tx, params};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, channel, content, state, created_at, sent_at, settled_at, gateway_id, attempts, \
             last_error, confirmed_at, code_id, unanswered, prefix FROM messages ",
            $rest
        )
    };
}

const GET: Statement = Statement::new("site.message.get", select!("WHERE id = $1"));

const LIST: Statement =
    Statement::new("site.message.list", select!("ORDER BY created_at DESC, id DESC LIMIT $1"));

const LIST_STATE: Statement = Statement::new(
    "site.message.list_state",
    select!("WHERE state = $2 ORDER BY created_at DESC, id DESC LIMIT $1"),
);

const LIST_TO: Statement = Statement::new(
    "site.message.list_to",
    select!("WHERE recipient = $2 ORDER BY created_at DESC, id DESC LIMIT $1"),
);

const COUNTS: Statement = Statement::new(
    "site.message.counts",
    "SELECT state, COUNT(*) AS messages FROM messages GROUP BY state ORDER BY state",
);

const COUNT: Statement =
    Statement::new("site.message.count", "SELECT COUNT(*) AS messages FROM messages WHERE state = $1");

const CONVERSION: Statement = Statement::new(
    "site.message.conversion",
    "SELECT prefix, COUNT(*) AS sent, COUNT(confirmed_at) AS confirmed FROM messages \
     WHERE created_at >= $1 AND created_at < $2 AND code_id IS NOT NULL AND prefix IS NOT NULL \
     GROUP BY prefix ORDER BY prefix",
);

pub(crate) const STATEMENTS: &[&Statement] =
    &[&GET, &LIST, &LIST_STATE, &LIST_TO, &COUNTS, &COUNT, &CONVERSION];

/// The states of a message.
pub const STATES: [&str; 7] =
    ["waiting", "sent", "delivered", "undelivered", "refused", "expired", "repeated"];

/// What stands of a message.
#[derive(Debug, Clone)]
pub struct Record {
    /// Its id.
    pub id: MessageId,
    /// `sms` or `mail`.
    pub channel: String,
    /// Destination and text, sealed.
    pub content: Vec<u8>,
    /// One of [`STATES`].
    pub state: String,
    /// When it was put down.
    pub created_at: Timestamp,
    /// When the gateway took it.
    pub sent_at: Option<Timestamp>,
    /// When it was delivered, refused or dropped.
    pub settled_at: Option<Timestamp>,
    /// The gateway's id for it.
    pub gateway_id: Option<String>,
    /// How often it was tried in vain.
    pub attempts: i64,
    /// Why it failed last.
    pub last_error: Option<String>,
    /// How many tries went out without an answer: one that was sent may have arrived so many times more.
    pub unanswered: i64,
    /// Whether it carries a code.
    pub has_code: bool,
    /// When that was given back.
    pub confirmed_at: Option<Timestamp>,
    /// Country code and the first digits inside, of a text message.
    pub prefix: Option<String>,
}

/// How many codes went to one prefix, and how many came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversion {
    /// `+84912`
    pub prefix: String,
    /// Codes put down for it.
    pub sent: i64,
    /// Those that were given back.
    pub confirmed: i64,
}

/// What stands of one.
pub async fn get(tx: &mut Tx<'_>, id: MessageId) -> Result<Option<Record>, StorageError> {
    tx.row(&GET, params![id]).await?.as_ref().map(read).transpose()
}

/// The latest, of one state if one is named.
pub async fn list(tx: &mut Tx<'_>, state: Option<&str>, most: i64) -> Result<Vec<Record>, StorageError> {
    let rows = match state {
        Some(state) => tx.rows(&LIST_STATE, params![most, state]).await?,
        None => tx.rows(&LIST, params![most]).await?,
    };
    rows.iter().map(read).collect()
}

/// The latest to one destination, given by its fingerprint.
pub async fn list_to(tx: &mut Tx<'_>, recipient: Digest, most: i64) -> Result<Vec<Record>, StorageError> {
    tx.rows(&LIST_TO, params![most, recipient]).await?.iter().map(read).collect()
}

/// How many there are in each state.
pub async fn counts(tx: &mut Tx<'_>) -> Result<Vec<(String, i64)>, StorageError> {
    let read = |row: &Row| Ok((row.text("state")?, row.int("messages")?));
    tx.rows(&COUNTS, &[]).await?.iter().map(read).collect()
}

/// How many there are in this state.
pub async fn count(tx: &mut Tx<'_>, state: &str) -> Result<i64, StorageError> {
    tx.row(&COUNT, params![state]).await?.map_or(Ok(0), |row| row.int("messages"))
}

/// Codes that were sent in a span, by prefix.
pub async fn conversion(
    tx: &mut Tx<'_>,
    from: Timestamp,
    until: Timestamp,
) -> Result<Vec<Conversion>, StorageError> {
    let rows = tx.rows(&CONVERSION, params![from, until]).await?;
    let read = |row: &Row| {
        let (sent, confirmed) = (row.int("sent")?, row.int("confirmed")?);
        Ok(Conversion { prefix: row.text("prefix")?, sent, confirmed })
    };
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Record, StorageError> {
    Ok(Record {
        id: row.id("id")?,
        channel: row.text("channel")?,
        content: row.bytes("content")?,
        state: row.text("state")?,
        created_at: row.time("created_at")?,
        sent_at: row.opt_time("sent_at")?,
        settled_at: row.opt_time("settled_at")?,
        gateway_id: row.opt_text("gateway_id")?,
        attempts: row.opt_int("attempts")?.unwrap_or(0),
        last_error: row.opt_text("last_error")?,
        unanswered: row.opt_int("unanswered")?.unwrap_or(0),
        has_code: row.opt_bytes("code_id")?.is_some(),
        confirmed_at: row.opt_time("confirmed_at")?,
        prefix: row.opt_text("prefix")?,
    })
}
