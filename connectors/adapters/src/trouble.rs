use std::time::Duration;

/// Why an adapter said nothing of use. Never holds whom it was asked about.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// It cannot be reached, breaks off, takes too long, or says itself that it is broken: later may help.
    #[error("no answer: {0}")]
    Unreachable(String),
    /// It wants to be left alone for a while (HTTP 429, 503).
    #[error("busy")]
    Busy {
        /// For how long, if it says so.
        retry_after: Option<Duration>,
    },
    /// It answers, but not what the interface answers, or what contradicts itself.
    #[error("an answer that cannot be used: {0}")]
    Unreadable(&'static str),
    /// It does not answer us, or not this question (other HTTP 4xx): an operator must look.
    #[error("the question is refused (status {0})")]
    Refused(u16),
}

impl Trouble {
    /// Whether it says something of the adapter as such, rather than of one answer.
    pub const fn is_of_the_adapter(&self) -> bool {
        !matches!(self, Self::Unreadable(_))
    }
}
