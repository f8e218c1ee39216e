use std::collections::BTreeMap;

use onedoor_base::{Actor, BatchId, Digest, Timestamp};
use onedoor_linking::{BatchState, Finding};
use onedoor_site::upkeep::KEEP_UNDECIDED;
use onedoor_storage::linking::batches::{Batch, FoundRow, Tally};
use onedoor_ui::components::{
    Button, Figures, Form, Notice, SummaryList, Table, button_link, button_row, details, heading, meter,
    section,
};
use onedoor_ui::{Localizer, Markup, Page, Sampled, View, html};

use super::words::{Group, figure, state, words_of};
use crate::administration::PATH;

/// A file of prepared links, and what became of its rows.
pub(in crate::administration) struct BatchPage {
    pub(in crate::administration) batch: Batch,
    /// What was found, and how often.
    pub(in crate::administration) findings: Vec<(Finding, u64)>,
    /// The first of them.
    pub(in crate::administration) first: Vec<FoundRow>,
    /// How many of its links are in each state.
    pub(in crate::administration) links: BTreeMap<String, i64>,
    /// Whether nothing has been done with it for long, though something should.
    pub(in crate::administration) stuck: bool,
}

impl BatchPage {
    /// Whether it changes by itself.
    pub(in crate::administration) fn is_under_way(&self) -> bool {
        let working =
            matches!(self.batch.state, BatchState::Checking | BatchState::Writing | BatchState::Withdrawing);
        working && !self.stuck
    }

    fn path(&self) -> String {
        page_of(self.batch.id)
    }

    fn button(&self, view: &View, step: &str, button: &Button) -> Markup {
        Form::post(view, format!("{}/{step}", self.path())).around(&html! { (button) })
    }

    /// How far it is, while anything is done with it.
    fn progress(&self, view: &View) -> Markup {
        let (t, batch) = (&view.t, &self.batch);
        let number = |count| view.number(figure(count));
        html! {
            @if batch.rows > 0 && batch.state != BatchState::Withdrawing {
                @let text = t.with("admin-progress", &[
                    ("done", number(batch.position).into()), ("rows", number(batch.rows).into()),
                ]);
                (meter(text, batch.position, batch.rows))
            } @else {
                p { (t.get(if batch.state == BatchState::Withdrawing { "admin-withdrawing" } else { "admin-reading" })) }
            }
            @if self.is_under_way() {
                p { (t.get("admin-progress-text")) " " a href=(self.path()) { (t.get("admin-progress-look")) } }
            }
            @if self.stuck {
                (Notice::warning(t.get("admin-stuck")))
                (self.button(view, "go-on", &Button::primary(t.get("admin-go-on"))))
            }
        }
    }

    /// What somebody has to decide now.
    fn decision(&self, view: &View) -> Markup {
        let (t, batch) = (&view.t, &self.batch);
        let count = view.number(figure(batch.tally.prepared));
        html! {
            @match batch.state {
                BatchState::Checked if batch.tally.prepared == 0 => (Notice::info(t.get("admin-nothing-clean"))),
                BatchState::Checked => {
                    p { (t.get("admin-checked")) }
                    (self.button(view, "write", &Button::primary(t.with("admin-write", &[("count", count.into())]))))
                }
                BatchState::Writing => (self.button(view, "stop", &Button::secondary(t.get("admin-stop")))),
                BatchState::Stopped => {
                    p { (t.get("admin-stopped")) }
                    (self.button(view, "go-on", &Button::primary(t.get("admin-go-on"))))
                }
                _ => {}
            }
            @if matches!(batch.state, BatchState::Checked | BatchState::Stopped) {
                @let until = view.long_date(batch.changed_at.after(KEEP_UNDECIDED));
                p { (t.with("admin-kept-until", &[("date", until.into())])) }
            }
        }
    }

    fn figures(&self, view: &View) -> Figures {
        let (t, Tally { prepared, there, refused }) = (&view.t, self.batch.tally);
        let checked = matches!(self.batch.state, BatchState::Checking | BatchState::Checked);
        let clean = if checked { "admin-column-clean" } else { "admin-column-prepared" };
        Figures::new()
            .figure(t.get(clean), view.number(figure(prepared)))
            .figure(t.get("admin-column-there"), view.number(figure(there)))
            .figure(t.get("admin-column-unclean"), view.number(figure(refused)))
    }

    /// What has become of the links.
    fn became(&self, view: &View) -> SummaryList {
        let t = &view.t;
        let links = |state: &str| view.number(self.links.get(state).copied().unwrap_or_default());
        SummaryList::new()
            .row(t.get("admin-column-dormant"), links("dormant"))
            .row(t.get("admin-column-active"), links("active"))
            .row(t.get("admin-column-refused"), links("refused"))
            .row(t.get("admin-column-withdrawn"), links("withdrawn"))
    }

