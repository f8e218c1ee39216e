//! Against an operator of our own making that does what real ones do on bad days.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use onedoor_base::{Country, MessageId, Phone, Secret};
use onedoor_smpp::{Address, Body, Deliver, Fate, Frames, Pdu, Receipt, Status, Submit};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use super::{KeepReceipt, Patience, Smpp, SmppSettings};
use crate::SendError;

const MS: Duration = Duration::from_millis(1);

fn operator_at(port: u16) -> Smpp {
    let patience = Patience { message: MS * 2000, answer: MS * 1000, silence: MS * 500, slower: MS * 20 };
    let settings = SmppSettings {
        host: "127.0.0.1".to_owned(),
        port,
        tls: None,
        system_id: "onedoor".to_owned(),
        password: Secret::new("a-password"),
        system_type: String::new(),
        sender: "VNeID".to_owned(),
        window: 2,
        patience,
    };
    Smpp::new(settings).unwrap()
}

fn phone() -> Phone {
    Phone::parse("0912 345 678", Country::Vietnam).unwrap()
}

async fn send(smpp: &Smpp, id: u8, text: &str) -> Result<Vec<String>, SendError> {
    smpp.send(MessageId::from_bytes([id; 16]), &phone(), text).await
}

/// A connection as the operator has it.
struct Line {
    stream: TcpStream,
    frames: Frames,
}

impl Line {
    /// Takes a connection and lets it bind.
    async fn accept(socket: &TcpListener) -> Self {
        let mut line = Self { stream: socket.accept().await.unwrap().0, frames: Frames::new() };
        let asked = line.next().await.unwrap();
        let Body::BindTransceiver(bind) = asked.body else { panic!("{asked:?}") };
        assert_eq!((bind.system_id.as_str(), bind.password.as_str()), ("onedoor", "a-password"));
        line.say(&Pdu::answer(asked.sequence, Status::OK, Body::BindTransceiverResp("op".to_owned()))).await;
        line
    }

    async fn next(&mut self) -> Option<Pdu> {
        loop {
            if let Some(frame) = self.frames.take().unwrap() {
                return Some(Pdu::read(&frame).unwrap());
            }
            let mut octets = [0; 1000];
            match self.stream.read(&mut octets).await {
                Ok(0) | Err(_) => return None,
                Ok(read) => self.frames.push(&octets[..read]),
            }
        }
    }

    /// The next message; “are you there?” is answered meanwhile.
    async fn message(&mut self) -> Option<(u32, Submit)> {
        loop {
            let pdu = self.next().await?;
            match pdu.body {
                Body::SubmitSm(submit) => return Some((pdu.sequence, submit)),
                Body::EnquireLink => {
                    self.say(&Pdu::answer(pdu.sequence, Status::OK, Body::EnquireLinkResp)).await;
                }
                _ => {}
            }
        }
    }

    async fn say(&mut self, pdu: &Pdu) {
        drop(self.stream.write_all(&pdu.write()).await);
    }

    async fn takes(&mut self, sequence: u32, id: &str) {
        self.say(&Pdu::answer(sequence, Status::OK, Body::SubmitSmResp(id.to_owned()))).await;
    }
}

/// A client that is connected to `operator`, until the answer is dropped.
async fn connected() -> (Smpp, TcpListener, watch::Sender<bool>, Arc<Mutex<Vec<Receipt>>>) {
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let smpp = operator_at(socket.local_addr().unwrap().port());
    let (stop, stopped) = watch::channel(false);
    let kept = Arc::new(Mutex::new(Vec::new()));
    let (keeping, times) = (Arc::clone(&kept), Arc::new(AtomicUsize::new(0)));
    // The first cannot be kept, as when the database is away.
    let keep: KeepReceipt = Arc::new(move |receipt| {
        let (keeping, times) = (Arc::clone(&keeping), Arc::clone(&times));
        Box::pin(async move {
            let good = times.fetch_add(1, Ordering::SeqCst) > 0;
            if good {
                keeping.lock().unwrap().push(receipt);
            }
            good
        })
    });
    tokio::spawn(smpp.clone().run(keep, stopped));
    (smpp, socket, stop, kept)
}

#[tokio::test]
async fn a_long_text_goes_out_in_parts_and_each_has_an_id() {
    let (smpp, socket, _stop, _) = connected().await;
    let text = "Mã xác nhận của bạn là 123456. ".repeat(4);
    let sending = tokio::spawn(async move { send(&smpp, 7, &text).await });
    let mut line = Line::accept(&socket).await;
    for n in 1..=2_u8 {
        let (sequence, submit) = line.message().await.unwrap();
        assert_eq!((submit.to.text.as_str(), submit.from.text.as_str()), ("84912345678", "VNeID"));
        assert_eq!((submit.coding, submit.has_header, submit.receipt), (8, true, true));
        assert_eq!(submit.text[..6], [5, 0, 3, 7, 2, n]);
        line.takes(sequence, &format!("id-{n}")).await;
    }
    assert_eq!(sending.await.unwrap(), Ok(vec!["id-1".to_owned(), "id-2".to_owned()]));
}

