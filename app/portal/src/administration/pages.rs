use std::collections::BTreeMap;

use onedoor_base::{Actor, BatchId, Digest, Timestamp};
use onedoor_linking::{BatchState, Finding};
use onedoor_storage::linking::batches::{Batch, Tally};
use onedoor_storage::linking::days::Counts;
use onedoor_ui::components::{
    Button, Form, SummaryList, Table, Tone, button_link, button_row, heading, lede, section, status,
};
use onedoor_ui::{
    Localizer, Look, Markup, Page, Role, Sampled, Samples, SiteLook, View, Width, html, samples,
};

use super::PATH;
use super::counts::sum;

pub(crate) fn samples() -> Samples {
    samples![DashboardPage, BatchPage, SecondFactorPage]
}

/// What is said of each reason; one without words is shown by its code.
const WHYS: [(&str, &str); 15] = [
    ("denied", "admin-why-denied"),
    ("taken", "admin-why-taken"),
    ("elsewhere", "admin-why-elsewhere"),
    ("number_changed", "admin-why-number-changed"),
    ("account_closed", "admin-why-account-closed"),
    ("by_person", "admin-why-by-person"),
    ("by_staff", "admin-why-by-staff"),
    ("suspicion", "admin-why-suspicion"),
    ("person_closed", "admin-why-person-closed"),
    ("system_retired", "admin-why-system-retired"),
    ("account_taken", "admin-why-account-taken"),
    ("proof_unknown", "admin-why-proof-unknown"),
    ("proof_used", "admin-why-proof-used"),
    ("unconfirmed", "admin-why-unconfirmed"),
    ("forgotten", "admin-why-forgotten"),
];

/// How many links there are, over days, and what was prepared.
pub(super) struct DashboardPage {
    /// The counts of each day, the oldest first; the last is today.
    pub(super) days: BTreeMap<String, Counts>,
    /// The files, the latest first.
    pub(super) batches: Vec<Batch>,
}

impl DashboardPage {
    /// Bars of linked and waiting accounts, a pair for each day; the table below says the same in figures.
    fn chart(&self, view: &View) -> Markup {
        const HIGH: i64 = 120;
        const WIDE: usize = 20;
        let figures: Vec<[i64; 2]> =
            self.days.values().map(|counts| [sum(counts, "linked"), sum(counts, "dormant")]).collect();
        let most = figures.iter().flatten().copied().max().unwrap_or(0).max(1);
        let width = figures.len().max(8) * WIDE;
        let text = view.t.with(
            "admin-chart",
            &[
                ("linked", view.number(figures.last().map_or(0, |day| day[0])).into()),
                ("dormant", view.number(figures.last().map_or(0, |day| day[1])).into()),
            ],
        );
        html! {
            svg role="img" aria-label=(text) viewBox=(format!("0 0 {width} {HIGH}")) width="100%" height="140"
                preserveAspectRatio="xMinYMax meet" focusable="false" {
                @for (day, pair) in figures.iter().enumerate() {
                    @for (place, count) in pair.iter().enumerate() {
                        @let high = count * HIGH / most;
                        rect x=(day * WIDE + place * 8 + 2) y=(HIGH - high) width="7" height=(high)
                            fill="currentColor" fill-opacity=(if place == 0 { "1" } else { "0.4" }) {}
                    }
                }
            }
            p { (text) }
        }
    }

    fn table(&self, view: &View) -> Table {
        let t = &view.t;
        let columns = [
            "admin-column-day",
            "admin-column-linked",
            "admin-column-dormant",
            "admin-column-refused",
            "admin-column-ended",
            "admin-column-opened",
        ];
        let columns = columns.map(|column| t.get(column)).to_vec();
        let table = Table::new(t.get("admin-days"), columns);
        self.days.iter().rev().fold(table, |table, (day, counts)| {
            let figure = |word| html! { (view.number(sum(counts, word))) };
            table.row(vec![
                html! { (day) },
                figure("linked"),
                figure("dormant"),
                figure("refused"),
                figure("ended"),
                figure("opened"),
            ])
        })
    }

