use axum::http::StatusCode;

use crate::tests::actors::{TestPortal, national, school};

/// The codes of the procedures that a page lists, in its order.
fn listed(body: &str) -> Vec<&str> {
    let links = body.split("class=\"card__title\"><a href=\"/procedures/").skip(1);
    links.filter_map(|rest| rest.split('"').next()).collect()
}

#[tokio::test]
async fn the_front_page_says_what_can_be_done_here() {
    let portal = TestPortal::of(national()).await;
    let page = portal.visitor().get("/").await;
    page.assert_says(StatusCode::OK, "What do you need to do?");
    assert!(page.body.contains("action=\"/procedures\"") && page.body.contains("href=\"/sign-in\""));
    let (mut khai, _) = portal.person("Khai").await;
    let page = khai.get("/").await;
    page.assert_says(StatusCode::OK, "Hello, Khai");
    assert!(page.body.contains("href=\"/dossiers\"") && !page.body.contains("href=\"/sign-in\""));
}

#[tokio::test]
async fn a_school_greets_parents_and_teachers() {
    let portal = TestPortal::of(school()).await;
    let page = portal.visitor().with("accept-language", "ru").get("/").await;
    page.assert_says(StatusCode::OK, "Для родителей, учеников и учителей");
    assert!(page.says("Услуги школы"), "{}", page.body);
}

#[tokio::test]
async fn s1_1a_search_does_not_mind_accents() {
    let portal = TestPortal::of(national()).await;
    let mut visitor = portal.visitor().with("accept-language", "vi");
    let accented = visitor.get("/procedures?q=%C4%91%C4%83ng+k%C3%BD+khai+sinh").await;
    accented.assert_says(StatusCode::OK, "Đăng ký khai sinh");
    assert_eq!(listed(&accented.body).first(), Some(&"1.001193"));
    for without in ["khai+sinh", "KHAI+SINH", "dang+ky+khai+sinh", "khai%20sinh"] {
        let page = visitor.get(&format!("/procedures?q={without}")).await;
        assert_eq!(listed(&page.body).first(), Some(&"1.001193"), "{without}");
    }
}

#[tokio::test]
async fn tone_marks_may_stand_on_either_vowel_and_letters_may_be_put_together_or_apart() {
    let portal = TestPortal::of(national()).await;
    let mut visitor = portal.visitor();
    // "hòa giải" with the mark on o and on a; "hoá" with combining accents.
    let mut search = async |query: &str| {
        let query: String = url::form_urlencoded::byte_serialize(query.as_bytes()).collect();
        let page = visitor.get(&format!("/procedures?q={query}")).await;
        assert_eq!(page.status, StatusCode::OK);
        listed(&page.body).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    for (one, other) in
        [("Hòa", "Hoà"), ("hóa", "hoá"), ("thủy", "thuỷ"), ("đất đai", "dat dai"), ("xóa", "xo\u{301}a")]
    {
        assert_eq!(search(one).await, search(other).await, "{one} and {other}");
    }
    assert!(!search("đất").await.is_empty() && search("zzzz").await.is_empty());
}

#[tokio::test]
async fn nothing_found_says_what_to_do_and_repeats_no_markup() {
    let portal = TestPortal::of(national()).await;
    let page = portal.visitor().get("/procedures?q=%3Cscript%3Ezz").await;
    page.assert_says(StatusCode::OK, "Nothing found for “");
    assert!(!page.body.contains("<script>zz"));
    let all = portal.visitor().get("/procedures?q=").await;
    assert!(listed(&all.body).len() > 5);
}

#[tokio::test]
async fn a_procedure_says_what_it_needs_takes_and_costs() {
    let portal = TestPortal::of(national()).await;
    let page = portal.visitor().get("/procedures/1.004222").await;
    page.assert_says(StatusCode::OK, "7 working days");
    assert!(page.says("10,000\u{a0}₫") && page.says("Proof of the right to live there"), "{}", page.body);
    assert!(page.body.contains("href=\"/procedures/1.004222/place\""));
    assert_eq!(portal.visitor().get("/procedures/9.999999").await.status, StatusCode::NOT_FOUND);
}
