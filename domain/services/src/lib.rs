//! What a portal knows: procedures, administrative units, organisations, dossiers and local accounts.
//!
//! The rules are pure; the data (units of Vietnam, sample procedures and organisations) are carried
//! inside and read at the first use.

pub mod accounts;
mod day;
pub mod dossiers;
pub mod organisations;
pub mod procedures;
pub mod referrals;
mod search;
mod units;

pub use day::{Day, MalformedDay};
pub use onedoor_base::fold;
pub use units::{Tier, Unit, Units, UnitsAt, units};
