//! The population register: answers as `docs/REGISTER.md` says, at a port of its own, to whoever has its certificate.
//! Who is in it can be changed on a page, and it can be told to misbehave.

mod door;
mod endpoint;
mod people;
pub(crate) mod portrait;

pub(crate) use people::{Mood, Register, standing_key};

pub use door::{ClientPair, Door, NoDoor};
