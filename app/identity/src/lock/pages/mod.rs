//! What locking looks like.

mod lock;

pub(super) use lock::{LockPage, Lying};

use onedoor_ui::{Samples, samples};

/// The pages, in every state that differs to a reader.
pub(crate) fn samples() -> Samples {
    samples![LockPage]
}
