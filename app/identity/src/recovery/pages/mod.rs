//! What getting back into an account looks like.

mod outlook;
mod password;
mod questions;
mod show;
mod start;
mod stop;
mod waiting;
mod ways;

use onedoor_people::recovery::Proof;
use onedoor_ui::{Localizer, Samples, samples};

pub(super) use outlook::OutlookPage;
pub(super) use password::NewPasswordPage;
pub(super) use questions::QuestionsPage;
pub(crate) use questions::question_key;
pub(super) use show::ShowPage;
pub(super) use start::StartPage;
pub(super) use stop::{StopPage, Stoppable};
pub(super) use waiting::WaitingPage;
pub(super) use ways::{Needed, WaysPage};

/// All of them, in every state that differs to a reader.
pub(crate) fn samples() -> Samples {
    samples![
        StartPage,
        WaysPage,
        ShowPage,
        QuestionsPage,
        NewPasswordPage,
        WaitingPage,
        StopPage,
        OutlookPage
    ]
}

/// What was shown, as a page names it.
const fn shown_key(proof: Proof) -> &'static str {
    match proof {
        Proof::Phone => "recover-shown-phone",
        Proof::Email => "recover-shown-email",
        Proof::Code => "recover-shown-code",
        Proof::App => "recover-shown-app",
        Proof::Questions => "recover-shown-questions",
    }
}

/// The same of several, between commas.
fn shown(t: &Localizer, proofs: &[Proof]) -> String {
    proofs.iter().map(|proof| t.get(shown_key(*proof))).collect::<Vec<_>>().join(", ")
}
