//! Links that the issuer must confirm before they open anything.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_linking::{Life, Link, Part, Reason};
use onedoor_services::accounts::AccountState;
use onedoor_site::testing::{Answer, Browser};

use super::fake::{Mood, Speaks};
use super::town::{PASSWORD, PROVINCE, Town, lan};

/// The one link that an account has or had.
async fn only_link(town: &Town, user: &str) -> Link {
    let account = town.account_named(user).await;
    let mut links = town.links_of(account).await;
    assert_eq!(links.len(), 1);
    links.remove(0)
}

/// Lan comes for the first time; an account is made for her.
async fn comes(town: &Town, browser: &mut Browser) -> Answer {
    town.comes_back(browser, &lan(), "/dossiers").await
}

/// The link that was made last, whoever has it.
async fn made(town: &Town) -> Link {
    town.newest_link().await.expect("a link")
}

#[tokio::test]
async fn a_link_is_confirmed_before_the_person_arrives() {
    let town = Town::two_sided(PROVINCE).await;
    let mut browser = town.browser();
    comes(&town, &mut browser).await.assert_leads_to("/dossiers");
    assert!(browser.is_signed_in().await);
    let link = made(&town).await;
    assert_eq!((link.life(), link.handshake.one_sided), (Life::Active, false));
    assert_eq!(link.handshake.theirs.number, 1);
    assert!(!link.handshake.owes());
    assert_eq!(town.fake.link(link.id).map(|there| there.life()), Some(Life::Active), "on both sides");
    let told = town.fake.told();
    assert_eq!(told.len(), 1);
    let evidence = told[0].evidence.as_ref().expect("with the evidence");
    assert_eq!((evidence.subject.as_str(), evidence.proof.as_str()), (lan().sub, "proof-1"));
    assert_eq!((evidence.local.how.as_str(), evidence.system.as_str()), ("made_here", "portal"));
    assert!(town.audit_of(link.account).await.contains("linking.link.confirmed"));
    // The work that was put down finds nothing to do.
    town.world.clock.advance(Duration::from_secs(10));
    town.works().await;
    assert_eq!(town.fake.told().len(), 1);
    // And from now on straight in.
    comes(&town, &mut town.browser()).await.assert_leads_to("/dossiers");
    assert_eq!(town.fake.told().len(), 1);
}

#[tokio::test]
async fn nothing_opens_until_the_issuer_has_answered_and_then_it_does_without_signing_in_again() {
    let town = Town::two_sided(PROVINCE).await;
    town.fake.speaks(Speaks::Silent);
    let mut browser = town.browser();
    let back = comes(&town, &mut browser).await;
    let waits = browser.follow(back).await;
    waits.assert_says(StatusCode::OK, "Your accounts are almost linked");
    assert!(!browser.is_signed_in().await);
    let link = made(&town).await;
    assert_eq!(link.life(), Life::Proposed);
    // Looking again changes nothing yet.
    let path = waits.path.clone();
    let again = browser.submit(&waits, &format!("{path}/again"), &[]).await;
    again.assert_leads_to(&path);
    assert!(!browser.is_signed_in().await);
    // Signing in again does not get round it, and makes nothing twice.
    let mut other = town.browser();
    let back = comes(&town, &mut other).await;
    other.follow(back).await.assert_says(StatusCode::OK, "almost linked");
    assert_eq!(made(&town).await.id, link.id);

    town.fake.speaks(Speaks::Confirms);
    let waits = browser.get(&path).await;
    let opened = browser.submit(&waits, &format!("{path}/again"), &[]).await;
    opened.assert_leads_to("/dossiers");
    browser.get("/account/links").await.assert_says(StatusCode::OK, "An account was made for you here");
    assert_eq!(made(&town).await.life(), Life::Active);
    // In another browser the same proposal opens nothing.
    let stranger = town.browser().get(&path).await;
    assert_ne!(stranger.status, StatusCode::OK, "{}", stranger.body);
}

