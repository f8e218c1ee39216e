//! What every site keeps: signed-in browsers, one-time codes, messages to be sent.

pub mod codes;
pub mod messages;
pub mod sessions;

use crate::Statement;

pub(crate) const STATEMENTS: &[&[&Statement]] = &[codes::STATEMENTS, messages::STATEMENTS, sessions::STATEMENTS];
