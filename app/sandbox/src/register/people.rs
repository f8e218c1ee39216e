use std::sync::{Mutex, MutexGuard, PoisonError};

use onedoor_proofing::register::{Entry, Sought, Standing};

/// Nobody is told more (`docs/REGISTER.md`).
const MOST: usize = 20;

/// How the register behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Mood {
    /// As it should.
    #[default]
    Well,
    /// It answers after everybody has gone.
    Slow,
    /// It does not answer.
    Off,
    /// It asks to be left alone for half a minute.
    Busy,
    /// Its answer contradicts itself.
    Contradictory,
}

impl Mood {
    pub(crate) const ALL: [Self; 5] = [Self::Well, Self::Slow, Self::Off, Self::Busy, Self::Contradictory];

    /// In forms.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Well => "well",
            Self::Slow => "slow",
            Self::Off => "off",
            Self::Busy => "busy",
            Self::Contradictory => "contradictory",
        }
    }

    pub(crate) fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mood| mood.word() == word)
    }

    /// The catalogue key of what it is called.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Well => "census-mood-well",
            Self::Slow => "census-mood-slow",
            Self::Off => "census-mood-off",
            Self::Busy => "census-mood-busy",
            Self::Contradictory => "census-mood-contradictory",
        }
    }
}

/// Everybody, and how it behaves. Forgotten when the world stops, as the inbox is.
pub(crate) struct Register {
    people: Mutex<Vec<Entry>>,
    mood: Mutex<Mood>,
}

impl Register {
    pub(crate) fn new(people: Vec<Entry>) -> Self {
        Self { people: Mutex::new(people), mood: Mutex::default() }
    }

    pub(crate) fn mood(&self) -> Mood {
        *self.mood.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn behave(&self, mood: Mood) {
        *self.mood.lock().unwrap_or_else(PoisonError::into_inner) = mood;
    }

    pub(crate) fn all(&self) -> Vec<Entry> {
        self.people().clone()
    }

    pub(crate) fn find(&self, number: &str) -> Option<Entry> {
        self.people().iter().find(|entry| entry.number == number).cloned()
    }

    /// Puts this in the place of what was known under the number; whether there was somebody.
    pub(crate) fn correct(&self, number: &str, corrected: Entry) -> bool {
        let mut people = self.people();
        let found = people.iter_mut().find(|entry| entry.number == number);
        found.map(|entry| *entry = corrected).is_some()
    }

    /// All who may be the person: by number, by a number they had, by name and birth date.
    pub(crate) fn look(&self, sought: &Sought) -> Vec<Entry> {
        let people = self.people();
        people.iter().filter(|entry| may_be(entry, sought)).take(MOST).cloned().collect()
    }

    fn people(&self) -> MutexGuard<'_, Vec<Entry>> {
        self.people.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn may_be(entry: &Entry, sought: &Sought) -> bool {
    if entry.country != sought.country {
        return false;
    }
    let given = [sought.number.as_ref(), sought.former.as_ref()];
    let mut numbers = given.into_iter().flatten();
    let by_number = numbers.any(|number| *number == entry.number || entry.former_numbers.contains(number));
    by_number || named_so(entry, sought)
}

/// Without accents, in whatever order the parts stand; a day that the register does not know is any.
fn named_so(entry: &Entry, sought: &Sought) -> bool {
    let (Some(name), Some(born)) = (&sought.name, &sought.born) else { return false };
    let same = |theirs: Option<u8>, given: Option<u8>| theirs.is_none() || given.is_none() || theirs == given;
    let born_so =
        entry.born.year == born.year && same(entry.born.month, born.month) && same(entry.born.day, born.day);
    let wanted = parts(name);
    born_so && std::iter::once(&entry.name).chain(&entry.former_names).any(|name| parts(name) == wanted)
}

fn parts(name: &str) -> Vec<String> {
    let folded = onedoor_base::fold(name);
    let mut parts: Vec<_> = folded.split_whitespace().map(str::to_owned).collect();
    parts.sort_unstable();
    parts
}

/// The catalogue key of how somebody stands in the register.
pub(crate) const fn standing_key(standing: &Standing) -> &'static str {
    match standing {
        Standing::Living => "census-standing-living",
        Standing::Deceased => "census-standing-deceased",
        Standing::Cancelled { .. } => "census-standing-cancelled",
    }
}
