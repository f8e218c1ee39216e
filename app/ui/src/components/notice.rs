use maud::{Markup, Render, html};

use crate::{Icon, Localizer};

#[derive(Clone, Copy)]
enum Tone {
    Info,
    Success,
    Warning,
}

/// Something that the person should see before the rest of the page.
pub struct Notice {
    tone: Tone,
    title: Option<String>,
    content: Markup,
}

impl Notice {
    /// Good to know.
    pub fn info(text: impl Into<String>) -> Self {
        Self { tone: Tone::Info, title: None, content: html! { p { (text.into()) } } }
    }

    /// It is done.
    pub fn success(text: impl Into<String>) -> Self {
        Self { tone: Tone::Success, ..Self::info(text) }
    }

    /// Has consequences.
    pub fn warning(text: impl Into<String>) -> Self {
        Self { tone: Tone::Warning, ..Self::info(text) }
    }

    /// A headline above the text.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// More than a sentence: links, lists, a form.
    #[must_use]
    pub fn and(mut self, content: &Markup) -> Self {
        self.content = html! { (self.content) (content) };
        self
    }
}

impl Render for Notice {
    fn render(&self) -> Markup {
        let (class, icon) = match self.tone {
            Tone::Info => ("notice notice--info", Icon::Info),
            Tone::Success => ("notice notice--success", Icon::Check),
            Tone::Warning => ("notice notice--warning", Icon::Alert),
        };
        // Announced when the page opens after an action; an information is not news.
        let role = if matches!(self.tone, Tone::Success) { Some("status") } else { None };
        html! {
            div class=(class) role=[role] {
                span.notice__icon { (icon) }
                div.notice__text {
                    @if let Some(title) = &self.title { p.notice__title { (title) } }
                    (self.content)
                }
            }
        }
    }
}

/// The number to quote to the help desk.
pub fn reference_number(t: &Localizer, reference: &str) -> Markup {
    html! {
        dl.reference { dt { (t.get("error-reference")) } dd { code { (reference) } } }
    }
}
