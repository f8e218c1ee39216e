//! A provider of the test's own over TLS, which can be told to misbehave.

mod fake;

use std::time::Duration;

use onedoor_faces::{BadClient, Client, ClientSettings, Pictures, Trouble};
use onedoor_proofing::face::{FaceVerdict, Gesture, Word};
use url::Url;

use fake::{Authority, Fake, Says};

fn answer(against: &str) -> String {
    format!(
        r#"{{"comparison":"same","against":"{against}","score":0.9,"provider":{{"name":"Faces","version":"1"}},"attack":null}}"#
    )
}

fn pictures(reference: Option<&[u8]>) -> Pictures {
    Pictures {
        portrait: b"portrait".to_vec(),
        reference: reference.map(<[u8]>::to_vec),
        gestures: vec![(Gesture::TurnLeft, b"left".to_vec()), (Gesture::Smile, b"smile".to_vec())],
    }
}

fn client(fake: &Fake, certified_by: Option<&Authority>, believes: &Authority) -> Client {
    let pair = certified_by.map(|authority| authority.certify("onedoor"));
    let identity = pair.as_ref().map(|(certificate, key)| (certificate.as_bytes(), key.as_bytes()));
    let settings = ClientSettings { url: fake.url(), identity, authorities: believes.pem().as_bytes() };
    Client::new(&settings).expect("a client")
}

async fn told(says: Says) -> (Result<Word, Trouble>, usize) {
    let authority = Authority::new();
    let fake = Fake::start(&authority, says).await;
    let word = client(&fake, Some(&authority), &authority).compare(&pictures(None)).await;
    (word, fake.asked().len())
}

fn status(line: &str) -> Says {
    Says::Whole(format!("HTTP/1.1 {line}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n"))
}

#[tokio::test]
async fn the_pictures_go_along_with_what_was_asked_for_and_nothing_else() {
    let authority = Authority::new();
    let fake = Fake::start(&authority, Says::ok(&answer("gestures"))).await;
    let word = client(&fake, Some(&authority), &authority).compare(&pictures(None)).await.expect("a word");
    assert_eq!((word.verdict, word.against.as_deref()), (FaceVerdict::Same, Some("gestures")));
    let asked = fake.asked();
    assert!(asked[0].starts_with("POST /below/faces/v1/compare HTTP/1.1\r\n"), "{}", asked[0]);
    let (_, body) = asked[0].split_once("\r\n\r\n").expect("a body");
    let body: serde_json::Value = serde_json::from_str(body).expect("JSON");
    let sent = serde_json::json!({
        "portrait": "cG9ydHJhaXQ=",
        "reference": null,
        "gestures": [
            { "gesture": "turn-left", "picture": "bGVmdA==" },
            { "gesture": "smile", "picture": "c21pbGU=" },
        ],
    });
    assert_eq!(body, sent);
}

#[tokio::test]
async fn a_provider_that_held_it_against_something_else_is_not_believed() {
    let authority = Authority::new();
    let fake = Fake::start(&authority, Says::ok(&answer("register"))).await;
    let client = client(&fake, Some(&authority), &authority);
    assert!(matches!(client.compare(&pictures(None)).await, Err(Trouble::Unreadable(_))));
    let word = client.compare(&pictures(Some(b"reference"))).await.expect("a word");
    assert_eq!(word.against.as_deref(), Some("register"));
}

#[tokio::test]
async fn faces_go_only_to_whom_the_operator_named() {
    let (ours, others) = (Authority::new(), Authority::new());
    let fake = Fake::start(&ours, Says::ok(&answer("gestures"))).await;
    let away = |word: Result<_, Trouble>| matches!(word, Err(Trouble::Unreachable(_)));
    assert!(away(client(&fake, Some(&ours), &others).compare(&pictures(None)).await), "a stranger was asked");
    assert!(away(client(&fake, None, &ours).compare(&pictures(None)).await), "it wants a certificate");
    assert!(fake.asked().is_empty(), "pictures went out");
}

#[tokio::test]
async fn what_is_wrong_with_the_settings_is_told() {
    let authority = Authority::new();
    let (certificate, key) = authority.certify("onedoor");
    let made = |url: &str, identity: Option<(&str, &str)>, authorities: &str| {
        let url = Url::parse(url).expect("an address");
        let identity = identity.map(|(certificate, key)| (certificate.as_bytes(), key.as_bytes()));
        Client::new(&ClientSettings { url, identity, authorities: authorities.as_bytes() })
    };
    let at = "https://faces.example";
    assert!(matches!(made("http://faces.example", None, authority.pem()), Err(BadClient::InTheClear)));
    assert!(matches!(made(at, Some((&key, &key)), authority.pem()), Err(BadClient::Identity(_))));
    assert!(matches!(made(at, None, ""), Err(BadClient::NoAuthority)));
    assert!(made(at, Some((&certificate, &key)), authority.pem()).is_ok());
    assert!(made(at, None, authority.pem()).is_ok(), "not every provider wants a certificate");
}

#[tokio::test]
async fn what_the_provider_cannot_do_is_told_apart() {
    assert!(matches!(told(Says::ok("<html>")).await.0, Err(Trouble::Unreadable(_))));
    assert!(matches!(told(status("204 Nothing")).await.0, Err(Trouble::Unreadable(_))));
    let elsewhere = status("307 There\r\nlocation: https://evil.example/");
    assert!(matches!(told(elsewhere).await, (Err(Trouble::Unreadable(_)), 1)));
    assert_eq!(told(status("413 Large")).await, (Err(Trouble::Refused(413)), 1));
    assert!(matches!(told(status("500 Oh")).await, (Err(Trouble::Unreachable(_)), 1)));
    for (line, seconds) in [
        ("429 Later\r\nretry-after: 7", Some(7)),
        ("503 Later\r\nretry-after: 99999999", Some(3600)),
        ("503 Later", None),
    ] {
        let retry_after = seconds.map(Duration::from_secs);
        assert_eq!(told(status(line)).await, (Err(Trouble::Busy { retry_after }), 1), "{line}");
    }
    let endless = format!("HTTP/1.1 200 OK\r\ncontent-length: 999999999\r\n\r\n{}", " ".repeat(64 * 1024));
    assert_eq!(told(Says::Whole(endless)).await.0, Err(Trouble::Unreadable("too large")));
    let (word, asked) = told(Says::Whole(String::new())).await;
    assert!(matches!((word, asked), (Err(Trouble::Unreachable(_)), 2)), "once more, and no more");
}
