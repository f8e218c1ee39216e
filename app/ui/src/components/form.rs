use maud::{Markup, Render, html};

use crate::assets::{advice_path, device_key_path};
use crate::{Icon, Localizer, Problems, View, typed};

/// A form that posts, with the hidden field that proves that it came from our page.
pub struct Form<'a> {
    view: &'a View,
    action: String,
    get: bool,
    in_line: bool,
    files: bool,
    id: Option<&'static str>,
    device_key: Option<&'static str>,
}

impl<'a> Form<'a> {
    /// Posts to `action`.
    pub fn post(view: &'a View, action: impl Into<String>) -> Self {
        Self {
            view,
            action: action.into(),
            get: false,
            in_line: false,
            files: false,
            id: None,
            device_key: None,
        }
    }

    /// Asks with GET, for searches: changes nothing and carries no token.
    pub fn get(view: &'a View, action: impl Into<String>) -> Self {
        Self {
            view,
            action: action.into(),
            get: true,
            in_line: false,
            files: false,
            id: None,
            device_key: None,
        }
    }

    /// Names the form, so that a button elsewhere can belong to it.
    #[must_use]
    pub fn id(mut self, id: &'static str) -> Self {
        self.id = Some(id);
        self
    }

    /// One field with its button beside it, where the page is wide enough.
    #[must_use]
    pub fn in_line(mut self) -> Self {
        self.in_line = true;
        self
    }

    /// Sends a file along: see [`super::FileField`].
    #[must_use]
    pub fn with_file(mut self) -> Self {
        self.files = true;
        self
    }

    /// Has the browser make the key of this device, where it can: the public half goes into `public_key`.
    #[must_use]
    pub fn making_device_key(mut self) -> Self {
        self.device_key = Some("make");
        self
    }

    /// Has the browser sign `challenge` with the key of this device, where it has one, into `signature`.
    #[must_use]
    pub fn signing_with_device_key(mut self) -> Self {
        self.device_key = Some("use");
        self
    }

    /// The form around its fields. Browsers' own messages are switched off: ours are in the
    /// person's language and stay on the page.
    pub fn around(&self, fields: &Markup) -> Markup {
        // Only what is posted carries the proof that the keeping of what is typed asks for.
        // No browser gives a file back that was chosen before.
        let keeps = !self.get && !self.files && fields.0.contains("class=\"field");
        let keeping = if keeps { typed::keeping(self.id) } else { None };
        let id = keeping.or(self.id);
        let carried = keeping.map(|_| typed::carried()).filter(|carried| !carried.is_empty());
        html! {
            form.form.form--in-line[self.in_line] id=[id] method=(if self.get { "get" } else { "post" }) action=(self.action)
                enctype=[self.files.then_some("multipart/form-data")] data-device-key=[self.device_key] novalidate {
                @if !self.get { input type="hidden" name="csrf" value=(self.view.csrf); }
                @if let Some(carried) = &carried { (hidden(typed::PROBLEMS, carried)) }
                (fields)
            }
            @if self.device_key.is_some() { script type="module" src=(device_key_path()) {} }
        }
    }
}

/// A value that travels with the form unseen.
pub fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}

/// Has a form say beside these fields, while they are filled in, what it would say if it were sent: the words come from
/// `address`. Without scripts it says so when it is sent.
pub fn advice(address: &str, fields: &[&str]) -> Markup {
    html! {
        span hidden data-advice=(address) data-fields=(fields.join(" ")) {}
        script type="module" src=(advice_path()) {}
    }
}

/// Fields that belong together under one legend.
pub fn fieldset(legend: impl Into<String>, fields: &Markup) -> Markup {
    html! { fieldset.fieldset { legend { (legend.into()) } (fields) } }
}

/// A submit button. One primary button a page.
pub struct Button {
    text: String,
    class: &'static str,
    value: Option<(&'static str, String)>,
    about: Option<String>,
    form: Option<&'static str>,
    icon: Option<Icon>,
}

impl Button {
    /// The one thing to do here.
    pub fn primary(text: impl Into<String>) -> Self {
        Self { text: text.into(), class: "button", value: None, about: None, form: None, icon: None }
    }

    /// Another way on.
    pub fn secondary(text: impl Into<String>) -> Self {
        Self { class: "button button--secondary", ..Self::primary(text) }
    }

    /// Ends or deletes something.
    pub fn danger(text: impl Into<String>) -> Self {
        Self { class: "button button--danger", ..Self::primary(text) }
    }

    /// Looks like a link: for the least of several ways.
    pub fn quiet(text: impl Into<String>) -> Self {
        Self { class: "button-quiet", ..Self::primary(text) }
    }

    /// What the form sends when this button is pressed.
    #[must_use]
    pub fn value(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.value = Some((name, value.into()));
        self
    }

    /// What it acts on, for those who hear the button alone: "End" + "the session on Phone X".
    #[must_use]
    pub fn about(mut self, what: impl Into<String>) -> Self {
        self.about = Some(what.into());
        self
    }

    /// The form it belongs to when it stands outside of it.
    #[must_use]
    pub fn form(mut self, id: &'static str) -> Self {
        self.form = Some(id);
        self
    }

    /// A drawing before the text.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }
}

impl Render for Button {
    fn render(&self) -> Markup {
        html! {
            button class=(self.class) type="submit" form=[self.form] name=[self.value.as_ref().map(|v| v.0)]
                value=[self.value.as_ref().map(|v| &v.1)] {
                @if let Some(icon) = self.icon { (icon) }
                span { (self.text) }
                @if let Some(what) = &self.about { span.visually-hidden { " " (what) } }
            }
        }
    }
}

/// A link that looks like a button: leads on without changing anything.
pub fn button_link(text: impl Into<String>, href: &str, primary: bool) -> Markup {
    html! { a.button.button--secondary[!primary] href=(href) { span { (text.into()) } } }
}

/// Buttons side by side; the primary one first.
pub fn button_row(buttons: &Markup) -> Markup {
    html! { div.button-row { (buttons) } }
}

/// What must be put right, each linked to its field; takes the focus when the page opens.
pub(crate) fn error_summary(problems: &Problems, t: &Localizer) -> Markup {
    html! {
        @if !problems.is_empty() {
            div.error-summary role="alert" aria-labelledby="error-summary-title" tabindex="-1" autofocus {
                h2 #error-summary-title { (Icon::Alert) (t.get("form-problems")) }
                ul {
                    @for problem in problems {
                        li {
                            @if problem.field.is_empty() { (problem.text(t)) }
                            @else { a href=(format!("#{}", problem.field)) { (problem.text(t)) } }
                        }
                    }
                }
            }
        }
    }
}
