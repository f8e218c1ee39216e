//! `GET /linking/v1/organisations`: the organisations that accounts here belong to, for an identity whose people choose
//! one there: kind, region, town, organisation. They are what anybody may see at our own sign-in.

use std::collections::BTreeMap;

use axum::extract::{Query, Request, State};
use axum::response::Response;
use onedoor_base::Language;
use onedoor_linking_protocol::{Choice, Code, Organisations, OrganisationsAsked};
use onedoor_services::organisations::{OrganisationDirectory, OrganisationKind};
use onedoor_site::HasSite;
use onedoor_site::interface::{Failure, json};
use onedoor_ui::Localizer;

use super::caller::Asked;
use super::here;
use crate::Portal;

/// Answers with the next question, or with the one organisation that is asked for. It changes nothing, so that
/// hearing it twice is no harm.
pub(super) async fn organisations(
    State(portal): State<Portal>,
    request: Request,
) -> Result<Response, Failure> {
    let wanted = Query::<OrganisationsAsked>::try_from_uri(request.uri()).map_err(|_| Code::Malformed)?;
    Asked::of(&portal, request).await?;
    here(&portal)?;
    let directory = portal.profile.organisations.ok_or(Code::NotOffered)?;
    let own = portal.site().settings.default_language;
    let found = match (&wanted.organisation, &wanted.within) {
        (Some(code), _) => one(directory, code, own),
        (None, within) => next(directory, within.as_deref().unwrap_or_default(), own),
    };
    Ok(json(&found.ok_or(Code::NotFound)?))
}

/// Names of the directory are in the country's own language.
fn named(name: &str, own: Language) -> BTreeMap<String, String> {
    [(own.tag().to_owned(), name.to_owned())].into()
}

fn one(directory: &OrganisationDirectory, code: &str, own: Language) -> Option<Organisations> {
    let placed = directory.find(code)?;
    let name = format!("{}, {}", placed.organisation.name, placed.town.name);
    let choice = Choice { name: named(&name, own), organisation: Some(code.to_owned()), within: None };
    Some(Organisations { title: BTreeMap::new(), choices: vec![choice] })
}

/// What follows what was chosen, `kind/region/town`; where there is but one, what follows that.
fn next(directory: &OrganisationDirectory, within: &str, own: Language) -> Option<Organisations> {
    let mut parts = within.split('/').filter(|part| !part.is_empty());
    let (kind, region, town) = (parts.next(), parts.next(), parts.next());
    let deeper = |code: &str| Some([within, code].join("/").trim_start_matches('/').to_owned());
    let inner =
        |code: &str, name: &str| Choice { name: named(name, own), organisation: None, within: deeper(code) };
    let Some(kind) = kind else { return Some(kinds()) };
    let kind = OrganisationKind::from_name(kind)?;
    let (title, choices): (_, Vec<Choice>) = match (region, town) {
        (None, _) => {
            let regions = directory.regions(kind).map(|region| inner(region.code.as_str(), &region.name));
            ("portal-organisation-region", regions.collect())
        }
        (Some(region), None) => {
            let towns = directory.towns(kind, region).map(|town| inner(town.code.as_str(), &town.name));
            ("portal-organisation-town", towns.collect())
        }
        (Some(_), Some(town)) => {
            let there = directory.organisations(kind, town).map(|one| Choice {
                name: named(&one.name, own),
                organisation: Some(one.code.to_string()),
                within: None,
            });
            ("portal-organisation", there.collect())
        }
    };
    match choices.as_slice() {
        [] => None,
        [Choice { within: Some(only), .. }] => next(directory, only, own),
        _ => Some(Organisations { title: in_all(title), choices }),
    }
}

fn kinds() -> Organisations {
    let kind = |kind: OrganisationKind| {
        let words = match kind {
            OrganisationKind::School => "portal-organisation-educational",
            OrganisationKind::Authority => "portal-organisation-authority",
        };
        Choice { name: in_all(words), organisation: None, within: Some(kind.name().to_owned()) }
    };
    let choices = OrganisationKind::ALL.map(kind).into();
    Organisations { title: in_all("portal-organisation-kind"), choices }
}

fn in_all(key: &str) -> BTreeMap<String, String> {
    let said = |language: Language| (language.tag().to_owned(), Localizer::of(language).get(key));
    Language::ALL.into_iter().map(said).collect()
}
