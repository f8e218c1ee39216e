use std::path::Path;

use onedoor_base::{Actor, AuditEvent, Subject};
use onedoor_identity::{PhoneChanged, change_phone};
use onedoor_portal::counter::{NumberProven, Shown, prove_number};
use onedoor_services::accounts::UserName;
use onedoor_storage::services::accounts::{self, AccountRecord};
use onedoor_storage::{Change, StorageError};

use super::import::portal;
use super::keys::{STOP_IT, identity};
use super::{Failure, runtime};
use crate::config::Loaded;

pub(super) fn phone(config: &Path, login: &str, phone: &str) -> Result<(), Failure> {
    let done = runtime()?.block_on(async {
        let (identity, running) = identity(config, STOP_IT).await?;
        let done = change_phone(&identity, login, phone).await;
        running.site.store.close();
        done.map_err(|error| Failure::told(format!("{login}: {error}")))
    })?;
    match done {
        PhoneChanged::AlreadySo => say!("{login} has this phone already"),
        PhoneChanged::Done(told) if told.is_empty() => say!("{login} has another phone"),
        PhoneChanged::Done(told) => say!("{login} has another phone; told: {}", told.join(", ")),
    }
    Ok(())
}

pub(super) fn number(config: &Path, shown: &Shown<'_>) -> Result<(), Failure> {
    let loaded = Loaded::from_file(config)?;
    let name = shown.name;
    let done = runtime()?.block_on(async {
        let (portal, running) = portal(&loaded).await?;
        let done = prove_number(&portal, shown).await;
        running.site.store.close();
        done.map_err(|error| Failure::told(format!("{name}: {error}")))
    })?;
    match done {
        NumberProven::AlreadySo => say!("{name} has this number proven already"),
        NumberProven::Done { linked: false } => say!("the number of {name} is proven"),
        NumberProven::Done { linked: true } => say!(
            "the number of {name} is proven. The account is linked by what was shown before: its owner makes the \
             link surer at the application that needs it"
        ),
    }
    Ok(())
}

pub(super) fn account(config: &Path, organisation: &str, name: &str) -> Result<(), Failure> {
    let loaded = Loaded::from_file(config)?;
    let (organisation, key) = (organisation.to_owned(), UserName::key_of(name));
    let found: Option<AccountRecord> = runtime()?.block_on(async {
        let (portal, running) = portal(&loaded).await?;
        let (organisation, key) = (organisation.clone(), key.clone());
        let now = portal.site.now();
        let read: Result<_, StorageError> = portal
            .site
            .store
            .write(move |tx| {
                let (organisation, key) = (organisation.clone(), key.clone());
                Box::pin(async move {
                    let found = accounts::by_name(tx, &organisation, &key).await?;
                    // Its owner finds that somebody looked.
                    let by = Actor::Operator("people account".to_owned());
                    let seen = AuditEvent::new(now, by, "services.account.looked_up");
                    let whose = found.as_ref().map(|found| Subject::LocalAccount(found.account.id));
                    Ok(Change::Recorded(found, vec![AuditEvent { subject: whose, ..seen }]))
                })
            })
            .await;
        running.site.store.close();
        read.map_err(Failure::told)
    })?;
    let account = found.ok_or_else(|| Failure::told(format!("there is no account {name}")))?.account;
    say!("{} {} ({})", account.id, account.display_name, account.state.name());
    Ok(())
}
