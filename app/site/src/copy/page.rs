use onedoor_base::Timestamp;
use onedoor_storage::copying::Cell;
use onedoor_ui::components::{
    Button, Form, Notice, SummaryList, TextField, button_row, heading, hidden, lede, panel, section,
};
use onedoor_ui::{ACTIVITY_PATH, Localizer, Markup, Page, Problems, View, html};

/// A copy of what is held about somebody, or the way to it.
pub struct CopyPage {
    /// What stands before it: keys of titles, with their addresses.
    pub trail: &'static [(&'static str, &'static str)],
    /// Where the file is posted for, and where the copy to read here.
    pub addresses: (&'static str, &'static str),
    /// Whether the password is asked for.
    pub asks_password: bool,
    /// The key of what is left out.
    pub without: &'static str,
    /// The national number in the clear.
    pub number: Option<String>,
    /// What is held, once it is asked for.
    pub tables: Option<Vec<CopyTable>>,
    /// The tables of which the oldest rows are left out.
    pub cut: Vec<&'static str>,
    /// What must be put right.
    pub problems: Problems,
}

/// What is held in one table.
pub struct CopyTable {
    /// Its name in the database.
    pub table: &'static str,
    /// Columns with their values; what is absent is left out.
    pub rows: Vec<Vec<(&'static str, Cell)>>,
    /// How many more there are in the file.
    pub more: usize,
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
                @if self.more > 0 {
                    p { (t.with("copy-more", &[("count", i64::try_from(self.more).unwrap_or(i64::MAX).into())])) }
                }
            },
        )
    }
}

impl CopyPage {
    fn says_cut(&self, t: &Localizer) -> Notice {
        let tables: Vec<String> = self.cut.iter().map(|table| called(t, "copy-table", table)).collect();
        Notice::warning(t.with("copy-cut", &[("tables", tables.join(", ").into())]))
    }
}

impl Page for CopyPage {
    fn title(&self, t: &Localizer) -> String {
        t.get("copy-title")
    }

    fn problems(&self) -> &Problems {
        &self.problems
    }

    fn breadcrumb(&self, t: &Localizer) -> Vec<(String, String)> {
        self.trail.iter().map(|(key, address)| (t.get(key), (*address).to_owned())).collect()
    }

    fn body(&self, view: &View) -> Markup {
        let (t, (file, read)) = (&view.t, self.addresses);
        html! {
            (heading(t.get("copy-title")))
            (lede(t.get("copy-lede")))
            @if self.asks_password {
                (Form::post(view, file).around(&html! {
                    (TextField::password("password", t.get("portal-current-password"), t)
                        .hint(t.get("portal-current-password-hint")).problems(&self.problems, t))
                    (button_row(&html! {
                        (Button::primary(t.get("copy-file")))
                        @if self.tables.is_none() {
                            (Button::secondary(t.get("copy-read")).value("as", "read"))
                        }
                    }))
                }))
            } @else {
                (button_row(&html! {
                    (Form::post(view, file).around(&html! { (Button::primary(t.get("copy-file"))) }))
                    @if self.tables.is_none() {
                        (Form::post(view, read).around(&html! {
                            @if file == read { (hidden("as", "read")) }
                            (Button::secondary(t.get("copy-read")))
                        }))
                    }
                }))
            }
            p { (t.get(self.without)) }
            p { a href=(ACTIVITY_PATH) { (t.get("copy-activity")) } }
            @if !self.cut.is_empty() { (self.says_cut(t)) }
            @if let Some(number) = &self.number {
                (SummaryList::new().row(t.get("settings-number"), number))
            }
            @for table in self.tables.iter().flatten() { (table.render(view)) }
        }
    }
}
