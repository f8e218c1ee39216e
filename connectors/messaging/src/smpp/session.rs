//! One connection from its bind to its end: what goes out, what comes in, and whether anybody is there.

use std::collections::HashMap;

use onedoor_base::MessageId;
use onedoor_smpp::{Body, Deliver, Fate, Frame, Frames, Meaning, Pdu, Receipt, Status, command, plain_id};
use tokio::io::{AsyncReadExt, AsyncWriteExt, ReadHalf, WriteHalf, split};
use tokio::sync::{mpsc, oneshot, watch};
use tokio::time::{Instant, sleep_until, timeout};

use super::link::Stream;
use super::{Ask, Inner, KeepReceipt, Said};
use crate::SendError;

/// Receipts that are being written down at a time; the others wait on the wire.
const RECEIPTS: usize = 32;
/// Messages that nobody waits for any more, whose answer may still come.
const LATE: usize = 1000;
const LAST_SEQUENCE: u32 = 0x7FFF_FFFF;
/// The longest pause after “slower”, in first pauses.
const MOST_PAUSES: u32 = 32;

/// A receipt of the other side by its sequence number, and whether it is kept here.
type Kept = (u32, bool);

pub(super) struct Session<'i> {
    inner: &'i Inner,
    reader: ReadHalf<Box<dyn Stream>>,
    writer: WriteHalf<Box<dyn Stream>>,
    frames: Frames,
    sequence: u32,
    pending: HashMap<u32, Pending>,
    heard_at: Instant,
    /// When the other side was asked whether it is there, and has not answered.
    asked_at: Option<Instant>,
    pauses: u32,
    paused_until: Option<Instant>,
    receipts: usize,
    kept: (mpsc::Sender<Kept>, mpsc::Receiver<Kept>),
}

/// A part that went out and has no answer yet.
struct Pending {
    part: (MessageId, usize),
    said: oneshot::Sender<Said>,
}

impl<'i> Session<'i> {
    /// Connects and binds.
    pub(super) async fn begin(inner: &'i Inner) -> Result<Self, SendError> {
        let (reader, writer) = split(inner.way.connect(inner.patience.answer).await?);
        let mut session = Self {
            inner,
            reader,
            writer,
            frames: Frames::new(),
            sequence: 0,
            pending: HashMap::new(),
            heard_at: Instant::now(),
            asked_at: None,
            pauses: 0,
            paused_until: None,
            receipts: 0,
            kept: mpsc::channel(RECEIPTS),
        };
        let sequence = session.next_sequence();
        session.write(&Pdu::new(sequence, Body::BindTransceiver(inner.bind.clone()))).await?;
        match timeout(inner.patience.answer, session.bound(sequence)).await {
            Ok(bound) => bound.map(|()| session),
            Err(_) => Err(SendError::Unreachable("no answer to the bind".to_owned())),
        }
    }

    async fn bound(&mut self, sequence: u32) -> Result<(), SendError> {
        loop {
            while let Some(frame) = self.frames.take().map_err(|_| lost())? {
                if frame.sequence != sequence || frame.command & command::ANSWER == 0 {
                    continue;
                }
                let status = Status(frame.status);
                return match status.meaning() {
                    Meaning::Taken if frame.command == command::BIND_TRANSCEIVER | command::ANSWER => Ok(()),
                    Meaning::Slower | Meaning::Later => Err(SendError::Busy(status.to_string())),
                    _ => Err(SendError::Unauthorised(status.to_string())),
                };
            }
            self.read().await?;
        }
    }

    /// Until it breaks or `stop` says so; what ended it.
    pub(super) async fn keep(
        &mut self,
        asks: &mut mpsc::Receiver<Ask>,
        keep: &KeepReceipt,
        stop: &mut watch::Receiver<bool>,
    ) -> SendError {
        loop {
            match self.once(asks, keep, stop).await {
                Ok(()) if *stop.borrow() => {
                    let sequence = self.next_sequence();
                    // Whether it hears that or not.
                    drop(self.write(&Pdu::new(sequence, Body::Unbind)).await);
                    return SendError::Unreachable("this process ends".to_owned());
                }
                Ok(()) => {}
                Err(ended) => return ended,
            }
        }
    }

