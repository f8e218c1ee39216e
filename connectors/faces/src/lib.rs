//! Who compares faces besides an officer: a provider that is asked over HTTPS, or a model that an operator brings.
//! `docs/FACES.md` is the protocol, and what a model has to be like.
//!
//! A provider says what it sees; what is made of that, the site decides.

mod answer;
mod client;
#[cfg(feature = "model")]
mod comparer;
#[cfg(feature = "model")]
mod model;
mod question;

#[cfg(test)]
mod tests;

pub use answer::{LARGEST_ANSWER, LONGEST_TEXT, read_answer};
pub use client::{Client, PATIENCE};
#[cfg(feature = "model")]
pub use comparer::Comparer;
#[cfg(feature = "model")]
pub use model::{BadModel, Model, ModelSettings};
pub use onedoor_adapters::{BadClient, ClientSettings, Trouble};
pub use question::{Against, COMPARE, Pictures};
