//! Mail through an SMTP relay (RFC 5321), by `lettre`. TLS is wanted of everybody but this very machine.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, Tls, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::{Address, transport::smtp};
use onedoor_base::{MessageId, Secret, Timestamp};
use tokio::time::timeout;

use crate::SendError;

/// A letter that is not taken after so long is tried again later. `lettre` itself waits for each answer without end.
const PATIENCE: Duration = Duration::from_secs(40);
/// How long a relay that has the letter may take to say goodbye.
const GOODBYE: Duration = Duration::from_secs(2);
const NO_ANSWER: &str = "no answer in time";

/// How the way to the relay is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RelayTls {
    /// Begins in the clear and must go over to TLS before anything is said (RFC 3207).
    Starttls,
    /// TLS from the first byte (RFC 8314).
    Implicit,
    /// Not at all: for a relay on this very machine.
    None,
}

/// What a relay is reached with.
#[derive(Debug)]
pub struct RelaySettings {
    /// Its host name, which its certificate must bear.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the way there is protected.
    pub tls: RelayTls,
    /// What it knows us by, if it asks.
    pub credentials: Option<(String, Secret)>,
    /// The address that letters come from.
    pub from: String,
    /// The name beside it.
    pub name: String,
    /// Certificate authorities in PEM that are believed besides those of the system.
    pub authorities: Vec<u8>,
}

/// Why a relay cannot be used, whatever it says.
#[derive(Debug, thiserror::Error)]
pub enum BadRelay {
    /// The address that letters are to come from is none.
    #[error("from is no mail address: {0}")]
    From(String),
    /// The certificate authorities.
    #[error("the certificate authorities cannot be used: {0}")]
    Authorities(String),
}

/// A letter to one person.
#[derive(Debug, Clone, Copy)]
pub struct Letter<'l> {
    /// The address.
    pub to: &'l str,
    /// The subject.
    pub subject: &'l str,
    /// The text, with `\n` at the ends of lines.
    pub text: &'l str,
    /// Its language, a tag of RFC 5646.
    pub language: &'l str,
    /// When it was written.
    pub date: Timestamp,
}

/// A relay for mail. Clones share it.
#[derive(Clone)]
pub struct Relay {
    inner: Arc<Inner>,
    patience: Duration,
}

struct Inner {
    host: String,
    port: u16,
    tls: Tls,
    credentials: Option<Credentials>,
    from: Mailbox,
}

impl fmt::Debug for Relay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Relay").field("host", &self.inner.host).finish_non_exhaustive()
    }
}

impl Relay {
    /// A relay; nothing is sent yet.
    pub fn new(settings: RelaySettings) -> Result<Self, BadRelay> {
        let from: Address = settings.from.parse().map_err(|_| BadRelay::From(settings.from.clone()))?;
        let tls = protection(&settings)?;
        let credentials = settings.credentials;
        let inner = Inner {
            host: settings.host,
            port: settings.port,
            tls,
            credentials: credentials.map(|(user, word)| Credentials::new(user, word.reveal().to_owned())),
            from: Mailbox::new(Some(settings.name), from),
        };
        Ok(Self { inner: Arc::new(inner), patience: PATIENCE })
    }

    /// With another limit for handing over one letter than 40 seconds.
    #[must_use]
    pub const fn with_patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Hands a letter over and returns its message id. `id` makes that, so that a letter which is handed over twice
    /// is one letter for whoever looks.
    pub async fn send(&self, id: MessageId, letter: &Letter<'_>) -> Result<String, SendError> {
        let message_id = format!("<{id}@{}>", self.inner.from.email.domain());
        let message = self.inner.written(&message_id, letter)?;
        match timeout(self.patience, self.inner.hand_over(&message)).await {
            Ok(Ok(mut connection)) => {
                // It has the letter, whatever it says now.
                drop(timeout(GOODBYE, connection.quit()).await);
                Ok(message_id)
            }
            Ok(Err(error)) => Err(judged(&error)),
            Err(_) => Err(SendError::Unreachable(NO_ANSWER.to_owned())),
        }
    }
}

