//! What somebody had typed when they chose another language. The page is opened anew in that language,
//! and its fields show it again: nobody fills in a form twice.
//!
//! Fields are rendered without knowing the visit, so the rendering of a page carries what they show on
//! its thread. Passwords and codes are never shown again, whatever is carried.

use std::cell::RefCell;

/// The fields of a form as the browser sent them; empty if nothing was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed(Vec<(String, String)>);

impl Typed {
    /// These fields, by name.
    pub fn new(fields: Vec<(String, String)>) -> Self {
        Self(fields)
    }
}

/// The id of the form that keeps what is typed when the language is changed.
pub(crate) const FORM: &str = "form";

#[derive(Default)]
struct Rendering {
    typed: Typed,
    form: Option<&'static str>,
}

thread_local! {
    static PAGE: RefCell<Rendering> = RefCell::default();
}

/// Renders the body of a page that shows `typed`; also says which form may keep what is typed in it.
pub(crate) fn rendering<T>(typed: &Typed, render: impl FnOnce() -> T) -> (T, Option<&'static str>) {
    PAGE.set(Rendering { typed: typed.clone(), form: None });
    let rendered = render();
    (rendered, PAGE.take().form)
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

/// The id for a form with fields: the first one of a page can keep what is typed.
pub(crate) fn form_id(own: Option<&'static str>) -> Option<&'static str> {
    PAGE.with_borrow_mut(|page| {
        if page.form.is_some() {
            return own;
        }
        page.form = Some(own.unwrap_or(FORM));
        page.form
    })
}
