//! The roles of an identity's staff.

use std::path::Path;
use std::time::Duration;

use onedoor_identity::console::roles::{self, APPROVERS_NEEDED, NotDone, StaffRole};
use onedoor_storage::people::HeldRole;

use super::audit::moment;
use super::keys::{STOP_IT, identity};
use super::{Failure, runtime};
use crate::cli::StaffCommand;

pub(super) fn run(asked: StaffCommand) -> Result<(), Failure> {
    match asked {
        StaffCommand::Grant { config, days, login, role } => {
            let role = read(&role)?;
            let lasts = days.map(|days| Duration::from_hours(24 * u64::from(days)));
            let approvers = at_site(&config, async |site| roles::grant(site, &login, role, lasts).await)?;
            say!("{login} is {}", role.word());
            few(approvers);
        }
        StaffCommand::Revoke { config, login, role } => {
            let role = read(&role)?;
            let approvers = at_site(&config, async |site| roles::revoke(site, &login, role).await)?;
            say!("{login} is no longer {}", role.word());
            few(approvers);
        }
        StaffCommand::List { config } => {
            let held = at_site(&config, async |site| Ok(roles::list(site).await?))?;
            held.iter().for_each(line);
        }
    }
    Ok(())
}

fn read(role: &str) -> Result<StaffRole, Failure> {
    let known = StaffRole::ALL.map(StaffRole::word).join(", ");
    StaffRole::from_word(role).ok_or_else(|| Failure::told(format!("{role} is no role; there are {known}")))
}

/// Says it where the console cannot do what takes two.
fn few(approvers: i64) {
    if approvers < APPROVERS_NEEDED {
        complain!("approvers: {approvers}; what takes two can be done once there are {APPROVERS_NEEDED}");
    }
}

fn line(held: &HeldRole) {
    let until = held.until.map_or_else(|| "for ever".to_owned(), |until| format!("until {}", moment(until)));
    let locked = if held.active { "" } else { "\taccount not in use" };
    say!("{}\t{}\tsince {}\t{until}{locked}", held.login, held.role.word(), moment(held.granted_at));
}

/// Opens the site, does it, and closes the site.
fn at_site<T>(
    config: &Path,
    work: impl AsyncFnOnce(&onedoor_identity::Identity) -> Result<T, NotDone>,
) -> Result<T, Failure> {
    runtime()?.block_on(async {
        let (identity, running) = identity(config, STOP_IT).await?;
        let done = work(&identity).await;
        running.site.store.close();
        done.map_err(Failure::told)
    })
}
