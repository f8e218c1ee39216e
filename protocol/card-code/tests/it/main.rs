//! Pictures as people take them, and as nobody should; all are made here.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it stands")]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "some thousand pixels a side"
)]

mod bad;
mod good;
mod pictures;
