//! Level 1 from the phone.

mod policy;

pub use policy::{Level1, SecondOfficer};
