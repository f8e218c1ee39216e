/// Who made sure that a national number is that of an account's owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberProver {
    /// The issuer of the national identity with which the account was made.
    Issuer,
    /// The portal's staff, who were shown a document at the counter.
    Officer,
}

impl NumberProver {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Issuer, Self::Officer];

    /// The word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Issuer => "issuer",
            Self::Officer => "officer",
        }
    }

    /// From the word in the database.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|prover| prover.word() == word)
    }
}
