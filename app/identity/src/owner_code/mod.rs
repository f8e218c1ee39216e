//! A code to the telephone of whoever applied, before their electronic identity is activated, bound to another device or
//! unlocked: sent, sent again, shown once in the same browser.

mod page;
mod present;
mod send;

use onedoor_base::{AccountId, Actor, ApplicationId, AuditEvent, CodeId, Phone, Subject};
use onedoor_site::code::{confirmed_payload, payload};
use onedoor_site::{FreshVisit, Refused};
use onedoor_storage::StorageError;
use onedoor_storage::site::codes::{self, SentCode};
use serde::{Deserialize, Serialize};

pub(crate) use page::samples;
pub(crate) use present::{Typed, again, check, show};
pub(crate) use send::send;

/// What such a code is for, and where its pages are.
pub(crate) struct Kind {
    /// The word of its codes in the database.
    pub(crate) purpose: &'static str,
    /// The limit of its messages.
    pub(crate) messages: &'static str,
    /// The key of the message's text.
    pub(crate) text: &'static str,
    /// What stands in the record of the person.
    pub(crate) action: &'static str,
    /// The page before.
    pub(crate) before: &'static str,
    /// The page that takes the digits.
    pub(crate) here: &'static str,
    /// Posting here sends another one.
    pub(crate) again: &'static str,
    /// The page after.
    pub(crate) after: &'static str,
}

/// Whose code it is.
pub(crate) struct Owner<'a> {
    pub(crate) visit: &'a FreshVisit,
    pub(crate) account: AccountId,
    pub(crate) application: ApplicationId,
    pub(crate) phone: Option<&'a Phone>,
}

/// Which code a page is about.
#[derive(Deserialize)]
pub(crate) struct About {
    #[serde(default)]
    pub(crate) id: String,
    #[serde(default)]
    sent: String,
}

/// What a code is sealed with.
#[derive(Clone, Serialize, Deserialize)]
struct For {
    application: ApplicationId,
}

/// A page with the code that it is about.
pub(crate) fn at(path: &str, id: CodeId) -> String {
    format!("{path}?id={id}")
}

impl Kind {
    /// A code of this owner in this browser that is not spent.
    async fn sent(&self, owner: &Owner<'_>, id: &str) -> Result<Option<SentCode>, Refused> {
        let Ok(id) = id.parse::<CodeId>() else { return Ok(None) };
        let (visit, purpose) = (owner.visit, self.purpose);
        let read = visit
            .site
            .store
            .read::<_, StorageError, _>(move |tx| Box::pin(async move { codes::get(tx, purpose, id).await }));
        let here = read.await?.filter(|sent| sent.browser == visit.browser && sent.used_at.is_none());
        let Some(sent) = here else { return Ok(None) };
        let good_for: For = payload(visit, &sent)?;
        Ok((good_for.application == owner.application).then_some(sent))
    }

    /// The same, if it was given back, and not long ago.
    pub(crate) async fn shown(&self, owner: &Owner<'_>, id: &str) -> Result<Option<CodeId>, Refused> {
        let Some(sent) = self.sent(owner, id).await? else { return Ok(None) };
        let good_for: Option<For> = confirmed_payload(owner.visit, &sent)?;
        Ok(good_for.map(|_| sent.id))
    }
}

impl Owner<'_> {
    pub(crate) fn event(&self, action: &'static str) -> AuditEvent {
        AuditEvent::new(self.visit.now, Actor::Person(self.account), action)
            .about(Subject::Person(self.account))
            .with("browser", self.visit.user_agent.clone())
    }
}
