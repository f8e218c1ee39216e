use super::Step;

/// Why an application is sent back or refused: what the applicant is told, and can do something about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The register has nobody with this number.
    NumberUnknown,
    /// Name, birth date or sex are not what the register has.
    DataDiffer,
    /// Several applicants give this number: whose it is has to be made sure of.
    NumberDisputed,
    /// The face cannot be seen well enough.
    FaceUnclear,
    /// Something covers the face.
    FaceCovered,
    /// The movements that were asked for are not seen.
    MovesWanting,
    /// It is another face than the register's.
    OtherFace,
    /// A picture of a picture, a mask, a made face.
    NotLive,
    /// The entry of the register is of somebody who died, or was withdrawn.
    EntryVoid,
    /// Under 14, whoever looks after them applies.
    Child,
    /// It can be cleared up only where papers are seen.
    Counter,
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::NumberUnknown,
        Self::DataDiffer,
        Self::NumberDisputed,
        Self::FaceUnclear,
        Self::FaceCovered,
        Self::MovesWanting,
        Self::OtherFace,
        Self::NotLive,
        Self::EntryVoid,
        Self::Child,
        Self::Counter,
    ];

    /// The word in the database, in forms and in catalogue keys.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NumberUnknown => "number-unknown",
            Self::DataDiffer => "data-differ",
            Self::NumberDisputed => "number-disputed",
            Self::FaceUnclear => "face-unclear",
            Self::FaceCovered => "face-covered",
            Self::MovesWanting => "moves-wanting",
            Self::OtherFace => "other-face",
            Self::NotLive => "not-live",
            Self::EntryVoid => "entry-void",
            Self::Child => "child",
            Self::Counter => "counter",
        }
    }

    /// From the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }

    /// Whether it is a reason for this step.
    pub const fn is_for(self, step: Step) -> bool {
        match self {
            Self::NumberUnknown | Self::DataDiffer => matches!(step, Step::AskForData | Step::Refuse),
            Self::NumberDisputed => matches!(step, Step::AskForData),
            Self::FaceUnclear | Self::FaceCovered | Self::MovesWanting => matches!(step, Step::AskForFace),
            Self::OtherFace | Self::NotLive => matches!(step, Step::AskForFace | Step::Refuse),
            Self::EntryVoid | Self::Child | Self::Counter => matches!(step, Step::Refuse),
        }
    }

    /// Those for a step, in the order in which they are offered.
    pub fn of(step: Step) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |reason| reason.is_for(step))
    }
}
