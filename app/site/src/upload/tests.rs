use axum::body::{Body, Bytes};
use futures_util::stream;

use super::Parts;
use crate::{Patience, Refused};

/// The parts of a body that comes in pieces of this size: name, name of the file, content.
async fn read(body: &[u8], size: usize) -> Result<Vec<(String, Option<String>, Vec<u8>)>, Refused> {
    let pieces: Vec<Result<Bytes, std::io::Error>> =
        body.chunks(size).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect();
    let patience = Patience::default();
    let mut parts = Parts::of(Body::from_stream(stream::iter(pieces)), "x--y", patience.clone());
    let mut all = Vec::new();
    while let Some(part) = parts.part().await? {
        let mut content = Vec::new();
        while let Some(piece) = parts.piece().await? {
            content.extend_from_slice(&piece);
        }
        all.push((part.name, part.file_name, content));
    }
    assert!(patience.taken() <= body.len() as u64 && patience.taken() > 0);
    Ok(all)
}

const BODY: &[u8] = b"before\r\n--x--y\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nproof\r\n--x--y\r\n\
    content-disposition: form-data; name=\"empty\"\r\n\r\n\r\n--x--y\r\n\
    Content-Type: text/csv\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a; name=b.csv\"\r\n\r\n\
    one\r\n--x-\r\n--x--\r\n\r\n--x--z\r\n--x--y--\r\nafter";

#[tokio::test]
async fn a_body_is_read_alike_in_pieces_of_any_size() {
    for size in 1..BODY.len() {
        let parts = read(BODY, size).await.ok().expect("read");
        let file = Some("a; name=b.csv".to_owned());
        let content = b"one\r\n--x-\r\n--x--\r\n\r\n--x--z".to_vec();
        let expected = [
            ("csrf".to_owned(), None, b"proof".to_vec()),
            ("empty".to_owned(), None, Vec::new()),
            ("file".to_owned(), file, content),
        ];
        assert_eq!(parts, expected, "pieces of {size}");
    }
}

#[tokio::test]
async fn a_body_that_breaks_off_is_refused() {
    let end = BODY.len() - b"--\r\nafter".len();
    for length in 1..end {
        assert!(read(&BODY[..length], 11).await.is_err(), "{length} bytes of it");
    }
}

#[tokio::test]
async fn heads_and_fields_have_limits() {
    let long = "x".repeat(5000);
    for body in [
        format!("--x--y\r\n{long}"),
        "--x--y\r\n\r\nno head\r\n--x--y--".to_owned(),
        "--x--y\r\nContent-Disposition: form-data\r\n\r\nno name\r\n--x--y--".to_owned(),
    ] {
        assert!(read(body.as_bytes(), 100).await.is_err(), "{body}");
    }
    let field = format!("--x--y\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{long}\r\n--x--y--");
    let mut parts = Parts::of(Body::from(field), "x--y", Patience::default());
    assert!(parts.part().await.ok().flatten().is_some());
    assert!(parts.text().await.is_err());
}
