use onedoor_base::Timestamp;
use onedoor_ui::components::{
    Button, Checkbox, Form, Notice, TextField, button_row, heading, hidden, lede, section,
};
use onedoor_ui::{Localizer, Markup, Page, Problem, Problems, Sampled, View, html};

use super::{PATH, STAY};
use crate::copy;

/// Closing an account, or staying.
#[derive(Default)]
pub(super) struct ClosingPage {
    /// For how many days one can still stay.
    pub(super) days: i64,
    /// When it is closed, if that was asked for.
    pub(super) due_at: Option<Timestamp>,
    /// Where the person was heading when they signed in.
    pub(super) onward: Option<String>,
    /// Whether it was asked for just now.
    pub(super) asked: bool,
    /// Whether the password is asked for, because the sign-in is not of the last minutes.
    pub(super) asks_password: bool,
    /// What there is of applications.
    pub(super) dossiers: Dossiers,
    /// What must be put right.
    pub(super) problems: Problems,
}

/// How many applications there are.
#[derive(Default, Clone, Copy)]
pub(super) struct Dossiers {
    /// Submitted, and not decided yet.
    pub(super) open: i64,
    /// Decided, or withdrawn.
    pub(super) over: i64,
    /// Never submitted.
    pub(super) drafts: i64,
}

impl ClosingPage {
    /// What goes and what stays, to be read before.
    fn what_happens(&self, t: &Localizer) -> Markup {
        let count = |key, count: i64| t.with(key, &[("count", count.into())]);
        html! {
            ul {
                li { (t.with("local-closing-wait", &[("days", self.days.into())])) }
                @for key in ["local-closing-links", "local-closing-data"] { li { (t.get(key)) } }
                li {
                    (t.get("local-closing-dossiers"))
                    @let Dossiers { open, over, .. } = self.dossiers;
                    @if open + over > 0 {
                        ul {
                            @if open > 0 { li { (count("local-closing-open", open)) } }
                            @if over > 0 { li { (count("local-closing-over", over)) } }
                        }
                    }
                }
                @if self.dossiers.drafts > 0 { li { (count("local-closing-drafts", self.dossiers.drafts)) } }
                @for key in ["local-closing-name", "local-closing-again", "local-closing-kept"] { li { (t.get(key)) } }
            }
            p { a href=(copy::PATH) { (t.get("copy-title")) } }
        }
    }

    fn waiting(&self, due_at: Timestamp, view: &View) -> Markup {
        let t = &view.t;
        let day = view.long_date(due_at);
        html! {
            @if self.asked { (Notice::success(t.get("closing-asked"))) }
            (heading(t.get("closing-waiting-title")))
            (lede(t.with("closing-waiting", &[("day", day.into())])))
            (Form::post(view, STAY).around(&html! {
                @if let Some(onward) = &self.onward { (hidden("return_to", onward)) }
                (button_row(&html! {
                    (Button::primary(t.get("closing-stay")))
                    a href=(self.onward.as_deref().unwrap_or("/account")) { (t.get("closing-go-on")) }
                }))
            }))
            (section(t.get("closing-what-title"), &self.what_happens(t)))
        }
    }

    fn asking(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.get("closing-title")))
            (lede(t.with("local-closing-lede", &[("days", self.days.into())])))
            @if self.dossiers.open > 0 { (Notice::warning(t.get("local-closing-still"))) }
            (section(t.get("closing-what-title"), &self.what_happens(t)))
            (Form::post(view, PATH).around(&html! {
                (Checkbox::new("sure", t.get("closing-sure")).problems(&self.problems, t))
                @if self.asks_password {
                    (TextField::password("password", t.get("portal-current-password"), t)
                        .hint(t.get("portal-current-password-hint")).problems(&self.problems, t))
                }
                (button_row(&html! {
                    (Button::danger(t.get("closing-do")))
                    a href="/account" { (t.get("local-closing-back")) }
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

    fn back(&self) -> Option<String> {
        Some("/account".to_owned())
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
        let asking = || Self { days: 30, ..Self::default() };
        let due_at = Some(Timestamp::from_seconds(1_797_836_709));
        let problem = |field, key| Problems::one(Problem::new(field, key));
        let dossiers = Dossiers { open: 2, over: 11, drafts: 1 };
        vec![
            asking(),
            Self { dossiers, asks_password: true, ..asking() },
            Self { due_at, asked: true, dossiers, ..asking() },
            Self { due_at, onward: Some("/dossiers".to_owned()), ..asking() },
            Self { problems: problem("sure", "closing-sure-missing"), ..asking() },
            Self { asks_password: true, problems: problem("password", "portal-current-wrong"), ..asking() },
            Self {
                problems: Problems::one(Problem::general("portal-too-many").with("time", "14:05")),
                ..asking()
            },
        ]
    }
}
