use maud::{Markup, html};
use onedoor_people::recovery::Proof;
use onedoor_ui::components::{Button, Form, Notice, TextField, button_row, heading, hidden, lede, section};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View};

/// A code is shown.
pub(in crate::recovery) struct ShowPage {
    /// The attempt.
    pub(in crate::recovery) id: String,
    /// What kind of code.
    pub(in crate::recovery) way: Proof,
    /// The code that was sent, if it is one that is sent.
    pub(in crate::recovery) text: Option<String>,
    /// Whether another one was just sent.
    pub(in crate::recovery) again: bool,
    /// Whether the code is dead and another one must be asked for first.
    pub(in crate::recovery) dead: bool,
    pub(in crate::recovery) problems: Problems,
}

impl ShowPage {
    fn carried(&self) -> Markup {
        html! {
            (hidden("id", &self.id))
            (hidden("way", self.way.word()))
            @if let Some(text) = &self.text { (hidden("text", text)) }
        }
    }

    fn field(&self, t: &Localizer) -> TextField {
        let field = match self.way {
            Proof::Code => TextField::code("code", t.get("second-recovery-label"), 14)
                .hint(t.get("second-recovery-hint")),
            Proof::App => TextField::code("code", t.get("second-totp-label"), 6).hint(t.get("code-hint")),
            _ => TextField::code("code", t.get("code-label"), 6).hint(t.get("code-hint")),
        };
        field.problems(&self.problems, t)
    }

    fn nothing_came(&self, view: &View) -> Markup {
        let t = &view.t;
        let send = t.get("code-send-again");
        let send = if self.dead { Button::primary(send) } else { Button::secondary(send) };
        section(
            t.get("code-nothing-came"),
            &html! {
                p { (t.get("recover-nothing-came-do")) }
                (Form::post(view, "/recover/show/again").around(&html! {
                    (self.carried())
                    (button_row(&html! { (send) }))
                }))
            },
        )
    }

    fn other(&self) -> String {
        format!("/recover/ways?id={}", self.id)
    }
}

impl Page for ShowPage {
    fn title(&self, t: &Localizer) -> String {
        match self.way {
            Proof::Phone => t.get("recover-phone-title"),
            Proof::Email => t.get("recover-email-title"),
            Proof::App => t.get("recover-app-title"),
            Proof::Code | Proof::Questions => t.get("recover-code-title"),
        }
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some(self.other())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let lede_text = match self.way {
            Proof::Phone => t.get("recover-phone-lede"),
            Proof::Email => t.get("recover-email-lede"),
            Proof::App => t.get("second-totp-lede"),
            Proof::Code | Proof::Questions => t.get("recover-code-lede"),
        };
        html! {
            @if self.again { (Notice::success(t.get("code-sent-again"))) }
            (heading(self.title(t)))
            (lede(lede_text))
            @if !self.dead {
                (Form::post(view, "/recover/show").around(&html! {
                    (self.carried())
                    (self.field(t))
                    (button_row(&html! { (Button::primary(t.get("code-continue"))) }))
                }))
            }
            @if self.text.is_some() { (self.nothing_came(view)) }
            p { a href=(self.other()) { (t.get("recover-other-way")) } }
        }
    }
}

impl Sampled for ShowPage {
    fn samples() -> Vec<Self> {
        let of = |way, text: Option<&str>| Self {
            id: "rcvy_0197f3c2-0000-7000-8000-000000000000".to_owned(),
            way,
            text: text.map(str::to_owned),
            again: false,
            dead: false,
            problems: Problems::new(),
        };
        let sent = |way| of(way, Some("code_0197f3c2-0000-7000-8000-000000000000"));
        let wrong = |key| Problems::one(Problem::new("code", key));
        vec![
            sent(Proof::Phone),
            sent(Proof::Email),
            Self { again: true, ..sent(Proof::Phone) },
            Self {
                problems: Problems::one(Problem::new("code", "code-wrong").with("left", 2)),
                ..sent(Proof::Email)
            },
            Self {
                dead: true,
                problems: Problems::one(Problem::general("code-expired")),
                ..sent(Proof::Phone)
            },
            of(Proof::Code, None),
            Self { problems: wrong("second-recovery-wrong"), ..of(Proof::Code, None) },
            of(Proof::App, None),
            Self { problems: wrong("second-code-missing"), ..of(Proof::App, None) },
            Self {
                problems: Problems::one(Problem::general("recover-too-many").with("time", "14:05")),
                ..of(Proof::App, None)
            },
        ]
    }
}
