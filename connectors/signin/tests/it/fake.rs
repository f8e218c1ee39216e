//! A provider on a port of its own: fixed answers by path, and a record of what was asked.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use onedoor_oidc::id_token::{Audience, IdTokenClaims};
use onedoor_oidc::keys::{Algorithm, Jwks, SigningKey};
use serde_json::{Map, Value, json};

use crate::NOW;

pub(crate) struct Fake {
    issuer: String,
    pub(crate) key: SigningKey,
    inner: Arc<Mutex<Inner>>,
}

#[derive(Default)]
struct Inner {
    answers: HashMap<String, Answer>,
    asked: Vec<Asked>,
}

#[derive(Clone)]
pub(crate) enum Answer {
    Given(u16, String),
    /// Nothing comes for longer than the client waits.
    Silence,
    /// The connection closes in the middle.
    BrokenOff,
    Redirect(String),
}

#[derive(Clone)]
pub(crate) struct Asked {
    pub(crate) path: String,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Fake {
    /// A provider that does everything right.
    pub(crate) fn start() -> Self {
        let socket = TcpListener::bind("127.0.0.1:0").expect("a port");
        let issuer = format!("http://{}", socket.local_addr().expect("an address"));
        let key = SigningKey::generate(Algorithm::Es256).expect("a key");
        let fake = Self { issuer, key, inner: Arc::default() };
        let inner = Arc::clone(&fake.inner);
        std::thread::spawn(move || {
            for stream in socket.incoming().flatten() {
                let inner = Arc::clone(&inner);
                std::thread::spawn(move || serve(stream, &inner));
            }
        });
        fake.says("/.well-known/openid-configuration", 200, &fake.document());
        fake.publishes(&fake.key);
        fake.says(
            "/par",
            201,
            &json!({ "request_uri": "urn:ietf:params:oauth:request_uri:r1", "expires_in": 60 }),
        );
        fake.says("/userinfo", 200, &json!({ "sub": "person-1", "name": "Nguyễn Văn Mẫu" }));
        fake.gives(&fake.token(&fake.claims()));
        fake
    }

    pub(crate) fn issuer(&self) -> &str {
        &self.issuer
    }

    /// What it says of itself.
    pub(crate) fn document(&self) -> Value {
        let at = |path: &str| format!("{}{path}", self.issuer);
        json!({
            "issuer": self.issuer,
            "authorization_endpoint": at("/authorize"),
            "token_endpoint": at("/token"),
            "jwks_uri": at("/jwks"),
            "userinfo_endpoint": at("/userinfo"),
            "pushed_authorization_request_endpoint": at("/par"),
            "end_session_endpoint": at("/end"),
            "authorization_response_iss_parameter_supported": true,
        })
    }

    pub(crate) fn claims(&self) -> IdTokenClaims {
        IdTokenClaims {
            iss: self.issuer.clone(),
            sub: "person-1".to_owned(),
            aud: Audience::One("portal".to_owned()),
            exp: NOW.seconds() + 300,
            iat: NOW.seconds(),
            auth_time: Some(NOW.seconds() - 10),
            nonce: Some("the-nonce".to_owned()),
            acr: Some("urn:onedoor:loa:1".to_owned()),
            amr: vec!["pwd".to_owned()],
            azp: None,
            at_hash: None,
            sid: Some("session-1".to_owned()),
            extra: Map::new(),
        }
    }

    pub(crate) fn token(&self, claims: &IdTokenClaims) -> String {
        claims.sign(&self.key).expect("a signature")
    }

    /// The token endpoint gives this ID token.
    pub(crate) fn gives(&self, id_token: &str) {
        let answer = json!({ "access_token": "access", "token_type": "Bearer", "id_token": id_token });
        self.says("/token", 200, &answer);
    }

    /// The key set is this key.
    pub(crate) fn publishes(&self, key: &SigningKey) {
        let set = Jwks { keys: vec![key.jwk().clone()] };
        let json = serde_json::from_slice(&set.to_json()).expect("our own JSON");
        self.says("/jwks", 200, &json);
    }

    pub(crate) fn says(&self, path: &str, status: u16, body: &Value) {
        self.answers(path, Answer::Given(status, body.to_string()));
    }

    pub(crate) fn answers(&self, path: &str, answer: Answer) {
        self.inner.lock().expect("whole").answers.insert(path.to_owned(), answer);
    }

    pub(crate) fn asked(&self, path: &str) -> Vec<Asked> {
        self.inner.lock().expect("whole").asked.iter().filter(|asked| asked.path == path).cloned().collect()
    }
}

fn serve(mut stream: TcpStream, inner: &Mutex<Inner>) {
    let Some(asked) = read(&stream) else { return };
    let answer = {
        let mut inner = inner.lock().expect("whole");
        let answer = inner.answers.get(&asked.path).cloned();
        inner.asked.push(asked);
        answer.unwrap_or(Answer::Given(404, String::new()))
    };
    let text = match answer {
        Answer::Silence => {
            std::thread::sleep(Duration::from_secs(2));
            return;
        }
        Answer::BrokenOff => "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{".to_owned(),
        Answer::Redirect(to) => {
            format!("HTTP/1.1 302 Found\r\nlocation: {to}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
        }
        Answer::Given(status, body) => {
            let length = body.len();
            format!("HTTP/1.1 {status} X\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}")
        }
    };
    // The client may have gone.
    let _ = stream.write_all(text.as_bytes());
}

fn read(stream: &TcpStream) -> Option<Asked> {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head).ok()? == 0 {
            return None;
        }
    }
    let lower = head.to_ascii_lowercase();
    let length =
        lower.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let path = head.split(' ').nth(1)?.to_owned();
    Some(Asked { path, head, body: String::from_utf8(body).ok()? })
}
