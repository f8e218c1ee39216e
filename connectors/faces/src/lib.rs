//! Providers that compare faces, asked over HTTPS. `docs/FACES.md` is the protocol.
//!
//! A provider says what it sees; what is made of that, the site decides.

mod answer;
mod client;
mod question;
mod trouble;

#[cfg(test)]
mod tests;

pub use answer::{LARGEST_ANSWER, LONGEST_TEXT, read_answer};
pub use client::{BadClient, Client, ClientSettings, PATIENCE};
pub use question::{Against, COMPARE, Pictures};
pub use trouble::Trouble;
