//! Choosing an organisation: kind, region, town, organisation, one after the other, all in the
//! address, so that it works without scripts and can be kept as a bookmark.

use onedoor_services::organisations::{OrganisationDirectory, OrganisationKind, Placed};
use serde::Deserialize;

/// What the address says about the choice.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Asked {
    /// `school` or `authority`.
    #[serde(default)]
    pub kind: Option<String>,
    /// The code of a region.
    #[serde(default)]
    pub region: Option<String>,
    /// The code of a town.
    #[serde(default)]
    pub town: Option<String>,
    /// The code of an organisation; says everything alone.
    #[serde(default)]
    pub organisation: Option<String>,
}

/// How far the choice has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OrganisationChoice {
    /// Chosen.
    Chosen {
        /// Its code.
        code: String,
        /// Its name with its town.
        name: String,
    },
    /// The questions so far, the last one not answered.
    Open(Vec<Question>),
}

/// One list to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The name of the field.
    pub field: &'static str,
    /// What is chosen, or empty.
    pub chosen: String,
    /// Whether it was sent without a choice.
    pub missed: bool,
    /// Codes and names; none for the kind, which the page gives words.
    pub options: Vec<(String, String)>,
}

impl OrganisationChoice {
    /// Reads the address against the directory. What doesn't fit together is asked again.
    pub fn of(directory: &OrganisationDirectory, asked: &Asked) -> Self {
        if let Some(placed) = asked.organisation.as_deref().and_then(|code| directory.find(code)) {
            return Self::chosen(placed);
        }
        let mut questions = Vec::new();
        let kinds = OrganisationKind::ALL.map(|kind| (kind.name().to_owned(), String::new()));
        let Some(kind) = ask(&mut questions, "kind", asked.kind.as_deref(), kinds.into()) else {
            return Self::Open(questions);
        };
        let kind = OrganisationKind::from_name(&kind).unwrap_or(OrganisationKind::School);
        let regions = directory.regions(kind).map(|r| (r.code.to_string(), r.name.clone())).collect();
        let Some(region) = ask(&mut questions, "region", asked.region.as_deref(), regions) else {
            return Self::Open(questions);
        };
        let towns = directory.towns(kind, &region).map(|t| (t.code.to_string(), t.name.clone())).collect();
        let Some(town) = ask(&mut questions, "town", asked.town.as_deref(), towns) else {
            return Self::Open(questions);
        };
        let there =
            directory.organisations(kind, &town).map(|o| (o.code.to_string(), o.name.clone())).collect();
        let organisation = ask(&mut questions, "organisation", asked.organisation.as_deref(), there);
        organisation.and_then(|code| directory.find(&code)).map_or(Self::Open(questions), Self::chosen)
    }

    fn chosen(placed: Placed<'_>) -> Self {
        let name = format!("{}, {}", placed.organisation.name, placed.town.name);
        Self::Chosen { code: placed.organisation.code.to_string(), name }
    }

    /// The code of the chosen one.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Chosen { code, .. } => Some(code),
            Self::Open(_) => None,
        }
    }
}

/// Adds a question and returns its answer, if it is one of the options.
pub(crate) fn ask(
    questions: &mut Vec<Question>,
    field: &'static str,
    asked: Option<&str>,
    options: Vec<(String, String)>,
) -> Option<String> {
    let is_asked = |code: &str| asked == Some(code);
    let chosen = match options.as_slice() {
        // Nothing to choose.
        [(only, _)] => Some(only.clone()),
        _ => options.iter().find(|(code, _)| is_asked(code)).map(|(code, _)| code.clone()),
    };
    let missed = chosen.is_none() && asked == Some("");
    questions.push(Question { field, chosen: chosen.clone().unwrap_or_default(), missed, options });
    chosen
}
