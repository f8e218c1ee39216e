//! `/app/lock`: electronic identities that are locked.

use axum::http::StatusCode;
use onedoor_base::{AccountId, ApplicationId, IdentityLevel};
use onedoor_proofing::application::{Lock, Locks, State};
use onedoor_site::testing::{Browser, messages};

use crate::activation::{ANSWERS, NUMBER, application, approved, level, sets, shows_phone};
use crate::actors::Town;

const PATH: &str = "/app/lock";

/// An, whose electronic identity is in use.
pub(crate) async fn active(town: &Town) -> (AccountId, ApplicationId, Browser) {
    let (account, id) = approved(town, NUMBER).await;
    let mut an = town.an_in(town.browser()).await;
    let page = shows_phone(town, &mut an, NUMBER).await;
    let answer = sets(&mut an, &page, "583920", "583920").await;
    let page = an.follow(answer).await;
    an.submit(&page, "/app/activate/questions", &ANSWERS).await;
    assert_eq!(application(town, id).await.state, State::Active);
    (account, id, an)
}

#[tokio::test]
async fn whoever_lost_a_phone_locks_at_once_and_counts_as_nobody_proven() {
    let town = Town::new().await;
    let (account, id, mut an) = active(&town).await;
    assert_eq!(level(&town, account).await.0, IdentityLevel::Basic);
    // Nothing fresh has to be shown for it.
    town.world.clock.advance(std::time::Duration::from_mins(20));
    let page = an.get(PATH).await;
    page.assert_says(StatusCode::OK, "Lock your electronic identity");
    let before = messages(&town.identity.site).await.len();
    let answer = an.submit(&page, PATH, &[]).await;
    let news = an.follow(answer).await;
    news.assert_says(StatusCode::OK, "We have told you so at all your contacts");
    news.assert_says(StatusCode::OK, "You locked it");
    assert!(messages(&town.identity.site).await.len() > before, "the owner is told");
    assert_eq!(application(&town, id).await.state, State::Locked(Locks::of(Lock::Person)));
    assert_eq!(level(&town, account).await, (IdentityLevel::Claimed, true));
    an.get("/account/level").await.assert_says(StatusCode::OK, "Not identified");
    an.get("/app").await.assert_says(StatusCode::OK, PATH);
    let actions = town.actions_of(account).await;
    let locked = |actions: &[String]| actions.iter().filter(|one| *one == "people.identity.locked").count();
    assert_eq!(locked(&actions), 1, "{actions:?}");
    // Twice is once.
    an.submit(&page, PATH, &[]).await;
    assert_eq!(locked(&town.actions_of(account).await), 1);
    // A session that begins now has no more.
    let mut elsewhere = town.an_in(town.browser()).await;
    elsewhere.get("/account/level").await.assert_says(StatusCode::OK, "Not identified");
}

#[tokio::test]
async fn where_nothing_is_in_use_there_is_nothing_to_lock() {
    let town = Town::new().await;
    let (_, id) = approved(&town, NUMBER).await;
    let mut an = town.an_in(town.browser()).await;
    an.get(PATH).await.assert_says(StatusCode::OK, "There is nothing to lock");
    let form = an.get("/app/activate").await;
    let mut khai = town.khai_in(town.browser()).await;
    khai.get(PATH).await.assert_says(StatusCode::OK, "There is nothing to lock");
    let stamped = form.form("/app/activate").expect("a form with the stamp of this browser");
    let answer = an.post(PATH, &stamped, &[("sec-fetch-site", "same-origin")]).await;
    answer.assert_leads_to(PATH);
    assert_eq!(application(&town, id).await.state.code(), "approved");
    town.browser().get(PATH).await.assert_leads_to("/sign-in?return_to=%2Fapp%2Flock");
}
