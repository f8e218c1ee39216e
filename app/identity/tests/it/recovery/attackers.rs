//! People who have something of somebody else's.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::IdentityLevel;
use onedoor_identity::console::roles::{self, StaffRole};
use onedoor_site::testing::{Browser, letters, messages};

use super::{BINHS, DAY, NEW, Place};
use crate::steps;

/// Shows one thing and waits.
pub(super) async fn waits(place: &Place, browser: &mut Browser, way: &str) {
    let page = place.begin(browser, "van.binh").await;
    let page = place.show_sent(browser, &page, way).await;
    let answer = browser.submit(&page, "/recover/wait", &[]).await;
    browser.follow(answer).await.assert_says(StatusCode::OK, "Come back later");
    place.passes(Duration::from_secs(1));
}

#[tokio::test]
async fn an_attacker_with_the_phone_waits_until_the_owner_stops_them_and_cannot_begin_again() {
    let place = Place::new().await;
    let mut thief = place.town.browser().from([203, 0, 113, 7]);
    waits(&place, &mut thief, "phone").await;

    // The owner finds a letter, in any browser and without signing in. Opening the link alone does nothing.
    let link = place.stop_link().await;
    let mut owner = place.town.browser();
    let page = owner.get(&link).await;
    page.assert_says(StatusCode::OK, "Somebody wants a new password for your account");
    page.assert_says(StatusCode::OK, "203.0.113.7");
    let again = owner.get(&link).await;
    again.assert_says(StatusCode::OK, "Stop it");
    let answer = owner.submit(&page, "/recover/stop", &[]).await;
    owner.follow(answer).await.assert_says(StatusCode::OK, "It is stopped");
    let told = letters(&place.town.identity.site).await.pop().expect("a letter");
    assert!(told.subject.contains("was stopped"), "{told:?}");

    // After the three days, and for a month, the phone opens nothing.
    place.passes(DAY * 4);
    let page = place.begin(&mut thief, "van.binh").await;
    let page = place.show_sent(&mut thief, &page, "phone").await;
    page.assert_says(StatusCode::OK, "Waiting was stopped");
    assert!(page.form("/recover/wait").is_none());
    let id = page.field("/recover/ways", "id").expect("an attempt");
    let sent = messages(&place.town.identity.site).await.len();
    let forged = page.form("/recover/ways").expect("a form");
    let origin = thief.origin().to_owned();
    let answer = thief.post("/recover/wait", &forged, &[("origin", &origin)]).await;
    answer.assert_leads_to(&format!("/recover/ways?id={id}"));
    assert_eq!(messages(&place.town.identity.site).await.len(), sent, "nobody is told anything");
    thief.get(&format!("/recover/password?id={id}")).await.assert_leads_to(&format!("/recover/ways?id={id}"));
    steps::sign_in(&mut owner, "van.binh", BINHS).await.assert_leads_to("/account");
}

#[tokio::test]
async fn an_attacker_who_waits_twice_is_stopped_by_either_link() {
    let place = Place::new().await;
    let mut thief = place.town.browser().from([203, 0, 113, 7]);
    waits(&place, &mut thief, "phone").await;
    let mut elsewhere = place.town.browser().from([203, 0, 113, 8]);
    waits(&place, &mut elsewhere, "email").await;

    let link = place.stop_link().await;
    let mut owner = place.town.browser();
    let page = owner.get(&link).await;
    let answer = owner.submit(&page, "/recover/stop", &[]).await;
    owner.follow(answer).await.assert_says(StatusCode::OK, "It is stopped");
    place.passes(DAY * 4);
    for (browser, way) in [(&mut thief, "phone"), (&mut elsewhere, "email")] {
        let page = place.begin(browser, "van.binh").await;
        let page = place.show_sent(browser, &page, way).await;
        page.assert_says(StatusCode::OK, "Waiting was stopped");
    }
}

#[tokio::test]
async fn an_attacker_with_the_mailbox_is_stopped_from_the_account_page() {
    let place = Place::new().await;
    let mut owner = place.town.browser();
    steps::sign_in(&mut owner, "van.binh", BINHS).await.assert_leads_to("/account");
    place.passes(Duration::from_secs(1));
    let mut thief = place.town.browser();
    waits(&place, &mut thief, "email").await;
    let told = messages(&place.town.identity.site).await.pop().expect("the phone is told");
    assert!(told.text.contains("asks for a new password"), "{}", told.text);
    let page = owner.get("/account").await;
    page.assert_says(StatusCode::OK, "asks for a new password for your account");
    let answer = owner.submit(&page, "/account/recovery/stop", &[]).await;
    answer.assert_leads_to("/account?notice=recovery-stopped");
    let page = owner.follow(answer).await;
    page.assert_says(StatusCode::OK, "Nobody gets a new password this way.");
    assert!(page.form("/account/recovery/stop").is_none());
    place.passes(DAY * 3);
    let page = place.begin(&mut thief, "van.binh").await;
    let page = place.show_sent(&mut thief, &page, "email").await;
    page.assert_says(StatusCode::OK, "Waiting was stopped");
    assert_eq!(place.level(place.binh).await, IdentityLevel::Basic);
    let actions = place.town.actions_of(place.binh).await;
    assert!(actions.contains(&"people.recovery.stopped".to_owned()), "{actions:?}");
}