#[tokio::test]
async fn what_was_not_told_at_once_is_told_by_itself() {
    let town = Town::two_sided(PROVINCE).await;
    town.fake.speaks(Speaks::Silent);
    let mut browser = town.browser();
    let back = comes(&town, &mut browser).await;
    let waits = browser.follow(back).await;
    town.world.clock.advance(Duration::from_secs(6));
    town.works().await;
    assert_eq!(made(&town).await.life(), Life::Proposed, "still down");
    town.fake.speaks(Speaks::Confirms);
    town.world.clock.advance(Duration::from_secs(5));
    town.works().await;
    assert_eq!(made(&town).await.life(), Life::Active);
    let told = browser.get(&waits.path).await;
    told.assert_says(StatusCode::OK, "The other side has confirmed the link");
    let opened = browser.submit(&told, &format!("{}/again", waits.path), &[]).await;
    opened.assert_leads_to("/dossiers");
}

#[tokio::test]
async fn a_refused_link_opens_nothing_and_its_person_may_come_again() {
    let town = Town::two_sided(PROVINCE).await;
    town.fake.speaks(Speaks::Refuses);
    let mut browser = town.browser();
    let back = comes(&town, &mut browser).await;
    let page = browser.follow(back).await;
    assert!(page.says("The link was not confirmed"), "{}", page.body);
    assert!(!browser.is_signed_in().await);
    let link = made(&town).await;
    assert_eq!(link.life(), Life::Ended);
    assert_eq!(link.handshake.ended().map(|stopped| stopped.why), Some(Reason::ProofUnknown));
    // The account that was made for it has no way in: it goes with the link, and so does what it knew.
    assert!(page.says("If an account was being made for you, it was removed again"), "{}", page.body);
    let left = town.record(link.account).await;
    assert_eq!((left.account.state, left.account.display_name.as_str()), (AccountState::Closed, ""));
    assert_eq!(left.number, None);
    assert!(town.audit_of(link.account).await.contains("services.account.unmade"));
    town.fake.speaks(Speaks::Confirms);
    town.world.clock.advance(Duration::from_secs(1));
    comes(&town, &mut town.browser()).await.assert_leads_to("/dossiers");
    let again = made(&town).await;
    assert_eq!(again.life(), Life::Active);
    assert_ne!(again.account, link.account);
}

#[tokio::test]
async fn a_link_that_nobody_confirms_takes_the_account_that_was_made_for_it_with_it() {
    let town = Town::two_sided(PROVINCE).await;
    town.fake.speaks(Speaks::Silent);
    comes(&town, &mut town.browser()).await;
    let link = made(&town).await;
    town.world.clock.advance(Duration::from_hours(24 * 7 + 1));
    onedoor_site::upkeep::round(&town.site).await.expect("kept up");
    assert_eq!(made(&town).await.life(), Life::Ended);
    assert_eq!(town.record(link.account).await.account.state, AccountState::Closed);
}

#[tokio::test]
async fn what_was_put_on_hold_for_a_refused_link_opens_again() {
    let town = Town::two_sided(super::town::SCHOOL).await;
    let account = town.account("ivanova").await;
    town.confirm_phone(account, "+84912345678").await;
    town.fake.speaks(Speaks::Refuses);
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/dossiers").await;
    let refused = town.proves(&mut browser, &path, "ivanova", PASSWORD).await;
    let page = browser.follow(refused).await;
    assert!(page.says("The link was not confirmed"), "{}", page.body);
    let record = town.record(account).await;
    assert!(record.account.phone.is_some(), "the telephone is its owner's way to a new password");
    assert_eq!(record.account.state, AccountState::Active);
    let audit = town.audit_of(account).await;
    assert!(
        audit.contains("linking.account.held") && audit.contains("linking.account.released"),
        "{audit:?}"
    );
}

