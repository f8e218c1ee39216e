use maud::{Markup, html};
use onedoor_ui::components::{Button, Form, Notice, button_row, heading, lede, section, steps};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View};

use crate::card::{CardTyped, sample, scan};
use crate::phone_app::register::{BEGIN, CARD, PHOTOGRAPH, STEPS};

/// The id of the form that fills itself.
const FORM: &str = "card";

/// Second step: the card's data.
pub(in crate::phone_app) struct CardPage {
    /// What stands in the form.
    pub(in crate::phone_app) card: CardTyped,
    /// Whether a photograph was just read.
    pub(in crate::phone_app) read: bool,
    pub(in crate::phone_app) problems: Problems,
}

impl Page for CardPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("app-card-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some(BEGIN.to_owned())
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let form = Form::post(view, CARD).id(FORM).around(&html! {
            (self.card.fields(t, &self.problems))
            (button_row(&html! { (Button::primary(t.get("app-continue"))) }))
        });
        html! {
            (steps(t, 2, STEPS))
            @if self.read { (Notice::success(t.get("card-read"))) }
            (heading(self.title(t)))
            (lede(t.get("app-card-lede")))
            (scan(view, FORM, PHOTOGRAPH, &self.problems))
            (section(t.get("app-card-data"), &form))
        }
    }
}

impl Sampled for CardPage {
    fn samples() -> Vec<Self> {
        let page = |problems| Self { card: sample(), read: false, problems };
        let wrong = |field, key| page(Problems::one(Problem::new(field, key)));
        let number = || "001 190 000 026".to_owned();
        let mut all = vec![
            Self { card: CardTyped::default(), ..page(Problems::new()) },
            Self { read: true, ..page(Problems::new()) },
            page(Problems::one(Problem::new("number", "card-differs").with("number", number()))),
            page(Problems::one(Problem::new("picture", "card-many").with("time", "14:05"))),
            wrong("picture", "card-busy"),
            wrong("picture", "card-foreign-health"),
            wrong("picture", "card-code-part"),
            wrong("picture", "card-picture-heic"),
        ];
        for (field, key) in [
            ("name", "card-name-missing"),
            ("born", "card-born-wrong"),
            ("sex", "card-sex-missing"),
            ("residence", "card-residence-wrong"),
            ("issued", "card-issued-wrong"),
        ] {
            all.push(wrong(field, key));
        }
        all
    }
}
