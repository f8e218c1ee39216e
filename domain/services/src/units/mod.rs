//! The administrative units of Vietnam, with the days on which each is valid.
//!
//! Until 30 June 2025 there were three tiers, since 1 July 2025 there are two (Resolution
//! 202/2025/QH15). Codes were given anew with another meaning: 44 was Quảng Bình and is Quảng Trị.
//! So nothing is ever looked up by a code alone, always by a code on a day: [`Units::at`].

mod read;

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::{Day, fold, search};

/// The tier of a unit, highest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// Tỉnh, thành phố trực thuộc trung ương; codes of two digits.
    Province,
    /// Quận, huyện, thị xã, thành phố thuộc tỉnh; codes of three digits, until 30 June 2025.
    District,
    /// Phường, xã, thị trấn, đặc khu; codes of five digits.
    Ward,
}

/// A unit in one period of its life: a new name or rank makes a new one, also under the old code.
#[derive(Debug, PartialEq, Eq)]
pub struct Unit {
    code: &'static str,
    name: &'static str,
    tier: Tier,
    parent: Option<&'static str>,
    from: Option<Day>,
    until: Option<Day>,
}

impl Unit {
    /// The code of the statistics office.
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// The full name, with what it is: `Phường Hoàn Kiếm`.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Its tier.
    pub const fn tier(&self) -> Tier {
        self.tier
    }

    /// The code of the unit that it belongs to.
    pub const fn parent(&self) -> Option<&'static str> {
        self.parent
    }

    /// Its first day, if it lies in the time that the data cover.
    pub const fn from(&self) -> Option<Day> {
        self.from
    }

    /// The first day on which it is no more.
    pub const fn until(&self) -> Option<Day> {
        self.until
    }

    fn is_valid_at(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }
}

/// All units of all times.
pub struct Units {
    all: Vec<Unit>,
    by_code: HashMap<&'static str, Vec<usize>>,
    by_parent: HashMap<Option<&'static str>, Vec<usize>>,
}

/// The units of Vietnam, read at the first call (some milliseconds).
pub fn units() -> &'static Units {
    static UNITS: LazyLock<Units> = LazyLock::new(Units::read);
    &UNITS
}

impl Units {
    fn read() -> Self {
        let all = read::all();
        let mut by_code: HashMap<_, Vec<usize>> = HashMap::with_capacity(all.len());
        let mut by_parent: HashMap<_, Vec<usize>> = HashMap::new();
        for (index, unit) in all.iter().enumerate() {
            by_code.entry(unit.code).or_default().push(index);
            by_parent.entry(unit.parent).or_default().push(index);
        }
        Self { all, by_code, by_parent }
    }

    /// The units as they are on `day`. For days before July 2025 that is the last state before the
    /// reform, of whatever year the day is.
    pub const fn at(&self, day: Day) -> UnitsAt<'_> {
        UnitsAt { units: self, day }
    }
}

/// The units of one day.
#[derive(Clone, Copy)]
pub struct UnitsAt<'a> {
    units: &'a Units,
    day: Day,
}

impl<'a> UnitsAt<'a> {
    /// The day.
    pub const fn day(self) -> Day {
        self.day
    }

    /// Which tiers there are, highest first.
    pub fn tiers(self) -> &'static [Tier] {
        const REFORM: Day = Day::new(2025, 7, 1).expect("there is such a day");
        if self.day < REFORM {
            &[Tier::Province, Tier::District, Tier::Ward]
        } else {
            &[Tier::Province, Tier::Ward]
        }
    }

    /// The unit with this code.
    pub fn unit(self, code: &str) -> Option<&'a Unit> {
        self.of(self.units.by_code.get(code)).next()
    }

    /// The provinces, in the order in which a list shows them.
    pub fn provinces(self) -> impl Iterator<Item = &'a Unit> {
        self.of(self.units.by_parent.get(&None))
    }

    /// The units that belong to the one with this code, in the order in which a list shows them;
    /// none for a ward, and for a code that isn't valid on this day.
    pub fn children(self, code: &str) -> impl Iterator<Item = &'a Unit> {
        let parent = self.unit(code).map(Unit::code);
        self.of(parent.and_then(|code| self.units.by_parent.get(&Some(code))))
    }

    /// Whether anything belongs to it. Five island districts had no wards.
    pub fn has_children(self, code: &str) -> bool {
        self.children(code).next().is_some()
    }

    /// The unit and all above it, the province first; empty if there is no such unit.
    pub fn path(self, code: &str) -> Vec<&'a Unit> {
        let mut path = Vec::new();
        let mut next = self.unit(code);
        while let Some(unit) = next {
            path.insert(0, unit);
            next = unit.parent.and_then(|parent| self.unit(parent));
        }
        path
    }

    /// The name as an address has it, the smallest first: `Phường Bình Hàn, Thành phố Hải Dương,
    /// Tỉnh Hải Dương`.
    pub fn full_name(self, code: &str) -> Option<String> {
        let names: Vec<&str> = self.path(code).iter().rev().map(|unit| unit.name).collect();
        if names.is_empty() { None } else { Some(names.join(", ")) }
    }

    /// The units whose name or code `query` means, best first, at most `most`. Accents, case and
    /// tone-mark placement don't matter; with accents given, those that have them come first.
    pub fn search(self, query: &str, most: usize) -> Vec<&'a Unit> {
        let query = search::Query::new(query);
        let valid = self.units.all.iter().filter(|unit| unit.is_valid_at(self.day));
        let mut found: Vec<_> = valid
            .filter_map(|unit| Some((query.rank(&[unit.name, unit.code].map(search::Text::new))?, unit)))
            .collect();
        found.sort_by_key(|(rank, unit)| (std::cmp::Reverse(*rank), unit.tier, fold(unit.name).len()));
        found.truncate(most);
        found.into_iter().map(|(_, unit)| unit).collect()
    }

    fn of(self, indices: Option<&'a Vec<usize>>) -> impl Iterator<Item = &'a Unit> {
        let all = indices.into_iter().flatten().map(|index| &self.units.all[*index]);
        all.filter(move |unit| unit.is_valid_at(self.day))
    }
}
