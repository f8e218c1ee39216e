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
use onedoor_site::{FreshVisit, Refused};
use onedoor_storage::people::{self, KeptQuestions};
use onedoor_storage::proofing::Application;
use onedoor_storage::{StorageError, Tx};

use super::settle::in_use;
use crate::Identity;
use crate::owner_code::{Kind, Owner};
use crate::phone_app::only_where_given;

pub(super) const UNLOCK: &str = "/app/lock/unlock";
pub(super) const CODE: &str = "/app/lock/code";
pub(super) const AGAIN: &str = "/app/lock/code/again";
pub(super) const QUESTIONS: &str = "/app/lock/questions";
pub(super) const PASSCODE: &str = "/app/lock/passcode";

/// Its codes.
const CODE_OF: Kind = Kind {
    purpose: "unlock",
    messages: "message.unlock",
    text: "sms-unlock",
    action: "people.identity.unlock_code_sent",
    before: UNLOCK,
    here: CODE,
    again: AGAIN,
    after: QUESTIONS,
};

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

    /// Whose codes these are.
    fn owner(&self) -> Owner<'_> {
        Owner {
            visit: &self.visit,
            account: self.account,
            application: self.application.id,
            phone: self.phone.as_ref(),
        }
    }

    /// The same with a code of theirs given back, and not long ago.
    async fn shown(
        identity: &Identity,
        visit: &FreshVisit,
        id: &str,
    ) -> Result<Option<(Self, CodeId)>, Refused> {
        let Some(locked) = Self::of(identity, visit).await? else { return Ok(None) };
        let shown = CODE_OF.shown(&locked.owner(), id).await?;
        Ok(shown.map(|id| (locked, id)))
    }

    fn event(&self, action: &'static str) -> onedoor_base::AuditEvent {
        self.owner().event(action)
    }

    /// What was said of the person in the application.
    fn sought(&self) -> Result<Option<Sought>, Refused> {
        Ok(self.application.sealed.claimed(&self.visit.site.vault, self.application.id)?)
    }
}
