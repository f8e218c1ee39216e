//! An issuer that does not tell the number of a person: the account is found by a fingerprint that both sides made
//! together.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::Digest;
use onedoor_linking::{MadeBy, Proof};
use onedoor_linking_protocol::Code;
use onedoor_storage::StorageError;
use onedoor_storage::linking::prints;
use serde_json::json;

use super::asked::{LAN, Side, is_refused};
use super::fake::{Fake, Person};
use super::town::{ASKING, NUMBER, PROVINCE, SCHOOL, Town, lan, minh};

const OTHER: &str = "001090012345";

/// A town whose issuer works with fingerprints.
async fn town(policy: onedoor_linking::Policy) -> Town {
    let town = Town::two_sided(policy).await;
    town.fake.fingerprints(&["2026"]);
    town
}

/// A round of the work.
async fn made(town: &Town) {
    onedoor_portal::linking::plan(&town.portal).await;
    town.works().await;
    town.world.clock.advance(Duration::from_mins(6));
}

/// What the portal has of a number, by a key.
async fn kept(town: &Town, key: &'static str, number: &str) -> bool {
    let (issuer, number) = (town.fake.issuer().to_owned(), town.fingerprint(number));
    let prints = Fake::prints_by(key, OTHER);
    let found: Result<_, StorageError> = town
        .site
        .store
        .read(move |tx| {
            let (issuer, prints) = (issuer.clone(), prints);
            Box::pin(async move {
                // Something is kept under this number if it is told from another.
                prints::is_another(tx, &issuer, &[(key.to_owned(), Digest(prints))], number).await
            })
        })
        .await;
    found.expect("read")
}

#[tokio::test]
async fn an_account_is_found_at_sign_in_without_the_number_being_told() {
    let town = town(ASKING).await;
    let account = town.account_with("lan.tran", None, Some((NUMBER, true))).await;
    made(&town).await;
    let mut browser = town.browser();
    let back = town.comes_back(&mut browser, &lan(), "/account/links").await;
    browser.follow(back).await.assert_says(StatusCode::OK, "We found your account here");
    let link = &town.links_of(account).await[0];
    assert_eq!((link.local_proof.how, link.made_by), (Proof::SameNumber, MadeBy::Automatic));
}

#[tokio::test]
async fn a_number_that_nobody_proved_here_is_a_hint_and_one_without_fingerprint_is_none() {
    let town = town(PROVINCE).await;
    town.account_with("somebody", None, Some((NUMBER, false))).await;
    made(&town).await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    browser.get(&path).await.assert_says(StatusCode::OK, "It looks as if you already have an account here.");
    // The other's number is nobody's here.
    town.comes_back(&mut town.browser(), &Person { number: Some(OTHER), ..minh() }, "/")
        .await
        .assert_leads_to("/");
    // A fingerprint of a number that was not proven there is not told.
    let claims = Person { sub: "claimer", number_verified: false, ..lan() };
    town.comes_back(&mut town.browser(), &claims, "/").await.assert_leads_to("/");
}

#[tokio::test]
async fn the_issuer_sees_no_number_and_never_the_same_thing_twice() {
    let town = town(SCHOOL).await;
    for (name, number) in [("one", NUMBER), ("two", OTHER), ("three", NUMBER)] {
        town.account_with(name, None, Some((number, false))).await;
    }
    made(&town).await;
    let first = town.fake.blinded();
    assert_eq!(first.len(), 2, "a number that two accounts carry is asked for once");
    assert!(kept(&town, "2026", NUMBER).await);
    // Nothing is left to do.
    made(&town).await;
    assert_eq!(town.fake.blinded().len(), 2);
    // A new key: all anew, and nothing of it looks as before.
    town.fake.fingerprints(&["2027", "2026"]);
    made(&town).await;
    let again = town.fake.blinded().split_off(2);
    assert_eq!(again.len(), 2);
    assert!(again.iter().all(|one| !first.contains(one)));
}

