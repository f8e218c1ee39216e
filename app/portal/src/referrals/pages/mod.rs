//! What people see where a referral does not lead on: what happened, that nothing is lost, what to do.

mod stop;

pub(super) use stop::{Stop, StopPage};

use onedoor_ui::{Samples, samples};

/// The pages of referrals, in every state that differs to a reader.
pub fn samples() -> Samples {
    samples![StopPage]
}
