//! The jobs that send messages, texts and letters, and what is heard of them afterwards.

mod receipts;

use std::sync::Arc;

use onedoor_base::{Actor, AuditEvent, MessageId, Phone, Timestamp};
use onedoor_messaging::{Letter, Messenger, SendError};
use onedoor_site::Site;
use onedoor_site::code::{SMS_JOB, Sms};
use onedoor_site::jobs::{JobError, JobHandler, Jobs};
use onedoor_site::mail::{MAIL_JOB, Mail};
use onedoor_storage::site::messages;
use onedoor_storage::{Change, StorageError, Tx};

/// The kinds of work that send messages, added to others.
pub fn jobs(site: &Arc<Site>, messenger: &Messenger, jobs: Jobs) -> Jobs {
    let jobs = jobs
        .with(SMS_JOB, handler(site, messenger, Channel::Sms))
        .with(MAIL_JOB, handler(site, messenger, Channel::Mail))
        .with(receipts::RECEIPT_JOB, receipts::late(site));
    let Some(operator) = messenger.operator() else { return jobs };
    let keep = receipts::keep(site);
    jobs.beside(move |stop| operator.run(keep, stop))
}

/// How many tries may go out without an answer, where the other side cannot tell a second try from a second message: a
/// text arrives twice at most.
const MOST_UNANSWERED: i64 = 2;

#[derive(Debug, Clone, Copy)]
enum Channel {
    Sms,
    Mail,
}

/// A message with what it is sent by.
enum Content {
    Sms(Sms),
    Mail(Mail),
}

impl Content {
    fn read(channel: Channel, json: &[u8]) -> Result<Self, String> {
        match channel {
            Channel::Sms => serde_json::from_slice(json).map(Self::Sms).map_err(told),
            Channel::Mail => serde_json::from_slice(json).map(Self::Mail).map_err(told),
        }
    }

    const fn until(&self) -> Option<Timestamp> {
        match self {
            Self::Sms(sms) => sms.until,
            Self::Mail(mail) => mail.until,
        }
    }

    /// Whether a second try of it may arrive as a second message.
    fn may_double(&self, messenger: &Messenger) -> bool {
        matches!(self, Self::Sms(_)) && messenger.operator().is_some()
    }

    /// The other side's ids, if it took the message at a try before and said so too late.
    fn taken(&self, messenger: &Messenger, id: MessageId) -> Option<Vec<String>> {
        match self {
            Self::Sms(sms) => messenger.taken(id, &sms.text),
            Self::Mail(_) => None,
        }
    }

    async fn send(&self, messenger: &Messenger, id: MessageId) -> Result<Vec<String>, SendError> {
        match self {
            Self::Sms(sms) => messenger.text(id, &Phone::from_stored(sms.to.clone()), &sms.text).await,
            Self::Mail(mail) => {
                let letter = Letter {
                    to: &mail.to,
                    subject: &mail.subject,
                    text: &mail.text,
                    language: mail.language.tag(),
                    date: mail.written,
                };
                messenger.letter(id, &letter).await.map(|taken| vec![taken])
            }
        }
    }
}

/// Sends the message whose id is the payload, once; a refusal for good is written down and not tried
/// again. A code that has run out meanwhile is not sent: it would only mislead.
fn handler(site: &Arc<Site>, messenger: &Messenger, channel: Channel) -> JobHandler {
    let (site, messenger) = (Arc::clone(site), messenger.clone());
    Arc::new(move |payload| {
        let (site, messenger) = (Arc::clone(&site), messenger.clone());
        Box::pin(async move { send(&site, &messenger, channel, &payload).await.map_err(JobError) })
    })
}

