use std::fs::{File, OpenOptions};
use std::io::{BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use onedoor_base::{Actor, AuditEvent, Clock as _, Timestamp};
use onedoor_site::audit::{Kept, verify_export};
use onedoor_site::{SystemClock, SystemRandomness};
use onedoor_storage::audit::Report;
use onedoor_storage::{KeyFile, Store, Vault};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::{Failure, print, runtime};
use crate::cli::AuditCommand;
use crate::config::Loaded;

pub(super) fn run(asked: &AuditCommand) -> Result<(), Failure> {
    match asked {
        AuditCommand::Verify { config, export, checkpoint, keep } => {
            verify(config.as_deref(), export.as_deref(), checkpoint, keep.as_deref())
        }
        AuditCommand::Export { config, out } => self::export(config, out),
    }
}

fn verify(
    config: Option<&Path>,
    export: Option<&Path>,
    checkpoints: &[PathBuf],
    keep: Option<&Path>,
) -> Result<(), Failure> {
    let grown = keep.filter(|file| file.exists()).map(Path::to_owned);
    let kept = checkpoints.iter().chain(&grown).map(|file| kept(file)).collect::<Result<Vec<_>, _>>()?;
    let mut latest = None;
    let report = match (config, export) {
        (Some(config), _) => runtime()?.block_on(async {
            let (store, vault) = look(&Loaded::from_file(config)?).await?;
            latest = onedoor_site::audit::latest(&store).await.map_err(Failure::told)?;
            onedoor_site::audit::verify(&store, &vault, kept).await.map_err(Failure::told)
        })?,
        (None, Some(file)) => {
            let told = |error: &dyn std::fmt::Display| Failure::told(format!("{}: {error}", file.display()));
            let open = File::open(file).map_err(|error| told(&error))?;
            verify_export(BufReader::new(open), kept).map_err(|error| told(&error))?
        }
        (None, None) => return Err(Failure::told("give a configuration or an exported record")),
    };
    tell(&report)?;
    // Only what was found good.
    match (keep, latest) {
        (Some(file), Some(statement)) => add(file, &statement),
        _ => Ok(()),
    }
}

/// Adds a statement to those that are kept, unless it is there.
fn add(file: &Path, statement: &str) -> Result<(), Failure> {
    let told = |error: std::io::Error| Failure::told(format!("{}: {error}", file.display()));
    let there = if file.exists() { std::fs::read_to_string(file).map_err(told)? } else { String::new() };
    if there.lines().any(|line| line.trim() == statement) {
        return Ok(());
    }
    let mut out = OpenOptions::new().create(true).append(true).open(file).map_err(told)?;
    writeln!(out, "{statement}").map_err(told)
}

fn export(config: &Path, out: &Path) -> Result<(), Failure> {
    let loaded = Loaded::from_file(config)?;
    let told = |error: &dyn std::fmt::Display| Failure::told(format!("{}: {error}", out.display()));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    // It speaks of people.
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = BufWriter::new(options.open(out).map_err(|error| told(&error))?);
    let any = runtime()?.block_on(async {
        let (store, _) = look(&loaded).await?;
        told_to_all(&store, "audit export", "site.record.exported").await?;
        onedoor_site::audit::export(&store, file).await.map_err(|error| told(&error))
    })?;
    say!("{}: {}", out.display(), if any { "written" } else { "nothing was sealed yet" });
    Ok(())
}

/// The site's state and keys, without changing anything: the site may be running.
pub(super) async fn look(Loaded { config, base }: &Loaded) -> Result<(Store, Vault), Failure> {
    let storage = config.storage.resolve(base).map_err(Failure::told)?;
    let store = Store::look(storage, Arc::new(SystemClock), Arc::new(SystemRandomness::default()));
    let store = store.map_err(Failure::told)?;
    let keys = KeyFile::read(&base.join(&config.key_file)).map_err(Failure::told)?;
    let vault = Vault::look(&store, keys).await.map_err(Failure::told)?;
    Ok((store, vault))
}

/// Everybody who has an account finds in their record that what is known of all was written out; before it is.
pub(super) async fn told_to_all(store: &Store, command: &str, action: &'static str) -> Result<(), Failure> {
    let by = Actor::Operator(command.to_owned());
    let event = AuditEvent::new(store.clock().now(), by, action).about_everybody();
    store.record_beside(vec![event]).await.map_err(Failure::told)
}

fn kept(file: &Path) -> Result<Kept, Failure> {
    let name = file.display().to_string();
    let text = std::fs::read_to_string(file).map_err(|error| Failure::told(format!("{name}: {error}")))?;
    let none = || Failure::told(format!("{name}: there is no checkpoint in it"));
    Kept::parse(name.clone(), &text).ok_or_else(none)
}

fn tell(report: &Report) -> Result<(), Failure> {
    let sealed_at = report.sealed_at.map_or_else(|| "never".to_owned(), moment);
    let mut lines = vec![format!(
        "{} rows in {} seals, the last of {sealed_at}; {} signed checkpoints agree",
        report.rows, report.seals, report.agreeing
    )];
    if let Some(since) = report.waiting_since {
        let waits = SystemClock.now().since(since).as_secs();
        lines.push(format!("{} rows wait to be sealed, the oldest for {waits} s", report.waiting));
    }
    lines.extend(report.findings.iter().map(ToString::to_string));
    if report.more > 0 {
        lines.push(format!("and {} findings more", report.more));
    }
    if report.is_good() {
        lines.push("good: nothing was changed, deleted, inserted or moved".to_owned());
    }
    print(lines.join("\n") + "\n")?;
    if report.is_good() {
        return Ok(());
    }
    Err(Failure::told(format!(
        "the record was tampered with: {} findings",
        report.findings.len() + report.more
    )))
}

pub(super) fn moment(at: Timestamp) -> String {
    let at = OffsetDateTime::from_unix_timestamp(at.seconds()).ok();
    at.and_then(|at| at.format(&Rfc3339).ok()).unwrap_or_else(|| "an impossible time".to_owned())
}
