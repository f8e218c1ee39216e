use std::sync::LazyLock;

use onedoor_base::Country;

use crate::fold::{Query, fold, means};
use crate::{Place, Places, places};

const TABLE: &str = include_str!("../data/vn/former.tsv");

/// A unit of Vietnam that is no more since 1 July 2025, with one that it became part of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former {
    /// Its name: `Tỉnh Hải Dương`, `Huyện Ba Vì`, `Xã Cổ Bi`.
    pub name: &'static str,
    /// The units that it was in, as they were called then, the smallest first; none of a province.
    pub around: Vec<&'static str>,
    /// The unit that it became part of: the province, of a commune the commune.
    pub successor: &'static Place,
    /// Whether other parts of it came to other units.
    pub partly: bool,
}

/// A unit of before; its successors are none if it is a province that is still there.
struct Row {
    name: &'static str,
    folded: String,
    within: Option<usize>,
    successors: Vec<&'static Place>,
}

static FORMER: LazyLock<Vec<Row>> = LazyLock::new(read);

/// Each line has the codes of the successors, the depth and the name; what belongs to a unit stands below it.
fn read() -> Vec<Row> {
    let now = places(Country::Vietnam);
    let mut rows: Vec<Row> = Vec::new();
    let mut above: [Option<usize>; 2] = [None; 2];
    for line in TABLE.lines() {
        let mut columns = line.split('\t');
        let (Some(codes), Some(depth), Some(name)) = (columns.next(), columns.next(), columns.next()) else {
            continue;
        };
        let within = match depth {
            "0" => None,
            "1" => above[0],
            _ => above[1],
        };
        let successors = codes.split(' ').filter_map(|code| now.place(code)).collect();
        match depth {
            "0" => above = [Some(rows.len()), None],
            "1" => above[1] = Some(rows.len()),
            _ => {}
        }
        rows.push(Row { name, folded: fold(name), within, successors });
    }
    rows
}

impl Row {
    /// The units around it, the smallest first.
    fn around(&self) -> impl Iterator<Item = &'static Row> {
        std::iter::successors(self.within, |within| FORMER[*within].within).map(|at| &FORMER[at])
    }

    fn is_meant(&self, query: &Query) -> bool {
        let own = |word: &String| means(word, &self.folded);
        let here = |word: &String| own(word) || self.around().any(|around| means(word, &around.folded));
        query.words.iter().any(own) && query.words.iter().all(here)
    }

    /// Whether it is found among the units of today by the same words and is called the same.
    fn is_still_found(&self, successor: &Place, query: &Query, now: &Places) -> bool {
        let path = now.path(successor.code);
        self.name == successor.name
            && query.words.iter().all(|word| path.iter().any(|place| means(word, place.folded())))
    }
}

/// The units that are no more and that the query means, at most `most`; the largest first.
pub(crate) fn search(query: &Query, most: usize) -> Vec<Former> {
    if query.words.is_empty() {
        return Vec::new();
    }
    let now = places(Country::Vietnam);
    let mut found: Vec<&'static Row> = FORMER.iter().filter(|row| row.is_meant(query)).collect();
    // As it stands in the name, before words here and there; whole provinces before their districts.
    found.sort_by_key(|row| (!row.folded.ends_with(&query.whole), row.around().count(), row.folded.len()));
    let each = |row: &'static Row| {
        let partly = row.successors.len() > 1;
        let there = row.successors.iter().filter(move |one| partly || !row.is_still_found(one, query, now));
        there.map(move |successor| Former {
            name: row.name,
            around: row.around().map(|around| around.name).collect(),
            successor,
            partly,
        })
    };
    found.into_iter().flat_map(each).take(most).collect()
}

/// How many provinces, districts and communes are no more.
#[cfg(test)]
pub(crate) fn count() -> [usize; 3] {
    let mut count = [0; 3];
    for row in FORMER.iter().filter(|row| !row.successors.is_empty()) {
        count[row.around().count()] += 1;
    }
    count
}
