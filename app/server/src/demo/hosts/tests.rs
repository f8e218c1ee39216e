use axum::Router;
use axum::body::Body;
use axum::response::Response;
use axum::routing::get;
use http::{Request, StatusCode};
use tower::ServiceExt;

use super::Hosts;

fn hosts() -> Router {
    let mut hosts = Hosts::new("http://outside.localhost:8080/".to_owned());
    hosts.add("vneid.localhost", Router::new().route("/", get(|| async { "identity" })));
    hosts.add("outside.localhost", Router::new().route("/", get(|| async { "map" })));
    hosts.router()
}

async fn ask(method: &str, uri: &str, host: Option<&str>) -> Response {
    let mut request = Request::builder().method(method).uri(uri);
    if let Some(host) = host {
        request = request.header("host", host);
    }
    hosts().oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
}

async fn text(response: Response) -> String {
    let bytes = axum::body::to_bytes(response.into_body(), 1000).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[tokio::test]
async fn each_name_is_its_site() {
    for host in ["vneid.localhost", "vneid.localhost:8080", "VNeID.localhost:1", "vneid.localhost.:8080"] {
        assert_eq!(text(ask("GET", "/", Some(host)).await).await, "identity", "{host}");
    }
    let absolute = ask("GET", "http://vneid.localhost:8080/", Some("outside.localhost")).await;
    assert_eq!(text(absolute).await, "identity");
}

#[tokio::test]
async fn strangers_are_sent_to_the_map() {
    for host in [Some("localhost:8080"), Some("127.0.0.1:8080"), Some("[::1]:8080"), Some("::1"), None] {
        let response = ask("GET", "/any?where", host).await;
        assert_eq!(response.status(), StatusCode::TEMPORARY_REDIRECT, "{host:?}");
        assert_eq!(response.headers()["location"], "http://outside.localhost:8080/");
    }
    let posted = ask("POST", "/sign-in", Some("evil.example")).await;
    assert_eq!(posted.status(), StatusCode::MISDIRECTED_REQUEST);
}
