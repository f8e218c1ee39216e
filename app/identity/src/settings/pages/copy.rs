use maud::{Markup, html};
use onedoor_base::Timestamp;
use onedoor_storage::people::Cell;
use onedoor_ui::components::{Button, Form, SummaryList, button_row, heading, lede, panel, section};
use onedoor_ui::{Localizer, Page, Sampled, View};

use super::trail;
use crate::settings::copy;

/// A copy of what is held about a person, or the way to it.
#[derive(Default)]
pub(in crate::settings) struct CopyPage {
    /// The national number in the clear.
    pub(in crate::settings) number: Option<String>,
    /// What is held, once it is asked for.
    pub(in crate::settings) tables: Option<Vec<CopyTable>>,
}

/// What is held in one table.
pub(in crate::settings) struct CopyTable {
    pub(in crate::settings) table: &'static str,
    /// Columns with their values; what is absent is left out.
    pub(in crate::settings) rows: Vec<Vec<(&'static str, Cell)>>,
}

/// What a table or a column of the database is called; its own name where there are no words for it yet.
fn called(t: &Localizer, prefix: &str, name: &str) -> String {
    let key = format!("{prefix}-{}", name.replace('_', "-"));
    if t.has(&key) { t.get(&key) } else { name.replace('_', " ") }
}

fn value(cell: &Cell, view: &View) -> Markup {
    let t = &view.t;
    match cell {
        Cell::Absent => html! {},
        Cell::Text(text) => html! { span class="break" { (text) } },
        Cell::Number(number) => html! { (number) },
        Cell::Time(millis) => view.date_time(Timestamp::from_millis(*millis)),
        Cell::Flag(flag) => html! { (t.get(if *flag { "copy-yes" } else { "copy-no" })) },
    }
}

impl CopyTable {
    fn render(&self, view: &View) -> Markup {
        let t = &view.t;
        section(
            called(t, "copy-table", self.table),
            &html! {
                @for row in &self.rows {
                    (panel(&html! {
                        (row.iter().fold(SummaryList::new(), |list, (name, cell)| {
                            list.rich(called(t, "copy", name), value(cell, view))
                        }))
                    }))
                }
            },
        )
    }
}

impl Page for CopyPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("copy-title")
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        trail(t)
    }

    fn body(&self, view: &View) -> Markup {
        let t = &view.t;
        html! {
            (heading(t.get("copy-title")))
            (lede(t.get("copy-lede")))
            (button_row(&html! {
                (Form::post(view, copy::FILE).around(&html! { (Button::primary(t.get("copy-file"))) }))
                @if self.tables.is_none() {
                    (Form::post(view, copy::READ).around(&html! { (Button::secondary(t.get("copy-read"))) }))
                }
            }))
            p { (t.get("copy-without")) }
            p { a href="/account/activity" { (t.get("copy-activity")) } }
            @if let Some(number) = &self.number {
                (SummaryList::new().row(t.get("settings-number"), number))
            }
            @for table in self.tables.iter().flatten() { (table.render(view)) }
        }
    }
}

impl Sampled for CopyPage {
    fn samples() -> Vec<Self> {
        // Every table with every column, so that each has its words.
        let cell = |kind| match kind {
            onedoor_storage::people::Kind::Text => Cell::Text("Nguyễn Thị Minh Khai".to_owned()),
            onedoor_storage::people::Kind::Number => Cell::Number(2),
            onedoor_storage::people::Kind::Time => Cell::Time(1_795_244_709_000),
            onedoor_storage::people::Kind::Flag => Cell::Flag(true),
        };
        let tables = onedoor_storage::people::PARTS.iter().map(|part| CopyTable {
            table: part.table,
            rows: vec![part.columns.iter().map(|(name, kind)| (*name, cell(*kind))).collect()],
        });
        let number = Some("036 188 001 234".to_owned());
        vec![Self::default(), Self { number, tables: Some(tables.collect()) }]
    }
}
