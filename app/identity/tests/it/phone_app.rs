//! `/app`: registering from the phone.

mod bad;
mod installed;
mod sign_in;
pub(crate) mod walk;

use axum::http::StatusCode;
use onedoor_base::IdentityLevel;
use onedoor_proofing::application::State;
use onedoor_proofing::evidence::{Kind, Validated};
use onedoor_proofing::register::{Born, Sex};
use onedoor_site::testing::TestWorld;
use onedoor_storage::{StorageError, people};

use crate::actors::vneid;
use crate::card::picture::{CARD, picture_of};
use crate::steps::{browser, is_signed_in, latest_code, sign_in};
use walk::{NUMBER, PASSWORD, PHONE, begin, code, password, review, type_card};

#[tokio::test]
async fn s3_1_to_s3_3_number_card_code_and_password_make_an_account_with_an_application() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut hoa = browser(&identity);
    hoa.get("/app").await.assert_says(StatusCode::OK, "about five minutes");
    let page = begin(&mut hoa).await;
    page.assert_says(StatusCode::OK, "QR code");
    assert_eq!(page.field("/app/register/card", "number").as_deref(), Some(NUMBER));

    // Without scripts the photograph is sent, and the page comes back with its fields filled.
    let answer =
        hoa.send_file(&page, "/app/register/card/photograph", ("picture", "a.jpg", &picture_of(CARD))).await;
    answer.assert_leads_to("/app/register/card?notice=read");
    let page = hoa.follow(answer).await;
    page.assert_says(StatusCode::OK, "The code was read");
    let field = |name| page.field("/app/register/card", name).unwrap_or_default();
    assert_eq!(field("name"), "Nguyễn Thị Hòa");
    assert_eq!(
        (field("born"), field("sex"), field("issued")),
        ("07/03/1990".into(), "female".into(), "12/05/2021".into())
    );
    let answer = hoa.submit(&page, "/app/register/card", &[]).await;
    answer.assert_leads_to("/app/register/review");
    let page = hoa.follow(answer).await;
    page.assert_says(StatusCode::OK, "Is everything right?");
    assert!(page.says("001 190 000 018") && page.says("Hoàn Kiếm"));

    let page = review(&mut hoa, &page).await;
    let page = code(&identity, &mut hoa, &page).await;
    let done = password(&mut hoa, &page, PASSWORD).await;
    done.assert_leads_to("/app/registered?notice=registered");
    let page = hoa.follow(done).await;
    page.assert_says(StatusCode::OK, "You are registered");
    assert!(page.says("vn-") && page.says("00• ••• ••• •18"), "{}", page.body);
    assert!(is_signed_in(&mut hoa).await);
    assert!(!hoa.cookies.contains_key("draft-registration"), "nothing is left in the browser");
    hoa.get("/app").await.assert_says(StatusCode::OK, "Confirm the data of your card next");

    let (account, claimed, application) = walk::kept(&identity, PHONE).await;
    assert_eq!((account.identity, account.number), (IdentityLevel::Claimed, None));
    assert!(claimed);
    assert_eq!(application.state, State::AwaitingData);
    let (vault, id) = (&identity.site.vault, application.id);
    let sought = application.sealed.claimed(vault, id).unwrap().unwrap();
    assert_eq!(sought.number.as_deref(), Some("001190000018"));
    assert_eq!((sought.former.as_deref(), sought.sex), (Some("012345678"), Some(Sex::Female)));
    assert_eq!(sought.born, Some(Born { year: 1990, month: Some(3), day: Some(7) }));
    let printed = application.sealed.printed(vault, id).unwrap().unwrap();
    assert_eq!(printed.issued, Some(Born { year: 2021, month: Some(5), day: Some(12) }));
    let record = application.sealed.record(vault, id).unwrap().unwrap();
    let kinds: Vec<Kind> = record.evidence.iter().map(|evidence| evidence.kind).collect();
    assert_eq!(kinds, [Kind::Contact, Kind::CardCode]);
    assert_eq!(record.validations[0].how, Validated::CodeReturned);
}

