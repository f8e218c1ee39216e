//! A provider of the test's own over TLS.

mod model;
mod onnx;

use onedoor_adapters::testing::{Authority, Fake, Says};
use onedoor_faces::{Client, ClientSettings, Pictures, Trouble};
use onedoor_proofing::face::{FaceVerdict, Gesture};

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

async fn provider(says: Says) -> (Fake, Client) {
    let authority = Authority::new();
    let fake = Fake::start(&authority, says).await;
    let (certificate, key) = authority.certify("onedoor");
    let settings = ClientSettings {
        url: fake.url(),
        identity: Some((certificate.as_bytes(), key.as_bytes())),
        authorities: authority.pem().as_bytes(),
    };
    (fake, Client::new(&settings).expect("a client"))
}

#[tokio::test]
async fn the_pictures_go_along_with_what_was_asked_for_and_nothing_else() {
    let (fake, client) = provider(Says::ok(&answer("gestures"))).await;
    let word = client.compare(&pictures(None)).await.expect("a word");
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
    let (_fake, client) = provider(Says::ok(&answer("register"))).await;
    assert!(matches!(client.compare(&pictures(None)).await, Err(Trouble::Unreadable(_))));
    let word = client.compare(&pictures(Some(b"reference"))).await.expect("a word");
    assert_eq!(word.against.as_deref(), Some("register"));
}
