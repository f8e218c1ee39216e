use std::sync::Arc;

use onedoor_base::{Actor, AuditEvent, BatchId, Subject, Timestamp};
use onedoor_linking::{BatchState, RowVerdict, judge_row};
use onedoor_site::Site;
use onedoor_storage::linking::batches::{self, Batch, FoundRow, Tally};
use onedoor_storage::linking::prepared::{self, Dormant};
use onedoor_storage::linking::preparing::{self, Named};
use onedoor_storage::services::accounts::NumberRecord;
use onedoor_storage::{Change, StorageError, Tx};

use super::judge::Known;
use super::reading::Reading;
use super::report::Report;
use super::rows::{Line, Row};
use super::survey::Survey;
use super::{PrepareError, Source, Watch};
use crate::{Portal, numbers};

/// How many links one transaction takes back.
const TAKEN_AT_ONCE: i64 = 500;

/// Rows that are judged together.
struct Lines {
    lines: Vec<Line>,
    survey: Arc<Survey>,
}

/// What became of them.
struct Judged {
    tally: Tally,
    found: Vec<FoundRow>,
    events: Vec<AuditEvent>,
}

/// Whether the clean ones are prepared, and in whose name.
struct Writing<'a> {
    batch: BatchId,
    by: &'a Actor,
    now: Timestamp,
}

/// Looks at all rows and writes nothing.
pub async fn check(
    portal: &Portal,
    source: &Arc<dyn Source>,
    survey: &Arc<Survey>,
    watch: &mut impl Watch,
) -> Result<Report, PrepareError> {
    let mut reading = Reading::of(portal, source, (0, survey.digest));
    let mut report = Report::default();
    loop {
        let lines = Lines { lines: reading.next().await?, survey: Arc::clone(survey) };
        if lines.lines.is_empty() {
            return Ok(report);
        }
        let (count, lines, site) = (lines.lines.len() as u64, Arc::new(lines), Arc::clone(&portal.site));
        let judged: Result<Judged, StorageError> = portal
            .site
            .store
            .read(move |tx| {
                let (lines, site) = (Arc::clone(&lines), Arc::clone(&site));
                Box::pin(async move { lines.judge(tx, &site, None).await })
            })
            .await;
        tell(&mut report, count, &judged?, watch, survey.rows)?;
    }
}

/// The batch of this file that is under way, or a new one.
pub async fn begin(portal: &Portal, survey: &Survey, name: &str, by: &Actor) -> Result<Batch, PrepareError> {
    let (site, now) = (&portal.site, portal.site.now());
    let batch = Batch {
        id: BatchId::new(now, site.random.as_ref()),
        digest: survey.digest,
        name: name.chars().filter(|c| !c.is_control()).take(200).collect(),
        made_by: by.clone(),
        state: BatchState::Writing,
        rows: survey.rows,
        position: 0,
        tally: Tally::default(),
        created_at: now,
        changed_at: now,
    };
    let begun: Result<Batch, StorageError> = site
        .store
        .write(move |tx| {
            let batch = batch.clone();
            Box::pin(async move {
                if let Some(there) = batches::under_way(tx, batch.digest).await? {
                    batches::move_on(tx, there.id, (BatchState::Stopped, BatchState::Writing), now).await?;
                    let event = about_batch(&batch.made_by, "linking.batch.resumed", there.id, now);
                    let event = event.with("position", there.position);
                    let there = Batch { state: BatchState::Writing, ..there };
                    return Ok(Change::Recorded(there, vec![event]));
                }
                batches::insert(tx, &batch).await?;
                let event = about_batch(&batch.made_by, "linking.batch.begun", batch.id, now);
                let event = event.with("rows", batch.rows);
                Ok(Change::Recorded(batch, vec![event]))
            })
        })
        .await;
    Ok(begun?)
}

/// Looks at the rows of a batch that is being checked, or prepares the clean ones of one that is being written: from
/// where it is, as long as `watch` lets it. The batch as it is then.
pub async fn run(
    portal: &Portal,
    source: &Arc<dyn Source>,
    survey: &Arc<Survey>,
    batch: Batch,
    by: &Actor,
    watch: &mut impl Watch,
) -> Result<Batch, PrepareError> {
    if survey.digest != batch.digest {
        return Err(PrepareError::Changed);
    }
    let mut reading = Reading::of(portal, source, (batch.position, batch.digest));
    let (mut position, mut report) = (batch.position, Report::default());
    while watch.goes_on() {
        let lines = Lines { lines: reading.next().await?, survey: Arc::clone(survey) };
        let count = lines.lines.len() as u64;
        if count == 0 {
            break;
        }
        let judged = some(portal, Arc::new(lines), (batch.id, batch.state, position), by).await?;
        tell(&mut report, count, &judged, watch, survey.rows.saturating_sub(batch.position))?;
        position += count;
    }
    finish(portal, (batch.id, batch.state), position, by).await
}

