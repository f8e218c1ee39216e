use onedoor_base::Timestamp;
use onedoor_ui::components::{Button, Form, button_row, heading, hidden, lede, section};
use onedoor_ui::{Localizer, Markup, Page, Problem, Problems, Sampled, View, grouped_phone, html, masked};

use super::{OLD, PATH, WAIT};

/// The new phone is shown; now the old one, or a week of waiting.
pub struct OldPhonePage {
    /// The code that showed the new one.
    pub id: String,
    /// In E.164.
    pub new: String,
    /// As far as it is shown.
    pub old: String,
    /// Until when nothing waits, because somebody objected.
    pub shut_until: Option<Timestamp>,
    /// What must be put right.
    pub problems: Problems,
}

/// The button that lets a phone wait, or why it can't.
pub fn waiting_button(id: &str, shut_until: Option<Timestamp>, view: &View) -> Markup {
    let t = &view.t;
    if let Some(until) = shut_until {
        return html! { p { (t.with("phone-shut", &[("until", view.long_date(until).into())])) } };
    }
    Form::post(view, WAIT).around(&html! {
        (hidden("id", id))
        (button_row(&html! { (Button::secondary(t.get("phone-old-wait"))) }))
    })
}

impl Page for OldPhonePage {
    fn title(&self, t: &Localizer) -> String {
        t.get("phone-old-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some(PATH.to_owned())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.get("phone-old-title")))
            (lede(t.with("phone-old-lede", &[("phone", grouped_phone(&self.new).into())])))
            (section(t.get("phone-old-have"), &html! {
                p { (t.with("phone-old-have-do", &[("phone", self.old.as_str().into())])) }
                (Form::post(view, OLD).around(&html! {
                    (hidden("id", &self.id))
                    (button_row(&html! { (Button::primary(t.get("phone-old-send"))) }))
                }))
            }))
            (section(t.get("phone-old-lost"), &html! {
                p { (t.get("phone-old-lost-do")) }
                (waiting_button(&self.id, self.shut_until, view))
            }))
        }
    }
}

impl Sampled for OldPhonePage {
    fn samples() -> Vec<Self> {
        let plain = || Self {
            id: "code_0197f3c2-0000-7000-8000-000000000000".to_owned(),
            new: "+84987654321".to_owned(),
            old: masked("+84912345678", 3),
            shut_until: None,
            problems: Problems::new(),
        };
        let many = |key| Problems::one(Problem::general(key).with("time", "15:30"));
        vec![
            plain(),
            Self { shut_until: Some(Timestamp::from_seconds(1_795_244_709)), ..plain() },
            Self { problems: many("code-too-many"), ..plain() },
            Self { problems: many("phone-too-often"), ..plain() },
        ]
    }
}