    fn found(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            @for group in Group::ALL {
                @let (title, text) = group.keys();
                @let rows = self.group(view, group);
                @if !rows.is_empty() {
                    (section(t.get(title), &html! {
                        p { (t.get(text)) }
                        @let table = Table::new(t.get(title), vec![t.get("admin-why"), t.get("admin-count")]).quiet_caption();
                        (rows.into_iter().fold(table, Table::row))
                    }))
                }
            }
            (button_row(&button_link(t.get("admin-report"), &format!("{}/report.csv", self.path()), false)))
            @if !self.first.is_empty() { (details(t.get("admin-first"), &self.first(view))) }
        }
    }

    fn group(&self, view: &View, group: Group) -> Vec<Vec<Markup>> {
        let row = |(finding, count): &(Finding, u64)| {
            let words = words_of(&view.t, *finding);
            vec![html! { (words) " " code { (finding.word()) } }, html! { (view.number(figure(*count))) }]
        };
        self.findings.iter().filter(|(finding, _)| Group::of(*finding) == group).map(row).collect()
    }

    fn first(&self, view: &View) -> Markup {
        let t = &view.t;
        let columns = ["admin-line", "portal-user-name", "admin-why"].map(|column| t.get(column)).to_vec();
        let table = Table::new(t.get("admin-first"), columns).quiet_caption();
        let table = self.first.iter().fold(table, |table, found| {
            let name = match found.organisation.as_str() {
                "" => found.user_name.clone(),
                organisation => format!("{organisation}/{}", found.user_name),
            };
            let other = found
                .other_line
                .map(|line| t.with("admin-other-line", &[("line", view.number(figure(line)).into())]));
            table.row(vec![
                html! { (view.number(figure(found.line))) },
                html! { (name) },
                html! { (words_of(t, found.finding)) @if let Some(other) = other { " " (other) } },
            ])
        });
        html! { (table) }
    }

    /// Throwing it away, or taking back what waits.
    fn undo(&self, view: &View) -> Markup {
        let t = &view.t;
        let waits = self.links.contains_key("dormant");
        let [title, text, button] = match self.batch.state {
            BatchState::Checking | BatchState::Checked => {
                ["admin-discard-title", "admin-discard-text", "admin-discard"]
            }
            BatchState::Writing | BatchState::Stopped => {
                ["admin-withdraw-title", "admin-withdraw-text", "admin-withdraw"]
            }
            BatchState::Done if waits => ["admin-withdraw-title", "admin-withdraw-text", "admin-withdraw"],
            _ => return html! {},
        };
        section(
            t.get(title),
            &html! {
                p { (t.get(text)) }
                (self.button(view, "withdraw", &Button::danger(t.get(button))))
            },
        )
    }
}

impl Page for BatchPage {
    fn title(&self, t: &Localizer) -> String {
        t.with("admin-batch-title", &[("name", self.batch.name.as_str().into())])
    }

    fn back(&self) -> Option<String> {
        Some(PATH.to_owned())
    }

    fn body(&self, view: &View) -> Markup {
        let (t, batch) = (&view.t, &self.batch);
        let over = matches!(batch.state, BatchState::Done | BatchState::Withdrawn);
        let written = !matches!(batch.state, BatchState::Checking | BatchState::Checked);
        html! {
            (heading(self.title(t)))
            p { (state(t, batch.state)) " " (view.date_time(batch.created_at)) }
            @if self.is_under_way() || self.stuck { (self.progress(view)) }
            @if batch.state != BatchState::Withdrawing && (batch.position > 0 || batch.state == BatchState::Checked) {
                (self.figures(view))
            }
            (self.decision(view))
            @if written && (over || !self.links.is_empty()) { (section(t.get("admin-became"), &html! { (self.became(view)) })) }
            @if !self.findings.is_empty() { (self.found(view)) }
            (self.undo(view))
        }
    }
}

pub(super) fn page_of(id: BatchId) -> String {
    format!("{PATH}/batches/{id}")
}

pub(super) fn sample_batch(n: u8, state: BatchState) -> Batch {
    let at = Timestamp::from_seconds(1_795_244_709);
    Batch {
        id: BatchId::from_bytes([n; 16]),
        digest: Digest([n; 32]),
        name: format!("haiduong-{n}.csv"),
        made_by: Actor::Operator("links prepare".to_owned()),
        state,
        rows: 120_000,
        position: if matches!(state, BatchState::Checked | BatchState::Done) { 120_000 } else { 48_500 },
        tally: Tally { prepared: 47_900, there: 12, refused: 588 },
        created_at: at,
        changed_at: at,
    }
}

impl Sampled for BatchPage {
    fn samples() -> Vec<Self> {
        let every = || Finding::ALL.into_iter().zip(1..).collect::<Vec<_>>();
        let found = |line, finding, other_line| FoundRow {
            line,
            finding,
            other_line,
            organisation: if line > 5 { "edu-111".to_owned() } else { String::new() },
            user_name: format!("nguoi.dung.{line}"),
        };
        let first = || vec![found(2, Finding::NearNumber, None), found(7, Finding::DoubleNumber, Some(9))];
        let sample = |n, state| Self {
            batch: sample_batch(n, state),
            findings: every(),
            first: first(),
            links: BTreeMap::new(),
            stuck: false,
        };
        let links = || [("dormant".to_owned(), 47_000), ("active".to_owned(), 900)].into();
        let reading = Batch { rows: 0, position: 0, ..sample_batch(3, BatchState::Checking) };
        let nothing =
            Batch { tally: Tally { refused: 9, ..Tally::default() }, ..sample_batch(4, BatchState::Checked) };
        vec![
            Self {
                batch: reading,
                findings: Vec::new(),
                first: Vec::new(),
                ..sample(3, BatchState::Checking)
            },
            sample(1, BatchState::Checking),
            Self { stuck: true, ..sample(1, BatchState::Checking) },
            sample(2, BatchState::Checked),
            Self { batch: nothing, ..sample(4, BatchState::Checked) },
            Self { links: links(), ..sample(5, BatchState::Writing) },
            Self { links: links(), ..sample(6, BatchState::Stopped) },
            Self { links: links(), ..sample(7, BatchState::Done) },
            Self { links: links(), ..sample(8, BatchState::Withdrawing) },
            Self { findings: Vec::new(), first: Vec::new(), ..sample(9, BatchState::Withdrawn) },
        ]
    }
}