/// Looks at some rows and writes down what it finds; in a batch that is being written it prepares them.
async fn some(
    portal: &Portal,
    lines: Arc<Lines>,
    (batch, state, from): (BatchId, BatchState, u64),
    by: &Actor,
) -> Result<Judged, PrepareError> {
    let (site, by, now) = (Arc::clone(&portal.site), by.clone(), portal.site.now());
    let to = from + lines.lines.len() as u64;
    portal
        .site
        .store
        .write(move |tx| {
            let (lines, site, by) = (Arc::clone(&lines), Arc::clone(&site), by.clone());
            Box::pin(async move {
                let writing = (state == BatchState::Writing).then_some(Writing { batch, by: &by, now });
                let mut judged = lines.judge(tx, &site, writing).await?;
                // What was found when they were checked may not be so any more.
                batches::forget_lines(tx, batch, lines.span()).await?;
                for found in &judged.found {
                    batches::find(tx, batch, found).await?;
                }
                if !batches::advance(tx, (batch, state), (from, to), judged.tally, now).await? {
                    return Err(PrepareError::Overtaken);
                }
                let events = std::mem::take(&mut judged.events);
                Ok(if events.is_empty() {
                    Change::Unrecorded(judged)
                } else {
                    Change::Recorded(judged, events)
                })
            })
        })
        .await
}

/// Ends the run if its last row is done.
async fn finish(
    portal: &Portal,
    (id, state): (BatchId, BatchState),
    position: u64,
    by: &Actor,
) -> Result<Batch, PrepareError> {
    let (by, now) = (by.clone(), portal.site.now());
    let (then, action) = match state {
        BatchState::Checking => (BatchState::Checked, "linking.batch.checked"),
        _ => (BatchState::Done, "linking.batch.written"),
    };
    let finished: Result<Option<Batch>, StorageError> = portal
        .site
        .store
        .write(move |tx| {
            let by = by.clone();
            Box::pin(async move {
                let Some(batch) = batches::get(tx, id).await? else { return Ok(Change::Unrecorded(None)) };
                if position < batch.rows || !batches::move_on(tx, id, (state, then), now).await? {
                    return Ok(Change::Unrecorded(Some(batch)));
                }
                if then == BatchState::Done {
                    batches::drop_parts(tx, id).await?;
                }
                let event = about_batch(&by, action, id, now)
                    .with("prepared", batch.tally.prepared)
                    .with("there", batch.tally.there)
                    .with("refused", batch.tally.refused);
                Ok(Change::Recorded(Some(Batch { state: then, ..batch }), vec![event]))
            })
        })
        .await;
    finished?.ok_or(PrepareError::Overtaken)
}

/// Begins to take a batch back; what the record says of it, or nothing if it is not there, or is being taken back, or
/// was.
pub async fn begin_withdrawal(
    tx: &mut Tx<'_>,
    id: BatchId,
    by: &Actor,
    now: Timestamp,
) -> Result<Option<AuditEvent>, StorageError> {
    let Some(batch) = batches::get(tx, id).await? else { return Ok(None) };
    let action = match batch.state {
        BatchState::Receiving | BatchState::Withdrawing | BatchState::Withdrawn => return Ok(None),
        // Nothing was prepared of it.
        BatchState::Checking | BatchState::Checked => "linking.batch.discarded",
        BatchState::Writing | BatchState::Stopped | BatchState::Done => "linking.batch.withdrawal_begun",
    };
    let begun = batches::move_on(tx, id, (batch.state, BatchState::Withdrawing), now).await?;
    Ok(begun.then(|| about_batch(by, action, id, now)))
}