#[tokio::test]
async fn an_operator_who_says_slower_is_brought_it_again_and_one_who_says_no_is_not() {
    let (smpp, socket, _stop, _) = connected().await;
    let again = smpp.clone();
    let sending = tokio::spawn(async move { (send(&again, 1, "one").await, send(&again, 2, "two").await) });
    let mut line = Line::accept(&socket).await;
    for status in [Status::THROTTLED, Status(0x14)] {
        let (sequence, _) = line.message().await.unwrap();
        line.say(&Pdu::answer(sequence, status, Body::SubmitSmResp(String::new()))).await;
    }
    let (sequence, _) = line.message().await.unwrap();
    line.takes(sequence, "a").await;
    let (sequence, submit) = line.message().await.unwrap();
    assert_eq!(submit.text, b"two");
    line.say(&Pdu::answer(sequence, Status(0x0B), Body::SubmitSmResp(String::new()))).await;
    let (one, two) = sending.await.unwrap();
    assert_eq!(one, Ok(vec!["a".to_owned()]));
    assert_eq!(two, Err(SendError::Refused("SMPP status 0x0000000b".to_owned())));

    // Slower and slower: the outbox brings it later.
    let sending = tokio::spawn(async move { send(&smpp, 3, "three").await });
    for _ in 0..3 {
        let (sequence, _) = line.message().await.unwrap();
        line.say(&Pdu::answer(sequence, Status::THROTTLED, Body::SubmitSmResp(String::new()))).await;
    }
    assert_eq!(sending.await.unwrap(), Err(SendError::Busy("SMPP status 0x00000058".to_owned())));
}

#[tokio::test]
async fn an_answer_that_comes_late_or_twice_sends_nothing_twice() {
    let (smpp, socket, _stop, _) = connected().await;
    let first = smpp.clone();
    let sending = tokio::spawn(async move { send(&first, 1, "one").await });
    let mut line = Line::accept(&socket).await;
    let (sequence, _) = line.message().await.unwrap();
    let answering = async {
        // Somebody waits only so long; the connection is good.
        while !sending.is_finished() {
            if let Ok(Some(pdu)) = tokio::time::timeout(MS * 20, line.next()).await
                && pdu.body == Body::EnquireLink
            {
                line.say(&Pdu::answer(pdu.sequence, Status::OK, Body::EnquireLinkResp)).await;
            }
        }
    };
    answering.await;
    assert!(matches!(sending.await.unwrap(), Err(SendError::Unanswered(_))));
    for _ in 0..2 {
        line.takes(sequence, "late").await;
    }
    let (again, other) = (smpp.clone(), smpp);
    // The answer is read before the next message is taken.
    let other = tokio::spawn(async move { send(&other, 2, "two").await });
    let (sequence, submit) = line.message().await.unwrap();
    assert_eq!(submit.text, b"two");
    for _ in 0..2 {
        line.takes(sequence, "b").await;
    }
    assert_eq!(other.await.unwrap(), Ok(vec!["b".to_owned()]));
    assert_eq!(again.taken(MessageId::from_bytes([1; 16]), "one"), Some(vec!["late".to_owned()]));
    assert_eq!(send(&again, 1, "one").await, Ok(vec!["late".to_owned()]));
    assert_eq!(again.taken(MessageId::from_bytes([1; 16]), "one"), None, "it is through");
}

/// A message that waits for its turn has not gone out: whoever brings it again doubles nothing.
#[tokio::test]
async fn only_what_went_out_is_in_doubt() {
    let (smpp, socket, _stop, _) = connected().await;
    let mut line = Line::accept(&socket).await;
    // The window is two; the third waits behind them.
    let sending: Vec<_> = (1..=3)
        .map(|id| {
            let smpp = smpp.clone();
            tokio::spawn(async move {
                tokio::time::sleep(MS * 30 * u32::from(id)).await;
                send(&smpp, id, "text").await
            })
        })
        .collect();
    for _ in 0..2 {
        line.message().await.unwrap();
    }
    let mut errors = Vec::new();
    let answering = async { while line.message().await.is_some() {} };
    let hearing = async {
        for one in sending {
            errors.push(one.await.unwrap().unwrap_err());
        }
    };
    tokio::select! { () = answering => panic!("the connection is good"), () = hearing => {} }
    assert!(matches!(errors[0], SendError::Unanswered(_)), "{errors:?}");
    assert!(matches!(errors[1], SendError::Unanswered(_)), "{errors:?}");
    assert_eq!(errors[2], SendError::Unreachable("no answer in time".to_owned()));
    assert_eq!(smpp.taken(MessageId::from_bytes([1; 16]), "text"), None);
}

