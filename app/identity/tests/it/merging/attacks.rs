//! Who would have somebody else's account by a merge.

use std::time::Duration;

use axum::http::StatusCode;

use super::{OTHERS_PASSWORD, Twice, begin, confirm, opens, proves};
use crate::actors::{ANS_PASSWORD, PASSWORD};
use crate::steps::sign_in;

#[tokio::test]
async fn merge_forced_by_another_site_or_by_an_address_does_nothing() {
    let twice = Twice::new().await;
    let (mut browser, page) = twice.previewed().await;
    // Looking at it does nothing, however often.
    browser.get(&page.path).await.assert_says(StatusCode::OK, "Merge these two accounts?");
    let fields: Vec<_> = page
        .form(&page.path)
        .expect("a form")
        .into_iter()
        .chain([("mine".to_owned(), "yes".to_owned())])
        .collect();
    let foreign = [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")];
    let refused = browser.post(&page.path, &fields, &foreign).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let without: Vec<_> = fields.iter().filter(|(name, _)| name != "csrf").cloned().collect();
    let origin = browser.origin().to_owned();
    let own = [("origin", origin.as_str()), ("sec-fetch-site", "same-origin")];
    let refused = browser.post(&page.path, &without, &own).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    opens(&twice.town, "khai.moi", OTHERS_PASSWORD).await.assert_leads_to("/account");
}

#[tokio::test]
async fn merge_begun_elsewhere_is_worth_nothing_in_the_browser_of_a_victim() {
    let twice = Twice::new().await;
    // The attacker begins it and sends the address.
    let mut attacker = twice.town.an_in(twice.town.browser()).await;
    let begun = begin(&mut attacker).await;
    let path = begun.path.split("return_to=").nth(1).expect("where to").replace("%2F", "/");
    let mut victim = twice.town.khai_in(twice.town.browser()).await;
    victim.get(&path).await.assert_says(StatusCode::CONFLICT, "This merge can’t go on here");
    // And the victim's browser is worth nothing to the attacker's.
    attacker.get(&path).await;
    assert_eq!(attacker.get(&path).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn prehijacking_by_merge_whoever_lures_an_equal_loses_their_own_account() {
    let twice = Twice::new().await;
    // A browser that the attacker has prepared, in which the victim signs in and confirms.
    let mut prepared = twice.town.an_in(twice.town.browser()).await;
    let begun = begin(&mut prepared).await;
    let page = proves(&mut prepared, &begun, "khai.moi", OTHERS_PASSWORD).await;
    page.assert_says(StatusCode::OK, "khai.moi stays");
    confirm(&mut prepared, &page, &[]).await.assert_leads_to("/account/merge?notice=merged");
    opens(&twice.town, "tran.an", ANS_PASSWORD).await.assert_says(StatusCode::FORBIDDEN, "merged");
    opens(&twice.town, "khai.moi", OTHERS_PASSWORD).await.assert_leads_to("/account");
    opens(&twice.town, "khai.moi", ANS_PASSWORD).await.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "match");
}

#[tokio::test]
async fn merge_wants_a_fresh_proof_and_the_password_of_the_beginning() {
    let twice = Twice::new().await;
    let mut browser = twice.town.khai_in(twice.town.browser()).await;
    let page = browser.get("/account/merge").await;
    twice.pass(Duration::from_mins(25));
    let answer = browser.submit(&page, "/account/merge", &[]).await;
    assert!(answer.location().is_some_and(|to| to.starts_with("/sign-in?again=yes")), "a session left open");

    let (mut browser, page) = twice.previewed().await;
    // Meanwhile the owner changes the password elsewhere.
    let mut owner = twice.town.khai_in(twice.town.browser()).await;
    let form = owner.get("/account/password").await;
    let new = "chín con rồng vàng";
    let filled = [("present", PASSWORD), ("password", new), ("again", new)];
    owner.submit(&form, "/account/password", &filled).await;
    sign_in(&mut twice.town.browser(), "minh.khai", new).await.assert_leads_to("/account");
    let told = confirm(&mut browser, &page, &[]).await;
    told.assert_says(StatusCode::CONFLICT, "This merge can’t go on here");
}
