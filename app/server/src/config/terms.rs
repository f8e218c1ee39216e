use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use onedoor_base::{Country, Language};
use onedoor_identity::TermsVersion;
use onedoor_services::Day;
use schemars::JsonSchema;
use serde::Deserialize;

use super::check::{Found, note};
use super::{IdentityConfig, LanguageTag, words};

/// A version of the terms of use. Once it is in force it never changes again: what is to be changed becomes a new
/// version. Versions that were in force stay readable when they stand here no more.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TermsConfig {
    /// What it is called: letters, digits, dots and dashes.
    pub version: String,
    /// The day on which it comes into force: `2026-11-01`.
    pub from: String,
    /// The files with its text, in all of `vi`, `zh`, `ru` and `en`: paragraphs with an empty line between them, `# `
    /// before a heading, `- ` before a point of a list.
    pub texts: BTreeMap<LanguageTag, PathBuf>,
}

/// The longest text of terms, in bytes.
const LONGEST: usize = 200_000;

impl TermsConfig {
    fn day(&self) -> Option<Day> {
        let mut parts = self.from.split('-');
        let mut next = || parts.next()?.parse::<u16>().ok();
        let (year, month, day) = (next()?, next()?, next()?);
        let day = Day::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        day.filter(|_| parts.next().is_none())
    }

    /// Reads its texts.
    pub fn read(&self, base: &Path, country: Country) -> Result<TermsVersion, String> {
        let day = self.day().ok_or("from: allowed is a day such as 2026-11-01")?;
        let mut texts = Vec::new();
        for (tag, file) in &self.texts {
            let file = base.join(file);
            let text = std::fs::read_to_string(&file).map_err(|error| words::cannot_read(&file, &error))?;
            if text.trim().is_empty() || text.len() > LONGEST || text.contains('\0') {
                return Err(format!("{}: allowed is a text of at most {LONGEST} bytes", file.display()));
            }
            texts.push((Language::from(*tag), text));
        }
        let from = day.begins(country.utc_offset_minutes());
        Ok(TermsVersion { version: self.version.clone(), from, texts })
    }
}

/// Whether versions go together.
pub(super) fn consistent(identity: &IdentityConfig, found: &mut Found) {
    for (i, terms) in identity.terms.iter().enumerate() {
        let at = |setting: &str| format!("identity.terms[{i}].{setting}");
        let named = |c: char| c.is_ascii_alphanumeric() || ".-".contains(c);
        let length = 1..=40;
        if !length.contains(&terms.version.len()) || !terms.version.chars().all(named) {
            note(found, at("version"), "allowed are 1 to 40 letters, digits, dots and dashes");
        }
        if identity.terms.iter().take(i).any(|other| other.version == terms.version) {
            note(found, at("version"), "there is another version of this name; allowed is one of each");
        }
        if terms.day().is_none() {
            note(found, at("from"), "allowed is a day such as 2026-11-01");
        }
        if terms.texts.len() < Language::ALL.len() {
            note(found, at("texts"), "needs a file for each of vi, zh, ru and en");
        }
    }
}
