use std::path::Path;

use onedoor_identity::{PhoneChanged, change_phone};

use super::serve::shared;
use super::{Failure, runtime};
use crate::config::Loaded;
use crate::role::{self, Opened};

pub(super) fn phone(config: &Path, login: &str, phone: &str) -> Result<(), Failure> {
    let loaded = Loaded::from_file(config)?;
    let done = runtime()?.block_on(async {
        let (opened, running) = role::site(&loaded, &shared(&loaded)?).await.map_err(Failure::told)?;
        let Opened::Identity(identity) = opened else {
            return Err(Failure::told(
                "a portal has no national accounts: give the configuration of an identity",
            ));
        };
        let done = change_phone(&identity, login, phone).await;
        running.site.store.close();
        done.map_err(|error| Failure::told(format!("{login}: {error}")))
    })?;
    match done {
        PhoneChanged::AlreadySo => println!("{login} has this phone already"),
        PhoneChanged::Done(told) if told.is_empty() => println!("{login} has another phone"),
        PhoneChanged::Done(told) => println!("{login} has another phone; told: {}", told.join(", ")),
    }
    Ok(())
}
