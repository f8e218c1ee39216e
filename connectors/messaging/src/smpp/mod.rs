//! Text messages straight to an operator, by SMPP 3.4: one connection that is kept, on which messages go out and what
//! became of them comes back.

mod link;
mod memory;
mod session;

#[cfg(test)]
mod tests;

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use onedoor_base::{MessageId, Phone, Secret};
use onedoor_smpp::{Address, Bind, Coding, Segment, Submit, segments};
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::{sleep, timeout};

pub use link::BadSmpp;
pub use onedoor_smpp::{Fate, Receipt};

use crate::SendError;
use link::Way;
use memory::Memory;
use session::Session;

/// How often a part is brought again on the same connection when the operator says “slower”.
const TRIES: u32 = 3;
/// Between two attempts to connect: a second, then twice as long each time up to this.
const LONGEST_BACKOFF: Duration = Duration::from_secs(30);
/// How many messages may wait for their turn.
const WAITING: usize = 64;

/// What an operator is reached with.
#[derive(Debug)]
pub struct SmppSettings {
    /// Its host name, which its certificate must bear where there is one.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Whether TLS protects the way there, and then the certificate authorities in PEM that are believed besides those
    /// of the system.
    pub tls: Option<Vec<u8>>,
    /// What it knows us by.
    pub system_id: String,
    /// The password for that.
    pub password: Secret,
    /// What kind of client we are, where it wants to know.
    pub system_type: String,
    /// What messages come from; the operator chooses where it is empty.
    pub sender: String,
    /// How many messages may be without an answer at a time.
    pub window: usize,
    /// How patient we are.
    pub patience: Patience,
}

/// How long to wait for what.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For one message with all its parts.
    pub message: Duration,
    /// For a connection, the answer to a bind or to “are you there?”, and for octets to go out.
    pub answer: Duration,
    /// After so much silence the other side is asked whether it is there.
    pub silence: Duration,
    /// The first pause after “slower”; it doubles up to 32 times as long.
    pub slower: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            message: Duration::from_secs(30),
            answer: Duration::from_secs(10),
            silence: Duration::from_secs(30),
            slower: Duration::from_secs(1),
        }
    }
}

/// What is done with a receipt; false if it could not be kept and shall come again.
pub type KeepReceipt = Arc<dyn Fn(Receipt) -> Pin<Box<dyn Future<Output = bool> + Send>> + Send + Sync>;

/// An operator's SMPP server. Clones share the connection.
#[derive(Clone)]
pub struct Smpp(Arc<Inner>);

struct Inner {
    way: Way,
    bind: Bind,
    from: Address,
    window: usize,
    patience: Patience,
    memory: Memory,
    asks: mpsc::Sender<Ask>,
    /// Taken by whoever runs the connection.
    asked: Mutex<Option<mpsc::Receiver<Ask>>>,
}

impl fmt::Debug for Smpp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Smpp").field("host", &self.0.way.host).finish_non_exhaustive()
    }
}

/// One part of a message that shall go out, and who waits for it.
struct Ask {
    part: (MessageId, usize),
    submit: Submit,
    said: oneshot::Sender<Said>,
    out: Out,
}

/// Whether a part has gone out and nothing is known of it.
#[derive(Clone, Default)]
struct Out(Arc<AtomicBool>);

impl Out {
    fn set(&self, out: bool) {
        self.0.store(out, Ordering::SeqCst);
    }

    /// Why a message was not taken, as far as is known.
    fn judge(&self, why: SendError) -> SendError {
        if self.0.load(Ordering::SeqCst) { SendError::Unanswered(why.to_string()) } else { why }
    }
}

/// What became of a part.
enum Said {
    Taken(String),
    Slower(SendError),
    Failed(SendError),
    /// It went out, and what became of it is not known.
    Lost(SendError),
}

impl Smpp {
    /// An operator; nothing is connected until [`Smpp::run`].
    pub fn new(settings: SmppSettings) -> Result<Self, BadSmpp> {
        let way = Way::new(&settings)?;
        let (asks, asked) = mpsc::channel(WAITING);
        let bind = Bind {
            system_id: settings.system_id,
            password: settings.password.reveal().to_owned(),
            system_type: settings.system_type,
        };
        Ok(Self(Arc::new(Inner {
            way,
            bind,
            from: Address::sender(&settings.sender),
            window: settings.window.max(1),
            patience: settings.patience,
            memory: Memory::default(),
            asks,
            asked: Mutex::new(Some(asked)),
        })))
    }

