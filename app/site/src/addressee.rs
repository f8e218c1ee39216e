//! To whom a message goes: as a fingerprint by which the messages of somebody who asks are found, and as much of it as
//! tells two people apart.

use onedoor_base::{Digest, Email, Phone};
use onedoor_storage::Vault;
use onedoor_storage::site::messages::Record;
use serde::Deserialize;

/// The fingerprint under which messages to a phone or a mail address are found.
pub fn recipient(vault: &Vault, address: &str) -> Digest {
    vault.fingerprint("message.recipient", &address.to_lowercase())
}

/// Where a message goes, if its content can be read.
pub(crate) fn of(vault: &Vault, content: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct To {
        to: String,
    }
    let opened = vault.open("message", content).ok()?;
    serde_json::from_slice::<To>(&opened).ok().map(|found| found.to)
}

/// As much of where it goes as tells two people apart.
pub fn masked(vault: &Vault, one: &Record) -> String {
    let Some(to) = of(vault, &one.content) else { return "?".to_owned() };
    if one.channel == "mail" {
        return Email::from_stored(to).masked();
    }
    let phone = Phone::from_stored(to);
    format!("{}•••{}", phone.prefix(), phone.ending())
}
