use onedoor_base::CodeId;
use onedoor_ui::components::{Button, Challenge, Form, Notice, TextField, details, heading, hidden, lede};
use onedoor_ui::{Localizer, Markup, Page, Problem, Problems, Sampled, View, grouped_phone, html};

/// What a code is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CodePurpose {
    /// To set a password anew: says the same whether anything was sent or not.
    Reset,
    /// To confirm this phone.
    Phone(String),
    /// To show that the phone before is still there, as far as it is shown.
    PhoneBefore(String),
    /// To confirm this mail address.
    Email(String),
}

/// Asks for the digits of a text message.
pub(crate) struct CodePage {
    /// What for.
    pub(crate) purpose: CodePurpose,
    /// Which code.
    pub(crate) id: CodeId,
    /// Whether it has just been sent anew.
    pub(crate) again: bool,
    /// The check that keeps programs out of having it sent anew, if it is wanted.
    pub(crate) challenge: Option<Challenge>,
    /// What must be put right.
    pub(crate) problems: Problems,
}

impl CodePage {
    /// Before anything was typed.
    pub(crate) fn new(purpose: CodePurpose, id: CodeId) -> Self {
        Self { purpose, id, again: false, challenge: None, problems: Problems::new() }
    }

    const fn action(&self) -> (&'static str, &'static str, &'static str) {
        match self.purpose {
            CodePurpose::Reset => ("/reset/code", "/reset/again", "/reset"),
            CodePurpose::Phone(_) | CodePurpose::PhoneBefore(_) => {
                ("/account/phone/code", "/account/phone/again", "/account/phone")
            }
            CodePurpose::Email(_) => ("/account/email/code", "/account/email/again", "/account/email"),
        }
    }
}

impl CodePage {
    /// What to say to whoever got none.
    const fn none(&self) -> (&'static str, &'static str) {
        match self.purpose {
            CodePurpose::Email(_) => ("email-code-nothing", "email-code-nothing-do"),
            CodePurpose::Reset | CodePurpose::Phone(_) | CodePurpose::PhoneBefore(_) => {
                ("portal-code-none", "portal-code-none-text")
            }
        }
    }
}

impl Page for CodePage {
    fn title(&self, t: &Localizer) -> String {
        t.get(match self.purpose {
            CodePurpose::Email(_) => "email-code-title",
            CodePurpose::PhoneBefore(_) => "phone-code-old-title",
            CodePurpose::Reset | CodePurpose::Phone(_) => "portal-code-title",
        })
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
            (heading(self.title(t)))
            @if self.again { (Notice::success(t.get("portal-code-sent-again"))) }
            @match &self.purpose {
                CodePurpose::Reset => (lede(t.get("portal-reset-code-lede"))),
                CodePurpose::Phone(phone) => {
                    (lede(t.with("portal-phone-code-lede", &[("phone", grouped_phone(phone).into())])))
                }
                CodePurpose::PhoneBefore(phone) => {
                    (lede(t.with("code-lede", &[("phone", phone.as_str().into())])))
                }
                CodePurpose::Email(email) => {
                    (lede(t.with("email-code-lede", &[("email", email.as_str().into())])))
                }
            }
            (Form::post(view, action).around(&html! {
                (hidden("id", &id))
                (TextField::code("code", t.get("portal-code"), 6).problems(&self.problems, t))
                (Button::primary(t.get("portal-next")))
            }))
            @let (none, text) = self.none();
            (details(t.get(none), &html! {
                p { (t.get(text)) }
                (Form::post(view, again).around(&html! {
                    (hidden("id", &id))
                    @if let Some(challenge) = &self.challenge { (challenge.with(&self.problems, t)) }
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
        let reset = || Self::new(CodePurpose::Reset, id);
        let unread = Problems::one(Problem::new("challenge_digits", "challenge-wrong"));
        let wrong = Problems::one(Problem::new("code", "portal-code-wrong"));
        let over = Problems::one(Problem::new("code", "portal-code-over"));
        vec![
            reset(),
            Self { again: true, ..reset() },
            Self { problems: over, challenge: Some(Challenge::sample()), ..reset() },
            Self { problems: unread, challenge: Some(Challenge::sample()), ..reset() },
            Self { problems: wrong, ..Self::new(phone, id) },
            Self::new(CodePurpose::Email("lan@example.vn".to_owned()), id),
        ]
    }
}
