//! How well a text answers a query. Shared by procedures, units and organisations.

use onedoor_base::{fold, fold_but_accents};

/// More words than these are disregarded.
const MOST_WORDS: usize = 12;
/// More characters than these are disregarded.
const LONGEST: usize = 200;

/// A text that can be found, made comparable once.
#[derive(Debug)]
pub(crate) struct Text {
    folded: String,
    accented: String,
}

impl Text {
    pub(crate) fn new(text: &str) -> Self {
        Self { folded: fold(text), accented: fold_but_accents(text) }
    }
}

/// What somebody looks for, likewise.
pub(crate) struct Query {
    whole: String,
    words: Vec<String>,
    accented: Vec<String>,
}

impl Query {
    pub(crate) fn new(text: &str) -> Self {
        let text: String = text.chars().take(LONGEST).collect();
        let split = |text: String| {
            text.split(' ').filter(|w| !w.is_empty()).map(str::to_owned).take(MOST_WORDS).collect()
        };
        let whole = fold(&text);
        Self { words: split(whole.clone()), accented: split(fold_but_accents(&text)), whole }
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// How well something answers that goes by these texts, the best one counting; `None` if some
    /// word of the query is in none of them.
    pub(crate) fn rank<'a>(&self, texts: impl IntoIterator<Item = &'a Text> + Clone) -> Option<u32> {
        if self.is_empty() {
            return None;
        }
        let mut rank = 0;
        for word in &self.words {
            rank += texts.clone().into_iter().filter_map(|text| word_in(word, &text.folded)).max()?;
        }
        Some(rank + texts.into_iter().map(|text| self.extra(text)).max().unwrap_or(0))
    }

    /// The query as a whole counts more than its words apart, and right accents break ties.
    fn extra(&self, Text { folded: text, accented }: &Text) -> u32 {
        let whole = if *text == self.whole {
            100
        } else if text.starts_with(&self.whole) {
            40
        } else if text.contains(&self.whole) {
            20
        } else {
            0
        };
        let exact = self.accented.iter().filter(|word| word_in(word, accented).is_some()).count();
        whole + u32::try_from(exact).unwrap_or(0)
    }
}

/// A whole word counts more than the beginning of one, that more than the inside of one. Chinese
/// has no spaces: there the inside of the text is where words are.
fn word_in(word: &str, text: &str) -> Option<u32> {
    let best = text.split(' ').filter_map(|candidate| match candidate.find(word)? {
        0 if candidate.len() == word.len() => Some(9),
        0 => Some(6),
        _ if !word.is_ascii() => Some(5),
        // One or two letters stand inside of too many words to mean anything.
        _ if word.len() > 2 => Some(2),
        _ => None,
    });
    best.max()
}
