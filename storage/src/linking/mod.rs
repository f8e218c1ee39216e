//! A portal's sign-ins at national identities, proposals and links.
//!
//! [`judge`] looks the facts up and decides, [`join`] makes the link: both in the same write transaction, because
//! another tab or another person may have changed the facts since they were last looked at.

pub mod attempts;
pub mod links;
pub mod logouts;
pub mod proposals;

mod case;
mod standing;

pub use case::{Case, join, judge};
pub use standing::{Standing, local_side, standing};

pub(crate) use standing::STATEMENTS;