    async fn once(
        &mut self,
        asks: &mut mpsc::Receiver<Ask>,
        keep: &KeepReceipt,
        stop: &mut watch::Receiver<bool>,
    ) -> Result<(), SendError> {
        let waiting = self.pending.values().filter(|pending| !pending.said.is_closed()).count();
        let open = self.paused_until.is_none() && waiting < self.inner.window;
        let paused = self.paused_until;
        let look_at = self.look_at();
        let listens = self.receipts < RECEIPTS;
        let mut octets = [0; 4096];
        tokio::select! {
            read = self.reader.read(&mut octets), if listens => {
                self.take_in(octets.get(..read.map_err(|error| broken(&error))?).unwrap_or_default())?;
                while let Some(frame) = self.frames.take().map_err(|_| lost())? {
                    self.hear(&frame, keep).await?;
                }
                Ok(())
            }
            ask = asks.recv(), if open => match ask {
                Some(ask) => self.submit(ask).await,
                None => Err(SendError::Unreachable("nobody sends any more".to_owned())),
            },
            Some((sequence, kept)) = self.kept.1.recv() => {
                self.receipts -= 1;
                let status = if kept { Status::OK } else { Status::BRING_AGAIN };
                self.write(&Pdu::answer(sequence, status, Body::DeliverSmResp)).await
            }
            () = sleep_until(paused.unwrap_or(look_at)), if paused.is_some() => {
                self.paused_until = None;
                Ok(())
            }
            () = sleep_until(look_at) => self.look().await,
            _ = stop.changed() => Ok(()),
        }
    }

    /// Whoever waits hears what ended the connection.
    pub(super) fn give_up(&mut self, why: &SendError) {
        for (_, pending) in self.pending.drain() {
            drop(pending.said.send(Said::Lost(why.clone())));
        }
    }

    async fn submit(&mut self, Ask { part, submit, said, out }: Ask) -> Result<(), SendError> {
        // Its sender has given up while it waited for its turn.
        if said.is_closed() {
            return Ok(());
        }
        if self.pending.len() >= LATE {
            self.pending.retain(|_, pending| !pending.said.is_closed());
        }
        let sequence = self.next_sequence();
        self.pending.insert(sequence, Pending { part, said });
        out.set(true);
        self.write(&Pdu::new(sequence, Body::SubmitSm(submit))).await
    }

    async fn hear(&mut self, frame: &Frame, keep: &KeepReceipt) -> Result<(), SendError> {
        let answers = frame.command & command::ANSWER != 0;
        let Ok(pdu) = Pdu::read(frame) else {
            if answers {
                self.answered(frame.sequence, Status(frame.status), None);
                return Ok(());
            }
            return self.nack(frame.sequence, Status::INVALID_LENGTH).await;
        };
        match pdu.body {
            Body::SubmitSmResp(id) => self.submitted(pdu.sequence, pdu.status, &id),
            Body::GenericNack => {
                self.answered(pdu.sequence, pdu.status, None);
                Ok(())
            }
            Body::DeliverSm(deliver) => self.delivered(pdu.sequence, &deliver, keep).await,
            Body::EnquireLink => {
                self.write(&Pdu::answer(pdu.sequence, Status::OK, Body::EnquireLinkResp)).await
            }
            Body::Unbind => {
                self.write(&Pdu::answer(pdu.sequence, Status::OK, Body::UnbindResp)).await?;
                Err(SendError::Unreachable("the operator ended the connection".to_owned()))
            }
            _ if answers => Ok(()),
            _ => self.nack(pdu.sequence, Status::INVALID_COMMAND).await,
        }
    }

    /// An answer to a message; one that comes twice finds nobody the second time.
    fn submitted(&mut self, sequence: u32, status: Status, id: &str) -> Result<(), SendError> {
        self.answered(sequence, status, Some(id));
        match status.meaning() {
            Meaning::NotBound => Err(SendError::Unauthorised(status.to_string())),
            _ => Ok(()),
        }
    }

