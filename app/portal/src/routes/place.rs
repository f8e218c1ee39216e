use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use onedoor_services::procedures::Procedure;
use onedoor_services::{Day, units};
use onedoor_site::{Asked as Address, Refused, Visit, see_other};
use onedoor_ui::{Page as _, Problem, Problems};
use serde::Deserialize;
use url::form_urlencoded::Serializer;

use super::procedures::procedure;
use crate::Portal;
use crate::pages::{PlacePage, WhichPlace};
use crate::place::{Asked, LAST_OF_THREE_TIERS, PlaceChoice};

pub(super) fn pages() -> Router<Portal> {
    Router::new()
        .route("/procedures/{code}/place", get(place))
        .route("/procedures/{code}/former", get(former))
}

/// What the address says besides the units.
#[derive(Debug, Default, Deserialize)]
struct Besides {
    /// The place where one applies, when the former one is chosen.
    #[serde(default)]
    place: String,
    /// The draft that this is for, if it was begun already.
    #[serde(default)]
    draft: String,
    /// The key of the form that this is for, if it has one already.
    #[serde(default)]
    form: String,
    /// `before` or `since` July 2025.
    when: Option<String>,
    /// Whether the question when was on the page: a choice that was left open sends nothing.
    #[serde(default)]
    asked: String,
}

impl Besides {
    /// What is kept while choosing.
    fn kept(&self) -> Vec<(&'static str, String)> {
        let pairs = [("place", &self.place), ("draft", &self.draft), ("form", &self.form)];
        pairs
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name, value.clone()))
            .collect()
    }
}

/// Where one applies, by the units of today.
async fn place(
    State(portal): State<Portal>,
    visit: Visit,
    Path(code): Path<String>,
    Address(asked): Address<Asked>,
    Address(besides): Address<Besides>,
) -> Result<Response, Refused> {
    let procedure = procedure(&portal, &code)?;
    let today = portal.day(visit.now);
    let tiers = procedure.tiers_to_choose(today);
    if tiers.is_empty() {
        return Ok(see_other(&format!("/procedures/{code}")));
    }
    let choice = PlaceChoice::of(today, tiers, portal.profile.province.as_deref(), &asked);
    let Some(chosen) = &choice.chosen else {
        let kept = Besides { place: String::new(), ..besides }.kept();
        let three = tiers_of(today) == 3;
        return Ok(answer(&visit, &PlacePage::new(procedure, WhichPlace::Today, choice, kept, three)));
    };
    Ok(see_other(&if besides.draft.is_empty() && besides.form.is_empty() {
        address(&format!("/procedures/{code}"), &[("place", chosen)])
    } else {
        let pairs = [("draft", besides.draft.as_str()), ("form", &besides.form), ("place", chosen)];
        address(&format!("/submit/{code}"), &pairs)
    }))
}

/// Where something was registered earlier, by the units of that time.
async fn former(
    State(portal): State<Portal>,
    visit: Visit,
    Path(code): Path<String>,
    Address(asked): Address<Asked>,
    Address(besides): Address<Besides>,
) -> Result<Response, Refused> {
    let procedure = procedure(&portal, &code)?;
    let today = portal.day(visit.now);
    let Some(day) = day_of(besides.when.as_deref(), today) else {
        return Ok(ask_when(&visit, procedure, &besides));
    };
    let choice = PlaceChoice::of(day, units().at(day).tiers(), None, &asked);
    let before = besides.when.as_deref() == Some("before");
    let Some(chosen) = &choice.chosen else {
        let which = if before { WhichPlace::Before } else { WhichPlace::Since };
        let three = tiers_of(day) == 3;
        return Ok(answer(&visit, &PlacePage::new(procedure, which, choice, besides.kept(), three)));
    };
    let when = if before { "before" } else { "since" };
    let pairs = [
        ("draft", besides.draft.as_str()),
        ("form", &besides.form),
        ("place", &besides.place),
        ("former", chosen),
        ("when", when),
    ];
    Ok(see_other(&address(&format!("/submit/{code}"), &pairs)))
}

/// The day whose units are meant by `before` and `since` July 2025.
pub(super) fn day_of(when: Option<&str>, today: Day) -> Option<Day> {
    match when {
        Some("before") => Some(LAST_OF_THREE_TIERS),
        Some("since") => Some(today),
        _ => None,
    }
}

fn ask_when(visit: &Visit, procedure: &'static Procedure, besides: &Besides) -> Response {
    let nothing = PlaceChoice { questions: Vec::new(), missed: false, at_the_end: false, chosen: None };
    let mut kept = besides.kept();
    kept.push(("asked", "yes".to_owned()));
    let mut page = PlacePage::new(procedure, WhichPlace::Unsaid, nothing, kept, false);
    if !besides.asked.is_empty() {
        page.problems = Problems::one(Problem::new("when", "services-when-missing"));
    }
    answer(visit, &page)
}

/// The page; when something was left open, with the status that says so.
fn answer(visit: &Visit, page: &PlacePage) -> Response {
    if page.problems().is_empty() { visit.page(page) } else { visit.page_again(page) }
}

fn tiers_of(day: Day) -> usize {
    units().at(day).tiers().len()
}

/// A path with its query; empty values are left out.
pub(crate) fn address(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut query = Serializer::new(String::new());
    query.extend_pairs(pairs.iter().filter(|(_, value)| !value.is_empty()));
    let query = query.finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}
