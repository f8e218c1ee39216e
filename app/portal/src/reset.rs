//! Finds out whose password a code may set, and sends the code. It runs as a job, so that the request
//! that asked for it is the same whether the account exists or not.

use std::sync::Arc;

use onedoor_base::{
    Actor, AuditEvent, CodeId, Digest, Email, Language, LocalAccountId, Phone, Subject, Timestamp,
};
use onedoor_services::accounts::{ResetOutcome, UserName, decide_reset};
use onedoor_site::code::{Addressed, NewSms, sealed_payload};
use onedoor_site::jobs::{JobError, JobHandler, Jobs};
use onedoor_site::limits::{self, Limit};
use onedoor_site::mail::{NewMail, Said};
use onedoor_site::{Refused, Site, Visit, tries};
use onedoor_storage::linking::links;
use onedoor_storage::services::accounts::{self, AccountRecord};
use onedoor_storage::site::codes::{self, SentCode};
use onedoor_storage::{Change, StorageError, Tx};
use onedoor_ui::Localizer;
use serde::{Deserialize, Serialize};

use crate::Portal;

/// The kind of job that sends such a code.
pub(crate) const RESET_JOB: &str = "portal.reset";

/// The purpose under which codes for this are kept.
pub(crate) const PURPOSE: &str = "portal.password_reset";

/// For whom a code was asked, and whose password may be set with it.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Resetting {
    organisation: String,
    who: String,
    language: String,
    /// The accounts of the phone or mailbox that the code was sent to; empty if there were none, and then nothing
    /// was sent.
    pub(crate) accounts: Vec<LocalAccountId>,
    /// Whether it went to the mailbox.
    #[serde(default)]
    pub(crate) by_mail: bool,
    /// The phone or mail address that it went to.
    #[serde(default)]
    pub(crate) to: String,
    /// The network from which it was asked for.
    #[serde(default)]
    network: String,
}

impl Resetting {
    /// As it was asked: by user name or phone, nobody knows yet for which account.
    pub(crate) fn asked(organisation: String, who: String, visit: &Visit) -> Self {
        Self {
            organisation,
            who,
            language: visit.language.tag().to_owned(),
            accounts: Vec::new(),
            by_mail: false,
            to: String::new(),
            network: visit.network_key(),
        }
    }
}

/// The work that a portal does later, besides sending messages.
pub fn jobs(portal: &Portal) -> Jobs {
    let (portal, closing) = (portal.clone(), portal.clone());
    let handler: JobHandler = Arc::new(move |id: String| {
        let site = Arc::clone(&portal.site);
        Box::pin(async move {
            let id = id.parse().map_err(|_| JobError("no code has this id".to_owned()))?;
            send(&site, id).await
        })
    });
    let jobs = crate::closing::jobs(&closing, Jobs::new().with(RESET_JOB, handler));
    crate::routes::phone_jobs(&closing, crate::refused::jobs(&closing, jobs))
}

/// Looks for the accounts and sends the code if there is anybody to send it to.
async fn send(site: &Arc<Site>, id: CodeId) -> Result<(), JobError> {
    let sent = site.store.read(move |tx| Box::pin(async move { codes::get(tx, PURPOSE, id).await })).await;
    let sent = sent.map_err(|error: StorageError| JobError(error.to_string()))?;
    let now = site.now();
    let Some(sent) = sent.filter(|sent| now < sent.expires_at) else { return Ok(()) };
    let trouble = |refused: onedoor_site::Refused| JobError(format!("status {}", refused.status()));
    let asked: Resetting = sealed_payload(site, &sent).map_err(trouble)?;
    let found = find(site, &asked).await.map_err(|error| JobError(error.to_string()))?;
    let Some((_, to)) = found.first() else { return Ok(()) };
    let accounts: Vec<LocalAccountId> = found.iter().map(|(id, _)| *id).collect();
    let by_mail = matches!(to, To::Mailbox(_));
    let place = (sent.browser, asked.network.as_str());
    let known = is_known(site, &accounts, place).await.map_err(|error| JobError(error.to_string()))?;
    let good_for =
        Resetting { accounts: accounts.clone(), by_mail, to: to.address().to_owned(), ..asked.clone() };
    let code = Addressed::of(site, id, &good_for);
    let code = code.map_err(|error| JobError(error.to_string()))?;
    let language = Language::from_tag(&asked.language).unwrap_or(site.settings.default_language);
    let (message, limits) = to.message(site, language, (&code, &sent, known), now).map_err(trouble)?;
    let put = site.store.write(move |tx| {
        let (code, message) = (code.clone(), message.clone());
        let (accounts, limits) = (accounts.clone(), limits.clone());
        Box::pin(async move { put(tx, &code, &message, &limits, &accounts, now).await })
    });
    put.await.map_err(|error: StorageError| JobError(error.to_string()))
}

