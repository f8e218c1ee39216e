use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use onedoor_base::{Country, IdentityLevel};
use onedoor_proofing::profile::Choices;
use onedoor_site::{HasSite, Site};

use crate::{Faces, Level1, Provider, Terms};

/// A running identity site; clones share it.
#[derive(Clone)]
pub struct Identity(Arc<Parts>);

/// What an identity site works with.
pub struct Parts {
    /// The site.
    pub site: Arc<Site>,
    /// What is particular to its country.
    pub profile: Profile,
    /// The OpenID provider.
    pub provider: Provider,
    /// The terms of use, version by version; none where there are none.
    pub terms: Terms,
    /// For how long an owner can stay who asked for the account to be closed; whole days.
    pub closing_wait: Duration,
    /// Working days for an answer to a request to put wrong data right.
    pub correction_days: u16,
    /// How level 1 is given from the phone, where it is.
    pub level1: Option<Level1>,
    /// Who compares faces for it before an officer does; without it an officer alone does.
    pub faces: Option<Faces>,
}

impl Identity {
    /// An identity site made of its parts.
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }
}

impl Deref for Identity {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl HasSite for Identity {
    fn site(&self) -> &Arc<Site> {
        &self.0.site
    }
}

/// What is particular to a country's identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Profile {
    /// Whose national numbers it knows, and in which form people write their phone.
    pub country: Country,
    /// What it calls the levels of identity.
    pub levels: LevelNames,
    /// What the operator decided where the sources on what earns a level are silent.
    pub choices: Choices,
}

/// The words that the people of a country know for the levels of identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LevelNames {
    /// Mức độ 1 and 2 of the electronic identity of Vietnam.
    Vneid,
    /// 初级, 中级 and 高级 of Shandong.
    Shandong,
    /// Упрощённая, стандартная and подтверждённая of Gosuslugi.
    Esia,
    /// Words of our own.
    Plain,
}

impl LevelNames {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Vneid, Self::Shandong, Self::Esia, Self::Plain];

    /// The value of the setting in a site's configuration.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Vneid => "vneid",
            Self::Shandong => "shandong",
            Self::Esia => "esia",
            Self::Plain => "plain",
        }
    }

    /// From the value of the setting.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|names| names.key() == key)
    }

    /// The catalogue key of a level's name.
    pub const fn level(self, level: IdentityLevel) -> &'static str {
        use IdentityLevel::{Basic, Claimed, High, Substantial};
        match (self, level) {
            (Self::Vneid, Claimed) => "level-vneid-none",
            (Self::Vneid, Basic) => "level-vneid-1",
            (Self::Vneid, Substantial | High) => "level-vneid-2",
            (Self::Shandong, Claimed) => "level-shandong-basic",
            (Self::Shandong, Basic) => "level-shandong-middle",
            (Self::Shandong, Substantial | High) => "level-shandong-high",
            (Self::Esia, Claimed) => "level-esia-simple",
            (Self::Esia, Basic) => "level-esia-standard",
            (Self::Esia, Substantial | High) => "level-esia-confirmed",
            (Self::Plain, Claimed) => "level-plain-claimed",
            (Self::Plain, Basic) => "level-plain-basic",
            (Self::Plain, Substantial) => "level-plain-substantial",
            (Self::Plain, High) => "level-plain-high",
        }
    }
    /// The catalogue key of the sentence that says what a level means.
    pub const fn meaning(self, level: IdentityLevel) -> &'static str {
        use IdentityLevel::{Basic, Claimed, High, Substantial};
        match (self, level) {
            (Self::Vneid, Claimed) => "level-vneid-none-means",
            (Self::Vneid, Basic) => "level-vneid-1-means",
            (Self::Vneid, Substantial | High) => "level-vneid-2-means",
            (Self::Shandong, Claimed) => "level-shandong-basic-means",
            (Self::Shandong, Basic) => "level-shandong-middle-means",
            (Self::Shandong, Substantial | High) => "level-shandong-high-means",
            (Self::Esia, Claimed) => "level-esia-simple-means",
            (Self::Esia, Basic) => "level-esia-standard-means",
            (Self::Esia, Substantial | High) => "level-esia-confirmed-means",
            (Self::Plain, Claimed) => "level-plain-claimed-means",
            (Self::Plain, Basic) => "level-plain-basic-means",
            (Self::Plain, Substantial) => "level-plain-substantial-means",
            (Self::Plain, High) => "level-plain-high-means",
        }
    }
}
