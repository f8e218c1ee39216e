//! What the tests drive the system with.

#[expect(dead_code, reason = "links are followed when the portals are part of the world")]
pub(crate) mod browser;
pub(crate) mod gateway;
pub(crate) mod html;
pub(crate) mod program;
pub(crate) mod site;
