use std::time::Duration;

/// Why a register did not say whom it has. Never holds whom it was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// It cannot be reached, breaks off, takes too long, or says itself that it is broken: later may help.
    #[error("the register does not answer: {0}")]
    Unreachable(String),
    /// It wants to be left alone for a while (HTTP 429, 503).
    #[error("the register is busy")]
    Busy {
        /// For how long, if it says so.
        retry_after: Option<Duration>,
    },
    /// It answers, but not what the interface answers, or what contradicts itself.
    #[error("the register's answer cannot be used: {0}")]
    Unreadable(&'static str),
    /// It does not answer us, or not this question (other HTTP 4xx): an operator must look.
    #[error("the register refuses the question (status {0})")]
    Refused(u16),
}

impl Trouble {
    /// Whether it says something of the register as such, rather than of one answer.
    pub const fn is_of_the_register(&self) -> bool {
        !matches!(self, Self::Unreadable(_))
    }
}
