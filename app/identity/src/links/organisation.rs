//! Which organisation an account belongs to, where the portal's accounts belong to such: the portal is asked, one
//! question after the other, and the person chooses.

use axum::http::StatusCode;
use axum::response::Response;
use onedoor_base::{Language, is_unseen};
use onedoor_linking_client::Trouble as NotReached;
use onedoor_linking_protocol::{Choice, Code, Organisations, OrganisationsAsked};
use onedoor_site::SignedInVisit;
use onedoor_ui::{Problem, Problems};
use serde::Deserialize;

use super::pages::{ChooseOrganisationPage, path};
use crate::Identity;
use crate::interface::ask::{self, Trouble};

/// The longest code and the longest name that are taken from a portal, in characters.
const LONGEST_CODE: usize = 200;
const LONGEST_NAME: usize = 160;
/// The most that are offered to choose from.
const MOST: usize = 2000;

/// What the address says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Chosen {
    /// An organisation, by its code: the choice is made.
    #[serde(default)]
    pub(super) organisation: String,
    /// What was chosen so far, in the portal's word.
    #[serde(default)]
    within: String,
    /// What was just chosen: `in ` and the portal's word, or `is ` and the code of an organisation.
    choice: Option<String>,
}

/// An organisation that the portal knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Organisation {
    pub(super) code: String,
    pub(super) name: String,
}

/// How far the choice has come.
pub(super) enum Step {
    /// Made.
    Is(Organisation),
    /// The next question.
    Asks {
        /// What was chosen so far.
        within: String,
        /// What to choose from.
        among: Organisations,
        /// Whether it was sent without a choice.
        missed: bool,
    },
}

/// The next step; an organisation or a word that the portal does not know begins anew.
pub(super) async fn step(
    state: &Identity,
    visit: &SignedInVisit,
    client: &str,
    chosen: &Chosen,
) -> Result<Step, Trouble> {
    let code = match chosen.choice.as_deref().map(|choice| choice.split_at_checked(3)) {
        Some(Some(("is ", code))) => code,
        _ => chosen.organisation.as_str(),
    };
    if let Some(organisation) = known(state, client, code, visit.language).await? {
        return Ok(Step::Is(organisation));
    }
    let (within, missed) = match chosen.choice.as_deref() {
        Some(choice) => match choice.strip_prefix("in ") {
            Some(within) => (within, false),
            None => (chosen.within.as_str(), choice.is_empty()),
        },
        None => (chosen.within.as_str(), false),
    };
    for within in [within, ""] {
        let asked = OrganisationsAsked {
            within: Some(within.to_owned()).filter(|text| !text.is_empty()),
            organisation: None,
        };
        if let Some(among) = asks(state, client, &asked).await? {
            return Ok(Step::Asks { within: within.to_owned(), among, missed });
        }
    }
    Err(NotReached::Nonsense(404).into())
}

/// The organisation of this code, as the portal calls it.
pub(super) async fn known(
    state: &Identity,
    client: &str,
    code: &str,
    language: Language,
) -> Result<Option<Organisation>, Trouble> {
    if code.is_empty() || code.chars().count() > LONGEST_CODE {
        return Ok(None);
    }
    let asked = OrganisationsAsked { within: None, organisation: Some(code.to_owned()) };
    let found = asks(state, client, &asked).await?;
    let one = found
        .into_iter()
        .flat_map(|found| found.choices)
        .find(|one| one.organisation.as_deref() == Some(code));
    Ok(one.map(|one| Organisation { code: code.to_owned(), name: called(&one, language) }))
}

/// `None` where the portal has nothing of the kind.
async fn asks(
    state: &Identity,
    client: &str,
    asked: &OrganisationsAsked,
) -> Result<Option<Organisations>, Trouble> {
    match ask::organisations(state, client, asked).await {
        Ok(found) => Ok(Some(found)),
        Err(Trouble::NotReached(NotReached::Refused(why))) if why.code == Code::NotFound => Ok(None),
        Err(trouble) => Err(trouble),
    }
}

/// A portal's words are texts of others, and short.
fn called(choice: &Choice, language: Language) -> String {
    said(&choice.name, language)
}

fn said(names: &std::collections::BTreeMap<String, String>, language: Language) -> String {
    let name = names.get(language.tag()).or_else(|| names.values().next()).map_or("", String::as_str);
    name.chars().filter(|c| !is_unseen(*c)).take(LONGEST_NAME).collect()
}

/// The page that asks.
pub(super) fn page(
    visit: &SignedInVisit,
    (system, client): (&str, &str),
    (within, among, missed): (String, &Organisations, bool),
) -> ChooseOrganisationPage {
    let value = |one: &Choice| match (&one.organisation, &one.within) {
        (Some(code), _) => Some(format!("is {code}")),
        (None, Some(within)) => Some(format!("in {within}")),
        (None, None) => None,
    };
    let fits = |value: &String| value.chars().count() <= LONGEST_CODE;
    let options = among.choices.iter().take(MOST);
    let options = options.filter_map(|one| Some((value(one).filter(fits)?, called(one, visit.language))));
    let problem = Problem::new("choice", "portal-choose-missing");
    ChooseOrganisationPage {
        system: system.to_owned(),
        action: path(client),
        question: said(&among.title, visit.language),
        options: options.collect(),
        within,
        finds: false,
        found: None,
        problems: if missed { Problems::one(problem) } else { Problems::new() },
    }
}

/// Its answer.
pub(super) fn answer(visit: &SignedInVisit, page: &ChooseOrganisationPage) -> Response {
    let missed = !onedoor_ui::Page::problems(page).is_empty();
    let status = if missed { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    visit.page_with(status, page)
}

/// The address of the form for an account of this organisation.
pub(super) fn form_at(client: &str, organisation: Option<&Organisation>) -> String {
    let at = path(client);
    match organisation {
        None => at,
        Some(one) => {
            let code: String = url::form_urlencoded::byte_serialize(one.code.as_bytes()).collect();
            format!("{at}?organisation={code}")
        }
    }
}