impl Inner {
    /// By a connection of its own: one that was given up in the middle of a letter must not carry the next, which would
    /// take the late answers for its own.
    async fn hand_over(&self, message: &Message) -> Result<AsyncSmtpConnection, smtp::Error> {
        let (server, us) = ((self.host.as_str(), self.port), ClientId::default());
        let (implicit, starttls) = match &self.tls {
            Tls::Wrapper(parameters) => (Some(parameters.clone()), None),
            Tls::Required(parameters) => (None, Some(parameters.clone())),
            _ => (None, None),
        };
        let mut connection = AsyncSmtpConnection::connect_tokio1(server, None, &us, implicit, None).await?;
        if let Some(parameters) = starttls {
            connection.starttls(parameters, &us).await?;
        }
        if let Some(credentials) = &self.credentials {
            connection.auth(DEFAULT_MECHANISMS, credentials).await?;
        }
        connection.send(message.envelope(), &message.formatted()).await?;
        Ok(connection)
    }

    fn written(&self, id: &str, letter: &Letter<'_>) -> Result<Message, SendError> {
        let refused = |why: &dyn fmt::Display| SendError::Refused(why.to_string());
        // The parse error would say the address.
        let to: Address =
            letter.to.parse().map_err(|_| refused(&"not an address that mail can be sent to"))?;
        let header = |name: &str, value: &str| {
            let name = HeaderName::new_from_ascii(name.to_owned()).expect("a name of ours");
            HeaderValue::new(name, value.to_owned())
        };
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(letter.subject)
            .date(std::time::UNIX_EPOCH + Duration::from_millis(letter.date.millis().unsigned_abs()))
            .message_id(Some(id.to_owned()))
            // No holiday note shall answer it (RFC 3834), no list take it.
            .raw_header(header("Auto-Submitted", "auto-generated"))
            .raw_header(header("X-Auto-Response-Suppress", "All"))
            .raw_header(header("Content-Language", letter.language))
            .header(ContentType::TEXT_PLAIN)
            .body(letter.text.replace('\n', "\r\n"))
            .map_err(|error| refused(&error))
    }
}

fn protection(settings: &RelaySettings) -> Result<Tls, BadRelay> {
    if settings.tls == RelayTls::None {
        return Ok(Tls::None);
    }
    let fail = |error: smtp::Error| BadRelay::Authorities(error.to_string());
    let mut parameters = TlsParameters::builder(settings.host.clone());
    if !settings.authorities.is_empty() {
        parameters =
            parameters.add_root_certificate(Certificate::from_pem(&settings.authorities).map_err(fail)?);
    }
    let parameters = parameters.build_rustls().map_err(fail)?;
    Ok(match settings.tls {
        RelayTls::Implicit => Tls::Wrapper(parameters),
        _ => Tls::Required(parameters),
    })
}

/// What an answer or the lack of one means. The text of a relay may hold the address: only the code is told.
fn judged(error: &smtp::Error) -> SendError {
    let code = error.status().map(|code| u16::from(code).to_string());
    match code {
        Some(code) if matches!(code.as_str(), "530" | "534" | "535" | "538") => SendError::Unauthorised(code),
        // The mailbox, or what is allowed to whom: nothing that trying again puts right.
        Some(code) if error.is_permanent() => SendError::Refused(code),
        Some(code) => SendError::Busy(code),
        None if error.is_timeout() => SendError::Unreachable(NO_ANSWER.to_owned()),
        None if error.is_response() => SendError::Strange("no SMTP".to_owned()),
        // No TLS, a certificate that is not believed, no way to log in, broken off: the words of this side.
        None => SendError::Unreachable(error.to_string()),
    }
}
