//! What is tried against every site where people sign in, whatever its role.

use axum::http::StatusCode;

use super::{Answer, Browser};

/// Somebody else's site.
pub const EVIL: &str = "https://evil.example";

/// Ways off the site, in the shapes in which browsers take them for one.
pub const OFF_THE_SITE: [&str; 9] = [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "/\t/evil.example/",
    "/..//evil.example/",
    "/a/..//evil.example/",
    "/%2E/%2Fevil.example/",
    "/%5Cevil.example/",
    "javascript:alert(1)",
];

/// Sends the form to sign out as other sites and other browsers can, and asserts that each is refused and the
/// browser stays signed in; then as it stands, so that the refusals were those of the proof. `others` is a form
/// of another browser; returns the last answer.
pub async fn foreign_sign_outs(browser: &mut Browser, others: &[(String, String)]) -> Answer {
    let good = browser.get("/account").await.form("/sign-out").expect("a form to sign out");
    let bare: Vec<_> = good.iter().filter(|(name, _)| name != "csrf").cloned().collect();
    let origin = browser.origin().to_owned();
    let own = [("origin", origin.as_str()), ("sec-fetch-site", "same-origin")];
    for (fields, headers) in [
        (bare.as_slice(), own.as_slice()),
        (others, own.as_slice()),
        (&good, &[("origin", EVIL)]),
        (&good, &[("sec-fetch-site", "cross-site")]),
    ] {
        let answer = browser.post("/sign-out", fields, headers).await;
        answer.assert_says(StatusCode::FORBIDDEN, "This form has expired");
        assert!(browser.is_signed_in().await, "{fields:?} {headers:?}");
    }
    let answer = browser.post("/sign-out", &good, &own).await;
    assert!(!browser.is_signed_in().await, "the test would see it");
    answer
}

/// Asserts that none of these pages may stand in a frame.
#[track_caller]
pub fn assert_unframed(answers: &[Answer]) {
    for answer in answers {
        assert_eq!(answer.header("x-frame-options"), Some("DENY"), "{}", answer.path);
        let policy = answer.header("content-security-policy").expect("a policy");
        assert!(policy.contains("frame-ancestors 'none'"), "{}: {policy}", answer.path);
    }
}
