use std::sync::Arc;

use onedoor_base::{Actor, AuditEvent, Subject};
use onedoor_password::{Format, classify};
use onedoor_storage::services::accounts::{self, AccountRecord};
use onedoor_storage::{Change, StorageError, Tx};

use super::report::{RefusedBecause, Report};
use super::row::Row;
use crate::Portal;
use crate::credentials::note_kinds;

/// The name of the operator's command, for the audit.
const COMMAND: &str = "import accounts";

/// Rows that are written together.
#[derive(Default)]
pub(super) struct Batch {
    rows: Vec<Row>,
}

/// What became of a row.
enum Became {
    Imported,
    AlreadyThere,
    Different(Vec<&'static str>),
}

impl Batch {
    pub(super) fn add(&mut self, row: Row) {
        self.rows.push(row);
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Writes the rows in one transaction and reports them; in a dry run the transaction is undone.
    pub(super) async fn settle(
        &mut self,
        portal: &Portal,
        dry_run: bool,
        report: &mut Report,
    ) -> Result<(), StorageError> {
        let rows = Arc::new(std::mem::take(&mut self.rows));
        if rows.is_empty() {
            return Ok(());
        }
        let given = Arc::clone(&rows);
        let written: Result<Vec<Became>, Undone> = portal
            .site
            .store
            .write(move |tx| {
                let rows = Arc::clone(&given);
                Box::pin(async move {
                    let (became, events) = write(tx, &rows).await?;
                    if dry_run { Err(Undone::DryRun(became)) } else { Ok(Change::Recorded(became, events)) }
                })
            })
            .await;
        let became = match written {
            Ok(became) | Err(Undone::DryRun(became)) => became,
            Err(Undone::Storage(error)) => return Err(error),
        };
        for (row, became) in rows.iter().zip(became) {
            match became {
                Became::Imported => report.count(row.hash),
                Became::AlreadyThere => report.already_there += 1,
                Became::Different(columns) => {
                    let because = RefusedBecause::Different(columns);
                    report.refuse(row.line, row.record.account.user_name.as_str(), because);
                }
            }
        }
        Ok(())
    }
}

/// Why nothing was written.
enum Undone {
    /// It was only tried.
    DryRun(Vec<Became>),
    Storage(StorageError),
}

impl From<StorageError> for Undone {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

async fn write(tx: &mut Tx<'_>, rows: &[Row]) -> Result<(Vec<Became>, Vec<AuditEvent>), StorageError> {
    let (mut became, mut events) = (Vec::new(), Vec::new());
    for Row { record, hash, .. } in rows {
        if accounts::insert(tx, record).await? {
            events.push(event(record, *hash));
            became.push(Became::Imported);
            continue;
        }
        let account = &record.account;
        let organisation = account.organisation.as_ref().map(ToString::to_string).unwrap_or_default();
        let there = accounts::by_name(tx, &organisation, account.user_name.key()).await?;
        let different = there.map_or_else(|| vec!["user_name"], |there| differences(&there, record));
        became.push(if different.is_empty() { Became::AlreadyThere } else { Became::Different(different) });
    }
    note_kinds(tx, rows.iter().filter_map(|row| row.record.password_hash.as_deref())).await?;
    Ok((became, events))
}

fn event(record: &AccountRecord, hash: Option<Format>) -> AuditEvent {
    let account = &record.account;
    let operator = Actor::Operator(COMMAND.to_owned());
    AuditEvent::new(account.created_at, operator, "services.account.imported")
        .about(Subject::LocalAccount(account.id))
        .with("password", hash.map(Format::name))
}

/// The columns in which the account that is there differs from the row.
fn differences(there: &AccountRecord, row: &AccountRecord) -> Vec<&'static str> {
    let phone = |r: &AccountRecord| r.account.phone.clone().or_else(|| r.unconfirmed_phone.clone());
    let number = |r: &AccountRecord| r.number.as_ref().map(|n| n.fingerprint);
    let equal = [
        ("display_name", there.account.display_name == row.account.display_name),
        ("phone", phone(there) == phone(row)),
        ("email", there.account.email == row.account.email),
        ("national_number", number(there) == number(row)),
        ("password_hash", same_password(there.password_hash.as_deref(), row.password_hash.as_deref())),
    ];
    equal.into_iter().filter(|(_, equal)| !equal).map(|(column, _)| column).collect()
}

/// Whether the hashes are of one password, as far as one can know: after a sign-in ours stands in the
/// place of the older one.
fn same_password(there: Option<&str>, row: Option<&str>) -> bool {
    let is_ours = |hash: &str| classify(hash) == Ok(Format::Argon2id);
    there == row || matches!((there, row), (Some(there), Some(row)) if is_ours(there) && !is_ours(row))
}
