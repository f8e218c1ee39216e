//! What a situation is, and how playing one ends.

use futures_util::future::BoxFuture;
use serde::Serialize;

use crate::Kit;

/// One thing that happens to people, or to programs, and what a portal has to make of it.
#[derive(Clone, Copy)]
pub struct Situation {
    /// Its key in the catalogues; without `kit-` its name.
    pub title: &'static str,
    /// Where it stands in the report.
    pub chapter: Chapter,
    /// The heading in `docs/LINKING.md` (or the standard) that requires it.
    pub section: &'static str,
    pub(crate) play: Play,
}

/// Plays a situation.
pub(crate) type Play = for<'a> fn(&'a Kit) -> BoxFuture<'a, Done>;

/// What becomes of it.
pub(crate) type Done = Result<(), Stop>;

/// Why a situation was not passed. All words are keys of the catalogues.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    /// This was expected, and something else came.
    Failed(&'static str),
    /// The portal has no such thing, as its policy says.
    NotApplicable(&'static str),
    /// It could not be played.
    NotTried(&'static str),
}

/// The parts of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Chapter {
    /// Who may call the linking interface, and with what.
    Interface,
    /// The sign-in itself.
    SignIn,
    /// People who come for the first time.
    First,
    /// The life of a link.
    Life,
    /// The identity asks with user name and password.
    Asked,
    /// What else the identity tells.
    Events,
    /// Outages, double clicks, two at once.
    Luck,
}

impl Chapter {
    /// Its key in the catalogues.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Interface => "kit-chapter-interface",
            Self::SignIn => "kit-chapter-sign-in",
            Self::First => "kit-chapter-first",
            Self::Life => "kit-chapter-life",
            Self::Asked => "kit-chapter-asked",
            Self::Events => "kit-chapter-events",
            Self::Luck => "kit-chapter-luck",
        }
    }
}

impl Situation {
    /// The catalogue key of the heading that requires it; none for a standard, which is called the same everywhere.
    pub fn section_key(&self) -> Option<&'static str> {
        Some(match self.section {
            "What a portal is" => "kit-section-described",
            "Who calls" => "kit-section-callers",
            "When it is not done" => "kit-section-refused",
            "Telling" => "kit-section-telling",
            "What a link is" => "kit-section-link",
            "Duties" => "kit-section-duties",
            "Asking" => "kit-section-asking",
            "Events" => "kit-section-events",
            "Without the number: fingerprints" => "kit-section-fingerprints",
            "When one portal becomes part of another" => "kit-section-moved",
            _ => return None,
        })
    }

    /// Its name on the command line.
    pub fn name(&self) -> &'static str {
        self.title.strip_prefix("kit-").unwrap_or(self.title)
    }
}

impl std::fmt::Debug for Situation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// This was to be so.
pub(crate) fn expect(holds: bool, what: &'static str) -> Done {
    if holds { Ok(()) } else { Err(Stop::Failed(what)) }
}

/// A situation of a chapter.
macro_rules! situations {
    ($chapter:ident: $($title:literal $section:literal $play:path;)+) => {
        pub(super) const ALL: &[crate::situation::Situation] = &[$(crate::situation::Situation {
            title: $title,
            chapter: crate::situation::Chapter::$chapter,
            section: $section,
            play: |kit| Box::pin($play(kit)),
        }),+];
    };
}
pub(crate) use situations;
