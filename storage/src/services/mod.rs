//! A portal's own accounts and the dossiers that people submit there.

pub mod accounts;
pub mod arrivals;
pub mod closings;
pub mod contacts;
pub mod copy;
pub mod dossiers;
pub mod held;
pub mod moving;
pub mod number_reviews;
pub mod password_kinds;
pub mod phone_changes;
pub mod referrals;
