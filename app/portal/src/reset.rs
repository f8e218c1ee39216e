//! Finds out whose password a code may set, and sends the code. It runs as a job, so that the request
//! that asked for it is the same whether the account exists or not.

use std::sync::Arc;

use onedoor_base::{Actor, AuditEvent, CodeId, Language, LocalAccountId, Phone, Subject, Timestamp};
use onedoor_services::accounts::{ResetOutcome, UserName, decide_reset};
use onedoor_site::Site;
use onedoor_site::code::{Addressed, NewSms, sealed_payload};
use onedoor_site::jobs::{JobError, JobHandler, Jobs};
use onedoor_site::limits::{self, Limit};
use onedoor_storage::services::accounts::{self, AccountRecord};
use onedoor_storage::site::codes;
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
    /// The accounts of the phone that the code was sent to; empty if there were none, and then nothing
    /// was sent.
    pub(crate) accounts: Vec<LocalAccountId>,
}

impl Resetting {
    /// As it was asked: by user name or phone, nobody knows yet for which account.
    pub(crate) fn asked(organisation: String, who: String, language: Language) -> Self {
        Self { organisation, who, language: language.tag().to_owned(), accounts: Vec::new() }
    }
}

/// The work that a portal does later, besides sending messages.
pub fn jobs(portal: &Portal) -> Jobs {
    let portal = portal.clone();
    let handler: JobHandler = Arc::new(move |id: String| {
        let site = Arc::clone(&portal.site);
        Box::pin(async move {
            let id = id.parse().map_err(|_| JobError("no code has this id".to_owned()))?;
            send(&site, id).await
        })
    });
    Jobs::new().with(RESET_JOB, handler)
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
    let Some((_, phone)) = found.first() else { return Ok(()) };
    let accounts: Vec<LocalAccountId> = found.iter().map(|(id, _)| *id).collect();
    let code = Addressed::of(site, id, &Resetting { accounts: accounts.clone(), ..asked.clone() });
    let code = code.map_err(|error| JobError(error.to_string()))?;
    let language = Language::from_tag(&asked.language).unwrap_or(site.settings.default_language);
    let text = message(site, language, &code);
    let sms = NewSms::with_code(site, now, phone, text, sent.expires_at).map_err(trouble)?.for_code(id);
    let limits = limits::messages_by_itself(site, "portal.sms.phone", phone);
    let put = site.store.write(move |tx| {
        let (code, sms, accounts, limits) = (code.clone(), sms.clone(), accounts.clone(), limits.clone());
        Box::pin(async move { put(tx, &code, &sms, &limits, &accounts, now).await })
    });
    put.await.map_err(|error: StorageError| JobError(error.to_string()))
}

/// Nobody is told that there were too many: whoever asks is not known to be the owner. The owners find
/// in their record that somebody asked.
async fn put(
    tx: &mut Tx<'_>,
    code: &Addressed,
    sms: &NewSms,
    limits: &[Limit],
    accounts: &[LocalAccountId],
    now: Timestamp,
) -> Result<Change<()>, StorageError> {
    if limits::take(tx, limits, now).await?.is_some() || !code.put(tx).await? {
        return Ok(Change::Unrecorded(()));
    }
    sms.queue(tx).await?;
    let about = accounts.iter().map(|id| {
        AuditEvent::new(now, Actor::Visitor, "services.account.reset_code_sent")
            .about(Subject::LocalAccount(*id))
    });
    Ok(Change::Recorded((), about.collect()))
}

/// The accounts that a user name or a phone means, if a code can be sent for them.
async fn find(site: &Site, asked: &Resetting) -> Result<Vec<(LocalAccountId, Phone)>, StorageError> {
    let (organisation, key) = (asked.organisation.clone(), UserName::key_of(&asked.who));
    let phone = Phone::parse(&asked.who, site.settings.country).ok();
    let found: Vec<AccountRecord> = site
        .store
        .read(move |tx| {
            Box::pin(async move {
                if let Some(record) = accounts::by_name(tx, &organisation, &key).await? {
                    return Ok::<_, StorageError>(vec![record]);
                }
                let Some(phone) = phone else { return Ok(Vec::new()) };
                let mut found = accounts::by_phone(tx, &phone).await?;
                let is_there = |r: &AccountRecord| {
                    r.account.organisation.as_ref().map_or("", |o| o.as_str()) == organisation
                };
                found.retain(is_there);
                Ok(found)
            })
        })
        .await?;
    let sendable = |record: AccountRecord| match decide_reset(Some(&record.account)) {
        ResetOutcome::SendCode(phone) => Some((record.account.id, phone)),
        ResetOutcome::SendNothing => None,
    };
    Ok(found.into_iter().filter_map(sendable).collect())
}

fn message(site: &Site, language: Language, code: &Addressed) -> String {
    let t = Localizer::of(language);
    let name = site.look.name(&t);
    t.with("portal-sms-reset", &[("site", name.into()), ("code", code.digits().to_owned().into())])
}
