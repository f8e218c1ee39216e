use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use onedoor_site::Peer;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use super::{Limits, Listener};

const LIMITS: Limits = Limits {
    connections: 2,
    of_one_network: None,
    settle: HOUR,
    head: Duration::from_millis(300),
    request: Duration::from_millis(500),
    shutdown: Duration::from_secs(2),
};

const HOUR: Duration = Duration::from_hours(1);

struct Running {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    served: JoinHandle<()>,
    /// A request for `/gate` has begun.
    begun: Arc<Notify>,
    /// Lets it through.
    release: Arc<Notify>,
}

async fn run() -> Running {
    run_with(LIMITS).await
}

async fn run_with(limits: Limits) -> Running {
    let (begun, release) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (has_begun, let_through) = (Arc::clone(&begun), Arc::clone(&release));
    let pages = Router::new()
        .route(
            "/gate",
            get(|| async move {
                has_begun.notify_one();
                let_through.notified().await;
                "through"
            }),
        )
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
    Running { address, stop, served: tokio::spawn(listener.serve(pages, stopped)), begun, release }
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
        let read = tokio::time::timeout(Duration::from_secs(10), stream.read(&mut [0; 1])).await;
        matches!(read, Ok(Ok(0) | Err(_)))
    };
    for more in &mut idle[2..] {
        assert!(ended(more).await, "closed");
    }
    let other = answer(ask_from([127, 0, 0, 2], running.address, "/peer").await);
    let text = tokio::time::timeout(Duration::from_secs(10), other).await.expect("let in");
    assert!(text.contains("200 OK") && text.ends_with("127.0.0.2"), "{text}");
    // The share is free again when its connections end, which the other side sees a moment later.
    drop(idle);
    for _ in 0..100 {
        let mut text = String::new();
        let mut stream = ask(running.address, "/peer").await;
        if stream.read_to_string(&mut text).await.is_ok() && text.contains("200 OK") {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the share is not given back");
}

#[tokio::test]
async fn exhaustion_many_addresses_of_one_neighbourhood_make_room_for_another() {
    let limits =
        Limits { connections: 8, of_one_network: Some(1), settle: Duration::ZERO, head: HOUR, ..LIMITS };
    let running = run_with(limits).await;
    let mut idle = Vec::new();
    for last in 1..=8 {
        let socket = tokio::net::TcpSocket::new_v4().unwrap();
        socket.bind(SocketAddr::from(([127, 0, 0, last], 0))).unwrap();
        idle.push(socket.connect(running.address).await.unwrap());
    }
    let other = answer(ask_from([127, 0, 1, 1], running.address, "/peer").await);
    let text = tokio::time::timeout(Duration::from_secs(10), other).await.expect("let in");
    assert!(text.contains("200 OK") && text.ends_with("127.0.1.1"), "{text}");
    // The first of them had been idle for the longest time.
    let read = tokio::time::timeout(Duration::from_secs(10), idle[0].read(&mut [0; 1])).await;
    assert!(matches!(read, Ok(Ok(0) | Err(_))), "{read:?}");
}

#[tokio::test]
async fn who_is_being_answered_is_not_cut() {
    let limits =
        Limits { connections: 1, of_one_network: Some(1), settle: Duration::ZERO, request: HOUR, ..LIMITS };
    let running = run_with(limits).await;
    // It is being answered before anybody else comes, and until it is let through.
    let gate = ask(running.address, "/gate").await;
    running.begun.notified().await;
    let other = ask_from([127, 0, 1, 1], running.address, "/peer").await;
    let mut other = tokio::spawn(answer(other));
    assert!(tokio::time::timeout(Duration::from_millis(300), &mut other).await.is_err(), "let in");
    running.release.notify_one();
    assert!(answer(gate).await.ends_with("through"));
    let text = tokio::time::timeout(Duration::from_secs(10), other).await.expect("let in").unwrap();
    assert!(text.contains("200 OK"), "{text}");
}

#[tokio::test]
async fn a_request_names_one_host() {
    let running = run().await;
    let said = async |head: &str| {
        let mut stream = TcpStream::connect(running.address).await.unwrap();
        stream.write_all(format!("GET /peer {head}connection: close\r\n\r\n").as_bytes()).await.unwrap();
        answer(stream).await
    };
    for refused in [
        "HTTP/1.1\r\nhost: here\r\nhost: there\r\n",
        "HTTP/1.1\r\nhost: here\r\nHost: here\r\n",
        "HTTP/1.1\r\n",
    ] {
        let text = said(refused).await;
        assert!(text.starts_with("HTTP/1.1 400 "), "{refused:?}: {text}");
    }
    for taken in ["HTTP/1.1\r\nhost: here\r\n", "HTTP/1.0\r\n"] {
        let text = said(taken).await;
        assert!(text.contains(" 200 OK"), "{taken:?}: {text}");
    }
}
