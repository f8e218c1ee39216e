//! What the console shows.

mod desk;
mod find;
mod operate;
mod person;
mod proposals;
mod propose;
mod record;
mod staff;
mod words;

pub(super) use desk::{DeskPage, NotYoursPage};
pub(super) use find::FindPage;
pub(super) use operate::{
    JobsPage, LimitsPage, MessageShown, MessagesPage, OperatorNotice, SystemPage, SystemShown, SystemsPage,
};
pub(super) use person::{LinkOf, LookNotice, PersonPage, SessionOf};
pub(super) use proposals::{ProposalPage, ProposalShown, ProposalsPage};
pub(super) use propose::ProposePage;
pub(super) use record::{RecordPage, RecordedLook, RecordedProposal};
pub(super) use staff::StaffPage;

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
        FindPage,
        PersonPage,
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
    ]
}
