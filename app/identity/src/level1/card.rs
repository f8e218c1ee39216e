//! `/app/level1/card`: the data of the card of somebody who has an account, for the first time or put right.

use axum::extract::State as Site;
use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::ApplicationId;
use onedoor_proofing::application::{By, Step};
use onedoor_proofing::evidence::{Kind, Record};
use onedoor_site::limits::{Limit, taken};
use onedoor_site::{Posted, Refused, SignedInVisit, Upload, see_other};
use onedoor_storage::proofing::{self, Application, Doing, NewApplication};
use onedoor_storage::{Change, Tx, people};
use onedoor_ui::{Problem, Problems};

use super::claimed::{given_anew, number, typed, with_phone};
use super::pages::CardPage;
use super::standing::{Standing, takes_data};
use super::{CARD, DATA, event};
use crate::Identity;
use crate::card::{CardSaid, CardTyped, Looked, look_at, today};

/// How often one account gives data in a day.
const MOST: i64 = 20;
const DAY: std::time::Duration = std::time::Duration::from_hours(24);

/// Whether whoever stands there may say what their card says.
fn may(standing: &Standing) -> bool {
    !standing.has_level() && standing.phone_since.is_some() && standing.state().is_none_or(takes_data)
}

/// `GET /app/level1/card`.
pub(super) async fn show(Site(identity): Site<Identity>, visit: SignedInVisit) -> Result<Response, Refused> {
    let standing = Standing::of(&identity, &visit).await?;
    if !may(&standing) {
        return Ok(see_other(super::PATH));
    }
    let typed = match standing.said(&visit)? {
        Some(said) => typed(&visit, (&said.said, &said.printed), said.kind()),
        None => claimed_before(&visit, &standing).await?,
    };
    Ok(visit.page(&CardPage { typed, read: false, problems: Problems::new() }))
}

/// The number that the owner of the account said is theirs, or that is proven.
async fn claimed_before(visit: &SignedInVisit, standing: &Standing) -> Result<CardTyped, Refused> {
    let known = crate::routes::Known::of(visit).await?;
    let proven = known.number(visit)?;
    let claim = known.claim.as_ref();
    let claim = claim.map(|sealed| people::open_claim(&visit.site.vault, standing.id, sealed)).transpose()?;
    let number = proven.or(claim).map(|number| number.grouped()).unwrap_or_default();
    Ok(CardTyped { number, ..CardTyped::default() })
}

/// `POST /app/level1/card/photograph`: whoever has no scripts.
pub(super) async fn photograph(
    Site(identity): Site<Identity>,
    visit: SignedInVisit,
    upload: Upload,
) -> Result<Response, Refused> {
    let standing = Standing::of(&identity, &visit).await?;
    if !may(&standing) {
        return Ok(see_other(super::PATH));
    }
    let looked = look_at(&identity, &visit, upload).await?;
    let (typed, status) = match &looked {
        Looked::Card(card) => (CardTyped::of(&visit, card), StatusCode::OK),
        Looked::TooMany(_) => (CardTyped::default(), StatusCode::TOO_MANY_REQUESTS),
        Looked::Busy => (CardTyped::default(), StatusCode::SERVICE_UNAVAILABLE),
        _ => (CardTyped::default(), StatusCode::UNPROCESSABLE_ENTITY),
    };
    let problems: Problems = looked.problem(&visit).into_iter().collect::<Vec<_>>().into();
    let page = CardPage { typed, read: problems.is_empty(), problems };
    Ok(visit.page_at(CARD, status, &page))
}

