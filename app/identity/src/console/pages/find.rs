use onedoor_people::staff::{CASE_LONGEST, REASON_LONGEST};
use onedoor_ui::components::{Button, Form, Notice, TextField, button_row, heading, lede};
use onedoor_ui::{Localizer, Markup, Page, Problem, Problems, Sampled, View, html};

use super::breadcrumb;
use crate::console::PEOPLE;

/// Finding one person.
#[derive(Default)]
pub(in crate::console) struct FindPage {
    /// The look that somebody came back to is over.
    pub(in crate::console) over: bool,
    pub(in crate::console) who: String,
    pub(in crate::console) reason: String,
    pub(in crate::console) case: String,
    pub(in crate::console) problems: Problems,
}

/// The field for the reason, wherever one is given.
pub(super) fn reason_field(t: &Localizer, value: &str, problems: &Problems) -> TextField {
    TextField::long("reason", t.get("console-reason"))
        .hint(t.get("console-reason-hint"))
        .max(u16::try_from(REASON_LONGEST).unwrap_or(u16::MAX))
        .value(value)
        .problems(problems, t)
}

/// The field for the case.
pub(super) fn case_field(t: &Localizer, value: &str, problems: &Problems) -> TextField {
    TextField::new("case", t.get("console-case"))
        .hint(t.get("console-case-hint"))
        .max(u16::try_from(CASE_LONGEST).unwrap_or(u16::MAX))
        .width(18)
        .autocomplete("off")
        .value(value)
        .problems(problems, t)
}

impl Page for FindPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("console-people-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        breadcrumb(t)
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            @if self.over { (Notice::info(t.get("console-look-over"))) }
            (heading(self.title(t)))
            (lede(t.get("console-people-lede")))
            (Form::post(view, PEOPLE).around(&html! {
                (TextField::new("who", t.get("console-find-who"))
                    .hint(t.get("console-find-who-hint"))
                    .max(64)
                    .autocomplete("off")
                    .value(self.who.as_str())
                    .problems(&self.problems, t))
                (reason_field(t, &self.reason, &self.problems))
                (case_field(t, &self.case, &self.problems))
                (button_row(&html! { (Button::primary(t.get("console-find"))) }))
            }))
        }
    }
}

impl Sampled for FindPage {
    fn samples() -> Vec<Self> {
        let with = |problem| Self {
            who: "138 0013 8001".to_owned(),
            reason: "x".to_owned(),
            problems: Problems::one(problem),
            ..Self::default()
        };
        let mut all = Problems::one(Problem::new("who", "console-find-who-missing"));
        all.push(Problem::new("reason", "console-reason-missing"));
        all.push(Problem::new("case", "console-case-missing"));
        vec![
            Self::default(),
            Self { over: true, ..Self::default() },
            Self { problems: all, ..Self::default() },
            with(Problem::new("who", "console-find-nobody")),
            with(Problem::new("who", "console-find-own")),
            with(Problem::general("console-find-many").with("time", "12:30")),
        ]
    }
}
