use maud::{Markup, html};
use onedoor_base::Timestamp;
use onedoor_proofing::application::{Lock, Locks, State};
use onedoor_ui::components::{Notice, button_link, button_row, heading, lede, section};
use onedoor_ui::{Localizer, Page, Sampled, View};

use crate::activation::PATH;

/// There is nothing to activate: it is done, or too late, or too early, or the number is another account's.
pub(in crate::activation) struct StatePage {
    /// By the clock; nothing where there is no application.
    pub(in crate::activation) state: Option<State>,
    /// Another account was proven to have the number.
    pub(in crate::activation) taken: bool,
    /// This device was bound a moment ago.
    pub(in crate::activation) bound: bool,
    /// The passcode counts on this device.
    pub(in crate::activation) here: bool,
    /// The key of what the level is called that is given here.
    pub(in crate::activation) level: &'static str,
}

impl StatePage {
    /// The keys of its title and of what to do.
    const fn keys(&self) -> (&'static str, &'static str) {
        match self.state {
            _ if self.taken => ("activate-taken", "activate-taken-do"),
            Some(State::Active) => ("activate-active", "activate-active-do"),
            Some(State::WindowMissed) => ("activate-missed", "activate-missed-do"),
            Some(State::Locked(_)) => ("activate-locked", "activate-locked-do"),
            Some(State::Refused) => ("activate-nothing", "level1-now-refused"),
            Some(State::Withdrawn) => ("activate-nothing", "level1-now-withdrawn"),
            Some(State::Closed) => ("activate-nothing", "level1-now-closed"),
            Some(
                State::Requested
                | State::AwaitingData
                | State::AwaitingBiometrics
                | State::InReview { .. }
                | State::Approved { .. },
            )
            | None => ("activate-not-yet", "activate-not-yet-do"),
        }
    }
}

impl StatePage {
    /// Where it goes on, and the key of what that is called.
    const fn onward(&self) -> (&'static str, &'static str) {
        match self.state {
            Some(State::Locked(_)) => ("app-home-unlock", crate::lock::PATH),
            Some(State::Refused | State::Withdrawn | State::Closed) => {
                ("level1-begin-again", crate::level1::PATH)
            }
            _ => ("activate-see", crate::phone_app::PATH),
        }
    }
}

impl Page for StatePage {
    fn title(&self, t: &Localizer) -> String {
        t.get(self.keys().0)
    }

    fn offers_help(&self) -> bool {
        self.taken || matches!(self.state, Some(State::WindowMissed))
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            @if self.bound { (Notice::success(t.get("activate-device-done"))) }
            (lede(t.with(self.keys().1, &[("level", t.get(self.level).into())])))
            @if self.taken {
                (section(t.get("merge-title"), &html! {
                    p { (t.get("activate-taken-mine")) }
                    (button_row(&button_link(t.get("merge-title"), crate::merging::PATH, true)))
                }))
                p { (t.get("activate-taken-not-mine")) }
            } @else {
                (button_row(&html! {
                    (button_link(t.get(self.onward().0), self.onward().1, true))
                    @if self.state == Some(State::Active) && !self.here {
                        (button_link(t.get("activate-device"), &format!("{PATH}?here=yes"), false))
                    }
                }))
            }
        }
    }
}

impl Sampled for StatePage {
    fn samples() -> Vec<Self> {
        let page = |state| Self { state, taken: false, bound: false, here: false, level: "level-vneid-1" };
        let approved = State::Approved { noticed: Timestamp::from_seconds(1_795_244_709) };
        vec![
            page(None),
            page(Some(State::Active)),
            Self { bound: true, here: true, ..page(Some(State::Active)) },
            page(Some(State::Refused)),
            page(Some(State::Withdrawn)),
            page(Some(State::Closed)),
            page(Some(State::WindowMissed)),
            page(Some(State::Locked(Locks::of(Lock::Passcode)))),
            Self { taken: true, ..page(Some(approved)) },
        ]
    }
}
