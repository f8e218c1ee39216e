//! Population registers: asked over HTTP with certificates on both sides, or read from a file. `docs/REGISTER.md` is
//! the protocol, and the form of the file.
//!
//! A register says whom it has; what that means for the person who was looked for, the domain judges.

mod answer;
mod client;
pub mod file;
mod portrait;
mod question;

#[cfg(test)]
mod tests;

pub use answer::{Answer, LARGEST_ANSWER, MOST_ENTRIES, read_answer};
pub use client::{Client, PATIENCE};
pub use onedoor_adapters::{BadClient, ClientSettings, Trouble};
pub use portrait::{LARGEST_PORTRAIT, PORTRAIT, PortraitAnswer, PortraitQuestion, read_portrait};
pub use question::{LOOK, Purpose, Question};
