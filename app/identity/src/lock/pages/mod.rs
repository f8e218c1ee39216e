//! What locking looks like.

mod ask;
mod lock;
mod unlock;

pub(super) use ask::AskPage;
pub(crate) use lock::lock_key;
pub(super) use lock::{Asked, LockPage, Lying};
pub(super) use unlock::{AnswersPage, NewPasscodePage, UnlockPage};

use onedoor_ui::{Samples, samples};

/// The pages, in every state that differs to a reader.
pub(crate) fn samples() -> Samples {
    samples![LockPage, UnlockPage, AnswersPage, NewPasscodePage, AskPage]
}
