//! Closing an account: asked for, thought better of, and done in portions.

use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::{AccountId, Subject};
use onedoor_identity::seed::{self, NotSeeded};
use onedoor_identity::{Identity, Parts, Provider, Terms};
use onedoor_linking::Life;
use onedoor_oidc::Client;
use onedoor_people::{AccountState, ClosingState, LoginName};
use onedoor_site::jobs::Jobs;
use onedoor_site::testing::{Browser, messages};
use onedoor_storage::copying::Reader;
use onedoor_storage::linking::identity_links;
use onedoor_storage::people::{self, PARTS};
use onedoor_storage::site::sessions;
use onedoor_storage::{Change, StorageError};

use crate::actors::{PASSWORD, account_of, an, khai as khai_seed};
use crate::links::{khai, life, link, put};
use crate::provider::party::{Scene, haiduong, house, pass};

const CLOSING: &str = "/account/settings/closing";
const DAY: u64 = 24 * 3600;

async fn scene() -> Scene {
    let nowhere = "http://127.0.0.1:9/linking/v1";
    let portal = Client { linking_endpoint: Some(nowhere.to_owned()), ..haiduong() };
    Scene::with(&[portal, house()]).await
}

/// All that is due now.
async fn works(scene: &Scene) {
    let jobs = onedoor_identity::jobs(&scene.identity, Jobs::new());
    for _ in 0..5 {
        jobs.round(&scene.identity.site).await.expect("a round");
    }
}

async fn ask(browser: &mut Browser, password: &str, sure: &str) -> onedoor_site::testing::Answer {
    let page = browser.get(CLOSING).await;
    browser.submit(&page, CLOSING, &[("password", password), ("sure", sure)]).await
}

async fn state(scene: &Scene, id: AccountId) -> AccountState {
    let store = &scene.identity.site.store;
    let read =
        store.read::<_, StorageError, _>(move |tx| Box::pin(async move { people::by_id(tx, id).await }));
    read.await.expect("read").expect("the row stays").state
}

async fn closing(scene: &Scene, id: AccountId) -> ClosingState {
    let store = &scene.identity.site.store;
    let read =
        store.read::<_, StorageError, _>(move |tx| Box::pin(async move { people::closing_of(tx, id).await }));
    read.await.expect("read").expect("asked for").state
}

#[tokio::test]
async fn it_wants_the_password_and_can_be_thought_better_of() {
    let scene = scene().await;
    let mut here = khai(&scene).await;
    let unfit = StatusCode::UNPROCESSABLE_ENTITY;
    ask(&mut here, PASSWORD, "").await.assert_says(unfit, "Tick that you have read");
    ask(&mut here, "con thuyền không bến", "yes").await.assert_says(unfit, "password");
    assert!(messages(&scene.identity.site).await.is_empty());
    let actions = scene.actions().await;
    assert!(actions.contains(&"people.password.refused".to_owned()), "{actions:?}");
    let answer = ask(&mut here, PASSWORD, "yes").await;
    here.follow(answer).await.assert_says(StatusCode::OK, "about to be closed");
    let told = messages(&scene.identity.site).await;
    assert!(told.len() == 1 && told[0].text.contains("Ở lại"), "{}", told[0].text);
    here.get("/account/settings").await.assert_says(StatusCode::OK, "It will be closed on");
    // Days later, signing in at a portal, one is asked first whether to stay, and then goes on.
    pass(&scene, 20 * DAY);
    let mut there = scene.browser();
    let page = there.get("/sign-in?return_to=%2Faccount%2Fsessions").await;
    let answer =
        there.submit(&page, "/sign-in", &[("identifier", "minh.khai"), ("password", PASSWORD)]).await;
    answer.assert_leads_to("/account/settings/closing?return_to=%2Faccount%2Fsessions");
    let page = there.follow(answer).await;
    page.assert_says(StatusCode::OK, "Do you want to stay?");
    let answer = there.submit(&page, "/account/settings/closing/stay", &[]).await;
    answer.assert_leads_to("/account/sessions");
    pass(&scene, 20 * DAY);
    works(&scene).await;
    assert_eq!(state(&scene, scene.khai).await, AccountState::Active);
    // And it can be asked for once more.
    let mut again = khai(&scene).await;
    let answer = ask(&mut again, PASSWORD, "yes").await;
    answer.assert_leads_to(&format!("{CLOSING}?notice=asked"));
}

