//! What the console shows.

mod alarms;
mod answers;
mod application;
mod applications;
mod brought;
mod compared;
mod correction;
mod corrections;
mod desk;
mod faces;
mod find;
mod jobs;
mod limits;
mod messages;
mod person;
mod proposals;
mod propose;
mod record;
mod staff;
mod systems;
mod unlocks;
mod words;

pub(super) use alarms::AlarmsPage;
pub(super) use answers::AnswerShown;
pub(super) use application::ApplicationPage;
pub(super) use applications::{ApplicationNotice, ApplicationsPage, Part, WaitingShown};
pub(super) use brought::{Beside, Brought, FrameShown};
pub(super) use correction::{CorrectionPage, Register};
pub(super) use corrections::{CorrectionsPage, DeskNotice};
pub(super) use desk::{DeskPage, NeedsBetterPage, NotYoursPage};
pub(super) use faces::Compared;
pub(super) use find::FindPage;
pub(super) use jobs::JobsPage;
pub(super) use limits::LimitsPage;
pub(super) use messages::{MessageShown, MessagesPage};
pub(super) use person::{LinkOf, LookNotice, PersonPage, SessionOf};
pub(super) use proposals::{ProposalPage, ProposalShown, ProposalsPage};
pub(super) use propose::ProposePage;
pub(super) use record::{RecordPage, RecordedLook, RecordedProposal};
pub(super) use staff::StaffPage;
pub(super) use systems::{SystemPage, SystemShown, SystemsPage};
pub(super) use unlocks::{UnlockNotice, UnlockPage, UnlockWaiting, UnlocksPage};
pub(super) use words::OperatorNotice;

use onedoor_base::Timestamp;
use onedoor_ui::Localizer;

/// The way back.
fn breadcrumb(t: &Localizer) -> Vec<(String, String)> {
    vec![(t.get("console-title"), super::PATH.to_owned())]
}

/// The moment of the samples.
const AT: Timestamp = Timestamp::from_seconds(1_795_244_709);

/// Samples of the pages.
pub(crate) fn samples() -> onedoor_ui::Samples {
    onedoor_ui::samples![
        DeskPage,
        NotYoursPage,
        NeedsBetterPage,
        FindPage,
        PersonPage,
        CorrectionsPage,
        CorrectionPage,
        ApplicationsPage,
        ApplicationPage,
        UnlocksPage,
        UnlockPage,
        ProposePage,
        ProposalsPage,
        ProposalPage,
        StaffPage,
        RecordPage,
        SystemsPage,
        SystemPage,
        MessagesPage,
        JobsPage,
        LimitsPage,
        AlarmsPage,
    ]
}