    fn answered(&mut self, sequence: u32, status: Status, id: Option<&str>) {
        let Some(Pending { part, said }) = self.pending.remove(&sequence) else { return };
        let told = status.to_string();
        let answer = match (status.meaning(), id) {
            (Meaning::Taken, Some(id)) => {
                self.pauses = 0;
                let id = plain_id(id);
                self.inner.memory.note(part, &id);
                Said::Taken(id)
            }
            (Meaning::Slower, _) => {
                let pause = self.inner.patience.slower * (1 << self.pauses).min(MOST_PAUSES);
                self.pauses = (self.pauses + 1).min(5);
                self.paused_until = Some(Instant::now() + pause);
                Said::Slower(SendError::Busy(told))
            }
            (Meaning::Later, _) => Said::Failed(SendError::Busy(told)),
            (Meaning::NotBound, _) => Said::Failed(SendError::Unauthorised(told)),
            (Meaning::Refused, _) => Said::Failed(SendError::Refused(told)),
            (Meaning::Strange, _) => Said::Failed(SendError::Strange(told)),
            // It has the part, under an id that nobody can read.
            (Meaning::Taken, None) => Said::Lost(SendError::Strange(told)),
        };
        drop(said.send(answer));
    }

    /// What came from the network: a receipt is written down before it is answered, so that it comes again if that
    /// fails. Messages from people are not read.
    async fn delivered(
        &mut self,
        sequence: u32,
        deliver: &Deliver,
        keep: &KeepReceipt,
    ) -> Result<(), SendError> {
        match Receipt::read(deliver) {
            Some(receipt) if receipt.fate != Fate::UnderWay => {
                self.receipts += 1;
                let (keeping, done) = (keep(receipt), self.kept.0.clone());
                tokio::spawn(async move { _ = done.send((sequence, keeping.await)).await });
                Ok(())
            }
            _ => self.write(&Pdu::answer(sequence, Status::OK, Body::DeliverSmResp)).await,
        }
    }

    /// When it is time to look whether anybody is there.
    fn look_at(&self) -> Instant {
        match self.asked_at {
            Some(asked) => asked + self.inner.patience.answer,
            None => self.heard_at + self.inner.patience.silence,
        }
    }

    async fn look(&mut self) -> Result<(), SendError> {
        if self.asked_at.is_some() {
            return Err(SendError::Unreachable("the operator does not answer any more".to_owned()));
        }
        self.asked_at = Some(Instant::now());
        let sequence = self.next_sequence();
        self.write(&Pdu::new(sequence, Body::EnquireLink)).await
    }

    async fn nack(&mut self, sequence: u32, status: Status) -> Result<(), SendError> {
        self.write(&Pdu::answer(sequence, status, Body::GenericNack)).await
    }

    async fn read(&mut self) -> Result<(), SendError> {
        let mut octets = [0; 4096];
        let read = self.reader.read(&mut octets).await.map_err(|error| broken(&error))?;
        self.take_in(octets.get(..read).unwrap_or_default())
    }

    /// Whatever it says, somebody is there.
    fn take_in(&mut self, octets: &[u8]) -> Result<(), SendError> {
        if octets.is_empty() {
            return Err(SendError::Unreachable("the operator closed the connection".to_owned()));
        }
        self.heard_at = Instant::now();
        self.asked_at = None;
        self.frames.push(octets);
        Ok(())
    }

    async fn write(&mut self, pdu: &Pdu) -> Result<(), SendError> {
        let octets = pdu.write();
        let written = async {
            self.writer.write_all(&octets).await?;
            self.writer.flush().await
        };
        match timeout(self.inner.patience.answer, written).await {
            Ok(written) => written.map_err(|error| broken(&error)),
            Err(_) => Err(SendError::Unreachable("the operator does not read any more".to_owned())),
        }
    }

    const fn next_sequence(&mut self) -> u32 {
        self.sequence = if self.sequence >= LAST_SEQUENCE { 1 } else { self.sequence + 1 };
        self.sequence
    }
}

fn broken(error: &std::io::Error) -> SendError {
    SendError::Unreachable(error.to_string())
}

fn lost() -> SendError {
    SendError::Strange("no SMPP".to_owned())
}
