//! Choosing the administrative unit: by links from the largest to the smallest, or by a name, which may be that of a
//! unit that is no more.

use axum::extract::State;
use axum::response::Response;
use onedoor_base::Country;
use onedoor_places::{Found, Place, Places, places};
use onedoor_site::{Asked, Refused, SignedInVisit};
use serde::Deserialize;

use super::from_word;
use crate::Identity;
use crate::settings::pages::{FormerShown, PlacePage, PlaceShown};

/// So many are shown of a search.
const SHOWN: usize = 20;

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    country: String,
    /// The code of the unit in which one is looked for.
    #[serde(default, rename = "in")]
    within: String,
    #[serde(default)]
    q: String,
    /// The address that is to have the place; without it a new one.
    #[serde(default)]
    address: String,
}

/// `GET /account/settings/addresses/place`.
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, Refused> {
    let country = from_word(&wanted.country);
    let tables = country.ok().flatten().map(|country| (country, places(country)));
    let address = wanted.address.parse().ok().map(|id: onedoor_base::PostalAddressId| id.to_string());
    let page = PlacePage { home: identity.profile.country, address, ..PlacePage::default() };
    let Some((country, tables)) = tables else { return Ok(visit.page(&page)) };
    Ok(visit.page(&chosen(page, (country, tables), &wanted)))
}

fn chosen(page: PlacePage, (country, tables): (Country, &Places), wanted: &Wanted) -> PlacePage {
    let query: String = wanted.q.chars().take(100).collect();
    let path = tables.path(&wanted.within);
    let Found { places, former } = tables.search(&query, SHOWN);
    let listed =
        if query.trim().is_empty() { tables.within(path.last().map(|place| place.code)) } else { places };
    // In a list of one province its name need not stand at every line.
    let around = |place: &Place| {
        let path = tables.path(place.code);
        let above: Vec<&str> = path.iter().rev().skip(1).map(|place| place.name).collect();
        if query.trim().is_empty() { String::new() } else { above.join(", ") }
    };
    let shown = |place: &&Place| PlaceShown {
        code: place.code.to_owned(),
        name: place.name.to_owned(),
        around: around(place),
        smallest: tables.is_smallest(place),
    };
    PlacePage {
        country: Some(country),
        path: path.iter().map(|place| (place.code.to_owned(), place.name.to_owned())).collect(),
        listed: listed.iter().map(shown).collect(),
        former: former
            .into_iter()
            .map(|one| FormerShown {
                name: std::iter::once(one.name).chain(one.around).collect::<Vec<_>>().join(", "),
                successor: tables.path(one.successor.code).iter().rev().map(|place| place.name).collect(),
                code: one.successor.code.to_owned(),
                smallest: tables.is_smallest(one.successor),
                partly: one.partly,
            })
            .collect(),
        query,
        ..page
    }
}
