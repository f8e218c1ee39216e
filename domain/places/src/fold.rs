use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// More characters than these of a query are disregarded.
const LONGEST: usize = 100;
/// More words than these are disregarded.
const MOST_WORDS: usize = 12;

/// What is left of a text for searching: small letters without accents, and digits, with one space between words.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        if !c.is_alphanumeric() {
            gap = true;
            continue;
        }
        if gap && !out.is_empty() {
            out.push(' ');
        }
        gap = false;
        // Letters that Unicode doesn't take apart.
        let bare = if matches!(c, 'đ' | 'Đ') { 'd' } else { c };
        out.extend(bare.to_lowercase());
    }
    out
}

/// What somebody looks for.
pub(crate) struct Query {
    pub(crate) whole: String,
    pub(crate) words: Vec<String>,
}

impl Query {
    pub(crate) fn new(text: &str) -> Self {
        let whole = fold(&text.chars().take(LONGEST).collect::<String>());
        let words =
            whole.split(' ').filter(|word| !word.is_empty()).take(MOST_WORDS).map(str::to_owned).collect();
        Self { whole, words }
    }
}

/// Whether a word of a query is meant by a folded text: the beginning of a word of it; in Chinese, which has no spaces,
/// anything inside.
pub(crate) fn means(word: &str, text: &str) -> bool {
    if word.is_ascii() { text.split(' ').any(|one| one.starts_with(word)) } else { text.contains(word) }
}
