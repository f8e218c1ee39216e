use maud::{Markup, html};

use crate::{Icon, Localizer};

/// The one heading of the page: its question or its state.
pub fn heading(text: impl Into<String>) -> Markup {
    html! { h1 { (text.into()) } }
}

/// A few words above the heading that say where in a longer matter this page stands.
pub fn kicker(text: impl Into<String>) -> Markup {
    html! { p.kicker { (text.into()) } }
}

/// The sentence under the heading that says what this is for and what happens next.
pub fn lede(text: impl Into<String>) -> Markup {
    html! { p.lede { (text.into()) } }
}

/// A part of a page under its own heading.
pub fn section(title: impl Into<String>, content: &Markup) -> Markup {
    html! { section.section { h2 { (title.into()) } (content) } }
}

/// A raised surface that sets its content apart.
pub fn panel(content: &Markup) -> Markup {
    html! { div.panel { (content) } }
}

/// The way back, above the page.
pub(crate) fn back_link(t: &Localizer, href: &str) -> Markup {
    html! { a.back-link href=(href) { (Icon::ArrowLeft) (t.get("layout-back")) } }
}

/// Ways up, outermost first: (label, href).
pub(crate) fn breadcrumb(ways: &[(String, String)]) -> Markup {
    html! { ol.breadcrumb { @for (label, href) in ways { li { a href=(href) { (label) } } } } }
}

/// Something that few need: opens at a touch.
pub fn details(summary: impl Into<String>, content: &Markup) -> Markup {
    html! { details.details { summary { (summary.into()) } div.details__content { (content) } } }
}

/// A link that leaves this site; the text should say to where.
pub fn external_link(text: impl Into<String>, href: &str) -> Markup {
    html! { a.external href=(href) rel="noreferrer" { (text.into()) (Icon::ArrowRight) } }
}
