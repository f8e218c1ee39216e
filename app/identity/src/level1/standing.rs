//! Where the application of whoever visits stands.

use axum::extract::State as Site;
use axum::response::Response;
use onedoor_base::{AccountId, IdentityLevel, Timestamp};
use onedoor_national_id::card::Card;
use onedoor_people::Account;
use onedoor_proofing::age::{self, Applies};
use onedoor_proofing::application::{Printed, State};
use onedoor_proofing::evidence::{Kind, Record};
use onedoor_proofing::register::Sought;
use onedoor_site::{Asked, Refused, SignedInVisit, see_other};
use onedoor_storage::proofing::{self, Act, Application};
use onedoor_storage::{StorageError, VaultError, people};
use onedoor_ui::ErrorKind;
use serde::Deserialize;

use super::claimed::{card, kind};
use super::pages::{StateNotice, StatePage};
use super::{CARD, DATA, FACE, PATH};
use crate::Identity;

/// The account of whoever visits, with the application that counts: the latest.
pub(super) struct Standing {
    pub(super) id: AccountId,
    pub(super) account: Account,
    /// When the phone was confirmed.
    pub(super) phone_since: Option<Timestamp>,
    pub(super) application: Option<Application>,
    /// What was done with it, in its order.
    pub(super) acts: Vec<Act>,
    /// Who applies for a person of this age; themselves as long as nothing is said of it.
    pub(super) applies: Applies,
    now: Timestamp,
}

/// What is said in an application, and how it came.
pub(super) struct Brought {
    pub(super) said: Sought,
    pub(super) printed: Printed,
    pub(super) record: Record,
}

impl Brought {
    /// As a card has it; nothing where it is less than a card says.
    pub(super) fn card(&self) -> Option<Card> {
        card(&self.said, &self.printed)
    }

    /// How it came.
    pub(super) fn kind(&self) -> Kind {
        kind(&self.record)
    }
}

impl Standing {
    /// Reads it; no page of this room is there where level 1 is not given from the phone.
    pub(super) async fn of(identity: &Identity, visit: &SignedInVisit) -> Result<Self, Refused> {
        if identity.level1.is_none() {
            return Err(Refused::kind(ErrorKind::NotFound));
        }
        let (id, now) = (visit.person()?, visit.now);
        let read = visit.site.store.read::<_, StorageError, _>(move |tx| {
            Box::pin(async move {
                let application = proofing::applications_of(tx, id).await?.into_iter().next();
                let acts = match &application {
                    Some(application) => proofing::acts(tx, application.id).await?,
                    None => Vec::new(),
                };
                let account = people::by_id(tx, id).await?;
                let phone_since = people::phone_confirmed_at(tx, id).await?;
                Ok((account, phone_since, application, acts))
            })
        });
        let (account, phone_since, application, acts) = read.await?;
        let account =
            account.ok_or_else(|| Refused::internal(format!("a session of {id}, who is not there")))?;
        let applies = match &application {
            Some(application) => applies(visit, application)?,
            None => Applies::Alone,
        };
        Ok(Self { id, account, phone_since, application, acts, applies, now })
    }

    /// Where it stands as the clock sees it; nothing if there is none, or it is over.
    pub(super) fn state(&self) -> Option<State> {
        let state = self.application.as_ref()?.state.at(self.now);
        (!is_over(state)).then_some(state)
    }

    /// The application that is under way, if it stands there.
    pub(super) fn open(&self, may: impl Fn(State) -> bool) -> Option<&Application> {
        self.application.as_ref().filter(|_| self.state().is_some_and(may))
    }

    /// What is said in it.
    pub(super) fn said(&self, visit: &SignedInVisit) -> Result<Option<Brought>, Refused> {
        let Some(application) = self.open(|_| true) else { return Ok(None) };
        let (vault, id) = (&visit.site.vault, application.id);
        let Some(said) = application.sealed.claimed(vault, id)? else { return Ok(None) };
        let printed = application.sealed.printed(vault, id)?.unwrap_or_default();
        Ok(Some(Brought { said, printed, record: application.sealed.record(vault, id)?.unwrap_or_default() }))
    }

    /// Whether there is nothing to apply for.
    pub(super) fn has_level(&self) -> bool {
        self.state().is_none() && self.account.identity >= IdentityLevel::Basic
    }

    /// Where somebody is led who is at the wrong place.
    pub(super) fn leads(&self) -> Response {
        see_other(match self.state() {
            Some(State::AwaitingBiometrics) if self.applies == Applies::Alone => FACE,
            Some(State::Requested | State::AwaitingData | State::AwaitingBiometrics) => DATA,
            _ => PATH,
        })
    }
}

/// Who applies for the person of an application, as old as the register has them or they say.
fn applies(visit: &SignedInVisit, application: &Application) -> Result<Applies, VaultError> {
    let (sealed, vault, id) = (&application.sealed, &visit.site.vault, application.id);
    let Some(said) = sealed.claimed(vault, id)? else { return Ok(Applies::Alone) };
    let born = age::born(&said, sealed.verdict(vault, id)?.as_ref());
    let today = visit.site.settings.calendar.day_at(visit.now);
    Ok(born.map_or(Applies::Alone, |born| age::applies(born, today)))
}

/// Whether another application may follow.
pub(super) const fn is_over(state: State) -> bool {
    matches!(state, State::Refused | State::Withdrawn | State::Closed)
}

/// Whether data may be given.
pub(super) const fn takes_data(state: State) -> bool {
    matches!(state, State::Requested | State::AwaitingData | State::AwaitingBiometrics)
}

#[derive(Deserialize)]
pub(super) struct News {
    #[serde(default)]
    notice: String,
}

/// `GET /app/level1`.
pub(super) async fn show(
    Site(identity): Site<Identity>,
    visit: SignedInVisit,
    Asked(news): Asked<News>,
) -> Result<Response, Refused> {
    let standing = Standing::of(&identity, &visit).await?;
    if standing.has_level() {
        return Ok(see_other(crate::level::PATH));
    }
    let last = standing.acts.last().map(|act| act.doing.reason.clone()).filter(|reason| !reason.is_empty());
    Ok(visit.page(&StatePage {
        notice: StateNotice::from_word(&news.notice),
        state: standing.application.as_ref().map(|application| application.state.at(visit.now)),
        phone: standing.phone_since.is_some(),
        said: standing.said(&visit)?.is_some(),
        reason: last,
        now: visit.now,
        begin: CARD,
    }))
}
