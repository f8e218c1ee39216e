use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::LazyLock;

use onedoor_base::Country;

use crate::Former;
use crate::fold::{Query, fold, means};
use crate::former;

const VIETNAM: &str = include_str!("../data/vn/places.tsv");
const CHINA: &str = include_str!("../data/cn/places.tsv");
const RUSSIA: &str = include_str!("../data/ru/places.tsv");

/// The regions of Russia that are towns themselves: Moscow, Saint Petersburg, Sevastopol.
const TOWNS: [&str; 3] = ["77", "78", "92"];

/// Names that stand in the Chinese table where a level has no unit of its own; nobody writes them on a letter.
const NO_UNIT: [&str; 4] = ["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"];

/// An administrative unit.
#[derive(Debug, PartialEq, Eq)]
pub struct Place {
    /// Its code in its country.
    pub code: &'static str,
    /// Its name, with what it is: `Phường Hoàn Kiếm`, `历下区`.
    pub name: &'static str,
    parent: Option<&'static str>,
    folded: String,
}

impl Place {
    /// Its name as it is searched for.
    pub(crate) fn folded(&self) -> &str {
        &self.folded
    }

    /// Whether it is a unit that people know by name.
    pub fn is_written(&self) -> bool {
        !NO_UNIT.contains(&self.name)
    }
}

/// The units of a country.
pub struct Places {
    all: Vec<Place>,
    by_code: HashMap<&'static str, usize>,
    by_parent: HashMap<Option<&'static str>, Vec<usize>>,
    of: Country,
}

/// What a search found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found<'a> {
    /// Units, the best first.
    pub places: Vec<&'a Place>,
    /// Units that are no more, with what became of them.
    pub former: Vec<Former>,
}

/// The units of this country; of Russia its regions only, within which people write the town themselves.
pub fn places(country: Country) -> &'static Places {
    static OF_VIETNAM: LazyLock<Places> = LazyLock::new(|| Places::read(VIETNAM, Country::Vietnam));
    static OF_CHINA: LazyLock<Places> = LazyLock::new(|| Places::read(CHINA, Country::China));
    static OF_RUSSIA: LazyLock<Places> = LazyLock::new(|| Places::read(RUSSIA, Country::Russia));
    match country {
        Country::Vietnam => &OF_VIETNAM,
        Country::China => &OF_CHINA,
        Country::Russia => &OF_RUSSIA,
    }
}

impl Places {
    fn read(table: &'static str, of: Country) -> Self {
        let all: Vec<Place> = table.lines().filter_map(read).collect();
        let mut by_parent: HashMap<_, Vec<usize>> = HashMap::new();
        let mut by_code = HashMap::with_capacity(all.len());
        for (index, place) in all.iter().enumerate() {
            by_code.insert(place.code, index);
            by_parent.entry(place.parent).or_default().push(index);
        }
        Self { all, by_code, by_parent, of }
    }

    /// The unit with this code.
    pub fn place(&self, code: &str) -> Option<&Place> {
        self.by_code.get(code).map(|index| &self.all[*index])
    }

    /// The units that belong to the one with this code, or the largest ones, in the order of lists. A level without
    /// units of its own is left out: below Beijing its districts come at once.
    pub fn within(&self, code: Option<&str>) -> Vec<&Place> {
        let parent = code.and_then(|code| self.place(code)).map(|place| place.code);
        if code.is_some() && parent.is_none() {
            return Vec::new();
        }
        let children = self.by_parent.get(&parent).into_iter().flatten().map(|index| &self.all[*index]);
        let mut all = Vec::new();
        for place in children {
            if place.is_written() { all.push(place) } else { all.extend(self.within(Some(place.code))) }
        }
        all
    }

    /// Whether nothing belongs to it, so that an address can be there.
    pub fn is_smallest(&self, place: &Place) -> bool {
        !self.by_parent.contains_key(&Some(place.code))
    }

    /// Whether there are several towns in it, so that an address there needs its own.
    pub fn has_towns(&self, place: &Place) -> bool {
        self.of == Country::Russia && !TOWNS.contains(&place.code)
    }

    /// The unit and all above it that have a name, the largest first; empty if there is no such unit.
    pub fn path(&self, code: &str) -> Vec<&Place> {
        let mut path = Vec::new();
        let mut next = self.place(code);
        while let Some(place) = next {
            if place.is_written() {
                path.insert(0, place);
            }
            next = place.parent.and_then(|parent| self.place(parent));
        }
        path
    }

    /// The units whose name `query` means, the best first, at most `most`, and likewise those that are no more.
    /// Accents, case and width do not matter; words may be of the units around, too: `hoan kiem ha noi`.
    pub fn search(&self, query: &str, most: usize) -> Found<'_> {
        let query = Query::new(query);
        if query.words.is_empty() {
            return Found::default();
        }
        let mut found = Vec::new();
        for place in self.all.iter().filter(|place| place.is_written()) {
            if self.names(&query, place) && self.fits(&query, place) {
                let whole = place.folded.ends_with(&query.whole) || place.folded.starts_with(&query.whole);
                let own = query.words.iter().filter(|word| means(word, &place.folded)).count();
                let rank = (!whole, Reverse(own), place.parent.is_some(), place.folded.len());
                found.push((rank, place));
            }
        }
        found.sort_by_key(|(rank, _)| *rank);
        let former = if self.of == Country::Vietnam { former::search(&query, most) } else { Vec::new() };
        Found { places: found.into_iter().take(most).map(|(_, place)| place).collect(), former }
    }

    /// Whether some word is of its own name, and not only of the units around.
    fn names(&self, query: &Query, place: &Place) -> bool {
        let last = |word: &String| {
            let begins = place.folded.chars().next().is_some_and(|first| word.contains(first));
            means(word, &place.folded) || (!word.is_ascii() && begins && self.ends(word, place))
        };
        place.code == query.whole || query.words.iter().any(last)
    }

    /// Whether a run of characters names units around this one and ends within its own name.
    fn ends(&self, word: &str, place: &Place) -> bool {
        let path = self.path(place.code);
        path.split_last().is_some_and(|(_, around)| runs(word, &path) && !runs(word, around))
    }

    fn fits(&self, query: &Query, place: &Place) -> bool {
        if place.code == query.whole {
            return true;
        }
        let path = self.path(place.code);
        query.words.iter().all(|word| {
            // `济南历下`: one run of characters may name several units.
            path.iter().any(|around| means(word, &around.folded)) || (!word.is_ascii() && runs(word, &path))
        })
    }
}

/// Whether a run of characters is made of the beginnings of these units' names, in their order.
fn runs(word: &str, path: &[&Place]) -> bool {
    let mut rest = word;
    for place in path {
        let common: usize = rest
            .chars()
            .zip(place.folded.chars())
            .take_while(|(a, b)| a == b)
            .map(|(a, _)| a.len_utf8())
            .sum();
        rest = &rest[common..];
    }
    rest.is_empty()
}

fn read(line: &'static str) -> Option<Place> {
    let mut columns = line.split('\t');
    let (code, parent, name) = (columns.next()?, columns.next()?, columns.next()?);
    Some(Place { code, name, parent: Some(parent).filter(|parent| !parent.is_empty()), folded: fold(name) })
}

#[cfg(test)]
mod tests;
