//! The pages of the sandbox.

pub(crate) mod inbox;
pub(crate) mod register;
pub(crate) mod registered;
pub(crate) mod street;
