/// Why a side suspended or ended its part of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The person wanted it.
    ByPerson,
    /// The staff of that side did it.
    ByStaff,
    /// That side has grounds to think that somebody else is using it.
    Suspicion,
    /// The local account was closed.
    AccountClosed,
    /// The national identity was closed.
    PersonClosed,
    /// The system that owns the account is no longer run.
    SystemRetired,
    /// The account is claimed by another link.
    AccountTaken,
    /// That side cannot find the proof that the link names.
    ProofUnknown,
    /// The proof that the link names has made another link.
    ProofUsed,
    /// The other side did not confirm in time.
    Unconfirmed,
    /// That side has lost its own record of the link: what it once confirmed it cannot vouch for any more.
    Forgotten,
    /// The system was merged into another; a link with that one takes its place.
    Merged,
    /// Another national identity took the account over, and its owner has not said that this one is theirs, too.
    Unproven,
    /// The other side remembers it so, and that side has no record of it any more: an older database was put back,
    /// or the other side lies. What that side's reason once was is not taken on the other's word.
    Recalled,
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::ByPerson,
        Self::ByStaff,
        Self::Suspicion,
        Self::AccountClosed,
        Self::PersonClosed,
        Self::SystemRetired,
        Self::AccountTaken,
        Self::ProofUnknown,
        Self::ProofUsed,
        Self::Unconfirmed,
        Self::Forgotten,
        Self::Merged,
        Self::Unproven,
        Self::Recalled,
    ];

    /// What becomes of it on the way back, when the other side says that it once was this side's. A merger stays
    /// one, because what follows from it hangs on this side's own register.
    pub(crate) const fn recalled(self) -> Self {
        if matches!(self, Self::Merged) { self } else { Self::Recalled }
    }

    /// The word in databases and in messages.
    pub const fn word(self) -> &'static str {
        match self {
            Self::ByPerson => "by_person",
            Self::ByStaff => "by_staff",
            Self::Suspicion => "suspicion",
            Self::AccountClosed => "account_closed",
            Self::PersonClosed => "person_closed",
            Self::SystemRetired => "system_retired",
            Self::AccountTaken => "account_taken",
            Self::ProofUnknown => "proof_unknown",
            Self::ProofUsed => "proof_used",
            Self::Unconfirmed => "unconfirmed",
            Self::Forgotten => "forgotten",
            Self::Merged => "merged",
            Self::Unproven => "unproven",
            Self::Recalled => "recalled",
        }
    }

    /// From the word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }
}
