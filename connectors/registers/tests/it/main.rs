//! A register of the test's own over TLS, which can be told to misbehave.

mod fake;

use std::time::Duration;

use onedoor_base::Country;
use onedoor_proofing::register::Sought;
use onedoor_registers::{BadClient, Client, ClientSettings, Purpose, Trouble};
use url::Url;

use fake::{Authority, Fake, Says};

const ENTRIES: &str = r#"{"entries":[{"country":"vn","number":"001190000018","former-numbers":[],"name":"Nguyễn Thị An",
    "former-names":[],"born":{"year":1990,"month":3,"day":7},"sex":"female","residence":null,"standing":"living"}]}"#;

fn sought() -> Sought {
    Sought {
        country: Country::Vietnam,
        number: Some("001190000018".to_owned()),
        former: None,
        name: Some("Nguyễn Thị An".to_owned()),
        born: None,
        sex: None,
    }
}

fn client(fake: &Fake, certified_by: &Authority, believes: &Authority) -> Client {
    let (certificate, key) = certified_by.certify("onedoor");
    let settings = ClientSettings {
        url: fake.url(),
        certificate: certificate.as_bytes(),
        key: key.as_bytes(),
        authorities: believes.pem().as_bytes(),
    };
    Client::new(&settings).expect("a client")
}

async fn told(says: Says) -> (Result<usize, Trouble>, usize) {
    let authority = Authority::new();
    let fake = Fake::start(&authority, says).await;
    let found = client(&fake, &authority, &authority).look(&sought(), Purpose::AccountNumber).await;
    (found.map(|found| found.len()), fake.asked().len())
}

fn status(line: &str) -> Says {
    Says::Whole(format!("HTTP/1.1 {line}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"))
}

#[tokio::test]
async fn the_question_says_who_and_what_for() {
    let authority = Authority::new();
    let fake = Fake::start(&authority, Says::ok(ENTRIES)).await;
    let client = client(&fake, &authority, &authority);
    let found = client.look(&sought(), Purpose::Level).await.expect("found");
    assert_eq!((found.len(), found[0].name.as_str()), (1, "Nguyễn Thị An"));
    let asked = fake.asked();
    assert!(asked[0].starts_with("POST /below/register/v1/look HTTP/1.1\r\n"), "{}", asked[0]);
    let (_, body) = asked[0].split_once("\r\n\r\n").expect("a body");
    let body: serde_json::Value = serde_json::from_str(body).expect("JSON");
    assert_eq!(body["purpose"], "level");
    assert_eq!(body["sought"]["number"], "001190000018");
}

#[tokio::test]
async fn only_who_is_certified_is_asked_and_answered() {
    let (ours, others) = (Authority::new(), Authority::new());
    let fake = Fake::start(&ours, Says::ok(ENTRIES)).await;
    let down = |found: Result<_, Trouble>| matches!(found, Err(Trouble::Unreachable(_)));
    let stranger = client(&fake, &others, &ours).look(&sought(), Purpose::Level).await;
    assert!(down(stranger.map(|_| ())), "a stranger's certificate was taken by the register");
    let deceived = client(&fake, &ours, &others).look(&sought(), Purpose::Level).await;
    assert!(down(deceived.map(|_| ())), "a register that somebody else certified was believed");
    assert!(fake.asked().is_empty(), "somebody was looked for");
    assert!(client(&fake, &ours, &ours).look(&sought(), Purpose::Level).await.is_ok());
}

#[tokio::test]
async fn a_renewed_certificate_is_used_by_every_clone_from_then_on() {
    let (ours, others) = (Authority::new(), Authority::new());
    let fake = Fake::start(&ours, Says::ok(ENTRIES)).await;
    let old = client(&fake, &others, &ours);
    let clone = old.clone();
    assert!(clone.look(&sought(), Purpose::Level).await.is_err(), "its certificate is not taken");
    old.renew(&client(&fake, &ours, &ours));
    assert!(clone.look(&sought(), Purpose::Level).await.is_ok());
}

#[tokio::test]
async fn what_is_wrong_with_the_settings_is_told() {
    let authority = Authority::new();
    let (certificate, key) = authority.certify("onedoor");
    let (certificate, key, pem) = (certificate.as_bytes(), key.as_bytes(), authority.pem().as_bytes());
    let made = |url: &str, certificate, key, authorities| {
        let url = Url::parse(url).expect("an address");
        Client::new(&ClientSettings { url, certificate, key, authorities })
    };
    let at = "https://register.example";
    assert!(matches!(made("http://register.example", certificate, key, pem), Err(BadClient::InTheClear)));
    assert!(matches!(made(at, certificate, certificate, pem), Err(BadClient::Identity(_))));
    assert!(matches!(made(at, key, key, pem), Err(BadClient::Identity(_))));
    assert!(matches!(made(at, certificate, key, b""), Err(BadClient::NoAuthority)));
    let (_, other) = authority.certify("other");
    assert!(matches!(made(at, certificate, other.as_bytes(), pem), Err(BadClient::Together(_))));
    assert!(made(at, certificate, key, pem).is_ok());
}

#[tokio::test]
async fn what_the_register_cannot_do_is_told_apart() {
    assert_eq!(told(Says::ok(r#"{"entries":[]}"#)).await, (Ok(0), 1));
    let (found, _) = told(Says::ok("<html>")).await;
    assert!(matches!(found, Err(Trouble::Unreadable(_))), "{found:?}");
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
    let endless = format!("HTTP/1.1 200 OK\r\ncontent-length: 999999999\r\n\r\n{}", " ".repeat(300 * 1024));
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
async fn nobody_waits_longer_than_three_seconds() {
    let waited = tokio::time::timeout(Duration::from_secs(4), told(Says::Nothing)).await;
    let (found, asked) = waited.expect("it gave up in time");
    assert_eq!((found, asked), (Err(Trouble::Unreachable("not in time".to_owned())), 1));
}
