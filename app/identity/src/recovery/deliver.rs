//! Finds out where a code goes, and sends it: as a job, so that the request that asked for it is the same whether
//! there is anybody to send it to or not.

use std::sync::Arc;

use onedoor_base::{AccountId, Actor, AuditEvent, CodeId, Email, Phone, RecoveryId, Subject, Timestamp};
use onedoor_people::recovery::{Evidence, Proof};
use onedoor_people::{Account, AccountState};
use onedoor_site::code::{Addressed, NewSms, sealed_payload};
use onedoor_site::jobs::JobError;
use onedoor_site::limits::{Limit, letters_by_itself, letters_to_known_place, messages_by_itself, take};
use onedoor_site::mail::{NewMail, Said};
use onedoor_site::{HasSite, Refused, Site};
use onedoor_storage::people::{self, RecoveryState};
use onedoor_storage::site::codes::{self, SentCode};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::Localizer;
use serde::{Deserialize, Serialize};

use super::PURPOSE;
use crate::Identity;

/// The kind of this work; its payload is the code's id.
pub(super) const JOB: &str = "people.recovery_code";

/// What a code is good for, sealed with it.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct For {
    pub(super) recovery: RecoveryId,
    pub(super) way: String,
    /// Whether it was asked for where the account was signed in before: strangers use up nothing of that.
    #[serde(default)]
    pub(super) known: bool,
    /// The mark of the contacts that it was sent to, once it was: a code to a phone that was replaced since shows nothing.
    #[serde(default)]
    pub(super) to: Option<String>,
}

/// Somebody to send a code to.
struct Reached {
    account: Account,
    phone: Option<Phone>,
    emails: Vec<Email>,
    /// What the account had to be shown when it was read.
    has: Evidence,
}

/// Sends the code with this id, if there is anybody.
pub(super) async fn deliver(identity: Identity, id: CodeId) -> Result<(), JobError> {
    let site = identity.site();
    let now = site.now();
    let storage = |error: StorageError| JobError(error.to_string());
    let sent = site.store.read(move |tx| Box::pin(async move { codes::get(tx, PURPOSE, id).await }));
    let Some(sent) = sent.await.map_err(storage)?.filter(|sent| now < sent.expires_at) else {
        return Ok(());
    };
    let good_for: For = sealed_payload(site, &sent).map_err(|refused| trouble(&refused))?;
    let Some(reached) = find(site, good_for.recovery).await.map_err(storage)? else { return Ok(()) };
    let way = Proof::from_word(&good_for.way);
    let to = way.and_then(|way| reached.has.mark(way)).map(str::to_owned);
    let good_for = For { to, ..good_for };
    let code = Addressed::of(site, id, &good_for).map_err(|error| JobError(error.to_string()))?;
    let account = reached.account.id;
    let post = match way {
        Some(Proof::Phone) => by_text(site, &reached, (&code, good_for.known), &sent, now),
        Some(Proof::Email) => by_mail(site, &reached, (&code, good_for.known), &sent, now),
        _ => return Ok(()),
    };
    let post = post.map_err(|refused| trouble(&refused))?;
    put(site, (code, account), post, now).await.map_err(storage)
}

fn trouble(refused: &Refused) -> JobError {
    JobError(format!("status {}", refused.status()))
}

async fn find(site: &Site, id: RecoveryId) -> Result<Option<Reached>, StorageError> {
    site.store
        .read(move |tx| {
            Box::pin(async move {
                let recovery = people::recovery(tx, id).await?;
                let begun = recovery.filter(|recovery| recovery.state == RecoveryState::Begun);
                let Some(id) = begun.and_then(|recovery| recovery.account) else { return Ok(None) };
                let account = people::by_id(tx, id).await?;
                let Some(account) = account.filter(|account| account.state == AccountState::Active) else {
                    return Ok(None);
                };
                let phone = people::phone_of(tx, id).await?;
                let emails = people::emails_of(tx, id).await?.into_iter().map(|contact| contact.email);
                let emails = emails.collect();
                Ok(Some(Reached { account, phone, emails, has: people::evidence(tx, id).await? }))
            })
        })
        .await
}

/// A message and the limits of where it goes.
#[derive(Clone)]
enum Post {
    Sms(NewSms, Vec<Limit>),
    Mail(NewMail, Vec<Limit>),
}

fn by_text(
    site: &Site,
    reached: &Reached,
    (code, known): (&Addressed, bool),
    sent: &SentCode,
    now: Timestamp,
) -> Result<Vec<Post>, Refused> {
    let Some(phone) = &reached.phone else { return Ok(Vec::new()) };
    let t = Localizer::of(reached.account.language);
    let words = [("site", site.look.name(&t).into()), ("code", code.digits().to_owned().into())];
    let text = t.with("recover-sms", &words);
    let sms = NewSms::with_code(site, now, phone, text, sent.expires_at)?.for_code(sent.id);
    let scope = if known { "message.recovery.own" } else { "message.recovery" };
    Ok(vec![Post::Sms(sms, messages_by_itself(site, scope, phone))])
}

fn by_mail(
    site: &Site,
    reached: &Reached,
    (code, known): (&Addressed, bool),
    sent: &SentCode,
    now: Timestamp,
) -> Result<Vec<Post>, Refused> {
    let t = Localizer::of(reached.account.language);
    let name = site.look.name(&t);
    let said = Said {
        language: reached.account.language,
        // Phones show the subject on the locked screen: it has no code.
        subject: t.with("recover-mail-subject", &[("site", name.clone().into())]),
        paragraphs: vec![
            t.with("mail-hello", &[("name", reached.account.name.as_str().into())]),
            t.with("recover-mail", &[("site", name.into()), ("code", code.digits().to_owned().into())]),
            t.get("recover-mail-otherwise"),
        ],
    };
    let letter = |email: &Email| {
        let mail = NewMail::of(site, now, email, &said, Some(sent.expires_at))?.for_code(sent.id);
        let limits = if known { letters_to_known_place(site, email) } else { letters_by_itself(site, email) };
        Ok(Post::Mail(mail, limits))
    };
    reached.emails.iter().map(letter).collect()
}

/// Nobody is told that there were too many: whoever asks is not known to be the owner.
async fn put(
    site: &Site,
    (code, account): (Addressed, AccountId),
    post: Vec<Post>,
    now: Timestamp,
) -> Result<(), StorageError> {
    let within = Arc::new((code, post));
    let put = site.store.write(move |tx| {
        let within = Arc::clone(&within);
        Box::pin(async move {
            let (code, post) = &*within;
            let mut queued = false;
            for one in post {
                let (Post::Sms(_, limits) | Post::Mail(_, limits)) = one;
                if take(tx, limits, now).await?.is_some() {
                    continue;
                }
                if !queued && !code.put(tx).await? {
                    break;
                }
                queued = true;
                match one {
                    Post::Sms(sms, _) => sms.queue(tx).await?,
                    Post::Mail(mail, _) => mail.queue(tx).await?,
                }
            }
            if !queued {
                return Ok(Change::Unrecorded(()));
            }
            let event = AuditEvent::new(now, Actor::Visitor, "people.recovery.code_sent");
            Ok(Change::Recorded((), vec![event.about(Subject::Person(account))]))
        })
    });
    put.await
}
