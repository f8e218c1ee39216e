use maud::{Markup, Render, html};

use crate::{Icon, Localizer, Problems, typed};

/// How a text field behaves on a phone's keyboard and with the browser's memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Email,
    Phone,
    Digits,
    Code,
    Password,
    Passcode,
    Search,
    Long,
}

/// One line (or a few) of text.
pub struct TextField {
    name: &'static str,
    label: String,
    kind: Kind,
    value: String,
    hint: Option<String>,
    error: Option<String>,
    autocomplete: Option<&'static str>,
    optional: Option<String>,
    show: Option<(String, String)>,
    width: Option<u8>,
    max: Option<u16>,
    spellcheck: bool,
}

impl TextField {
    /// Plain text. The name is also the id: error links lead there.
    pub fn new(name: &'static str, label: impl Into<String>) -> Self {
        Self {
            name,
            label: label.into(),
            kind: Kind::Text,
            value: String::new(),
            hint: None,
            error: None,
            autocomplete: None,
            optional: None,
            show: None,
            width: None,
            max: None,
            spellcheck: false,
        }
    }

    /// An e-mail address.
    pub fn email(name: &'static str, label: impl Into<String>) -> Self {
        Self { kind: Kind::Email, autocomplete: Some("email"), ..Self::new(name, label) }
    }

    /// A phone number; spaces are welcome.
    pub fn phone(name: &'static str, label: impl Into<String>) -> Self {
        Self { kind: Kind::Phone, autocomplete: Some("tel"), width: Some(18), ..Self::new(name, label) }
    }

    /// A number that identifies, such as a national number; spaces are welcome.
    pub fn digits(name: &'static str, label: impl Into<String>) -> Self {
        Self { kind: Kind::Digits, autocomplete: Some("off"), width: Some(18), ..Self::new(name, label) }
    }

    /// A one-time code; phones offer the one from the message.
    pub fn code(name: &'static str, label: impl Into<String>, digits: u8) -> Self {
        Self {
            kind: Kind::Code,
            autocomplete: Some("one-time-code"),
            width: Some(digits),
            // Room for spaces that people copy along.
            max: Some(u16::from(digits) * 2),
            ..Self::new(name, label)
        }
    }

    /// The password that a person has (`current-password`).
    pub fn password(name: &'static str, label: impl Into<String>, t: &Localizer) -> Self {
        Self {
            kind: Kind::Password,
            autocomplete: Some("current-password"),
            show: Some((t.get("form-password-show"), t.get("form-password-hide"))),
            ..Self::new(name, label)
        }
    }

    /// A password that is being chosen (`new-password`).
    pub fn new_password(name: &'static str, label: impl Into<String>, t: &Localizer) -> Self {
        Self { autocomplete: Some("new-password"), ..Self::password(name, label, t) }
    }

    /// A few digits that only their owner knows: the keypad, and nothing for the browser to remember.
    pub fn passcode(name: &'static str, label: impl Into<String>, t: &Localizer) -> Self {
        Self {
            kind: Kind::Passcode,
            autocomplete: Some("off"),
            width: Some(8),
            max: Some(16),
            ..Self::password(name, label, t)
        }
    }

    /// Words to search for.
    pub fn search(name: &'static str, label: impl Into<String>) -> Self {
        Self { kind: Kind::Search, ..Self::new(name, label) }
    }

    /// Several lines.
    pub fn long(name: &'static str, label: impl Into<String>) -> Self {
        Self { kind: Kind::Long, spellcheck: true, ..Self::new(name, label) }
    }

    /// What the person had written. Never shown for passwords and codes.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// What helps to fill it in, under the label.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Shows the problem that the page has with this field.
    #[must_use]
    pub fn problems(mut self, problems: &Problems, t: &Localizer) -> Self {
        self.error = problems.of(self.name, t);
        self
    }

    /// The browser's name for what is asked (`username`, `name`, `off`, …: HTML section 4.10.18.7).
    #[must_use]
    pub fn autocomplete(mut self, token: &'static str) -> Self {
        self.autocomplete = Some(token);
        self
    }

    /// Says beside the label that it may stay empty.
    #[must_use]
    pub fn optional(mut self, t: &Localizer) -> Self {
        self.optional = Some(t.get("form-optional"));
        self
    }

    /// As wide as that many letters, to show how much is expected.
    #[must_use]
    pub fn width(mut self, letters: u8) -> Self {
        self.width = Some(letters);
        self
    }

    /// The most letters that the browser lets in.
    #[must_use]
    pub fn max(mut self, letters: u16) -> Self {
        self.max = Some(letters);
        self
    }

