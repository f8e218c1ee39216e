/// Who made sure of a national number that an account carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NumberProver {
    /// The issuer of the national identity with which the account was made.
    Issuer,
    /// The portal's staff, who were shown a document at the counter.
    Officer,
    /// The population register, which knows a person of this number, name and birth date. That is no proof that the
    /// account is this person's: whoever knows the three can give them.
    Register,
}

impl NumberProver {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Issuer, Self::Officer, Self::Register];

    /// The word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Issuer => "issuer",
            Self::Officer => "officer",
            Self::Register => "register",
        }
    }

    /// From the word in the database.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|prover| prover.word() == word)
    }
}
