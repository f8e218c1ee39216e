use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use onedoor_base::{Clock, Randomness, Timestamp};

use crate::{Kit, Settings, starter};

struct Noon;

impl Clock for Noon {
    fn now(&self) -> Timestamp {
        Timestamp::from_seconds(1_800_000_000)
    }
}

impl Randomness for Noon {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

pub(crate) fn kit(portal: &str) -> Kit {
    let settings: Settings = toml::from_str(&starter("abc")).expect("settings");
    let parts: (Arc<dyn Clock>, Arc<dyn Randomness>) = (Arc::new(Noon), Arc::new(Noon));
    let http = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .expect("a client");
    Kit::new(settings, portal, http, parts).expect("a kit")
}

/// A portal that believes nobody for so many calls; its address, and how often it was called.
async fn portal(unbelieving: u32) -> (String, Arc<AtomicU32>) {
    let calls = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&calls);
    let answer = move || {
        let before = counted.fetch_add(1, Ordering::SeqCst);
        async move { if before < unbelieving { StatusCode::UNAUTHORIZED } else { StatusCode::OK } }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let router = Router::new().route("/linking/v1", get(answer));
    tokio::spawn(async move { axum::serve(listener, router).await });
    (address, calls)
}

#[tokio::test]
async fn a_portal_gets_the_time_to_ask_for_the_key() {
    for (unbelieving, calls) in [(0, 1), (2, 3), (100, 13)] {
        let (address, called) = portal(unbelieving).await;
        assert!(kit(&address).knocks(Duration::from_millis(1)).await);
        assert_eq!(called.load(Ordering::SeqCst), calls);
    }
}

#[tokio::test]
async fn where_nobody_answers_nothing_is_played() {
    let nobody = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
        format!("http://{}", listener.local_addr().expect("an address"))
    };
    assert!(!kit(&nobody).knocks(Duration::from_millis(1)).await);
}
