use std::time::Duration;

use super::{Next, Proof, Proofs, Rung, next};

/// What it would be like for somebody who has forgotten the password today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outlook {
    /// With all that they have they get in at once.
    AtOnce,
    /// They wait so long, and the level of identity counts for less afterwards if they have one thing alone.
    Waits(Duration),
    /// They have nothing: an office helps.
    Office,
}

/// Decides it, for an account on this rung whose owner has these things.
pub fn outlook(rung: Rung, has: &Proofs) -> Outlook {
    match next(rung, has, false) {
        Next::SetPassword(_) => Outlook::AtOnce,
        Next::ShowMoreOrWait(wait) => Outlook::Waits(wait),
        Next::Show => Outlook::Office,
    }
}

/// The things of which one more would open it at once; none if it does already, or if one is not enough.
pub fn stronger(rung: Rung, has: &Proofs) -> Vec<Proof> {
    if outlook(rung, has) == Outlook::AtOnce {
        return Vec::new();
    }
    let missing = Proof::ALL.into_iter().filter(|proof| !has.has(*proof));
    missing.filter(|proof| outlook(rung, &has.clone().with(*proof)) == Outlook::AtOnce).collect()
}
