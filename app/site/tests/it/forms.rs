use axum::http::StatusCode;
use onedoor_site::testing::{Answer, Browser};

use crate::small_site::{Small, small};

async fn form(small: &Small) -> (Browser, Answer, Vec<(String, String)>) {
    let mut browser = Browser::at(&small.site, &small.router);
    let page = browser.get("/form").await;
    let mut fields = page.form("/form").expect("the form");
    fields.push(("wish".to_owned(), "rain".to_owned()));
    (browser, page, fields)
}

#[tokio::test]
async fn a_form_of_ours_is_taken() {
    let small = small().await;
    let (mut browser, page, _) = form(&small).await;
    assert_eq!(browser.submit(&page, "/form", &[("wish", "rain")]).await.body, "wished for rain");
}

#[tokio::test]
async fn hostile_input_a_form_with_nul_reaches_no_route() {
    let small = small().await;
    let (mut browser, _, mut fields) = form(&small).await;
    for wish in ["\0", "rain\0", "\0rain"] {
        fields.last_mut().expect("the wish").1 = wish.to_owned();
        let answer = browser.post("/form", &fields, &[]).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", answer.body);
    }
    fields.last_mut().expect("the wish").1 = "%00".to_owned();
    assert_eq!(browser.post("/form", &fields, &[]).await.body, "wished for %00", "only the character itself");
}

#[tokio::test]
async fn csrf_a_form_without_our_proof_is_refused() {
    let small = small().await;
    let (mut browser, _, fields) = form(&small).await;
    let without: Vec<_> = fields.iter().filter(|(name, _)| name != "csrf").cloned().collect();
    assert_eq!(browser.post("/form", &without, &[]).await.status, StatusCode::FORBIDDEN);
    let wrong = vec![("csrf".to_owned(), "x".repeat(43)), ("wish".to_owned(), "rain".to_owned())];
    assert_eq!(browser.post("/form", &wrong, &[]).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn csrf_a_form_from_elsewhere_is_refused_even_with_the_proof() {
    let small = small().await;
    let (mut browser, _, fields) = form(&small).await;
    for header in [
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ] {
        let answer = browser.post("/form", &fields, &[header]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{header:?}");
    }
    // An old browser that says nothing of where the form came from, with our proof.
    assert_eq!(browser.post("/form", &fields, &[]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn csrf_the_proof_of_another_browser_is_worth_nothing() {
    let small = small().await;
    let (_, _, stolen) = form(&small).await;
    let (mut other, ..) = form(&small).await;
    assert_eq!(other.post("/form", &stolen, &[]).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn csrf_a_form_from_before_the_sign_in_is_refused_after_it() {
    let small = small().await;
    let (mut browser, page, fields) = form(&small).await;
    browser.submit(&page, "/enter", &[]).await;
    assert_eq!(browser.post("/form", &fields, &[]).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_form_that_has_expired_can_be_opened_again() {
    let small = small().await;
    let (mut browser, _, _) = form(&small).await;
    let origin = small.site.settings.origin();
    for (from, return_to, leads_to) in [
        ("/form?of=1", "/page", "/form?of=1"),
        ("/form", "/page?of=2", "/form?return_to=%2Fpage%3Fof%3D2"),
        ("/form", "//evil.example", "/form"),
        ("//evil.example/form", "", "/"),
    ] {
        let stale = vec![("return_to".to_owned(), return_to.to_owned())];
        let referer = format!("{origin}{from}");
        let answer = browser.post("/form", &stale, &[("referer", &referer)]).await;
        assert!(answer.body.contains(&format!("href=\"{leads_to}\"")), "{from}: {}", answer.body);
    }
    let stale = vec![("csrf".to_owned(), String::new())];
    let answer = browser.post("/form", &stale, &[("referer", "https://evil.example/form")]).await;
    assert!(!answer.body.contains("evil.example"));
}

#[tokio::test]
async fn hostile_forms_get_an_answer() {
    let small = small().await;
    let (mut browser, _, mut fields) = form(&small).await;
    fields.push(("wish".to_owned(), "twice".to_owned()));
    assert_eq!(browser.post("/form", &fields, &[]).await.status, StatusCode::BAD_REQUEST);
    let long = vec![("wish".to_owned(), "x".repeat(100_000))];
    assert_eq!(browser.post("/form", &long, &[]).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn another_language_keeps_what_was_typed_and_sends_nothing() {
    let small = small().await;
    let mut browser = Browser::at(&small.site, &small.router);
    let page = browser.get("/form?a=b").await;
    let button = page.body.split("<button").find(|button| button.contains("language=ru")).unwrap_or_default();
    for part in ["form=\"form\"", "formmethod=\"post\"", "formaction=\"/form?a=b&amp;language=ru\""] {
        assert!(button.contains(part), "no {part} in {button}");
    }
    let first = page.body.split("<button").nth(1).unwrap_or_default();
    assert!(!first.contains("formaction"), "Enter would change the language: {first}");

    let csrf = page.field("/form", "csrf").expect("the proof");
    let typed = |csrf: &str| {
        [("csrf", csrf), ("wish", "a <bridge>"), ("password", "quite secret")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec()
    };
    let ours = [("origin", small.site.settings.origin())];
    let ours: Vec<_> = ours.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let russian = browser.post("/form?a=b&language=ru", &typed(&csrf), &ours).await;
    assert_eq!(russian.status, StatusCode::OK, "{}", russian.body);
    assert!(russian.body.contains("<html lang=\"ru\""), "{}", russian.body);
    assert_eq!(russian.field("/wish", "wish").as_deref(), Some("a <bridge>"));
    assert_eq!(russian.field("/wish", "sure"), None, "the box was taken off");
    assert!(!russian.body.contains("quite secret") && !russian.says("wished for"), "{}", russian.body);
    assert!(russian.body.contains("formaction=\"/form?a=b&amp;language=vi\""), "{}", russian.body);
    assert!(browser.get("/form").await.body.contains("<html lang=\"ru\""), "the choice is remembered");

    for (fields, headers) in
        [(typed("made up"), ours), (typed(&csrf), vec![("origin", "https://evil.example")])]
    {
        let refused = browser.post("/form?language=vi", &fields, &headers).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(!refused.body.contains("bridge"), "{}", refused.body);
    }
    assert!(browser.get("/form").await.body.contains("<html lang=\"ru\""), "a refused switch is none");
}
