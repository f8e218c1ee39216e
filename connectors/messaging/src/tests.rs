use std::io::{Read, Write};
use std::net::TcpListener;

use onedoor_base::{Country, MessageId, Phone, Secret};
use reqwest::{Client, StatusCode};

use super::{Gateway, SendError};

/// Answers one request with `answer` and returns what it was.
fn gateway(answer: &'static str) -> (Gateway, std::thread::JoinHandle<String>) {
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/sms", socket.local_addr().unwrap()).parse().unwrap();
    let served = std::thread::spawn(move || {
        let (mut stream, _) = socket.accept().unwrap();
        let mut request = String::new();
        let mut buffer = [0; 4096];
        while !request.ends_with('}') {
            let n = stream.read(&mut buffer).unwrap();
            assert!(n > 0, "the request broke off: {request}");
            request.push_str(std::str::from_utf8(&buffer[..n]).unwrap());
        }
        stream.write_all(answer.as_bytes()).unwrap();
        request
    });
    let http = Client::builder().no_proxy().build().unwrap();
    (Gateway::new(http, url, Secret::new("the-token"), Some("VNeID".to_owned())), served)
}

async fn send(gateway: &Gateway) -> Result<String, SendError> {
    let to = Phone::parse("0912 345 678", Country::Vietnam).unwrap();
    gateway.send(MessageId::from_bytes([7; 16]), &to, "Mã: 123456").await
}

async fn answered(answer: &'static str) -> Result<String, SendError> {
    let (gateway, served) = gateway(answer);
    let result = send(&gateway).await;
    served.join().unwrap();
    result
}

#[tokio::test]
async fn a_message_is_sent_with_token_and_key() {
    let (gateway, served) = gateway("HTTP/1.1 202 Accepted\r\ncontent-length: 12\r\n\r\n{\"id\":\"g-1\"}");
    assert_eq!(send(&gateway).await, Ok("g-1".to_owned()));
    let request = served.join().unwrap();
    assert!(request.starts_with("POST /sms HTTP/1.1\r\n"), "{request}");
    assert!(request.contains("authorization: Bearer the-token\r\n"), "{request}");
    assert!(
        request.contains(&format!("idempotency-key: {}\r\n", MessageId::from_bytes([7; 16]))),
        "{request}"
    );
    let body = "{\"to\":\"+84912345678\",\"text\":\"Mã: 123456\",\"sender\":\"VNeID\"}";
    assert!(request.ends_with(body), "{request}");
}

#[tokio::test]
async fn what_cannot_pass_is_told_from_what_can() {
    let refused = answered("HTTP/1.1 422 Unprocessable\r\ncontent-length: 0\r\n\r\n").await.unwrap_err();
    assert_eq!(refused, SendError::Refused(StatusCode::UNPROCESSABLE_ENTITY.to_string()));
    assert!(!refused.may_pass());
    for answer in [
        "HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 429 Too Many Requests\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 503 Unavailable\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok",
        "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 405 Method Not Allowed\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 409 Conflict\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 304 Not Modified\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 202 Accepted\r\ncontent-length: 100\r\n\r\n{",
    ] {
        assert!(answered(answer).await.unwrap_err().may_pass(), "{answer}");
    }
}

#[tokio::test]
async fn nobody_there_is_told_without_the_message() {
    let socket = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/", socket.local_addr().unwrap()).parse().unwrap();
    drop(socket);
    let http = Client::builder().no_proxy().build().unwrap();
    let error = send(&Gateway::new(http, url, Secret::new("the-token"), None)).await.unwrap_err();
    assert!(error.may_pass());
    let told = format!("{error} {error:?}");
    assert!(!told.contains("123456") && !told.contains("the-token"), "{told}");
}
