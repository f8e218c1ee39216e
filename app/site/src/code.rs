//! Sending a one-time code and taking it back.

use onedoor_base::{
    CODE_LIFE, CodeFacts, CodeId, CodeVerdict, Digest, JobId, MessageId, Phone, Secret, Timestamp,
    decide_code, random_code, typed_digits,
};
use onedoor_storage::site::codes::{self, SentCode};
use onedoor_storage::site::messages::{self, NewMessage};
use onedoor_storage::{StorageError, Tx, jobs};
use serde::{Deserialize, Serialize};

use crate::addressee::recipient;
use crate::refused::Refused;
use crate::{Site, Visit};

/// The kind of job that sends a text message.
pub const SMS_JOB: &str = "sms";

/// A text message, as it is sealed into the database.
#[derive(Serialize, Deserialize)]
pub struct Sms {
    /// E.164.
    pub to: String,
    /// What it says.
    pub text: String,
    /// From when on it is of no use any more, and not sent: a code that has run out.
    #[serde(default)]
    pub until: Option<Timestamp>,
}

/// A text message that is about to be queued: made before the transaction.
#[derive(Clone)]
pub struct NewSms {
    id: MessageId,
    job: JobId,
    content: Vec<u8>,
    prefix: String,
    code: Option<CodeId>,
    recipient: Digest,
    now: Timestamp,
}

impl NewSms {
    /// Seals a message that may come late.
    pub fn of(site: &Site, now: Timestamp, to: &Phone, text: String) -> Result<Self, Refused> {
        Self::sealed(site, now, &Sms { to: to.as_str().to_owned(), text, until: None })
    }

    /// Seals a message with a code, which is not sent any more once the code has run out.
    pub fn with_code(
        site: &Site,
        now: Timestamp,
        to: &Phone,
        text: String,
        runs_out: Timestamp,
    ) -> Result<Self, Refused> {
        Self::sealed(site, now, &Sms { to: to.as_str().to_owned(), text, until: Some(runs_out) })
    }

    fn sealed(site: &Site, now: Timestamp, sms: &Sms) -> Result<Self, Refused> {
        let json = serde_json::to_vec(sms).map_err(|e| Refused::internal(e.to_string()))?;
        let id = MessageId::new(now, site.random.as_ref());
        let job = JobId::new(now, site.random.as_ref());
        let prefix = Phone::from_stored(sms.to.clone()).prefix().to_owned();
        let recipient = recipient(&site.vault, &sms.to);
        Ok(Self { id, job, content: site.vault.seal("message", &json), prefix, code: None, recipient, now })
    }

    /// It carries this code: what is never given back was perhaps asked for by somebody who is paid for messages.
    #[must_use]
    pub const fn for_code(mut self, code: CodeId) -> Self {
        self.code = Some(code);
        self
    }

    /// Queues it: it is sent when the transaction has been committed, by any node.
    pub async fn queue(&self, tx: &mut Tx<'_>) -> Result<(), StorageError> {
        let new = NewMessage {
            id: self.id,
            channel: "sms",
            content: &self.content,
            prefix: Some(&self.prefix),
            code: self.code,
            recipient: Some(self.recipient),
        };
        messages::insert(tx, &new, self.now).await?;
        let payload = self.id.to_string();
        let job = jobs::NewJob { kind: SMS_JOB, payload: &payload, due_at: self.now, unique_key: None };
        jobs::enqueue(tx, &job, self.job, self.now).await.map(drop)
    }
}

/// A one-time code that is about to be recorded: made before the transaction.
#[derive(Clone)]
pub struct NewCode {
    /// The id, which the page carries.
    pub id: CodeId,
    digits: Secret,
    record: SentCode,
}

impl NewCode {
    /// New digits for this browser; `payload` says whose they are and what they are for, and is sealed.
    pub fn of<P: Serialize>(visit: &Visit, payload: &P) -> Result<Self, Refused> {
        let site = &visit.site;
        let id = CodeId::new(visit.now, site.random.as_ref());
        let digits = random_code(site.random.as_ref());
        let json = serde_json::to_vec(payload).map_err(|e| Refused::internal(e.to_string()))?;
        let record = SentCode {
            id,
            browser: visit.browser,
            digest: digest(site, id, digits.reveal()),
            payload: site.vault.seal("code", &json),
            attempts: 0,
            created_at: visit.now,
            expires_at: visit.now.after(CODE_LIFE),
            confirmed_at: None,
            used_at: None,
        };
        Ok(Self { id, digits, record })
    }

    /// New digits in the place of those sent before under `id`.
    pub fn again(visit: &Visit, id: CodeId) -> Result<Self, Refused> {
        let mut new = Self::of(visit, &())?;
        new.id = id;
        new.record.id = id;
        new.record.digest = digest(&visit.site, id, new.digits.reveal());
        Ok(new)
    }

