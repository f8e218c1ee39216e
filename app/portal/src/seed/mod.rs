//! What is there from the beginning: the demo's accounts and dossiers.

mod dossier;

pub use dossier::{NotSeeded, SeedDossier, dossier};
