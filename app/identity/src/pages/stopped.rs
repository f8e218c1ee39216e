use maud::{Markup, html};
use onedoor_ui::components::{button_link, button_row, heading, lede};
use onedoor_ui::{Icon, Localizer, Page, Sampled, View};

use super::register::{register_address, sign_in_address};

/// Why a matter can't go on here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stopped {
    /// The registration is unknown, was begun in another browser, or is too old.
    RegistrationGone,
    /// The registration was finished before: a double click, the back button, a second tab.
    RegistrationFinished,
    /// Another registration with the same phone was faster.
    PhoneTaken,
    /// The account is gone.
    AccountClosed,
    /// The account was merged into another one of its owner.
    AccountMerged,
}

/// Says why a matter can't go on, and where to.
pub(crate) struct StoppedPage {
    /// Why.
    pub(crate) why: Stopped,
    /// Where the person was heading for.
    pub(crate) return_to: String,
}

impl StoppedPage {
    fn to_do(&self, t: &Localizer) -> String {
        match self.why {
            Stopped::RegistrationGone => t.get("stopped-gone-do"),
            Stopped::RegistrationFinished => t.get("stopped-finished-do"),
            Stopped::PhoneTaken => t.get("stopped-phone-taken-do"),
            Stopped::AccountClosed => t.get("stopped-closed-do"),
            Stopped::AccountMerged => t.get("stopped-merged-do"),
        }
    }
}

impl Page for StoppedPage {
    fn title(&self, t: &Localizer) -> String {
        match self.why {
            Stopped::RegistrationGone => t.get("stopped-gone"),
            Stopped::RegistrationFinished => t.get("stopped-finished"),
            Stopped::PhoneTaken => t.get("stopped-phone-taken"),
            Stopped::AccountClosed => t.get("stopped-closed"),
            Stopped::AccountMerged => t.get("stopped-merged"),
        }
    }

    fn offers_help(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let (icon, way) = match self.why {
            Stopped::RegistrationGone => {
                let way = button_link(t.get("stopped-begin-again"), &register_address(&self.return_to), true);
                (Icon::Clock, way)
            }
            Stopped::RegistrationFinished | Stopped::PhoneTaken | Stopped::AccountMerged => {
                let way = button_link(t.get("sign-in-button"), &sign_in_address(&self.return_to), true);
                (Icon::Person, way)
            }
            Stopped::AccountClosed => (Icon::Lock, button_link(t.get("error-way-home"), "/", true)),
        };
        html! {
            span.page-icon { (icon) }
            (heading(self.title(t)))
            (lede(self.to_do(t)))
            (button_row(&way))
        }
    }
}

impl Sampled for StoppedPage {
    fn samples() -> Vec<Self> {
        [
            Stopped::RegistrationGone,
            Stopped::RegistrationFinished,
            Stopped::PhoneTaken,
            Stopped::AccountClosed,
            Stopped::AccountMerged,
        ]
        .into_iter()
        .map(|why| Self { why, return_to: "/account".to_owned() })
        .collect()
    }
}
