use axum::http::StatusCode;
use onedoor_services::Tier;

use crate::Profile;
use crate::place::{Asked, LAST_OF_THREE_TIERS, PlaceChoice};
use crate::tests::actors::{TestPortal, national};

#[tokio::test]
async fn s1_1a_the_place_is_chosen_by_the_units_of_today() {
    let portal = TestPortal::of(national()).await;
    let mut visitor = portal.visitor().with("accept-language", "vi");
    let first = visitor.get("/procedures/1.001193/place").await;
    first.assert_says(StatusCode::OK, "Tỉnh thành");
    assert!(first.says("Tiếp tục") && !first.body.contains("name=\"ward\"") && !first.says("Quận huyện"));
    assert!(!first.says("Tỉnh Hải Dương"), "merged into Hải Phòng in July 2025");
    let second = visitor.get("/procedures/1.001193/place?province=31").await;
    second.assert_says(StatusCode::OK, "Phường xã");
    assert!(second.says("Đồng ý") && second.says("Phường Hải Dương"));
    let agreed = visitor.get("/procedures/1.001193/place?province=31&ward=10525").await;
    agreed.assert_leads_to("/procedures/1.001193?place=10525");
    let page = visitor.follow(agreed).await;
    page.assert_says(StatusCode::OK, "Phường Hải Dương, Thành phố Hải Phòng");
    assert!(page.body.contains("href=\"/submit/1.001193?place=10525\"") && page.says("Nộp trực tuyến"));
}

#[tokio::test]
async fn what_does_not_fit_together_is_asked_again() {
    let portal = TestPortal::of(national()).await;
    let mut visitor = portal.visitor();
    let open = visitor.get("/procedures/1.001193/place?province=31&ward=").await;
    open.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Choose where you apply, down to the last level");
    // Another province was chosen after the ward: the ward is asked anew, without blame.
    let other = visitor.get("/procedures/1.001193/place?province=01&ward=10525").await;
    assert_eq!(other.status, StatusCode::OK);
    assert!(other.body.contains("name=\"ward\"") && !other.body.contains("error-summary"));
    // A unit of before July 2025 is none of today, on whatever way it comes.
    assert_eq!(visitor.get("/procedures/1.001193/place?province=30").await.status, StatusCode::OK);
    let page = visitor.get("/procedures/1.001193?place=30").await;
    assert!(page.body.contains("href=\"/procedures/1.001193/place\""), "{}", page.body);
}

#[tokio::test]
async fn a_province_asks_only_for_its_own_wards() {
    let desk = Profile::one_stop("000.00.00.H24".parse().expect("an agency"), Vec::new(), "31");
    let portal = TestPortal::of(desk).await;
    let page = portal.visitor().get("/procedures/1.001193/place").await;
    assert!(
        page.says("Phường Hải Dương") && page.says("Thành phố Hải Phòng") && !page.says("Thành phố Hà Nội")
    );
}

#[tokio::test]
async fn an_earlier_place_is_chosen_by_the_units_of_its_time() {
    let portal = TestPortal::of(national()).await;
    let mut visitor = portal.visitor();
    let when = visitor.get("/procedures/2.000635/former?place=10525").await;
    when.assert_says(StatusCode::OK, "When was it registered?");
    assert!(!when.body.contains("<select"));
    let open = visitor.get("/procedures/2.000635/former?place=10525&asked=yes").await;
    open.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Say when it was registered.");
    let three = visitor.get("/procedures/2.000635/former?place=10525&when=before&province=30").await;
    three.assert_says(StatusCode::OK, "District");
    assert!(three.says("Thành phố Hải Dương") && three.says("Tỉnh Hải Dương"));
    let two = visitor.get("/procedures/2.000635/former?place=10525&when=since&province=31").await;
    assert!(two.body.contains("name=\"ward\"") && !two.body.contains("name=\"district\""));
}

#[test]
fn before_the_reform_there_are_three_tiers() {
    let asked = Asked { province: Some("30".to_owned()), ..Asked::default() };
    let tiers = [Tier::Province, Tier::District, Tier::Ward];
    let choice = PlaceChoice::of(LAST_OF_THREE_TIERS, &tiers, None, &asked);
    assert_eq!(choice.questions.iter().map(|q| q.tier).collect::<Vec<_>>(), [Tier::Province, Tier::District]);
    assert!(!choice.at_the_end && choice.chosen.is_none() && !choice.missed);
}

#[test]
fn an_island_district_without_wards_is_all_there_is() {
    // Hoàng Sa, the island district of Đà Nẵng.
    let asked = Asked { province: Some("48".to_owned()), district: Some("498".to_owned()), ward: None };
    let choice =
        PlaceChoice::of(LAST_OF_THREE_TIERS, &[Tier::Province, Tier::District, Tier::Ward], None, &asked);
    assert_eq!(choice.chosen.as_deref(), Some("498"));
}