async fn send(site: &Site, messenger: &Messenger, channel: Channel, payload: &str) -> Result<(), String> {
    let id: MessageId = payload.parse().map_err(told)?;
    let waiting: Option<(Vec<u8>, i64)> = site
        .store
        .read(move |tx| Box::pin(async move { messages::waiting(tx, id).await }))
        .await
        .map_err(told::<StorageError>)?;
    // Another node has sent it, or it was forgotten.
    let Some((sealed, unanswered)) = waiting else { return Ok(()) };
    let content = Content::read(channel, &site.vault.open("message", &sealed).map_err(told)?)?;
    if content.until().is_some_and(|until| site.now() >= until) {
        return drop_expired(site, id).await.map_err(told);
    }
    let doubles = content.may_double(messenger);
    let outcome = if doubles && unanswered >= MOST_UNANSWERED {
        content.taken(messenger, id).map_or(Outcome::Lost, |parts| Outcome::Of(Ok(parts)))
    } else {
        if doubles {
            goes_out(site, id).await.map_err(told)?;
        }
        Outcome::Of(content.send(messenger, id).await)
    };
    outcome.tell(&site.settings.key, id);
    keep(site, (id, doubles), outcome.clone()).await.map_err(told)?;
    match outcome {
        Outcome::Of(Err(error)) if error.may_pass() => Err(error.to_string()),
        _ => Ok(()),
    }
}

/// What became of a try.
#[derive(Debug, Clone)]
enum Outcome {
    /// It went out, or could not.
    Of(Result<Vec<String>, SendError>),
    /// It was not tried any more: nobody said what became of it before.
    Lost,
}

impl Outcome {
    fn tell(&self, site: &str, id: MessageId) {
        match self {
            Self::Of(Err(error @ SendError::Unanswered(_))) => tracing::warn!(
                site,
                message = %id,
                %error,
                monotonic_counter.messages_unanswered = 1_u64,
                "nobody said whether a message was taken"
            ),
            Self::Of(Err(error)) if !error.may_pass() => tracing::warn!(
                site,
                message = %id,
                %error,
                monotonic_counter.messages_refused = 1_u64,
                "a message was not sent"
            ),
            Self::Lost => tracing::warn!(site, message = %id, "a message is not tried a third time"),
            Self::Of(_) => {}
        }
    }
}

async fn goes_out(site: &Site, id: MessageId) -> Result<(), StorageError> {
    let written = site
        .store
        .write(move |tx| Box::pin(async move { messages::goes_out(tx, id).await.map(Change::Unrecorded) }));
    written.await
}

async fn keep(site: &Site, (id, doubles): (MessageId, bool), outcome: Outcome) -> Result<(), StorageError> {
    let now = site.now();
    let written = site.store.write(move |tx| {
        let outcome = outcome.clone();
        Box::pin(async move { put_down(tx, (id, doubles), outcome, now).await.map(Change::Unrecorded) })
    });
    written.await
}

/// Writes down what became of it.
async fn put_down(
    tx: &mut Tx<'_>,
    (id, doubles): (MessageId, bool),
    outcome: Outcome,
    now: Timestamp,
) -> Result<(), StorageError> {
    if doubles && !matches!(outcome, Outcome::Lost | Outcome::Of(Err(SendError::Unanswered(_)))) {
        messages::answered(tx, id).await?;
    }
    match outcome {
        Outcome::Of(Ok(parts)) => messages::sent_in_parts(tx, id, &parts, now).await,
        Outcome::Of(Err(error)) if error.may_pass() => messages::tried(tx, id, &error.to_string()).await,
        Outcome::Of(Err(error)) => messages::refused(tx, id, &error.to_string(), now).await,
        Outcome::Lost => {
            messages::lost(tx, id, "it went out twice without an answer, and may have arrived", now).await
        }
    }
}

async fn drop_expired(site: &Site, id: MessageId) -> Result<(), StorageError> {
    let now = site.now();
    let dropped = site
        .store
        .write(move |tx| {
            Box::pin(async move {
                if !messages::expired(tx, id, now).await? {
                    return Ok::<_, StorageError>(Change::Unrecorded(false));
                }
                let event = AuditEvent::new(now, Actor::Site("messages".to_owned()), "site.message.expired");
                Ok(Change::Recorded(true, vec![event.with("message", id.to_string())]))
            })
        })
        .await?;
    if dropped {
        let site = &site.settings.key;
        tracing::warn!(site, message = %id, monotonic_counter.messages_expired = 1_u64, "a code ran out unsent");
    }
    Ok(())
}

fn told<E: std::fmt::Display>(error: E) -> String {
    error.to_string()
}