    /// Why prepared links came to nothing and links ended, until now.
    fn reasons(&self, view: &View) -> Option<Table> {
        let t = &view.t;
        let why = |(measure, count): (&String, &i64)| {
            let (kind, why) = measure.split_once('.')?;
            let key = WHYS.into_iter().find(|(word, _)| *word == why).map(|(_, key)| key);
            let why = key.map_or_else(|| why.to_owned(), |key| t.get(key));
            let kind = t.get(if kind == "refused" { "admin-column-refused" } else { "admin-column-ended" });
            Some(vec![html! { (why) }, html! { (kind) }, html! { (view.number(*count)) }])
        };
        let rows: Vec<_> = self.days.values().last()?.iter().filter_map(why).collect();
        let columns = vec![t.get("admin-why"), t.get("admin-what"), t.get("admin-count")];
        let table = Table::new(t.get("admin-reasons"), columns);
        (!rows.is_empty()).then(|| rows.into_iter().fold(table, Table::row))
    }

    fn files(&self, view: &View) -> Table {
        let t = &view.t;
        let columns = [
            "admin-column-file",
            "admin-column-state",
            "admin-column-done",
            "admin-column-prepared",
            "admin-column-unclean",
        ];
        let columns = columns.map(|column| t.get(column)).to_vec();
        self.batches.iter().fold(Table::new(t.get("admin-batches"), columns), |table, batch| {
            table.row(vec![
                html! { a href=(page_of(batch.id)) { (batch.name) } },
                state(t, batch.state),
                html! { (view.number(figure(batch.position))) " / " (view.number(figure(batch.rows))) },
                html! { (view.number(figure(batch.tally.prepared))) },
                html! { (view.number(figure(batch.tally.refused))) },
            ])
        })
    }
}

impl Page for DashboardPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("admin-title")
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.get("admin-title")))
            (lede(t.get("admin-lede")))
            (self.chart(view))
            (self.table(view))
            (button_row(&button_link(t.get("admin-download"), "/administration/counts.csv", false)))
            @if let Some(reasons) = self.reasons(view) { (reasons) }
            @if self.batches.is_empty() {
                p { (t.get("admin-no-batches")) }
            } @else {
                (self.files(view))
            }
        }
    }
}

/// A file of prepared links, and what became of its rows.
pub(super) struct BatchPage {
    pub(super) batch: Batch,
    /// What was found, and how often.
    pub(super) findings: Vec<(Finding, u64)>,
    /// How many of its links are in each state.
    pub(super) links: BTreeMap<String, i64>,
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
        let links = |state: &str| view.number(self.links.get(state).copied().unwrap_or_default());
        let waits = self.links.contains_key("dormant") || batch.state == BatchState::Writing;
        let over = matches!(batch.state, BatchState::Withdrawing | BatchState::Withdrawn);
        let path = page_of(batch.id);
        html! {
            (heading(self.title(t)))
            (SummaryList::new()
                .rich(t.get("admin-column-state"), state(t, batch.state))
                .rich(t.get("admin-since"), view.date_time(batch.created_at))
                .row(t.get("admin-column-done"), format!("{} / {}", view.number(figure(batch.position)), view.number(figure(batch.rows))))
                .row(t.get("admin-column-dormant"), links("dormant"))
                .row(t.get("admin-column-active"), links("active"))
                .row(t.get("admin-column-refused"), links("refused"))
                .row(t.get("admin-column-withdrawn"), links("withdrawn"))
                .row(t.get("admin-column-unclean"), view.number(figure(batch.tally.refused))))
            @if !self.findings.is_empty() {
                (self.found(view))
                (button_row(&button_link(t.get("admin-report"), &format!("{path}/report.csv"), false)))
            }
            @if waits && !over {
                (section(t.get("admin-withdraw-title"), &html! {
                    p { (t.get("admin-withdraw-text")) }
                    (Form::post(view, format!("{path}/withdraw")).around(&html! {
                        (Button::danger(t.get("admin-withdraw")))
                    }))
                }))
            }
        }
    }
}

