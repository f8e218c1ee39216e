use maud::{Markup, html};
use onedoor_ui::components::{Button, Form, Notice, TextField, button_row, heading, hidden, lede};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, Samples, View, masked, samples};

/// The code from the message.
pub(super) struct CodePage {
    /// The page before.
    pub(super) before: &'static str,
    /// Where the digits go.
    pub(super) action: &'static str,
    /// Posting here sends another one.
    pub(super) send: &'static str,
    pub(super) id: String,
    /// As far as it is shown.
    pub(super) phone: String,
    /// Whether another one was just sent.
    pub(super) again: bool,
    /// Whether it is dead and another one must be asked for first.
    pub(super) dead: bool,
    pub(super) problems: Problems,
}

impl Page for CodePage {
    fn title(&self, t: &Localizer) -> String {
        t.get("code-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some(self.before.to_owned())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let again = t.get("code-send-again");
        let again = if self.dead { Button::primary(again) } else { Button::secondary(again) };
        html! {
            @if self.again { (Notice::success(t.get("code-sent-again"))) }
            (heading(self.title(t)))
            (lede(t.with("code-lede", &[("phone", self.phone.as_str().into())])))
            @if !self.dead {
                (Form::post(view, self.action).around(&html! {
                    (hidden("id", &self.id))
                    (TextField::code("code", t.get("code-label"), 6).hint(t.get("code-hint")).problems(&self.problems, t))
                    (button_row(&html! { (Button::primary(t.get("code-continue"))) }))
                }))
            }
            h2 { (t.get("code-nothing-came")) }
            (Form::post(view, self.send).around(&html! {
                (hidden("id", &self.id))
                (button_row(&html! { (again) }))
            }))
        }
    }
}

impl Sampled for CodePage {
    fn samples() -> Vec<Self> {
        let plain = |problems| Self {
            before: "/app/activate",
            action: "/app/activate/code",
            send: "/app/activate/again",
            id: "code_0197f3c2-0000-7000-8000-000000000000".to_owned(),
            phone: masked("+84912345678", 3),
            again: false,
            dead: false,
            problems,
        };
        vec![
            plain(Problems::new()),
            Self { again: true, ..plain(Problems::new()) },
            plain(Problems::one(Problem::new("code", "code-wrong").with("left", 2))),
            Self { dead: true, ..plain(Problems::one(Problem::general("code-expired"))) },
        ]
    }
}

/// The page, in every state that differs to a reader.
pub(crate) fn samples() -> Samples {
    samples![CodePage]
}
