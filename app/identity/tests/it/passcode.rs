//! The electronic identity opened by its passcode, on its device (S3.7).

use std::time::Duration;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use onedoor_authenticators::device_key::spki_of;
use onedoor_base::{AccountId, IdentityLevel};
use onedoor_identity::console::roles::StaffRole;
use onedoor_site::testing::{Answer, Browser, messages};

use crate::activation::{ANSWERS, NUMBER, PHONE, approved, level, shows_phone};
use crate::actors::Town;
use crate::console::{hire, staff};
use crate::steps::latest_code;

pub(crate) const PATH: &str = "/app/passcode";
pub(crate) const RIGHT: &str = "583920";

/// The key of a device, as a browser keeps it.
pub(crate) struct Key(EcdsaKeyPair);

impl Key {
    pub(crate) fn new() -> Self {
        Self(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key"))
    }

    pub(crate) fn public(&self) -> String {
        URL_SAFE_NO_PAD.encode(spki_of(self.0.public_key().as_ref()))
    }

    pub(crate) fn signs(&self, challenge: &str) -> String {
        let signature = self.0.sign(&SystemRandom::new(), challenge.as_bytes()).expect("a signature");
        URL_SAFE_NO_PAD.encode(signature.as_ref())
    }
}

/// An, with an electronic identity in use on the browser's device, signed out.
pub(crate) async fn active(town: &Town, public_key: &str) -> (AccountId, Browser) {
    let (account, _) = approved(town, NUMBER).await;
    let mut an = town.an_in(town.browser()).await;
    let page = shows_phone(town, &mut an, NUMBER).await;
    let set = [("passcode", RIGHT), ("again", RIGHT), ("public_key", public_key)];
    let answer = an.submit(&page, "/app/activate/passcode", &set).await;
    let page = an.follow(answer).await;
    an.submit(&page, "/app/activate/questions", &ANSWERS).await.assert_leads_to("/app/activate");
    an.cookies.remove("session");
    (account, an)
}

async fn types(an: &mut Browser, key: Option<&Key>, passcode: &str) -> Answer {
    let page = an.get(PATH).await;
    gives(an, &page, key, passcode).await
}

pub(crate) async fn gives(an: &mut Browser, page: &Answer, key: Option<&Key>, passcode: &str) -> Answer {
    let challenge = page.field(PATH, "challenge").expect("a question");
    let signature = key.map(|key| key.signs(&challenge)).unwrap_or_default();
    an.submit(page, PATH, &[("passcode", passcode), ("signature", &signature)]).await
}

#[tokio::test]
async fn s3_7_on_its_device_the_passcode_opens_the_identity() {
    let (town, key) = (Town::new().await, Key::new());
    let (account, mut an) = active(&town, &key.public()).await;
    an.get("/app").await.assert_says(StatusCode::OK, "Open with the passcode");
    types(&mut an, Some(&key), "12345")
        .await
        .assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Enter six digits");
    let page = an.get(PATH).await;
    gives(&mut an, &page, Some(&key), "583 920").await.assert_leads_to("/app");
    an.get("/account").await.assert_says(StatusCode::OK, "Trần Văn Ân");
    // The same answer to the same question opens nothing a second time.
    an.cookies.remove("session");
    let again = gives(&mut an, &page, Some(&key), RIGHT).await;
    assert!(!an.cookies.contains_key("session"), "{again:?}");
    // Elsewhere the digits are worth nothing: another browser is not even asked.
    town.browser().get(PATH).await.assert_leads_to("/app/sign-in");
    assert_eq!(level(&town, account).await, (IdentityLevel::Basic, true));
}

#[tokio::test]
async fn a_copy_of_the_cookie_without_the_key_is_no_try_and_opens_nothing() {
    let (town, key) = (Town::new().await, Key::new());
    let (_, mut an) = active(&town, &key.public()).await;
    for other in [None, Some(&Key::new())] {
        for _ in 0..6 {
            let refused = types(&mut an, other, RIGHT).await;
            refused.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "does not have the key");
        }
    }
    types(&mut an, Some(&key), RIGHT).await.assert_leads_to("/app");
}

