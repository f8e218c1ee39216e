//! What the tests drive the system with.

pub(crate) mod authority;
pub(crate) mod browser;
pub(crate) mod configured;
pub(crate) mod gateway;
pub(crate) mod html;
mod postgres;
pub(crate) mod program;
pub(crate) mod site;

pub(crate) use postgres::postgres;
