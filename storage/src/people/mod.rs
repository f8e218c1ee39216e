//! People of an identity site: their accounts and how these are found.

mod accounts;
mod claims;
mod numbers;

pub use accounts::{
    Inserted, NewAccount, by_id, by_login, by_number, by_phone, change_password, change_phone, insert,
    phone_of, renew_hash,
};
pub use claims::claims;
pub use numbers::{number_fingerprint, open_number, seal_number};

pub(crate) const STATEMENTS: &[&crate::Statement] = accounts::STATEMENTS;
