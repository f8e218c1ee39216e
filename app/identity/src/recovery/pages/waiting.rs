use maud::{Markup, html};
use onedoor_base::Timestamp;
use onedoor_people::recovery::Proof;
use onedoor_ui::components::{SummaryList, heading, lede, section};
use onedoor_ui::{Icon, Localizer, Page, Sampled, View};

use super::shown;

/// A wait has begun.
pub(in crate::recovery) struct WaitingPage {
    /// When it is over.
    pub(in crate::recovery) due: Timestamp,
    /// What was shown, and is to be shown again then.
    pub(in crate::recovery) shown: Vec<Proof>,
}

impl Page for WaitingPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("recover-waiting-title")
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            span.page-icon { (Icon::Clock) }
            (heading(t.get("recover-waiting-title")))
            (lede(t.get("recover-waiting-lede")))
            (SummaryList::new()
                .rich(t.get("recover-waiting-from"), view.date_time(self.due))
                .row(t.get("recover-waiting-show"), shown(t, &self.shown)))
            (section(t.get("recover-waiting-then"), &html! {
                ul {
                    li { (t.get("recover-waiting-then-come")) }
                    li { (t.get("recover-waiting-then-week")) }
                    li { (t.get("recover-waiting-then-sign-in")) }
                }
            }))
        }
    }
}

impl Sampled for WaitingPage {
    fn samples() -> Vec<Self> {
        let due = Timestamp::from_seconds(1_795_244_709);
        vec![
            Self { due, shown: vec![Proof::Phone] },
            Self { due, shown: vec![Proof::Email, Proof::Questions] },
        ]
    }
}
