use axum::http::StatusCode;
use onedoor_site::testing::Browser;

use crate::small_site::small;

#[tokio::test]
async fn clickjacking_no_page_may_be_shown_in_a_frame() {
    let small = small().await;
    for path in ["/page", "/nowhere", "/broken"] {
        let answer = Browser::at(&small.site, &small.router).get(path).await;
        assert_eq!(answer.header("x-frame-options"), Some("DENY"), "{path}");
        let policy = answer.header("content-security-policy").expect("a policy").to_owned();
        assert!(policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
    }
}

#[tokio::test]
async fn the_back_button_passes_over_a_form_that_came_back_and_finds_nothing_of_a_session_that_is_over() {
    let small = small().await;
    let stale = [("csrf".to_owned(), "stale".to_owned())];
    let mut browser = Browser::at(&small.site, &small.router);
    let refused = browser.post("/form", &stale, &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(refused.header("cache-control"), Some("private, no-cache"));
    assert_eq!(refused.header("vary"), None, "what a visitor typed is theirs also after signing in");
    let page = browser.get("/form").await;
    browser.submit(&page, "/enter", &[]).await.assert_leads_to("/own");
    let refused = browser.post("/form", &stale, &[]).await;
    assert_eq!(refused.header("cache-control"), Some("private, no-cache"));
    assert_eq!(refused.header("vary"), Some("cookie"), "another session must not see it");
    assert_eq!(browser.get("/nowhere").await.header("cache-control"), Some("no-store"));
}

#[tokio::test]
async fn nobody_is_told_by_a_link_of_others_that_something_has_happened() {
    let small = small().await;
    let mut browser = Browser::at(&small.site, &small.router);
    let (told, nothing) = ("done: \"wished\", page: \"2\"", "done: \"\", page: \"2\"");
    let address = "/done?page=2&done=wished";
    assert_eq!(browser.get(address).await.body, nothing, "a link that anybody can write");
    let form = browser.get("/form").await;
    let sent = browser.submit(&form, "/done", &[]).await;
    sent.assert_leads_to(address);
    // Somewhere else it says nothing, in another browser neither, and under other names no more.
    for other in ["/done?page=2&done=else", "/done?done=wished&page=2", "/done?page=2&%64one=wished"] {
        assert!(browser.get(other).await.says("done: \"\""), "{other}");
    }
    assert_eq!(Browser::at(&small.site, &small.router).get(address).await.body, nothing);
    // Said once.
    assert_eq!(browser.get(address).await.body, told);
    assert_eq!(browser.get(address).await.body, nothing);
    // Nor does the choice of language say it, whoever wrote that address.
    let led = browser.get("/language/ru?back=%2Fdone%3Fpage%3D2%26done%3Dwished").await;
    assert_eq!(browser.follow(led).await.body, nothing);
}

#[tokio::test]
async fn open_redirect_the_choice_of_language_leads_back_to_this_site_only() {
    let small = small().await;
    let mut browser = Browser::at(&small.site, &small.router);
    for (back, leads_to) in [
        ("/page", "/page"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example/", "/"),
        ("/\t/evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
        ("/phường/Хутор?q=ế", "/ph%C6%B0%E1%BB%9Dng/%D0%A5%D1%83%D1%82%D0%BE%D1%80?q=%E1%BA%BF"),
    ] {
        let encoded: String = url::form_urlencoded::byte_serialize(back.as_bytes()).collect();
        let answer = browser.get(&format!("/language/ru?back={encoded}")).await;
        answer.assert_leads_to(leads_to);
    }
    assert!(browser.get("/page").await.says("lang=\"ru\""));
}

#[tokio::test]
async fn a_person_s_choice_of_language_goes_before_the_browser_s() {
    let small = small().await;
    let mut browser = Browser::at(&small.site, &small.router).with("accept-language", "zh-CN,zh;q=0.9");
    assert!(browser.get("/page").await.says("lang=\"zh-Hans\""));
    browser.get("/language/vi?back=/page").await;
    assert!(browser.get("/page").await.says("lang=\"vi\""));
    assert_eq!(browser.get("/language/xx?back=/page").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_went_wrong_is_for_the_log_and_a_number_for_the_visitor() {
    let small = small().await;
    let answer = Browser::at(&small.site, &small.router).get("/broken").await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(!answer.says("the reason"));
    assert!(answer.says("reference"), "a number to quote: {}", answer.body);
}

#[tokio::test]
async fn what_the_router_refuses_has_a_page_too() {
    let small = small().await;
    let mut browser = Browser::at(&small.site, &small.router);
    let nowhere = browser.get("/nowhere").await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    assert!(nowhere.says("<h1"));
    let wrong_method = browser.post("/page", &[], &[]).await;
    assert_eq!(wrong_method.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(wrong_method.says("<h1") && wrong_method.header("allow").is_some());
    // Nothing can be opened where only forms go.
    browser.get("/leave?x=1").await.assert_leads_to("/");
}

#[tokio::test]
async fn files_are_kept_for_ever_and_known_by_their_content() {
    let small = small().await;
    let mut browser = Browser::at(&small.site, &small.router);
    let style = browser.get(onedoor_ui::style_path()).await;
    assert_eq!(style.status, StatusCode::OK);
    assert!(style.header("cache-control").is_some_and(|c| c.contains("immutable")));
    let etag = style.header("etag").expect("a tag").to_owned();
    let again = Browser::at(&small.site, &small.router).with("if-none-match", &etag);
    let mut again = again;
    assert_eq!(again.get(onedoor_ui::style_path()).await.status, StatusCode::NOT_MODIFIED);
    assert_eq!(browser.get("/assets/other.css").await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get("/health").await.body, "ok");
}

#[tokio::test]
async fn what_an_extractor_refuses_has_a_page_too() {
    let small = small().await;
    let mut browser = Browser::at(&small.site, &small.router).with("accept-language", "vi");
    for path in ["/number/%ff", "/number/many", "/language/en?back=/a&back=/b", "/language/%ff"] {
        let answer = browser.get(path).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}");
        assert!(answer.says("<h1") && answer.says("lang=\"vi\""), "{path}: {}", answer.body);
    }
    assert_eq!(browser.get("/number/7").await.body, "7");
}

#[test]
fn a_limit_counts_an_ipv6_network_and_an_ipv4_address() {
    let of = |text: &str| onedoor_site::network_of(text.parse().expect("an address")).to_string();
    assert_eq!(of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
    assert_eq!(of("2001:db8:1:3::1"), "2001:db8:1:3::");
    assert_eq!(of("::ffff:192.0.2.7"), "192.0.2.7");
    assert_eq!(of("192.0.2.7"), "192.0.2.7");
}

#[tokio::test]
async fn an_address_without_end_is_not_repeated() {
    let small = small().await;
    let mut browser = Browser::at(&small.site, &small.router);
    let usual = browser.get("/nowhere").await.body.len();
    for (length, status) in [(4_000, StatusCode::NOT_FOUND), (20_000, StatusCode::URI_TOO_LONG)] {
        let answer = browser.get(&format!("/nowhere?{}", "x".repeat(length))).await;
        assert_eq!(answer.status, status);
        assert!(answer.body.len() < usual + 500, "{} bytes", answer.body.len());
    }
}
