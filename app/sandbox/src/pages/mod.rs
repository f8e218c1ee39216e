//! The pages of the sandbox.

pub(crate) mod inbox;
pub(crate) mod street;