#[tokio::test]
async fn a_proof_that_has_made_its_link_makes_no_other() {
    let town = Town::two_sided(super::town::SCHOOL).await;
    town.account("ivanova").await;
    town.account("petrova").await;
    town.fake.speaks(Speaks::Silent);
    // Whether the issuer speaks of links was known before it fell silent.
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/dossiers").await;
    let waits = town.proves(&mut browser, &path, "ivanova", PASSWORD).await;
    waits.assert_leads_to(&path);
    // The same proposal with another account.
    let again = town.proves(&mut browser, &path, "petrova", PASSWORD).await;
    again.assert_leads_to(&path);
    assert_eq!(only_link(&town, "ivanova").await.life(), Life::Proposed);
    assert!(town.links_of(town.account_named("petrova").await).await.is_empty());
    town.fake.speaks(Speaks::Confirms);
    let page = browser.get(&path).await;
    let opened = browser.submit(&page, &format!("{path}/again"), &[]).await;
    opened.assert_leads_to("/sign-in/linked?return_to=%2Fdossiers");
    assert_eq!(only_link(&town, "ivanova").await.life(), Life::Active);
}

#[tokio::test]
async fn an_issuer_that_has_forgotten_the_link_is_told_all_again() {
    let town = Town::two_sided(PROVINCE).await;
    comes(&town, &mut town.browser()).await.assert_leads_to("/dossiers");
    let link = made(&town).await;
    town.world.clock.advance(Duration::from_secs(6));
    town.works().await;
    town.fake.speaks(Speaks::Forgot);
    town.suspend(link.clone(), Reason::ByStaff).await;
    town.owe(link.id).await;
    town.works().await;
    // First without the evidence, then with it.
    let told = town.fake.told();
    assert_eq!(told.iter().map(|told| told.evidence.is_some()).collect::<Vec<_>>(), [true, false, true]);
    let there = town.fake.link(link.id).expect("known again");
    assert_eq!(there.life(), Life::Suspended);
    assert_ne!(there.theirs, Part::UNKNOWN);
    assert!(!made(&town).await.handshake.owes());
}

#[tokio::test]
async fn an_issuer_that_is_down_altogether_says_so() {
    let town = Town::two_sided(PROVINCE).await;
    let mut browser = town.browser();
    let location = town.sent(&mut browser, "/").await;
    let back = town.fake.signs_in(&location, &lan());
    town.fake.is(Mood::TokenDown);
    let stopped = browser.get(&back).await;
    let page = browser.follow(stopped).await;
    page.assert_says(StatusCode::BAD_GATEWAY, "no answer");
}

#[tokio::test]
async fn a_link_that_is_not_confirmed_for_a_week_ends_and_lets_the_account_go() {
    let town = Town::two_sided(PROVINCE).await;
    town.fake.speaks(Speaks::Silent);
    comes(&town, &mut town.browser()).await;
    let link = made(&town).await;
    town.world.clock.advance(Duration::from_hours(7 * 24 - 1));
    onedoor_site::upkeep::round(&town.site).await.expect("upkeep");
    assert_eq!(made(&town).await.life(), Life::Proposed);
    town.world.clock.advance(Duration::from_hours(2));
    onedoor_site::upkeep::round(&town.site).await.expect("upkeep");
    let over = made(&town).await;
    assert_eq!(
        (over.id, over.handshake.ended().map(|stopped| stopped.why)),
        (link.id, Some(Reason::Unconfirmed))
    );
    assert!(town.audit_of(link.account).await.contains("linking.link.ended"));
    // The issuer is told of the end as of everything else.
    town.fake.speaks(Speaks::Confirms);
    town.works().await;
    assert_eq!(town.fake.link(link.id).map(|there| there.life()), Some(Life::Ended));
    assert!(!made(&town).await.handshake.owes());
}

#[tokio::test]
async fn what_work_gave_up_on_is_taken_up_again() {
    let town = Town::two_sided(PROVINCE).await;
    town.fake.speaks(Speaks::Silent);
    comes(&town, &mut town.browser()).await;
    // Until it is tried no more.
    for _ in 0..70 {
        town.world.clock.advance(Duration::from_hours(1));
        town.works().await;
    }
    town.fake.speaks(Speaks::Confirms);
    town.world.clock.advance(Duration::from_hours(2));
    town.works().await;
    assert_eq!(made(&town).await.life(), Life::Proposed, "given up");
    onedoor_site::upkeep::round(&town.site).await.expect("upkeep");
    town.works().await;
    assert_eq!(made(&town).await.life(), Life::Active);
}
