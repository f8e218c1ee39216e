use maud::{Markup, html};
use onedoor_ui::components::{Button, Form, Notice, TextField, button_row, heading, hidden, lede, steps};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View, grouped_phone};

use crate::phone_app::register::{BEGIN, CODE, CODE_AGAIN, REVIEW, STEPS};

/// Fourth step: the code from the message.
pub(in crate::phone_app) struct CodePage {
    /// The code's id.
    pub(in crate::phone_app) id: String,
    /// E.164.
    pub(in crate::phone_app) phone: String,
    /// Whether another one was just sent.
    pub(in crate::phone_app) again: bool,
    /// Whether it is dead and another one must be asked for first.
    pub(in crate::phone_app) dead: bool,
    pub(in crate::phone_app) problems: Problems,
}

impl Page for CodePage {
    fn title(&self, t: &Localizer) -> String {
        t.get("code-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some(REVIEW.to_owned())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let again = t.get("code-send-again");
        let again = if self.dead { Button::primary(again) } else { Button::secondary(again) };
        html! {
            (steps(t, 4, STEPS))
            @if self.again { (Notice::success(t.get("code-sent-again"))) }
            (heading(self.title(t)))
            (lede(t.with("code-lede", &[("phone", grouped_phone(&self.phone).into())])))
            p { (t.get("code-account-exists")) }
            @if !self.dead {
                (Form::post(view, CODE).around(&html! {
                    (hidden("id", &self.id))
                    (TextField::code("code", t.get("code-label"), 6).hint(t.get("code-hint")).problems(&self.problems, t))
                    (button_row(&html! { (Button::primary(t.get("code-continue"))) }))
                }))
            }
            h2 { (t.get("code-nothing-came")) }
            p { (t.get("code-nothing-came-do")) }
            (Form::post(view, CODE_AGAIN).around(&html! {
                (hidden("id", &self.id))
                (button_row(&html! { (again) }))
            }))
            p { a href=(BEGIN) { (t.get("code-change-phone")) } }
        }
    }
}

impl Sampled for CodePage {
    fn samples() -> Vec<Self> {
        let plain = |problems| Self {
            id: "code_0197f3c2-0000-7000-8000-000000000000".to_owned(),
            phone: "+84912345678".to_owned(),
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
