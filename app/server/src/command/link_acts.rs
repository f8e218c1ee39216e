//! What the staff of either side do with single links.

use std::path::Path;

use onedoor_base::{Actor, LinkId, Timestamp};
use onedoor_linking::{Life, Reason, StaffAct};

use super::audit::moment;
use super::serve::shared;
use super::{Failure, runtime};
use crate::cli::LinkAndWhy;
use crate::config::Loaded;
use crate::role::{self, Opened};

/// A link as it is listed: its id, where it leads, where it stands, since when there has been one.
type Line = (LinkId, String, Life, Timestamp);

pub(super) fn show(config: &Path, name: &str) -> Result<(), Failure> {
    let by = Actor::Operator("links show".to_owned());
    let told = |error: &dyn std::fmt::Display| Failure::told(format!("{name}: {error}"));
    let lines: Vec<Line> = at_site(config, async |site| match site {
        Opened::Portal(portal) => {
            let links = onedoor_portal::linking::staff::links_of(portal, name, &by).await;
            let line = |link: onedoor_linking::Link| {
                (link.id, link.national.issuer.clone(), link.life(), link.created_at)
            };
            Ok(links.map_err(|error| told(&error))?.into_iter().map(line).collect())
        }
        Opened::Identity(identity) => {
            let links = onedoor_identity::links::by_command::links_of(identity, name, &by).await;
            let line = |link: onedoor_linking::IdentityLink| {
                (link.id, format!("{} {}", link.client, link.label), link.life(), link.created_at)
            };
            Ok(links.map_err(|error| told(&error))?.into_iter().map(line).collect())
        }
    })?;
    for (id, other, life, at) in lines {
        say!("{id} {} {} {other}", life.word(), moment(at));
    }
    Ok(())
}

pub(super) fn suspend(which: &LinkAndWhy) -> Result<(), Failure> {
    act(&which.config, &which.link, ("links suspend", StaffAct::Suspend(why(which))))
}

pub(super) fn resume(config: &Path, link: &str) -> Result<(), Failure> {
    act(config, link, ("links resume", StaffAct::Resume))
}

pub(super) fn end(which: &LinkAndWhy) -> Result<(), Failure> {
    act(&which.config, &which.link, ("links end", StaffAct::End(why(which))))
}

const fn why(which: &LinkAndWhy) -> Reason {
    if which.suspicion { Reason::Suspicion } else { Reason::ByStaff }
}

fn act(config: &Path, link: &str, (command, wanted): (&str, StaffAct)) -> Result<(), Failure> {
    let id: LinkId = link.parse().map_err(|_| Failure::told(format!("{link} is no link")))?;
    let by = Actor::Operator(command.to_owned());
    let told = |error: &dyn std::fmt::Display| Failure::told(format!("{id}: {error}"));
    let life = at_site(config, async |site| match site {
        Opened::Portal(portal) => {
            let done = onedoor_portal::linking::staff::act(portal, id, wanted, &by).await;
            done.map_err(|error| told(&error))
        }
        Opened::Identity(identity) => {
            let done = onedoor_identity::links::by_command::act(identity, id, wanted, &by).await;
            done.map_err(|error| told(&error))
        }
    })?;
    say!("{id} is {}", life.word());
    Ok(())
}

/// Opens the site, does it, and closes the site.
fn at_site<T>(config: &Path, work: impl AsyncFnOnce(&Opened) -> Result<T, Failure>) -> Result<T, Failure> {
    let loaded = Loaded::from_file(config)?;
    runtime()?.block_on(async {
        let (opened, running) = role::site(&loaded, &shared(&loaded)?).await.map_err(Failure::told)?;
        let done = work(&opened).await;
        running.site.store.close();
        done
    })
}
