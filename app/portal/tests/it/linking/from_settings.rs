//! S5.3: signed in here → settings → link a national identity, confirmed there by two factors.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::{AuthenticationLevel, IdentityLevel};
use onedoor_linking::{MadeBy, Policy, Proof};
use onedoor_site::testing::{Answer, Browser};

use super::fake::{Mood, Person};
use super::town::{PASSWORD, SCHOOL, Town, lan, minh, session_of};

const BEGIN: &str = "/account/links/esia";

/// With the code by text message.
fn with_code(person: Person) -> Person {
    Person { acr: "urn:onedoor:loa:2:aal:2", amr: &["pwd", "sms"], ..person }
}

async fn signs_in(town: &Town, user: &str) -> Browser {
    let mut browser = town.browser();
    signs_in_there(&mut browser, user).await;
    browser
}

async fn signs_in_there(browser: &mut Browser, user: &str) {
    let form = browser.get("/sign-in").await;
    let fields = [("user_name", user), ("password", PASSWORD)];
    browser.submit(&form, "/sign-in", &fields).await.assert_leads_to("/");
}

/// Presses the button; where the browser is sent.
async fn presses(browser: &mut Browser) -> String {
    let page = browser.get("/account/links").await;
    page.assert_says(StatusCode::OK, "Link a Gosuslugi portal account");
    let away = browser.submit(&page, BEGIN, &[]).await;
    assert_eq!(away.status, StatusCode::SEE_OTHER, "{}", away.body);
    away.location().expect("an address").to_owned()
}

/// The same and back with what this person shows there.
async fn links(town: &Town, browser: &mut Browser, person: &Person) -> Answer {
    let there = presses(browser).await;
    browser.get(&town.fake.signs_in(&there, person)).await
}

#[tokio::test]
async fn s5_3_settings_national_sign_in_with_a_code_linked() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    let mut browser = signs_in(&town, "ivanova").await;
    let there = presses(&mut browser).await;
    let asked = town.fake.asked().pop().expect("pushed");
    assert_eq!((asked["prompt"].as_str(), asked["max_age"].as_str()), ("login", "600"));
    assert_eq!(asked["acr_values"], "urn:onedoor:loa:1:aal:2");
    assert!(asked["claims"].contains(r#""acr":{"essential":true,"values":["urn:onedoor:loa:1:aal:2"]}"#));

    let back = browser.get(&town.fake.signs_in(&there, &with_code(lan()))).await;
    let done = browser.follow(back).await;
    done.assert_says(StatusCode::OK, "Your accounts are linked");
    done.assert_says(StatusCode::OK, "Owner of ivanova (ivanova)");
    let link = &town.links_of(account).await[0];
    assert_eq!((link.local_proof.how, link.made_by), (Proof::Session, MadeBy::Person));
    assert_eq!(link.national_proof.assurance.authentication, AuthenticationLevel::Two);
    assert_eq!(link.assurance, IdentityLevel::Basic, "a session proves no more than its password");
    let recorded = town.audit_of(account).await;
    assert!(
        recorded.contains("linking.link.asked") && recorded.contains("linking.link.made"),
        "{recorded:?}"
    );
    assert_eq!(session_of(&town, &browser).await.authentication(), AuthenticationLevel::Two);
    // Linked, it is offered no more, and opens the account from then on.
    assert!(!browser.get("/account/links").await.says("Link a Gosuslugi portal account"));
    town.comes_back(&mut town.browser(), &lan(), "/dossiers").await.assert_leads_to("/dossiers");
}

#[tokio::test]
async fn one_factor_there_links_nothing() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    let mut browser = signs_in(&town, "ivanova").await;
    let back = links(&town, &mut browser, &lan()).await;
    let page = browser.follow(back).await;
    page.assert_says(StatusCode::FORBIDDEN, "Sign-in with a password and a code");
    assert!(page.body.contains("/account/links?link=esia"), "and on to try again from there");
    assert!(town.links_of(account).await.is_empty());
}

#[tokio::test]
async fn a_sign_in_of_long_ago_asks_for_the_password_first() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    let mut browser = signs_in(&town, "ivanova").await;
    town.world.clock.advance(Duration::from_mins(11));
    let page = browser.get("/account/links").await;
    let asked = browser.submit(&page, BEGIN, &[]).await;
    asked.assert_leads_to(BEGIN);
    let form = browser.get(BEGIN).await;
    form.assert_says(StatusCode::OK, "First enter the password");
    let empty = browser.submit(&form, BEGIN, &[("password", "")]).await;
    empty.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Enter your password");
    let wrong = browser.submit(&form, BEGIN, &[("password", "not the password")]).await;
    wrong.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "not right");
    assert!(town.fake.asked().is_empty(), "nobody was sent anywhere");
    let away = browser.submit(&form, BEGIN, &[("password", PASSWORD)]).await;
    let back = browser.get(&town.fake.signs_in(away.location().expect("sent"), &with_code(lan()))).await;
    browser.follow(back).await.assert_says(StatusCode::OK, "Your accounts are linked");
    assert_eq!(town.links_of(account).await.len(), 1);
}

#[tokio::test]
async fn guessing_that_password_is_slowed_down() {
    let town = Town::with(SCHOOL).await;
    town.account("ivanova").await;
    let mut browser = signs_in(&town, "ivanova").await;
    town.world.clock.advance(Duration::from_mins(11));
    let form = browser.get(BEGIN).await;
    for _ in 0..10 {
        browser.submit(&form, BEGIN, &[("password", "not the password")]).await;
    }
    let paused = browser.submit(&form, BEGIN, &[("password", PASSWORD)]).await;
    paused.assert_says(StatusCode::TOO_MANY_REQUESTS, "Too many attempts");
}

