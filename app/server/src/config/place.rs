use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A place in a file, both counted from one; columns are characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub column: usize,
}

impl Place {
    /// Of the byte at `offset`.
    pub(super) fn of(text: &str, offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line = before.rsplit('\n').next().unwrap_or_default();
        Self { line: before.matches('\n').count() + 1, column: line.chars().count() + 1 }
    }
}

/// Where every setting of a file stands.
pub(super) struct Places<'t> {
    text: &'t str,
    root: Spanned<DeTable<'t>>,
}

impl<'t> Places<'t> {
    /// `None` if the text is no TOML.
    pub(super) fn of(text: &'t str) -> Option<Self> {
        Some(Self { text, root: DeTable::parse(text).ok()? })
    }

    /// The place of `identity.clients[1].redirect_uris[0]`, or of the deepest part of it that is there.
    pub(super) fn find(&self, path: &str) -> Option<Place> {
        let mut found = None;
        let mut table = Some(self.root.get_ref());
        for part in path.split('.') {
            let (name, indices) = part.split_once('[').unwrap_or((part, ""));
            let Some((key, value)) = table.and_then(|t| t.get_key_value(name)) else { break };
            found = Some(key.span().start);
            let mut value: &Spanned<DeValue<'_>> = value;
            for index in indices.split('[').filter_map(|i| i.trim_end_matches(']').parse::<usize>().ok()) {
                let Some(item) = value.get_ref().as_array().and_then(|a| a.get(index)) else { break };
                found = Some(item.span().start);
                value = item;
            }
            table = value.get_ref().as_table();
        }
        found.map(|offset| Place::of(self.text, offset))
    }
}
