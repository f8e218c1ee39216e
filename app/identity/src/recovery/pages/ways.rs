use std::time::Duration;

use maud::{Markup, html};
use onedoor_base::Timestamp;
use onedoor_people::recovery::Proof;
use onedoor_ui::components::{Button, Form, Notice, Radios, button_row, heading, hidden, lede, section};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View};

use super::shown;
use crate::recovery::PATH;

/// What does the person have?
pub(in crate::recovery) struct WaysPage {
    /// The attempt.
    pub(in crate::recovery) id: String,
    /// What was shown already.
    pub(in crate::recovery) shown: Vec<Proof>,
    /// What can still be shown.
    pub(in crate::recovery) ways: Vec<Proof>,
    /// Why more is needed.
    pub(in crate::recovery) needed: Needed,
    pub(in crate::recovery) problems: Problems,
}

/// Why something is to be shown, and whether one may wait instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::recovery) enum Needed {
    /// Nothing was shown yet.
    First,
    /// One more thing, or so long a wait.
    More(Duration),
    /// A wait has begun and is over then.
    Runs(Timestamp),
    /// The owner stopped a wait: there is none until then.
    Shut(Timestamp),
    /// It is enough for a password; to remove what is lost, one more thing or so long a wait.
    Lost(Duration),
}

/// The words and the explanation of a way.
const fn choice(way: Proof) -> (&'static str, &'static str) {
    match way {
        Proof::Phone => ("recover-way-phone", "recover-way-phone-means"),
        Proof::Email => ("recover-way-email", "recover-way-email-means"),
        Proof::Code => ("recover-way-code", "recover-way-code-means"),
        Proof::App => ("recover-way-app", "recover-way-app-means"),
        Proof::Questions => ("recover-way-questions", "recover-way-questions-means"),
    }
}

fn days(wait: Duration) -> i64 {
    i64::try_from(wait.as_secs() / 86_400).unwrap_or(i64::MAX)
}

impl WaysPage {
    fn why(&self, view: &View) -> Markup {
        let t = &view.t;
        match self.needed {
            Needed::First => lede(t.get("recover-ways-lede")),
            Needed::More(wait) => lede(t.with("recover-more-lede", &[("days", days(wait).into())])),
            Needed::Lost(wait) => lede(t.with("recover-lost-lede", &[("days", days(wait).into())])),
            Needed::Runs(due) => html! {
                (lede(t.get("recover-runs-lede")))
                p { (t.get("recover-runs-until")) " " strong { (view.date_time(due)) } }
            },
            Needed::Shut(until) => html! {
                (lede(t.get("recover-shut-lede")))
                p { (t.get("recover-shut-until")) " " strong { (view.date(until)) } }
            },
        }
    }

    fn choose(&self, view: &View) -> Markup {
        let t = &view.t;
        let mut radios = Radios::new("way", t.get("recover-ways-legend")).problems(&self.problems, t);
        for way in &self.ways {
            let (label, means) = choice(*way);
            radios = radios.explained(way.word(), t.get(label), t.get(means));
        }
        Form::post(view, "/recover/ways").around(&html! {
            (hidden("id", &self.id))
            (radios)
            (button_row(&html! { (Button::primary(t.get("code-continue"))) }))
        })
    }

    fn wait(&self, view: &View) -> Markup {
        let t = &view.t;
        let (Needed::More(wait) | Needed::Lost(wait)) = self.needed else { return html! {} };
        section(
            t.get("recover-wait-title"),
            &html! {
                p { (t.with("recover-wait-text", &[("days", days(wait).into())])) }
                p { (t.get("recover-wait-level")) }
                (Form::post(view, "/recover/wait").around(&html! {
                    (hidden("id", &self.id))
                    (button_row(&html! {
                        (Button::secondary(t.with("recover-wait-button", &[("days", days(wait).into())])))
                    }))
                }))
            },
        )
    }
}

impl Page for WaysPage {
    fn title(&self, t: &Localizer) -> String {
        match self.needed {
            Needed::First => t.get("recover-ways-title"),
            Needed::More(_) | Needed::Lost(_) => t.get("recover-more-title"),
            Needed::Runs(_) => t.get("recover-runs-title"),
            Needed::Shut(_) => t.get("recover-shut-title"),
        }
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn back(&self) -> Option<String> {
        Some(PATH.to_owned())
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            @if !self.shown.is_empty() {
                (Notice::success(t.with("recover-shown", &[("what", shown(t, &self.shown).into())])))
            }
            (heading(self.title(t)))
            (self.why(view))
            @if !self.ways.is_empty() { (self.choose(view)) }
            (self.wait(view))
            (section(t.get("second-none"), &html! { p { (t.get("recover-none-do")) } }))
        }
    }
}

impl Sampled for WaysPage {
    fn samples() -> Vec<Self> {
        let first = || Self {
            id: "rcvy_0197f3c2-0000-7000-8000-000000000000".to_owned(),
            shown: Vec::new(),
            ways: vec![Proof::Phone, Proof::Email, Proof::Code, Proof::App],
            needed: Needed::First,
            problems: Problems::new(),
        };
        let more = |needed, ways: &[Proof]| Self {
            shown: vec![Proof::Phone],
            ways: ways.to_vec(),
            needed,
            ..first()
        };
        let at = Timestamp::from_seconds(1_795_244_709);
        let three = Duration::from_hours(72);
        vec![
            first(),
            Self { problems: Problems::one(Problem::new("way", "recover-way-missing")), ..first() },
            Self {
                problems: Problems::one(Problem::general("recover-codes-too-many").with("time", "14:05")),
                ..first()
            },
            more(Needed::More(three), &[Proof::Email, Proof::Code, Proof::App, Proof::Questions]),
            more(Needed::More(three), &[]),
            more(Needed::Runs(at), &[Proof::Email]),
            more(Needed::Shut(at), &[]),
            Self { shown: vec![Proof::Phone, Proof::Questions], ..more(Needed::Lost(three), &[Proof::Code]) },
        ]
    }
}
