//! Text messages through the outbox of a site to an operator of our own making, by SMPP.

use std::sync::Arc;
use std::time::Duration;

use onedoor_base::{Country, Phone, Secret};
use onedoor_messaging::{Messenger, Patience, Smpp, SmppSettings};
use onedoor_server::messages;
use onedoor_site::Site;
use onedoor_site::code::NewSms;
use onedoor_site::jobs::Jobs;
use onedoor_site::testing::{TestSite, TestWorld};
use onedoor_smpp::{Address, Body, Deliver, Frames, Pdu, Status, Submit};
use onedoor_storage::site::messages::{Record, list};
use onedoor_storage::{Change, StorageError};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;

use crate::support::authority::Authority;
use crate::support::program::Scratch;

/// A site whose outbox is at work.
struct Outbox {
    world: TestWorld,
    site: Arc<Site>,
    stop: watch::Sender<bool>,
}

impl Drop for Outbox {
    fn drop(&mut self) {
        _ = self.stop.send(true);
    }
}

fn operator(host: &str, port: u16, tls: Option<Vec<u8>>) -> Messenger {
    let second = Duration::from_secs(1);
    let patience = Patience { message: second * 3, answer: second * 3, silence: second * 3, slower: second };
    let settings = SmppSettings {
        host: host.to_owned(),
        port,
        tls,
        system_id: "onedoor".to_owned(),
        password: Secret::new("a-password"),
        system_type: String::new(),
        sender: "VNeID".to_owned(),
        window: 2,
        patience,
    };
    Messenger::new(Smpp::new(settings).unwrap())
}

impl Outbox {
    async fn new(messenger: &Messenger) -> Self {
        let world = TestWorld::new();
        let site = world.site(TestSite::default()).await;
        let outbox = Self { world, site, stop: watch::channel(false).0 };
        outbox.begin(messenger);
        outbox
    }

    fn begin(&self, messenger: &Messenger) {
        let jobs = messages::jobs(&self.site, messenger, Jobs::new());
        tokio::spawn(jobs.run(Arc::clone(&self.site), self.stop.subscribe()));
    }

    async fn queue(&self, text: &str) {
        let phone = Phone::parse("0912 345 678", Country::Vietnam).unwrap();
        let Ok(sms) = NewSms::of(&self.site, self.site.now(), &phone, text.to_owned()) else {
            panic!("sealed")
        };
        let queued = self.site.store.write(move |tx| {
            let sms = sms.clone();
            Box::pin(async move {
                sms.queue(tx).await?;
                Ok::<_, StorageError>(Change::Unrecorded(()))
            })
        });
        queued.await.unwrap();
    }

    async fn last(&self) -> Record {
        let read = self
            .site
            .store
            .read::<_, StorageError, _>(|tx| Box::pin(async move { list(tx, None, 10).await }));
        read.await.unwrap().remove(0)
    }

