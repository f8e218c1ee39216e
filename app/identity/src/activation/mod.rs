//! `/app/activate`: who was approved takes the electronic identity into use (S3.7): number and telephone, a code to that
//! telephone, six digits that count on this device only, security questions. Then the number is proven to be theirs.

mod begin;
mod code;
mod finish;
mod pages;
mod passcode;
mod questions;

use axum::Router;
use axum::routing::{get, post};
use onedoor_base::{AccountId, AuditEvent, Phone};
use onedoor_people::Account;
use onedoor_proofing::application::State;
use onedoor_proofing::register::Sought;
use onedoor_site::{FreshVisit, Refused};
use onedoor_storage::proofing::{self, Application};
use onedoor_storage::{StorageError, Tx, people};

pub(crate) use pages::samples;
pub(crate) use passcode::{may_be as may_be_passcode, public_key as key_of_device};

use crate::Identity;
use crate::owner_code::{Kind, Owner};
use crate::phone_app::only_where_given;

/// Where it begins, and where it says how it stands.
pub(crate) const PATH: &str = "/app/activate";
const CODE: &str = "/app/activate/code";
const AGAIN: &str = "/app/activate/again";
const PASSCODE: &str = "/app/activate/passcode";
pub(crate) const QUESTIONS: &str = "/app/activate/questions";

/// Its codes.
const CODE_OF: Kind = Kind {
    purpose: "activation",
    messages: "message.activation",
    text: "sms-activation",
    action: "people.activation.code_sent",
    before: PATH,
    here: CODE,
    again: AGAIN,
    after: PASSCODE,
};

/// Its pages.
pub(crate) fn pages() -> Router<Identity> {
    Router::new()
        .route(PATH, get(begin::show).post(begin::ask))
        .route(CODE, get(code::show).post(code::check))
        .route(AGAIN, post(code::again))
        .route(PASSCODE, get(passcode::show).post(passcode::choose))
        .route(QUESTIONS, get(questions::show).post(questions::choose))
}

/// Somebody signed in, with the application that matters: the latest.
#[derive(Clone)]
struct Applicant {
    identity: Identity,
    visit: FreshVisit,
    account: Account,
    phone: Option<Phone>,
    application: Application,
    /// Where it stands by the clock.
    state: State,
    /// What was said of the person.
    sought: Sought,
}

type Read = (Account, Option<Phone>, Vec<Application>);

async fn read(tx: &mut Tx<'_>, id: AccountId) -> Result<Option<Read>, StorageError> {
    let Some(account) = people::by_id(tx, id).await? else { return Ok(None) };
    let phone = people::phone_of(tx, id).await?;
    Ok(Some((account, phone, proofing::applications_of(tx, id).await?)))
}

impl Applicant {
    /// `None`: there is no application that says who somebody is.
    async fn of(identity: &Identity, visit: &FreshVisit) -> Result<Option<Self>, Refused> {
        only_where_given(identity)?;
        let id = visit.person()?;
        let found = visit.site.store.read::<_, StorageError, _>(move |tx| Box::pin(read(tx, id)));
        let Some((account, phone, applications)) = found.await? else { return Ok(None) };
        let Some(application) = applications.into_iter().next() else { return Ok(None) };
        let sought = application.sealed.claimed(&visit.site.vault, application.id)?;
        let Some(sought) = sought else { return Ok(None) };
        let state = application.state.at(visit.now);
        Ok(Some(Self {
            identity: identity.clone(),
            visit: visit.clone(),
            account,
            phone,
            application,
            state,
            sought,
        }))
    }

    /// The same, if a passcode may be chosen: the window is open, or the identity is in use and goes on another device.
    async fn choosing(identity: &Identity, visit: &FreshVisit) -> Result<Option<Self>, Refused> {
        let found = Self::of(identity, visit).await?;
        Ok(found.filter(|one| one.is_approved() || one.state == State::Active))
    }

    const fn is_approved(&self) -> bool {
        matches!(self.state, State::Approved { .. })
    }

    /// Their number: as it was proven since, which the register may have changed, or as the application says.
    fn number(&self) -> Option<String> {
        let vault = &self.visit.site.vault;
        let proven = self.account.number.as_ref();
        match proven.and_then(|sealed| people::open_number(vault, self.account.id, sealed).ok()) {
            Some(number) => Some(number.as_str().to_owned()),
            None => self.sought.number.clone(),
        }
    }

    /// Whose codes these are.
    fn owner(&self) -> Owner<'_> {
        Owner {
            visit: &self.visit,
            account: self.account.id,
            application: self.application.id,
            phone: self.phone.as_ref(),
        }
    }

    fn event(&self, action: &'static str) -> AuditEvent {
        self.owner().event(action)
    }
}
