//! What a province hands in: the whole outcome as JSON, and a page made of it.

mod page;

use std::fmt::Write as _;

use aws_lc_rs::digest::{SHA256, digest};
use onedoor_base::{Language, Timestamp};
use onedoor_ui::Localizer;
use serde::Serialize;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::{Chapter, Exchange, Kit, Played, VERSION, Verdict};

pub use page::page;

/// The outcome of a run. Its members are the schema of `report.json`: `docs/NEW-PORTAL.md` explains them.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// The version of this form: 1.
    pub version: u32,
    /// The version of the kit.
    pub kit: &'static str,
    /// What the portal is called.
    pub portal: String,
    /// Its address.
    pub address: String,
    /// The kit's identity in this run.
    pub issuer: String,
    /// What the portal allows, as its developer says.
    pub policy: crate::settings::Policy,
    /// When the run began (RFC 3339).
    pub began: String,
    /// How long it took, in milliseconds.
    pub took: u64,
    /// Whether every situation was played; not with `--only`.
    pub complete: bool,
    /// How many came to what.
    pub counts: Counts,
    /// Each, in the order in which they were played.
    pub situations: Vec<Row>,
}

/// How many situations came to what.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Counts {
    /// The portal did what is required.
    pub passed: usize,
    /// It did not.
    pub failed: usize,
    /// Its policy has no such situation.
    pub not_applicable: usize,
    /// They could not be played.
    pub not_tried: usize,
}

/// A situation in the report.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Its name: what `--only` takes.
    pub name: &'static str,
    /// The chapter.
    pub chapter: Chapter,
    /// Where it is required.
    pub section: &'static str,
    /// What is required, in English.
    pub title: String,
    /// What became of it.
    pub verdict: Verdict,
    /// What was expected, or why nothing was, in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// How long it took, in milliseconds.
    pub took: u64,
    /// What went over the wire, if it was not passed; nothing in it opens anything.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exchanges: Vec<Exchange>,
    #[serde(skip)]
    title_key: &'static str,
    #[serde(skip)]
    section_key: Option<&'static str>,
    #[serde(skip)]
    why_key: Option<&'static str>,
}

impl Report {
    /// Of a run that began and ended at these times.
    pub fn of(kit: &Kit, played: &[Played], (began, ended): (Timestamp, Timestamp), complete: bool) -> Self {
        let english = Localizer::of(Language::En);
        let row = |one: &Played| Row {
            name: one.situation.name(),
            chapter: one.situation.chapter,
            section: one.situation.section,
            title: english.get(one.situation.title),
            verdict: one.verdict,
            why: one.why.map(|why| english.get(why)),
            took: millis(one.took),
            exchanges: one.exchanges.clone(),
            title_key: one.situation.title,
            section_key: one.situation.section_key(),
            why_key: one.why,
        };
        Self {
            version: 1,
            kit: VERSION,
            portal: kit.settings().portal.name.clone(),
            address: kit.portal().to_string(),
            issuer: kit.settings().issuer.clone(),
            policy: kit.settings().policy.clone(),
            began: moment(began),
            took: millis(ended.since(began)),
            complete,
            counts: Counts::of(played),
            situations: played.iter().map(row).collect(),
        }
    }

    /// The file that a program reads, and the name of exactly this file: its SHA-256 in hexadecimal digits.
    pub fn to_json(&self) -> (Vec<u8>, String) {
        let mut json = serde_json::to_vec_pretty(self).expect("strings and numbers serialise");
        json.push(b'\n');
        let mut name = String::new();
        for byte in digest(&SHA256, &json).as_ref() {
            _ = write!(name, "{byte:02x}");
        }
        (json, name)
    }
}

impl Counts {
    /// Counts.
    pub fn of(played: &[Played]) -> Self {
        let count = |verdict| played.iter().filter(|one| one.verdict == verdict).count();
        Self {
            passed: count(Verdict::Passed),
            failed: count(Verdict::Failed),
            not_applicable: count(Verdict::NotApplicable),
            not_tried: count(Verdict::NotTried),
        }
    }
}

fn millis(span: std::time::Duration) -> u64 {
    u64::try_from(span.as_millis()).unwrap_or(u64::MAX)
}

fn moment(at: Timestamp) -> String {
    let at = OffsetDateTime::from_unix_timestamp(at.seconds()).ok();
    at.and_then(|at| at.format(&Rfc3339).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