/// `POST /app/level1/card`.
pub(super) async fn keep(
    Site(identity): Site<Identity>,
    visit: SignedInVisit,
    Posted(typed): Posted<CardTyped>,
) -> Result<Response, Refused> {
    let standing = Standing::of(&identity, &visit).await?;
    let Some(phone_since) = standing.phone_since.filter(|_| may(&standing)) else {
        return Ok(see_other(super::PATH));
    };
    let said = match typed.check(&visit, today(&visit)) {
        Ok(said) => said,
        Err(problems) => {
            let page = CardPage { typed, read: false, problems };
            return Ok(visit.page_at(CARD, StatusCode::UNPROCESSABLE_ENTITY, &page));
        }
    };
    let limit = Limit::of(&visit.site, "level1.data", &standing.id.to_string(), MOST, DAY);
    if let Some(wait) = taken(&visit, [limit]).await? {
        let problems = Problems::one(Problem::general("level1-many").with("time", wait.hour(&visit)));
        return Ok(wait.page(&visit, CARD, &CardPage { typed, read: false, problems }));
    }
    let within = visit.clone();
    let kept = visit.site.store.write::<_, Refused, _>(move |tx| {
        let (visit, said) = (within.clone(), said.clone());
        Box::pin(async move { put_down(tx, &visit, &said, phone_since).await })
    });
    Ok(visit.sends(if kept.await? { DATA } else { super::PATH }))
}

/// Keeps what is said in the application that is under way, or in a new one. False if it is in other hands meanwhile.
async fn put_down(
    tx: &mut Tx<'_>,
    visit: &SignedInVisit,
    said: &CardSaid,
    phone_since: onedoor_base::Timestamp,
) -> Result<Change<bool>, Refused> {
    let (account, now, vault) = (visit.person()?, visit.now, &visit.site.vault);
    let latest = proofing::applications_of(tx, account).await?.into_iter().next();
    let open = latest.filter(|application| !super::standing::is_over(application.state.at(now)));
    let mut events = Vec::new();
    let (id, before) = match &open {
        Some(application) if !takes_data(application.state.at(now)) => return Ok(Change::Unrecorded(false)),
        Some(application) => (application.id, record_of(visit, application)?),
        None => {
            let Some(id) = begin(tx, visit).await? else { return Ok(Change::Unrecorded(false)) };
            events.push(event(account, "people.application.begun", id, now));
            (id, Record::default())
        }
    };
    let sought = said.sought();
    let number = number(&sought);
    let print = number.as_ref().map(|number| people::number_fingerprint(vault, number));
    proofing::keep_claimed(tx, vault, id, (&sought, print), now).await?;
    proofing::keep_printed(tx, vault, id, &said.printed(), now).await?;
    let record = with_phone(given_anew(before, said.kind, now), phone_since, now);
    proofing::keep_record(tx, vault, id, &record, now).await?;
    let proven = people::by_id(tx, account).await?.is_none_or(|account| account.number.is_some());
    if let Some(number) = number.filter(|_| !proven) {
        people::claim_number(tx, account, &people::seal_claim(vault, account, &number), now).await?;
    }
    let how = if said.kind == Kind::CardCode { "code" } else { "typed" };
    events.push(event(account, "people.application.data_said", id, now).with("how", how));
    Ok(Change::Recorded(true, events))
}

fn record_of(visit: &SignedInVisit, application: &Application) -> Result<Record, Refused> {
    Ok(application.sealed.record(&visit.site.vault, application.id)?.unwrap_or_default())
}

/// Opens an application; nothing if another one was opened at the same moment.
async fn begin(tx: &mut Tx<'_>, visit: &SignedInVisit) -> Result<Option<ApplicationId>, Refused> {
    let (site, now) = (&visit.site, visit.now);
    let id = ApplicationId::new(now, site.random.as_ref());
    let account = visit.person()?;
    let new = NewApplication { id, account, device: visit.user_agent.clone() };
    if !proofing::open(tx, &new, now).await? {
        return Ok(None);
    }
    let doing = Doing { step: Step::Begin, by: By::Person, officer: None, reason: String::new() };
    proofing::step(tx, id, &doing, now, &site.settings.calendar).await?;
    Ok(Some(id))
}
