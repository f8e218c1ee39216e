//! Keeping programs out of forms: a check that people hardly notice.
//!
//! The device does a short piece of work by itself ([`onedoor_captcha`]), which asks nothing of the person. Where scripts do
//! not run, or somebody prefers it, five digits are read off a picture or listened to (`picture`, `sound`).
//! Either passes, so that nobody is kept out who cannot see, hear or copy (WCAG 2.2, 3.3.8).
//!
//! What this is good for: a program pays for each try with a second of computing. What it is not good for: the
//! picture and the sound can be read by programs that take the trouble; whoever has many machines pays. The
//! limits ([`crate::tries`], [`crate::limits`]) are what keeps guessers out, this makes them slow before that.
//!
//! A check is nothing but its [`Token`]: sealed, so that the page holds nothing of the solution; bound to the
//! browser and to the purpose; good once and for half an hour. Nothing is kept of it before it is used.

mod answer;
mod picture;
mod png;
mod risk;
mod routes;
mod sound;
mod token;

#[cfg(test)]
mod tests;

pub use answer::{Answer, Given, Verdict};
pub use risk::{Captcha, Risk, of_network, risk_of, risk_of_messages};
pub(crate) use routes::pages;
pub use token::ask_at;
#[cfg(feature = "testing")]
pub use token::{digits_of, work_of};
