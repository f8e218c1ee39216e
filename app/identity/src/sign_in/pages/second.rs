use maud::{Markup, html};
use onedoor_people::factors::Way;
use onedoor_ui::components::{
    Button, Checkbox, Form, Notice, TextField, button_row, heading, hidden, lede, section,
};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View, masked};

use super::passkey_form::{Ceremony, PasskeyForm};

/// How many digits of a phone its owner knows it by.
const SHOWN: usize = 4;

/// One more thing is asked for after the password.
pub(crate) struct SecondStepPage {
    /// The begun sign-in.
    pub(crate) id: String,
    /// The way in which it is asked.
    pub(crate) way: Way,
    /// The other ways that the account has.
    pub(crate) others: Vec<Way>,
    /// The phone in E.164.
    pub(crate) phone: Option<String>,
    /// The text message's code, if one was sent.
    pub(crate) text: Option<TextCode>,
    /// What a passkey is asked, where that is the way.
    pub(crate) passkey: Option<PasskeyForm>,
    /// Whether this browser can be remembered.
    pub(crate) remembers: bool,
    /// Whether it is asked for the staff's console.
    pub(crate) console: bool,
    /// Where the passcode of this device is typed, if it shows two factors by itself.
    pub(crate) passcode: Option<String>,
    /// What must be put right.
    pub(crate) problems: Problems,
}

/// A code that was sent by text message.
pub(crate) struct TextCode {
    /// Its id.
    pub(crate) id: String,
    /// Whether it is another one in the place of the one before.
    pub(crate) sent_again: bool,
    /// Whether it is good for nothing any more.
    pub(crate) dead: bool,
}

/// What a way is called where it is chosen.
const fn choice(way: Way) -> &'static str {
    match way {
        Way::Passkey => "second-choose-passkey",
        Way::Totp => "second-choose-totp",
        Way::Sms => "second-choose-sms",
        Way::Recovery => "second-choose-recovery",
    }
}

impl SecondStepPage {
    fn carried(&self) -> Markup {
        html! {
            (hidden("id", &self.id))
            (hidden("way", self.way.word()))
        }
    }

    fn remember(&self, t: &Localizer) -> Markup {
        html! {
            @if self.remembers {
                (Checkbox::new("remember", t.get("second-remember")).hint(t.get("second-remember-hint")))
            }
        }
    }

    fn code_form(&self, view: &View, field: &TextField) -> Markup {
        let t = &view.t;
        Form::post(view, "/sign-in/second").around(&html! {
            (self.carried())
            @if let Some(text) = &self.text { (hidden("text", &text.id)) }
            (field)
            (self.remember(t))
            (button_row(&html! { (Button::primary(t.get("sign-in-button"))) }))
        })
    }

    fn send_form(&self, view: &View, button: &Button) -> Markup {
        Form::post(view, "/sign-in/second/text").around(&html! {
            (hidden("id", &self.id))
            @if let Some(text) = &self.text { (hidden("code", &text.id)) }
            (button_row(&html! { (button) }))
        })
    }

    fn by_text(&self, view: &View) -> Markup {
        let t = &view.t;
        let phone = masked(self.phone.as_deref().unwrap_or_default(), SHOWN);
        let Some(text) = &self.text else {
            return html! {
                (lede(t.with("second-sms-lede", &[("phone", phone.into())])))
                (self.send_form(view, &Button::primary(t.get("register-get-code"))))
            };
        };
        let field = TextField::code("code", t.get("code-label"), 6).hint(t.get("code-hint"));
        let again = t.get("code-send-again");
        let button = if text.dead { Button::primary(again) } else { Button::secondary(again) };
        html! {
            @if text.sent_again { (Notice::success(t.get("code-sent-again"))) }
            (lede(t.with("code-lede", &[("phone", phone.into())])))
            @if !text.dead { (self.code_form(view, &field.problems(&self.problems, t))) }
            (section(t.get("code-nothing-came"), &html! {
                p { (t.get("code-nothing-came-do")) }
                (self.send_form(view, &button))
            }))
        }
    }

