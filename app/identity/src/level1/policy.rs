//! What an operator decides about level 1 from the phone.

use std::time::Duration;

use onedoor_base::{IdentityLevel, Timestamp};
use onedoor_faces::Comparer;
use onedoor_proofing::evidence::{Act, Record, Verification, Verified, Who};
use onedoor_proofing::face::{FaceVerdict, Word};
use onedoor_proofing::profile;

use crate::Profile;

/// How a site gives level 1 from the phone; a site without it does not give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Level1 {
    /// For how long pictures of a face are kept.
    pub keep_frames: Duration,
    /// When a second officer has to agree.
    pub second_officer: SecondOfficer,
    /// Whether codes on cards of 2024 are read, the order of whose fields is not published: the first seven as those of
    /// 2021. Else people type what stands on the card.
    pub reads_codes_of_2024: bool,
}

/// When a second officer has to agree before level 1 is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SecondOfficer {
    /// Never: one officer decides.
    Never,
    /// If the register's record differs from what the person said, or there is none.
    Differs,
    /// Always.
    Always,
}

/// Who compares faces before an officer does. Whatever it says, an officer decides.
#[derive(Debug, Clone)]
pub struct Faces {
    /// The provider, or the model.
    pub comparer: Comparer,
    /// What a provider may have been tested to, in its own words, for its answer to count as one that rules out
    /// presentation attacks.
    pub attack_levels: Vec<String>,
}

impl Faces {
    /// What a word is worth as evidence: that the face is the one of the register, if it says just that.
    pub(crate) fn shows(&self, word: &Word, told_at: Timestamp) -> Option<Verification> {
        let against = word.against.as_deref().filter(|against| *against == REGISTER)?;
        if word.verdict != FaceVerdict::Same {
            return None;
        }
        let tested = word.attack_detection.as_ref().is_some_and(|level| self.attack_levels.contains(level));
        Some(Verification {
            how: if tested { Verified::RemoteFacePad } else { Verified::RemoteFace },
            against: against.to_owned(),
            attack_detection: word.attack_detection.clone(),
            act: Act { by: Who::Provider(word.provider.clone()), at: told_at },
        })
    }
}

/// As a provider says that it held the portrait against the register's picture.
const REGISTER: &str = onedoor_faces::Against::Register.word();

/// Whether a word speaks against the person: somebody else, or something held before the camera.
pub(crate) const fn speaks_against(verdict: FaceVerdict) -> bool {
    matches!(verdict, FaceVerdict::Different | FaceVerdict::Attack)
}

/// Whether a record bears level 1 in this country, whatever was decided in it.
pub(crate) fn bears(here: Profile, record: &Record) -> bool {
    let reached = profile::of(here.country).reached(record, here.choices);
    reached.is_some_and(|level| level.identity >= IdentityLevel::Basic)
}
