//! Forms from elsewhere, addresses that make no sense, and what every page carries.

use axum::http::StatusCode;
use onedoor_site::testing::{Browser, TestWorld, messages};

use crate::actors::{PASSWORD, account_of, khai, vneid};
use crate::steps::{browser, is_signed_in, sign_in};

/// Everything that changes something, with fields that would do.
const POSTS: [(&str, &[(&str, &str)]); 6] = [
    ("/sign-in", &[("identifier", "minh.khai"), ("password", PASSWORD)]),
    ("/sign-out", &[]),
    ("/register", &[("name", "Hồng"), ("phone", "0901234567"), ("consent", "yes")]),
    ("/register/code", &[("id", "code_00000000-0000-7000-8000-000000000000"), ("code", "000000")]),
    ("/register/code/again", &[("id", "code_00000000-0000-7000-8000-000000000000")]),
    ("/register/credentials", &[("id", "code_00000000-0000-7000-8000-000000000000")]),
];

fn fields(of: &[(&str, &str)], csrf: Option<&str>) -> Vec<(String, String)> {
    let csrf = csrf.map(|value| ("csrf", value));
    of.iter().copied().chain(csrf).map(|(n, v)| (n.to_owned(), v.to_owned())).collect()
}

async fn csrf(browser: &mut Browser) -> String {
    browser.get("/register").await.field("/register", "csrf").expect("the form carries the proof")
}

#[tokio::test]
async fn a_form_that_is_not_ours_does_nothing() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    account_of(&identity, &khai()).await;
    let mut visitor = browser(&identity);
    let good = csrf(&mut visitor).await;
    let others = csrf(&mut browser(&identity)).await;
    let written = identity.site.store.counters().changes;
    for (path, of) in POSTS {
        let refused = [
            (None, vec![]),
            (Some(""), vec![]),
            (Some(others.as_str()), vec![]),
            (Some(good.as_str()), vec![("origin", "http://evil.localhost")]),
            (Some(good.as_str()), vec![("origin", "null")]),
            (Some(good.as_str()), vec![("sec-fetch-site", "cross-site")]),
            (
                Some(good.as_str()),
                vec![("sec-fetch-site", "same-site"), ("origin", "http://vneid.localhost")],
            ),
        ];
        for (proof, headers) in refused {
            let answer = visitor.post(path, &fields(of, proof), &headers).await;
            answer.assert_says(StatusCode::FORBIDDEN, "This form has expired");
        }
    }
    assert_eq!(identity.site.store.counters().changes, written, "nothing was written");
    assert!(messages(&identity.site).await.is_empty());
    assert!(!is_signed_in(&mut visitor).await);
}

#[tokio::test]
async fn the_proof_of_a_form_dies_with_the_session() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    account_of(&identity, &khai()).await;
    let mut khai = browser(&identity);
    let before = khai.get("/sign-in").await;
    let first =
        khai.submit(&before, "/sign-in", &[("identifier", "minh.khai"), ("password", PASSWORD)]).await;
    first.assert_leads_to("/account");
    // The page from before signing in, sent again by the back button.
    let again =
        khai.submit(&before, "/sign-in", &[("identifier", "minh.khai"), ("password", PASSWORD)]).await;
    again.assert_says(StatusCode::FORBIDDEN, "This form has expired");
}

#[tokio::test]
async fn only_posts_change_anything() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    account_of(&identity, &khai()).await;
    let mut khai = browser(&identity);
    sign_in(&mut khai, "minh.khai", PASSWORD).await;
    for path in ["/sign-out", "/register/code/again"] {
        let answer = khai.get(path).await;
        answer.assert_leads_to("/");
    }
    assert!(is_signed_in(&mut khai).await);
}

#[tokio::test]
async fn an_address_that_makes_no_sense_gets_a_page() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut visitor = browser(&identity);
    for (path, status) in [
        ("/nowhere", StatusCode::NOT_FOUND),
        ("/sign-in?again=1&again=2", StatusCode::BAD_REQUEST),
        ("/register/code", StatusCode::GONE),
        ("/register/code?id=acct_00000000-0000-7000-8000-000000000000", StatusCode::GONE),
        ("/register/credentials?id=x", StatusCode::GONE),
        ("/register?from=x", StatusCode::GONE),
    ] {
        let answer = visitor.get(path).await;
        assert_eq!(answer.status, status, "{path}");
        assert!(answer.body.contains("<main"), "{path} has a page");
    }
}

#[tokio::test]
async fn no_page_can_be_framed_or_kept() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut visitor = browser(&identity);
    for path in ["/", "/sign-in", "/register", "/signed-out", "/nowhere"] {
        let answer = visitor.get(path).await;
        assert_eq!(answer.header("x-frame-options"), Some("DENY"), "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
        let policy = answer.header("content-security-policy").expect("there is a policy");
        assert!(policy.contains("frame-ancestors 'none'") && policy.contains("default-src 'none'"), "{path}");
    }
}
