use std::collections::BTreeMap;

use onedoor_linking::BatchState;
use onedoor_services::Day;
use onedoor_storage::linking::batches::Batch;
use onedoor_storage::linking::days::Counts;
use onedoor_ui::components::{Figures, Table, button_link, button_row, details, heading, lede, section};
use onedoor_ui::{Localizer, Markup, Page, Sampled, View, Width, html};

use super::batch::{page_of, sample_batch};
use super::words::{figure, state};
use crate::administration::UPLOAD;
use crate::administration::counts::sum;

/// How many days and files are shown at once; older ones are folded away.
const DAYS: usize = 3;
const FILES: usize = 5;

/// What is said of each reason; one without words is shown by its code.
const WHYS: [(&str, &str); 17] = [
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
    ("unproven", "admin-why-unproven"),
    ("recalled", "admin-why-recalled"),
];

/// How many links there are, over days, and what was prepared.
pub(in crate::administration) struct DashboardPage {
    /// The counts of each day, the oldest first; the last is today.
    pub(in crate::administration) days: BTreeMap<String, Counts>,
    /// The files, the latest first.
    pub(in crate::administration) batches: Vec<Batch>,
}

impl DashboardPage {
    /// How it stands now.
    fn today(&self, view: &View) -> Figures {
        let nothing = Counts::new();
        let counts = self.days.values().last().unwrap_or(&nothing);
        let words = [
            ("linked", "admin-column-linked"),
            ("dormant", "admin-column-dormant"),
            ("active", "admin-column-active"),
            ("refused", "admin-column-refused"),
            ("ended", "admin-column-ended"),
        ];
        words.into_iter().fold(Figures::new(), |figures, (word, key)| {
            figures.figure(view.t.get(key), view.number(sum(counts, word)))
        })
    }

    /// A bar for each day: linked accounts, and on top of them those that wait. The table below says the same in
    /// figures.
    fn chart(&self, view: &View) -> Markup {
        const HIGH: i64 = 1000;
        const WIDE: usize = 20;
        let t = &view.t;
        let pairs: Vec<[i64; 2]> =
            self.days.values().map(|counts| [sum(counts, "linked"), sum(counts, "dormant")]).collect();
        let most = pairs.iter().map(|[linked, dormant]| linked + dormant).max().unwrap_or(0).max(1);
        let width = pairs.len().max(1) * WIDE;
        let (first, last) = (self.days.keys().next(), self.days.keys().next_back());
        html! {
            figure.chart {
                div.chart__scale aria-hidden="true" { span { (view.number(most)) } }
                svg role="img" aria-label=(chart_in_words(view, &pairs)) viewBox=(format!("0 0 {width} {HIGH}"))
                    preserveAspectRatio="none" focusable="false" {
                    @for (day, [linked, dormant]) in pairs.iter().enumerate() {
                        @let (low, high) = (linked * HIGH / most, dormant * HIGH / most);
                        @let x = day * WIDE + 3;
                        rect.chart__linked x=(x) y=(HIGH - low) width=(WIDE - 6) height=(low) {}
                        rect.chart__dormant x=(x) y=(HIGH - low - high) width=(WIDE - 6) height=(high) {}
                    }
                }
                div.chart__days aria-hidden="true" {
                    @if let (Some(first), Some(last)) = (first, last) {
                        span { (date(view, first)) }
                        @if first != last { span { (date(view, last)) } }
                    }
                }
                ul.chart__key {
                    @for (class, key) in [("chart__linked", "admin-column-linked"), ("chart__dormant", "admin-column-dormant")] {
                        li {
                            svg viewBox="0 0 10 10" aria-hidden="true" focusable="false" {
                                rect class=(class) x="1" y="1" width="8" height="8" {}
                            }
                            (t.get(key))
                        }
                    }
                }
            }
        }
    }

    /// The days, the latest first; older ones are folded away.
    fn table(&self, view: &View) -> Markup {
        let latest = self.days.iter().rev();
        html! {
            (days(view, latest.clone().take(DAYS)))
            @if self.days.len() > DAYS {
                (details(view.t.get("admin-older-days"), &html! { (days(view, latest.skip(DAYS))) }))
            }
        }
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
        let table = Table::new(t.get("admin-reasons"), columns).quiet_caption();
        (!rows.is_empty()).then(|| rows.into_iter().fold(table, Table::row))
    }

