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

/// The parts of a copy, each with the statement that reads it; the statements are named after the room.
macro_rules! parts {
    ($room:literal; $($table:literal of $owner:literal { $($column:ident $kind:ident),+ } without [$($without:ident),*];)+) => {
        /// Everything that belongs into a copy.
        pub const PARTS: &[$crate::copying::Part] = &[$($crate::copying::Part {
            table: $table,
            columns: &[$((stringify!($column), $crate::copying::Kind::$kind)),+],
            without: &[$(stringify!($without)),*],
            statement: $crate::Statement::new(
                concat!($room, $table),
                concat!(
                    "SELECT ", $crate::copying::parts!(@list $($column)+), " FROM ", $table, " WHERE ", $owner,
                    " = $1 LIMIT 2000"
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

/// Everything of one table; `owner` is whose copy it is.
pub async fn copied(
    tx: &mut Tx<'_>,
    owner: impl Into<Value> + Send,
    part: &Part,
) -> Result<Vec<CopiedRow>, StorageError> {
    let rows = tx.rows(&part.statement, &[owner.into()]).await?;
    rows.iter()
        .map(|row| part.columns.iter().map(|(name, kind)| Ok((*name, cell(row, name, *kind)?))).collect())
        .collect()
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
