use std::borrow::Cow;

use maud::{Markup, Render, html};

use super::field::{described_by, hint_and_error};
use crate::{Localizer, Problems, typed};

/// One of a few, as cards that are easy to hit.
pub struct Radios {
    name: Cow<'static, str>,
    legend: String,
    choices: Vec<Choice>,
    chosen: String,
    hint: Option<String>,
    error: Option<String>,
}

struct Choice {
    value: String,
    label: String,
    hint: Option<String>,
}

impl Radios {
    /// A question with its choices still to come. The first choice carries the name as its id.
    pub fn new(name: impl Into<Cow<'static, str>>, legend: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            legend: legend.into(),
            choices: Vec::new(),
            chosen: String::new(),
            hint: None,
            error: None,
        }
    }

    /// A choice.
    #[must_use]
    pub fn choice(mut self, value: impl Into<String>, label: impl Into<String>) -> Self {
        self.choices.push(Choice { value: value.into(), label: label.into(), hint: None });
        self
    }

    /// A choice with a line that explains it.
    #[must_use]
    pub fn explained(
        mut self,
        value: impl Into<String>,
        label: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        self.choices.push(Choice { value: value.into(), label: label.into(), hint: Some(hint.into()) });
        self
    }

    /// The value that is chosen.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.chosen = value.into();
        self
    }

    /// What helps to choose.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Shows the problem that the page has with this choice.
    #[must_use]
    pub fn problems(mut self, problems: &Problems, t: &Localizer) -> Self {
        self.error = problems.of(&self.name, t);
        self
    }

    fn choice_id(&self, place: usize) -> String {
        if place == 0 { self.name.to_string() } else { format!("{}-{}", self.name, place + 1) }
    }
}

impl Render for Radios {
    fn render(&self) -> Markup {
        let described = described_by(&self.name, self.hint.is_some(), self.error.is_some());
        let chosen = typed::value(&self.name).unwrap_or_else(|| self.chosen.clone());
        html! {
            fieldset.field.radios.field--error[self.error.is_some()] aria-describedby=[described] {
                legend { (self.legend) }
                (hint_and_error(&self.name, self.hint.as_deref(), self.error.as_deref()))
                @for (place, choice) in self.choices.iter().enumerate() {
                    @let id = self.choice_id(place);
                    label.choice for=(id) {
                        input type="radio" id=(id) name=(self.name) value=(choice.value)
                            checked[choice.value == chosen];
                        span.choice__text {
                            span.choice__label { (choice.label) }
                            @if let Some(hint) = &choice.hint { span.choice__hint { (hint) } }
                        }
                    }
                }
            }
        }
    }
}

/// One of many, from a list.
pub struct Select {
    name: &'static str,
    label: String,
    options: Vec<(String, String)>,
    chosen: String,
    empty: Option<String>,
    hint: Option<String>,
    error: Option<String>,
}

impl Select {
    /// A list with its options still to come.
    pub fn new(name: &'static str, label: impl Into<String>) -> Self {
        Self {
            name,
            label: label.into(),
            options: Vec::new(),
            chosen: String::new(),
            empty: None,
            hint: None,
            error: None,
        }
    }

    /// An option: what the form sends and what people read.
    #[must_use]
    pub fn option(mut self, value: impl Into<String>, label: impl Into<String>) -> Self {
        self.options.push((value.into(), label.into()));
        self
    }

    /// Many options at once.
    #[must_use]
    pub fn options(mut self, options: impl IntoIterator<Item = (String, String)>) -> Self {
        self.options.extend(options);
        self
    }

    /// A first line that chooses nothing: "Choose a province".
    #[must_use]
    pub fn empty(mut self, label: impl Into<String>) -> Self {
        self.empty = Some(label.into());
        self
    }

    /// The value that is chosen.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.chosen = value.into();
        self
    }

    /// What helps to choose.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Shows the problem that the page has with this choice.
    #[must_use]
    pub fn problems(mut self, problems: &Problems, t: &Localizer) -> Self {
        self.error = problems.of(self.name, t);
        self
    }
}

impl Render for Select {
    fn render(&self) -> Markup {
        let described = described_by(self.name, self.hint.is_some(), self.error.is_some());
        let chosen = typed::value(self.name).unwrap_or_else(|| self.chosen.clone());
        html! {
            div.field.field--error[self.error.is_some()] {
                label for=(self.name) { (self.label) }
                (hint_and_error(self.name, self.hint.as_deref(), self.error.as_deref()))
                div.select {
                    select id=(self.name) name=(self.name) aria-describedby=[described]
                        aria-invalid=[self.error.as_ref().map(|_| "true")] {
                        @if let Some(empty) = &self.empty { option value="" { (empty) } }
                        @for (value, label) in &self.options {
                            option value=(value) selected[*value == chosen] { (label) }
                        }
                    }
                }
            }
        }
    }
}

/// Yes or no.
pub struct Checkbox {
    name: &'static str,
    label: String,
    value: String,
    checked: bool,
    hint: Option<String>,
    error: Option<String>,
    id: String,
}

impl Checkbox {
    /// Sends `name=yes` when checked.
    pub fn new(name: &'static str, label: impl Into<String>) -> Self {
        Self {
            name,
            label: label.into(),
            value: "yes".to_owned(),
            checked: false,
            hint: None,
            error: None,
            id: name.to_owned(),
        }
    }

    /// Sends this value instead of `yes`; for several boxes of one name, which then get ids of their
    /// own: `name-value`.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self.id = format!("{}-{}", self.name, self.value);
        self
    }

    /// Whether it is checked.
    #[must_use]
    pub fn checked(mut self, checked: bool) -> Self {
        self.checked = checked;
        self
    }

    /// A line that explains it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Shows the problem that the page has with this box.
    #[must_use]
    pub fn problems(mut self, problems: &Problems, t: &Localizer) -> Self {
        self.error = problems.of(self.name, t);
        self
    }
}

impl Render for Checkbox {
    fn render(&self) -> Markup {
        let described = described_by(&self.id, false, self.error.is_some());
        let checked = typed::checked(self.name, &self.value).unwrap_or(self.checked);
        html! {
            div.field.field--error[self.error.is_some()] {
                (hint_and_error(&self.id, None, self.error.as_deref()))
                label.choice for=(self.id) {
                    input type="checkbox" id=(self.id) name=(self.name) value=(self.value) checked[checked]
                        aria-describedby=[described] aria-invalid=[self.error.as_ref().map(|_| "true")];
                    span.choice__text {
                        span.choice__label { (self.label) }
                        @if let Some(hint) = &self.hint { span.choice__hint { (hint) } }
                    }
                }
            }
        }
    }
}
