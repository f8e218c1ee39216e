use maud::{Markup, html};
use onedoor_base::{Country, Timestamp};
use onedoor_site::phone_change::waiting_section;
use onedoor_ui::components::{Button, Form, Notice, TextField, button_row, heading, lede, section};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View, grouped_phone, masked, phone_hint};

use super::{CodeForms, trail};
use crate::contacts::PHONE;

/// The phone of an account, and changing it.
pub(in crate::contacts) struct PhonePage {
    pub(in crate::contacts) notice: Option<PhoneNotice>,
    /// In E.164.
    pub(in crate::contacts) phone: Option<String>,
    /// What it will be, and when.
    pub(in crate::contacts) waiting: Option<(String, Timestamp)>,
    pub(in crate::contacts) country: Country,
    pub(in crate::contacts) typed: String,
    pub(in crate::contacts) problems: Problems,
}

/// What has just happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::contacts) enum PhoneNotice {
    Changed,
    Waits,
}

impl PhoneNotice {
    pub(in crate::contacts) fn from_word(word: &str) -> Option<Self> {
        match word {
            "changed" => Some(Self::Changed),
            "waits" => Some(Self::Waits),
            _ => None,
        }
    }
}

impl Page for PhonePage {
    fn title(&self, t: &Localizer) -> String {
        t.get("phone-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        trail(t)
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            @match self.notice {
                Some(PhoneNotice::Changed) => { (Notice::success(t.get("phone-changed"))) }
                Some(PhoneNotice::Waits) => { (Notice::success(t.get("phone-waits"))) }
                None => {}
            }
            (heading(t.get("phone-title")))
            @match &self.phone {
                Some(phone) => { (lede(t.with("phone-now", &[("phone", masked(phone, 3).into())]))) }
                None => { (lede(t.get("phone-none"))) }
            }
            (waiting_section(self.waiting.as_ref(), view))
            (section(t.get("phone-new-title"), &html! {
                p { (t.get("phone-new-steps")) }
                (Form::post(view, PHONE).around(&html! {
                    (TextField::phone("phone", t.get("phone-new-label")).hint(t.get(phone_hint(self.country)))
                        .value(&self.typed).problems(&self.problems, t))
                    (button_row(&html! { (Button::primary(t.get("phone-send"))) }))
                }))
            }))
        }
    }
}

impl Sampled for PhonePage {
    fn samples() -> Vec<Self> {
        let plain = || Self {
            notice: None,
            phone: Some("+84912345678".to_owned()),
            waiting: None,
            country: Country::Vietnam,
            typed: String::new(),
            problems: Problems::new(),
        };
        let wrong = |key| Self {
            typed: "12".to_owned(),
            problems: Problems::one(Problem::new("phone", key)),
            ..plain()
        };
        let waiting = Some(("+84987654321".to_owned(), Timestamp::from_seconds(1_795_244_709)));
        vec![
            plain(),
            Self { phone: None, ..plain() },
            Self { notice: Some(PhoneNotice::Changed), ..plain() },
            Self { notice: Some(PhoneNotice::Waits), waiting: waiting.clone(), ..plain() },
            Self { waiting, ..plain() },
            wrong("phone-missing"),
            wrong("phone-malformed-vn"),
            wrong("phone-is-yours"),
            Self {
                problems: Problems::one(Problem::general("code-too-many").with("time", "15:30")),
                ..plain()
            },
        ]
    }
}

/// The code from the message to the new phone or to the old.
pub(in crate::contacts) struct PhoneCodePage {
    pub(in crate::contacts) id: String,
    /// As far as it is shown.
    pub(in crate::contacts) phone: String,
    pub(in crate::contacts) is_old: bool,
    /// Whether another one was just sent.
    pub(in crate::contacts) again: bool,
    /// Whether the code is dead and another one must be asked for first.
    pub(in crate::contacts) dead: bool,
    pub(in crate::contacts) problems: Problems,
}

impl Page for PhoneCodePage {
    fn title(&self, t: &Localizer) -> String {
        t.get(if self.is_old { "phone-code-old-title" } else { "phone-code-new-title" })
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some(PHONE.to_owned())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let forms = CodeForms {
            contact: PHONE,
            id: &self.id,
            dead: self.dead,
            problems: &self.problems,
            confirm: "code-continue",
            nothing: ["code-nothing-came", "code-nothing-came-do"],
            other: "code-change-phone",
        };
        let phone = if self.is_old { self.phone.clone() } else { grouped_phone(&self.phone) };
        html! {
            @if self.again { (Notice::success(t.get("code-sent-again"))) }
            (heading(self.title(t)))
            (lede(t.with("code-lede", &[("phone", phone.into())])))
            (forms.shown(view))
        }
    }
}

impl Sampled for PhoneCodePage {
    fn samples() -> Vec<Self> {
        let plain = || Self {
            id: "code_0197f3c2-0000-7000-8000-000000000000".to_owned(),
            phone: "+84987654321".to_owned(),
            is_old: false,
            again: false,
            dead: false,
            problems: Problems::new(),
        };
        let dead = |key| Self { dead: true, problems: Problems::one(Problem::general(key)), ..plain() };
        vec![
            plain(),
            Self { is_old: true, phone: masked("+84912345678", 3), ..plain() },
            Self { again: true, ..plain() },
            Self { problems: Problems::one(Problem::new("code", "code-wrong").with("left", 2)), ..plain() },
            dead("code-expired"),
            dead("code-exhausted"),
        ]
    }
}
