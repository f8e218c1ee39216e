use std::time::Duration;

use onedoor_base::IdentityLevel;

use super::{Proof, Proofs};

const DAY: Duration = Duration::from_hours(24);

/// For how long the level of identity is lower after a password was set on little proof.
pub const LEVEL_HELD: Duration = Duration::from_hours(24 * 14);

/// What an account opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opens {
    /// How well it was proven who the owner is.
    pub identity: IdentityLevel,
    /// Whether accounts elsewhere are linked with it.
    pub links: bool,
    /// Whether its owner wants more than a password to open it.
    pub second_step: bool,
    /// Whether its owner is of the staff: it opens the console.
    pub staff: bool,
}

/// How much somebody else could do with the account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rung {
    /// Nobody was proven and nothing hangs on it.
    Low,
    /// A name that was checked, a linked account, or a second step.
    Middle,
    /// It stands for a person at authorities, or opens the staff's console.
    High,
}

impl Rung {
    /// How long to wait where the proof is weak, so that the owner can stop it.
    pub const fn wait(self) -> Duration {
        match self {
            Self::Low => Duration::ZERO,
            Self::Middle => DAY.saturating_mul(3),
            Self::High => DAY.saturating_mul(7),
        }
    }
}

/// Decides on which rung an account stands.
pub fn rung(opens: Opens) -> Rung {
    if opens.staff {
        return Rung::High;
    }
    match (opens.identity, opens.links || opens.second_step) {
        (IdentityLevel::Substantial | IdentityLevel::High, _) => Rung::High,
        (IdentityLevel::Basic, _) | (IdentityLevel::Claimed, true) => Rung::Middle,
        (IdentityLevel::Claimed, false) => Rung::Low,
    }
}

/// What a new password is set on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Footing {
    /// Two different things were shown: whoever has the phone or the mailbox alone has not got that far.
    pub two: bool,
    /// One of the two is in the owner's hand and comes over no network: the printed list, or the app.
    pub sure: bool,
    /// The owner was told everywhere and let the waiting time pass.
    pub waited: bool,
}

impl Footing {
    /// Whether passkeys and apps that were lost may be removed with it. Otherwise two stolen contacts would be worth
    /// more than the authenticator that was to keep them out.
    pub const fn drops_authenticators(self) -> bool {
        self.sure || self.waited
    }
}

/// What comes next for somebody who wants to set a new password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Show something.
    Show,
    /// Show one more thing, or wait so long.
    ShowMoreOrWait(Duration),
    /// Set a new password.
    SetPassword(Footing),
}

/// Decides it; `waited`: the waiting time that was begun with the same proofs is over.
pub fn next(rung: Rung, proofs: &Proofs, waited: bool) -> Next {
    if !proofs.stands() {
        return Next::Show;
    }
    let two = proofs.len() >= 2;
    let sure = two && (proofs.has(Proof::Code) || proofs.has(Proof::App));
    let footing = Footing { two, sure, waited };
    match (rung, footing) {
        (Rung::Low, _)
        | (_, Footing { waited: true, .. } | Footing { sure: true, .. })
        | (Rung::Middle, Footing { two: true, .. }) => Next::SetPassword(footing),
        (rung, _) => Next::ShowMoreOrWait(rung.wait()),
    }
}

/// To which level of identity an account is lowered for a while, because its password was set on one thing alone,
/// though after waiting: one step down, but `High` to `Basic`, because what opens with a document must not open with a
/// SIM card.
pub fn level_after(level: IdentityLevel, footing: Footing) -> Option<IdentityLevel> {
    if footing.two {
        return None;
    }
    match level {
        IdentityLevel::Claimed => None,
        IdentityLevel::Basic => Some(IdentityLevel::Claimed),
        IdentityLevel::Substantial | IdentityLevel::High => Some(IdentityLevel::Basic),
    }
}
