use onedoor_proofing::register::Sought;
use serde::{Deserialize, Serialize};

/// Where a register is asked, below its address.
pub const LOOK: &str = "/register/v1/look";

/// What a register is asked for. It goes along, because whoever keeps a register has to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// A person gives the number that an account of theirs lacks.
    AccountNumber,
    /// A person registers.
    Registration,
    /// A person applies for a level of identity.
    Level,
    /// Data of a person were corrected in the register, or an officer holds them against it again.
    Correction,
}

impl Purpose {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::AccountNumber, Self::Registration, Self::Level, Self::Correction];

    /// The word for it in the interface and in the log.
    pub const fn word(self) -> &'static str {
        match self {
            Self::AccountNumber => "account-number",
            Self::Registration => "registration",
            Self::Level => "level",
            Self::Correction => "correction",
        }
    }
}

/// What is sent.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Question {
    /// Who is looked for.
    pub sought: Sought,
    /// What for.
    pub purpose: Purpose,
}
