//! The pages of the administration.

mod batch;
mod dashboard;
mod factor;
mod upload;
mod words;

use onedoor_ui::{Samples, samples};

pub(super) use batch::BatchPage;
pub(super) use dashboard::DashboardPage;
pub(super) use factor::SecondFactorPage;
pub(super) use upload::UploadPage;
pub(super) use words::words_of;

pub(crate) fn samples() -> Samples {
    samples![DashboardPage, BatchPage, UploadPage, SecondFactorPage]
}
