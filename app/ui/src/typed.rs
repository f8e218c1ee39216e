//! What somebody had typed when they chose another language. The page is opened anew in that language,
//! and its fields show it again: nobody fills in a form twice. What had to be put right travels along in a
//! hidden field, and is said again in the other language.
//!
//! Fields are rendered without knowing the visit, so the rendering of a page carries what they show on
//! its thread. Passwords and codes are never shown again, whatever is carried.

use std::cell::RefCell;

use crate::{Localizer, Problems};

/// The fields of a form as the browser sent them; empty if nothing was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed(Vec<(String, String)>);

impl Typed {
    /// These fields, by name.
    pub fn new(fields: Vec<(String, String)>) -> Self {
        Self(fields)
    }

    fn problems(&self) -> Problems {
        let carried = self.0.iter().find(|(name, _)| name == PROBLEMS);
        carried.map(|(_, text)| Problems::from_carried(text)).unwrap_or_default()
    }
}

/// The field in which a form carries what must be put right.
pub(crate) const PROBLEMS: &str = "problems";

/// The id of the form that keeps what is typed when the language is changed.
pub(crate) const FORM: &str = "form";

#[derive(Default)]
struct Rendering {
    typed: Typed,
    problems: Problems,
    form: Option<&'static str>,
}

/// A page's body, and what the layout around it needs to know.
pub(crate) struct Rendered<T> {
    pub(crate) body: T,
    /// The form that may keep what is typed in it.
    pub(crate) form: Option<&'static str>,
    /// What must be put right: on this page, or else on the one that was left for another language.
    pub(crate) problems: Problems,
}

thread_local! {
    static PAGE: RefCell<Rendering> = RefCell::default();
}

/// Renders the body of a page that has these problems of its own and shows `typed`.
pub(crate) fn rendering<T>(typed: &Typed, own: &Problems, render: impl FnOnce() -> T) -> Rendered<T> {
    let problems = if own.is_empty() { typed.problems() } else { own.clone() };
    PAGE.set(Rendering { typed: typed.clone(), problems, form: None });
    let body = render();
    let Rendering { problems, form, .. } = PAGE.take();
    Rendered { body, form, problems }
}

/// What is to be put right in a field of the page that is rendered.
pub(crate) fn problem(field: &str, t: &Localizer) -> Option<String> {
    PAGE.with_borrow(|page| page.problems.iter().find(|p| p.field == field).map(|p| p.text(t)))
}

/// What the form that keeps what is typed carries along; empty if nothing is to be put right.
pub(crate) fn carried() -> String {
    PAGE.with_borrow(|page| page.problems.carried())
}

/// What stood in a field; none if nothing is carried for it.
pub(crate) fn value(name: &str) -> Option<String> {
    PAGE.with_borrow(|page| page.typed.0.iter().find(|(n, _)| n == name).map(|(_, value)| value.clone()))
}

/// Whether a box was checked; none if nothing is carried at all. A box that is not checked sends nothing.
pub(crate) fn checked(name: &str, value: &str) -> Option<bool> {
    PAGE.with_borrow(|page| {
        let fields = &page.typed.0;
        (!fields.is_empty()).then(|| fields.iter().any(|(n, v)| n == name && v == value))
    })
}

/// The id for the first form of a page with fields, which can keep what is typed; nothing for all others.
pub(crate) fn keeping(own: Option<&'static str>) -> Option<&'static str> {
    PAGE.with_borrow_mut(|page| {
        if page.form.is_some() {
            return None;
        }
        page.form = Some(own.unwrap_or(FORM));
        page.form
    })
}