#[tokio::test]
async fn an_attacker_with_the_password_loses_it_and_every_session_and_can_hold_nothing_up() {
    let place = Place::new().await;
    let town = &place.town;
    let mut thief = town.browser().from([203, 0, 113, 7]);
    steps::sign_in(&mut thief, "van.binh", BINHS).await.assert_leads_to("/account");
    place.passes(Duration::from_secs(1));

    // A wait of the owner's ends when the thief signs in, and the owner is told.
    let mut owner = town.browser();
    waits(&place, &mut owner, "phone").await;
    let mut thief = town.browser().from([203, 0, 113, 7]);
    steps::sign_in(&mut thief, "van.binh", BINHS).await.assert_leads_to("/account");
    place.work().await;
    let told = messages(&town.identity.site).await.pop().expect("the owner is told");
    assert!(told.text.contains("has ended, because somebody signed in"), "{}", told.text);

    // Two things need no wait, and nothing of the thief's is left.
    let page = place.begin(&mut owner, "van.binh").await;
    let page = place.show_sent(&mut owner, &page, "phone").await;
    page.assert_says(StatusCode::OK, "Waiting was stopped");
    let page = place.show_sent(&mut owner, &page, "email").await;
    place.choose(&mut owner, &page).await.assert_leads_to("/account/security?notice=recovered");
    assert!(!thief.is_signed_in().await);
    let again = steps::sign_in(&mut thief, "van.binh", BINHS).await;
    again.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "don’t match");
}

#[tokio::test]
async fn a_phone_that_changed_owner_opens_nothing_while_the_former_owner_signs_in() {
    let place = Place::new().await;
    let mut stranger = place.town.browser().from([203, 0, 113, 7]);
    // Whoever has the number now knows neither name nor account, but the phone is enough to begin.
    let page = place.begin(&mut stranger, "0977111222").await;
    let page = place.show_sent(&mut stranger, &page, "phone").await;
    page.assert_says(StatusCode::OK, "One more thing is needed");
    assert!(!page.says("van.binh"), "the number tells no name");
    assert!(!page.says("Bình"));
    stranger.submit(&page, "/recover/wait", &[]).await;
    place.passes(DAY * 2);
    let mut owner = place.town.browser();
    steps::sign_in(&mut owner, "van.binh", BINHS).await.assert_leads_to("/account");
    place.passes(DAY * 2);
    let page = place.begin(&mut stranger, "0977111222").await;
    let page = place.show_sent(&mut stranger, &page, "phone").await;
    page.assert_says(StatusCode::OK, "Waiting was stopped");
}

#[tokio::test]
async fn attackers_with_phone_and_mailbox_do_not_wait_for_each_other() {
    let place = Place::new().await;
    let (mut one, mut other) = (place.town.browser(), place.town.browser());
    waits(&place, &mut one, "phone").await;
    place.passes(DAY * 3);
    let page = place.begin(&mut other, "van.binh").await;
    let page = place.show_sent(&mut other, &page, "email").await;
    page.assert_says(StatusCode::OK, "One more thing is needed");
    assert!(page.form("/recover/wait").is_some(), "this one waits for themselves");
}

/// The console opens more than their own account.
#[tokio::test]
async fn nobody_becomes_an_approver_with_a_stolen_phone() {
    let place = Place::new().await;
    let given = roles::grant(&place.town.identity, "tran.an", StaffRole::Approver, None).await;
    given.expect("the role is given");
    let mut thief = place.town.browser().from([203, 0, 113, 7]);
    let page = place.begin(&mut thief, "tran.an").await;
    let page = place.show_sent(&mut thief, &page, "phone").await;
    page.assert_says(StatusCode::OK, "One more thing is needed");
    page.assert_says(StatusCode::OK, "7 days");
}

#[tokio::test]
async fn two_tabs_set_one_password() {
    let place = Place::new().await;
    let mut an = place.town.browser();
    let page = place.begin(&mut an, "tran.an").await;
    let page = place.show_sent(&mut an, &page, "phone").await;
    let mut tab = an.clone();
    place.choose(&mut an, &page).await.assert_leads_to("/account/security?notice=recovered");
    let filled = [("password", BINHS), ("again", BINHS)];
    let late = tab.submit(&page, "/recover/password", &filled).await;
    late.assert_leads_to("/recover?notice=over");
    steps::sign_in(&mut place.town.browser(), "tran.an", NEW).await.assert_leads_to("/account");
}
