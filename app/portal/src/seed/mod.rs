//! What is there from the beginning: the demo's accounts and dossiers.

mod account;
mod dossier;

pub use account::{AccountNotSeeded, SeedAccount, SeedPassword, account, link_of};
pub use dossier::{NotSeeded, SeedDossier, dossier};
