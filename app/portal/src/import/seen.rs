use std::collections::HashMap;

use csv::StringRecord;
use onedoor_base::Digest;

use super::report::RefusedBecause;
use super::row::Row;

/// The names that stood in the file so far, each with the digest of its row and its line: also in a
/// dry run, which writes nothing, a name that stands there twice is found.
#[derive(Default)]
pub(super) struct Seen(HashMap<Digest, (Digest, u64)>);

impl Seen {
    /// Nothing for a new name; else whether the row is the same as before.
    pub(super) fn before(&mut self, row: &Row, record: &StringRecord) -> Option<Result<(), RefusedBecause>> {
        let account = &row.record.account;
        let organisation = account.organisation.as_ref().map(ToString::to_string).unwrap_or_default();
        let name = Digest::of(format!("{organisation}\n{}", account.user_name.key()));
        let content = Digest::of(record.iter().collect::<Vec<_>>().join("\u{1f}"));
        match self.0.get(&name) {
            None => {
                self.0.insert(name, (content, row.line));
                None
            }
            Some((same, _)) if *same == content => Some(Ok(())),
            Some((_, line)) => Some(Err(RefusedBecause::Twice { line: *line })),
        }
    }
}
