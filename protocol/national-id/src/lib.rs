//! Personal numbers of Vietnam, China and Russia: what a person typed → the number, what it says
//! of its owner, and how it is shown.
//!
//! A number that parses has the right shape and check digit. That it was ever given to somebody,
//! and to whom, only the register knows.

pub mod card;
mod china;
mod country;
mod date;
mod normalise;
mod number;
mod russia;
mod vietnam;

pub use country::Country;
pub use date::exists as is_day;
pub use number::{Born, NationalNumber, Place, Refused, Says, Sex, parse, parse_claimed};
pub use vietnam::FormerNumber;

#[cfg(test)]
mod tests;
