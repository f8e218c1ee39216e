//! What every site keeps: signed-in browsers, one-time codes, messages to be sent.

pub mod codes;
pub mod messages;
pub mod sessions;
