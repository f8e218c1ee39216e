//! What the owner of an account is told that happened to it, at its phone and its mailbox: it may not have been they.

use onedoor_base::{Language, Timestamp};
use onedoor_site::code::NewSms;
use onedoor_site::limits::{self, Limit};
use onedoor_site::mail::{NewMail, Said};
use onedoor_site::{Refused, Site};
use onedoor_storage::services::accounts::AccountRecord;
use onedoor_storage::{StorageError, Tx};
use onedoor_ui::{Arg, Localizer};

/// One piece of news, made before the transaction that it speaks of.
#[derive(Clone)]
pub(crate) struct Notice {
    sms: Option<NewSms>,
    mail: Option<NewMail>,
}

impl Notice {
    /// The sentence of this key, to the confirmed phone and mail address as they stand in `record`: as they stood before,
    /// if it is they that changed. In the language that its owner is written to in, or else in `otherwise`.
    pub(crate) fn of(
        site: &Site,
        now: Timestamp,
        record: &AccountRecord,
        key: &'static str,
        otherwise: Language,
    ) -> Result<Self, Refused> {
        Self::with(site, now, record, (key, &[]), otherwise)
    }

    /// The same of a sentence with words of its own.
    pub(crate) fn with(
        site: &Site,
        now: Timestamp,
        record: &AccountRecord,
        (key, words): (&'static str, &[(&'static str, String)]),
        otherwise: Language,
    ) -> Result<Self, Refused> {
        let language = record.language.unwrap_or(otherwise);
        let t = Localizer::of(language);
        let name = site.look.name(&t);
        let mut args: Vec<(&str, Arg<'_>)> = vec![("site", name.clone().into())];
        args.extend(words.iter().map(|(name, word)| (*name, word.as_str().into())));
        let text = t.with(key, &args);
        let sms = record.account.phone.as_ref().map(|phone| NewSms::of(site, now, phone, text.clone()));
        let said = Said {
            language,
            subject: t.with("portal-mail-subject", &[("site", name.into())]),
            paragraphs: vec![
                t.with("mail-hello", &[("name", record.account.display_name.as_str().into())]),
                text,
            ],
        };
        let mailbox = record.mailbox().filter(|_| site.settings.mail);
        let mail = mailbox.map(|mailbox| NewMail::of(site, now, mailbox, &said, None));
        Ok(Self { sms: sms.transpose()?, mail: mail.transpose()? })
    }

    /// Queues it, in the transaction that it speaks of.
    pub(crate) async fn queue(&self, tx: &mut Tx<'_>) -> Result<(), StorageError> {
        if let Some(sms) = &self.sms {
            sms.queue(tx).await?;
        }
        if let Some(mail) = &self.mail {
            mail.queue(tx).await?;
        }
        Ok(())
    }

    /// The same where no visitor does it, so that many may be set off at once: among no more than a site sends. `counted`
    /// says what for.
    pub(crate) async fn queue_among(
        &self,
        tx: &mut Tx<'_>,
        (site, record): (&Site, &AccountRecord),
        counted: &'static str,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let phone = record.account.phone.as_ref();
        let phone = phone.map(|phone| limits::messages_by_itself(site, counted, phone));
        let mailbox = record.mailbox().map(|mailbox| limits::letters_by_itself(site, mailbox));
        if let (Some(sms), Some(most)) = (&self.sms, phone)
            && may(tx, &most, now).await?
        {
            sms.queue(tx).await?;
        }
        if let (Some(mail), Some(most)) = (&self.mail, mailbox)
            && may(tx, &most, now).await?
        {
            mail.queue(tx).await?;
        }
        Ok(())
    }
}

async fn may(tx: &mut Tx<'_>, most: &[Limit], now: Timestamp) -> Result<bool, StorageError> {
    Ok(limits::take(tx, most, now).await?.is_none())
}