/// An answer that takes a part under an id that cannot be read has taken it all the same.
#[tokio::test]
async fn a_part_that_was_taken_namelessly_is_in_doubt() {
    let (smpp, socket, _stop, _) = connected().await;
    let sending = tokio::spawn(async move { send(&smpp, 1, "one").await });
    let mut line = Line::accept(&socket).await;
    let (sequence, _) = line.message().await.unwrap();
    let mut answer = Pdu::answer(sequence, Status::OK, Body::SubmitSmResp("id".to_owned())).write();
    // Without the octet that ends the id.
    answer.pop();
    answer[3] -= 1;
    line.stream.write_all(&answer).await.unwrap();
    assert!(matches!(sending.await.unwrap(), Err(SendError::Unanswered(_))));
}

#[tokio::test]
async fn a_connection_on_which_nobody_answers_is_given_up_and_made_anew() {
    let (smpp, socket, _stop, _) = connected().await;
    let line = Line::accept(&socket).await;
    // It is silent from now on, without closing: a cable is cut.
    let lost = send(&smpp, 1, "one").await.unwrap_err();
    assert!(matches!(lost, SendError::Unanswered(_)) && lost.may_pass(), "{lost}");
    let mut next = Line::accept(&socket).await;
    drop(line);
    let sending = tokio::spawn(async move { send(&smpp, 1, "one").await });
    let (sequence, _) = next.message().await.unwrap();
    next.takes(sequence, "a").await;
    assert_eq!(sending.await.unwrap(), Ok(vec!["a".to_owned()]));
}

#[tokio::test]
async fn an_operator_who_is_not_there_or_does_not_know_us_is_told_at_once() {
    let (smpp, socket, _stop, _) = connected().await;
    // It hangs up while it has a message, then refuses the bind.
    let mut line = Line::accept(&socket).await;
    let first = smpp.clone();
    let sending = tokio::spawn(async move { send(&first, 1, "one").await });
    line.message().await.unwrap();
    line.say(&Pdu::new(9, Body::Unbind)).await;
    assert_eq!(
        sending.await.unwrap(),
        Err(SendError::Unanswered(
            "the gateway cannot be reached: the operator ended the connection".to_owned()
        ))
    );
    assert_eq!(line.next().await.map(|pdu| pdu.body), Some(Body::UnbindResp));
    let mut line = Line { stream: socket.accept().await.unwrap().0, frames: Frames::new() };
    let asked = line.next().await.unwrap();
    let refused = Body::BindTransceiverResp(String::new());
    line.say(&Pdu::answer(asked.sequence, Status(0x0E), refused)).await;
    let refused = send(&smpp, 1, "one").await.unwrap_err();
    assert_eq!(refused, SendError::Unauthorised("SMPP status 0x0000000e".to_owned()));
    assert!(refused.may_pass());
}

#[tokio::test]
async fn receipts_are_kept_before_they_are_answered() {
    let (_smpp, socket, stop, kept) = connected().await;
    let mut line = Line::accept(&socket).await;
    let receipt = |sequence, stat: &str| {
        let text = format!("id:a7 sub:001 dlvrd:001 stat:{stat} err:000 text:");
        let (from, to) = (Address::phone("+84912345678"), Address::sender("VNeID"));
        let deliver = Deliver { from, to, is_receipt: true, text, about: None, state: None };
        Pdu::new(sequence, Body::DeliverSm(deliver))
    };
    for (sequence, stat, status) in
        [(1, "ACCEPTD", Status::OK), (2, "DELIVRD", Status::BRING_AGAIN), (3, "DELIVRD", Status::OK)]
    {
        line.say(&receipt(sequence, stat)).await;
        let answer = loop {
            let pdu = line.next().await.unwrap();
            match pdu.body {
                Body::DeliverSmResp => break pdu,
                _ => line.say(&Pdu::answer(pdu.sequence, Status::OK, Body::EnquireLinkResp)).await,
            }
        };
        assert_eq!((answer.sequence, answer.status), (sequence, status), "{stat}");
    }
    assert_eq!(*kept.lock().unwrap(), [Receipt { id: "a7".to_owned(), fate: Fate::Delivered }]);
    // An end in order says so.
    stop.send(true).unwrap();
    while let Some(pdu) = line.next().await {
        if pdu.body == Body::Unbind {
            return;
        }
    }
    panic!("no unbind");
}

#[tokio::test]
async fn whoever_speaks_no_smpp_is_left() {
    let (smpp, socket, _stop, _) = connected().await;
    let mut stream = socket.accept().await.unwrap().0;
    stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
    let mut octets = Vec::new();
    drop(stream.read_to_end(&mut octets).await);
    let error = send(&smpp, 1, "one").await.unwrap_err();
    assert_eq!(error, SendError::Strange("no SMPP".to_owned()));
}