    fn asked(&self, view: &View) -> Markup {
        let t = &view.t;
        match (self.way, &self.passkey) {
            (Way::Passkey, Some(passkey)) => {
                let fields = html! { (self.carried()) (self.remember(t)) };
                let button = Button::primary(t.get("second-passkey-button"));
                html! {
                    (lede(t.get("second-passkey-lede")))
                    (passkey.show(view, ("/sign-in/second", Ceremony::Use), (&fields, button)))
                }
            }
            (Way::Totp | Way::Passkey, _) => html! {
                (lede(t.get("second-totp-lede")))
                (self.code_form(view, &TextField::code("code", t.get("second-totp-label"), 6)
                    .hint(t.get("code-hint")).problems(&self.problems, t)))
            },
            (Way::Recovery, _) => html! {
                (lede(t.get("second-recovery-lede")))
                (self.code_form(view, &TextField::code("code", t.get("second-recovery-label"), 14)
                    .hint(t.get("second-recovery-hint")).problems(&self.problems, t)))
            },
            (Way::Sms, _) => self.by_text(view),
        }
    }

    fn others(&self, t: &Localizer) -> Markup {
        html! {
            @if self.console { p { (t.get("console-second-step")) } }
            @if !self.others.is_empty() || self.passcode.is_some() {
                (section(t.get("second-others"), &html! {
                    ul {
                        @if let Some(passcode) = &self.passcode {
                            li { a href=(passcode) { (t.get("second-choose-passcode")) } }
                        }
                        @for way in &self.others {
                            li {
                                a href=(format!("/sign-in/second?id={}&way={}", self.id, way.word())) { (t.get(choice(*way))) }
                            }
                        }
                    }
                }))
            }
            (section(t.get("second-none"), &html! { p { (t.get("second-none-do")) } }))
        }
    }
}

impl Page for SecondStepPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("second-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        html! {
            (heading(self.title(&view.t)))
            (self.asked(view))
            (self.others(&view.t))
        }
    }
}

impl Sampled for SecondStepPage {
    fn samples() -> Vec<Self> {
        let plain = |way| Self {
            id: "begn_0197f3c2-0000-7000-8000-000000000000".to_owned(),
            way,
            others: Way::ALL.into_iter().filter(|other| *other != way).collect(),
            phone: Some("+84912345678".to_owned()),
            text: None,
            passkey: (way == Way::Passkey).then(PasskeyForm::sample),
            remembers: true,
            console: false,
            passcode: None,
            problems: Problems::new(),
        };
        let text = |sent_again, dead| {
            Some(TextCode { id: "code_0197f3c2-0000-7000-8000-000000000000".to_owned(), sent_again, dead })
        };
        let told = |way, problem| Self { problems: Problems::one(problem), ..plain(way) };
        vec![
            plain(Way::Passkey),
            told(Way::Passkey, Problem::general("second-passkey-wrong")),
            told(Way::Passkey, Problem::general("second-passkey-copied")),
            Self { passcode: Some("/app/passcode".to_owned()), ..plain(Way::Totp) },
            plain(Way::Totp),
            Self { others: Vec::new(), remembers: false, console: true, ..plain(Way::Totp) },
            told(Way::Totp, Problem::new("code", "second-totp-wrong")),
            told(Way::Totp, Problem::new("code", "second-code-missing")),
            told(Way::Totp, Problem::general("second-too-many").with("time", "14:05")),
            plain(Way::Sms),
            Self { text: text(true, false), ..plain(Way::Sms) },
            Self {
                text: text(false, false),
                ..told(Way::Sms, Problem::new("code", "code-wrong").with("left", 2))
            },
            Self { text: text(false, true), ..told(Way::Sms, Problem::general("code-expired")) },
            plain(Way::Recovery),
            told(Way::Recovery, Problem::new("code", "second-recovery-wrong")),
        ]
    }
}
