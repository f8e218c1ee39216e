//! Telling the owner of an account what has happened to it, at every contact that is theirs: whatever changes how
//! an account is opened is told, in the language that its owner is written to in, with the hour, the browser and what
//! to do if it was not they.
//!
//! A notice is put down in the transaction that it speaks of.

use std::time::Duration;

use onedoor_base::{AccountId, Email, Phone, Timestamp};
use onedoor_people::Account;
use onedoor_site::code::NewSms;
use onedoor_site::limits::{Limit, messages_by_itself, take};
use onedoor_site::mail::{NewMail, Said};
use onedoor_site::{HasSite, Site, Visit};
use onedoor_storage::{StorageError, Tx, people};
use onedoor_ui::{Arg, Localizer, device, moment};

use crate::Identity;

/// What is told.
#[derive(Debug, Clone)]
pub(crate) struct Notice {
    /// The sentence, a key of the catalogue `notices`: “The password was changed”, without a full stop.
    what: &'static str,
    /// What to do about it, another key.
    then: &'static str,
    words: Vec<(&'static str, Word)>,
    /// The browser, as it calls itself.
    user_agent: Option<String>,
    /// Phones that are no longer the account's, or not yet.
    besides: Vec<Phone>,
    /// The same of mail addresses.
    besides_by_mail: Vec<Email>,
    /// Not worth a text message.
    by_letter: bool,
}

/// The value of a variable.
#[derive(Debug, Clone)]
enum Word {
    Text(String),
    /// By which the sentence counts.
    Count(i64),
}

impl Notice {
    /// Something that happened to the account; `what` is a key of the catalogue `notices`. If it was not the owner,
    /// they are to go to an office at once.
    pub(crate) fn of(what: &'static str) -> Self {
        Self {
            what,
            then: "notice-else-office",
            words: Vec::new(),
            user_agent: None,
            besides: Vec::new(),
            besides_by_mail: Vec::new(),
            by_letter: false,
        }
    }

    /// With another key for what to do about it.
    #[must_use]
    pub(crate) fn then(mut self, key: &'static str) -> Self {
        self.then = key;
        self
    }

    /// With the value of a variable of its sentences.
    #[must_use]
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.words.push((name, Word::Text(value.into())));
        self
    }

    /// With a number that its sentences count by.
    #[must_use]
    pub(crate) fn count(mut self, name: &'static str, value: i64) -> Self {
        self.words.push((name, Word::Count(value)));
        self
    }

    /// Done in this browser.
    #[must_use]
    pub(crate) fn by(mut self, visit: &Visit) -> Self {
        self.user_agent = Some(visit.user_agent.clone());
        self
    }

    /// Told by letter only.
    #[must_use]
    pub(crate) fn by_letter(mut self) -> Self {
        self.by_letter = true;
        self
    }

    /// Told to this phone too.
    #[must_use]
    pub(crate) fn also_to(mut self, phone: Option<&Phone>) -> Self {
        self.besides.extend(phone.cloned());
        self
    }

    /// Told at this mail address too.
    #[must_use]
    pub(crate) fn also_by_mail(mut self, email: &Email) -> Self {
        self.besides_by_mail.push(email.clone());
        self
    }

    fn args(&self) -> Vec<(&'static str, Arg<'_>)> {
        let arg = |word| match word {
            &Word::Count(count) => Arg::from(count),
            Word::Text(text) => text.as_str().into(),
        };
        self.words.iter().map(|(name, word)| (*name, arg(word))).collect()
    }

    /// The same as a letter: what has happened is the subject.
    fn letter(&self, t: &Localizer, account: &Account, text: String) -> Said {
        let words = self.args();
        Said {
            language: account.language,
            subject: t.with(self.what, &words),
            paragraphs: vec![t.with("mail-hello", &[("name", account.name.as_str().into())]), text],
        }
    }

    /// The two or three sentences.
    fn text(&self, site: &Site, t: &Localizer, now: Timestamp) -> String {
        let words = self.args();
        let mut args = vec![
            ("what", t.with(self.what, &words).into()),
            ("when", moment(t, now, site.settings.country).into()),
            ("then", t.with(self.then, &words).into()),
        ];
        match &self.user_agent {
            Some(user_agent) => {
                args.push(("device", device(t, user_agent).into()));
                t.with("notice-by", &args)
            }
            None => t.with("notice-at", &args),
        }
    }
}

/// So many notices a day go to phones for one account; letters are not counted here.
const MOST_A_DAY: i64 = 20;
const DAY: Duration = Duration::from_hours(24);

fn of_account(site: &Site, account: AccountId) -> Limit {
    Limit::of(site, "notice.account.day", &account.to_string(), MOST_A_DAY, DAY)
}

/// The first of its kind in a day is always sent, whatever else has been: somebody may be taking the account over.
fn first_of_kind(site: &Site, account: AccountId, what: &str) -> Limit {
    Limit::of(site, "notice.kind.day", &format!("{account} {what}"), 1, DAY)
}

/// Tells the owner of an account, at every contact of it. An account that has none hears nothing.
pub(crate) async fn tell(
    tx: &mut Tx<'_>,
    identity: &Identity,
    account: AccountId,
    notice: &Notice,
    now: Timestamp,
) -> Result<(), StorageError> {
    tell_at(tx, identity.site(), account, notice, now).await
}

/// The same where only the site is at hand.
pub(crate) async fn tell_at(
    tx: &mut Tx<'_>,
    site: &Site,
    account: AccountId,
    notice: &Notice,
    now: Timestamp,
) -> Result<(), StorageError> {
    let Some(account) = people::by_id(tx, account).await? else { return Ok(()) };
    let phone = if notice.by_letter { None } else { people::phone_of(tx, account.id).await? };
    let mut phones: Vec<Phone> = phone.into_iter().collect();
    for phone in &notice.besides {
        if !phones.contains(phone) {
            phones.push(phone.clone());
        }
    }
    let t = Localizer::of(account.language);
    let text = notice.text(site, &t, now);
    let sms = t.with("notice-sms", &[("site", site.look.name(&t).into()), ("text", text.clone().into())]);
    // Whoever may object must hear of each.
    let objects = notice.words.iter().any(|(name, _)| *name == "link");
    let first = take(tx, &[first_of_kind(site, account.id, notice.what)], now).await?.is_none() || objects;
    for phone in &phones {
        // Nobody earns by being told the same again and again.
        let mut counted = vec![of_account(site, account.id)];
        counted.extend(messages_by_itself(site, "message.notice", phone));
        if take(tx, &counted, now).await?.is_some() && !first {
            tracing::info!(monotonic_counter.notices_held = 1_u64, "a notice is not sent as a text message");
            continue;
        }
        // It can only fail to seal text, which it does not.
        if let Ok(sms) = NewSms::of(site, now, phone, sms.clone()) {
            sms.queue(tx).await?;
        }
    }
    if site.settings.mail {
        let said = notice.letter(&t, &account, text);
        let mut emails: Vec<Email> =
            people::emails_of(tx, account.id).await?.into_iter().map(|contact| contact.email).collect();
        emails.extend(notice.besides_by_mail.iter().cloned());
        for email in &emails {
            if let Ok(mail) = NewMail::of(site, now, email, &said, None) {
                mail.queue(tx).await?;
            }
        }
    }
    Ok(())
}
