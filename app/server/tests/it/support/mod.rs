//! What the tests drive the system with.

pub(crate) mod browser;
pub(crate) mod gateway;
pub(crate) mod html;
pub(crate) mod program;
pub(crate) mod site;
