//! Letters, from the outbox of a site through SMTP into the mailbox of the demonstration.

use std::sync::Arc;
use std::time::Duration;

use onedoor_base::{CODE_LIFE, Email, Language, Secret};
use onedoor_messaging::{Gateway, Messenger, Relay, RelaySettings, RelayTls};
use onedoor_sandbox::smtp::Post;
use onedoor_sandbox::{Sandbox, StreetMap};
use onedoor_server::http_client::{Reach, http_client};
use onedoor_server::messages;
use onedoor_site::Site;
use onedoor_site::jobs::Jobs;
use onedoor_site::mail::{NewMail, Said};
use onedoor_site::testing::{TestSite, TestWorld};
use onedoor_storage::site::messages::list;
use onedoor_storage::{Change, StorageError};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;

use crate::support::authority::Authority;
use crate::support::program::Scratch;

const TO: &str = "lan@mail.example";

fn settings(port: u16, tls: RelayTls) -> RelaySettings {
    RelaySettings {
        host: "127.0.0.1".to_owned(),
        port,
        tls,
        credentials: None,
        from: "no-reply@id.example".to_owned(),
        name: "Tài khoản quốc gia".to_owned(),
        authorities: Vec::new(),
    }
}

fn relay(port: u16, tls: RelayTls) -> Relay {
    Relay::new(settings(port, tls)).expect("a relay").with_patience(Duration::from_secs(2))
}

fn outbox(site: &Arc<Site>, relay: Relay) -> Jobs {
    let http = http_client(Reach::ThisMachine).expect("a client");
    let nowhere = "http://127.0.0.1:9/".parse().expect("an address");
    let messenger = Messenger::new(Gateway::new(http, nowhere, Secret::new("token"), None));
    messages::jobs(site, &messenger.with_mail(Some(relay)), Jobs::new())
}

async fn queue(site: &Arc<Site>, subject: &str, paragraphs: &[&str], runs_out: bool) {
    let said = Said {
        language: Language::Vi,
        subject: subject.to_owned(),
        paragraphs: paragraphs.iter().map(|text| (*text).to_owned()).collect(),
    };
    let email = Email::parse(TO).expect("an address");
    let until = runs_out.then(|| site.now().after(CODE_LIFE));
    let Ok(mail) = NewMail::of(site, site.now(), &email, &said, until) else { panic!("it can be sealed") };
    let put = site.store.write::<_, StorageError, _>(move |tx| {
        let mail = mail.clone();
        Box::pin(async move {
            mail.queue(tx).await?;
            Ok(Change::Unrecorded(()))
        })
    });
    put.await.expect("queued");
}

/// State, attempts and last error of each message, the latest first.
async fn states(site: &Arc<Site>) -> Vec<(String, i64, Option<String>)> {
    let read = site.store.read::<_, StorageError, _>(|tx| Box::pin(async move { list(tx, None, 10).await }));
    let all = read.await.expect("messages");
    all.into_iter().map(|one| (one.state, one.attempts, one.last_error)).collect()
}

#[tokio::test]
async fn a_letter_arrives_as_it_was_written() {
    let world = TestWorld::new();
    let site = world.site(TestSite::default()).await;
    let outside = world.site(TestSite { key: "outside", ..TestSite::default() }).await;
    let office = Post::bind().await.expect("a port");
    let port = office.address().port();
    let sandbox = Sandbox::new(outside, StreetMap::default(), Secret::new("token"), Vec::new());
    let mailboxes = sandbox.clone();
    let serving = tokio::spawn(office.serve(sandbox));
    let subject = "Xác nhận địa chỉ thư của bạn: Подтвердите адрес — 请确认您的电子邮箱地址";
    let long = "một hai ba bốn năm ".repeat(200);
    queue(&site, subject, &["Chào Lan,", ".", long.trim_end(), "Mã: 123456 = đúng"], true).await;
    assert_eq!(outbox(&site, relay(port, RelayTls::None)).round(&site).await.expect("a round"), 1);
    let got = mailboxes.inbox().newest_first(Some(TO));
    serving.abort();
    assert_eq!(got.len(), 1);
    assert_eq!(got[0].subject.as_deref(), Some(subject));
    let begins = format!("Chào Lan,\n\n.\n\n{}\n\nMã: 123456 = đúng\n\n-- \n", long.trim_end());
    assert!(got[0].text.starts_with(&begins), "{}", got[0].text);
    assert!(got[0].sender.as_deref().is_some_and(|from| from.contains("Tài khoản quốc gia")), "{got:?}");
    assert_eq!(states(&site).await[0].0, "sent");
}

