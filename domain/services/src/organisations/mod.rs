//! The organisations of a portal whose accounts belong to one: kind → region → town → organisation,
//! chosen before signing in.

use std::collections::HashSet;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use serde::{Deserialize, Deserializer};

use crate::search::{Query, Text};

/// The code of a region, town or organisation in the directory.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OrganisationCode(String);

/// The text is no code of the directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a code of the directory: 1 to 32 letters, digits and hyphens")]
pub struct MalformedOrganisationCode;

impl OrganisationCode {
    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for OrganisationCode {
    type Err = MalformedOrganisationCode;

    fn from_str(text: &str) -> Result<Self, MalformedOrganisationCode> {
        let legal =
            (1..=32).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if legal { Ok(Self(text.to_owned())) } else { Err(MalformedOrganisationCode) }
    }
}

impl fmt::Display for OrganisationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for OrganisationCode {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

/// What an organisation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganisationKind {
    /// Образовательная организация.
    School,
    /// Управление образованием.
    Authority,
}

impl OrganisationKind {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::School, Self::Authority];

    /// The name in forms and addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::School => "school",
            Self::Authority => "authority",
        }
    }

    /// From the name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A region of the directory.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// By which forms name it.
    pub code: OrganisationCode,
    /// What it is called, in the country's own language.
    pub name: String,
    /// Its towns.
    pub towns: Vec<Town>,
}

/// A town of a region.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Town {
    /// By which forms name it.
    pub code: OrganisationCode,
    /// What it is called.
    pub name: String,
    /// Its organisations.
    pub organisations: Vec<Organisation>,
}

/// An organisation that local accounts belong to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// By which accounts and forms name it.
    pub code: OrganisationCode,
    /// What it is.
    pub kind: OrganisationKind,
    /// What it is called.
    pub name: String,
}

/// An organisation with where it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed<'a> {
    /// Its region.
    pub region: &'a Region,
    /// Its town.
    pub town: &'a Town,
    /// It.
    pub organisation: &'a Organisation,
}

/// All organisations of a portal.
#[derive(Debug)]
pub struct OrganisationDirectory {
    regions: Vec<Region>,
}

/// The file is no directory.
#[derive(Debug, thiserror::Error)]
pub enum MalformedDirectory {
    /// Not of the form that is wanted; says where.
    #[error("not a directory of organisations: {0}")]
    Form(#[from] serde_json::Error),
    /// Two regions, towns or organisations have this code.
    #[error("the code {0} stands there twice")]
    Twice(OrganisationCode),
}

impl OrganisationDirectory {
    /// Reads a directory: a JSON list of regions, as in `data/organisations`.
    pub fn read(json: &str) -> Result<Self, MalformedDirectory> {
        let directory = Self { regions: serde_json::from_str(json)? };
        let mut seen = HashSet::new();
        let twice = directory.codes().find(|code| !seen.insert(*code)).cloned();
        twice.map_or(Ok(directory), |code| Err(MalformedDirectory::Twice(code)))
    }

    /// The made-up sample: three regions of three towns.
    pub fn sample() -> &'static Self {
        static SAMPLE: LazyLock<OrganisationDirectory> = LazyLock::new(|| {
            OrganisationDirectory::read(include_str!("../../data/organisations/school.json"))
                .expect("a test reads the sample")
        });
        &SAMPLE
    }

    /// The regions that have an organisation of this kind.
    pub fn regions(&self, kind: OrganisationKind) -> impl Iterator<Item = &Region> {
        self.regions.iter().filter(move |region| region.towns.iter().any(|town| town.has(kind)))
    }

    /// The towns of a region that have one; none for an unknown region.
    pub fn towns<'a>(&'a self, kind: OrganisationKind, region: &str) -> impl Iterator<Item = &'a Town> {
        let region = self.regions.iter().find(|r| r.code.as_str() == region);
        region.into_iter().flat_map(|r| &r.towns).filter(move |town| town.has(kind))
    }

    /// The organisations of this kind in a town; none for an unknown town.
    pub fn organisations<'a>(
        &'a self,
        kind: OrganisationKind,
        town: &str,
    ) -> impl Iterator<Item = &'a Organisation> {
        let town = self.regions.iter().flat_map(|r| &r.towns).find(|t| t.code.as_str() == town);
        town.into_iter().flat_map(|t| &t.organisations).filter(move |o| o.kind == kind)
    }

    /// The organisation with this code.
    pub fn find(&self, code: &str) -> Option<Placed<'_>> {
        self.all().find(|placed| placed.organisation.code.as_str() == code)
    }

    /// The organisations whose name, town or region `query` means, best first, at most `most`.
    pub fn search(&self, kind: OrganisationKind, query: &str, most: usize) -> Vec<Placed<'_>> {
        let query = Query::new(query);
        let of_kind = self.all().filter(|placed| placed.organisation.kind == kind);
        let mut found: Vec<_> =
            of_kind.filter_map(|p| Some((query.rank(&p.names().map(Text::new))?, p))).collect();
        found.sort_by_key(|(rank, _)| std::cmp::Reverse(*rank));
        found.truncate(most);
        found.into_iter().map(|(_, placed)| placed).collect()
    }

    fn all(&self) -> impl Iterator<Item = Placed<'_>> {
        self.regions.iter().flat_map(|region| {
            region.towns.iter().flat_map(move |town| {
                town.organisations.iter().map(move |organisation| Placed { region, town, organisation })
            })
        })
    }

    fn codes(&self) -> impl Iterator<Item = &OrganisationCode> {
        let towns = self.regions.iter().flat_map(|region| &region.towns);
        let regions = self.regions.iter().map(|region| &region.code);
        regions.chain(towns.map(|town| &town.code)).chain(self.all().map(|placed| &placed.organisation.code))
    }
}

impl Placed<'_> {
    fn names(&self) -> [&str; 3] {
        [&self.organisation.name, &self.town.name, &self.region.name]
    }
}

impl Town {
    fn has(&self, kind: OrganisationKind) -> bool {
        self.organisations.iter().any(|organisation| organisation.kind == kind)
    }
}
