//! A portal's sign-ins at national identities, proposals and links; and the links as an identity keeps them.
//!
//! [`judge`] looks the facts up and decides, [`join`] makes the link: both in the same write transaction, because
//! another tab or another person may have changed the facts since they were last looked at.

pub mod attempts;
pub mod batches;
pub mod carried;
pub mod days;
pub mod events;
pub mod identity_links;
pub mod links;
pub mod openings;
pub mod owed;
pub mod prepared;
pub mod preparing;
pub mod prints;
pub mod proofs;
pub mod proposals;
pub mod subjects;
pub mod used;

mod case;
mod parts;
mod standing;
mod undone;

pub use case::{Case, join, judge};
pub use standing::{Standing, local_side, standing};
pub use undone::undo;

pub(crate) use standing::STATEMENTS;
