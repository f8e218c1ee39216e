//! Messages to be sent and what became of them: the outbox, which puts them down and moves them on, and what is read of
//! them afterwards.

pub(crate) mod outbox;
pub(crate) mod seen;

pub use outbox::{
    NewMessage, abandon, answered, confirmed, expired, goes_out, insert, lost, receipt, refused, repeated,
    sent, sent_in_parts, sweep, tried, waiting,
};
pub use seen::{Conversion, Record, STATES, conversion, count, counts, get, list, list_to};
