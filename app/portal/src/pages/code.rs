use onedoor_base::CodeId;
use onedoor_ui::components::{Button, Form, Notice, TextField, details, heading, hidden, lede};
use onedoor_ui::{Localizer, Markup, Page, Problem, Problems, Sampled, View, grouped_phone, html};

/// What a code is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CodePurpose {
    /// To set a password anew: says the same whether anything was sent or not.
    Reset,
    /// To confirm this phone.
    Phone(String),
}

/// Asks for the digits of a text message.
pub(crate) struct CodePage {
    /// What for.
    pub(crate) purpose: CodePurpose,
    /// Which code.
    pub(crate) id: CodeId,
    /// Whether it has just been sent anew.
    pub(crate) again: bool,
    /// What must be put right.
    pub(crate) problems: Problems,
}

impl CodePage {
    const fn action(&self) -> (&'static str, &'static str, &'static str) {
        match self.purpose {
            CodePurpose::Reset => ("/reset/code", "/reset/again", "/reset"),
            CodePurpose::Phone(_) => ("/account/phone/code", "/account/phone/again", "/account/phone"),
        }
    }
}

impl Page for CodePage {
    fn title(&self, t: &Localizer) -> String {
        t.get("portal-code-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some(self.action().2.to_owned())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let (action, again, _) = self.action();
        let id = self.id.to_string();
        html! {
            (heading(t.get("portal-code-title")))
            @if self.again { (Notice::success(t.get("portal-code-sent-again"))) }
            @match &self.purpose {
                CodePurpose::Reset => (lede(t.get("portal-reset-code-lede"))),
                CodePurpose::Phone(phone) => {
                    (lede(t.with("portal-phone-code-lede", &[("phone", grouped_phone(phone).into())])))
                }
            }
            (Form::post(view, action).around(&html! {
                (hidden("id", &id))
                (TextField::code("code", t.get("portal-code"), 6).problems(&self.problems, t))
                (Button::primary(t.get("portal-next")))
            }))
            (details(t.get("portal-code-none"), &html! {
                p { (t.get("portal-code-none-text")) }
                (Form::post(view, again).around(&html! {
                    (hidden("id", &id))
                    (Button::secondary(t.get("portal-code-again")))
                }))
            }))
        }
    }
}

impl Sampled for CodePage {
    fn samples() -> Vec<Self> {
        let id = CodeId::from_bytes([1; 16]);
        let phone = CodePurpose::Phone("+84912345678".to_owned());
        let wrong = Problems::one(Problem::new("code", "portal-code-wrong"));
        let over = Problems::one(Problem::new("code", "portal-code-over"));
        vec![
            Self { purpose: CodePurpose::Reset, id, again: false, problems: Problems::new() },
            Self { purpose: CodePurpose::Reset, id, again: true, problems: Problems::new() },
            Self { purpose: CodePurpose::Reset, id, again: false, problems: over },
            Self { purpose: phone, id, again: false, problems: wrong },
        ]
    }
}
