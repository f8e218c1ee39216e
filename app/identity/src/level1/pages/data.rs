use onedoor_national_id::card::{Card, Disagrees};
use onedoor_proofing::age::Applies;
use onedoor_proofing::evidence::Kind;
use onedoor_ui::components::{
    Button, Checkbox, Form, Notice, button_link, button_row, heading, lede, section, steps,
};
use onedoor_ui::{Localizer, Markup, Page, Problem, Problems, Sampled, View, html};

use super::{sample_card, summary, trail};
use crate::card::doubt_key;
use crate::level1::{CARD, DATA, PATH};

/// The data that go to the register and the officer.
pub(in crate::level1) struct DataPage {
    pub(in crate::level1) card: Card,
    /// How they came.
    pub(in crate::level1) kind: Kind,
    /// What does not agree with the number.
    pub(in crate::level1) doubts: Vec<Disagrees>,
    /// Who applies for a person of this age.
    pub(in crate::level1) applies: Applies,
    /// Whether the data were given before, to the register.
    pub(in crate::level1) given: bool,
    /// Whether a program compares the pictures before an officer does.
    pub(in crate::level1) program: bool,
    pub(in crate::level1) problems: Problems,
}

impl DataPage {
    /// Instead of the form: a child's parents or guardian apply for them.
    fn for_a_child(&self, t: &Localizer) -> Markup {
        let who = match self.applies {
            Applies::Guardian => "level1-child-small",
            Applies::OnRequest | Applies::Alone => "level1-child",
        };
        html! {
            (Notice::info(t.get(who)))
            @if !self.given { p { (t.get("level1-child-nothing-sent")) } }
            (section(t.get("level1-child-do"), &html! {
                ul {
                    li { (t.get("level1-child-counter")) }
                    li { (t.get("level1-child-papers")) }
                    li { (t.get("level1-child-born")) }
                }
            }))
            (button_row(&html! {
                (button_link(t.get("level1-correct"), CARD, false))
                (button_link(t.get("level1-child-leave"), PATH, false))
            }))
        }
    }
}

/// How the data came, in words.
pub(super) const fn kind_key(kind: Kind) -> &'static str {
    match kind {
        Kind::CardCode => "level1-from-code",
        _ => "level1-from-typing",
    }
}

impl Page for DataPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("level1-data-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        trail(t)
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let doubts = html! {
            ul { @for doubt in &self.doubts { li { (t.get(doubt_key(*doubt))) } } }
        };
        html! {
            (steps(t, 1, 3))
            (heading(self.title(t)))
            @if self.applies == Applies::Alone { (lede(t.get("level1-data-lede"))) }
            (summary(&self.card, t).row(t.get("level1-from"), t.get(kind_key(self.kind))))
            @if self.applies != Applies::Alone { (self.for_a_child(t)) } @else {
                @if !self.doubts.is_empty() { (Notice::warning(t.get("level1-doubts")).and(&doubts)) }
                @if self.program { p { (t.get("level1-consent-program")) } }
                (Form::post(view, DATA).around(&html! {
                    (Checkbox::new("consent", t.get("level1-consent"))
                        .hint(t.get("level1-consent-hint")).problems(&self.problems, t))
                    (button_row(&html! {
                        (Button::primary(t.get("level1-go-on")))
                        (button_link(t.get("level1-correct"), CARD, false))
                    }))
                }))
            }
        }
    }
}

impl Sampled for DataPage {
    fn samples() -> Vec<Self> {
        let of = |kind, doubts, problems| {
            let (applies, program) = (Applies::Alone, kind == Kind::Typed);
            Self { card: sample_card(), kind, doubts, applies, given: false, program, problems }
        };
        let child = |applies| Self { applies, ..of(Kind::Typed, Vec::new(), Problems::new()) };
        vec![
            child(Applies::OnRequest),
            child(Applies::Guardian),
            Self { given: true, ..child(Applies::OnRequest) },
            of(Kind::CardCode, Vec::new(), Problems::new()),
            of(Kind::Typed, Disagrees::ALL.to_vec(), Problems::new()),
            of(Kind::Typed, Vec::new(), Problems::one(Problem::new("consent", "level1-consent-missing"))),
        ]
    }
}