    /// Sends a message in as many parts as it needs, and returns the operator's id for each.
    ///
    /// The protocol has no key that tells a message which is brought again. What was taken of it before, with an answer
    /// that came too late or because the parts after it were not taken, is remembered while the process lives; where
    /// nothing is known of a part that went out, the error is [`SendError::Unanswered`].
    pub async fn send(&self, id: MessageId, to: &Phone, text: &str) -> Result<Vec<String>, SendError> {
        let parts = segments(text, reference(id)).map_err(|error| SendError::Refused(error.to_string()))?;
        let out = Out::default();
        let all = async {
            let mut ids = Vec::new();
            for (n, part) in parts.into_iter().enumerate() {
                ids.push(self.part((id, n), to, (part, &out)).await?);
            }
            Ok(ids)
        };
        let late = || Err(SendError::Unreachable("no answer in time".to_owned()));
        let sent = timeout(self.0.patience.message, all).await.unwrap_or_else(|_| late());
        let sent = sent.map_err(|error| out.judge(error))?;
        self.0.memory.forget(id);
        Ok(sent)
    }

    /// The operator's ids for all parts of a message, if it took each at an earlier try.
    pub(crate) fn taken(&self, id: MessageId, text: &str) -> Option<Vec<String>> {
        let parts = segments(text, reference(id)).ok()?.len();
        (0..parts).map(|part| self.0.memory.of((id, part))).collect()
    }

    async fn part(
        &self,
        part: (MessageId, usize),
        to: &Phone,
        (segment, out): (Segment, &Out),
    ) -> Result<String, SendError> {
        let submit = Submit {
            from: self.0.from.clone(),
            to: Address::phone(to.as_str()),
            has_header: segment.has_header,
            coding: Coding::number(segment.coding),
            text: segment.octets,
            receipt: true,
        };
        let mut tries = 0;
        loop {
            if let Some(taken) = self.0.memory.of(part) {
                return Ok(taken);
            }
            tries += 1;
            let (said, heard) = oneshot::channel();
            let ask = Ask { part, submit: submit.clone(), said, out: out.clone() };
            self.0.asks.send(ask).await.map_err(|_| not_running())?;
            let said = heard.await.map_err(|_| not_running())?;
            out.set(matches!(said, Said::Lost(_)));
            match said {
                Said::Taken(taken) => return Ok(taken),
                // The connection pauses for everybody; then it takes this one again.
                Said::Slower(_) if tries < TRIES => {}
                Said::Slower(error) | Said::Failed(error) | Said::Lost(error) => return Err(error),
            }
        }
    }

    /// Keeps the connection until told to stop; `keep` writes down what became of messages. Only the first who asks
    /// runs it.
    pub async fn run(self, keep: KeepReceipt, mut stop: watch::Receiver<bool>) {
        let asked = self.0.asked.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(mut asks) = asked else { return };
        let mut backoff = Duration::from_secs(1);
        while !*stop.borrow() {
            let why = match Session::begin(&self.0).await {
                Ok(mut session) => {
                    backoff = Duration::from_secs(1);
                    tracing::info!(host = self.0.way.host, "bound to the operator");
                    let ended = session.keep(&mut asks, &keep, &mut stop).await;
                    session.give_up(&ended);
                    ended
                }
                Err(error) => error,
            };
            if *stop.borrow() {
                return;
            }
            tracing::warn!(
                host = self.0.way.host,
                error = %why,
                monotonic_counter.sms_connections_lost = 1_u64,
                "not connected to the operator"
            );
            // Nobody waits for an operator who is not there: the outbox brings the message again.
            let refuse = async {
                while let Some(ask) = asks.recv().await {
                    drop(ask.said.send(Said::Failed(why.clone())));
                }
            };
            tokio::select! {
                () = sleep(backoff) => {}
                () = refuse => return,
                _ = stop.changed() => {}
            }
            backoff = (backoff * 2).min(LONGEST_BACKOFF);
        }
    }
}

fn not_running() -> SendError {
    SendError::Unreachable("this process does not keep a connection".to_owned())
}

/// The number that the parts of one message share: the same whenever the message is brought again.
fn reference(id: MessageId) -> u8 {
    id.as_bytes()[15]
}