/// Takes back what a batch prepared and still waits; how many that were.
pub async fn withdraw(portal: &Portal, id: BatchId, by: &Actor) -> Result<u64, PrepareError> {
    let mut all = 0;
    loop {
        let (by, now) = (by.clone(), portal.site.now());
        let some: Result<u64, StorageError> = portal
            .site
            .store
            .write(move |tx| {
                let by = by.clone();
                Box::pin(async move {
                    let accounts = prepared::withdraw(tx, id, TAKEN_AT_ONCE, now).await?;
                    let event = |account: &onedoor_base::LocalAccountId| {
                        about_batch(&by, "linking.link.unprepared", id, now)
                            .about(Subject::LocalAccount(*account))
                    };
                    let mut events: Vec<AuditEvent> = accounts.iter().map(event).collect();
                    if accounts.is_empty() {
                        let step = (BatchState::Withdrawing, BatchState::Withdrawn);
                        if batches::move_on(tx, id, step, now).await? {
                            batches::drop_parts(tx, id).await?;
                            events.push(about_batch(&by, "linking.batch.withdrawn", id, now));
                        }
                    }
                    let count = accounts.len() as u64;
                    Ok(if events.is_empty() {
                        Change::Unrecorded(count)
                    } else {
                        Change::Recorded(count, events)
                    })
                })
            })
            .await;
        match some? {
            0 => return Ok(all),
            some => all += some,
        }
    }
}

fn tell(
    report: &mut Report,
    rows: u64,
    judged: &Judged,
    watch: &mut impl Watch,
    of: u64,
) -> Result<(), PrepareError> {
    for found in &judged.found {
        watch.found(found)?;
    }
    report.add(rows, judged.tally, &judged.found);
    watch.done(report.rows, of);
    Ok(())
}

impl Lines {
    /// Their first and last line in the file.
    fn span(&self) -> (u64, u64) {
        let line = |line: Option<&Line>| line.map_or(0, Line::number);
        (line(self.lines.first()), line(self.lines.last()))
    }

    async fn judge(
        &self,
        tx: &mut Tx<'_>,
        site: &Site,
        writing: Option<Writing<'_>>,
    ) -> Result<Judged, StorageError> {
        let alone = |line: &u64| self.survey.doubles(*line).is_empty();
        let rows = self.lines.iter().filter_map(|line| match line {
            Line::Row(row) if alone(&row.line) => Some(row),
            _ => None,
        });
        let known = Known::of(tx, &rows.collect::<Vec<_>>()).await?;
        let mut judged = Judged { tally: Tally::default(), found: Vec::new(), events: Vec::new() };
        for line in &self.lines {
            let row = match line {
                Line::Bad(found) => {
                    judged.tally.refused += 1;
                    judged.found.push(found.clone());
                    continue;
                }
                Line::Row(row) => row,
            };
            let doubles = self.survey.doubles(row.line);
            if !doubles.is_empty() {
                judged.tally.refused += 1;
                let found = doubles.iter().map(|(finding, other)| row.found(*finding, Some((*other).into())));
                judged.found.extend(found);
                continue;
            }
            match (judge_row(&known.facts(&site.vault, row)), known.account(row)) {
                (RowVerdict::Not(findings), _) => {
                    judged.tally.refused += 1;
                    judged.found.extend(findings.into_iter().map(|finding| row.found(finding, None)));
                }
                (RowVerdict::There, _) => judged.tally.there += 1,
                (RowVerdict::Prepare { give_number }, Some(account)) => {
                    judged.tally.prepared += 1;
                    if let Some(writing) = &writing {
                        judged.events.push(prepare(tx, site, writing, (row, account), give_number).await?);
                    }
                }
                (RowVerdict::Prepare { .. }, None) => {}
            }
        }
        Ok(judged)
    }
}

/// Writes one row.
async fn prepare(
    tx: &mut Tx<'_>,
    site: &Site,
    writing: &Writing<'_>,
    (row, account): (&Row, &Named),
    without_number: bool,
) -> Result<AuditEvent, StorageError> {
    let gave_number = without_number && {
        let number = NumberRecord {
            country: site.settings.country,
            sealed: numbers::seal(&site.vault, account.id, &row.number),
            fingerprint: row.fingerprint,
            proven_at: None,
            proven_by: None,
            matched_at: None,
        };
        preparing::give_number(tx, account.id, &number).await?
    };
    let dormant = Dormant { number: row.fingerprint, gave_number };
    prepared::insert(tx, writing.batch, account.id, dormant, writing.now).await?;
    Ok(about_batch(writing.by, "linking.link.prepared", writing.batch, writing.now)
        .about(Subject::LocalAccount(account.id)))
}

/// What the audit trail says of a batch.
pub fn about_batch(by: &Actor, action: &'static str, batch: BatchId, now: Timestamp) -> AuditEvent {
    AuditEvent::new(now, by.clone(), action).with("batch", batch.to_string())
}
