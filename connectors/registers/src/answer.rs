use std::collections::BTreeSet;

use onedoor_base::Country;
use onedoor_proofing::register::{Entry, Standing};
use serde::{Deserialize, Serialize};

use crate::Trouble;

/// More than twenty people need.
pub const LARGEST_ANSWER: usize = 256 * 1024;
/// As many as an officer can look through.
pub const MOST_ENTRIES: usize = 20;

/// What a register answers.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Answer {
    /// Those who may be the person.
    pub entries: Vec<Entry>,
}

/// Reads an answer to a question about somebody of this country.
///
/// An answer that contradicts itself is no better than none: whoever believed half of it would have to choose which.
pub fn read_answer(body: &[u8], country: Country) -> Result<Vec<Entry>, Trouble> {
    if body.len() > LARGEST_ANSWER {
        return Err(Trouble::Unreadable("too large"));
    }
    let Answer { entries } =
        serde_json::from_slice(body).map_err(|_| Trouble::Unreadable("not what the interface answers"))?;
    if entries.len() > MOST_ENTRIES {
        return Err(Trouble::Unreadable("too many people"));
    }
    for entry in &entries {
        check(entry, country)?;
    }
    let mut living = BTreeSet::new();
    let all_different = entries
        .iter()
        .filter(|entry| entry.standing == Standing::Living)
        .all(|entry| living.insert(entry.number.as_str()));
    if !all_different {
        return Err(Trouble::Unreadable("two living people with one number"));
    }
    Ok(entries)
}

fn check(entry: &Entry, country: Country) -> Result<(), Trouble> {
    if entry.country != country {
        return Err(Trouble::Unreadable("somebody of another country"));
    }
    entry.fault().map_or(Ok(()), |fault| Err(Trouble::Unreadable(fault)))
}