/// A server that gives each connection the first of these answers, one more for each line that it hears, and then says
/// nothing more.
async fn scripted(answers: &'static [&'static str]) -> (u16, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let task = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let (reading, mut writing) = stream.into_split();
                let (mut lines, mut answers) = (BufReader::new(reading).lines(), answers.iter());
                loop {
                    if let Some(answer) = answers.next() {
                        drop(writing.write_all(format!("{answer}\r\n").as_bytes()).await);
                    }
                    let Ok(Some(_)) = lines.next_line().await else { return };
                }
            });
        }
    });
    (port, task)
}

#[tokio::test]
async fn a_relay_that_is_down_or_busy_is_tried_again_until_the_code_has_run_out() {
    let world = TestWorld::new();
    let site = world.site(TestSite::default()).await;
    queue(&site, "Mã", &["123456"], true).await;
    let nobody = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = nobody.local_addr().expect("an address").port();
    drop(nobody);
    outbox(&site, relay(port, RelayTls::None)).round(&site).await.expect("a round");
    let (port, busy) = scripted(&["421 too many of you"]).await;
    world.clock.advance(Duration::from_secs(2));
    outbox(&site, relay(port, RelayTls::None)).round(&site).await.expect("a round");
    let now = states(&site).await;
    assert_eq!((now[0].0.as_str(), now[0].1), ("waiting", 2), "{now:?}");
    assert!(now[0].2.as_ref().is_some_and(|error| error.contains("421")), "{now:?}");
    assert!(!format!("{now:?}").contains(TO), "the address is told nobody: {now:?}");
    world.clock.advance(CODE_LIFE);
    outbox(&site, relay(port, RelayTls::None)).round(&site).await.expect("a round");
    assert_eq!(states(&site).await[0].0, "expired");
    busy.abort();
}

/// Whoever sits between cannot talk us out of TLS: nothing is said to a relay that does not offer it.
#[tokio::test]
async fn a_relay_without_tls_is_told_nothing() {
    let world = TestWorld::new();
    let site = world.site(TestSite::default()).await;
    let outside = world.site(TestSite { key: "outside", ..TestSite::default() }).await;
    let office = Post::bind().await.expect("a port");
    let port = office.address().port();
    let sandbox = Sandbox::new(outside, StreetMap::default(), Secret::new("token"), Vec::new());
    let mailboxes = sandbox.clone();
    let serving = tokio::spawn(office.serve(sandbox));
    queue(&site, "Mã", &["123456"], true).await;
    outbox(&site, relay(port, RelayTls::Starttls)).round(&site).await.expect("a round");
    serving.abort();
    assert!(mailboxes.inbox().newest_first(None).is_empty());
    let now = states(&site).await;
    assert_eq!((now[0].0.as_str(), now[0].1), ("waiting", 1), "{now:?}");
    assert!(now[0].2.as_ref().is_some_and(|error| error.contains("STARTTLS")), "{now:?}");
}

/// Wherever it falls silent, the round has an end and the letter is tried again; one that was taken is not.
#[tokio::test]
async fn a_relay_that_falls_silent_holds_nothing_up() {
    const TALK: &[&str] = &["220 here", "250 here", "250 from", "250 to", "354 go on", "250 taken"];
    let world = TestWorld::new();
    let site = world.site(TestSite::default()).await;
    queue(&site, "Mã", &["123456"], false).await;
    for tries in 1..=6 {
        let (port, silent) = scripted(&TALK[..tries]).await;
        let relay = relay(port, RelayTls::None).with_patience(Duration::from_millis(300));
        let jobs = outbox(&site, relay);
        let round = tokio::time::timeout(Duration::from_secs(20), jobs.round(&site)).await;
        assert_eq!(round.expect("an end").expect("a round"), 1, "after {tries} answers");
        silent.abort();
        let now = states(&site).await;
        if tries == TALK.len() {
            assert_eq!(now[0].0, "sent", "{now:?}");
        } else {
            assert_eq!(now[0].0, "waiting", "after {tries} answers: {now:?}");
            assert!(now[0].2.as_ref().is_some_and(|error| error.contains("no answer in time")), "{now:?}");
        }
        world.clock.advance(Duration::from_mins(5));
    }
}

/// What a mail client sent wrongly is put right there: it is not sent again and again.
#[tokio::test]
async fn an_address_that_the_relay_refuses_is_not_tried_again() {
    let world = TestWorld::new();
    let site = world.site(TestSite::default()).await;
    let (port, refuses) =
        scripted(&["220 here", "250 here", "250 from", "550 no such mailbox: lan@mail.example", "221 bye"])
            .await;
    queue(&site, "Mã", &["123456"], true).await;
    outbox(&site, relay(port, RelayTls::None)).round(&site).await.expect("a round");
    refuses.abort();
    let now = states(&site).await;
    assert_eq!(now[0].0, "refused", "{now:?}");
    assert!(!format!("{now:?}").contains(TO), "the address is told nobody: {now:?}");
    world.clock.advance(Duration::from_hours(1));
    assert_eq!(outbox(&site, relay(port, RelayTls::None)).round(&site).await.expect("a round"), 0);
}

