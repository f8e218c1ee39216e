use maud::{Markup, html};
use onedoor_base::Country;
use onedoor_ui::components::{Button, Form, TextField, button_link, button_row, heading, lede, steps};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View, phone_hint};

use crate::phone_app::PATH;
use crate::phone_app::register::{BEGIN, STEPS};

/// First step: the number and the phone.
pub(in crate::phone_app) struct BeginPage {
    /// As typed.
    pub(in crate::phone_app) number: String,
    /// As typed.
    pub(in crate::phone_app) phone: String,
    /// Whose phone numbers people have.
    pub(in crate::phone_app) country: Country,
    pub(in crate::phone_app) problems: Problems,
}

impl Page for BeginPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("app-begin-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some(PATH.to_owned())
    }

    fn is_installable(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (steps(t, 1, STEPS))
            (heading(self.title(t)))
            (lede(t.get("app-begin-lede")))
            (Form::post(view, BEGIN).around(&html! {
                (TextField::digits("number", t.get("card-number")).value(&self.number)
                    .hint(t.get("card-number-hint")).problems(&self.problems, t))
                (TextField::phone("phone", t.get("phone-label")).value(&self.phone)
                    .hint(t.get(phone_hint(self.country))).problems(&self.problems, t))
                (button_row(&html! { (Button::primary(t.get("app-continue"))) }))
            }))
        }
    }
}

impl Sampled for BeginPage {
    fn samples() -> Vec<Self> {
        let page = |number: &str, problems| Self {
            number: number.to_owned(),
            phone: "0912 345 678".to_owned(),
            country: Country::Vietnam,
            problems,
        };
        let wrong = |number: &str, problem| page(number, Problems::one(problem));
        vec![
            page("", Problems::new()),
            wrong("", Problem::new("number", "card-number-missing")),
            wrong("0123", Problem::new("number", "card-number-length").with("found", 4)),
            wrong("012345678", Problem::new("number", "card-number-former")),
            wrong("1a", Problem::new("number", "card-number-character")),
            wrong("001190000018", Problem::new("phone", "phone-malformed-vn")),
        ]
    }
}

/// The browser keeps no cookies: nothing of what is typed would stay.
pub(in crate::phone_app) struct NoCookiesPage;

impl Page for NoCookiesPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("app-no-cookies-title")
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            (lede(t.get("app-no-cookies-lede")))
            p { (t.get("app-no-cookies-do")) }
            (button_row(&button_link(t.get("app-no-cookies-again"), BEGIN, true)))
        }
    }
}

impl Sampled for NoCookiesPage {
    fn samples() -> Vec<Self> {
        vec![Self]
    }
}
