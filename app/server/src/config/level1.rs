use std::num::NonZeroU16;
use std::time::Duration;

use onedoor_identity::{Level1, SecondOfficer};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::FaceConfig;

/// Level 1 from the phone.
#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Level1Config {
    /// For how many days pictures of a face are kept, sealed, for whoever compares them.
    pub frame_days: NonZeroU16,
    /// When a second officer has to agree.
    pub second_officer: SecondOfficerWord,
    /// Whether the QR codes on cards of 2024 are read (Circular 16/2024/TT-BCA). The order of their fields is not published
    /// and nobody has confirmed it: the first seven are taken for those of 2021, and the person looks them over. Without it
    /// people with such a card type what stands on it.
    pub reads_codes_of_2024: bool,
    /// A program that compares faces before an officer decides; without it an officer alone does.
    #[serde(skip_serializing)]
    pub face: Option<FaceConfig>,
}

/// When a second officer has to agree before level 1 is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SecondOfficerWord {
    /// Never: one officer decides.
    Never,
    /// If the population register's record differs from what the person said, or there is none.
    #[default]
    Differs,
    /// Always.
    Always,
}

impl Default for Level1Config {
    fn default() -> Self {
        Self {
            frame_days: NonZeroU16::new(30).expect("not nought"),
            second_officer: SecondOfficerWord::default(),
            reads_codes_of_2024: true,
            face: None,
        }
    }
}

impl Level1Config {
    /// As the site takes it.
    pub fn policy(&self) -> Level1 {
        Level1 {
            keep_frames: Duration::from_hours(24 * u64::from(self.frame_days.get())),
            second_officer: match self.second_officer {
                SecondOfficerWord::Never => SecondOfficer::Never,
                SecondOfficerWord::Differs => SecondOfficer::Differs,
                SecondOfficerWord::Always => SecondOfficer::Always,
            },
            reads_codes_of_2024: self.reads_codes_of_2024,
        }
    }
}
