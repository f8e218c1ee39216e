use maud::{Markup, html};
use onedoor_base::Timestamp;
use onedoor_proofing::application::{Lock, Locks, State};
use onedoor_ui::components::{Tone, button_link, button_row, heading, lede, status};
use onedoor_ui::{Localizer, Page, Sampled, View};

use crate::level1::{task_list, tasks};

/// Where an application is gone on with.
const LEVEL1: &str = "/app/level1";

/// The application of somebody who is signed in: where their application stands, and what to do.
pub(in crate::phone_app) struct HomePage {
    /// As the clock sees it; nothing if they never began one.
    pub(in crate::phone_app) state: Option<State>,
}

/// The word for a state, the sentence for it, and how much it wants of the person.
const fn words(state: Option<State>) -> (&'static str, &'static str, Tone) {
    match state {
        None => ("app-state-none", "app-state-none-means", Tone::Neutral),
        Some(State::Requested) => ("app-state-requested", "app-state-requested-means", Tone::Attention),
        Some(State::AwaitingData) => {
            ("app-state-awaiting-data", "app-state-awaiting-data-means", Tone::Attention)
        }
        Some(State::AwaitingBiometrics) => {
            ("app-state-awaiting-biometrics", "app-state-awaiting-biometrics-means", Tone::Attention)
        }
        Some(State::InReview { .. }) => ("app-state-in-review", "app-state-in-review-means", Tone::Active),
        Some(State::Approved { .. }) => ("app-state-approved", "app-state-approved-means", Tone::Attention),
        Some(State::WindowMissed) => ("app-state-window-missed", "app-state-window-missed-means", Tone::Bad),
        Some(State::Active) => ("app-state-active", "app-state-active-means", Tone::Good),
        Some(State::Locked(_)) => ("app-state-locked", "app-state-locked-means", Tone::Bad),
        Some(State::Refused) => ("app-state-refused", "app-state-refused-means", Tone::Bad),
        Some(State::Withdrawn) => ("app-state-withdrawn", "app-state-withdrawn-means", Tone::Neutral),
        Some(State::Closed) => ("app-state-closed", "app-state-closed-means", Tone::Neutral),
    }
}

/// The button's word and where it leads, where there is something to do.
const fn to_do(state: Option<State>) -> Option<(&'static str, &'static str)> {
    match state {
        None | Some(State::Refused | State::Withdrawn | State::Closed) => Some(("app-home-apply", LEVEL1)),
        Some(State::Requested | State::AwaitingData | State::AwaitingBiometrics) => {
            Some(("app-home-go-on", LEVEL1))
        }
        Some(State::Approved { .. } | State::WindowMissed) => Some(("app-home-activate", "/app/activate")),
        Some(State::InReview { .. } | State::Active) => None,
        Some(State::Locked(_)) => Some(("app-home-unlock", "/app/lock")),
    }
}

impl Page for HomePage {
    fn title(&self, t: &Localizer) -> String {
        t.get("app-home-title")
    }

    fn is_installable(&self) -> bool {
        true
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let (word, means, tone) = words(self.state);
        html! {
            (heading(self.title(t)))
            p { (status(t.get(word), tone)) }
            (lede(t.get(means)))
            @if let Some(State::InReview { due }) = self.state {
                p { (t.with("app-home-due", &[("date", view.last_day(due).into())])) }
            }
            @if let Some(state) = self.state { (task_list(view, &tasks(state))) }
            @if let Some((word, href)) = to_do(self.state) {
                (button_row(&button_link(t.get(word), href, true)))
            }
            ul {
                @if matches!(self.state, Some(State::Active)) {
                    li { a href=(crate::lock::PATH) { (t.get("lock-title")) } }
                }
                li { a href="/account" { (t.get("account-title")) } }
                li { a href="/account/level" { (t.get("level-page-title")) } }
            }
        }
    }
}

impl Sampled for HomePage {
    fn samples() -> Vec<Self> {
        let at = Timestamp::from_seconds(1_795_244_709);
        let all = [
            State::Requested,
            State::AwaitingData,
            State::AwaitingBiometrics,
            State::InReview { due: at },
            State::Approved { noticed: at },
            State::WindowMissed,
            State::Active,
            State::Locked(Locks::of(Lock::Person)),
            State::Refused,
            State::Withdrawn,
            State::Closed,
        ];
        std::iter::once(None).chain(all.map(Some)).map(|state| Self { state }).collect()
    }
}
