//! The text of the QR code on Vietnam's identity card: what it claims, and whether the claims agree with each other.
//!
//! The code is signed by nobody: whoever can print can make one. What is read from it fills a form; only the register,
//! the chip or an officer says whether it is true.

mod check;
mod day;
mod foreign;
mod read;

pub use check::{Disagrees, LEAST_AGE, check};
pub use day::Day;
pub use foreign::Foreign;
pub use read::{Card, Layout, Unread, read};

/// A text longer than this was on no card. A code of the largest version holds 2,953 bytes; a card's has about 150.
pub const LONGEST: usize = 1_024;

#[cfg(test)]
mod tests;
