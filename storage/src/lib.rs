//! The state of a site on SQLite or PostgreSQL: one set of statements, one contract.
