//! Sending messages to people: text messages through an operator's gateway or straight to an operator, mail through a relay.
//!
//! Whoever sends has an id for each message. It goes along wherever the protocol has a place for it, so that the other
//! side can tell a second try from a second message.

mod http;
mod mail;
mod smpp;

#[cfg(test)]
mod tests;

use onedoor_base::{MessageId, Phone};

pub use http::Gateway;
pub use mail::{BadRelay, Letter, Relay, RelaySettings, RelayTls};
pub use onedoor_smpp::{segments, spellings};
pub use smpp::{BadSmpp, Fate, KeepReceipt, Patience, Receipt, Smpp, SmppSettings};

/// Why a message was not taken. Never holds the message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// The other side could not be reached, or broke off: try again.
    #[error("the gateway cannot be reached: {0}")]
    Unreachable(String),
    /// The message went out, and nobody said whether it was taken: it may arrive, and twice if it is brought again. Only
    /// where no key tells a second try from a second message.
    #[error("nobody said whether it was taken: {0}")]
    Unanswered(String),
    /// It cannot take messages now (HTTP 429, 5xx; SMTP 4yz): try again.
    #[error("the gateway is busy or broken: {0}")]
    Busy(String),
    /// It does not know us (HTTP 401, 403; SMTP 530, 535): an operator must put that right; try again later.
    #[error("the gateway does not accept our token: {0}")]
    Unauthorised(String),
    /// It will never take this message (HTTP 400, 413, 422; SMTP 5yz): the number or the mailbox does not exist, the
    /// text is too long.
    #[error("the gateway refuses the message: {0}")]
    Refused(String),
    /// Its answer is not the agreed one: an operator must look whether that is the gateway. Until then try
    /// again, which sends nothing twice.
    #[error("the gateway answers {0}, which is not what was agreed")]
    Strange(String),
    /// This site has no such way.
    #[error("no way to send mail is configured")]
    NoWay,
}

impl SendError {
    /// Whether trying the same message again can help.
    pub const fn may_pass(&self) -> bool {
        !matches!(self, Self::Refused(_))
    }
}

/// The way in which a site sends text messages.
#[derive(Debug, Clone)]
enum Texts {
    Http(Gateway),
    Smpp(Smpp),
}

/// The ways in which a site sends messages. Clones share them.
#[derive(Debug, Clone)]
pub struct Messenger {
    sms: Texts,
    mail: Option<Relay>,
}

impl From<Gateway> for Messenger {
    fn from(gateway: Gateway) -> Self {
        Self { sms: Texts::Http(gateway), mail: None }
    }
}

impl From<Smpp> for Messenger {
    fn from(operator: Smpp) -> Self {
        Self { sms: Texts::Smpp(operator), mail: None }
    }
}

impl Messenger {
    /// With a gateway for text messages, and none for mail yet.
    pub fn new(sms: impl Into<Self>) -> Self {
        sms.into()
    }

    /// With a relay for mail.
    #[must_use]
    pub fn with_mail(mut self, relay: Option<Relay>) -> Self {
        self.mail = relay;
        self
    }

    /// The operator to whom a connection must be kept, if there is one.
    pub fn operator(&self) -> Option<Smpp> {
        match &self.sms {
            Texts::Smpp(operator) => Some(operator.clone()),
            Texts::Http(_) => None,
        }
    }

    /// Sends a text message and returns the other side's id for each of its parts: what becomes of it is told of these.
    pub async fn text(&self, id: MessageId, to: &Phone, text: &str) -> Result<Vec<String>, SendError> {
        match &self.sms {
            Texts::Http(gateway) => gateway.send(id, to, text).await.map(|taken| vec![taken]),
            Texts::Smpp(operator) => operator.send(id, to, text).await,
        }
    }

    /// What [`Messenger::text`] would return, if the other side took the whole message at an earlier try and said so too
    /// late.
    pub fn taken(&self, id: MessageId, text: &str) -> Option<Vec<String>> {
        self.operator()?.taken(id, text)
    }

    /// Sends a letter and returns its message id.
    pub async fn letter(&self, id: MessageId, letter: &Letter<'_>) -> Result<String, SendError> {
        match &self.mail {
            Some(relay) => relay.send(id, letter).await,
            None => Err(SendError::NoWay),
        }
    }
}
