//! `/app/lock`: electronic identities that are locked.

use std::sync::Arc;

use axum::http::StatusCode;
use onedoor_base::{AccountId, ApplicationId, IdentityLevel};
use onedoor_proofing::application::{By, Lock, Locks, State, Step};
use onedoor_site::testing::{Answer, Browser, messages};
use onedoor_storage::people::{self, HeldLevel};
use onedoor_storage::proofing::{self, Doing, Stepped};
use onedoor_storage::{Change, StorageError};

use crate::activation::{ANSWERS, NUMBER, application, approved, level, sets, shows_phone};
use crate::actors::Town;
use crate::steps::latest_code;

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
    // The way there, by what is written on the pages.
    an.get("/account").await.assert_says(StatusCode::OK, "href=\"/app\"");
    an.get("/app").await.assert_says(StatusCode::OK, "href=\"/app/lock\"");
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

/// Up to the page with the security questions.
async fn asks_answers(town: &Town, an: &mut Browser) -> Answer {
    let page = an.get("/app/lock/unlock").await;
    page.assert_says(StatusCode::OK, "The code goes to");
    let answer = an.submit(&page, "/app/lock/unlock", &[]).await;
    let page = an.follow(answer).await;
    let code = latest_code(&town.identity).await;
    let answer = an.submit(&page, "/app/lock/code", &[("code", &code)]).await;
    an.follow(answer).await
}

const RIGHT: [(&str, &str); 3] = [("answer_1", "cô lan"), ("answer_2", "hàng bạc"), ("answer_3", "mướp")];
const WRONG: [(&str, &str); 3] = [("answer_1", "cô huệ"), ("answer_2", "hàng bạc"), ("answer_3", "mướp")];

/// Locked by the site.
pub(crate) async fn locked(town: &Town, id: ApplicationId, lock: Lock, by: By) {
    let site = Arc::clone(&town.identity.site);
    let inside = Arc::clone(&site);
    let done: Result<Stepped, StorageError> = site
        .store
        .write(move |tx| {
            let site = Arc::clone(&inside);
            Box::pin(async move {
                let doing = Doing { step: Step::Lock(lock), by, officer: None, reason: String::new() };
                let done = proofing::step(tx, id, &doing, site.now(), &site.settings.calendar).await?;
                Ok(Change::Unrecorded(done))
            })
        })
        .await;
    assert!(matches!(done, Ok(Stepped::Done(State::Locked(_)))), "{done:?}");
}

#[tokio::test]
async fn a_code_and_the_answers_unlock_what_the_person_locked() {
    let town = Town::new().await;
    let (account, id, mut an) = active(&town).await;
    let page = an.get(PATH).await;
    an.submit(&page, PATH, &[]).await;
    an.get(PATH).await.assert_says(StatusCode::OK, "/app/lock/unlock");
    let page = asks_answers(&town, &mut an).await;
    let answer = an.submit(&page, "/app/lock/questions", &[("answer_1", "cô lan")]).await;
    answer.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "answer");
    let wrong = an.submit(&page, "/app/lock/questions", &WRONG).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(application(&town, id).await.state.code(), "locked");
    let answer = an.submit(&page, "/app/lock/questions", &RIGHT).await;
    an.follow(answer).await.assert_says(StatusCode::OK, "yours to take off is off");
    assert_eq!(application(&town, id).await.state, State::Active);
    assert_eq!(level(&town, account).await, (IdentityLevel::Basic, true));
    an.get("/account/level").await.assert_says(StatusCode::OK, "Level 1");
    let actions = town.actions_of(account).await;
    for action in ["people.identity.unlock_refused", "people.identity.unlocked"] {
        assert!(actions.iter().any(|one| one == action), "{action}: {actions:?}");
    }
    // The page of questions unlocks nothing a second time.
    let page_again = an.submit(&page, "/app/lock/questions", &RIGHT).await;
    page_again.assert_leads_to("/app/lock/unlock");
}

