//! Letters: what is sent to a mail address, in plain text that reads well everywhere.

use onedoor_base::{CodeId, Digest, Email, JobId, Language, MessageId, Timestamp};
use onedoor_storage::site::messages::{self, NewMessage};
use onedoor_storage::{StorageError, Tx, jobs};
use onedoor_ui::Localizer;
use serde::{Deserialize, Serialize};

use crate::addressee::recipient;
use crate::code::NewCode;
use crate::refused::Refused;
use crate::{Site, Visit};

/// The kind of job that sends a letter.
pub const MAIL_JOB: &str = "mail";

/// A letter, as it is sealed into the database.
#[derive(Debug, Serialize, Deserialize)]
pub struct Mail {
    /// The address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
    /// Its language.
    pub language: Language,
    /// When it was written.
    pub written: Timestamp,
    /// From when on it is of no use any more, and not sent.
    pub until: Option<Timestamp>,
}

/// A letter that is about to be queued: made before the transaction, or in it.
#[derive(Clone)]
pub struct NewMail {
    id: MessageId,
    job: JobId,
    content: Vec<u8>,
    code: Option<CodeId>,
    recipient: Digest,
    now: Timestamp,
}

/// What a letter says.
#[derive(Debug, Clone)]
pub struct Said {
    /// The language of its reader.
    pub language: Language,
    /// The subject.
    pub subject: String,
    /// The paragraphs.
    pub paragraphs: Vec<String>,
}

impl NewMail {
    /// Seals a letter; `until` is the moment from which on it would only mislead. Beneath what it says stand who
    /// wrote it and where help is.
    pub fn of(
        site: &Site,
        now: Timestamp,
        to: &Email,
        said: &Said,
        until: Option<Timestamp>,
    ) -> Result<Self, Refused> {
        let mail = Mail {
            to: to.as_str().to_owned(),
            subject: said.subject.clone(),
            text: framed(site, said),
            language: said.language,
            written: now,
            until,
        };
        let json = serde_json::to_vec(&mail).map_err(|e| Refused::internal(e.to_string()))?;
        Ok(Self {
            id: MessageId::new(now, site.random.as_ref()),
            job: JobId::new(now, site.random.as_ref()),
            content: site.vault.seal("message", &json),
            code: None,
            recipient: recipient(&site.vault, to.as_str()),
            now,
        })
    }

    /// It carries this code.
    #[must_use]
    pub const fn for_code(mut self, code: CodeId) -> Self {
        self.code = Some(code);
        self
    }

    /// Queues it: it is sent when the transaction has been committed, by any node.
    pub async fn queue(&self, tx: &mut Tx<'_>) -> Result<(), StorageError> {
        let new = NewMessage {
            id: self.id,
            channel: "mail",
            content: &self.content,
            prefix: None,
            code: self.code,
            recipient: Some(self.recipient),
        };
        messages::insert(tx, &new, self.now).await?;
        let payload = self.id.to_string();
        let job = jobs::NewJob { kind: MAIL_JOB, payload: &payload, due_at: self.now, unique_key: None };
        jobs::enqueue(tx, &job, self.job, self.now).await.map(drop)
    }
}

/// The letter with the code by which somebody shows that a mail address is theirs.
pub fn code_letter(visit: &Visit, code: &NewCode, to: &Email) -> Result<NewMail, Refused> {
    let t = visit.localizer();
    let site = visit.site.look.name(&t);
    let said = Said {
        language: visit.language,
        // Phones show the subject on the locked screen: it has no code.
        subject: t.with("mail-email-subject", &[("site", site.clone().into())]),
        paragraphs: vec![
            t.with("mail-email-code", &[("site", site.into()), ("code", code.digits().into())]),
            t.get("mail-email-otherwise"),
        ],
    };
    Ok(NewMail::of(&visit.site, visit.now, to, &said, Some(code.runs_out()))?.for_code(code.id))
}

fn framed(site: &Site, said: &Said) -> String {
    let t = Localizer::of(said.language);
    let mut lines = vec![
        said.paragraphs.join("\n\n"),
        String::new(),
        // Two dashes and a space: mail programs set what follows apart.
        "-- ".to_owned(),
        site.look.name(&t),
        site.settings.origin(),
        t.get("mail-foot"),
    ];
    let help: Vec<&str> =
        [&site.look.help.phone, &site.look.help.email].into_iter().flatten().map(String::as_str).collect();
    if !help.is_empty() {
        lines.push(t.with("mail-help", &[("help", help.join(", ").into())]));
    }
    lines.push(String::new());
    lines.join("\n")
}
