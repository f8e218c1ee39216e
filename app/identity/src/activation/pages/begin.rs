use maud::{Markup, html};
use onedoor_base::{Country, Timestamp};
use onedoor_ui::components::{Button, Form, TextField, button_row, heading, lede};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View, phone_hint};

use crate::activation::PATH;

/// Number and telephone.
pub(in crate::activation) struct BeginPage {
    /// Until when it can be activated; `None` where it is in use and another device shall open it.
    pub(in crate::activation) until: Option<Timestamp>,
    /// As typed.
    pub(in crate::activation) number: String,
    /// As typed.
    pub(in crate::activation) phone: String,
    pub(in crate::activation) country: Country,
    pub(in crate::activation) problems: Problems,
}

impl Page for BeginPage {
    fn title(&self, t: &Localizer) -> String {
        t.get(if self.until.is_some() { "activate-title" } else { "activate-device" })
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some(crate::phone_app::PATH.to_owned())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            @if let Some(until) = self.until {
                (lede(t.get("activate-lede")))
                p { (t.with("activate-until", &[("date", view.long_date(until).into())])) }
            } @else {
                (lede(t.get("activate-device-lede")))
            }
            p { (t.get("activate-here")) }
            (Form::post(view, PATH).around(&html! {
                (TextField::digits("number", t.get("activate-number")).hint(t.get("activate-number-hint"))
                    .value(&self.number).problems(&self.problems, t))
                (TextField::phone("phone", t.get("activate-phone")).hint(t.get(phone_hint(self.country)))
                    .value(&self.phone).problems(&self.problems, t))
                (button_row(&html! { (Button::primary(t.get("activate-send"))) }))
            }))
        }
    }
}

impl Sampled for BeginPage {
    fn samples() -> Vec<Self> {
        let page = |problems| Self {
            until: Some(Timestamp::from_seconds(1_795_244_709)),
            number: "001 190 000 018".to_owned(),
            phone: "0912 345 678".to_owned(),
            country: Country::Vietnam,
            problems,
        };
        let missing =
            vec![Problem::new("number", "activate-number-missing"), Problem::new("phone", "phone-missing")];
        vec![
            Self { number: String::new(), phone: String::new(), ..page(Problems::new()) },
            Self { number: String::new(), phone: String::new(), ..page(missing.into()) },
            page(Problems::one(Problem::general("activate-differs"))),
            Self { until: None, number: String::new(), phone: String::new(), ..page(Problems::new()) },
            page(Problems::one(Problem::general("code-too-many").with("time", "15:30"))),
        ]
    }
}
