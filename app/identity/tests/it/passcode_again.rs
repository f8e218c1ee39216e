//! The passcode in place of a password or of a second step, wherever somebody proves that it is they (S3.7).

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_authenticators::totp;
use onedoor_identity::console::roles::StaffRole;
use onedoor_identity::seed;
use onedoor_site::testing::{Answer, Browser};

use crate::actors::{ANS_PASSWORD, Town};
use crate::console::{hire, staff};
use crate::passcode::{Key, PATH, RIGHT, active, gives};
use crate::provider::party::{Scene, agree, code_of, request};
use crate::steps;

const SECRET: &[u8] = b"12345678901234567890";
const INSISTING: &str = r#"{"id_token":{"acr":{"essential":true,"values":["urn:onedoor:loa:1:aal:2"]}}}"#;

/// Where the page leads to that takes the passcode.
fn link_on(page: &Answer) -> Option<String> {
    let href = page.body.split("href=\"").skip(1).find(|rest| rest.starts_with(PATH))?;
    Some(href.split('"').next()?.replace("&amp;", "&"))
}

/// Types it on the page that `from` leads to.
async fn passes(an: &mut Browser, key: &Key, from: &Answer) -> Answer {
    let page = an.get(&link_on(from).expect("the passcode is offered")).await;
    gives(an, &page, Some(key), RIGHT).await
}

#[tokio::test]
async fn s3_7_it_proves_once_more_who_sits_there() {
    let (town, key) = (Town::new().await, Key::new());
    let (_, an) = active(&town, &key.public()).await;
    let mut an = town.an_in(an).await;
    town.world.clock.advance(Duration::from_mins(11));
    let asks = an.visit("/account/password").await;
    asks.assert_says(StatusCode::OK, "Open with the passcode");
    let before = an.cookies["session"].clone();
    passes(&mut an, &key, &asks).await.assert_leads_to("/account/password");
    assert_ne!(an.cookies["session"], before, "a copy of the old cookie proves nothing");
    an.get("/account/password").await.assert_says(StatusCode::OK, "password");
    // Who has proven it and opens the page again is sent on.
    an.get(PATH).await.assert_leads_to("/app");
}

#[tokio::test]
async fn s3_7_whoever_signs_in_on_its_device_may_use_it_and_comes_where_they_were_heading() {
    let (town, key) = (Town::new().await, Key::new());
    let (_, mut an) = active(&town, &key.public()).await;
    let asks = an.visit("/account/level").await;
    passes(&mut an, &key, &asks).await.assert_leads_to("/account/level");
    // Another browser is offered nothing.
    let stranger = town.browser().visit("/account/level").await;
    assert_eq!(link_on(&stranger), None);
}

#[tokio::test]
async fn on_its_device_it_takes_the_place_of_a_second_step() {
    let (town, key) = (Town::new().await, Key::new());
    let (account, mut an) = active(&town, &key.public()).await;
    seed::totp(&town.identity, account, &totp::base32(SECRET)).await.expect("an app");
    let begun = steps::sign_in(&mut an, "tran.an", ANS_PASSWORD).await;
    let page = an.follow(begun).await;
    page.assert_says(StatusCode::OK, "Passcode of this device");
    passes(&mut an, &key, &page).await.assert_leads_to("/account");
    // Where the browser has no key the digits are one factor, and no second step.
    let town = Town::new().await;
    let (account, mut an) = active(&town, "").await;
    seed::totp(&town.identity, account, &totp::base32(SECRET)).await.expect("an app");
    let begun = steps::sign_in(&mut an, "tran.an", ANS_PASSWORD).await;
    let page = an.follow(begun).await;
    page.assert_says(StatusCode::OK, "Code from the app");
    assert_eq!(link_on(&page), None);
}

#[tokio::test]
async fn a_portal_that_wants_two_factors_gets_them_from_the_passcode() {
    let Scene { world, identity, router, khai } = Scene::new().await;
    let (town, key) = (Town { world, identity, khai }, Key::new());
    let (_, an) = active(&town, &key.public()).await;
    let mut an = town.an_in(an).await;
    let asks = an.visit(&request(&[("claims", INSISTING)])).await;
    asks.assert_says(StatusCode::OK, "Something else");
    let waiting = asks.path.clone();
    passes(&mut an, &key, &asks).await.assert_leads_to(&waiting);
    let page = an.get(&waiting).await;
    let answer = agree(&mut an, page).await;
    let Town { world, identity, khai } = town;
    let scene = Scene { world, identity, router, khai };
    let tokens = scene.exchange(&code_of(&answer)).await;
    let claims = scene.verified(&tokens, Some("n0nce")).await;
    assert_eq!(claims.acr.as_deref(), Some("urn:onedoor:loa:1:aal:2"));
    assert_eq!(claims.amr, ["pin", "swk"]);
}

/// A wrong passcode from a page of the device's owner, with the stamp of whoever is signed in now.
async fn posts(browser: &mut Browser, (asks, open): (&Answer, &Answer), key: &Key) -> Answer {
    let challenge = open.field(PATH, "challenge").expect("a question");
    let fields = [
        ("csrf", asks.field("/sign-in", "csrf").expect("a stamp")),
        ("signature", key.signs(&challenge)),
        ("challenge", challenge),
        ("passcode", "583921".to_owned()),
        ("return_to", "/app".to_owned()),
    ];
    let origin = browser.origin().to_owned();
    browser.post(PATH, &fields.map(|(name, value)| (name.to_owned(), value)), &[("origin", &origin)]).await
}

#[tokio::test]
async fn nobody_else_who_is_signed_in_on_the_device_gets_at_it() {
    let (town, key) = (Town::new().await, Key::new());
    let (account, an) = active(&town, &key.public()).await;
    let mut owner = an.clone();
    let open = owner.get(PATH).await;
    let mut khai = town.khai_in(an).await;
    town.world.clock.advance(Duration::from_mins(11));
    let asks = khai.visit("/account/password").await;
    assert_eq!(link_on(&asks), None);
    let leads = khai.get("/app/passcode?again=yes&return_to=%2Faccount%2Fpassword").await;
    leads.assert_leads_to("/sign-in?again=yes&return_to=%2Faccount%2Fpassword");
    // Nor is anything counted against its owner.
    for _ in 0..6 {
        let answer = posts(&mut khai, (&asks, &open), &key).await;
        assert!(answer.location().is_some_and(|to| to.starts_with("/sign-in")), "{answer:?}");
    }
    let actions = town.actions_of(account).await;
    assert!(!actions.iter().any(|one| one == "people.passcode.refused"), "{actions:?}");
}

#[tokio::test]
async fn the_staffs_console_is_not_offered_it() {
    let (town, key) = (Town::new().await, Key::new());
    hire(&town, "can.bo", "0903 000 011", &[StaffRole::Officer]).await;
    let (account, an) = active(&town, &key.public()).await;
    seed::totp(&town.identity, account, &totp::base32(SECRET)).await.expect("an app");
    onedoor_identity::console::roles::grant(&town.identity, "tran.an", StaffRole::Officer, None)
        .await
        .expect("the role is given");
    let mut an = an;
    let page = an.get(PATH).await;
    gives(&mut an, &page, Some(&key), RIGHT).await.assert_leads_to("/app");
    let asks = an.visit("/console").await;
    asks.assert_says(StatusCode::OK, "not enough for the staff console");
    assert_eq!(link_on(&asks), None);
    staff(&town, "can.bo").await.get("/console").await.assert_says(StatusCode::OK, "Staff console");
}
