//! What every site keeps: signed-in browsers, known places, one-time codes, messages to be sent, alarms.

pub mod alarms;
pub mod codes;
pub mod messages;
pub mod places;
pub mod sessions;
