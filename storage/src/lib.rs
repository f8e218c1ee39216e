//! The state of a site on SQLite or PostgreSQL: one set of statements, one contract.
//!
//! A room of the site keeps its SQL beside its functions as [`Statement`] constants, lists them in
//! the [`registry()`], and works through a [`Tx`]; a [`Store`] runs such work on whichever engine the
//! site was given. What a caller may rely on is the same on both:
//!
//! - [`Store::read`] sees one snapshot; [`Store::write`] is serialisable and durable before it answers.
//! - A failed statement ends the transaction. An *expected* conflict is therefore written as
//!   `ON CONFLICT DO NOTHING` and read off the affected rows, never caught as
//!   [`StorageError::Constraint`].
//! - Inside the closure nothing is awaited but the `Tx`.
//! - Times are milliseconds ([`onedoor_base::Timestamp`]), ids are sixteen bytes, absence is `NULL`.
//!
//! # SQL that both engines take
//! Parameters are `$1…$n`. Column types are `INTEGER`, `TEXT` and `BLOB`; `dialect.rs` holds
//! everything that differs. A parameter that stands beside no column needs `CAST($1 AS BIGINT)` (or
//! `TEXT`), a sum needs `CAST(sum(x) AS BIGINT)`; `CASE` stands for `MAX(a, b)`; computed columns are
//! named with `AS`. Primary keys are `CONSTRAINT <table>__<cols> PRIMARY KEY (…)`, unique indexes
//! `<table>__<cols>` (columns joined by two underscores), so that a constraint has one name on both.

mod change;
pub mod copying;
mod dialect;
mod error;
mod many;
mod migrate;
mod postgres;
mod registry;
mod row;
mod sqlite;
mod statement;
mod store;
mod tx;
mod value;

pub mod audit;
pub mod jobs;
pub mod limits;
pub mod linking;
pub mod people;
pub mod proofing;
pub mod provider;
pub mod register;
pub mod services;
pub mod site;
pub mod vault;

pub use change::Change;
pub use error::StorageError;
#[doc(hidden)]
pub use migrate::migrations;
pub use registry::registry;
pub use row::{FromId, Row};
pub use statement::Statement;
pub use store::{Counters, StorageConfig, Store};
pub use tx::Tx;
pub use value::Value;
pub use vault::{KeyFile, Vault, VaultError};
