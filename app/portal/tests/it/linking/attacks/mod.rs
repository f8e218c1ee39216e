//! How linking was broken elsewhere, class by class, and what is asked of a relying party.

mod answers;
mod browsers;
mod known;
mod proofs;
