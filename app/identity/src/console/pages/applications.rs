use std::time::Duration;

use onedoor_base::{ApplicationId, Timestamp};
use onedoor_proofing::application::State;
use onedoor_proofing::calendar::Calendar;
use onedoor_storage::proofing::{Application, Queue};
use onedoor_ui::components::{
    Notice, Table, Tone, button_link, button_row, empty_state, heading, lede, section, status,
};
use onedoor_ui::{Icon, Localizer, Markup, Page, Sampled, View, Width, html};

use super::{AT, breadcrumb};
use crate::console::APPLICATIONS;

/// One line of the queue.
pub(in crate::console) struct WaitingShown {
    id: ApplicationId,
    begun_at: Timestamp,
    due: Timestamp,
    /// Working days that are left.
    left: u32,
    late: bool,
    /// Whether it waits for a second officer.
    second: bool,
}

impl WaitingShown {
    /// Nothing if it waits for nobody.
    pub(in crate::console) fn of(
        one: &Application,
        second: bool,
        calendar: &Calendar,
        now: Timestamp,
    ) -> Option<Self> {
        let State::InReview { due } = one.state else { return None };
        Some(Self {
            id: one.id,
            begun_at: one.begun_at,
            due,
            left: calendar.left(now, due),
            late: one.state.is_late(now),
            second,
        })
    }
}

/// Which part of the queue is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::console) enum Part {
    All,
    Late,
    Second,
}

impl Part {
    const ALL: [Self; 3] = [Self::All, Self::Late, Self::Second];

    /// From the word in an address; what nobody knows is all of it.
    pub(in crate::console) fn from_word(word: &str) -> Self {
        Self::ALL.into_iter().find(|part| part.word() == word).unwrap_or(Self::All)
    }

    const fn word(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Late => "late",
            Self::Second => "second",
        }
    }

    /// As it is read.
    pub(in crate::console) const fn queue(self, now: Timestamp) -> Queue {
        match self {
            Self::All => Queue::All,
            Self::Late => Queue::Late(now),
            Self::Second => Queue::Second,
        }
    }

    /// Where it begins.
    fn address(self) -> String {
        match self {
            Self::All => APPLICATIONS.to_owned(),
            Self::Late | Self::Second => format!("{APPLICATIONS}?part={}", self.word()),
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Self::All => "applications-part-all",
            Self::Late => "applications-part-late",
            Self::Second => "applications-part-second",
        }
    }
}

/// What waits at the officers' desk for level 1.
pub(in crate::console) struct ApplicationsPage {
    pub(in crate::console) notice: Option<ApplicationNotice>,
    pub(in crate::console) part: Part,
    /// Whether this is the first page.
    pub(in crate::console) first: bool,
    /// Whether more follow.
    pub(in crate::console) more: bool,
    pub(in crate::console) waiting: Vec<WaitingShown>,
    /// Approved and not activated in time, with when each was begun.
    pub(in crate::console) missed: Vec<(ApplicationId, Timestamp)>,
    /// How many wait, also those that are not listed.
    pub(in crate::console) count: i64,
    /// How many of them are late.
    pub(in crate::console) late: i64,
    /// How many of them wait for a second officer.
    pub(in crate::console) second: i64,
}

/// What has just happened at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::console) enum ApplicationNotice {
    Approved,
    Proposed,
    Data,
    Face,
    Refused,
    Window,
    HandedOn,
    Changed,
    Asked,
    NotAgain,
}

impl ApplicationNotice {
    const ALL: [(&'static str, Self); 10] = [
        ("approved", Self::Approved),
        ("proposed", Self::Proposed),
        ("data", Self::Data),
        ("face", Self::Face),
        ("refused", Self::Refused),
        ("window", Self::Window),
        ("handed-on", Self::HandedOn),
        ("changed", Self::Changed),
        ("asked", Self::Asked),
        ("not-again", Self::NotAgain),
    ];

    /// From the word in an address.
    pub(in crate::console) fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(one, _)| *one == word).map(|(_, notice)| notice)
    }

    pub(super) fn shown(self, t: &Localizer) -> Notice {
        match self {
            Self::Approved => Notice::success(t.get("applications-done-approved")),
            Self::Proposed => Notice::success(t.get("applications-done-proposed")),
            Self::Data => Notice::success(t.get("applications-done-data")),
            Self::Face => Notice::success(t.get("applications-done-face")),
            Self::Refused => Notice::success(t.get("applications-done-refused")),
            Self::Window => Notice::success(t.get("applications-done-window")),
            Self::HandedOn => Notice::success(t.get("applications-done-handed-on")),
            Self::Changed => Notice::info(t.get("applications-done-changed")),
            Self::Asked => Notice::success(t.get("applications-done-asked")),
            Self::NotAgain => Notice::info(t.get("applications-not-again")),
        }
    }
}

/// By the end of its number, which is what two of them differ in.
pub(super) fn called(t: &Localizer, id: ApplicationId) -> String {
    let id = id.to_string();
    let end: String = id.chars().skip(id.chars().count().saturating_sub(6)).collect();
    t.with("applications-one-title", &[("id", end.into())])
}

fn link(t: &Localizer, id: ApplicationId) -> Markup {
    html! { a href=(format!("{APPLICATIONS}/{id}")) { (called(t, id)) } }
}

