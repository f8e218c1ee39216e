use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::get;

use crate::knock::tests::kit;
use crate::{Verdict, situations};

/// A portal whose pages ask to be left alone for a second, so many times, and then send everybody to the kit.
async fn portal(times: u32) -> (String, Arc<AtomicU32>) {
    let calls = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&calls);
    let sign_in = move || {
        let before = counted.fetch_add(1, Ordering::SeqCst);
        async move {
            if before < times {
                return (StatusCode::TOO_MANY_REQUESTS, [("retry-after", "1")]).into_response();
            }
            let values =
                format!("state=state-{before:016}&nonce=nonce-{before:016}&code_challenge={before:043}");
            let request =
                "response_type=code&client_id=portal-under-test&code_challenge_method=S256&scope=openid";
            let to = format!("http://127.0.0.1:9400/authorize?{request}&{values}");
            (StatusCode::SEE_OTHER, [("location", to)]).into_response()
        }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let router = Router::new().route("/sign-in/national/kit", get(sign_in));
    tokio::spawn(async move { axum::serve(listener, router).await });
    (address, calls)
}

#[tokio::test]
async fn a_page_that_asks_to_be_left_alone_is_waited_for_and_never_a_failure() {
    let request = situations().into_iter().find(|one| one.name() == "sound-request").expect("there");
    for (times, verdict, waited) in
        [(0, Verdict::Passed, 0), (1, Verdict::Passed, 1), (u32::MAX, Verdict::NotTried, 2)]
    {
        let (address, _) = portal(times).await;
        let waits = AtomicU32::new(0);
        let counts = |wait: Duration| {
            assert_eq!(wait, Duration::from_secs(1));
            waits.fetch_add(1, Ordering::SeqCst);
        };
        let played = kit(&address).play(request, counts).await;
        assert_eq!((played.verdict, waits.into_inner()), (verdict, waited), "{:?}", played.exchanges);
    }
}