/// Whoever locked it because the phone is gone unlocks it somewhere else: the one that is gone opens it no more.
#[tokio::test]
async fn unlocked_elsewhere_the_device_of_before_counts_no_more() {
    for elsewhere in [true, false] {
        let town = Town::new().await;
        let (account, _, an) = active(&town).await;
        let mut device = an.clone();
        let mut owner = if elsewhere { town.an_in(town.browser()).await } else { an };
        let page = owner.get(PATH).await;
        owner.submit(&page, PATH, &[]).await.assert_leads_to("/app/lock?notice=locked");
        let page = asks_answers(&town, &mut owner).await;
        owner.submit(&page, "/app/lock/questions", &RIGHT).await.assert_leads_to("/app/lock?notice=unlocked");
        device.cookies.remove("session");
        let opens = device.get("/app/passcode").await;
        assert_eq!(opens.status == StatusCode::OK, !elsewhere, "{opens:?}");
        let loosened = town.actions_of(account).await.contains(&"people.passcode.loosened".to_owned());
        assert_eq!(loosened, elsewhere);
        assert_eq!(owner.get(PATH).await.says("Your old passcode no longer counts"), elsewhere);
    }
}

#[tokio::test]
async fn after_wrong_passcodes_a_new_passcode_is_chosen_and_nobody_passes_by_the_questions() {
    let town = Town::new().await;
    let (_, id, mut an) = active(&town).await;
    locked(&town, id, Lock::Passcode, By::Site).await;
    let before = an.cookies.get("app").cloned();
    let asks = asks_answers(&town, &mut an).await;
    let page = an.submit(&asks, "/app/lock/questions", &RIGHT).await;
    page.assert_says(StatusCode::OK, "Choose a passcode of six digits");
    let chosen = [("passcode", "482916"), ("again", "482916")];
    let forged = [("answered", "AAAA"), chosen[0], chosen[1]];
    let answer = an.submit(&page, "/app/lock/passcode", &forged).await;
    assert!(answer.location().is_some_and(|to| to.starts_with("/app/lock/questions")), "{answer:?}");
    let short = an.submit(&page, "/app/lock/passcode", &[("passcode", "12"), ("again", "12")]).await;
    short.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Enter six digits");
    let answer = an.submit(&page, "/app/lock/passcode", &chosen).await;
    an.follow(answer).await.assert_says(StatusCode::OK, "yours to take off is off");
    assert_eq!(application(&town, id).await.state, State::Active);
    assert!(an.cookies.get("app").cloned() != before, "another passcode, another binding");
}

#[tokio::test]
async fn what_an_authority_locked_stays_locked_and_the_level_held_after_a_recovery_beside_it() {
    let town = Town::new().await;
    let (account, id, mut an) = active(&town).await;
    locked(&town, id, Lock::Authority, By::Authority).await;
    an.get(PATH).await.assert_says(StatusCode::OK, "Only the authority can have it unlocked");
    an.get("/app/lock/unlock").await.assert_leads_to(PATH);
    an.get("/app/lock/ask").await.assert_leads_to(PATH);
    let page = an.get(PATH).await;
    an.submit(&page, PATH, &[]).await;
    let page = asks_answers(&town, &mut an).await;
    an.submit(&page, "/app/lock/questions", &RIGHT).await;
    assert_eq!(application(&town, id).await.state, State::Locked(Locks::of(Lock::Authority)));
    // Neither the sweep of levels that were held down nor their owner's code gives it back.
    let site = Arc::clone(&town.identity.site);
    let now = site.now();
    let released: Result<bool, StorageError> = site
        .store
        .write(move |tx| {
            Box::pin(async move {
                let held = HeldLevel { level: IdentityLevel::Claimed, since: now, until: now };
                people::hold_level(tx, account, held).await?;
                people::release_levels(tx, now).await?;
                people::release_level(tx, account).await.map(Change::Unrecorded)
            })
        })
        .await;
    assert!(released.is_ok());
    assert_eq!(level(&town, account).await.0, IdentityLevel::Claimed);
}

#[tokio::test]
async fn whoever_has_lost_phone_or_answers_asks_an_officer_once() {
    let town = Town::new().await;
    let (account, _, mut an) = active(&town).await;
    let page = an.get(PATH).await;
    an.submit(&page, PATH, &[]).await;
    let page = an.get("/app/lock/ask").await;
    page.assert_says(StatusCode::OK, "within two working days");
    an.submit(&page, "/app/lock/ask", &[("reason", "now")])
        .await
        .assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Write in a sentence or two");
    let why = [("reason", "Tôi đổi số điện thoại và tìm lại được máy")];
    let answer = an.submit(&page, "/app/lock/ask", &why).await;
    an.follow(answer).await.assert_says(StatusCode::OK, "An officer answers by");
    an.submit(&page, "/app/lock/ask", &why).await.assert_leads_to(PATH);
    let actions = town.actions_of(account).await;
    assert_eq!(actions.iter().filter(|one| *one == "people.identity.unlock_asked").count(), 1, "{actions:?}");
}
