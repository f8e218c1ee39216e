//! What is asked, of whom, and what is made of answers that are none.

use std::time::Duration;

use onedoor_adapters::testing::{Authority, Fake, Says};
use onedoor_adapters::{BadClient, Client, ClientSettings, Trouble};
use url::Url;

const PATIENCE: Duration = Duration::from_secs(2);
const PATH: &str = "/things/v1/look";
const ANSWER: &str = r#"{"things":[]}"#;
const LARGEST: usize = 64 * 1024;

async fn ask(client: &Client) -> Result<Vec<u8>, Trouble> {
    client.ask(PATH, br#"{"thing":"known"}"#, LARGEST).await
}

fn client(fake: &Fake, certified_by: Option<&Authority>, believes: &Authority) -> Client {
    let pair = certified_by.map(|authority| authority.certify("onedoor"));
    let identity = pair.as_ref().map(|(certificate, key)| (certificate.as_bytes(), key.as_bytes()));
    let settings = ClientSettings { url: fake.url(), identity, authorities: believes.pem().as_bytes() };
    Client::new(&settings, PATIENCE).expect("a client")
}

async fn told(says: Says) -> (Result<Vec<u8>, Trouble>, usize) {
    let authority = Authority::new();
    let fake = Fake::start(&authority, says).await;
    let answer = ask(&client(&fake, Some(&authority), &authority)).await;
    (answer, fake.asked().len())
}

fn status(line: &str) -> Says {
    Says::Whole(format!("HTTP/1.1 {line}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"))
}

#[tokio::test]
async fn the_question_comes_below_the_address_as_it_is() {
    let authority = Authority::new();
    let fake = Fake::start(&authority, Says::ok(ANSWER)).await;
    let answer = ask(&client(&fake, Some(&authority), &authority)).await.expect("an answer");
    assert_eq!(answer, ANSWER.as_bytes());
    let asked = fake.asked();
    assert!(asked[0].starts_with("POST /below/things/v1/look HTTP/1.1\r\n"), "{}", asked[0]);
    assert!(asked[0].ends_with("\r\n\r\n{\"thing\":\"known\"}"), "{}", asked[0]);
}

#[tokio::test]
async fn only_who_is_certified_is_asked_and_answered() {
    let (ours, others) = (Authority::new(), Authority::new());
    let fake = Fake::start(&ours, Says::ok(ANSWER)).await;
    let down = |answer: Result<_, Trouble>| matches!(answer, Err(Trouble::Unreachable(_)));
    assert!(down(ask(&client(&fake, Some(&others), &ours)).await), "a stranger's certificate was taken");
    assert!(down(ask(&client(&fake, None, &ours)).await), "it wants a certificate");
    assert!(
        down(ask(&client(&fake, Some(&ours), &others)).await),
        "whom somebody else certified was believed"
    );
    assert!(fake.asked().is_empty(), "a question went out");
    assert!(ask(&client(&fake, Some(&ours), &ours)).await.is_ok());
}

#[tokio::test]
async fn a_renewed_certificate_is_used_by_every_clone_from_then_on() {
    let (ours, others) = (Authority::new(), Authority::new());
    let fake = Fake::start(&ours, Says::ok(ANSWER)).await;
    let old = client(&fake, Some(&others), &ours);
    let clone = old.clone();
    assert!(ask(&clone).await.is_err(), "its certificate is not taken");
    old.renew(&client(&fake, Some(&ours), &ours));
    assert!(ask(&clone).await.is_ok());
}

#[tokio::test]
async fn what_is_wrong_with_the_settings_is_told() {
    let authority = Authority::new();
    let (certificate, key) = authority.certify("onedoor");
    let (certificate, key, pem) = (certificate.as_bytes(), key.as_bytes(), authority.pem().as_bytes());
    let made = |url: &str, certificate, key, authorities| {
        let url = Url::parse(url).expect("an address");
        Client::new(&ClientSettings { url, identity: Some((certificate, key)), authorities }, PATIENCE)
    };
    let at = "https://register.example";
    assert!(matches!(made("http://register.example", certificate, key, pem), Err(BadClient::InTheClear)));
    assert!(matches!(made(at, certificate, certificate, pem), Err(BadClient::Identity(_))));
    assert!(matches!(made(at, key, key, pem), Err(BadClient::Identity(_))));
    assert!(matches!(made(at, certificate, key, b""), Err(BadClient::NoAuthority)));
    let (_, other) = authority.certify("other");
    assert!(matches!(made(at, certificate, other.as_bytes(), pem), Err(BadClient::Together(_))));
    assert!(made(at, certificate, key, pem).is_ok());
    let url = Url::parse(at).expect("an address");
    let none = ClientSettings { url, identity: None, authorities: pem };
    assert!(Client::new(&none, PATIENCE).is_ok(), "not everybody wants a certificate");
}

#[tokio::test]
async fn what_is_no_answer_is_told_apart() {
    assert_eq!(told(Says::ok(ANSWER)).await, (Ok(ANSWER.into()), 1));
    let (found, _) = told(status("204 Nothing")).await;
    assert!(matches!(found, Err(Trouble::Unreadable(_))), "{found:?}");
    let (found, _) = told(status("302 Found\r\nlocation: https://evil.example/")).await;
    assert!(matches!(found, Err(Trouble::Unreadable(_))), "{found:?}");
    assert_eq!(told(status("403 Forbidden")).await, (Err(Trouble::Refused(403)), 1));
    let (found, asked) = told(status("500 Oh")).await;
    assert!(matches!((found, asked), (Err(Trouble::Unreachable(_)), 1)));
    for (line, seconds) in [
        ("429 Later\r\nretry-after: 7", Some(7)),
        ("503 Later\r\nretry-after: 99999999", Some(3600)),
        ("503 Later\r\nretry-after: Fri, 31 Dec 2027 23:59:59 GMT", None),
        ("503 Later", None),
    ] {
        let retry_after = seconds.map(Duration::from_secs);
        assert_eq!(told(status(line)).await, (Err(Trouble::Busy { retry_after }), 1), "{line}");
    }
    let endless =
        format!("HTTP/1.1 200 OK\r\ncontent-length: 999999999\r\n\r\n{}", " ".repeat(LARGEST + 1024));
    let (found, _) = told(Says::Whole(endless)).await;
    assert_eq!(found, Err(Trouble::Unreadable("too large")));
}

#[tokio::test]
async fn a_connection_that_breaks_is_tried_once_more() {
    let (found, asked) = told(Says::Whole(String::new())).await;
    assert!(matches!(found, Err(Trouble::Unreachable(_))), "{found:?}");
    assert_eq!(asked, 2, "not once more, or too often");
    let half = "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"entr".to_owned();
    let (found, asked) = told(Says::Whole(half)).await;
    assert!(matches!(found, Err(Trouble::Unreachable(_))), "{found:?}");
    assert_eq!(asked, 2);
}

#[tokio::test]
async fn nobody_waits_longer_than_they_have_patience() {
    let waited = tokio::time::timeout(Duration::from_secs(3), told(Says::Nothing)).await;
    let (found, asked) = waited.expect("it gave up in time");
    assert_eq!((found, asked), (Err(Trouble::Unreachable("not in time".to_owned())), 1));
}
