//! Wrong personal data: the person goes on, the request goes to the ward's police, and its state and deadline are seen.

use onedoor_base::Timestamp;
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;

/// Working days for an answer, where the operator sets none. No decree was found that names a number for requests made
/// this way: configuration.
pub const WORKING_DAYS: u16 = 7;

/// What is said to be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Field {
    /// The name.
    Name,
    /// Day of birth.
    Born,
    /// Legal sex.
    Sex,
    /// Place of residence.
    Residence,
    /// The number itself. It is never changed on a request: the register gives another, and the subject stays.
    Number,
}

impl Field {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Name, Self::Born, Self::Sex, Self::Residence, Self::Number];

    /// The word in the database, in forms and in catalogue keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Born => "born",
            Self::Sex => "sex",
            Self::Residence => "residence",
            Self::Number => "number",
        }
    }

    /// From the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.word() == word)
    }
}

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The register has it as the person's own papers do.
    RegisterRight,
    /// A paper is needed, and there is none.
    PaperWanting,
    /// The paper cannot be read, or does not say it.
    PaperUnreadable,
    /// It takes a decision of another office first: a change of name, for instance.
    OtherOffice,
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::RegisterRight, Self::PaperWanting, Self::PaperUnreadable, Self::OtherOffice];

    /// The word in the database, in forms and in catalogue keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::RegisterRight => "register-right",
            Self::PaperWanting => "paper-wanting",
            Self::PaperUnreadable => "paper-unreadable",
            Self::OtherOffice => "other-office",
        }
    }

    /// From the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }
}

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Sent; nobody has looked yet.
    Sent,
    /// Somebody works on it.
    InWork,
    /// The register has the new value; linked portals are told.
    Corrected,
    /// The register was right, or papers are wanting.
    Refused,
    /// The person took it back.
    Withdrawn,
}

/// What is done to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// An officer takes it.
    Take,
    /// An officer has put it right in the register.
    Correct,
    /// An officer refuses, with a reason.
    Refuse,
    /// The person takes it back.
    Withdraw,
}

/// It is over already, or not taken yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not in this state")]
pub struct NotNow;

impl State {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Sent, Self::InWork, Self::Corrected, Self::Refused, Self::Withdrawn];

    /// The word in the database and in catalogue keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::InWork => "in-work",
            Self::Corrected => "corrected",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// From the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }

    /// The state after a step. Only what somebody took is decided; a person may withdraw until it is.
    pub const fn after(self, step: Step) -> Result<Self, NotNow> {
        match (self, step) {
            (Self::Sent, Step::Take) => Ok(Self::InWork),
            (Self::InWork, Step::Correct) => Ok(Self::Corrected),
            (Self::InWork, Step::Refuse) => Ok(Self::Refused),
            (Self::Sent | Self::InWork, Step::Withdraw) => Ok(Self::Withdrawn),
            _ => Err(NotNow),
        }
    }

    /// Whether somebody still has to do something.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Sent | Self::InWork)
    }
}

/// When an answer is due.
pub fn due(sent: Timestamp, calendar: &Calendar, working_days: u16) -> Timestamp {
    calendar.due(sent, working_days)
}

/// Open and behind its time.
pub fn is_late(state: State, due: Timestamp, now: Timestamp) -> bool {
    state.is_open() && now >= due
}
