//! Where people live: the administrative units of the countries that have them here, found by code, step by step or by
//! name, and postal addresses as each country writes them.
//!
//! The tables are read at the first call (some milliseconds) and never change while the program runs. A code alone
//! means nothing: Vietnam gave codes anew with another meaning in 2025, so whoever keeps one keeps the day with it.

mod address;
mod fold;
mod former;
mod table;

pub use address::{Address, AddressForm, AddressProblem, Line, Written, check_address, write_out};
pub use former::Former;
pub use table::{Found, Place, Places, places};
