use std::time::Duration;

/// Why a provider said nothing of use. Never holds whose face it was.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// It cannot be reached, breaks off, takes too long, or says itself that it is broken: later may help.
    #[error("the provider does not answer: {0}")]
    Unreachable(String),
    /// It wants to be left alone for a while (HTTP 429, 503).
    #[error("the provider is busy")]
    Busy {
        /// For how long, if it says so.
        retry_after: Option<Duration>,
    },
    /// It answers, but not what the interface answers, or what contradicts itself.
    #[error("the provider's answer cannot be used: {0}")]
    Unreadable(&'static str),
    /// It does not answer us, or not this question (other HTTP 4xx): an operator must look.
    #[error("the provider refuses the question (status {0})")]
    Refused(u16),
}

impl Trouble {
    /// Whether it says something of the provider as such, rather than of one answer.
    pub const fn is_of_the_provider(&self) -> bool {
        !matches!(self, Self::Unreadable(_))
    }
}