/// How long one can stay is the site's to say, and what people read says the same.
#[tokio::test]
async fn a_site_may_wait_for_another_time() {
    let scene = scene().await;
    let site = scene.identity.site.clone();
    let provider =
        Provider::open(&site, &[haiduong(), house()], reqwest::Client::new()).await.expect("it opens");
    let closing_wait = Duration::from_secs(5 * DAY);
    let profile = scene.identity.profile;
    let parts = Parts {
        site: site.clone(),
        profile,
        provider,
        terms: Terms::default(),
        closing_wait,
        correction_days: 7,
        level1: None,
        faces: None,
    };
    let router = onedoor_identity::identity_router(Identity::new(parts));
    let mut here = Browser::at(&site, &router);
    let page = here.get("/sign-in").await;
    here.submit(&page, "/sign-in", &[("identifier", "minh.khai"), ("password", PASSWORD)]).await;
    here.get(CLOSING).await.assert_says(StatusCode::OK, "For 5 days nothing changes");
    ask(&mut here, PASSWORD, "yes").await.assert_leads_to(&format!("{CLOSING}?notice=asked"));
    let told = messages(&site).await.last().expect("told").text.clone();
    assert!(told.contains("sau 5 ngày"), "{told}");
    pass(&scene, 4 * DAY);
    works(&scene).await;
    assert_eq!(state(&scene, scene.khai).await, AccountState::Active);
    pass(&scene, 2 * DAY);
    works(&scene).await;
    assert_eq!(state(&scene, scene.khai).await, AccountState::Closed);
}

#[tokio::test]
async fn after_the_wait_everything_ends_and_is_free_for_others_in_its_time() {
    let scene = scene().await;
    let mut here = khai(&scene).await;
    let mut links = Vec::new();
    for n in 1..=25 {
        links.push(put(&scene, link(&scene, n, scene.khai)).await);
    }
    let answer = ask(&mut here, PASSWORD, "yes").await;
    answer.assert_leads_to(&format!("{CLOSING}?notice=asked"));
    pass(&scene, 29 * DAY);
    works(&scene).await;
    assert_eq!(state(&scene, scene.khai).await, AccountState::Active, "not a day before");
    pass(&scene, 2 * DAY);
    let hashed = scene.world.hashing.taken();
    works(&scene).await;
    assert_eq!(scene.world.hashing.taken() - hashed, 1, "for the step that empties the account");
    assert_eq!(state(&scene, scene.khai).await, AccountState::Closed);
    for id in links {
        assert_eq!(life(&scene, id).await, Life::Ended);
        let link = scene.link(id).await.expect("the record stays");
        let why = link.handshake.ended().expect("ended").why;
        assert_eq!((why.word(), link.handshake.owes()), ("person_closed", true), "the portal is to be told");
    }
    assert!(messages(&scene.identity.site).await.last().expect("told").text.contains("đã đóng"));
    left_nothing(&scene).await;
    // The password opens nothing, and says nothing.
    let page = here.get("/sign-in").await;
    let answer = here.submit(&page, "/sign-in", &[("identifier", "minh.khai"), ("password", PASSWORD)]).await;
    answer.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "don’t match");
    // Phone and number are free at once; the login name only later.
    let again = |login: &str| seed::SeedPerson { login: login.to_owned(), ..khai_seed() };
    let new = account_of(&scene.identity, &again("khai.moi")).await;
    assert_ne!(new, scene.khai, "nobody ever gets the id of another");
    assert_eq!(owner(&scene, "minh.khai").await, Some(scene.khai));
    pass(&scene, 181 * DAY);
    works(&scene).await;
    assert_eq!(
        (owner(&scene, "minh.khai").await, closing(&scene, scene.khai).await),
        (None, ClosingState::Done)
    );
    let other = seed::SeedPerson { login: "minh.khai".to_owned(), ..an() };
    let other = seed::person(&scene.identity, &other).await;
    assert!(matches!(other, Ok(id) if id != scene.khai) && !matches!(other, Err(NotSeeded::Taken(_))));
}

async fn owner(scene: &Scene, login: &str) -> Option<AccountId> {
    let login = LoginName::parse(login).expect("a name");
    let store = &scene.identity.site.store;
    let read = store.read::<_, StorageError, _>(move |tx| {
        let login = login.clone();
        Box::pin(async move { people::by_login(tx, &login).await })
    });
    read.await.expect("read").map(|account| account.id)
}