#[tokio::test]
async fn the_fifth_wrong_one_locks_and_the_right_one_comes_too_late() {
    let (town, key) = (Town::new().await, Key::new());
    let (account, mut an) = active(&town, &key.public()).await;
    let open = an.get(PATH).await;
    for left in ["4 tries are left", "3 tries are left", "2 tries are left", "One try is left"] {
        types(&mut an, Some(&key), "583921").await.assert_says(StatusCode::UNPROCESSABLE_ENTITY, left);
    }
    let locked = types(&mut an, Some(&key), "583921").await;
    let page = an.follow(locked).await;
    page.assert_says(StatusCode::OK, "wrong five times");
    gives(&mut an, &open, Some(&key), RIGHT).await.assert_leads_to("/app/sign-in");
    assert_eq!(level(&town, account).await.0, IdentityLevel::Claimed, "locked it counts for nothing");
    let actions = town.actions_of(account).await;
    assert_eq!(actions.iter().filter(|one| *one == "people.passcode.refused").count(), 5, "{actions:?}");
    assert!(actions.iter().any(|one| one == "people.identity.locked"), "{actions:?}");
    let mut an = town.an_in(an).await;
    an.get("/app/lock").await.assert_says(StatusCode::OK, "passcode");
}

#[tokio::test]
async fn tries_at_the_same_time_are_no_more_than_five() {
    let (town, key) = (Town::new().await, Key::new());
    let (account, mut an) = active(&town, &key.public()).await;
    let mut pages = Vec::new();
    for _ in 0..9 {
        pages.push(an.get(PATH).await);
    }
    let mut browsers: Vec<Browser> = pages.iter().map(|_| an.clone()).collect();
    let tries = browsers.iter_mut().zip(&pages).map(|(an, page)| gives(an, page, Some(&key), "583921"));
    futures_util::future::join_all(tries).await;
    let actions = town.actions_of(account).await;
    assert_eq!(actions.iter().filter(|one| *one == "people.passcode.refused").count(), 5, "{actions:?}");
}

#[tokio::test]
async fn a_browser_without_scripts_opens_with_the_cookie_alone() {
    // What is no key is taken for a browser that can make none.
    for public_key in ["", "AAAA"] {
        let town = Town::new().await;
        let (_, mut an) = active(&town, public_key).await;
        types(&mut an, None, "583921").await.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "4 tries");
        types(&mut an, None, RIGHT).await.assert_leads_to("/app");
    }
}

#[tokio::test]
async fn a_page_that_lay_open_for_too_long_is_asked_again() {
    let (town, key) = (Town::new().await, Key::new());
    let (_, mut an) = active(&town, &key.public()).await;
    let page = an.get(PATH).await;
    town.world.clock.advance(Duration::from_mins(31));
    let late = gives(&mut an, &page, Some(&key), RIGHT).await;
    late.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "open for too long");
}

#[tokio::test]
async fn another_device_takes_its_place_and_the_owner_is_told() {
    let (town, key, other) = (Town::new().await, Key::new(), Key::new());
    let (account, mut an) = active(&town, &key.public()).await;
    let mut there = town.an_in(town.browser()).await;
    there.get("/app/activate").await.assert_says(StatusCode::OK, "Open it on this device");
    let page = there.get("/app/activate?here=yes").await;
    let answer = there.submit(&page, "/app/activate", &[("number", NUMBER), ("phone", PHONE)]).await;
    let page = there.follow(answer).await;
    let code = latest_code(&town.identity).await;
    let answer = there.submit(&page, "/app/activate/code", &[("code", &code)]).await;
    let page = there.follow(answer).await;
    let before = messages(&town.identity.site).await.len();
    let set = [("passcode", "602948"), ("again", "602948"), ("public_key", &other.public())];
    let answer = there.submit(&page, "/app/activate/passcode", &set).await;
    there.follow(answer).await.assert_says(StatusCode::OK, "counts on this device now");
    let told = messages(&town.identity.site).await;
    assert!(told.len() > before, "the owner is told");
    // The code is spent: the page before sets nothing a second time.
    let twice = there.submit(&page, "/app/activate/passcode", &set).await;
    assert!(!twice.location().unwrap_or_default().contains("bound"), "{twice:?}");
    an.get(PATH).await.assert_leads_to("/app/sign-in");
    there.cookies.remove("session");
    types(&mut there, Some(&other), "602948").await.assert_leads_to("/app");
    assert_eq!(level(&town, account).await, (IdentityLevel::Basic, true));
}

