use maud::{Markup, html};
use onedoor_base::Timestamp;
use onedoor_ui::components::{Button, Form, SummaryList, TextField, button_row, heading, lede, section};
use onedoor_ui::{Localizer, Page, Problem, Problems, Sampled, View};

/// The level of identity counts for less for a while.
pub(crate) struct LevelPage {
    /// The catalogue key of the level that was proven.
    pub(crate) proven: &'static str,
    /// The catalogue key of the level that counts.
    pub(crate) counts: &'static str,
    /// Until when.
    pub(crate) until: Timestamp,
    pub(crate) problems: Problems,
}

impl Page for LevelPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("level-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        vec![(t.get("account-title"), "/account".to_owned())]
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.get("level-title")))
            (lede(t.get("level-lede")))
            (SummaryList::new()
                .row(t.get("level-proven"), t.get(self.proven))
                .row(t.get("level-counts"), t.get(self.counts))
                .rich(t.get("level-until"), view.date(self.until)))
            (section(t.get("level-now-title"), &html! {
                p { (t.get("level-now-text")) }
                (Form::post(view, "/account/security/level").around(&html! {
                    (TextField::code("code", t.get("level-code-label"), 14).hint(t.get("level-code-hint"))
                        .problems(&self.problems, t))
                    (button_row(&html! { (Button::primary(t.get("level-raise"))) }))
                }))
            }))
            (section(t.get("level-else-title"), &html! { p { (t.get("level-else-text")) } }))
        }
    }
}

impl Sampled for LevelPage {
    fn samples() -> Vec<Self> {
        let plain = || Self {
            proven: "level-vneid-2",
            counts: "level-vneid-1",
            until: Timestamp::from_seconds(1_795_244_709),
            problems: Problems::new(),
        };
        let wrong = |key| Self { problems: Problems::one(Problem::new("code", key)), ..plain() };
        vec![plain(), wrong("second-code-missing"), wrong("level-code-wrong")]
    }
}
