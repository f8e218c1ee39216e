use maud::{Markup, html};
use onedoor_base::Country;
use onedoor_ui::components::{Button, Challenge, Form, Notice, TextField, button_row, heading, lede};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View};

use crate::recovery::PATH;

/// Whose account is it?
pub(in crate::recovery) struct StartPage {
    /// What was typed.
    pub(in crate::recovery) identifier: String,
    /// Whose numbers people have.
    pub(in crate::recovery) country: Country,
    /// The check that keeps programs out, if it is wanted.
    pub(in crate::recovery) challenge: Option<Challenge>,
    /// Whether an attempt took too long and begins anew.
    pub(in crate::recovery) over: bool,
    pub(in crate::recovery) problems: Problems,
}

impl StartPage {
    fn label(&self, t: &Localizer) -> String {
        match self.country {
            Country::Vietnam => t.get("sign-in-identifier-vn"),
            Country::China => t.get("sign-in-identifier-cn"),
            Country::Russia => t.get("sign-in-identifier-ru"),
        }
    }
}

impl Page for StartPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("recover-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some("/sign-in".to_owned())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            @if self.over { (Notice::info(t.get("recover-over"))) }
            (heading(t.get("recover-title")))
            (lede(t.get("recover-lede")))
            (Form::post(view, PATH).around(&html! {
                (TextField::new("identifier", self.label(t)).hint(t.get("recover-identifier-hint"))
                    .value(&self.identifier).autocomplete("username").problems(&self.problems, t))
                @if let Some(challenge) = &self.challenge { (challenge.with(&self.problems, t)) }
                (button_row(&html! { (Button::primary(t.get("code-continue"))) }))
            }))
        }
    }
}

impl Sampled for StartPage {
    fn samples() -> Vec<Self> {
        let plain = |country| Self {
            identifier: String::new(),
            country,
            challenge: None,
            over: false,
            problems: Problems::new(),
        };
        let missing = Problems::one(Problem::new("identifier", "sign-in-identifier-missing"));
        let many = Problems::one(Problem::general("recover-too-many").with("time", "14:05"));
        vec![
            plain(Country::Vietnam),
            Self { challenge: Some(Challenge::sample()), ..plain(Country::China) },
            Self { over: true, ..plain(Country::Russia) },
            Self { problems: missing, ..plain(Country::Vietnam) },
            Self { identifier: "minh.khai".to_owned(), problems: many, ..plain(Country::Vietnam) },
        ]
    }
}
