use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::LazyLock;

use onedoor_base::Language;

use crate::procedures::{Procedure, ProcedureCode};
use crate::search::{Query, Text};

/// The procedures of a portal.
#[derive(Debug)]
pub struct ProcedureCatalogue {
    procedures: Vec<Procedure>,
    /// By which each of them is found, in the same order.
    texts: Vec<Texts>,
}

#[derive(Debug)]
struct Texts {
    /// In the order of [`Language::ALL`].
    names: [Text; 4],
    /// Fields, other words, the code.
    others: Vec<Text>,
}

/// The file is no catalogue.
#[derive(Debug, thiserror::Error)]
pub enum MalformedCatalogue {
    /// Not of the form that is wanted; says where.
    #[error("not a catalogue of procedures: {0}")]
    Form(#[from] serde_json::Error),
    /// Two procedures have this code.
    #[error("the code {0} stands there twice")]
    Twice(ProcedureCode),
}

impl ProcedureCatalogue {
    /// Reads a catalogue: a JSON list of procedures, as in `data/procedures`.
    pub fn read(json: &str) -> Result<Self, MalformedCatalogue> {
        let procedures: Vec<Procedure> = serde_json::from_str(json)?;
        let mut seen = HashSet::new();
        match procedures.iter().find(|p| !seen.insert(&p.code)) {
            Some(twice) => Err(MalformedCatalogue::Twice(twice.code.clone())),
            None => Ok(Self { texts: procedures.iter().map(Texts::of).collect(), procedures }),
        }
    }

    /// The sample of a Vietnamese portal.
    pub fn vietnam() -> &'static Self {
        static SAMPLE: LazyLock<ProcedureCatalogue> =
            LazyLock::new(|| sample(include_str!("../../data/procedures/vietnam.json")));
        &SAMPLE
    }

    /// The sample of a Russian school system.
    pub fn school() -> &'static Self {
        static SAMPLE: LazyLock<ProcedureCatalogue> =
            LazyLock::new(|| sample(include_str!("../../data/procedures/school.json")));
        &SAMPLE
    }

    /// All of them, in the order of the file.
    pub fn all(&self) -> &[Procedure] {
        &self.procedures
    }

    /// The one with this code.
    pub fn get(&self, code: &str) -> Option<&Procedure> {
        self.procedures.iter().find(|p| p.code.as_str() == code)
    }

    /// The procedures that `query` means, best first. It may be of any language; names count more
    /// than other words, and the name in `language` breaks ties.
    pub fn search(&self, query: &str, language: Language) -> Vec<&Procedure> {
        let query = Query::new(query);
        let all = self.procedures.iter().zip(&self.texts);
        let mut found: Vec<_> =
            all.filter_map(|(procedure, texts)| Some((texts.rank(&query, language)?, procedure))).collect();
        found.sort_by_key(|(rank, _)| Reverse(*rank));
        found.into_iter().map(|(_, procedure)| procedure).collect()
    }
}

fn sample(json: &str) -> ProcedureCatalogue {
    ProcedureCatalogue::read(json).expect("a test reads the samples")
}

impl Texts {
    fn of(procedure: &Procedure) -> Self {
        let fields = Language::ALL.map(|l| procedure.field.get(l));
        let others = fields.into_iter().chain(procedure.also.iter().map(String::as_str));
        Self {
            names: Language::ALL.map(|l| Text::new(procedure.name.get(l))),
            others: others.chain([procedure.code.as_str()]).map(Text::new).collect(),
        }
    }

    /// Anywhere, and in the names once more; then in the name in `language` alone.
    fn rank(&self, query: &Query, language: Language) -> Option<(u32, u32)> {
        let anywhere = query.rank(self.names.iter().chain(&self.others))?;
        let named = query.rank(&self.names).unwrap_or(0);
        let own = Language::ALL.iter().zip(&self.names).find(|(l, _)| **l == language);
        Some((anywhere + 2 * named, own.and_then(|(_, name)| query.rank([name])).unwrap_or(0)))
    }
}
