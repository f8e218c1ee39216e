use maud::{Markup, html};
use onedoor_base::Timestamp;
use onedoor_ui::components::{
    Button, Checkbox, Form, Notice, TextField, button_row, heading, hidden, lede, section,
};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View};

use super::trail;
use crate::settings::{PATH as SETTINGS, closing};

/// Closing an account, or staying.
#[derive(Default)]
pub(in crate::settings) struct ClosingPage {
    /// When it is closed, if that was asked for.
    pub(in crate::settings) due_at: Option<Timestamp>,
    /// Where the person was heading when they signed in.
    pub(in crate::settings) onward: Option<String>,
    /// Whether it was asked for just now.
    pub(in crate::settings) asked: bool,
    /// For how many days one can stay.
    pub(in crate::settings) days: i64,
    pub(in crate::settings) problems: Problems,
}

/// What happens, to be read before.
fn what_happens(days: i64, t: &Localizer) -> Markup {
    html! {
        ul {
            li { (t.with("closing-what-wait", &[("days", days.into())])) }
            @for key in ["closing-what-links", "closing-what-data", "closing-what-free", "closing-what-login", "closing-what-kept"] {
                li { (t.get(key)) }
            }
        }
    }
}

impl ClosingPage {
    fn waiting(&self, due_at: Timestamp, view: &View) -> Markup {
        let t = &view.t;
        let day = view.long_date(due_at);
        html! {
            @if self.asked { (Notice::success(t.get("closing-asked"))) }
            (heading(t.get("closing-waiting-title")))
            (lede(t.with("closing-waiting", &[("day", day.into())])))
            (Form::post(view, format!("{}/stay", closing::PATH)).around(&html! {
                @if let Some(onward) = &self.onward { (hidden("return_to", onward)) }
                (button_row(&html! {
                    (Button::primary(t.get("closing-stay")))
                    a href=(self.onward.as_deref().unwrap_or("/account")) { (t.get("closing-go-on")) }
                }))
            }))
            (section(t.get("closing-what-title"), &what_happens(self.days, t)))
        }
    }

    fn asking(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.get("closing-title")))
            (lede(t.with("closing-lede", &[("days", self.days.into())])))
            (section(t.get("closing-what-title"), &what_happens(self.days, t)))
            (Form::post(view, closing::PATH).around(&html! {
                (Checkbox::new("sure", t.get("closing-sure")).problems(&self.problems, t))
                (TextField::password("password", t.get("password-label"), t).problems(&self.problems, t))
                (button_row(&html! {
                    (Button::danger(t.get("closing-do")))
                    a href=(SETTINGS) { (t.get("settings-back")) }
                }))
            }))
        }
    }
}

impl Page for ClosingPage {
    fn title(&self, t: &Localizer) -> String {
        t.get(if self.due_at.is_some() { "closing-waiting-title" } else { "closing-title" })
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        trail(t)
    }

    fn body(&self, view: &View) -> Markup {
        match self.due_at {
            Some(due_at) => self.waiting(due_at, view),
            None => self.asking(view),
        }
    }
}

impl Sampled for ClosingPage {
    fn samples() -> Vec<Self> {
        let due_at = Some(Timestamp::from_seconds(1_797_836_709));
        let problem = |field, key| Problems::one(Problem::new(field, key));
        vec![
            Self { days: 30, ..Self::default() },
            Self { days: 1, ..Self::default() },
            Self { due_at, asked: true, days: 30, ..Self::default() },
            Self {
                due_at,
                onward: Some("/oauth/authorize?client_id=a".to_owned()),
                days: 30,
                ..Self::default()
            },
            Self { problems: problem("sure", "closing-sure-missing"), days: 30, ..Self::default() },
            Self { problems: problem("password", "password-present-wrong"), days: 30, ..Self::default() },
            Self {
                problems: Problems::one(Problem::general("closing-ordered")),
                days: 30,
                ..Self::default()
            },
            Self {
                problems: Problems::one(Problem::general("password-too-many").with("time", "14:05")),
                days: 30,
                ..Self::default()
            },
        ]
    }
}
