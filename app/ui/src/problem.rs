use crate::{Arg, Localizer};

/// Something that the person must put right, as a catalogue key: the page gives it words.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// The `name` of the field; empty when it belongs to no single field.
    pub field: &'static str,
    /// The catalogue key of the sentence, which says what to do.
    pub key: &'static str,
    /// The variables of the sentence.
    pub args: Vec<(&'static str, Arg<'static>)>,
}

impl Problem {
    /// A problem with one field.
    pub const fn new(field: &'static str, key: &'static str) -> Self {
        Self { field, key, args: Vec::new() }
    }

    /// A problem with the whole form, not with one field.
    pub const fn general(key: &'static str) -> Self {
        Self::new("", key)
    }

    /// Fills in a variable of the sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg<'static>>) -> Self {
        self.args.push((name, value.into()));
        self
    }

    /// The sentence.
    pub fn text(&self, t: &Localizer) -> String {
        t.with(self.key, &self.args)
    }
}

/// All problems of a form, in the order of its fields.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// No problem at all.
    pub const NONE: &'static Self = &Self(Vec::new());

    /// Nothing wrong so far.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// One problem.
    pub fn one(problem: Problem) -> Self {
        Self(vec![problem])
    }

    /// Adds a problem.
    pub fn push(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// In the order of the fields.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }

    /// What to say beside a field.
    pub fn of(&self, field: &str, t: &Localizer) -> Option<String> {
        self.0.iter().find(|p| p.field == field).map(|p| p.text(t))
    }
}

impl From<Vec<Problem>> for Problems {
    fn from(problems: Vec<Problem>) -> Self {
        Self(problems)
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