#[tokio::test]
async fn who_stays_away_too_long_proves_the_account_again_and_no_other_will_do() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    let other = town.account("petrov").await;
    let mut browser = signs_in(&town, "ivanova").await;
    let there = presses(&mut browser).await;
    town.world.clock.advance(Duration::from_mins(11));
    let back = browser.get(&town.fake.signs_in(&there, &with_code(lan()))).await;
    let form = browser.follow(back).await;
    form.assert_says(StatusCode::OK, "Sign in to your account here");
    let action = form.path.split('?').next().unwrap_or_default().to_owned();
    let fields = |user| [("user_name", user), ("password", PASSWORD)];
    browser.submit(&form, &action, &fields("petrov")).await;
    assert!(town.links_of(other).await.is_empty(), "it was asked for by another account");
    let done = browser.submit(&form, &action, &fields("ivanova")).await;
    browser.follow(done).await.assert_says(StatusCode::OK, "Your accounts are linked");
    assert_eq!(town.links_of(account).await[0].local_proof.how, Proof::Password);
}

#[tokio::test]
async fn turning_back_there_leads_back_to_the_settings() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    let mut browser = signs_in(&town, "ivanova").await;
    let there = presses(&mut browser).await;
    let back = browser.get(&town.fake.refuses(&there, "access_denied")).await;
    let page = browser.follow(back).await;
    page.assert_says(StatusCode::OK, "You cancelled. Nothing was linked");
    page.assert_says(StatusCode::OK, "Owner of ivanova");
    let there = presses(&mut browser).await;
    let refused = town.fake.refuses(&there, "unmet_authentication_requirements");
    let back = browser.get(&refused).await;
    browser
        .follow(back)
        .await
        .assert_says(StatusCode::OK, "needs a sign-in there with your password and a code");
    assert!(town.links_of(account).await.is_empty());
}

#[tokio::test]
async fn whoever_is_signed_in_when_the_answer_comes_gets_nothing_of_it() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    let other = town.account("petrov").await;
    let mut browser = signs_in(&town, "ivanova").await;
    let there = presses(&mut browser).await;
    // Somebody else at the same computer, meanwhile.
    signs_in_there_anew(&mut browser, "petrov").await;
    let back = browser.get(&town.fake.signs_in(&there, &with_code(lan()))).await;
    browser.follow(back).await;
    assert!(town.links_of(account).await.is_empty() && town.links_of(other).await.is_empty());
}

async fn signs_in_there_anew(browser: &mut Browser, user: &str) {
    let page = browser.get("/account").await;
    browser.submit(&page, "/sign-out", &[]).await;
    signs_in_there(browser, user).await;
}

#[tokio::test]
async fn the_answer_is_good_in_the_browser_that_was_sent_only() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    let mut browser = signs_in(&town, "ivanova").await;
    let there = presses(&mut browser).await;
    let mut thief = signs_in(&town, "ivanova").await;
    let back = thief.get(&town.fake.signs_in(&there, &with_code(minh()))).await;
    thief.follow(back).await.assert_says(StatusCode::BAD_REQUEST, "another browser");
    assert!(town.links_of(account).await.is_empty());
}

#[tokio::test]
async fn nobody_is_sent_by_another_site_or_without_being_signed_in() {
    let town = Town::with(SCHOOL).await;
    town.account("ivanova").await;
    let mut browser = signs_in(&town, "ivanova").await;
    let foreign = browser.post(BEGIN, &[], &[("sec-fetch-site", "cross-site")]).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    let nobody = town.browser().post(BEGIN, &[], &[]).await;
    assert!(nobody.location().unwrap_or_default().starts_with("/sign-in"));
    assert_eq!(browser.get("/account/links/nowhere").await.status, StatusCode::NOT_FOUND);
    assert!(town.fake.asked().is_empty());
}

#[tokio::test]
async fn a_national_identity_of_another_account_here_is_told_so() {
    let town = Town::with(Policy { several_accounts: false, ..SCHOOL }).await;
    let first = town.account("ivanova").await;
    let second = town.account("petrova").await;
    let mut browser = signs_in(&town, "ivanova").await;
    links(&town, &mut browser, &with_code(lan())).await;
    let mut browser = signs_in(&town, "petrova").await;
    let back = links(&town, &mut browser, &with_code(lan())).await;
    browser.follow(back).await.assert_says(StatusCode::OK, "only one can be linked");
    assert_eq!((town.links_of(first).await.len(), town.links_of(second).await.len()), (1, 0));
    assert_eq!(session_of(&town, &browser).await.display_name, "Owner of petrova", "and nobody was switched");
}

#[tokio::test]
async fn a_second_account_of_the_same_person_where_several_are_allowed() {
    let town = Town::with(SCHOOL).await;
    let (first, second) = (town.account("teacher").await, town.account("parent").await);
    for (user, account) in [("teacher", first), ("parent", second)] {
        let mut browser = signs_in(&town, user).await;
        let back = links(&town, &mut browser, &with_code(lan())).await;
        browser.follow(back).await.assert_says(StatusCode::OK, "Your accounts are linked");
        assert_eq!(town.links_of(account).await.len(), 1);
    }
}

#[tokio::test]
async fn the_other_side_is_down() {
    let town = Town::with(SCHOOL).await;
    town.account("ivanova").await;
    let mut browser = signs_in(&town, "ivanova").await;
    town.fake.is(Mood::Down);
    let page = browser.get("/account/links").await;
    let down = browser.submit(&page, BEGIN, &[]).await;
    assert_eq!(down.status, StatusCode::BAD_GATEWAY);
    assert!(down.body.contains("/account/links?link=esia"), "the way to try again leads to the settings");
}
