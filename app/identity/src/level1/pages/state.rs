use onedoor_base::Timestamp;
use onedoor_proofing::application::{ACTIVATION, Lock, Locks, State};
use onedoor_ui::components::{
    Button, Form, Notice, SummaryList, Tone, button_link, button_row, heading, lede, section, status,
};
use onedoor_ui::{Localizer, Markup, Page, Sampled, View, html};

use super::AT;
use crate::contacts::PHONE;
use crate::level1::standing::{is_over, takes_data};
use crate::level1::tasks::{TaskStanding, task_list, tasks};
use crate::level1::{CARD, TAKE_BACK};

/// Where an application stands.
pub(in crate::level1) struct StatePage {
    pub(in crate::level1) notice: Option<StateNotice>,
    /// As the clock sees it; nothing if there never was one.
    pub(in crate::level1) state: Option<State>,
    /// Whether a phone is confirmed, without which nobody can apply.
    pub(in crate::level1) phone: bool,
    /// Whether the card's data stand in it.
    pub(in crate::level1) said: bool,
    /// The code of the reason that was given last.
    pub(in crate::level1) reason: Option<String>,
    pub(in crate::level1) now: Timestamp,
    /// Where one begins.
    pub(in crate::level1) begin: &'static str,
}

/// What has just happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::level1) enum StateNotice {
    Given,
    Withdrawn,
    Over,
}

impl StateNotice {
    pub(in crate::level1) fn from_word(word: &str) -> Option<Self> {
        match word {
            "given" => Some(Self::Given),
            "withdrawn" => Some(Self::Withdrawn),
            "over" => Some(Self::Over),
            _ => None,
        }
    }

    fn shown(self, t: &Localizer) -> Markup {
        match self {
            Self::Given => html! { (Notice::success(t.get("level1-given"))) },
            Self::Withdrawn => html! { (Notice::success(t.get("level1-withdrawn"))) },
            Self::Over => html! { (Notice::info(t.get("level1-over"))) },
        }
    }
}

/// The name of a state, how it looks, and what it means for whoever waits.
const fn words(state: State) -> (&'static str, Tone, &'static str) {
    match state {
        State::Requested | State::AwaitingData => ("level1-state-data", Tone::Attention, "level1-now-data"),
        State::AwaitingBiometrics => ("level1-state-face", Tone::Attention, "level1-now-face"),
        State::InReview { .. } => ("level1-state-review", Tone::Active, "level1-now-review"),
        State::Approved { .. } => ("level1-state-approved", Tone::Good, "level1-now-approved"),
        State::WindowMissed => ("level1-state-missed", Tone::Bad, "level1-now-missed"),
        State::Active => ("level1-state-active", Tone::Good, "level1-now-active"),
        State::Locked(_) => ("level1-state-locked", Tone::Bad, "level1-now-locked"),
        State::Refused => ("level1-state-refused", Tone::Bad, "level1-now-refused"),
        State::Withdrawn => ("level1-state-withdrawn", Tone::Neutral, "level1-now-withdrawn"),
        State::Closed => ("level1-state-closed", Tone::Neutral, "level1-now-closed"),
    }
}

impl StatePage {
    /// Before the first: what is needed, how long it takes, what happens next.
    fn welcome(&self, t: &Localizer) -> Markup {
        html! {
            (lede(t.get("level1-lede")))
            (section(t.get("level1-needs"), &html! {
                ul {
                    li { (t.get("level1-needs-card")) }
                    li { (t.get("level1-needs-camera")) }
                    li { (t.get("level1-needs-time")) }
                }
            }))
            (section(t.get("level1-next"), &html! { p { (t.get("level1-next-text")) } }))
            @if self.phone {
                (button_row(&button_link(t.get("level1-begin"), self.begin, true)))
            } @else {
                p { (t.get("level1-phone-first")) }
                (button_row(&button_link(t.get("level1-phone-give"), PHONE, true)))
            }
        }
    }

    fn standing(&self, state: State, view: &View) -> Markup {
        let t = &view.t;
        let (name, tone, _) = words(state);
        let mut list = SummaryList::new().rich(
            t.get("level1-state"),
            html! {
                (status(t.get(name), tone))
                @if state.is_late(self.now) { " " (status(t.get("level1-late"), Tone::Bad)) }
            },
        );
        if let State::InReview { due } = state {
            list = list.row(t.get("level1-due"), view.last_day(due));
        }
        if let State::Approved { noticed } = state {
            list = list.rich(t.get("level1-window"), view.date_time(noticed.after(ACTIVATION)));
        }
        let reason = self.reason.as_ref().map(|code| format!("application-reason-{code}"));
        if let Some(key) = reason.filter(|key| t.has(key)) {
            list = list.row(t.get("level1-reason"), t.get(&key));
        }
        html! { (list) }
    }

    /// What there is to do now, as one button.
    fn way(&self, state: State, t: &Localizer) -> Markup {
        let now = tasks(state).into_iter().find(|task| task.standing == TaskStanding::Now);
        html! {
            @if is_over(state) {
                (button_row(&button_link(t.get("level1-begin-again"), self.begin, true)))
            } @else if let Some(href) = now.and_then(|task| task.href) {
                (button_row(&button_link(
                    t.get("level1-go-on"),
                    if takes_data(state) && !self.said { CARD } else { href },
                    true,
                )))
            }
        }
    }
}

impl Page for StatePage {
    fn title(&self, t: &Localizer) -> String {
        t.get("level1-title")
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        vec![(t.get("account-title"), "/account".to_owned())]
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            @if let Some(notice) = self.notice { (notice.shown(t)) }
            (heading(self.title(t)))
            @match self.state {
                None => (self.welcome(t)),
                Some(state) => {
                    (lede(t.get(words(state).2)))
                    (self.standing(state, view))
                    (task_list(view, &tasks(state)))
                    (self.way(state, t))
                    @if takes_data(state) || matches!(state, State::InReview { .. }) {
                        (section(t.get("level1-withdraw-title"), &html! {
                            p { (t.get("level1-withdraw-does")) }
                            (Form::post(view, TAKE_BACK).around(&html! {
                                (Button::danger(t.get("level1-withdraw")))
                            }))
                        }))
                    }
                }
            }
        }
    }
}

impl Sampled for StatePage {
    fn samples() -> Vec<Self> {
        let of =
            |state| Self { notice: None, state, phone: true, said: true, reason: None, now: AT, begin: CARD };
        let soon = AT.after(std::time::Duration::from_hours(30));
        let states = [
            State::Requested,
            State::AwaitingData,
            State::AwaitingBiometrics,
            State::InReview { due: soon },
            State::InReview { due: AT },
            State::Approved { noticed: AT },
            State::WindowMissed,
            State::Active,
            State::Locked(Locks::of(Lock::Person)),
            State::Refused,
            State::Withdrawn,
            State::Closed,
        ];
        let mut all: Vec<Self> = states.into_iter().map(|state| of(Some(state))).collect();
        let noticed = |notice, state| Self { notice: Some(notice), ..of(Some(state)) };
        all.extend([
            of(None),
            Self { phone: false, ..of(None) },
            Self { said: false, ..of(Some(State::AwaitingData)) },
            noticed(StateNotice::Given, State::InReview { due: soon }),
            noticed(StateNotice::Withdrawn, State::Withdrawn),
            noticed(StateNotice::Over, State::Refused),
        ]);
        all
    }
}
