//! The pictures of a face: one with a neutral look and one for each of three gestures that the site has drawn, so that
//! pictures that somebody has ready are of little use. That is no proof of life: whoever compares the pictures decides.

use std::time::Duration;

use onedoor_base::{Randomness, Timestamp};
use serde::{Deserialize, Serialize};

/// How many gestures are asked for.
pub const GESTURES: usize = 3;
/// For how long they can be shown; after that others are drawn.
pub const CHALLENGE_LIFE: Duration = Duration::from_mins(30);

/// Something to be shown to the camera, that people can do who sit as well as those who stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gesture {
    /// The head turned to the person's left.
    TurnLeft,
    /// The head turned to the person's right.
    TurnRight,
    /// The chin up.
    LookUp,
    /// The chin down.
    LookDown,
    /// The mouth wide open.
    OpenMouth,
    /// Both eyes closed.
    CloseEyes,
    /// Smiling, with teeth.
    Smile,
    /// The head leaning to one shoulder.
    Lean,
}

impl Gesture {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::TurnLeft,
        Self::TurnRight,
        Self::LookUp,
        Self::LookDown,
        Self::OpenMouth,
        Self::CloseEyes,
        Self::Smile,
        Self::Lean,
    ];

    /// As stored, and the last part of its catalogue key.
    pub const fn word(self) -> &'static str {
        match self {
            Self::TurnLeft => "turn-left",
            Self::TurnRight => "turn-right",
            Self::LookUp => "look-up",
            Self::LookDown => "look-down",
            Self::OpenMouth => "open-mouth",
            Self::CloseEyes => "close-eyes",
            Self::Smile => "smile",
            Self::Lean => "lean",
        }
    }

    /// From a stored word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|gesture| gesture.word() == word)
    }
}

/// What a picture of an application shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shot {
    /// The face, looking straight ahead: the picture that is compared.
    Portrait,
    /// The same face doing this.
    Gesture(Gesture),
}

/// The gestures that were drawn for an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Challenge {
    /// In the order in which they are shown.
    pub gestures: [Gesture; GESTURES],
    /// When they were drawn.
    pub begun_at: Timestamp,
}

impl Challenge {
    /// Three different gestures.
    pub fn draw(random: &dyn Randomness, now: Timestamp) -> Self {
        let mut left = Gesture::ALL.to_vec();
        let gestures = std::array::from_fn(|_| {
            let mut bytes = [0; 8];
            random.fill(&mut bytes);
            let many = u64::try_from(left.len()).unwrap_or(1);
            let which = usize::try_from(u64::from_le_bytes(bytes) % many).unwrap_or_default();
            left.remove(which)
        });
        Self { gestures, begun_at: now }
    }

    /// When others are drawn.
    pub fn expires_at(&self) -> Timestamp {
        self.begun_at.after(CHALLENGE_LIFE)
    }

    /// Whether they can still be shown.
    pub fn lives(&self, now: Timestamp) -> bool {
        now < self.expires_at()
    }

    /// The pictures in their order, each with the place under which it is kept: the portrait has 1.
    pub fn shots(&self) -> impl Iterator<Item = (i64, Shot)> {
        let gestures = self.gestures.into_iter().map(Shot::Gesture);
        (1_i64..).zip(std::iter::once(Shot::Portrait).chain(gestures))
    }

    /// What the picture at this place shows.
    pub fn shot(&self, position: i64) -> Option<Shot> {
        self.shots().find(|(place, _)| *place == position).map(|(_, shot)| shot)
    }
}

/// What a provider said about the pictures of an application: its word, kept as told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Word {
    /// What it found.
    pub verdict: FaceVerdict,
    /// How sure it is, by its own measure; nothing is made of it here.
    pub score: Option<f64>,
    /// What the operator calls it.
    pub provider: String,
    /// What it said of presentation attacks, in its own words with its level.
    pub attack_detection: Option<String>,
    /// What the portrait was held against: words of the provider, such as the register's picture.
    pub against: Option<String>,
}

/// What a provider found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FaceVerdict {
    /// One living person, who is the one of the reference.
    Same,
    /// Somebody else.
    Different,
    /// Something is held before the camera: a picture, a screen, a mask.
    Attack,
    /// Cannot be said, for want of a reference or of light.
    Unclear,
}

impl FaceVerdict {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Same, Self::Different, Self::Attack, Self::Unclear];

    /// The last part of its catalogue key.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Different => "different",
            Self::Attack => "attack",
            Self::Unclear => "unclear",
        }
    }
}
