//! Adapters that an operator puts before a register or a provider of others: asked with JSON over HTTPS, with a
//! certificate of ours where they want one. What is asked, and what an answer means, stands with whoever asks.

mod client;
#[cfg(feature = "testing")]
pub mod testing;
mod trouble;

pub use client::{BadClient, Client, ClientSettings};
pub use trouble::Trouble;
