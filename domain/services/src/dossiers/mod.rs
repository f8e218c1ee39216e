//! What a person submits to an authority, and its life.

mod code;
mod dossier;
mod state;

pub use code::{Agency, DossierCode, MalformedAgency, MalformedDossierCode};
pub use dossier::{ChosenPlace, Dossier, DossierContent, Missing, NotSubmitted};
pub use state::{DossierState, DossierStep, StepRefused};
