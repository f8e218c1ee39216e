//! Unlocking by the person, as Decree 59/2022 has it: a code to the telephone, the security questions, and after wrong
//! passcodes a new passcode. What an authority has locked, or an expired card, does not come off so.

mod answers;
mod code;
mod passcode;
mod send;

use axum::Router;
use axum::routing::{get, post};
use onedoor_base::{AccountId, CodeId, Phone, Timestamp};
use onedoor_proofing::application::{Lock, Locks, State};
use onedoor_proofing::register::Sought;
use onedoor_site::code::{confirmed_payload, payload};
use onedoor_site::{FreshVisit, Refused};
use onedoor_storage::people::{self, KeptQuestions};
use onedoor_storage::proofing::Application;
use onedoor_storage::site::codes::{self, SentCode};
use onedoor_storage::{StorageError, Tx};
use serde::{Deserialize, Serialize};

use super::settle::in_use;
use crate::Identity;
use crate::phone_app::only_where_given;

pub(super) const UNLOCK: &str = "/app/lock/unlock";
pub(super) const CODE: &str = "/app/lock/code";
pub(super) const AGAIN: &str = "/app/lock/code/again";
pub(super) const QUESTIONS: &str = "/app/lock/questions";
pub(super) const PASSCODE: &str = "/app/lock/passcode";

/// What its codes are for.
const PURPOSE: &str = "unlock";

/// Its pages.
pub(super) fn pages() -> Router<Identity> {
    Router::new()
        .route(UNLOCK, get(send::show).post(send::ask))
        .route(CODE, get(code::show).post(code::check))
        .route(AGAIN, post(code::again))
        .route(QUESTIONS, get(answers::show).post(answers::check))
        .route(PASSCODE, post(passcode::choose))
}

/// The locks that the person takes off.
pub(super) const OWN: [Lock; 2] = [Lock::Person, Lock::Passcode];

/// Somebody whose electronic identity is locked by a lock that they can take off.
#[derive(Clone)]
struct Locked {
    identity: Identity,
    visit: FreshVisit,
    account: AccountId,
    application: Application,
    locks: Locks,
    phone: Option<Phone>,
    questions: Option<KeptQuestions>,
}

/// What the code of an unlock is sealed with.
#[derive(Clone, Serialize, Deserialize)]
struct For {
    application: onedoor_base::ApplicationId,
}

/// Which code a page is about.
#[derive(Deserialize)]
struct About {
    #[serde(default)]
    id: String,
    #[serde(default)]
    sent: String,
}

fn at(path: &str, id: CodeId) -> String {
    format!("{path}?id={id}")
}

type Read = (Application, Locks, Option<Phone>, Option<KeptQuestions>);

async fn read(tx: &mut Tx<'_>, account: AccountId, now: Timestamp) -> Result<Option<Read>, StorageError> {
    let Some((application, State::Locked(locks))) = in_use(tx, account, now).await? else { return Ok(None) };
    let phone = people::phone_of(tx, account).await?;
    Ok(Some((application, locks, phone, people::questions(tx, account).await?)))
}

impl Locked {
    /// `None`: there is nothing that the person could take off.
    async fn of(identity: &Identity, visit: &FreshVisit) -> Result<Option<Self>, Refused> {
        only_where_given(identity)?;
        let (account, now) = (visit.person()?, visit.now);
        let found = visit.site.store.read::<_, StorageError, _>(move |tx| Box::pin(read(tx, account, now)));
        let Some((application, locks, phone, questions)) = found.await? else { return Ok(None) };
        let (identity, visit) = (identity.clone(), visit.clone());
        let own = OWN.iter().any(|lock| locks.has(*lock));
        Ok(own.then_some(Self { identity, visit, account, application, locks, phone, questions }))
    }

    /// The same with a code of theirs in this browser that is not spent.
    async fn asked(
        identity: &Identity,
        visit: &FreshVisit,
        id: &str,
    ) -> Result<Option<(Self, SentCode)>, Refused> {
        let Some(locked) = Self::of(identity, visit).await? else { return Ok(None) };
        let Ok(id) = id.parse::<CodeId>() else { return Ok(None) };
        let read = visit
            .site
            .store
            .read::<_, StorageError, _>(move |tx| Box::pin(async move { codes::get(tx, PURPOSE, id).await }));
        let sent = read.await?.filter(|sent| sent.browser == visit.browser && sent.used_at.is_none());
        let Some(sent) = sent else { return Ok(None) };
        let good_for: For = payload(visit, &sent)?;
        Ok((good_for.application == locked.application.id).then_some((locked, sent)))
    }

    /// The same with the code given back, and not long ago.
    async fn shown(
        identity: &Identity,
        visit: &FreshVisit,
        id: &str,
    ) -> Result<Option<(Self, CodeId)>, Refused> {
        let Some((locked, sent)) = Self::asked(identity, visit, id).await? else { return Ok(None) };
        let good_for: Option<For> = confirmed_payload(visit, &sent)?;
        Ok(good_for.map(|_| (locked, sent.id)))
    }

    fn event(&self, action: &'static str) -> onedoor_base::AuditEvent {
        let actor = onedoor_base::Actor::Person(self.account);
        onedoor_base::AuditEvent::new(self.visit.now, actor, action)
            .about(onedoor_base::Subject::Person(self.account))
            .with("browser", self.visit.user_agent.clone())
    }

    /// What was said of the person in the application.
    fn sought(&self) -> Result<Option<Sought>, Refused> {
        Ok(self.application.sealed.claimed(&self.visit.site.vault, self.application.id)?)
    }
}