    fn files(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            @if self.batches.is_empty() {
                p { (t.get("admin-no-batches")) }
            } @else {
                (files(view, &self.batches[..self.batches.len().min(FILES)]))
                @if self.batches.len() > FILES {
                    (details(t.get("admin-older-files"), &html! { (files(view, &self.batches[FILES..])) }))
                }
            }
            (button_row(&html! {
                (button_link(t.get("admin-upload-title"), UPLOAD, true))
                (button_link(t.get("admin-numbers-title"), crate::administration::numbers::PATH, false))
            }))
        }
    }
}

/// The chart for those who hear it.
fn chart_in_words(view: &View, pairs: &[[i64; 2]]) -> String {
    let [before, now] = [pairs.first(), pairs.last()].map(|pair| pair.copied().unwrap_or_default());
    let args = [
        ("days", view.number(i64::try_from(pairs.len()).unwrap_or(i64::MAX)).into()),
        ("linkedBefore", view.number(before[0]).into()),
        ("linked", view.number(now[0]).into()),
        ("dormantBefore", view.number(before[1]).into()),
        ("dormant", view.number(now[1]).into()),
    ];
    view.t.with("admin-chart", &args)
}

fn days<'d>(view: &View, days: impl Iterator<Item = (&'d String, &'d Counts)>) -> Table {
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
    days.fold(Table::new(t.get("admin-days"), columns).quiet_caption(), |table, (day, counts)| {
        let figure = |word| html! { (view.number(sum(counts, word))) };
        table.row(vec![
            html! { (date(view, day)) },
            figure("linked"),
            figure("dormant"),
            figure("refused"),
            figure("ended"),
            figure("opened"),
        ])
    })
}

/// A day as it is written in the reader's language.
fn date(view: &View, day: &str) -> Markup {
    let minutes = view.utc_offset.whole_minutes();
    day.parse::<Day>().map_or_else(|_| html! { (day) }, |day| view.date(day.begins(minutes)))
}

fn files(view: &View, batches: &[Batch]) -> Table {
    let t = &view.t;
    let columns = [
        "admin-column-file",
        "admin-column-state",
        "admin-column-done",
        "admin-column-clean",
        "admin-column-unclean",
    ];
    let columns = columns.map(|column| t.get(column)).to_vec();
    batches.iter().fold(Table::new(t.get("admin-batches"), columns).quiet_caption(), |table, batch| {
        table.row(vec![
            html! { a href=(page_of(batch.id)) { (batch.name) } },
            state(t, batch.state),
            html! { (view.number(figure(batch.position))) " / " (view.number(figure(batch.rows))) },
            html! { (view.number(figure(batch.tally.prepared))) },
            html! { (view.number(figure(batch.tally.refused))) },
        ])
    })
}

impl Page for DashboardPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("admin-title")
    }

    fn back(&self) -> Option<String> {
        Some("/account".to_owned())
    }

    fn width(&self) -> Width {
        Width::Wide
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.get("admin-title")))
            (lede(t.get("admin-lede")))
            (self.today(view))
            (section(t.get("admin-batches"), &self.files(view)))
            (section(t.get("admin-days"), &html! {
                (self.chart(view))
                (self.table(view))
                (button_row(&button_link(t.get("admin-download"), "/administration/counts.csv", false)))
            }))
            @if let Some(reasons) = self.reasons(view) { (section(t.get("admin-reasons"), &html! { (reasons) })) }
        }
    }
}

impl Sampled for DashboardPage {
    fn samples() -> Vec<Self> {
        let counts = |n: i64| -> Counts {
            let figures = [
                ("linked", 100 * n),
                ("dormant", 9000 - 80 * n),
                ("active", 90 * n),
                ("refused.denied", n),
                ("refused.taken", 2),
                ("ended.by_person", n / 2 + 1),
                ("opened", 31 + n),
            ];
            figures.map(|(measure, count)| (measure.to_owned(), count)).into()
        };
        let days = (1..22).map(|n| (format!("2026-11-{n:02}"), counts(n))).collect();
        let states = BatchState::ALL.into_iter().filter(|state| *state != BatchState::Receiving);
        let batches = states.zip(1..).map(|(state, n)| sample_batch(n, state)).collect();
        let nothing = [("2026-11-22".to_owned(), Counts::new())].into();
        vec![Self { days, batches }, Self { days: nothing, batches: Vec::new() }]
    }
}
