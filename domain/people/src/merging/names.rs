use onedoor_base::AccountId;
use serde::{Deserialize, Serialize};

use super::Whose;

/// How a client calls the person after a merge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming {
    /// As it called the kept account, or would have: it has never met the absorbed one.
    Own,
    /// As it called the absorbed account, which is the only one that it knows.
    GoesOn,
    /// As it called the kept account. It knows both, and is told that they are one person; what it keeps for the two
    /// it offers them to choose from.
    Told,
    /// It knows both and cannot be told: the person chooses, and what it keeps for the other rests until the merge is
    /// undone.
    Chosen,
}

/// How a client that has met these two is to call their owner; `listens` if it can be told, and told again that it is
/// so no more.
pub const fn naming(met_kept: bool, met_absorbed: bool, listens: bool) -> Naming {
    match (met_kept, met_absorbed, listens) {
        (_, false, _) => Naming::Own,
        (false, true, _) => Naming::GoesOn,
        (true, true, true) => Naming::Told,
        (true, true, false) => Naming::Chosen,
    }
}

impl Naming {
    /// Whether the client goes on with the absorbed account's name.
    pub fn takes_absorbed(self, chosen: Whose) -> bool {
        match self {
            Self::Own | Self::Told => false,
            Self::GoesOn => true,
            Self::Chosen => chosen == Whose::Absorbed,
        }
    }
}

/// What a merge has changed in how a client calls somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The client.
    pub client: String,
    /// As which account the kept one is called there from then on; nothing if the client is told of another name.
    pub called: Option<AccountId>,
    /// As which other account it was called there before, by an earlier merge.
    pub before: Option<AccountId>,
    /// What was told: the name that is not used any more, and the one in its place.
    pub told: Option<(String, String)>,
}
