//! The provider, from the outside: a portal, its person's browser, and what they are answered.

mod attacks;
mod authorization;
mod consent;
mod events;
mod fingerprints;
mod keys;
mod ledger;
pub(crate) mod linking;
mod logout;
pub(crate) mod party;
mod pushed;
mod second_factor;
mod step_up;
mod systems;
mod tokens;
mod verified;