    /// The digits, for the message.
    pub fn digits(&self) -> &str {
        self.digits.reveal()
    }

    /// When it runs out.
    pub const fn runs_out(&self) -> Timestamp {
        self.record.expires_at
    }

    /// Records it.
    pub async fn insert(&self, tx: &mut Tx<'_>, purpose: &str) -> Result<(), StorageError> {
        codes::insert(tx, purpose, &self.record).await
    }

    /// Puts it in the place of the one before; false if that was confirmed already.
    pub async fn replace(&self, tx: &mut Tx<'_>) -> Result<bool, StorageError> {
        codes::replace(tx, self.id, self.record.digest, self.record.created_at, self.record.expires_at).await
    }
}

/// The digits of a code whose addressee a job finds out: drawn by the job, outside of any visit.
#[derive(Clone)]
pub struct Addressed {
    id: CodeId,
    digits: Secret,
    digest: Digest,
    payload: Vec<u8>,
}

impl Addressed {
    /// New digits for the code `id`, and whose they are.
    pub fn of<P: Serialize>(site: &Site, id: CodeId, payload: &P) -> Result<Self, serde_json::Error> {
        let digits = random_code(site.random.as_ref());
        let digest = digest(site, id, digits.reveal());
        Ok(Self { id, digits, digest, payload: site.vault.seal("code", &serde_json::to_vec(payload)?) })
    }

    /// The digits, for the message.
    pub fn digits(&self) -> &str {
        self.digits.reveal()
    }

    /// Makes them the ones that are right; false if the code was confirmed or used before.
    pub async fn put(&self, tx: &mut Tx<'_>) -> Result<bool, StorageError> {
        codes::address(tx, self.id, self.digest, &self.payload).await
    }
}

/// Digits that somebody gives for the code `id`: judges them and writes down the try.
///
/// `None`: there is no such code. Call it inside a write transaction.
pub async fn present(
    tx: &mut Tx<'_>,
    presented: &Presented,
    purpose: &str,
) -> Result<Option<CodeVerdict>, StorageError> {
    let Some(sent) = codes::get(tx, purpose, presented.id).await? else { return Ok(None) };
    if sent.used_at.is_some() {
        return Ok(None);
    }
    let facts = CodeFacts {
        matches: sent.digest == presented.digest,
        same_browser: sent.browser == presented.browser,
        attempts: sent.attempts,
        expires_at: sent.expires_at,
        confirmed_at: sent.confirmed_at,
    };
    let verdict = decide_code(facts, presented.now);
    match verdict {
        CodeVerdict::Right => {
            codes::confirm(tx, sent.id, presented.now).await?;
            messages::confirmed(tx, sent.id, presented.now).await?;
        }
        CodeVerdict::Wrong { .. } | CodeVerdict::Exhausted => codes::tried(tx, sent.id).await?,
        CodeVerdict::AlreadyConfirmed | CodeVerdict::Expired | CodeVerdict::OtherBrowser => {}
    }
    Ok(Some(verdict))
}

/// What somebody typed in, digested before the transaction.
#[derive(Debug, Clone, Copy)]
pub struct Presented {
    id: CodeId,
    digest: Digest,
    browser: Digest,
    now: Timestamp,
}

impl Presented {
    /// The digits as typed, see [`typed_digits`].
    pub fn of(visit: &Visit, id: CodeId, typed: &str) -> Self {
        Self {
            id,
            digest: digest(&visit.site, id, &typed_digits(typed)),
            browser: visit.browser,
            now: visit.now,
        }
    }
}

/// What was sealed with a code, if the code is this browser's, confirmed and not yet spent.
pub fn confirmed_payload<P: for<'de> Deserialize<'de>>(
    visit: &Visit,
    sent: &SentCode,
) -> Result<Option<P>, Refused> {
    let good = sent.browser == visit.browser
        && sent.used_at.is_none()
        && sent.confirmed_at.is_some_and(|at| visit.now < at.after(CODE_LIFE * 3));
    if good { payload(visit, sent).map(Some) } else { Ok(None) }
}

/// What was sealed with a code.
pub fn payload<P: for<'de> Deserialize<'de>>(visit: &Visit, sent: &SentCode) -> Result<P, Refused> {
    sealed_payload(&visit.site, sent)
}

/// The same outside of a visit.
pub fn sealed_payload<P: for<'de> Deserialize<'de>>(site: &Site, sent: &SentCode) -> Result<P, Refused> {
    let json = site.vault.open("code", &sent.payload)?;
    serde_json::from_slice(&json).map_err(|e| Refused::internal(format!("payload of {}: {e}", sent.id)))
}

fn digest(site: &Site, id: CodeId, digits: &str) -> Digest {
    site.vault.fingerprint("code", &format!("{id}:{digits}"))
}
