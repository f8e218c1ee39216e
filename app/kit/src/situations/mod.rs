//! All situations, in the order in which they are played: first what everything else needs.

mod asked;
mod events;
mod first;
mod interface;
mod life;
mod luck;
mod sign_in;

use crate::Situation;

/// All of them.
pub fn situations() -> Vec<Situation> {
    [interface::ALL, first::ALL, sign_in::ALL, life::ALL, asked::ALL, events::ALL, luck::ALL].concat()
}

#[cfg(test)]
mod tests;
