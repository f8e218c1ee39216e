//! What a person sees of how well they are proven.

use axum::http::StatusCode;
use onedoor_base::{Country, IdentityLevel};
use onedoor_identity::seed::SeedPerson;
use onedoor_identity::{Identity, LevelNames, Parts, Profile, Provider, Terms};
use onedoor_proofing::profile::{Choice, Choices};
use onedoor_site::testing::{Answer, TestSite, TestWorld};

use crate::actors::{ANS_PASSWORD, Town, account_of, an};
use crate::steps;

#[tokio::test]
async fn a_person_sees_the_level_what_it_rests_on_and_what_the_next_one_takes() {
    let town = Town::new().await;
    let mut an = town.an_in(town.browser()).await;
    let page = an.get("/account").await;
    page.assert_says(StatusCode::OK, "href=\"/account/level\"");
    let page = an.get("/account/level").await;
    page.assert_says(StatusCode::OK, "Your identity level: Not identified");
    page.assert_says(StatusCode::OK, "What “Level 1” takes");
    page.assert_says(StatusCode::OK, "Face, compared from afar");
    page.assert_says(StatusCode::OK, "is not written down here");
    let mut khai = town.khai_in(town.browser()).await;
    let page = khai.get("/account/level").await;
    page.assert_says(StatusCode::OK, "Your identity level: Level 2");
    page.assert_says(StatusCode::OK, "This is the highest level.");
    let mut nobody = town.browser();
    nobody.get("/account/level").await.assert_leads_to("/sign-in?return_to=%2Faccount%2Flevel");
}

/// The page of somebody at this level, where the operator chose so.
async fn page_at(country: Country, identity: IdentityLevel, choices: Choices) -> Answer {
    let world = TestWorld::new();
    let site = world.site(TestSite { key: "id", country, ..TestSite::default() }).await;
    let provider = Provider::open(&site, &[], reqwest::Client::new()).await.expect("the provider opens");
    let site = Identity::new(Parts {
        site,
        profile: Profile { country, levels: LevelNames::Plain, choices },
        provider,
        terms: Terms::default(),
        closing_wait: std::time::Duration::from_hours(24),
        correction_days: 7,
        level1: None,
        faces: None,
    });
    let phone = if country == Country::China { "138 0013 8000" } else { "0987 654 321" };
    account_of(&site, &SeedPerson { phone: phone.to_owned(), identity_level: identity, ..an() }).await;
    let mut browser = steps::browser(&site);
    steps::sign_in(&mut browser, "tran.an", ANS_PASSWORD).await.assert_leads_to("/account");
    browser.get("/account/level").await
}

/// What the sources leave open is the operator's to say, and the person sees the ways that are open to them.
#[tokio::test]
async fn what_the_next_level_takes_is_as_the_operator_chose() {
    use Country::{China, Vietnam};
    use IdentityLevel::{Basic, Claimed};
    for (country, from, choice, way) in [
        (China, Claimed, Choice::PaymentServiceMakesMiddle, "Word of a payment service or a bank"),
        (China, Basic, Choice::RemoteFaceMakesHigh, "Face, compared from afar"),
        (Vietnam, Claimed, Choice::ChipAloneMakesOne, "Chip of the card, shown to be genuine"),
    ] {
        for on in [true, false] {
            let page = page_at(country, from, Choices::default().with(choice, on)).await;
            page.assert_says(StatusCode::OK, "takes</h2>");
            assert_eq!(page.says(way), on, "{choice:?} {on}: {}", page.body);
        }
    }
}
