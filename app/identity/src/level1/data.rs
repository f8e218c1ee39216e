//! `/app/level1/data`: what an application says, shown to its owner, who goes on with it or puts it right.

use axum::extract::State as Site;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::ApplicationId;
use onedoor_proofing::age::Applies;
use onedoor_proofing::application::{By, State, Step};
use onedoor_site::limits::{Limit, taken};
use onedoor_site::{Posted, Refused, SignedInVisit, see_other};
use onedoor_storage::proofing::{self, Doing, Stepped};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::pages::DataPage;
use super::standing::{Standing, takes_data};
use super::{CARD, DATA, FACE, event, register};
use crate::Identity;
use crate::card::{CardSaid, today};

/// How often one account has the register asked in a day.
const MOST: i64 = 20;
const DAY: std::time::Duration = std::time::Duration::from_hours(24);
/// The work begins when the first try, within the request, is over.
const FIRST: std::time::Duration = std::time::Duration::from_secs(10);

/// The page, or where to go instead.
fn page(
    identity: &Identity,
    visit: &SignedInVisit,
    standing: &Standing,
) -> Result<Result<DataPage, Response>, Refused> {
    if standing.has_level() || standing.phone_since.is_none() {
        return Ok(Err(see_other(super::PATH)));
    }
    if standing.state().is_some_and(|state| !takes_data(state)) {
        return Ok(Err(standing.leads()));
    }
    let Some(said) = standing.said(visit)? else { return Ok(Err(see_other(CARD))) };
    // Less than a card says: it has to be completed first.
    let Some(card) = said.card() else { return Ok(Err(see_other(CARD))) };
    let kind = said.kind();
    let given = standing.state() == Some(State::AwaitingBiometrics);
    let doubts = CardSaid { card: card.clone(), kind }.doubts(today(visit));
    let program = identity.faces.is_some();
    Ok(Ok(DataPage {
        card,
        kind,
        doubts,
        applies: standing.applies,
        given,
        program,
        problems: Problems::new(),
    }))
}

/// `GET /app/level1/data`.
pub(super) async fn show(Site(identity): Site<Identity>, visit: SignedInVisit) -> Result<Response, Refused> {
    let standing = Standing::of(&identity, &visit).await?;
    Ok(match page(&identity, &visit, &standing)? {
        Ok(page) => visit.page(&page),
        Err(elsewhere) => elsewhere,
    })
}

#[derive(Deserialize)]
pub(super) struct Form {
    #[serde(default)]
    consent: String,
}

/// `POST /app/level1/data`: these are the data. The register is asked about them at once if it answers soon, else by
/// and by: nobody waits for it.
pub(super) async fn give(
    Site(identity): Site<Identity>,
    visit: SignedInVisit,
    Posted(form): Posted<Form>,
) -> Result<Response, Refused> {
    let standing = Standing::of(&identity, &visit).await?;
    let page = match page(&identity, &visit, &standing)? {
        Ok(page) => page,
        Err(elsewhere) => return Ok(elsewhere),
    };
    if page.applies != Applies::Alone {
        return Ok(visit.page_at(DATA, StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    if form.consent != "yes" {
        let problems = Problems::one(Problem::new("consent", "level1-consent-missing"));
        let page = DataPage { problems, ..page };
        return Ok(visit.page_at(DATA, StatusCode::UNPROCESSABLE_ENTITY, &page));
    }
    let limit = Limit::of(&visit.site, "level1.register", &standing.id.to_string(), MOST, DAY);
    if let Some(wait) = taken(&visit, [limit]).await? {
        let problems = Problems::one(Problem::general("level1-many").with("time", wait.hour(&visit)));
        return Ok(wait.page(&visit, DATA, &DataPage { problems, ..page }));
    }
    let Some(id) = standing.open(takes_data).map(|application| application.id) else {
        return Ok(see_other(super::PATH));
    };
    if !put_down(&visit, &standing, id).await? {
        return Ok(see_other(super::PATH));
    }
    register::at_once(identity.clone(), id).await;
    Ok(visit.sends(FACE))
}

async fn put_down(visit: &SignedInVisit, standing: &Standing, id: ApplicationId) -> Result<bool, Refused> {
    let (account, now, site) = (standing.id, visit.now, visit.site.clone());
    let given = visit.site.store.write::<_, StorageError, _>(move |tx| {
        let site = site.clone();
        Box::pin(async move {
            let doing = Doing { step: Step::GiveData, by: By::Person, officer: None, reason: String::new() };
            let Stepped::Done(_) = proofing::step(tx, id, &doing, now, &site.settings.calendar).await? else {
                return Ok(Change::Unrecorded(false));
            };
            if site.has_register() {
                super::put_down(tx, &site, (register::JOB, id), FIRST).await?;
            }
            Ok(Change::Recorded(true, vec![event(account, "people.application.data_given", id, now)]))
        })
    });
    Ok(given.await?)
}