#[tokio::test]
async fn s3_2_typed_or_corrected_data_are_not_called_scanned() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut hoa = browser(&identity);
    let page = begin(&mut hoa).await;
    let answer =
        hoa.send_file(&page, "/app/register/card/photograph", ("picture", "a.jpg", &picture_of(CARD))).await;
    let page = hoa.follow(answer).await;
    let answer = hoa.submit(&page, "/app/register/card", &[("name", "Nguyễn Thị Hoà Bình")]).await;
    let page = hoa.follow(answer).await;
    let page = review(&mut hoa, &page).await;
    let page = code(&identity, &mut hoa, &page).await;
    password(&mut hoa, &page, PASSWORD).await.assert_leads_to("/app/registered?notice=registered");
    let (account, _, application) = walk::kept(&identity, PHONE).await;
    assert_eq!(account.name.as_str(), "Nguyễn Thị Hoà Bình");
    let record = application.sealed.record(&identity.site.vault, application.id).unwrap().unwrap();
    assert_eq!(record.evidence[1].kind, Kind::Typed);
}

#[tokio::test]
async fn what_does_not_agree_is_said_and_stops_nobody() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut hoa = browser(&identity);
    let page = begin(&mut hoa).await;
    let page = type_card(&mut hoa, &page, &[("sex", "male"), ("born", "7.3.1991")]).await;
    page.assert_says(StatusCode::OK, "another sex is expected");
    assert!(page.says("another year of birth"));
    let page = review(&mut hoa, &page).await;
    page.assert_says(StatusCode::OK, "code");
}

#[tokio::test]
async fn a_phone_that_died_goes_on_where_it_stopped() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut hoa = browser(&identity);
    let page = begin(&mut hoa).await;
    hoa.get("/app").await.assert_says(StatusCode::OK, "was begun and not finished");
    type_card(&mut hoa, &page, &[]).await;
    let front = hoa.get("/app").await;
    assert!(front.body.contains("href=\"/app/register/review\""), "{}", front.body);
    hoa.get("/app/register/review").await.assert_says(StatusCode::OK, "Nguyễn Thị Hòa");
    // Nothing of it is on the server, and nothing in another browser.
    assert_eq!(browser(&identity).get("/app/register/review").await.location(), Some("/app/register"));
    // It can be deleted, and is gone after a day.
    let mut other = hoa.clone();
    other.submit(&front, "/app/register/anew", &[]).await.assert_leads_to("/app/register");
    assert_eq!(other.get("/app/register/review").await.location(), Some("/app/register"));
    world.clock.advance(std::time::Duration::from_hours(25));
    assert_eq!(hoa.get("/app/register/review").await.location(), Some("/app/register"));
}

#[tokio::test]
async fn two_may_give_one_number_and_neither_learns_of_the_other() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    let mut pages = Vec::new();
    for phone in [PHONE, "0912 000 111"] {
        let mut one = browser(&identity);
        let page = walk::begin_with(&mut one, NUMBER, phone).await;
        let page = type_card(&mut one, &page, &[]).await;
        let page = review(&mut one, &page).await;
        let page = code(&identity, &mut one, &page).await;
        pages.push(password(&mut one, &page, PASSWORD).await);
    }
    for page in &pages {
        page.assert_leads_to("/app/registered?notice=registered");
    }
    let read = identity.site.store.read::<_, StorageError, _>(|tx| {
        Box::pin(async move { people::by_number(tx, onedoor_base::Digest::of("x")).await })
    });
    assert!(read.await.unwrap().is_none());
}

#[tokio::test]
async fn a_phone_that_an_account_has_is_told_to_the_phone_alone() {
    let world = TestWorld::new();
    let identity = vneid(&world).await;
    crate::actors::account_of(&identity, &crate::actors::khai()).await;
    let mut hoa = browser(&identity);
    let page = walk::begin_with(&mut hoa, NUMBER, "0912 345 678").await;
    let page = type_card(&mut hoa, &page, &[]).await;
    let page = review(&mut hoa, &page).await;
    let digits = latest_code(&identity).await;
    let answer = hoa.submit(&page, "/app/register/code", &[("code", &digits)]).await;
    let page = hoa.follow(answer).await;
    page.assert_says(StatusCode::OK, "Choose a password");
    // Only whoever has the phone is told; and may say that it was somebody else's before.
    let again = password(&mut hoa, &page, PASSWORD).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let filled = [("password", PASSWORD), ("again", PASSWORD), ("former", "yes")];
    let done = hoa.submit(&again, "/app/register/password", &filled).await;
    done.assert_leads_to("/app/registered?notice=registered");
    // Until the wait is over, it is still the other's.
    sign_in(&mut browser(&identity), "0912345678", crate::actors::PASSWORD).await.assert_leads_to("/account");
}
