/// One SQL statement, written once for both engines, with `$1…$n` for its parameters.
///
/// Statements are constants beside the functions that run them and stand in the
/// [registry](crate::registry()), which a test prepares on both engines.
#[derive(Debug, Clone, Copy)]
pub struct Statement {
    name: &'static str,
    sql: &'static str,
}

impl Statement {
    /// A statement called `name`, as `room.thing.verb`; errors and the log call it so.
    pub const fn new(name: &'static str, sql: &'static str) -> Self {
        Self { name, sql }
    }

    /// What errors and the log call it.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The text.
    pub const fn sql(&self) -> &'static str {
        self.sql
    }

    /// Where the text lies in memory: tells statements apart without reading their text.
    pub(crate) fn address(&self) -> (usize, usize) {
        (self.sql.as_ptr() as usize, self.sql.len())
    }
}
