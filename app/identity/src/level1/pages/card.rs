use onedoor_ui::components::{Button, Form, Notice, button_link, button_row, heading, lede, section, steps};
use onedoor_ui::{Localizer, Markup, Page, Problem, Problems, Sampled, View, html};

use super::{sample_typed, trail};
use crate::card::{CardTyped, scan};
use crate::level1::{CARD, PATH, PHOTOGRAPH};

/// The data of a card: read, or typed.
pub(in crate::level1) struct CardPage {
    pub(in crate::level1) typed: CardTyped,
    /// Whether a photograph of it was just read.
    pub(in crate::level1) read: bool,
    pub(in crate::level1) problems: Problems,
}

impl Page for CardPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("level1-card-title")
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
            @if self.read { (Notice::success(t.get("card-read"))) }
            (steps(t, 1, 3))
            (heading(self.title(t)))
            (lede(t.get("level1-card-lede")))
            (scan(view, "level1-card", PHOTOGRAPH, &self.problems))
            (section(t.get("level1-card-typed"), &html! {
                (Form::post(view, CARD).id("level1-card").around(&html! {
                    (self.typed.fields(t, &self.problems))
                    (button_row(&html! {
                        (Button::primary(t.get("level1-go-on")))
                        (button_link(t.get("level1-back"), PATH, false))
                    }))
                }))
            }))
        }
    }
}

impl Sampled for CardPage {
    fn samples() -> Vec<Self> {
        let of = |typed, read, problems| Self { typed, read, problems };
        let wrong = |field, key| Problems::one(Problem::new(field, key));
        vec![
            of(CardTyped::default(), false, Problems::new()),
            of(sample_typed(), true, Problems::new()),
            of(sample_typed(), false, wrong("born", "card-born-wrong")),
            of(CardTyped::default(), false, wrong("picture", "card-picture-blurred")),
            of(sample_typed(), false, Problems::one(Problem::general("level1-many").with("time", "12:30"))),
        ]
    }
}
