//! `/account/level`: how well the owner of an account is proven, what that rests on, and what the next level takes.

mod page;

use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use onedoor_base::{IdentityLevel, Timestamp};
use onedoor_proofing::evidence::{Record, Shown};
use onedoor_proofing::profile::{self, Level};
use onedoor_site::{Refused, SignedInVisit};
use onedoor_storage::people::{self, HeldLevel, Proofing};
use onedoor_storage::{StorageError, Tx};
use onedoor_ui::{Samples, samples};

use crate::routes::Known;
use crate::{Identity, Profile};
use page::{LevelPage, NextLevel, Rung, Step};

/// The page.
pub(crate) const PATH: &str = "/account/level";

/// Its route.
pub(crate) fn pages() -> Router<Identity> {
    Router::new().route(PATH, get(show))
}

pub(crate) fn samples() -> Samples {
    samples![LevelPage]
}

/// `GET /account/level`.
async fn show(State(identity): State<Identity>, visit: SignedInVisit) -> Result<Response, Refused> {
    let account = Known::of(&visit).await?.account;
    let id = account.id;
    let found = visit.site.store.read(move |tx| Box::pin(async move { kept(tx, id).await }));
    let (proofing, held) = found.await?;
    let record = proofing.as_ref().map(|kept| kept.open(&visit.site.vault, id)).transpose()?;
    let record = record.unwrap_or_default();
    let here = identity.profile;
    let (names, profile) = (here.levels, profile::of(here.country));
    let rungs = profile.levels.iter().map(|level| Rung {
        name: names.level(level.identity),
        meaning: names.meaning(level.identity),
        eidas: level.eidas,
        ial: level.ial,
        acr: level.acr(),
        reached: level.identity <= account.identity,
    });
    Ok(visit.page(&LevelPage {
        name: names.level(account.identity),
        meaning: names.meaning(account.identity),
        decided_at: proofing.map(|kept| kept.decided_at),
        held_until: held.map(|held| held.until),
        steps: steps(&record),
        rungs: rungs.collect(),
        next: profile.next(account.identity).map(|level| NextLevel {
            begins_here: identity.level1.is_some() && level.identity == IdentityLevel::Basic,
            ..next(here, level, &record)
        }),
    }))
}

async fn kept(
    tx: &mut Tx<'_>,
    id: onedoor_base::AccountId,
) -> Result<(Option<Proofing>, Option<HeldLevel>), StorageError> {
    let level = people::level(tx, id).await?;
    Ok((people::proofing(tx, id).await?, level.and_then(|level| level.held)))
}

/// What was shown, each with when.
fn steps(record: &Record) -> Vec<Step> {
    let validated = record.validations.iter().map(|step| (Shown::Valid(step.of, step.how), step.act.at));
    let verified = record.verifications.iter().map(|step| (Shown::Person(step.how), step.act.at));
    validated.chain(verified).map(|(what, at)| Step { what, at: Some(at) }).collect()
}

fn next(here: Profile, level: &Level, record: &Record) -> NextLevel {
    let shown = record.shown();
    let step = |what: &Shown| Step { what: *what, at: when(record, *what).filter(|_| shown.contains(what)) };
    let ways = level.ways(here.choices).map(|way| way.all.iter().map(step).collect());
    NextLevel { name: here.levels.level(level.identity), ways: ways.collect(), begins_here: false }
}

/// When it was shown; for what a stronger step implies, when that was.
fn when(record: &Record, what: Shown) -> Option<Timestamp> {
    let exact = steps(record).into_iter().find(|step| step.what == what).and_then(|step| step.at);
    exact.or_else(|| steps(record).last().and_then(|step| step.at))
}
