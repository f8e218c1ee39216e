use std::borrow::Cow;
use std::fmt::Write as _;

use onedoor_base::Language;

use crate::{Arg, Localizer, typed};

/// Something that the person must put right, as a catalogue key: the page gives it words.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// The `name` of the field; empty when it belongs to no single field.
    pub field: Cow<'static, str>,
    /// The catalogue key of the sentence, which says what to do.
    pub key: Cow<'static, str>,
    /// The variables of the sentence.
    pub args: Vec<(Cow<'static, str>, Arg<'static>)>,
}

impl Problem {
    /// A problem with one field.
    pub const fn new(field: &'static str, key: &'static str) -> Self {
        Self { field: Cow::Borrowed(field), key: Cow::Borrowed(key), args: Vec::new() }
    }

    /// A problem with the whole form, not with one field.
    pub const fn general(key: &'static str) -> Self {
        Self::new("", key)
    }

    /// Fills in a variable of the sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg<'static>>) -> Self {
        self.args.push((Cow::Borrowed(name), value.into()));
        self
    }

    /// The sentence.
    pub fn text(&self, t: &Localizer) -> String {
        t.filled(&self.key, &self.args)
    }

    /// As a form carries it along while the language is changed; nothing for what would read as something else.
    fn carried(&self) -> Option<String> {
        let mut text = format!("{};{}", self.field, self.key);
        for (name, value) in &self.args {
            let value = match value {
                Arg::Number(number) => format!("#{}", number.value),
                Arg::String(text) => text.to_string(),
                _ => return None,
            };
            if value.contains(['|', ';', '=', '#']) && !value.starts_with('#') {
                return None;
            }
            _ = write!(text, ";{name}={value}");
        }
        Some(text)
    }

    /// What [`Problem::carried`] wrote. It comes back from a browser: only texts of ours are taken.
    fn from_carried(text: &str) -> Option<Self> {
        let mut parts = text.split(';');
        let (field, key) = (parts.next()?, parts.next()?);
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
        if !field.chars().all(plain) || !Localizer::of(Language::En).has(key) {
            return None;
        }
        let arg = |part: &str| {
            let (name, value) = part.split_once('=')?;
            let value = match value.strip_prefix('#') {
                Some(number) => Arg::from(number.parse::<f64>().ok()?),
                None => Arg::from(value.to_owned()),
            };
            Some((Cow::Owned(name.to_owned()), value))
        };
        let args = parts.map(arg).collect::<Option<_>>()?;
        Some(Self { field: Cow::Owned(field.to_owned()), key: Cow::Owned(key.to_owned()), args })
    }
}

/// More than any form has fields.
const MOST: usize = 20;

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

    /// What to say beside a field; on a page that has no problem of its own, what was said there before the
    /// language was changed.
    pub fn of(&self, field: &str, t: &Localizer) -> Option<String> {
        if self.0.is_empty() {
            return typed::problem(field, t);
        }
        self.0.iter().find(|p| p.field == field).map(|p| p.text(t))
    }

    /// As a form carries them along.
    pub(crate) fn carried(&self) -> String {
        self.0.iter().filter_map(Problem::carried).collect::<Vec<_>>().join("|")
    }

    /// What [`Problems::carried`] wrote, as far as it makes sense.
    pub(crate) fn from_carried(text: &str) -> Self {
        text.split('|').take(MOST).filter_map(Problem::from_carried).collect::<Vec<_>>().into()
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
