//! A message gateway that keeps what it is given.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Json;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use serde_json::{Value, json};

/// What was sent: the idempotency key and the message.
type Sent = Arc<Mutex<Vec<(String, Value)>>>;

pub(crate) struct Gateway {
    pub(crate) address: String,
    sent: Sent,
    down: Arc<AtomicBool>,
    refused: Arc<AtomicUsize>,
}

impl Gateway {
    pub(crate) async fn start() -> Self {
        let sent = Sent::default();
        let (down, refused) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
        let (kept, is_down, counted) = (Arc::clone(&sent), Arc::clone(&down), Arc::clone(&refused));
        let take = async move |headers: HeaderMap, Json(message): Json<Value>| {
            if is_down.load(Ordering::SeqCst) {
                counted.fetch_add(1, Ordering::SeqCst);
                return (StatusCode::SERVICE_UNAVAILABLE, Json(Value::Null));
            }
            let key = headers["idempotency-key"].to_str().unwrap().to_owned();
            kept.lock().unwrap().push((key, message));
            (StatusCode::ACCEPTED, Json(json!({ "id": "taken" })))
        };
        let socket = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/sms", socket.local_addr().unwrap());
        let router = axum::Router::new().route("/sms", post(take));
        tokio::spawn(async move { axum::serve(socket, router).await });
        Self { address, sent, down, refused }
    }

    /// Whether it takes nothing.
    pub(crate) fn set_down(&self, down: bool) {
        self.down.store(down, Ordering::SeqCst);
    }

    /// How often it took nothing.
    pub(crate) fn refused(&self) -> usize {
        self.refused.load(Ordering::SeqCst)
    }

    /// Every message so far.
    pub(crate) fn sent(&self) -> Vec<(String, Value)> {
        self.sent.lock().unwrap().clone()
    }

    /// The digits in the last message to a number, when there have been more than `before`.
    pub(crate) async fn code_to(&self, number: &str, before: usize) -> String {
        for _ in 0..100 {
            let texts: Vec<_> = self.sent().into_iter().filter(|(_, m)| m["to"] == number).collect();
            if texts.len() > before {
                let text = texts[texts.len() - 1].1["text"].as_str().unwrap().to_owned();
                let digits = text.split(|c: char| !c.is_ascii_digit()).find(|digits| digits.len() == 6);
                return digits.unwrap_or_else(|| panic!("no code in {text:?}")).to_owned();
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("no message to {number} has come");
    }
}
