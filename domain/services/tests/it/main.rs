//! What the services room promises.

mod accounts;
mod days;
mod dossiers;
mod folding;
mod organisations;
mod procedures;
mod units;

use onedoor_services::Day;

/// A day written as `2025-07-01`.
fn day(text: &str) -> Day {
    text.parse().expect("a day like 2025-07-01")
}
