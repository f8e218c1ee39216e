use std::fs::File;
use std::path::Path;

use onedoor_portal::Portal;
use onedoor_portal::import::{ImportOptions, Report, import_accounts};

use super::keys::{STOP_IT, running_already};
use super::serve::shared;
use super::{Failure, runtime};
use crate::config::{Loaded, cannot_read};
use crate::role::{self, Opened};
use crate::site::Running;

pub(super) fn accounts(config: &Path, accounts: &Path, options: ImportOptions) -> Result<(), Failure> {
    let loaded = Loaded::from_file(config)?;
    let file = File::open(accounts);
    let file = file.map_err(|error| Failure::told(cannot_read(accounts, &error)))?;
    let report = runtime()?.block_on(async {
        let (portal, running) = portal(&loaded).await?;
        let report = import_accounts(&portal, file, options).await;
        running.site.store.close();
        report.map_err(|error| Failure::told(format!("{}: {error}", accounts.display())))
    })?;
    tell(&report, accounts, options);
    if report.refused.is_empty() {
        return Ok(());
    }
    Err(Failure::told(format!("{} rows were not taken", report.refused.len())))
}

/// The portal of a configuration, opened but not served.
pub(super) async fn portal(loaded: &Loaded) -> Result<(Portal, Running), Failure> {
    let opened = role::site(loaded, &shared(loaded)?).await;
    match opened.map_err(|error| running_already(error, STOP_IT))? {
        (Opened::Portal(portal), running) => Ok((portal, running)),
        _ => Err(Failure::told("an identity has no local accounts: give the configuration of a portal")),
    }
}

fn tell(report: &Report, accounts: &Path, options: ImportOptions) {
    for refusal in &report.refused {
        complain!("{}:{}: {}: {}", accounts.display(), refusal.line, refusal.user_name, refusal.because);
    }
    let word = if options.dry_run { "would be imported" } else { "imported" };
    say!("{} {word}, {} were there already", report.imported, report.already_there);
    for (format, count) in &report.hashes {
        say!("  {count} with a password in {format}");
    }
    if report.without_password > 0 {
        say!("  {} without a password", report.without_password);
    }
}
