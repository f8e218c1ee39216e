//! A portal that is asked to link, as far as the identity meets it.

use std::sync::{Arc, Mutex};

use axum::Json;
use axum::http::StatusCode;
use axum::routing::{get, post};
use onedoor_oidc::Client;
use serde_json::json;

use crate::provider::party::{Scene, haiduong, house};

/// A portal's interface: says what it is, and answers whoever asks to link as it is told to.
pub(super) struct Portal {
    pub(super) endpoint: String,
    pub(super) asked: Arc<Mutex<Vec<serde_json::Value>>>,
    /// What it answers when it is told of a link.
    told: Arc<Mutex<serde_json::Value>>,
}

impl Portal {
    pub(super) async fn start(
        way: &str,
        organisations: bool,
        page: &str,
        answer: (u16, serde_json::Value),
    ) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let endpoint = format!("http://{}/linking/v1", listener.local_addr().expect("an address"));
        let description = json!({
            "version": 1, "system": "haiduong", "name": { "en": "Hải Dương" }, "way": way, "page": page,
            "organisations": organisations, "candidates": true,
        });
        let asked: Arc<Mutex<Vec<serde_json::Value>>> = Arc::default();
        let heard = Arc::clone(&asked);
        let link = move |Json(request): Json<serde_json::Value>| {
            let (heard, (status, answer)) = (Arc::clone(&heard), answer.clone());
            async move {
                heard.lock().expect("whole").push(request);
                (StatusCode::from_u16(status).expect("a status"), Json(answer))
            }
        };
        let told: Arc<Mutex<serde_json::Value>> = Arc::default();
        let answers = Arc::clone(&told);
        let tell = move || {
            let answer = answers.lock().expect("whole").clone();
            // A text is answered as it stands.
            let body = answer.as_str().map_or_else(|| answer.to_string(), str::to_owned);
            async move { ([("content-type", "application/json")], body) }
        };
        let heard = Arc::clone(&asked);
        let candidates = move |Json(request): Json<serde_json::Value>| {
            let heard = Arc::clone(&heard);
            async move {
                heard.lock().expect("whole").push(request);
                Json(json!({ "accounts": [{ "user_name": "hu•••" }], "more": false }))
            }
        };
        let router = axum::Router::new()
            .route("/linking/v1", get(move || async move { Json(description) }))
            .route("/linking/v1/links", post(link))
            .route("/linking/v1/organisations", get(self::organisations))
            .route("/linking/v1/links/{id}", axum::routing::put(tell))
            .route("/linking/v1/candidates", post(candidates));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { endpoint, asked, told }
    }

    /// What it answers when it is told of a link.
    pub(super) fn tells(&self, answer: serde_json::Value) {
        *self.told.lock().expect("whole") = answer;
    }

    pub(super) async fn scene(&self) -> Scene {
        Scene::with(&self.clients()).await
    }

    /// The same where programs are kept out when something speaks for one.
    pub(super) async fn guarded(&self) -> Scene {
        Scene::checking(&self.clients(), onedoor_site::challenge::Captcha::Risk).await
    }

    fn clients(&self) -> [Client; 2] {
        [Client { linking_endpoint: Some(self.endpoint.clone()), ..haiduong() }, house()]
    }
}

/// Two organisations, one of them in a region.
async fn organisations(
    axum::extract::Query(asked): axum::extract::Query<std::collections::BTreeMap<String, String>>,
) -> (StatusCode, Json<serde_json::Value>) {
    let lyceum = json!({ "name": { "en": "Lyceum\u{7} 7" }, "organisation": "edu-122" });
    let school = json!({ "name": { "ru": "School 1" }, "organisation": "edu-111" });
    let region = json!({ "name": { "ru": "Заречная" }, "within": "r 1" });
    let title = json!({ "en": "Region" });
    let word = |name: &str| asked.get(name).map(String::as_str);
    match (word("organisation"), word("within")) {
        (Some("edu-122"), _) => (StatusCode::OK, Json(json!({ "choices": [lyceum] }))),
        (None, Some("r 1")) => (StatusCode::OK, Json(json!({ "choices": [school] }))),
        (None, None) => (StatusCode::OK, Json(json!({ "title": title, "choices": [region, lyceum] }))),
        _ => (StatusCode::NOT_FOUND, Json(problem("not_found", 404).1)),
    }
}

pub(super) fn problem(code: &str, status: u16) -> (u16, serde_json::Value) {
    (status, json!({ "status": status, "code": code, "title": "x", "retry_after": 60 }))
}