    /// Until the last message stands like this; what waits is tried again meanwhile.
    async fn until(&self, what: &str, stands: impl Fn(&Record) -> bool) -> Record {
        for _ in 0..150 {
            let last = self.last().await;
            if stands(&last) {
                return last;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
            self.world.clock.advance(Duration::from_secs(10));
        }
        panic!("{what}: {:?}", self.last().await);
    }
}

/// A connection as the operator has it.
struct Line<S> {
    stream: S,
    frames: Frames,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Line<S> {
    /// Lets it bind; nothing if it does not.
    async fn bound(stream: S) -> Option<Self> {
        let mut line = Self { stream, frames: Frames::new() };
        let asked = line.next().await?;
        let Body::BindTransceiver(bind) = asked.body else { panic!("{asked:?}") };
        assert_eq!((bind.system_id.as_str(), bind.password.as_str()), ("onedoor", "a-password"));
        line.say(&Pdu::answer(asked.sequence, Status::OK, Body::BindTransceiverResp("op".to_owned()))).await;
        Some(line)
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
        drop(self.stream.flush().await);
    }

    async fn takes(&mut self, sequence: u32, id: &str) {
        self.say(&Pdu::answer(sequence, Status::OK, Body::SubmitSmResp(id.to_owned()))).await;
    }

    async fn tells(&mut self, id: &str, stat: &str) {
        let text = format!("id:{id} sub:001 dlvrd:001 stat:{stat} err:000 text:");
        let (from, to) = (Address::phone("+84912345678"), Address::sender("VNeID"));
        let deliver = Deliver { from, to, is_receipt: true, text, about: None, state: None };
        self.say(&Pdu::new(77, Body::DeliverSm(deliver))).await;
    }
}

async fn listening() -> (TcpListener, u16) {
    let socket = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = socket.local_addr().unwrap().port();
    (socket, port)
}

fn certified(authority: &Authority) -> TlsAcceptor {
    let dir = Scratch::new("smpp-operator");
    authority.certify("localhost", dir.path());
    let chain = CertificateDer::pem_file_iter(dir.path().join("certificate.pem")).unwrap();
    let chain = chain.collect::<Result<_, _>>().unwrap();
    let key = PrivateKeyDer::from_pem_file(dir.path().join("key.pem")).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    TlsAcceptor::from(Arc::new(config.unwrap().with_no_client_auth().with_single_cert(chain, key).unwrap()))
}

/// The password and the message are said within TLS only, and only to an operator who can prove who it is.
#[tokio::test]
async fn an_operator_with_tls_hears_everything_within_and_an_impostor_nothing() {
    let (ours, other) = (Authority::new("smpp-ours"), Authority::new("smpp-other"));
    let (socket, port) = listening().await;
    let outbox = Outbox::new(&operator("localhost", port, Some(ours.pem().into_bytes()))).await;
    outbox.queue("Mã của bạn").await;

    // Somebody between, certified by nobody who is believed: not a word, and the message waits.
    let impostor = certified(&other).accept(socket.accept().await.unwrap().0).await;
    let heard = match impostor {
        Ok(mut stream) => stream.read(&mut [0; 100]).await.ok(),
        Err(_) => None,
    };
    assert!(matches!(heard, None | Some(0)), "{heard:?}");
    let waits = outbox.until("a try in vain", |last| last.attempts > 0).await;
    assert_eq!((waits.state.as_str(), waits.unanswered), ("waiting", 0), "{waits:?}");

    // Nor in the clear: what comes first is the beginning of TLS (RFC 8446 section 5.1).
    let mut first = [0];
    socket.accept().await.unwrap().0.read_exact(&mut first).await.unwrap();
    assert_eq!(first, [22]);

    let stream = certified(&ours).accept(socket.accept().await.unwrap().0).await.unwrap();
    let mut line = Line::bound(stream).await.unwrap();
    let (sequence, submit) = tokio::select! {
        message = line.message() => message.unwrap(),
        last = outbox.until("sent", |last| last.state == "sent") => panic!("{last:?}"),
    };
    assert_eq!((submit.to.text.as_str(), submit.coding), ("84912345678", 8));
    line.takes(sequence, "a7").await;
    outbox.until("sent", |last| last.state == "sent").await;
}

/// Operators name a message in their receipts now so and now so.
#[tokio::test]
async fn a_receipt_finds_its_message_however_it_writes_the_id() {
    let (socket, port) = listening().await;
    let outbox = Outbox::new(&operator("127.0.0.1", port, None)).await;
    let mut line = Line::bound(socket.accept().await.unwrap().0).await.unwrap();
    for (answered, told, stat, state) in [
        ("000000A7", "a7", "DELIVRD", "delivered"),
        ("00B1", "0000000177", "UNDELIV", "undelivered"),
        ("0000200", "C8", "DELIVRD", "delivered"),
        ("0197f3c2-7", "0197f3c2-7", "DELIVRD", "delivered"),
    ] {
        outbox.queue("a text").await;
        let (sequence, _) = line.message().await.unwrap();
        line.takes(sequence, answered).await;
        outbox.until("sent", |last| last.state == "sent").await;
        // Of another: nothing comes of it.
        line.tells("99999", "DELIVRD").await;
        line.tells(told, stat).await;
        outbox.until(told, |last| last.state == state).await;
    }
}

/// A connection that breaks between a message and its answer: it is brought once more, and never again; whoever looks is
/// told.
#[tokio::test]
async fn a_message_that_nobody_answered_is_doubled_at_most_once_and_marked() {
    let (socket, port) = listening().await;
    let messenger = operator("127.0.0.1", port, None);
    let outbox = Outbox::new(&messenger).await;
    outbox.queue("one").await;
    for answers in [false, true] {
        let mut line = Line::bound(socket.accept().await.unwrap().0).await.unwrap();
        let (sequence, _) = tokio::select! {
            message = line.message() => message.unwrap(),
            last = outbox.until("sent", |last| last.state == "sent") => panic!("{last:?}"),
        };
        if answers {
            line.takes(sequence, "a").await;
            let last = outbox.until("sent", |last| last.state == "sent").await;
            assert_eq!(last.unanswered, 1, "it may have arrived twice: {last:?}");
        } else {
            drop(line);
            let last = outbox.until("in doubt", |last| last.unanswered == 1 && last.attempts == 1).await;
            assert_eq!(last.state, "waiting", "{last:?}");
        }
    }
    // Everything was killed twice while it went out, which nobody can tell from an operator who is silent.
    outbox.queue("two").await;
    for _ in 0..2 {
        let mut line = Line::bound(socket.accept().await.unwrap().0).await.unwrap();
        tokio::select! {
            message = line.message() => drop(message.unwrap()),
            last = outbox.until("given up", |last| last.state == "undelivered") => panic!("{last:?}"),
        }
    }
    let mut line = Line::bound(socket.accept().await.unwrap().0).await.unwrap();
    let last = tokio::select! {
        message = line.message() => panic!("a third time: {message:?}"),
        last = outbox.until("given up", |last| last.state == "undelivered") => last,
    };
    assert_eq!((last.unanswered, last.sent_at), (2, None));
    assert!(last.last_error.as_ref().is_some_and(|error| error.contains("may have arrived")), "{last:?}");
}
