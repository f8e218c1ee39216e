//! What every site keeps: signed-in browsers, known places, one-time codes, messages to be sent.

pub mod codes;
pub mod messages;
pub mod places;
pub mod sessions;
