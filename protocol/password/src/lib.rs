//! Password hashes: ours (Argon2id), and the older ones that an import brings.
//!
//! [`hash`] makes a hash, [`verify`] checks a password against any readable one and says when it
//! should be replaced, [`decoy`] costs as much as a check without there being an account, [`verify_among`]
//! does so where accounts have hashes of several kinds, and
//! [`classify`] tells an import what it holds. All of them work in a [`Workspace`], whose 19 MiB
//! are kept between calls: asking the system for them anew takes a third of the time.
//! [`HashPool`] runs them off the threads that serve requests.
//!
//! Nothing here draws randomness: the salt is a parameter.

mod argon;
mod filter;
mod format;
mod kind;
mod legacy;
mod md5_crypt;
mod pool;
mod verdict;

pub use argon::{MAX_PASSWORD_BYTES, PasswordTooLong, SALT_BYTES, Workspace, hash};
pub use filter::{NoFilter, PasswordFilter};
pub use format::{Format, Unreadable, classify};
pub use kind::{Kind, NoKind};
pub use pool::{Abandoned, Busy, HashPool, Ticket};
pub use verdict::{Verdict, decoy, verify, verify_among};

#[cfg(test)]
mod tests;