    const fn input_type(&self) -> &'static str {
        match self.kind {
            Kind::Email => "email",
            Kind::Phone => "tel",
            Kind::Password | Kind::Passcode => "password",
            Kind::Search => "search",
            Kind::Text | Kind::Digits | Kind::Code | Kind::Long => "text",
        }
    }

    const fn input_mode(&self) -> Option<&'static str> {
        match self.kind {
            Kind::Digits | Kind::Code | Kind::Passcode => Some("numeric"),
            _ => None,
        }
    }

    fn input(&self) -> Markup {
        let secret = matches!(self.kind, Kind::Password | Kind::Passcode | Kind::Code);
        let described = described_by(self.name, self.hint.is_some(), self.error.is_some());
        let value = if secret { None } else { typed::value(self.name).or_else(|| Some(self.value.clone())) };
        let value = value.filter(|value| !value.is_empty());
        // What phones do with capitals: names have them, what signs in is typed as it stands.
        let letter_case = match self.autocomplete {
            _ if self.spellcheck => None,
            Some("name") => Some("words"),
            _ => Some("none"),
        };
        html! {
            @if self.kind == Kind::Long {
                textarea id=(self.name) name=(self.name) rows="5" maxlength=[self.max]
                    aria-describedby=[described] aria-invalid=[self.error.as_ref().map(|_| "true")] { (value.unwrap_or_default()) }
            } @else {
                input id=(self.name) name=(self.name) type=(self.input_type()) class=[self.width.map(width_class)]
                    value=[value]
                    inputmode=[self.input_mode()] autocomplete=[self.autocomplete] maxlength=[self.max]
                    autocapitalize=[letter_case] spellcheck=[(!self.spellcheck).then_some("false")]
                    data-code[self.kind == Kind::Code] aria-describedby=[described]
                    aria-invalid=[self.error.as_ref().map(|_| "true")];
            }
        }
    }
}

impl Render for TextField {
    fn render(&self) -> Markup {
        html! {
            div.field.field--error[self.error.is_some()] {
                label for=(self.name) id=[self.show.as_ref().map(|_| format!("{}-label", self.name))] {
                    (self.label)
                    @if let Some(optional) = &self.optional { " " span.field__optional { (optional) } }
                }
                (hint_and_error(self.name, self.hint.as_deref(), self.error.as_deref()))
                @if let Some((show, hide)) = &self.show {
                    div.field__secret {
                        (self.input())
                        // The script uncovers it: without one there is nothing to press.
                        button.field__show type="button" hidden aria-controls=(self.name)
                            aria-describedby=(format!("{}-label", self.name)) data-show=(show) data-hide=(hide) { (show) }
                    }
                } @else { (self.input()) }
            }
        }
    }
}

/// The style sheet knows a few widths; a field gets the next larger one.
fn width_class(letters: u8) -> &'static str {
    match letters {
        0..=4 => "w-4",
        5..=6 => "w-6",
        7..=10 => "w-10",
        11..=18 => "w-18",
        _ => "w-full",
    }
}

/// The ids for `aria-describedby`.
pub(super) fn described_by(name: &str, hint: bool, error: bool) -> Option<String> {
    match (hint, error) {
        (true, true) => Some(format!("{name}-hint {name}-error")),
        (true, false) => Some(format!("{name}-hint")),
        (false, true) => Some(format!("{name}-error")),
        (false, false) => None,
    }
}

/// What stands between a label and its field.
pub(super) fn hint_and_error(name: &str, hint: Option<&str>, error: Option<&str>) -> Markup {
    html! {
        @if let Some(hint) = hint { p.field__hint id=(format!("{name}-hint")) { (hint) } }
        @if let Some(error) = error {
            p.field__error id=(format!("{name}-error")) { (Icon::Alert) span { (error) } }
        }
    }
}

/// A file to be chosen; stands in a [`super::Form::with_file`].
pub struct FileField {
    name: &'static str,
    label: String,
    accept: &'static str,
    capture: Option<&'static str>,
    hint: Option<String>,
    error: Option<String>,
}

impl FileField {
    /// The name is also the id; `accept` says which files the browser offers first: `.csv,text/csv`.
    pub fn new(name: &'static str, label: impl Into<String>, accept: &'static str) -> Self {
        Self { name, label: label.into(), accept, capture: None, hint: None, error: None }
    }

    /// A phone offers its camera: `environment` for what lies before it, `user` for the face.
    #[must_use]
    pub fn capture(mut self, side: &'static str) -> Self {
        self.capture = Some(side);
        self
    }

    /// A sentence between label and field.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Shows what has to be put right with this field.
    #[must_use]
    pub fn problems(mut self, problems: &Problems, t: &Localizer) -> Self {
        self.error = problems.of(self.name, t);
        self
    }
}

impl Render for FileField {
    fn render(&self) -> Markup {
        let described = described_by(self.name, self.hint.is_some(), self.error.is_some());
        html! {
            div.field.field--error[self.error.is_some()] {
                label for=(self.name) { (self.label) }
                (hint_and_error(self.name, self.hint.as_deref(), self.error.as_deref()))
                input id=(self.name) name=(self.name) type="file" accept=(self.accept) capture=[self.capture] aria-describedby=[described]
                    aria-invalid=[self.error.as_ref().map(|_| "true")];
            }
        }
    }
}
