use maud::{Markup, Render, html};

/// Rows to compare; on a phone each row becomes a card.
///
/// The roles are written out because the style sheet changes how rows are laid out, and browsers
/// forget what a table is when it does.
pub struct Table {
    caption: String,
    hidden_caption: bool,
    columns: Vec<String>,
    rows: Vec<Vec<Markup>>,
}

impl Table {
    /// A table with its caption and the headings of its columns.
    pub fn new(caption: impl Into<String>, columns: Vec<String>) -> Self {
        Self { caption: caption.into(), hidden_caption: false, columns, rows: Vec::new() }
    }

    /// Keeps the caption for screen readers, where a heading above already says it.
    #[must_use]
    pub fn quiet_caption(mut self) -> Self {
        self.hidden_caption = true;
        self
    }

    /// A row: as many cells as columns; the first one names the row.
    #[must_use]
    pub fn row(mut self, cells: Vec<Markup>) -> Self {
        debug_assert_eq!(cells.len(), self.columns.len(), "a cell for each column");
        self.rows.push(cells);
        self
    }
}

impl Render for Table {
    fn render(&self) -> Markup {
        html! {
            table.table role="table" {
                caption.visually-hidden[self.hidden_caption] { (self.caption) }
                thead role="rowgroup" {
                    tr role="row" {
                        @for column in &self.columns { th scope="col" role="columnheader" { (column) } }
                    }
                }
                tbody role="rowgroup" {
                    @for row in &self.rows {
                        tr role="row" {
                            @for (place, cell) in row.iter().enumerate() {
                                @let label = self.columns.get(place).map(String::as_str).unwrap_or_default();
                                @if place == 0 {
                                    th scope="row" role="rowheader" { (cell) }
                                } @else {
                                    td role="cell" {
                                        span.table__label aria-hidden="true" { (label) }
                                        div.table__value { (cell) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
