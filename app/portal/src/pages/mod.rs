//! What people see. Every page is a struct of what it shows.

mod dossiers;
mod home;
mod parts;
mod place;
mod procedures;
mod submission;

pub(crate) use dossiers::{DossierLine, DossierPage, Dossiers, Happened, WithdrawPage};
pub(crate) use home::Home;
pub(crate) use place::{PlacePage, WhichPlace};
pub(crate) use procedures::{ProcedurePage, Procedures};
pub(crate) use submission::{ReviewPage, SubmissionPage, SubmittedPage, Typed};

use onedoor_ui::{Samples, samples};

/// Every page in every state that differs to a reader.
pub fn all_samples() -> Samples {
    let mut all = samples![
        Home,
        Procedures,
        ProcedurePage,
        PlacePage,
        SubmissionPage,
        ReviewPage,
        SubmittedPage,
        Dossiers,
        DossierPage,
        WithdrawPage,
    ];
    all.extend(crate::linking::samples());
    all
}
