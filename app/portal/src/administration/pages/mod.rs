//! The pages of the administration.

mod batch;
mod dashboard;
mod factor;
mod numbers;
mod upload;
mod words;

use onedoor_ui::{Samples, samples};

pub(super) use batch::BatchPage;
pub(super) use dashboard::DashboardPage;
pub(super) use factor::SecondFactorPage;
pub(super) use numbers::{NumberPage, NumbersPage};
pub(super) use upload::UploadPage;
pub(super) use words::words_of;

pub(crate) fn samples() -> Samples {
    samples![DashboardPage, NumbersPage, NumberPage, BatchPage, UploadPage, SecondFactorPage]
}
