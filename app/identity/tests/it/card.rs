//! `/app/card/read`: pictures of cards, of other things and of nothing, from browsers that were here and from others.

pub(crate) mod picture;

use axum::http::StatusCode;
use onedoor_identity::Level1;
use onedoor_site::testing::{Answer, Browser, TestWorld, multipart};

use crate::actors::{LEVEL1, Town, vneid_giving};
use crate::steps;
use picture::{CARD, picture_of};

const READ: &str = "/app/card/read";

/// Sends a picture as the page does that shows the camera.
async fn send(browser: &mut Browser, picture: &[u8]) -> Answer {
    let page = browser.get("/sign-in").await;
    let csrf = page.field("/sign-in", "csrf").expect("every form carries it");
    let body = multipart(&[("csrf".to_owned(), csrf)], ("picture", "picture.jpg", picture));
    let origin = browser.origin().to_owned();
    browser.post_multipart(READ, body, &[("origin", &origin)]).await
}

#[track_caller]
fn json(answer: &Answer) -> serde_json::Value {
    assert_eq!(answer.header("cache-control"), Some("no-store"), "{}", answer.body);
    serde_json::from_str(&answer.body).expect("an answer for a script")
}

#[tokio::test]
async fn a_card_before_the_camera_fills_the_form() {
    let town = Town::new().await;
    let mut browser = town.browser();
    let answer = send(&mut browser, &picture_of(CARD)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let read = json(&answer);
    let fields = &read["fields"];
    assert_eq!(fields["number"], "001 190 000 018");
    assert_eq!(fields["former"], "012345678");
    assert_eq!(fields["name"], "Nguyễn Thị Hòa");
    assert_eq!((&fields["born"], &fields["sex"]), (&"07/03/1990".into(), &"female".into()));
    assert_eq!(fields["residence"], "Số 3, ngõ 5, Tràng Tiền, Hoàn Kiếm, Hà Nội");
    assert_eq!(fields["issued"], "12/05/2021");
    assert!(!fields["read"].as_str().unwrap().is_empty());
    assert!(read["differs"].as_str().unwrap().contains("001 190 000 018"));
    assert_eq!(read["doubts"].as_array().unwrap().len(), 0);
}

#[tokio::test]
async fn what_does_not_agree_with_the_number_is_said() {
    let town = Town::new().await;
    let mut browser = town.browser();
    let answer =
        send(&mut browser, &picture_of(&CARD.replace("|Nữ|", "|Nam|").replace("1990", "1991"))).await;
    let read = json(&answer);
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(read["doubts"].as_array().unwrap().len(), 2, "{read}");
}

#[tokio::test]
async fn whatever_is_no_card_is_named() {
    let town = Town::new().await;
    let mut browser = town.browser();
    let half = CARD.rsplit_once('|').unwrap().0;
    let blank = picture::jpeg(400, 400, &vec![230; 400 * 400]);
    for (picture, again, says) in [
        (picture_of("001190000018-Nguyễn Thị Hòa-07/03/1990-Nữ-Hà Nội"), false, "Covid-19"),
        (picture_of("https://portal.example/a"), false, "web address"),
        (picture_of("00020101021238570010A000000727"), false, "payments"),
        (picture_of("110101199003071233|张伟|男"), false, "not of a Vietnamese identity card"),
        (picture_of(half), false, "Only part"),
        (blank, true, "no QR code"),
        (b"\x89PNG\r\n\x1a\n and no more".to_vec(), true, "damaged"),
        (b"GIF89a".to_vec(), false, "no picture of a kind"),
        (Vec::new(), false, "first"),
    ] {
        let answer = send(&mut browser, &picture).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}: {}", answer.body);
        let read = json(&answer);
        assert!(read["fields"].is_null() && read["again"] == again, "{says}: {read}");
        assert!(read["said"].as_str().unwrap().contains(says), "{says}: {read}");
    }
}

/// Nobody has published the order of the fields of a card of 2024: whether it is read is the operator's to say.
#[tokio::test]
async fn a_card_of_2024_is_read_where_the_operator_says_so() {
    let newer = format!("{CARD}|Trần Văn Ất");
    for reads_codes_of_2024 in [true, false] {
        let world = TestWorld::new();
        let identity = vneid_giving(&world, Some(Level1 { reads_codes_of_2024, ..LEVEL1 })).await;
        let mut browser = steps::browser(&identity);
        let read = json(&send(&mut browser, &picture_of(&newer)).await);
        assert_eq!(read["fields"]["number"] == "001 190 000 018", reads_codes_of_2024, "{read}");
        let said = read["said"].as_str().unwrap().contains("a card of 2024");
        assert_eq!(said, !reads_codes_of_2024, "{read}");
        let known = json(&send(&mut browser, &picture_of(CARD)).await);
        assert_eq!(known["fields"]["number"], "001 190 000 018");
    }
}

#[tokio::test]
async fn a_picture_beyond_all_measure_is_not_kept_in_memory() {
    let town = Town::new().await;
    let mut browser = town.browser();
    let answer = send(&mut browser, &vec![0xff; 13 << 20]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(json(&answer)["said"].as_str().unwrap().contains("too large"), "{}", answer.body);
}

#[tokio::test]
async fn only_pages_of_ours_send_pictures() {
    let town = Town::new().await;
    let mut browser = town.browser();
    let body = || multipart(&[], ("picture", "a.jpg", b"x"));
    // Without the proof that the form is ours, and from elsewhere.
    let answer = browser.post_multipart(READ, body(), &[]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let answer = browser.post_multipart(READ, body(), &[("origin", "https://elsewhere.example")]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_browser_sends_so_many_pictures_in_an_hour() {
    let town = Town::new().await;
    let mut browser = town.browser();
    for _ in 0..300 {
        assert_eq!(send(&mut browser, b"x").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let answer = send(&mut browser, &picture_of(CARD)).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(json(&answer)["said"].as_str().unwrap().contains("Too many"), "{}", answer.body);
    // Another browser of the same network goes on.
    assert_eq!(send(&mut town.browser(), &picture_of(CARD)).await.status, StatusCode::OK);
}