/// Whether one of the accounts was signed in there before.
async fn is_known(
    site: &Arc<Site>,
    accounts: &[LocalAccountId],
    (browser, network): (Digest, &str),
) -> Result<bool, StorageError> {
    let (within, accounts, network) = (Arc::clone(site), accounts.to_vec(), network.to_owned());
    let read = site.store.read(move |tx| {
        let (site, accounts, network) = (Arc::clone(&within), accounts.clone(), network.clone());
        Box::pin(async move {
            for account in accounts {
                let account = Subject::LocalAccount(account);
                if tries::is_known_place(tx, &site, account, (browser, &network)).await? {
                    return Ok(true);
                }
            }
            Ok(false)
        })
    });
    read.await
}

/// Nobody is told that there were too many: whoever asks is not known to be the owner. The owners find
/// in their record that somebody asked.
async fn put(
    tx: &mut Tx<'_>,
    code: &Addressed,
    message: &Message,
    limits: &[Limit],
    accounts: &[LocalAccountId],
    now: Timestamp,
) -> Result<Change<()>, StorageError> {
    if limits::take(tx, limits, now).await?.is_some() || !code.put(tx).await? {
        return Ok(Change::Unrecorded(()));
    }
    match message {
        Message::Sms(sms) => sms.queue(tx).await?,
        Message::Mail(mail) => mail.queue(tx).await?,
    }
    let about = accounts.iter().map(|id| {
        AuditEvent::new(now, Actor::Visitor, "services.account.reset_code_sent")
            .about(Subject::LocalAccount(*id))
    });
    Ok(Change::Recorded((), about.collect()))
}

/// The accounts that a user name or a phone means, if a code can be sent for them.
async fn find(site: &Site, asked: &Resetting) -> Result<Vec<(LocalAccountId, To)>, StorageError> {
    let (organisation, key) = (asked.organisation.clone(), UserName::key_of(&asked.who));
    let phone = Phone::parse(&asked.who, site.settings.country).ok();
    let found: Vec<(AccountRecord, bool)> = site
        .store
        .read(move |tx| {
            Box::pin(async move {
                if let Some(record) = accounts::by_name(tx, &organisation, &key).await? {
                    let linked = !links::holding(tx, record.account.id).await?.is_empty();
                    return Ok::<_, StorageError>(vec![(record, linked)]);
                }
                let Some(phone) = phone else { return Ok(Vec::new()) };
                let mut found = accounts::by_phone(tx, &phone).await?;
                let is_there = |r: &AccountRecord| {
                    r.account.organisation.as_ref().map_or("", |o| o.as_str()) == organisation
                };
                found.retain(is_there);
                // They have a phone, so that nothing else is asked for.
                Ok(found.into_iter().map(|record| (record, true)).collect())
            })
        })
        .await?;
    let mail = site.settings.mail;
    let sendable = |(record, linked): (AccountRecord, bool)| {
        let mailbox = record.mailbox().filter(|_| mail);
        match decide_reset(Some(&record.account), mailbox, linked) {
            ResetOutcome::SendCode(phone) => Some((record.account.id, To::Phone(phone))),
            ResetOutcome::SendLetter(mailbox) => Some((record.account.id, To::Mailbox(mailbox))),
            ResetOutcome::SendNothing => None,
        }
    };
    Ok(found.into_iter().filter_map(sendable).collect())
}

/// Where a code goes.
enum To {
    Phone(Phone),
    Mailbox(Email),
}

/// What carries it.
#[derive(Clone)]
enum Message {
    Sms(NewSms),
    Mail(NewMail),
}

impl To {
    fn address(&self) -> &str {
        match self {
            Self::Phone(phone) => phone.as_str(),
            Self::Mailbox(mailbox) => mailbox.as_str(),
        }
    }

    /// The message with the code, and the limits that hold for it: what is asked for in a place where the account was
    /// signed in before counts for itself, so that strangers use up nothing of the owner's.
    fn message(
        &self,
        site: &Site,
        language: Language,
        (code, sent, known): (&Addressed, &SentCode, bool),
        now: Timestamp,
    ) -> Result<(Message, Vec<Limit>), Refused> {
        let t = Localizer::of(language);
        let name = site.look.name(&t);
        let digits = ("code", code.digits().to_owned().into());
        match self {
            Self::Phone(phone) => {
                let text = t.with("portal-sms-reset", &[("site", name.into()), digits]);
                let sms = NewSms::with_code(site, now, phone, text, sent.expires_at)?.for_code(sent.id);
                let scope = if known { "portal.sms.known" } else { "portal.sms.phone" };
                Ok((Message::Sms(sms), limits::messages_by_itself(site, scope, phone)))
            }
            Self::Mailbox(mailbox) => {
                let said = Said {
                    language,
                    subject: t.with("recover-mail-subject", &[("site", name.clone().into())]),
                    paragraphs: vec![
                        t.with("recover-mail", &[("site", name.into()), digits]),
                        t.get("recover-mail-otherwise"),
                    ],
                };
                let mail = NewMail::of(site, now, mailbox, &said, Some(sent.expires_at))?.for_code(sent.id);
                let limits = if known {
                    limits::letters_to_known_place(site, mailbox)
                } else {
                    limits::letters_by_itself(site, mailbox)
                };
                Ok((Message::Mail(mail), limits))
            }
        }
    }
}
