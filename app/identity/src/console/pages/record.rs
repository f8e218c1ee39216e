use onedoor_base::Timestamp;
use onedoor_people::staff::{Asks, ProposalState};
use onedoor_ui::components::{Table, Tone, empty_state, heading, lede, section, status};
use onedoor_ui::{Icon, Localizer, Markup, Page, Sampled, View, Width, html};

use super::{AT, breadcrumb, words};

/// What the staff did, without the people it was done to.
pub(in crate::console) struct RecordPage {
    /// Who looked how often within a day and within a week.
    pub(in crate::console) counts: Vec<(String, i64, i64)>,
    pub(in crate::console) looks: Vec<RecordedLook>,
    pub(in crate::console) proposals: Vec<RecordedProposal>,
}

/// Somebody looked.
pub(in crate::console) struct RecordedLook {
    pub(in crate::console) at: Timestamp,
    pub(in crate::console) staff: String,
    pub(in crate::console) found: bool,
    pub(in crate::console) reason: String,
    pub(in crate::console) case: String,
}

/// Something was proposed.
pub(in crate::console) struct RecordedProposal {
    pub(in crate::console) at: Timestamp,
    pub(in crate::console) by: String,
    pub(in crate::console) decided_by: Option<String>,
    pub(in crate::console) state: ProposalState,
    pub(in crate::console) asks: Asks,
    pub(in crate::console) reason: String,
    pub(in crate::console) case: String,
}

impl RecordPage {
    fn counts(&self, view: &View) -> Table {
        let t = &view.t;
        let columns = ["console-staff-who", "console-looks-day", "console-looks-week"];
        let table =
            Table::new(t.get("console-looks-counts"), columns.map(|key| t.get(key)).to_vec()).quiet_caption();
        self.counts.iter().fold(table, |table, (who, day, week)| {
            table.row(vec![html! { (who) }, html! { (view.number(*day)) }, html! { (view.number(*week)) }])
        })
    }

    fn looks(&self, view: &View) -> Table {
        let t = &view.t;
        let columns =
            ["console-when", "console-staff-who", "console-reason", "console-case", "console-found"];
        let table =
            Table::new(t.get("console-looks"), columns.map(|key| t.get(key)).to_vec()).quiet_caption();
        self.looks.iter().fold(table, |table, look| {
            let found = if look.found {
                status(t.get("console-found-one"), Tone::Neutral)
            } else {
                status(t.get("console-found-nobody"), Tone::Attention)
            };
            table.row(vec![
                view.date_time(look.at),
                html! { (look.staff) },
                html! { (look.reason) },
                html! { (look.case) },
                found,
            ])
        })
    }

    fn proposals(&self, view: &View) -> Table {
        let t = &view.t;
        let columns = [
            "console-when",
            "console-what",
            "console-proposed-by",
            "console-decided-by",
            "console-reason",
            "console-case",
            "console-state",
        ];
        let table = Table::new(t.get("console-proposals-title"), columns.map(|key| t.get(key)).to_vec())
            .quiet_caption();
        self.proposals.iter().fold(table, |table, one| {
            let (state, tone) = words::proposal(t, one.state);
            let decided = one.decided_by.clone().unwrap_or_else(|| t.get("console-nobody-yet"));
            table.row(vec![
                view.date_time(one.at),
                html! { (words::asks(view, one.asks)) },
                html! { (one.by) },
                html! { (decided) },
                html! { (one.reason) },
                html! { (one.case) },
                status(state, tone),
            ])
        })
    }
}

impl Page for RecordPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("console-record-title")
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        breadcrumb(t)
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            (lede(t.get("console-record-lede")))
            @if self.looks.is_empty() && self.proposals.is_empty() {
                (empty_state(Icon::Document, t.get("console-record-none-title"), t.get("console-record-none"), &html! {}))
            }
            @if !self.counts.is_empty() { (section(t.get("console-looks-counts"), &html! { (self.counts(view)) })) }
            @if !self.looks.is_empty() { (section(t.get("console-looks"), &html! { (self.looks(view)) })) }
            @if !self.proposals.is_empty() {
                (section(t.get("console-proposals-title"), &html! { (self.proposals(view)) }))
            }
        }
    }
}

impl Sampled for RecordPage {
    fn samples() -> Vec<Self> {
        let look = |found| RecordedLook {
            at: AT,
            staff: "赵敏 (zhao.min)".to_owned(),
            found,
            reason: "本人来电称手机丢失".to_owned(),
            case: "2026/117".to_owned(),
        };
        let proposal = |state, decided_by| RecordedProposal {
            at: AT,
            by: "赵敏 (zhao.min)".to_owned(),
            decided_by,
            state,
            asks: Asks::Lock,
            reason: "本人来电称手机丢失".to_owned(),
            case: "2026/117".to_owned(),
        };
        let full = Self {
            counts: vec![("赵敏 (zhao.min)".to_owned(), 3, 41)],
            looks: vec![look(true), look(false)],
            proposals: vec![
                proposal(ProposalState::Open, None),
                proposal(ProposalState::Approved, Some("钱伟 (qian.wei)".to_owned())),
            ],
        };
        vec![full, Self { counts: Vec::new(), looks: Vec::new(), proposals: Vec::new() }]
    }
}