/// The day, and how many working days are left to it; what is late says so.
pub(super) fn deadline(view: &View, due: Timestamp, left: u32, late: bool) -> Markup {
    let t = &view.t;
    html! {
        (view.last_day(due)) " "
        @if late {
            (status(t.get("applications-late"), Tone::Bad))
        } @else {
            span.note { (t.with("console-days-left", &[("days", i64::from(left).into())])) }
        }
    }
}

impl ApplicationsPage {
    fn table(&self, view: &View) -> Table {
        let t = &view.t;
        let columns = ["applications-one", "applications-state", "applications-begun", "applications-due"];
        let table = Table::new(t.get("console-corrections-waiting"), columns.map(|key| t.get(key)).to_vec())
            .quiet_caption();
        self.waiting.iter().fold(table, |table, one| {
            let state = if one.second { "applications-state-second" } else { "applications-state-review" };
            table.row(vec![
                link(t, one.id),
                status(t.get(state), if one.second { Tone::Attention } else { Tone::Active }),
                view.date_time(one.begun_at),
                deadline(view, one.due, one.left, one.late),
            ])
        })
    }

    /// How many each part has, wherever in it one is.
    fn parts(&self, t: &Localizer) -> Markup {
        let count = |part| match part {
            Part::All => self.count,
            Part::Late => self.late,
            Part::Second => self.second,
        };
        html! {
            nav aria-label=(t.get("applications-parts")) {
                ul.choices {
                    @for part in Part::ALL {
                        @let words = t.with(part.key(), &[("count", count(part).into())]);
                        li {
                            a href=(part.address()) aria-current=[(part == self.part).then_some("true")] {
                                @if part == self.part { strong { (words) } } @else { (words) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// Nothing here: because nothing waits, or because the others went meanwhile.
    fn empty(&self, t: &Localizer) -> Markup {
        let (title, text) = match (self.first, self.part) {
            (false, _) => ("applications-page-none-title", "applications-page-none"),
            (true, Part::All) => ("applications-none-title", "applications-none"),
            (true, Part::Late) => ("applications-late-none-title", "applications-late-none"),
            (true, Part::Second) => ("applications-second-none-title", "applications-second-none"),
        };
        empty_state(Icon::Check, t.get(title), t.get(text), &html! {})
    }

    fn pager(&self, t: &Localizer) -> Markup {
        let next = self.waiting.last().filter(|_| self.more).map(|last| {
            let part = self.part.word();
            let (due, id) = (last.due.millis(), last.id);
            format!("{APPLICATIONS}?part={part}&due={due}&after={id}")
        });
        html! {
            @if next.is_some() || !self.first {
                (button_row(&html! {
                    @if let Some(next) = next { (button_link(t.get("applications-more"), &next, false)) }
                    @if !self.first {
                        (button_link(t.get("applications-first-page"), &self.part.address(), false))
                    }
                }))
            }
        }
    }

    fn missed(&self, view: &View) -> Markup {
        let t = &view.t;
        let columns = ["applications-one", "applications-begun"].map(|key| t.get(key)).to_vec();
        let table = Table::new(t.get("applications-missed"), columns).quiet_caption();
        let table = self
            .missed
            .iter()
            .fold(table, |table, (id, begun)| table.row(vec![link(t, *id), view.date_time(*begun)]));
        section(
            t.get("applications-missed"),
            &html! {
                p { (t.get("applications-missed-means")) }
                (table)
            },
        )
    }
}

impl Page for ApplicationsPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("applications-title")
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        breadcrumb(t)
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        let counted = [("count", self.count.into()), ("late", self.late.into())];
        html! {
            @if let Some(notice) = self.notice { (notice.shown(t)) }
            (heading(self.title(t)))
            (lede(t.get("applications-lede")))
            @if self.late > 0 {
                p { (status(t.with("console-corrections-late", &[("late", self.late.into())]), Tone::Bad)) }
            }
            (section(t.get("console-corrections-waiting"), &html! {
                @if self.count > 0 { p.note { (t.with("console-corrections-card", &counted)) } (self.parts(t)) }
                @if self.waiting.is_empty() { (self.empty(t)) } @else { (self.table(view)) }
                (self.pager(t))
            }))
            @if !self.missed.is_empty() { (self.missed(view)) }
        }
    }
}

impl Sampled for ApplicationsPage {
    fn samples() -> Vec<Self> {
        let one = |byte, late, second| WaitingShown {
            id: ApplicationId::from_bytes([byte; 16]),
            begun_at: AT,
            due: AT.after(Duration::from_hours(30)),
            left: 1,
            late,
            second,
        };
        let of = |notice| Self {
            notice,
            part: Part::All,
            first: true,
            more: true,
            waiting: vec![one(1, true, false), one(2, false, true)],
            missed: vec![(ApplicationId::from_bytes([3; 16]), AT)],
            count: 2,
            late: 1,
            second: 1,
        };
        let empty = |part, first, count| Self {
            notice: None,
            part,
            first,
            more: false,
            waiting: Vec::new(),
            missed: Vec::new(),
            count,
            late: 0,
            second: 0,
        };
        let mut all: Vec<Self> =
            ApplicationNotice::ALL.into_iter().map(|(_, notice)| of(Some(notice))).collect();
        all.push(Self { part: Part::Late, first: false, more: false, missed: Vec::new(), ..of(None) });
        all.push(empty(Part::All, true, 0));
        all.extend(Part::ALL.map(|part| empty(part, true, 3)));
        all.push(empty(Part::Second, false, 3));
        all
    }
}
