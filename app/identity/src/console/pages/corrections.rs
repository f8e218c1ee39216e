use std::time::Duration;

use onedoor_base::{AccountId, CorrectionId, Timestamp};
use onedoor_proofing::correction::{Field, State, is_late};
use onedoor_storage::people::Correction;
use onedoor_ui::components::{Notice, Table, Tone, empty_state, heading, lede, section, status};
use onedoor_ui::{Icon, Localizer, Markup, Page, Sampled, View, Width, html};

use super::{AT, breadcrumb};
use crate::console::CORRECTIONS;
use crate::corrections::{field_key, state_shown};

/// What waits at the officers' desk.
pub(in crate::console) struct CorrectionsPage {
    pub(in crate::console) notice: Option<DeskNotice>,
    /// With the working days that are left.
    pub(in crate::console) waiting: Vec<(u32, Correction)>,
    /// How many wait, also those that are not listed.
    pub(in crate::console) count: i64,
    /// How many of them are late.
    pub(in crate::console) late: i64,
    pub(in crate::console) now: Timestamp,
}

/// What has just happened at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::console) enum DeskNotice {
    Corrected,
    Refused,
    HandedOn,
    NotAgain,
}

impl DeskNotice {
    /// From the word in an address.
    pub(in crate::console) fn from_word(word: &str) -> Option<Self> {
        match word {
            "corrected" => Some(Self::Corrected),
            "refused" => Some(Self::Refused),
            "handed-on" => Some(Self::HandedOn),
            "not-again" => Some(Self::NotAgain),
            _ => None,
        }
    }

    pub(super) fn shown(self, t: &Localizer) -> Notice {
        match self {
            Self::Corrected => Notice::success(t.get("console-correction-corrected")),
            Self::Refused => Notice::success(t.get("console-correction-refused")),
            Self::HandedOn => Notice::success(t.get("console-correction-handed-on")),
            Self::NotAgain => Notice::info(t.get("console-correction-not-again")),
        }
    }
}

/// The day, and how many working days are left to it; what is late says so.
pub(super) fn deadline(view: &View, one: &Correction, left: u32, now: Timestamp) -> Markup {
    let t = &view.t;
    html! {
        (view.last_day(one.due_at)) " "
        @if !is_late(one.state, one.due_at, now) {
            span.note { (t.with("console-days-left", &[("days", i64::from(left).into())])) }
        }
    }
}

/// A request of the samples.
pub(super) fn sample(state: State, due_at: Timestamp) -> Correction {
    Correction {
        id: CorrectionId::from_bytes([1; 16]),
        account: AccountId::from_bytes([2; 16]),
        field: Field::Name,
        said: Vec::new(),
        state,
        sent_at: AT,
        due_at,
        taken: None,
        settled_by: None,
        settled_at: None,
        reason: None,
        paper: true,
    }
}

impl CorrectionsPage {
    fn table(&self, view: &View) -> Table {
        let t = &view.t;
        let columns = ["correction-what", "correction-state", "correction-sent-at", "correction-due"];
        let table = Table::new(t.get("console-corrections-waiting"), columns.map(|key| t.get(key)).to_vec())
            .quiet_caption();
        self.waiting.iter().fold(table, |table, (left, one)| {
            table.row(vec![
                html! { a href=(format!("{CORRECTIONS}/{}", one.id)) { (t.get(field_key(one.field))) } },
                state_shown(t, one, self.now),
                view.date_time(one.sent_at),
                deadline(view, one, *left, self.now),
            ])
        })
    }
}

impl Page for CorrectionsPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("console-corrections-title")
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
            (lede(t.get("console-corrections-lede")))
            @if self.late > 0 {
                p { (status(t.with("console-corrections-late", &[("late", self.late.into())]), Tone::Bad)) }
            }
            (section(t.get("console-corrections-waiting"), &html! {
                @if self.waiting.is_empty() {
                    (empty_state(Icon::Check, t.get("console-corrections-none-title"),
                        t.get("console-corrections-none"), &html! {}))
                } @else {
                    p.note { (t.with("console-corrections-card", &counted)) }
                    (self.table(view))
                }
            }))
        }
    }
}

impl Sampled for CorrectionsPage {
    fn samples() -> Vec<Self> {
        let soon = AT.after(Duration::from_hours(72));
        let of = |notice| Self {
            notice,
            waiting: vec![(0, sample(State::InWork, AT)), (2, sample(State::Sent, soon))],
            count: 2,
            late: 1,
            now: AT,
        };
        let notices =
            [DeskNotice::Corrected, DeskNotice::Refused, DeskNotice::HandedOn, DeskNotice::NotAgain];
        let mut all: Vec<Self> = notices.map(Some).map(of).into();
        all.push(Self { notice: None, waiting: Vec::new(), count: 0, late: 0, now: AT });
        all
    }
}
