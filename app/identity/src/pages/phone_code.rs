use maud::{Markup, html};
use onedoor_ui::components::{Button, Form, Notice, TextField, button_row, heading, hidden, lede, steps};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View, grouped_phone};

/// Second step of three: the code from the text message.
pub(crate) struct PhoneCodePage {
    /// The registration.
    pub(crate) id: String,
    /// The phone that the message went to, in E.164.
    pub(crate) phone: String,
    /// Whether the national number that was given begins with a place that nobody here knows.
    pub(crate) doubt: bool,
    /// What has just happened.
    pub(crate) notice: Option<CodeNotice>,
    /// Whether the code is dead and another one must be asked for first.
    pub(crate) dead: bool,
    /// What must be put right.
    pub(crate) problems: Problems,
}

/// What has just happened to the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CodeNotice {
    /// Another one was sent.
    SentAgain,
}

impl PhoneCodePage {
    fn code_form(&self, view: &View) -> Markup {
        let t = &view.t;
        Form::post(view, "/register/code").around(&html! {
            (hidden("id", &self.id))
            (TextField::code("code", t.get("code-label"), 6).hint(t.get("code-hint")).problems(&self.problems, t))
            (button_row(&html! { (Button::primary(t.get("code-continue"))) }))
        })
    }

    fn resend_form(&self, view: &View) -> Markup {
        let t = &view.t;
        let button = if self.dead {
            Button::primary(t.get("code-send-again"))
        } else {
            Button::secondary(t.get("code-send-again"))
        };
        Form::post(view, "/register/code/again").around(&html! {
            (hidden("id", &self.id))
            (button_row(&html! { (button) }))
        })
    }
}

impl Page for PhoneCodePage {
    fn title(&self, t: &Localizer) -> String {
        t.get("code-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some(format!("/register?from={}", self.id))
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let phone = grouped_phone(&self.phone);
        html! {
            (steps(t, 2, 3))
            @if self.notice == Some(CodeNotice::SentAgain) { (Notice::success(t.get("code-sent-again"))) }
            (heading(t.get("code-title")))
            @if self.doubt {
                (Notice::warning(t.get("claim-doubt")).and(&html! {
                    p { a href=(format!("/register?from={}", self.id)) { (t.get("claim-doubt-look")) } }
                }))
            }
            (lede(t.with("code-lede", &[("phone", phone.into())])))
            p { (t.get("code-account-exists")) }
            @if !self.dead { (self.code_form(view)) }
            h2 { (t.get("code-nothing-came")) }
            p { (t.get("code-nothing-came-do")) }
            (self.resend_form(view))
            p { a href=(format!("/register?from={}", self.id)) { (t.get("code-change-phone")) } }
        }
    }
}

impl Sampled for PhoneCodePage {
    fn samples() -> Vec<Self> {
        let plain = || Self {
            id: "code_0197f3c2-0000-7000-8000-000000000000".to_owned(),
            phone: "+84912345678".to_owned(),
            doubt: false,
            notice: None,
            dead: false,
            problems: Problems::new(),
        };
        let wrong = Problems::one(Problem::new("code", "code-wrong").with("left", 2));
        let missing = Problems::one(Problem::new("code", "code-missing"));
        vec![
            plain(),
            Self { doubt: true, ..plain() },
            Self { notice: Some(CodeNotice::SentAgain), ..plain() },
            Self { problems: wrong, ..plain() },
            Self { problems: missing, ..plain() },
            Self { dead: true, problems: Problems::one(Problem::general("code-exhausted")), ..plain() },
            Self { dead: true, problems: Problems::one(Problem::general("code-expired")), ..plain() },
            Self {
                problems: Problems::one(Problem::general("code-too-many").with("time", "14:05")),
                ..plain()
            },
        ]
    }
}
