//! Mail through an SMTP relay (RFC 5321), by `lettre`. TLS is wanted of everybody but this very machine.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use onedoor_base::{MessageId, Secret, Timestamp};

use crate::SendError;

/// A relay that says nothing for so long is not there.
const PATIENCE: Duration = Duration::from_secs(20);

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

/// A relay for mail. Clones share it and its connections.
#[derive(Clone)]
pub struct Relay(Arc<Inner>);

struct Inner {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    host: String,
}

impl fmt::Debug for Relay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Relay").field("host", &self.0.host).finish_non_exhaustive()
    }
}

impl Relay {
    /// A relay; nothing is sent yet.
    pub fn new(settings: RelaySettings) -> Result<Self, BadRelay> {
        let from: Address = settings.from.parse().map_err(|_| BadRelay::From(settings.from.clone()))?;
        let builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&settings.host)
            .port(settings.port)
            .tls(protection(&settings)?)
            .timeout(Some(PATIENCE));
        let builder = match settings.credentials {
            Some((user, password)) => {
                builder.credentials(Credentials::new(user, password.reveal().to_owned()))
            }
            None => builder,
        };
        let from = Mailbox::new(Some(settings.name), from);
        Ok(Self(Arc::new(Inner { transport: builder.build(), from, host: settings.host })))
    }

    /// Hands a letter over and returns its message id. `id` makes that, so that a letter which is handed over twice
    /// is one letter for whoever looks.
    pub async fn send(&self, id: MessageId, letter: &Letter<'_>) -> Result<String, SendError> {
        let relay = &*self.0;
        let message_id = format!("<{id}@{}>", relay.from.email.domain());
        let message = relay.written(&message_id, letter)?;
        match relay.transport.send(message).await {
            Ok(_) => Ok(message_id),
            Err(error) => Err(judged(&error)),
        }
    }
}

impl Inner {
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
    let fail = |error: lettre::transport::smtp::Error| BadRelay::Authorities(error.to_string());
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
fn judged(error: &lettre::transport::smtp::Error) -> SendError {
    let code = error.status().map(|code| u16::from(code).to_string());
    match code {
        Some(code) if matches!(code.as_str(), "530" | "534" | "535" | "538") => SendError::Unauthorised(code),
        // The mailbox, or what is allowed to whom: nothing that trying again puts right.
        Some(code) if error.is_permanent() => SendError::Refused(code),
        Some(code) => SendError::Busy(code),
        None if error.is_tls() => SendError::Unreachable(format!("TLS: {error}")),
        None if error.is_timeout() => SendError::Unreachable("no answer in time".to_owned()),
        None if error.is_response() => SendError::Strange("no SMTP".to_owned()),
        None => SendError::Unreachable("the connection failed or broke off".to_owned()),
    }
}