type Heard = Vec<String>;

/// Takes letters, or goes as far as STARTTLS; what it heard. `offers` is what it can do.
async fn converse<S>(stream: S, greets: bool, offers: &str) -> std::io::Result<(S, Heard)>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let (mut stream, mut heard, mut body) = (BufReader::new(stream), Heard::new(), false);
    if greets {
        stream.write_all(b"220 here\r\n").await?;
    }
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Ok((stream.into_inner(), heard));
        }
        let line = line.trim_end().to_owned();
        let verb = if body { "" } else { line.split(' ').next().unwrap_or_default() };
        let answer = match verb {
            "" if line == "." => "250 taken",
            "" => continue,
            "EHLO" => offers,
            "STARTTLS" => "220 go on",
            "AUTH" => "235 known",
            "DATA" => "354 go on",
            _ => "250 good",
        };
        body = verb == "DATA";
        let last = ["STARTTLS", "QUIT"].contains(&verb);
        heard.push(line);
        stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
        stream.flush().await?;
        if last {
            return Ok((stream.into_inner(), heard));
        }
    }
}

/// A relay for one connection, certified by `authority`: what it heard in the clear, and what within TLS.
async fn certified(authority: &Authority, way: RelayTls) -> (u16, JoinHandle<(Heard, Heard)>) {
    let dir = Scratch::new(&format!("relay-{way:?}"));
    authority.certify("localhost", dir.path());
    let chain = CertificateDer::pem_file_iter(dir.path().join("certificate.pem")).expect("a file");
    let chain = chain.collect::<Result<_, _>>().expect("certificates");
    let key = PrivateKeyDer::from_pem_file(dir.path().join("key.pem")).expect("a key");
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config =
        config.expect("versions").with_no_client_auth().with_single_cert(chain, key).expect("a pair");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let task = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a connection");
        let mut clear = Heard::new();
        if way == RelayTls::Starttls {
            (stream, clear) = converse(stream, true, "250-here\r\n250 STARTTLS").await.expect("a talk");
        }
        let Ok(stream) = TlsAcceptor::from(Arc::new(config)).accept(stream).await else {
            return (clear, Heard::new());
        };
        let talk = converse(stream, way == RelayTls::Implicit, "250-here\r\n250 AUTH PLAIN").await;
        (clear, talk.map(|(_, heard)| heard).unwrap_or_default())
    });
    (port, task)
}

/// Sends one letter by a relay that `authority` certifies, believing `believed`.
async fn by_tls(
    way: RelayTls,
    authority: &Authority,
    believed: &Authority,
) -> (String, Heard, Heard, String) {
    let world = TestWorld::new();
    let site = world.site(TestSite::default()).await;
    queue(&site, "Mã", &["123456"], true).await;
    let (port, task) = certified(authority, way).await;
    let relay = Relay::new(RelaySettings {
        host: "localhost".to_owned(),
        credentials: Some(("onedoor".to_owned(), Secret::new("the-password"))),
        authorities: believed.pem().into_bytes(),
        ..settings(port, way)
    });
    let relay = relay.expect("a relay").with_patience(Duration::from_secs(10));
    outbox(&site, relay).round(&site).await.expect("a round");
    let heard = tokio::time::timeout(Duration::from_secs(10), task).await.expect("an end");
    let (clear, within) = heard.expect("a talk");
    let (state, _, error) = states(&site).await.remove(0);
    (state, clear, within, error.unwrap_or_default())
}

/// The password and the letter are said within TLS only, and only to a relay that can prove who it is.
#[tokio::test]
async fn a_relay_with_tls_hears_everything_within_and_an_impostor_nothing() {
    let (ours, other) = (Authority::new("relay-ours"), Authority::new("relay-other"));
    for way in [RelayTls::Starttls, RelayTls::Implicit] {
        let (state, clear, within, error) = by_tls(way, &ours, &ours).await;
        assert_eq!(state, "sent", "{way:?} {error} {clear:?} {within:?}");
        let verbs: Vec<_> = within.iter().filter_map(|line| line.split([' ', ':']).next()).collect();
        assert_eq!(verbs, ["EHLO", "AUTH", "MAIL", "RCPT", "DATA", ".", "QUIT"], "{way:?}");
        let (state, impostor, within, error) = by_tls(way, &other, &ours).await;
        assert_eq!((state.as_str(), within.len()), ("waiting", 0), "{way:?} {within:?}");
        assert!(error.contains("certificate"), "{way:?}: {error}");
        for clear in [clear, impostor] {
            let verbs: Vec<_> = clear.iter().filter_map(|line| line.split(' ').next()).collect();
            let expected: &[&str] = if way == RelayTls::Starttls { &["EHLO", "STARTTLS"] } else { &[] };
            assert_eq!(verbs, expected);
        }
    }
}
