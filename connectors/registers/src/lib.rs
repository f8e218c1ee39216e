//! Asking a population register over HTTP with certificates on both sides. `docs/REGISTER.md` is the protocol.
//!
//! A register says whom it has; what that means for the person who was looked for, the domain judges.

mod answer;
mod client;
mod question;
mod trouble;

#[cfg(test)]
mod tests;

pub use answer::{Answer, LARGEST_ANSWER, MOST_ENTRIES, read_answer};
pub use client::{BadClient, Client, ClientSettings, PATIENCE};
pub use question::{LOOK, Purpose, Question};
pub use trouble::Trouble;
