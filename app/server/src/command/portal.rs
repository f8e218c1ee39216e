use std::collections::BTreeMap;
use std::path::Path;

use onedoor_base::{Clock as _, Language};
use onedoor_portal::moving::{Absorbing, Leaving, Report, absorb as take_in, export as write_out};
use onedoor_site::{SystemClock, SystemRandomness};
use onedoor_storage::KeyFile;
use onedoor_ui::{Localizer, Look, Role};
use url::Url;

use super::{Failure, import, runtime};
use crate::config::{Config, Loaded};
use crate::role;

pub(super) fn export(config: &Path, key: &Path, dir: &Path, rehearsal: bool) -> Result<(), Failure> {
    let loaded = Loaded::from_file(config)?;
    let portal = loaded.config.portal.as_ref();
    let portal = portal.ok_or_else(|| Failure::told("an identity has no local accounts: give a portal"))?;
    if portal.moved_to.is_none() && !rehearsal {
        return Err(Failure::told(
            "portal.moved_to is not set: the portal is open, and what changes now would be missing. Set it and \
             restart the portal, or rehearse with --rehearsal",
        ));
    }
    let key = read_key(key)?;
    let look = role::look(&loaded.config, Role::Portal);
    let names = Language::ALL.iter().map(|tag| (tag.tag().to_owned(), look.name(&Localizer::of(*tag))));
    let (names, exported) = (names.collect::<BTreeMap<_, _>>(), runtime()?);
    let exported = exported.block_on(async {
        let (store, vault) = super::audit::look(&loaded).await?;
        super::audit::told_to_all(&store, "portal export", "services.accounts.exported").await?;
        let leaving = Leaving {
            store: &store,
            vault: &vault,
            system: system(&loaded.config),
            names,
            origin: loaded.config.public_url.url.origin().ascii_serialization(),
            now: SystemClock.now(),
        };
        write_out(&leaving, dir, &key, &SystemRandomness::default()).await.map_err(Failure::told)
    })?;
    say!(
        "{}: {} accounts, {} dossiers, {} links, sealed with the key file.",
        dir.display(),
        exported.accounts,
        exported.dossiers,
        exported.links
    );
    Ok(())
}

pub(super) fn absorb(
    config: &Path,
    (key, from): (&Path, &Url),
    dir: &Path,
    check: bool,
) -> Result<(), Failure> {
    let loaded = Loaded::from_file(config)?;
    let (key, from) = (read_key(key)?, from.origin().ascii_serialization());
    let report = runtime()?.block_on(async {
        let (portal, running) = import::portal(&loaded).await?;
        let report = take_in(&portal, dir, (&key, &from), Absorbing { check, ..Absorbing::default() }).await;
        running.site.store.close();
        report.map_err(Failure::told)
    })?;
    tell(&report, check);
    if report.not_taken.is_empty() {
        return Ok(());
    }
    let word = if check { "would not be" } else { "were not" };
    Err(Failure::told(format!("{} records {word} taken", report.not_taken.len())))
}

/// By what the portal is told from others afterwards: the key of its look, or its host name if it has none of its own.
fn system(config: &Config) -> String {
    match config.look.0 {
        Look::Plain => config.public_url.url.host_str().unwrap_or_default().to_owned(),
        look => look.key().to_owned(),
    }
}

fn read_key(file: &Path) -> Result<KeyFile, Failure> {
    KeyFile::read(file).map_err(|error| Failure::told(format!("{}: {error}", file.display())))
}

fn tell(report: &Report, check: bool) {
    for refused in &report.not_taken {
        complain!("{refused}");
    }
    for (before, now) in &report.renamed {
        say!("user name {before} is taken here: {now}");
    }
    for (account, name) in &report.both {
        say!("user name {name} ({account}): its owner has an account here already; both stay");
    }
    if report.before > 0 {
        say!("{} records were dealt with before", report.before);
    }
    let word = if check { "would be taken in" } else { "taken in" };
    let Report { accounts, dossiers, links, already_there, .. } = report;
    say!(
        "{accounts} accounts, {dossiers} dossiers, {links} links {word}; {already_there} were there already"
    );
}
