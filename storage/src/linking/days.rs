//! How many links there are, by state and reason: now, and at the end of each day.

use std::collections::BTreeMap;
use std::time::Duration;

use onedoor_base::Timestamp;
use onedoor_services::Day;

use super::prepared;
use crate::{Statement, StorageError, Tx, params};

/// How old the counts of a day may become.
const EVERY: Duration = Duration::from_hours(1);
/// When a day was last counted, in milliseconds; no count.
const COUNTED_AT: &str = "counted_at";

const PUT: Statement = Statement::new(
    "linking.day.put",
    "INSERT INTO link_days (day, measure, count) VALUES ($1, $2, $3) \
     ON CONFLICT (day, measure) DO UPDATE SET count = excluded.count",
);

const ONE: Statement =
    Statement::new("linking.day.one", "SELECT count FROM link_days WHERE day = $1 AND measure = $2");

const SINCE: Statement = Statement::new(
    "linking.day.since",
    "SELECT day, measure, count FROM link_days WHERE day >= $1 ORDER BY day, measure",
);

const STANDING: Statement = Statement::new(
    "linking.day.standing",
    "SELECT state, COUNT(*) AS count FROM links GROUP BY one_sided, state",
);

const OPENED: Statement = Statement::new(
    "linking.day.opened",
    "SELECT COUNT(*) AS count FROM links WHERE state = 'active' AND opened_at >= $1",
);

const ENDED: Statement = Statement::new(
    "linking.day.ended",
    "SELECT CASE WHEN mine_standing = 'ended' THEN mine_why ELSE theirs_why END AS why, COUNT(*) AS count \
     FROM links WHERE state = 'ended' \
     GROUP BY CASE WHEN mine_standing = 'ended' THEN mine_why ELSE theirs_why END",
);

pub(crate) const STATEMENTS: &[&Statement] = &[&PUT, &ONE, &SINCE, &STANDING, &OPENED, &ENDED];

/// Counts by what is counted: `linked`, `opened` (links that have opened their account today), `suspended`,
/// `dormant`, `active`, `withdrawn`, `refused.WHY`, `ended.WHY`. What there is none of is left out.
pub type Counts = BTreeMap<String, i64>;

/// What there is now, on the clock of a country so many minutes ahead of UTC.
pub async fn now(tx: &mut Tx<'_>, now: Timestamp, offset_minutes: i16) -> Result<Counts, StorageError> {
    let mut counts = prepared::counts(tx).await?;
    for row in tx.rows(&STANDING, &[]).await? {
        let measure = match row.str("state")? {
            "active" => "linked",
            "suspended" => "suspended",
            _ => continue,
        };
        *counts.entry(measure.to_owned()).or_default() += row.int("count")?;
    }
    let midnight = begun(now, offset_minutes);
    counts.insert("opened".to_owned(), one(tx, &OPENED, params![midnight]).await?);
    for row in tx.rows(&ENDED, &[]).await? {
        let why = row.opt_str("why")?.unwrap_or("unknown");
        counts.insert(format!("ended.{why}"), row.int("count")?);
    }
    counts.retain(|_, count| *count > 0);
    Ok(counts)
}

/// The counts of today, if none were written down within the last hour. To be asked in a snapshot: a change that
/// counts all links would meet everybody who makes one.
pub async fn due(
    tx: &mut Tx<'_>,
    at: Timestamp,
    offset_minutes: i16,
) -> Result<Option<Counts>, StorageError> {
    let day = Day::of(at, offset_minutes).to_string();
    let last = tx.row(&ONE, params![&day, COUNTED_AT]).await?.map(|row| row.int("count")).transpose()?;
    if last.is_some_and(|last| at < Timestamp::from_millis(last).after(EVERY)) {
        return Ok(None);
    }
    now(tx, at, offset_minutes).await.map(Some)
}

/// Writes the counts of today down.
pub async fn note(
    tx: &mut Tx<'_>,
    counts: &Counts,
    at: Timestamp,
    offset_minutes: i16,
) -> Result<(), StorageError> {
    let day = Day::of(at, offset_minutes).to_string();
    for (measure, count) in counts {
        tx.execute(&PUT, params![&day, measure, *count]).await?;
    }
    tx.execute(&PUT, params![&day, COUNTED_AT, at]).await.map(drop)
}

/// The counts of the days from this one on, as they were when each was last counted.
pub async fn since(tx: &mut Tx<'_>, day: Day) -> Result<BTreeMap<String, Counts>, StorageError> {
    let mut days: BTreeMap<String, Counts> = BTreeMap::new();
    for row in tx.rows(&SINCE, params![day.to_string()]).await? {
        let measure = row.text("measure")?;
        let counts = days.entry(row.text("day")?).or_default();
        if measure != COUNTED_AT {
            counts.insert(measure, row.int("count")?);
        }
    }
    Ok(days)
}

async fn one(tx: &mut Tx<'_>, statement: &Statement, values: &[crate::Value]) -> Result<i64, StorageError> {
    tx.row(statement, values).await?.map_or(Ok(0), |row| row.int("count"))
}

/// When the day of this moment began.
fn begun(now: Timestamp, offset_minutes: i16) -> Timestamp {
    const DAY: i64 = 24 * 60 * 60;
    let offset = 60 * i64::from(offset_minutes);
    Timestamp::from_seconds((now.seconds() + offset).div_euclid(DAY) * DAY - offset)
}
