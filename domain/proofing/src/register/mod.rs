//! A population register: who is looked for in it, whom it has, and whether the two are one person.

mod compare;
mod judge;
mod keys;
mod sound;

use onedoor_base::Country;
use serde::{Deserialize, Serialize};

pub use compare::{Spelled, spelled};
pub use judge::{Cut, judge, judge_some};
pub use keys::{Keys, of_number};

/// What is looked for: at least a number or a former number; the rest is what it is held against. Without a name or
/// without a birth date nobody is surely the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Sought {
    /// In the register of which country.
    pub country: Country,
    /// The number, digits and letters only.
    pub number: Option<String>,
    /// A number that was given up, such as the nine digits of Vietnam.
    pub former: Option<String>,
    /// The whole name as the person writes it.
    pub name: Option<String>,
    /// When the person says they were born.
    pub born: Option<Born>,
    /// What the person or the card says.
    pub sex: Option<Sex>,
}

/// A birth date as registers have it: day or month may be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Born {
    /// Of the common calendar.
    pub year: i32,
    /// From 1.
    pub month: Option<u8>,
    /// From 1; never without the month.
    pub day: Option<u8>,
}

/// As registers have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "they say it themselves")]
pub enum Sex {
    Female,
    Male,
}

/// One person in the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Entry {
    /// Of which country's register.
    pub country: Country,
    /// The number, digits and letters only.
    pub number: String,
    /// Numbers that were given up; other people may have had the same.
    pub former_numbers: Vec<String>,
    /// The whole name.
    pub name: String,
    /// Names before a change, whole.
    pub former_names: Vec<String>,
    /// When the person was born.
    pub born: Born,
    /// If the register says so.
    pub sex: Option<Sex>,
    /// Where the person lives, on one line.
    pub residence: Option<String>,
    /// What the entry is good for.
    pub standing: Standing,
}

/// What an entry is good for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// The person lives.
    Living,
    /// The person has died.
    Deceased,
    /// The number was withdrawn.
    Cancelled {
        /// The number that is valid instead.
        instead: Option<String>,
    },
}

/// What a register's answer means for whoever was looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// This is the person.
    Match(Box<Entry>),
    /// This may be the person: somebody has to look at what differs.
    Near {
        /// Whom the register has.
        entry: Box<Entry>,
        /// In what they differ.
        differs: Vec<Differs>,
    },
    /// Each of these may be the person.
    Several(Vec<Entry>),
    /// Nobody who may be.
    None,
}

/// In what two people differ who may be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Differs {
    /// In the number.
    Number,
    /// In the name altogether, or none was said.
    Name,
    /// The register has the name among former ones.
    FormerName,
    /// In the order of the parts of the name.
    NameOrder,
    /// In accents and tones.
    Tones,
    /// In the birth date, or none was said.
    Born,
    /// In the sex.
    Sex,
    /// The entry is of somebody who died, or was withdrawn.
    Standing,
}
