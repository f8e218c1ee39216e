use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use onedoor_services::dossiers::ChosenPlace;
use onedoor_services::procedures::Procedure;
use onedoor_services::{Day, units};
use onedoor_site::{Asked as Address, Refused, Visit};
use onedoor_ui::ErrorKind;
use serde::Deserialize;

use crate::pages::{Apply, ProcedurePage, Procedures};
use crate::{Portal, place};

/// More than anybody types, and little enough to compare with everything.
const LONGEST_QUERY: usize = 100;

pub(super) fn pages() -> Router<Portal> {
    Router::new().route("/procedures", get(list)).route("/procedures/{code}", get(one))
}

#[derive(Deserialize)]
struct Search {
    #[serde(default)]
    q: String,
}

async fn list(State(portal): State<Portal>, visit: Visit, Address(search): Address<Search>) -> Response {
    let query: String = search.q.trim().chars().take(LONGEST_QUERY).collect();
    let procedures = portal.profile.procedures;
    let found = if query.is_empty() {
        procedures.all().iter().collect()
    } else {
        procedures.search(&query, visit.language)
    };
    visit.page(&Procedures { kind: portal.profile.kind, query, found })
}

#[derive(Deserialize)]
struct Chosen {
    #[serde(default)]
    place: String,
}

async fn one(
    State(portal): State<Portal>,
    visit: Visit,
    Path(code): Path<String>,
    Address(chosen): Address<Chosen>,
) -> Result<Response, Refused> {
    let procedure = procedure(&portal, &code)?;
    let today = portal.day(visit.now);
    let wanted = !procedure.tiers_to_choose(today).is_empty();
    let place = Some(chosen.place.as_str()).filter(|code| wanted && suffices(procedure, code, today));
    Ok(visit.page(&ProcedurePage {
        procedure,
        place: place.map(|code| place::name(code, today)),
        choose: wanted.then(|| format!("/procedures/{code}/place")),
        apply: apply(&portal, procedure, place, today),
    }))
}

/// Where "Apply online" leads: to the portal of the place, if another portal serves it.
fn apply(portal: &Portal, procedure: &Procedure, place: Option<&str>, today: Day) -> Apply {
    let taker = place.and_then(|code| {
        let place = ChosenPlace { code: code.to_owned(), valid_at: today };
        portal.profile.referrals.taker(procedure, &place)
    });
    match (taker, place) {
        (Some(taker), Some(place)) => Apply::There { portal: taker.look.clone(), place: place.to_owned() },
        _ => Apply::Here(apply_href(procedure, place, !procedure.tiers_to_choose(today).is_empty())),
    }
}

/// The way at this portal: to what has to be chosen first, then to the form.
fn apply_href(procedure: &Procedure, place: Option<&str>, wanted: bool) -> String {
    let code = &procedure.code;
    match place {
        None if wanted => format!("/procedures/{code}/place"),
        Some(place) if procedure.former_place => format!("/procedures/{code}/former?place={place}"),
        Some(place) => format!("/submit/{code}?place={place}"),
        None if procedure.former_place => format!("/procedures/{code}/former"),
        None => format!("/submit/{code}"),
    }
}

/// The procedure with this code; a page that there is none otherwise.
pub(crate) fn procedure(portal: &Portal, code: &str) -> Result<&'static Procedure, Refused> {
    portal.profile.procedures.get(code).ok_or_else(|| Refused::kind(ErrorKind::NotFound))
}

/// Whether this unit of today is one at which the procedure can be asked for.
pub(crate) fn suffices(procedure: &Procedure, code: &str, today: Day) -> bool {
    let at = units().at(today);
    let Some(lowest) = procedure.tiers_to_choose(today).last() else { return false };
    at.unit(code)
        .is_some_and(|unit| unit.tier() == *lowest || (unit.tier() < *lowest && !at.has_children(code)))
}