#[tokio::test]
async fn an_officers_unlock_leaves_no_device_and_leads_to_a_new_passcode() {
    let (town, key) = (Town::new().await, Key::new());
    hire(&town, "can.bo", "0903 000 011", &[StaffRole::Officer]).await;
    let (account, mut an) = active(&town, &key.public()).await;
    for _ in 0..5 {
        types(&mut an, Some(&key), "583921").await;
    }
    let mut an = town.an_in(an).await;
    assert!(!an.get("/app/lock").await.says("Your old passcode no longer counts"), "it is locked, not loose");
    let page = an.get("/app/lock/ask").await;
    let asked = [("reason", "Tôi không nhớ mật mã và câu trả lời")];
    an.submit(&page, "/app/lock/ask", &asked).await.assert_leads_to("/app/lock?notice=asked");
    an.cookies.remove("session");
    let mut officer = staff(&town, "can.bo").await;
    let queue = officer.get("/console/unlocks").await.body;
    let here = queue.split('"').find(|part| part.starts_with("/console/unlocks/")).expect("a request");
    let page = officer.get(here).await;
    officer.submit(&page, &format!("{here}/take"), &[("kin", "no")]).await.assert_leads_to(here);
    let page = officer.get(here).await;
    let grants = [("verdict", "grant"), ("answer", "Đã đối chiếu công dân tại quầy")];
    let granted = officer.submit(&page, &format!("{here}/decide"), &grants).await;
    granted.assert_leads_to("/console/unlocks?notice=granted");
    assert_eq!(level(&town, account).await.0, IdentityLevel::Basic);
    // The digits and the key that were right before open nothing.
    an.get(PATH).await.assert_leads_to("/app/sign-in");
    let mut an = town.an_in(an).await;
    let page = an.get("/app/lock").await;
    page.assert_says(StatusCode::OK, "Your old passcode no longer counts");
    page.assert_says(StatusCode::OK, "/app/activate?here=yes");
    an.get("/app/activate?here=yes").await.assert_says(StatusCode::OK, "/app/activate");
}

#[tokio::test]
async fn whoever_changes_the_password_throws_the_device_out_as_well() {
    let (town, key) = (Town::new().await, Key::new());
    let (_, mut device) = active(&town, &key.public()).await;
    device.get(PATH).await.assert_says(StatusCode::OK, "passcode");
    // The owner, elsewhere, who was told of a device that is not theirs.
    let mut owner = town.an_in(town.browser()).await;
    let page = owner.get("/account/password").await;
    let new = [
        ("present", crate::actors::ANS_PASSWORD),
        ("password", "năm con mèo ngồi đợi"),
        ("again", "năm con mèo ngồi đợi"),
    ];
    owner.submit(&page, "/account/password", &new).await.assert_leads_to("/account?notice=password-changed");
    device.get(PATH).await.assert_leads_to("/app/sign-in");
}

#[tokio::test]
async fn the_owner_sees_the_device_and_takes_it_off() {
    let (town, key) = (Town::new().await, Key::new());
    let (account, mut device) = active(&town, &key.public()).await;
    types(&mut device, Some(&key), RIGHT).await.assert_leads_to("/app");
    device.get("/account/security").await.assert_says(StatusCode::OK, "This browser");
    device.cookies.remove("session");
    let mut owner = town.an_in(town.browser()).await;
    let page = owner.get("/account/security").await;
    page.assert_says(StatusCode::OK, "Remove this device");
    let sent = messages(&town.identity.site).await.len();
    let removed = owner.submit(&page, "/account/security/bound/remove", &[]).await;
    removed.assert_leads_to("/account/security?notice=bound-removed");
    assert!(!owner.get("/account/security").await.says("Remove this device"));
    device.get(PATH).await.assert_leads_to("/app/sign-in");
    let told = messages(&town.identity.site).await;
    assert!(told.len() > sent, "the owner is told");
    assert!(town.actions_of(account).await.contains(&"people.passcode.removed".to_owned()));
    // Once more changes nothing.
    owner.submit(&page, "/account/security/bound/remove", &[]).await;
    assert_eq!(messages(&town.identity.site).await.len(), told.len());
}
