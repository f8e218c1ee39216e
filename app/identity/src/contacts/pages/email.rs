use maud::{Markup, html};
use onedoor_base::Timestamp;
use onedoor_ui::components::{
    Button, Form, Notice, TextField, button_row, empty_state, heading, hidden, lede, panel, section,
};
use onedoor_ui::{Icon, Localizer, Page, Problem, Problems, Sampled, View};

use super::{CodeForms, trail};
use crate::contacts::EMAIL;

/// The mail addresses of an account, and adding one.
pub(in crate::contacts) struct EmailPage {
    pub(in crate::contacts) notice: Option<EmailNotice>,
    pub(in crate::contacts) contacts: Vec<EmailShown>,
    /// Whether the site can send mail.
    pub(in crate::contacts) can_add: bool,
    /// What was typed.
    pub(in crate::contacts) email: String,
    pub(in crate::contacts) problems: Problems,
}

/// What has just happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::contacts) enum EmailNotice {
    Added,
    Removed,
}

/// One address.
pub(in crate::contacts) struct EmailShown {
    pub(in crate::contacts) id: String,
    pub(in crate::contacts) email: String,
    pub(in crate::contacts) confirmed_at: Timestamp,
}

impl EmailPage {
    fn contact(&self, place: usize, contact: &EmailShown, view: &View) -> Markup {
        let t = &view.t;
        panel(&html! {
            h2 class="break" { (contact.email) }
            p { (t.get("email-since")) " " (view.date(contact.confirmed_at)) }
            @if place == 0 && self.contacts.len() > 1 { p.note { (t.get("email-first")) } }
            (Form::post(view, "/account/email/remove").around(&html! {
                (hidden("contact", &contact.id))
                (Button::quiet(t.get("email-remove")).about(contact.email.clone()))
            }))
        })
    }
}

impl Page for EmailPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("email-title")
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
                Some(EmailNotice::Added) => { (Notice::success(t.get("email-added"))) }
                Some(EmailNotice::Removed) => { (Notice::success(t.get("email-removed"))) }
                None => {}
            }
            (heading(t.get("email-title")))
            (lede(t.get("email-lede")))
            @if self.contacts.is_empty() {
                (empty_state(Icon::Message, t.get("email-none-title"), t.get("email-none"), &html! {}))
            }
            @for (place, contact) in self.contacts.iter().enumerate() { (self.contact(place, contact, view)) }
            @if self.can_add {
                (section(t.get("email-add-title"), &Form::post(view, EMAIL).around(&html! {
                    (TextField::email("email", t.get("email-label")).hint(t.get("email-hint"))
                        .value(&self.email).problems(&self.problems, t))
                    (button_row(&html! { (Button::primary(t.get("email-add"))) }))
                })))
            } @else {
                (Notice::info(t.get("email-no-mail")))
            }
        }
    }
}

impl Sampled for EmailPage {
    fn samples() -> Vec<Self> {
        let at = Timestamp::from_seconds(1_795_244_709);
        let contact = |n: u8, email: &str| EmailShown {
            id: format!("cont_0197f3c2-0000-7000-8000-00000000000{n}"),
            email: email.to_owned(),
            confirmed_at: at,
        };
        let plain = |contacts| Self {
            notice: None,
            contacts,
            can_add: true,
            email: String::new(),
            problems: Problems::new(),
        };
        let problem = |key| Problems::one(Problem::new("email", key));
        let two = vec![
            contact(1, "minh.khai@mail.example"),
            contact(2, "ten-rat-dai-cua-mot-nguoi-nao-do@tinh-hai-duong.thu-dien-tu.example"),
        ];
        vec![
            plain(Vec::new()),
            Self { notice: Some(EmailNotice::Added), ..plain(two) },
            Self { notice: Some(EmailNotice::Removed), can_add: false, ..plain(Vec::new()) },
            Self { problems: problem("email-missing"), ..plain(Vec::new()) },
            Self { email: "khai".to_owned(), problems: problem("email-malformed"), ..plain(Vec::new()) },
            Self {
                email: "khai@mail.example".to_owned(),
                problems: problem("email-is-there"),
                ..plain(vec![contact(1, "khai@mail.example")])
            },
            Self {
                problems: Problems::one(Problem::general("email-too-many").with("most", 5)),
                ..plain(Vec::new())
            },
        ]
    }
}

/// The code from the letter.
pub(in crate::contacts) struct EmailCodePage {
    /// Which code.
    pub(in crate::contacts) id: String,
    pub(in crate::contacts) email: String,
    /// Whether another one was just sent.
    pub(in crate::contacts) again: bool,
    /// Whether the code is dead and another one must be asked for first.
    pub(in crate::contacts) dead: bool,
    pub(in crate::contacts) problems: Problems,
}

impl Page for EmailCodePage {
    fn title(&self, t: &Localizer) -> String {
        t.get("email-code-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some(EMAIL.to_owned())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let forms = CodeForms {
            contact: EMAIL,
            id: &self.id,
            dead: self.dead,
            problems: &self.problems,
            confirm: "email-code-confirm",
            nothing: ["email-code-nothing", "email-code-nothing-do"],
            other: "email-code-other",
        };
        html! {
            @if self.again { (Notice::success(t.get("code-sent-again"))) }
            (heading(t.get("email-code-title")))
            (lede(t.with("email-code-lede", &[("email", self.email.as_str().into())])))
            (forms.shown(view))
        }
    }
}

impl Sampled for EmailCodePage {
    fn samples() -> Vec<Self> {
        let plain = || Self {
            id: "code_0197f3c2-0000-7000-8000-000000000000".to_owned(),
            email: "minh.khai@mail.example".to_owned(),
            again: false,
            dead: false,
            problems: Problems::new(),
        };
        let dead = |key| Self { dead: true, problems: Problems::one(Problem::general(key)), ..plain() };
        vec![
            plain(),
            Self { again: true, ..plain() },
            Self { problems: Problems::one(Problem::new("code", "code-wrong").with("left", 2)), ..plain() },
            dead("code-expired"),
            dead("code-exhausted"),
        ]
    }
}
