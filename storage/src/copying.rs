//! Copies of all that is held about somebody, table by table: what belongs into the copy, and reading it.

use crate::{Row, Statement, StorageError, Tx, Value};

/// How a column is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A number.
    Number,
    /// A moment, in milliseconds.
    Time,
    /// 0 or 1.
    Flag,
}

/// What the copy has of one table.
#[derive(Debug)]
pub struct Part {
    /// The table.
    pub table: &'static str,
    /// The columns that are copied.
    pub columns: &'static [(&'static str, Kind)],
    /// Those that are not: ids of ours, digests, secrets and what is sealed.
    pub without: &'static [&'static str],
    pub(crate) statement: Statement,
}

/// A value of a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Absent,
    /// Text.
    Text(String),
    /// A number.
    Number(i64),
    /// A moment, in milliseconds.
    Time(i64),
    /// Yes or no.
    Flag(bool),
}

/// A row: the names of its columns with their values.
pub type CopiedRow = Vec<(&'static str, Cell)>;

/// The parts of a copy, each with the statement that reads it; the statements are named after the room. `by` puts the
/// newest rows first, and no two in any order.
macro_rules! parts {
    ($room:literal; $($table:literal of $owner:literal by $order:literal { $($column:ident $kind:ident),+ } without [$($without:ident),*];)+) => {
        /// Everything that belongs into a copy.
        pub const PARTS: &[$crate::copying::Part] = &[$($crate::copying::Part {
            table: $table,
            columns: &[$((stringify!($column), $crate::copying::Kind::$kind)),+],
            without: &[$(stringify!($without)),*],
            statement: $crate::Statement::new(
                concat!($room, $table),
                concat!(
                    "SELECT ", $crate::copying::parts!(@list $($column)+), " FROM ", $table, " WHERE ", $owner,
                    " = $1 ORDER BY ", $order, " LIMIT $2 OFFSET $3"
                ),
            ),
        }),+];
        pub(crate) const STATEMENTS: &[&$crate::Statement] = &{
            const COUNT: usize = PARTS.len();
            let mut all = [&PARTS[0].statement; COUNT];
            let mut n = 0;
            while n < COUNT {
                all[n] = &PARTS[n].statement;
                n += 1;
            }
            all
        };
    };
    (@list $first:ident $($rest:ident)*) => { concat!(stringify!($first) $(, ", ", stringify!($rest))*) };
}
pub(crate) use parts;

/// So many rows are read at a time.
const PAGE: i64 = 500;

/// What is read for a copy, within a bound of memory: whoever fills tables with rows of their own is not to fill the
/// memory of the house.
#[derive(Debug)]
pub struct Reader {
    /// How many bytes may still be read.
    left: usize,
    /// The tables of which rows were left out, the oldest ones.
    pub cut: Vec<&'static str>,
}

impl Default for Reader {
    fn default() -> Self {
        Self::within(16 << 20)
    }
}

impl Reader {
    /// A reader of so many bytes.
    pub const fn within(bytes: usize) -> Self {
        Self { left: bytes, cut: Vec::new() }
    }

    /// Everything of one table, the newest first, as far as it fits; `owner` is whose copy it is.
    pub async fn read(
        &mut self,
        tx: &mut Tx<'_>,
        owner: impl Into<Value> + Send,
        part: &Part,
    ) -> Result<Vec<CopiedRow>, StorageError> {
        let (owner, mut all) = (owner.into(), Vec::new());
        for page in 0_i64.. {
            let rows = tx.rows(&part.statement, &[owner.clone(), PAGE.into(), (page * PAGE).into()]).await?;
            for row in &rows {
                let row: CopiedRow = part
                    .columns
                    .iter()
                    .map(|(name, kind)| Ok((*name, cell(row, name, *kind)?)))
                    .collect::<Result<_, StorageError>>()?;
                if !self.takes(&row, part.table) {
                    return Ok(all);
                }
                all.push(row);
            }
            if i64::try_from(rows.len()).is_ok_and(|rows| rows < PAGE) {
                break;
            }
        }
        Ok(all)
    }

    /// Counts a row; false if it does not fit, and the table is cut.
    pub fn takes(&mut self, row: &CopiedRow, table: &'static str) -> bool {
        let text = |cell: &Cell| if let Cell::Text(text) = cell { text.len() } else { 0 };
        let size: usize = row.iter().map(|(_, cell)| size_of::<(&str, Cell)>() + text(cell)).sum();
        match self.left.checked_sub(size) {
            Some(left) => self.left = left,
            None if self.cut.contains(&table) => return false,
            None => {
                self.cut.push(table);
                return false;
            }
        }
        true
    }
}

fn cell(row: &Row, name: &'static str, kind: Kind) -> Result<Cell, StorageError> {
    let cell = match kind {
        Kind::Text => row.opt_text(name)?.map(Cell::Text),
        Kind::Number => row.opt_int(name)?.map(Cell::Number),
        Kind::Time => row.opt_int(name)?.map(Cell::Time),
        Kind::Flag => row.opt_int(name)?.map(|value| Cell::Flag(value != 0)),
    };
    Ok(cell.unwrap_or(Cell::Absent))
}
