//! SMPP 3.4, the protocol that mobile operators take text messages by: what a client (an ESME) says and hears.
//!
//! Nothing here opens a connection. [`Frames`] cuts a stream of bytes into packets, [`Pdu`] reads and writes them,
//! [`segments`] makes the parts of a text, and [`Receipt`] reads what the network says became of one. Whatever the bytes
//! are, nothing here panics.

mod frame;
mod pdu;
mod read;
mod receipt;
mod status;
mod text;
mod write;

#[cfg(test)]
mod tests;

pub use frame::{Frame, Frames, LostStream, MOST_OCTETS};
pub use pdu::{Address, Bind, Body, Deliver, MalformedPdu, Pdu, Submit, command};
pub use receipt::{Fate, Receipt, plain_id, spellings};
pub use status::{Meaning, Status};
pub use text::{Coding, MOST_PARTS, Segment, TooLong, default_alphabet, segments};
