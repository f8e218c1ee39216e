use maud::{Markup, html};
use onedoor_ui::components::{
    Button, Form, Notice, TextField, button_link, button_row, heading, hidden, kicker, lede, section,
};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View, masked};

use super::{PORTAL, WAITING, cancel};

/// How many digits of a phone its owner knows it by.
const SHOWN: usize = 4;

/// A portal wants two factors: says to which phone a code will go, before it goes.
pub(crate) struct AskCode {
    pub(crate) portal: String,
    /// The waiting request.
    pub(crate) action: String,
    /// In E.164.
    pub(crate) phone: String,
}

impl Page for AskCode {
    fn title(&self, t: &Localizer) -> String {
        t.get("factor-title")
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (kicker(t.with("choose-for", &[("portal", self.portal.as_str().into())])))
            (heading(self.title(t)))
            (lede(t.with("factor-lede", &[("phone", masked(&self.phone, SHOWN).into())])))
            (Form::post(view, format!("{}/code/send", self.action)).around(&button_row(&html! {
                (Button::primary(t.get("register-get-code")))
            })))
            p { (t.get("factor-other-phone")) }
            (cancel(view, &self.action, "way-back-to", &self.portal))
        }
    }
}

impl Sampled for AskCode {
    fn samples() -> Vec<Self> {
        let (portal, action) = (PORTAL.to_owned(), WAITING.to_owned());
        vec![Self { portal, action, phone: "+84912345678".to_owned() }]
    }
}

/// A portal wants two factors, and the person has several to choose from.
pub(crate) struct AskSecondStep {
    pub(crate) portal: String,
    /// The waiting request.
    pub(crate) action: String,
    /// Where the passcode of this device is typed, if it is theirs.
    pub(crate) passcode: Option<String>,
    /// Whether they have anything else.
    pub(crate) others: bool,
}

impl Page for AskSecondStep {
    fn title(&self, t: &Localizer) -> String {
        t.get("sign-in-again-title")
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (kicker(t.with("choose-for", &[("portal", self.portal.as_str().into())])))
            (heading(self.title(t)))
            (lede(t.get("factor-second-lede")))
            @if let Some(passcode) = &self.passcode {
                (button_row(&button_link(t.get("app-front-passcode"), passcode, true)))
            }
            @if self.others {
                (Form::post(view, format!("{}/second", self.action)).around(&button_row(&html! {
                    @if self.passcode.is_some() { (Button::secondary(t.get("factor-second-other"))) }
                    @else { (Button::primary(t.get("code-continue"))) }
                })))
            }
            (cancel(view, &self.action, "way-back-to", &self.portal))
        }
    }
}

impl Sampled for AskSecondStep {
    fn samples() -> Vec<Self> {
        let ask = |passcode: Option<&str>, others| Self {
            portal: PORTAL.to_owned(),
            action: WAITING.to_owned(),
            passcode: passcode.map(str::to_owned),
            others,
        };
        let here = Some("/app/passcode");
        vec![ask(None, true), ask(here, true), ask(here, false)]
    }
}

/// The code that was sent is typed in.
pub(crate) struct TypeCode {
    pub(crate) portal: String,
    /// The waiting request.
    pub(crate) action: String,
    /// The code's id.
    pub(crate) id: String,
    /// In E.164.
    pub(crate) phone: String,
    /// Whether another one has just been sent.
    pub(crate) sent_again: bool,
    /// Whether the code is dead and another one must be asked for first.
    pub(crate) dead: bool,
    pub(crate) problems: Problems,
}

impl TypeCode {
    fn code_form(&self, view: &View) -> Markup {
        let t = &view.t;
        Form::post(view, format!("{}/code", self.action)).around(&html! {
            (hidden("id", &self.id))
            (TextField::code("code", t.get("code-label"), 6).hint(t.get("code-hint")).problems(&self.problems, t))
            (button_row(&html! { (Button::primary(t.get("code-continue"))) }))
        })
    }

    fn resend_form(&self, view: &View) -> Markup {
        let text = view.t.get("code-send-again");
        let button = if self.dead { Button::primary(text) } else { Button::secondary(text) };
        Form::post(view, format!("{}/code/send", self.action)).around(&html! {
            (hidden("id", &self.id))
            (button_row(&html! { (button) }))
        })
    }
}

impl Page for TypeCode {
    fn title(&self, t: &Localizer) -> String {
        t.get("code-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            @if self.sent_again { (Notice::success(t.get("code-sent-again"))) }
            (kicker(t.with("choose-for", &[("portal", self.portal.as_str().into())])))
            (heading(self.title(t)))
            (lede(t.with("code-lede", &[("phone", masked(&self.phone, SHOWN).into())])))
            @if !self.dead { (self.code_form(view)) }
            (section(t.get("code-nothing-came"), &html! {
                p { (t.get("code-nothing-came-do")) }
                (self.resend_form(view))
                p { (t.get("factor-other-phone")) }
            }))
            (cancel(view, &self.action, "way-back-to", &self.portal))
        }
    }
}

impl Sampled for TypeCode {
    fn samples() -> Vec<Self> {
        let plain = || Self {
            portal: PORTAL.to_owned(),
            action: WAITING.to_owned(),
            id: "code_0197f3c2-0000-7000-8000-000000000000".to_owned(),
            phone: "+84912345678".to_owned(),
            sent_again: false,
            dead: false,
            problems: Problems::new(),
        };
        let told = |problem| Self { problems: Problems::one(problem), ..plain() };
        let dead = |key| Self { dead: true, ..told(Problem::general(key)) };
        vec![
            plain(),
            Self { sent_again: true, ..plain() },
            told(Problem::new("code", "code-wrong").with("left", 2)),
            told(Problem::new("code", "code-missing")),
            told(Problem::general("code-too-many").with("time", "14:05")),
            told(Problem::general("factor-too-many-tries").with("time", "14:05")),
            dead("code-exhausted"),
            dead("code-expired"),
        ]
    }
}