impl BatchPage {
    fn found(&self, view: &View) -> Table {
        let t = &view.t;
        let table = Table::new(t.get("admin-findings"), vec![t.get("admin-code"), t.get("admin-count")]);
        self.findings.iter().fold(table, |table, (finding, count)| {
            table.row(vec![html! { code { (finding.word()) } }, html! { (view.number(figure(*count))) }])
        })
    }
}

/// An administrator has still to show two factors.
pub(super) struct SecondFactorPage {
    /// The national identities where that can be done: key and look.
    pub(super) ways: Vec<(String, SiteLook)>,
}

impl Page for SecondFactorPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("admin-factor-title")
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(self.title(t)))
            (lede(t.get("admin-factor")))
            @for (key, look) in &self.ways {
                @let way = format!("/sign-in/national/{key}?two_factors=yes&return_to={PATH}");
                @let text = t.with("admin-factor-way", &[("issuer", look.name(t).into())]);
                (button_row(&button_link(text, &way, true)))
            }
        }
    }
}

fn page_of(id: BatchId) -> String {
    format!("{PATH}/batches/{id}")
}

fn figure(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn state(t: &Localizer, state: BatchState) -> Markup {
    let (key, tone) = match state {
        BatchState::Checking => ("admin-state-checking", Tone::Neutral),
        BatchState::Checked => ("admin-state-checked", Tone::Neutral),
        BatchState::Writing => ("admin-state-writing", Tone::Neutral),
        BatchState::Stopped => ("admin-state-stopped", Tone::Attention),
        BatchState::Done => ("admin-state-done", Tone::Good),
        BatchState::Withdrawing => ("admin-state-withdrawing", Tone::Neutral),
        BatchState::Withdrawn => ("admin-state-withdrawn", Tone::Neutral),
    };
    status(t.get(key), tone)
}

fn sample_batch(n: u8, state: BatchState) -> Batch {
    let at = Timestamp::from_seconds(1_795_244_709);
    Batch {
        id: BatchId::from_bytes([n; 16]),
        digest: Digest([n; 32]),
        name: format!("haiduong-{n}.csv"),
        made_by: Actor::Operator("links prepare".to_owned()),
        state,
        rows: 120_000,
        position: if state == BatchState::Done { 120_000 } else { 48_500 },
        tally: Tally { prepared: 47_900, there: 12, refused: 588 },
        created_at: at,
        changed_at: at,
    }
}

impl Sampled for DashboardPage {
    fn samples() -> Vec<Self> {
        let counts = |n: i64| -> Counts {
            let figures = [
                ("linked", 100 * n),
                ("dormant", 9000 - 80 * n),
                ("refused.denied", n),
                ("refused.taken", 2),
                ("ended.by_person", n / 2 + 1),
                ("opened", 31 + n),
            ];
            figures.map(|(measure, count)| (measure.to_owned(), count)).into()
        };
        let days = (1..10).map(|n| (format!("2026-11-{:02}", 10 + n), counts(n))).collect();
        let batches = BatchState::ALL.into_iter().zip(1..).map(|(state, n)| sample_batch(n, state)).collect();
        let nothing = [("2026-11-22".to_owned(), Counts::new())].into();
        vec![Self { days, batches }, Self { days: nothing, batches: Vec::new() }]
    }
}

impl Sampled for BatchPage {
    fn samples() -> Vec<Self> {
        let links = [("dormant".to_owned(), 47_000), ("active".to_owned(), 900)].into();
        vec![
            Self {
                batch: sample_batch(1, BatchState::Done),
                findings: vec![(Finding::NoAccount, 500), (Finding::NearNumber, 88)],
                links,
            },
            Self {
                batch: sample_batch(2, BatchState::Withdrawn),
                findings: Vec::new(),
                links: BTreeMap::new(),
            },
        ]
    }
}

impl Sampled for SecondFactorPage {
    fn samples() -> Vec<Self> {
        vec![Self { ways: vec![("esia".to_owned(), SiteLook::new(Look::Esia, Role::Identity))] }]
    }
}
