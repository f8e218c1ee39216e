//! Seals what must not be readable in a copy of the database.
pub(crate) const STATEMENTS: &[&crate::Statement] = &[];
