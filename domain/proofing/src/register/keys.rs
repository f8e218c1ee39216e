//! By which texts a copy of a register finds people, so that nobody whom [`super::judge`] would name is passed over.

use onedoor_base::{Country, fold};

use super::{Born, Entry, Sought};

/// The texts under which somebody is kept, or looked for. Whoever has one in common with somebody may be them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys {
    /// Of numbers, former ones too. The first of an entry is of its own number.
    pub numbers: Vec<String>,
    /// Of names with birth dates.
    pub people: Vec<String>,
}

impl Entry {
    /// The texts under which it is kept.
    pub fn keys(&self) -> Keys {
        let numbers = std::iter::once(&self.number).chain(&self.former_numbers);
        let names = std::iter::once(&self.name).chain(&self.former_names);
        Keys {
            numbers: distinct(numbers.map(|number| of_number(self.country, number))),
            people: distinct(names.map(|name| of_person(self.country, name, self.born))),
        }
    }
}

impl Sought {
    /// The texts under which whoever may be the person is kept.
    ///
    /// A register that knows only the year of somebody's birth keeps them under the year, so a whole date is looked for
    /// by its month and its year as well. Whoever gives the year alone is found by number, or among those people.
    pub fn keys(&self) -> Keys {
        let numbers = self.number.iter().chain(&self.former);
        let people = self.name.iter().zip(self.born).flat_map(|(name, born)| {
            let month = Born { day: None, ..born };
            let year = Born { month: None, ..month };
            [born, month, year].map(|born| of_person(self.country, name, born))
        });
        Keys {
            numbers: distinct(numbers.map(|number| of_number(self.country, number))),
            people: distinct(people),
        }
    }
}

/// The text of one number, as [`Entry::keys`] has it.
pub fn of_number(country: Country, number: &str) -> String {
    format!("{}/number/{number}", country.code())
}

/// Accents, the place of a tone mark, and the order of the parts make no difference.
fn of_person(country: Country, name: &str, born: Born) -> String {
    let folded = fold(name);
    let mut parts: Vec<_> = folded.split(' ').collect();
    parts.sort_unstable();
    let part = |part: Option<u8>| part.map_or_else(String::new, |part| format!("-{part:02}"));
    let (month, day) = (part(born.month), part(born.day));
    format!("{}/person/{}/{:04}{month}{day}", country.code(), parts.join(" "), born.year)
}

fn distinct(texts: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = Vec::new();
    for text in texts {
        if !seen.contains(&text) {
            seen.push(text);
        }
    }
    seen
}
