//! The calls of either side of a link to the other, and the words of the protocol read into those of the domain.
//!
//! A [`Call`] is made whole before it is sent, because an identity signs the very bytes that go out.

mod call;
mod push;
mod trouble;
pub mod words;

pub use call::{Call, PATIENCE};
pub use push::push;
pub use trouble::Trouble;

#[cfg(test)]
mod tests;
