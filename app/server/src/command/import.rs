use std::fs::File;
use std::path::Path;

use onedoor_portal::import::{ImportOptions, Report, import_accounts};

use super::serve::shared;
use super::{Failure, runtime};
use crate::config::{Loaded, cannot_read};
use crate::role::{self, Opened};

pub(super) fn accounts(config: &Path, accounts: &Path, options: ImportOptions) -> Result<(), Failure> {
    let loaded = Loaded::from_file(config)?;
    let file = File::open(accounts);
    let file = file.map_err(|error| Failure::told(cannot_read(accounts, &error)))?;
    let report = runtime()?.block_on(async {
        let (opened, running) = role::site(&loaded, &shared(&loaded)?).await.map_err(Failure::told)?;
        let Opened::Portal(portal) = opened else {
            return Err(Failure::told(
                "an identity has no local accounts: give the configuration of a portal",
            ));
        };
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

fn tell(report: &Report, accounts: &Path, options: ImportOptions) {
    for refusal in &report.refused {
        eprintln!("{}:{}: {}: {}", accounts.display(), refusal.line, refusal.user_name, refusal.because);
    }
    let word = if options.dry_run { "would be imported" } else { "imported" };
    println!("{} {word}, {} were there already", report.imported, report.already_there);
    for (format, count) in &report.hashes {
        println!("  {count} with a password in {format}");
    }
    if report.without_password > 0 {
        println!("  {} without a password", report.without_password);
    }
}