#[tokio::test]
async fn a_new_key_lives_beside_the_old_one_until_all_is_done_anew() {
    let town = town(ASKING).await;
    let account = town.account_with("lan.tran", None, Some((NUMBER, true))).await;
    made(&town).await;
    // Announced, and not used by the portal yet: the old one still finds the account.
    town.fake.fingerprints(&["2027", "2026"]);
    let mut browser = town.browser();
    town.comes_back(&mut browser, &lan(), "/account/links").await;
    assert_eq!(town.links_of(account).await.len(), 1);
    made(&town).await;
    assert!(kept(&town, "2027", NUMBER).await && kept(&town, "2026", NUMBER).await);
    town.fake.fingerprints(&["2027"]);
    made(&town).await;
    assert!(kept(&town, "2027", NUMBER).await);
    assert!(!kept(&town, "2026", NUMBER).await, "what nobody looks by any more is forgotten");
}

#[tokio::test]
async fn an_issuer_that_marks_people_with_keys_of_their_own_is_not_believed() {
    let town = town(ASKING).await;
    let account = town.account_with("lan.tran", None, Some((NUMBER, true))).await;
    town.fake.cheats(Some("another key"));
    made(&town).await;
    assert!(!kept(&town, "2026", NUMBER).await);
    town.not_linked_yet(&mut town.browser(), &lan(), "/").await;
    assert!(town.links_of(account).await.is_empty());
    // The next round asks again.
    town.fake.cheats(None);
    made(&town).await;
    assert!(kept(&town, "2026", NUMBER).await);
}

#[tokio::test]
async fn an_issuer_that_is_down_is_asked_again() {
    let town = town(ASKING).await;
    town.account_with("lan.tran", None, Some((NUMBER, true))).await;
    town.fake.is(super::fake::Mood::Down);
    made(&town).await;
    assert!(!kept(&town, "2026", NUMBER).await);
    town.fake.is(super::fake::Mood::default());
    town.works().await;
    assert!(kept(&town, "2026", NUMBER).await, "the next round is put down before this one is begun");
}

#[tokio::test]
async fn another_persons_account_is_told_by_its_fingerprint() {
    let town = town(SCHOOL).await;
    town.account_with("child", None, Some((OTHER, true))).await;
    made(&town).await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    let refused = town.proves(&mut browser, &path, "child", super::town::PASSWORD).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

async fn side() -> Side {
    let town = town(PROVINCE).await;
    town.account_with("hungtv", None, Some((NUMBER, false))).await;
    made(&town).await;
    Side::of(town).await
}

async fn looks(side: &Side, jti: &str, fingerprints: &[String]) -> (StatusCode, serde_json::Value) {
    let body = json!({ "subject": LAN, "fingerprints": fingerprints }).to_string();
    side.calls("POST", "/linking/v1/candidates", &body, jti).await
}

#[tokio::test]
async fn an_identity_learns_whether_a_persons_account_is_here_and_no_more_than_they_need() {
    let side = side().await;
    let (status, said) = side.calls("GET", "/linking/v1", "", "d-1").await;
    assert_eq!((status, said["candidates"].as_bool()), (StatusCode::OK, Some(true)));
    let (status, found) = looks(&side, "j-1", &side.town.fake.prints(NUMBER)).await;
    assert_eq!(status, StatusCode::OK, "{found}");
    assert_eq!(found, json!({ "accounts": [{ "user_name": "hu•••" }], "more": false }));
    let account = side.town.account_named("hungtv").await;
    assert!(side.town.audit_of(account).await.contains("linking.candidates.shown"), "its owner finds it");
    let nothing = json!({ "accounts": [], "more": false });
    assert_eq!(looks(&side, "j-2", &side.town.fake.prints(OTHER)).await.1, nothing);
    for (n, odd) in ["2026", "2026.short", "other.AAAA", ""].into_iter().enumerate() {
        assert_eq!(looks(&side, &format!("k-{n}"), &[odd.to_owned()]).await.1, nothing, "{odd}");
    }
    // The same call twice is none.
    is_refused(&looks(&side, "j-2", &[]).await, Code::Replayed);
    let nobody = reqwest::Client::new().post(format!("{}/linking/v1/candidates", side.address)).send().await;
    assert_eq!(nobody.expect("an answer").status().as_u16(), 401);
}

#[tokio::test]
async fn nobody_looks_through_all_numbers() {
    let side = side().await;
    let prints = side.town.fake.prints(OTHER);
    for n in 0..10 {
        assert_eq!(looks(&side, &format!("j-{n}"), &prints).await.0, StatusCode::OK);
    }
    is_refused(&looks(&side, "j-x", &prints).await, Code::TooManyRequests);
}
