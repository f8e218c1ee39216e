//! An account that the staff lock while somebody waits for it.

use axum::http::StatusCode;
use onedoor_site::testing::messages;

use super::attackers::waits;
use super::{BINHS, DAY, Place};
use crate::console::{decides, proposes_about, staff, staff_up};
use crate::steps;

#[tokio::test]
async fn nobody_waits_through_a_lock() {
    let place = Place::new().await;
    staff_up(&place.town).await;
    let mut thief = place.town.browser().from([203, 0, 113, 7]);
    waits(&place, &mut thief, "email").await;
    // Another attempt is as far as the question whether to wait.
    let mut elsewhere = place.town.browser().from([203, 0, 113, 8]);
    let page = place.begin(&mut elsewhere, "van.binh").await;
    let begun = place.show_sent(&mut elsewhere, &page, "phone").await;

    let mut support = staff(&place.town, "ho.tro").await;
    let mut approver = staff(&place.town, "duyet.mot").await;
    let lock = proposes_about(&mut support, "van.binh").await;
    decides(&mut approver, &lock, "approve").await.assert_leads_to(&format!("{lock}?notice=approved"));
    let told = messages(&place.town.identity.site).await.pop().expect("he is told");
    assert!(told.text.contains("was locked") && told.text.contains("has ended too"), "{}", told.text);
    let record = place.town.record_of(place.binh).await;
    let locked = record.iter().find(|one| one.action == "people.account.locked").expect("a record");
    assert_eq!(locked.detail["dropped"].to_string(), r#"["recovery"]"#);

    let unlock = proposes_about(&mut support, "van.binh").await;
    decides(&mut approver, &unlock, "approve").await.assert_leads_to(&format!("{unlock}?notice=approved"));
    let answer = elsewhere.submit(&begun, "/recover/wait", &[]).await;
    assert!(!elsewhere.follow(answer).await.says("Come back later"), "it went on after the lock");

    // Before the owner has signed in again, the three days are over, and have brought nothing.
    place.passes(DAY * 4);
    let page = place.begin(&mut thief, "van.binh").await;
    let page = place.show_sent(&mut thief, &page, "email").await;
    page.assert_says(StatusCode::OK, "Waiting was stopped");
    assert!(page.form("/recover/password").is_none() && page.form("/recover/wait").is_none());
    let mut owner = place.town.browser();
    steps::sign_in(&mut owner, "van.binh", BINHS).await.assert_leads_to("/account");
}
