//! The journeys of FLOWS: S1.1b and S5.2.

use axum::http::StatusCode;
use onedoor_base::{AuthenticationLevel, IdentityLevel};
use onedoor_linking::{MadeBy, Proof};

use super::town::{NUMBER, PASSWORD, PROVINCE, Town, lan, session_of};

#[tokio::test]
async fn s1_1b_an_account_is_made_and_linked_and_the_person_arrives() {
    let town = Town::with(PROVINCE).await;
    let mut browser = town.browser();
    let back = town.comes_back(&mut browser, &lan(), "/account/links").await;
    back.assert_leads_to("/account/links");
    let page = browser.get("/account/links").await;
    page.assert_says(StatusCode::OK, "An account was made for you here");
    page.assert_says(StatusCode::OK, "Trần Thị Lan");
    page.assert_says(StatusCode::OK, "The account was made for you at that moment");
    // Said once.
    assert!(!browser.get("/account/links").await.says("An account was made for you here"));

    let account = town.account_of(&lan()).await.expect("linked");
    let record = town.record(account).await;
    assert_eq!(record.account.display_name, "Trần Thị Lan");
    assert_eq!(record.password_hash, None);
    let number = record.number.expect("the number came along");
    assert_eq!(number.fingerprint, town.fingerprint(NUMBER));
    assert!(number.proven_at.is_some());
    let link = &town.links_of(account).await[0];
    assert_eq!((link.local_proof.how, link.made_by), (Proof::MadeHere, MadeBy::Automatic));
    assert_eq!(link.assurance, IdentityLevel::Substantial);
    assert_eq!(
        town.audit_of(account).await,
        ["linking.link.made", "services.account.made", "site.session.begun"].map(str::to_owned).into()
    );
}

#[tokio::test]
async fn s1_1b_the_next_sign_in_leads_straight_on() {
    let town = Town::with(PROVINCE).await;
    town.comes_back(&mut town.browser(), &lan(), "/").await.assert_leads_to("/");
    let account = town.account_of(&lan()).await.expect("linked");
    let mut browser = town.browser();
    town.comes_back(&mut browser, &lan(), "/dossiers?page=2").await.assert_leads_to("/dossiers?page=2");
    assert_eq!(town.account_of(&lan()).await, Some(account));
    assert_eq!(town.links_of(account).await.len(), 1);
    assert!(!browser.get("/account/links").await.says("An account was made for you here"));
}

#[tokio::test]
async fn what_is_asked_of_the_national_identity() {
    let town = Town::with(PROVINCE).await;
    let mut browser = town.browser().with("accept-language", "ru");
    town.sent(&mut browser, "/").await;
    let asked = town.fake.asked().pop().expect("pushed");
    assert_eq!(asked["ui_locales"], "ru");
    assert_eq!(asked["acr_values"], IdentityLevel::Basic.acr());
    assert_eq!(asked["scope"], "openid profile national_number");
    assert_eq!(asked["redirect_uri"], "http://portal.localhost/sign-in/callback");
    assert!(asked["claims"].contains(r#""national_number":null"#), "{}", asked["claims"]);
    assert!(asked["state"].len() >= 43 && asked["nonce"].len() >= 43, "unguessable");
    assert_ne!(asked["state"], asked["nonce"]);
}

#[tokio::test]
async fn s5_2_not_linked_yet_continue_user_name_and_password_linked() {
    let town = Town::school().await;
    let account = town.account_with("ivanova", Some("edu-112"), None).await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/account/links").await;
    let page = browser.get(&path).await;
    page.assert_says(StatusCode::OK, "Your account is not linked yet");
    assert!(!page.says("Make a new account"), "a school makes none");
    assert!(page.body.contains(&format!("{path}/account")), "[Continue]");

    // Kind of organisation, region, town, organisation, as when signing in there.
    let choice = browser.get(&format!("{path}/account")).await;
    choice.assert_says(StatusCode::OK, "Choose your organisation");
    let form_path = format!("{path}/account?organisation=edu-112");
    let form = browser.get(&form_path).await;
    let fields = [("user_name", "Ivanova"), ("password", PASSWORD)];
    let linked = browser.submit(&form, &format!("{path}/account"), &fields).await;
    linked.assert_leads_to("/sign-in/linked?return_to=%2Faccount%2Flinks");
    let page = browser.follow(linked).await;
    page.assert_says(StatusCode::OK, "Your accounts are linked");
    page.assert_says(StatusCode::OK, "Owner of ivanova (ivanova)");
    assert!(page.body.contains(r#"href="/account/links""#), "and on to where they were heading");

    let link = &town.links_of(account).await[0];
    assert_eq!((link.local_proof.how, link.made_by), (Proof::Password, MadeBy::Person));
    let recorded = town.audit_of(account).await;
    assert_eq!(recorded, ["linking.link.made", "site.session.begun"].map(str::to_owned).into());
    // From then on one signs in through the national identity.
    let mut other = town.browser();
    town.comes_back(&mut other, &lan(), "/dossiers").await.assert_leads_to("/dossiers");
}

#[tokio::test]
async fn a_session_is_worth_the_least_of_identity_link_and_sign_in() {
    let town = Town::with(super::town::SCHOOL).await;
    town.account("ivanova").await;
    let mut browser = town.browser();
    let person = super::fake::Person { acr: IdentityLevel::High.acr(), amr: &["pwd", "sms"], ..lan() };
    let path = town.not_linked_yet(&mut browser, &person, "/").await;
    town.proves(&mut browser, &path, "ivanova", PASSWORD).await;
    let session = session_of(&town, &browser).await;
    assert_eq!(session.identity, IdentityLevel::Basic, "a password can be told to somebody");
    assert_eq!(session.authentication(), AuthenticationLevel::Two);
    assert_eq!(session.upstream.and_then(|upstream| upstream.sid).as_deref(), Some("session-of-lan"));
    // And no more than the issuer is sure of today, whatever it was when the link was made.
    let town = Town::with(PROVINCE).await;
    town.comes_back(&mut town.browser(), &lan(), "/").await;
    let mut browser = town.browser();
    let lowered = super::fake::Person { acr: IdentityLevel::Basic.acr(), ..lan() };
    town.comes_back(&mut browser, &lowered, "/").await;
    assert_eq!(session_of(&town, &browser).await.identity, IdentityLevel::Basic);
}
