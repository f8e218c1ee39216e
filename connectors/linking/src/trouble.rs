use onedoor_linking_protocol::Problem;

/// Why the other side was not told, or did not do what it was asked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// It cannot be reached, broke off, or says itself that it cannot: later may help.
    #[error("the other side does not answer: {0}")]
    Down(String),
    /// It did not answer in time: later may help. It may have done it all the same.
    #[error("the other side does not answer in time")]
    Slow,
    /// It answers, but not what the interface answers.
    #[error("the other side answers what cannot be read (status {0})")]
    Nonsense(u16),
    /// It says no.
    #[error("the other side refused: {}", .0.code.word())]
    Refused(Problem),
    /// It does not take an event, with its word for why (RFC 8935 section 2.4).
    #[error("the other side does not take the event: {0}")]
    NotTaken(String),
}
