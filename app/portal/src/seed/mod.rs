//! What is there from the beginning: the demo's accounts and dossiers.

mod account;
mod dossier;

pub use account::{AccountNotSeeded, SeedAccount, SeedPassword, account};
pub use dossier::{NotSeeded, SeedDossier, dossier};
