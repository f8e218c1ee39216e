//! Who somebody really is, and how that came to be known: evidence, its validation, the verification that it belongs to
//! the person, and the decision; what each country calls the levels that follow from it; the application for one.
//!
//! Nothing here reads a clock, a register or a camera: who calls says what was seen, by whom and when.

pub mod age;
pub mod application;
pub mod calendar;
pub mod correction;
pub mod evidence;
pub mod face;
pub mod passcode;
pub mod profile;
pub mod register;
pub mod validity;

#[cfg(test)]
mod tests;
