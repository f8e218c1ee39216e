//! What each country calls its levels, what earns each, and what each is elsewhere. Data: no rule knows a country.
//!
//! The mapping to other schemes is ours and no recognised equivalence: none of the three is notified under eIDAS.

mod china;
mod russia;
mod vietnam;

use std::collections::BTreeSet;

use onedoor_base::{Country, IdentityLevel};

use crate::evidence::{Record, Shown};

/// A country's levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Profile {
    /// Whose.
    pub country: Country,
    /// The word for it in `verified_claims` (OpenID Connect for Identity Assurance 1.0, section 5.4.2). None of the three
    /// is registered; a relying party that does not know it ignores the element.
    pub trust_framework: &'static str,
    /// Lowest first.
    pub levels: &'static [Level],
}

/// One level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Level {
    /// In addresses, catalogues and `assurance_level`: `1`, `middle`, `standard`.
    pub code: &'static str,
    /// What it is here.
    pub identity: IdentityLevel,
    /// What it is in eIDAS (Commission Implementing Regulation 2015/1502), by proofing; `None`: below low.
    pub eidas: Option<Eidas>,
    /// What it is in NIST SP 800-63A; `None`: below IAL1.
    pub ial: Option<u8>,
    /// What it is in ISO/IEC 29115.
    pub loa: u8,
    /// What earns it: any one of these, all of whose parts are shown.
    pub earned_by: &'static [Way],
}

/// One way to earn a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way {
    /// All of these.
    pub all: &'static [Shown],
    /// It counts only where this is switched on; `None`: everywhere.
    pub only: Option<Choice>,
}

/// Levels of eIDAS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Eidas {
    /// Low.
    Low,
    /// Substantial.
    Substantial,
    /// High.
    High,
}

/// What the sources do not settle: each is the operator's choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Choice {
    /// China: a payment service's signed word that names number and name makes 中级.
    PaymentServiceMakesMiddle,
    /// China: a face compared remotely makes 高级; else only a counter or a bank does.
    RemoteFaceMakesHigh,
    /// Vietnam: level 1 may be earned from a genuine chip and a face without an officer or the register's picture.
    ChipAloneMakesOne,
}

/// Which of them are switched on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choices {
    /// [`Choice::PaymentServiceMakesMiddle`]
    pub payment_service_makes_middle: bool,
    /// [`Choice::RemoteFaceMakesHigh`]
    pub remote_face_makes_high: bool,
    /// [`Choice::ChipAloneMakesOne`]
    pub chip_alone_makes_one: bool,
}

impl Default for Choices {
    /// As in Shandong's own description, read benevolently; nothing of Vietnam's that is not in a decree.
    fn default() -> Self {
        Self { payment_service_makes_middle: true, remote_face_makes_high: true, ..Self::none() }
    }
}

impl Choices {
    /// None of them.
    pub const fn none() -> Self {
        Self {
            payment_service_makes_middle: false,
            remote_face_makes_high: false,
            chip_alone_makes_one: false,
        }
    }

    /// The same with one switched on or off.
    #[must_use]
    pub const fn with(mut self, choice: Choice, on: bool) -> Self {
        match choice {
            Choice::PaymentServiceMakesMiddle => self.payment_service_makes_middle = on,
            Choice::RemoteFaceMakesHigh => self.remote_face_makes_high = on,
            Choice::ChipAloneMakesOne => self.chip_alone_makes_one = on,
        }
        self
    }

    const fn on(self, choice: Choice) -> bool {
        match choice {
            Choice::PaymentServiceMakesMiddle => self.payment_service_makes_middle,
            Choice::RemoteFaceMakesHigh => self.remote_face_makes_high,
            Choice::ChipAloneMakesOne => self.chip_alone_makes_one,
        }
    }
}

/// The profile of a country.
pub const fn of(country: Country) -> &'static Profile {
    match country {
        Country::Vietnam => &vietnam::PROFILE,
        Country::China => &china::PROFILE,
        Country::Russia => &russia::PROFILE,
    }
}

impl Profile {
    /// The highest level that the record earns, and the way it was earned. `None`: not even the lowest. A decision is
    /// not needed for it: this says what somebody may decide at most.
    pub fn earned(&self, record: &Record, choices: Choices) -> Option<(&'static Level, &'static Way)> {
        let shown = record.shown();
        self.levels.iter().rev().find_map(|level| {
            let way =
                level.earned_by.iter().find(|way| way.open(choices) && way.missing(&shown).is_empty())?;
            Some((level, way))
        })
    }

    /// The level that a person has: what was decided, and never more than the record earns.
    pub fn reached(&self, record: &Record, choices: Choices) -> Option<&'static Level> {
        let (earned, _) = self.earned(record, choices)?;
        let given = record.given()?;
        self.levels.iter().rev().find(|level| level.identity <= given && level.identity <= earned.identity)
    }

    /// The level of this code.
    pub fn level(&self, code: &str) -> Option<&'static Level> {
        self.levels.iter().find(|level| level.code == code)
    }

    /// What somebody of this standing has here: the highest of the levels that is not above it.
    pub fn standing(&self, identity: IdentityLevel) -> Option<&'static Level> {
        self.levels.iter().rev().find(|level| level.identity <= identity)
    }

    /// The next one up.
    pub fn next(&self, identity: IdentityLevel) -> Option<&'static Level> {
        self.levels.iter().find(|level| level.identity > identity)
    }
}

impl Level {
    /// The `acr` of a session with one factor.
    pub const fn acr(&self) -> &'static str {
        self.identity.acr()
    }

    /// The ways that are open under these choices.
    pub fn ways(&self, choices: Choices) -> impl Iterator<Item = &'static Way> + use<> {
        self.earned_by.iter().filter(move |way| way.open(choices))
    }
}

impl Way {
    fn open(&self, choices: Choices) -> bool {
        self.only.is_none_or(|choice| choices.on(choice))
    }

    /// What this way still asks for.
    pub fn missing(&self, shown: &BTreeSet<Shown>) -> Vec<Shown> {
        self.all.iter().filter(|part| !shown.contains(part)).copied().collect()
    }
}