/// Nothing that was said is left, and nobody is signed in.
async fn left_nothing(scene: &Scene) {
    let (id, now) = (scene.khai, scene.identity.site.now());
    let read = scene.identity.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            let mut left = Vec::new();
            for part in PARTS.iter().filter(|part| people::ERASED.contains(&part.table)) {
                left.push((part.table, Reader::default().read(tx, id, part).await?.len()));
            }
            let alive = sessions::alive_of(tx, Subject::Person(id), now).await?.len();
            Ok((left, alive, people::by_id(tx, id).await?))
        })
    });
    let (left, alive, account) = read.await.expect("read");
    assert!(left.iter().all(|(_, rows)| *rows == 0), "{left:?}");
    let account = account.expect("the row stays");
    assert_eq!((alive, account.name.as_str(), account.number), (0, "", None));
}

/// Killed after any step, the next one goes on from what stands.
#[tokio::test]
async fn whoever_is_killed_in_between_leaves_work_that_goes_on() {
    for killed_after in ["shut", "some links", "all links"] {
        let scene = scene().await;
        let mut here = khai(&scene).await;
        let links: Vec<_> =
            [put(&scene, link(&scene, 1, scene.khai)).await, put(&scene, link(&scene, 2, scene.khai)).await]
                .into();
        ask(&mut here, PASSWORD, "yes").await.assert_leads_to(&format!("{CLOSING}?notice=asked"));
        pass(&scene, 31 * DAY);
        let (id, now) = (scene.khai, scene.identity.site.now());
        let ended = Arc::new(match killed_after {
            "shut" => Vec::new(),
            "some links" => links[..1].to_vec(),
            _ => links.clone(),
        });
        let write = scene.identity.site.store.write::<_, StorageError, _>(move |tx| {
            let ended = Arc::clone(&ended);
            Box::pin(async move {
                people::shut_account(tx, id).await?;
                let to = (ClosingState::Waiting, ClosingState::Closing);
                people::move_closing(tx, id, to, now, now).await?;
                for link in &*ended {
                    let link = identity_links::get(tx, *link).await?.expect("a link");
                    let before = link.handshake;
                    let over = link.end(now, onedoor_linking::Reason::PersonClosed).expect("not yet ended");
                    identity_links::keep(tx, &over, &before).await?;
                }
                Ok(Change::Unrecorded(()))
            })
        });
        write.await.expect("written");
        works(&scene).await;
        assert_eq!(closing(&scene, id).await, ClosingState::Reserved, "killed after {killed_after}");
        for link in links {
            assert_eq!(life(&scene, link).await, Life::Ended, "killed after {killed_after}");
        }
        left_nothing(&scene).await;
    }
}

/// A copy has everything and no secret; it wants a fresh proof, and is not had without end.
#[tokio::test]
async fn a_copy_of_everything_is_had_by_its_owner() {
    let scene = scene().await;
    put(&scene, link(&scene, 1, scene.khai)).await;
    let mut here = khai(&scene).await;
    let page = here.get("/account/settings/data").await;
    let file = here.submit(&page, "/account/settings/data/file", &[]).await;
    assert_eq!((file.status, file.header("cache-control")), (StatusCode::OK, Some("no-store")));
    let all: serde_json::Value = serde_json::from_str(&file.body).expect("JSON");
    assert_eq!(all["accounts"][0]["login_name"], "minh.khai");
    assert_eq!(all["national_number"], "036 188 001 234");
    assert_eq!(all["contacts"][0]["value"], "+84912345678");
    assert_eq!(all["identity_links"][0]["label"], "Khai (khai1)");
    assert!(!file.body.contains("$argon2"), "no hash");
    let read = here.submit(&page, "/account/settings/data/read", &[]).await;
    for shown in ["minh.khai", "036 188 001 234", "Khai (khai1)", "Links with accounts at portals"] {
        read.assert_says(StatusCode::OK, shown);
    }
    for _ in 0..8 {
        here.submit(&page, "/account/settings/data/file", &[]).await;
    }
    let stopped = here.submit(&page, "/account/settings/data/file", &[]).await;
    assert_eq!(stopped.status, StatusCode::TOO_MANY_REQUESTS);
    // A quarter of an hour later the proof is old.
    scene.world.clock.advance(Duration::from_mins(15));
    let stale = here.get("/account/settings/data").await;
    assert!(stale.location().is_some_and(|to| to.starts_with("/sign-in?again=yes")));
    assert!(scene.actions().await.contains(&"people.data.copied".to_owned()));
}
