use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use onedoor_site::Peer;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::{Limits, Listener};

const LIMITS: Limits = Limits {
    connections: 2,
    of_one_network: None,
    head: Duration::from_millis(300),
    request: Duration::from_millis(500),
    shutdown: Duration::from_secs(2),
};

struct Running {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    served: JoinHandle<()>,
}

async fn run() -> Running {
    run_with(LIMITS).await
}

async fn run_with(limits: Limits) -> Running {
    let pages = Router::new()
        .route("/peer", get(|axum::Extension(peer): axum::Extension<Peer>| async move { peer.0.to_string() }))
        .route(
            "/slow",
            get(|| async {
                tokio::time::sleep(Duration::from_millis(250)).await;
                "slow but there"
            }),
        )
        .route("/never", get(|| async { std::future::pending::<&str>().await }));
    let listener = Listener::bind("127.0.0.1:0".parse().unwrap(), None, limits).await.unwrap();
    let (address, (stop, stopped)) = (listener.address(), watch::channel(false));
    Running { address, stop, served: tokio::spawn(listener.serve(pages, stopped)) }
}

async fn ask(address: SocketAddr, path: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    stream
}

async fn answer(mut stream: TcpStream) -> String {
    let mut text = String::new();
    stream.read_to_string(&mut text).await.unwrap();
    text
}

#[tokio::test]
async fn a_request_knows_its_peer() {
    let running = run().await;
    let text = answer(ask(running.address, "/peer").await).await;
    assert!(text.starts_with("HTTP/1.1 200 OK") && text.ends_with("\r\n\r\n127.0.0.1"), "{text}");
}

#[tokio::test]
async fn who_says_nothing_is_cut_off() {
    let running = run().await;
    let mut stream = TcpStream::connect(running.address).await.unwrap();
    stream.write_all(b"GET /peer HTTP/1.1\r\nhost:").await.unwrap();
    let text = tokio::time::timeout(Duration::from_secs(2), answer(stream)).await.expect("cut off");
    assert!(!text.contains("200"), "{text}");
}

#[tokio::test]
async fn what_takes_too_long_is_answered_503() {
    let running = run().await;
    let text = answer(ask(running.address, "/never").await).await;
    assert!(text.starts_with("HTTP/1.1 503 "), "{text}");
    assert!(text.contains("retry-after: 10"), "{text}");
}

#[tokio::test]
async fn no_more_connections_than_allowed_and_the_next_when_one_ends() {
    let running = run().await;
    let (first, second) = (ask(running.address, "/never").await, ask(running.address, "/never").await);
    let third = ask(running.address, "/peer").await;
    let mut third = tokio::spawn(answer(third));
    assert!(tokio::time::timeout(Duration::from_millis(200), &mut third).await.is_err(), "let in at once");
    drop((first, second));
    let text = tokio::time::timeout(Duration::from_secs(2), third).await.expect("let in").unwrap();
    assert!(text.contains("200 OK"), "{text}");
}

#[tokio::test]
async fn requests_finish_when_it_is_told_to_stop() {
    let running = run().await;
    let slow = ask(running.address, "/slow").await;
    tokio::time::sleep(Duration::from_millis(50)).await;
    running.stop.send(true).unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(TcpStream::connect(running.address).await.is_err(), "still takes connections");
    assert!(answer(slow).await.ends_with("slow but there"));
    tokio::time::timeout(Duration::from_secs(1), running.served).await.expect("stopped").unwrap();
}

/// Asks from another address of this machine than the usual one.
async fn ask_from(from: [u8; 4], address: SocketAddr, path: &str) -> TcpStream {
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind(SocketAddr::from((from, 0))).unwrap();
    let mut stream = socket.connect(address).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    stream
}

#[tokio::test]
async fn exhaustion_one_address_cannot_take_all_places() {
    let running = run_with(Limits { connections: 4, of_one_network: Some(2), ..LIMITS }).await;
    let mut idle = Vec::new();
    for _ in 0..8 {
        idle.push(TcpStream::connect(running.address).await.unwrap());
    }
    let ended = async |stream: &mut TcpStream| {
        let read = tokio::time::timeout(Duration::from_millis(100), stream.read(&mut [0; 1])).await;
        matches!(read, Ok(Ok(0) | Err(_)))
    };
    for more in &mut idle[2..] {
        assert!(ended(more).await, "closed at once");
    }
    let other = answer(ask_from([127, 0, 0, 2], running.address, "/peer").await);
    let text = tokio::time::timeout(Duration::from_millis(200), other).await.expect("not kept waiting");
    assert!(text.contains("200 OK") && text.ends_with("127.0.0.2"), "{text}");
    // The share is free again when its connections end.
    drop(idle);
    tokio::time::sleep(Duration::from_millis(100)).await;
    let text = answer(ask(running.address, "/peer").await).await;
    assert!(text.contains("200 OK"), "{text}");
}

#[test]
fn a_share_is_counted_by_network_and_given_back() {
    let shares = super::Shares::new(Some(1));
    let at = |text: &str| shares.take(text.parse().unwrap());
    let first = at("2001:db8:0:1::1").expect("free");
    assert!(at("2001:db8:0:1:ffff::2").is_none(), "the same network");
    assert!(at("2001:db8:0:2::1").is_some());
    let v4 = at("192.0.2.1").expect("free");
    assert!(at("::ffff:192.0.2.1").is_none(), "the same address");
    drop((first, v4));
    assert!(at("2001:db8:0:1:ffff::2").is_some() && at("192.0.2.1").is_some());
}
