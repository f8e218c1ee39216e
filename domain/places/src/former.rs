use std::sync::LazyLock;

use crate::fold::{Query, fold, means};
use crate::{Place, places};

const TABLE: &str = include_str!("../data/vn/former.tsv");

/// A unit of Vietnam that is no more since 1 July 2025, with the province that it became part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Former {
    /// Its name: `Tỉnh Hải Dương`, `Huyện Ba Vì`.
    pub name: &'static str,
    /// The province that it was in, as it was called then; empty for a province.
    pub province: &'static str,
    /// The province that it became part of.
    pub successor: &'static Place,
}

struct Row {
    former: Former,
    folded: String,
    around: String,
}

static FORMER: LazyLock<Vec<Row>> = LazyLock::new(|| TABLE.lines().filter_map(row).collect());

fn row(line: &'static str) -> Option<Row> {
    let mut columns = line.split('\t');
    let (code, province, name) = (columns.next()?, columns.next()?, columns.next()?);
    let successor = places(onedoor_base::Country::Vietnam).place(code)?;
    Some(Row { former: Former { name, province, successor }, folded: fold(name), around: fold(province) })
}

/// The units that are no more and that the query means, at most `most`; provinces first.
pub(crate) fn search(query: &Query, most: usize) -> Vec<Former> {
    if query.words.is_empty() {
        return Vec::new();
    }
    let fits = |row: &&Row| {
        let own = query.words.iter().any(|word| means(word, &row.folded));
        own && query.words.iter().all(|word| means(word, &row.folded) || means(word, &row.around))
    };
    let mut found: Vec<&Row> = FORMER.iter().filter(fits).collect();
    // As it stands in the name, before words here and there; whole provinces before their districts.
    found.sort_by_key(|row| {
        (!row.folded.ends_with(&query.whole), !row.former.province.is_empty(), row.folded.len())
    });
    found.into_iter().take(most).map(|row| row.former).collect()
}

#[cfg(test)]
pub(crate) fn count() -> usize {
    FORMER.len()
}
