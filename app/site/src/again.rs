//! Sending a message once more because somebody wants it: as a new one. A gateway takes the id for the mark by which it
//! knows a second try of the same message, and sends nothing twice; receipts of the first sending are not for the second;
//! and what is old is not sent late.

use onedoor_base::{JobId, MessageId, Timestamp};
use onedoor_storage::jobs::{self, NewJob};
use onedoor_storage::site::messages::{self, NewMessage, Record};
use onedoor_storage::{StorageError, Tx, Vault};
use serde::Deserialize;

use crate::code::SMS_JOB;
use crate::mail::MAIL_JOB;
use crate::{Site, addressee};

/// Whether it is of any use to send this once more: it did not arrive, and says the same now as then. A code does not:
/// its owner has asked for another long since.
pub fn is_worth_it(vault: &Vault, one: &Record, now: Timestamp) -> bool {
    matches!(one.state.as_str(), "refused" | "undelivered" | "expired")
        && !one.has_code
        && until(vault, one).is_none_or(|until| now < until)
}

/// From when on it would only mislead.
fn until(vault: &Vault, one: &Record) -> Option<Timestamp> {
    #[derive(Deserialize)]
    struct Until {
        until: Option<Timestamp>,
    }
    let opened = vault.open("message", &one.content).ok()?;
    serde_json::from_slice::<Until>(&opened).ok()?.until
}

/// The ids of what is sent in the place of another message.
#[derive(Debug, Clone, Copy)]
pub struct Again {
    /// Of the new message.
    pub id: MessageId,
    job: JobId,
    now: Timestamp,
}

impl Again {
    /// New ones.
    pub fn new(site: &Site, now: Timestamp) -> Self {
        let random = site.random.as_ref();
        Self { id: MessageId::new(now, random), job: JobId::new(now, random), now }
    }

    /// Puts the same down as a new message, in the place of the one that did not arrive; false if there is nothing
    /// worth being sent once more.
    pub async fn queue(self, tx: &mut Tx<'_>, vault: &Vault, old: MessageId) -> Result<bool, StorageError> {
        let Some(one) = messages::get(tx, old).await?.filter(|one| is_worth_it(vault, one, self.now)) else {
            return Ok(false);
        };
        if !messages::repeated(tx, old, self.now).await? {
            return Ok(false);
        }
        let (channel, kind) = if one.channel == "mail" { ("mail", MAIL_JOB) } else { ("sms", SMS_JOB) };
        let prefix = one.prefix.as_deref();
        let recipient = addressee::of(vault, &one.content).map(|to| addressee::recipient(vault, &to));
        let new = NewMessage { id: self.id, channel, content: &one.content, prefix, code: None, recipient };
        messages::insert(tx, &new, self.now).await?;
        let payload = self.id.to_string();
        let job = NewJob { kind, payload: &payload, due_at: self.now, unique_key: None };
        jobs::enqueue(tx, &job, self.job, self.now).await
    }

    /// The same for work that was given up: where that was to send a message, which can be as late as may be by now.
    /// False if it was not given up, or is of no use any more.
    pub async fn revive(self, tx: &mut Tx<'_>, vault: &Vault, job: JobId) -> Result<bool, StorageError> {
        let Some((kind, payload)) = jobs::given_up(tx, job).await? else { return Ok(false) };
        let message = payload.parse::<MessageId>().ok().filter(|_| [SMS_JOB, MAIL_JOB].contains(&&*kind));
        let Some(message) = message else { return jobs::revive(tx, job, self.now).await };
        let Some(one) = messages::get(tx, message).await? else { return Ok(false) };
        if one.state == "waiting" {
            if one.has_code {
                return jobs::revive(tx, job, self.now).await;
            }
            // It is not to be given up as too old while it is tried.
            messages::expired(tx, message, self.now).await?;
        }
        let queued = self.queue(tx, vault, message).await?;
        if queued {
            jobs::forget(tx, job).await?;
        }
        Ok(queued)
    }
}
