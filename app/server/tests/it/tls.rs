//! TLS from certificate files.

use std::process::Command;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use onedoor_server::http_client::{Reach, http_client};
use onedoor_server::listener::{Limits, Listener, Tls};
use tokio::sync::watch;

use crate::support::program::Scratch;

const LIMITS: Limits = Limits {
    connections: 16,
    of_one_network: None,
    settle: Duration::from_secs(1),
    head: Duration::from_secs(2),
    request: Duration::from_secs(2),
    shutdown: Duration::from_secs(2),
};

/// A certificate for `localhost` that signs itself, and its key.
fn certificate(dir: &Scratch, name: &str) -> (std::path::PathBuf, std::path::PathBuf) {
    let (certificate, key) = (dir.path().join(format!("{name}.pem")), dir.path().join(format!("{name}.key")));
    let made = Command::new("openssl")
        .args([
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "2",
        ])
        .args(["-subj", &format!("/CN={name}"), "-addext", "subjectAltName=DNS:localhost"])
        .args(["-addext", "basicConstraints=critical,CA:FALSE", "-keyout"])
        .arg(&key)
        .arg("-out")
        .arg(&certificate)
        .output()
        .expect("openssl");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    (certificate, key)
}

async fn ask(port: u16, trusted: &std::path::Path) -> Result<String, reqwest::Error> {
    let client = http_client(Reach::Anywhere(&std::fs::read(trusted).unwrap())).unwrap();
    client.get(format!("https://localhost:{port}/")).send().await?.text().await
}

#[tokio::test]
async fn certificate_files_are_used_and_renewed() {
    let dir = Scratch::new("tls");
    let (certificate, key) = self::certificate(&dir, "first");
    let tls = Tls::from_files(&certificate, &key).unwrap();
    let listener = Listener::bind("127.0.0.1:0".parse().unwrap(), Some(tls.clone()), LIMITS).await.unwrap();
    let (port, (_stop, stopped)) = (listener.address().port(), watch::channel(false));
    tokio::spawn(listener.serve(Router::new().route("/", get(|| async { "over TLS" })), stopped));
    assert_eq!(ask(port, &certificate).await.unwrap(), "over TLS");

    let (second, second_key) = self::certificate(&dir, "second");
    assert!(ask(port, &second).await.is_err(), "a stranger's certificate was believed");
    let plain = http_client(Reach::ThisMachine).unwrap().get(format!("http://localhost:{port}/"));
    assert!(plain.send().await.is_err(), "plain HTTP was answered");

    let before = std::fs::read(&certificate).unwrap();
    std::fs::copy(&second_key, &key).unwrap();
    assert!(tls.renew().is_err(), "a key of another certificate was taken");
    let kept = dir.write("kept.pem", &String::from_utf8(before).unwrap());
    assert_eq!(ask(port, &kept).await.unwrap(), "over TLS");
    std::fs::copy(&second, &certificate).unwrap();
    tls.renew().unwrap();
    assert_eq!(ask(port, &second).await.unwrap(), "over TLS");
}

#[test]
fn what_is_wrong_with_the_files_is_told() {
    let dir = Scratch::new("tls-wrong");
    let (certificate, key) = self::certificate(&dir, "one");
    let (_, other) = self::certificate(&dir, "other");
    let told =
        |c: &std::path::Path, k: &std::path::Path| Tls::from_files(c, k).err().expect("refused").to_string();
    assert!(told(&certificate, &other).contains("cannot be used together"));
    assert!(told(&key, &key).contains("one.key: "));
    assert!(told(&certificate, &certificate).contains("one.pem: "));
    assert!(told(&dir.path().join("none"), &key).contains("none: "));
}
