//! Two accounts of one person become one, and two again for a while.
//!
//! One of them is *kept*: it is the account from then on. The other is *absorbed*: it opens nothing any more, and what
//! was its is the kept one's. Rows move, nothing is copied or lost, and the [`Plan`] that is kept says where everything
//! came from.

mod judge;
mod letters;
mod names;
mod plan;

#[cfg(test)]
mod tests;

use std::time::Duration;

pub use judge::{Refusal, Side, Waits, Which, judge};
pub use letters::Main;
pub use names::{Named, Naming, naming};
pub use plan::{
    Changed, Choices, Contact, ContactKind, Holding, Letters, LinkHeld, Moved, Plan, Row, Said, Several,
    Undo, Whose, later_phone, plan, sayable, undo,
};

/// How long both accounts have to be proven and the merge confirmed, from its beginning.
pub const MERGE_LIFE: Duration = Duration::from_mins(10);

/// For how long a merge can be undone.
pub const UNDO_LIFE: Duration = Duration::from_hours(24 * 30);
