//! `/app/activate`: who was approved takes the electronic identity into use.

use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::{AccountId, ApplicationId, Country, IdentityLevel};
use onedoor_people::parse_claimed_number;
use onedoor_proofing::application::{By, Lock, State, Step};
use onedoor_proofing::evidence::{
    Act, Attributes, Decision, Evidence, Kind, Record, Validated, Validation, Verification, Verified, Who,
};
use onedoor_proofing::register::{Born, Sought};
use onedoor_site::testing::{Answer, Browser};
use onedoor_storage::proofing::{self, Application, Doing, NewApplication, Stepped};
use onedoor_storage::{Change, StorageError, people};

use crate::actors::{NUMBER as KHAIS, Town, account_of, an};
use crate::steps::latest_code;

const PATH: &str = "/app/activate";
pub(crate) const NUMBER: &str = "001190000018";
pub(crate) const PHONE: &str = "0987 654 321";

fn record(at: onedoor_base::Timestamp) -> Record {
    let act = |by| Act { by, at };
    let officer = || Who::Officer(AccountId::from_bytes([7; 16]));
    Record {
        evidence: [Kind::Contact, Kind::CardCode]
            .map(|kind| Evidence { kind, taken: act(Who::Person) })
            .into(),
        validations: [
            (Kind::Contact, Validated::CodeReturned, "phone"),
            (Kind::CardCode, Validated::RegisterMatch, "population"),
        ]
        .map(|(of, how, against)| Validation { of, how, against: against.to_owned(), act: act(Who::Site) })
        .into(),
        verifications: vec![Verification {
            how: Verified::RemoteFace,
            against: "register".to_owned(),
            attack_detection: None,
            act: act(officer()),
        }],
        decisions: vec![Decision {
            given: Some(IdentityLevel::Basic),
            reasons: Vec::new(),
            act: act(officer()),
        }],
        attributes: Attributes::default(),
    }
}

/// All is given.
const GIVEN: [(Step, By); 3] =
    [(Step::Begin, By::Person), (Step::GiveData, By::Person), (Step::GiveFace, By::Person)];

/// An application of An's as an officer has approved it.
pub(crate) async fn approved(town: &Town, number: &str) -> (AccountId, ApplicationId) {
    applied(town, number, &[&GIVEN[..], &[(Step::Approve, By::Officer)]].concat()).await
}

/// An application of An's after these steps.
async fn applied(town: &Town, number: &str, steps: &[(Step, By)]) -> (AccountId, ApplicationId) {
    let steps = steps.to_vec();
    let account = account_of(&town.identity, &an()).await;
    let site = Arc::clone(&town.identity.site);
    let (now, id) = (site.now(), ApplicationId::new(site.now(), site.random.as_ref()));
    let sought = Sought {
        country: Country::Vietnam,
        number: Some(number.to_owned()),
        former: None,
        name: Some("Trần Văn Ân".to_owned()),
        born: Some(Born { year: 1990, month: Some(3), day: Some(7) }),
        sex: None,
    };
    let inside = Arc::clone(&site);
    let done: Result<(), StorageError> = site
        .store
        .write(move |tx| {
            let (site, sought, steps) = (Arc::clone(&inside), sought.clone(), steps.clone());
            Box::pin(async move {
                let new = NewApplication { id, account, device: "Phone".to_owned() };
                assert!(proofing::open(tx, &new, now).await?);
                let print = sought.number.as_deref().and_then(|number| {
                    let number = parse_claimed_number(Country::Vietnam, number).ok()?;
                    Some(people::number_fingerprint(&site.vault, &number))
                });
                proofing::keep_claimed(tx, &site.vault, id, (&sought, print), now).await?;
                proofing::keep_record(tx, &site.vault, id, &record(now), now).await?;
                for (step, by) in steps {
                    let doing = Doing { step, by, officer: None, reason: String::new() };
                    let done = proofing::step(tx, id, &doing, now, &site.settings.calendar).await?;
                    assert!(matches!(done, Stepped::Done(_)), "{step:?}: {done:?}");
                }
                Ok(Change::Unrecorded(()))
            })
        })
        .await;
    done.expect("it can be approved");
    (account, id)
}

pub(crate) async fn application(town: &Town, id: ApplicationId) -> Application {
    let read =
        town.identity.site.store.read::<_, StorageError, _>(move |tx| {
            Box::pin(async move { proofing::application(tx, id).await })
        });
    read.await.expect("it can be read").expect("it is there")
}

pub(crate) async fn level(town: &Town, id: AccountId) -> (IdentityLevel, bool) {
    let read = town
        .identity
        .site
        .store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { people::by_id(tx, id).await }));
    let account = read.await.expect("it can be read").expect("it is there");
    (account.identity, account.number.is_some())
}

/// Up to the page that asks for the passcode.
pub(crate) async fn shows_phone(town: &Town, an: &mut Browser, number: &str) -> Answer {
    let page = an.get(PATH).await;
    let answer = an.submit(&page, PATH, &[("number", number), ("phone", PHONE)]).await;
    let page = an.follow(answer).await;
    let code = latest_code(&town.identity).await;
    let answer = an.submit(&page, "/app/activate/code", &[("code", &code)]).await;
    an.follow(answer).await
}

pub(crate) async fn sets(an: &mut Browser, page: &Answer, passcode: &str, again: &str) -> Answer {
    an.submit(page, "/app/activate/passcode", &[("passcode", passcode), ("again", again)]).await
}

pub(crate) const ANSWERS: [(&str, &str); 7] = [
    ("question_1", "teacher"),
    ("answer_1", "Cô Lan"),
    ("question_2", "street"),
    ("answer_2", "Hàng Bạc"),
    ("question_3", "own"),
    ("own_3", "Con mèo đầu tiên tên gì?"),
    ("answer_3", "Mướp"),
];

#[tokio::test]
async fn s3_7_number_code_passcode_and_questions_bring_the_identity_into_use() {
    let town = Town::new().await;
    let (account, id) = approved(&town, NUMBER).await;
    let mut an = town.an_in(town.browser()).await;
    an.get("/app").await.assert_says(StatusCode::OK, "Approved");
    an.get(PATH).await.assert_says(StatusCode::OK, "You can activate it until");
    let page = shows_phone(&town, &mut an, "001 190 000 018").await;
    page.assert_says(StatusCode::OK, "Choose a passcode of six digits");
    for (passcode, again, says) in [
        ("12345", "12345", "Enter six digits"),
        ("121212", "121212", "do not repeat like that"),
        ("456789", "456789", "count up or down"),
        ("070390", "070390", "this is in your birth date"),
        ("190000", "190000", "this is in your birth date or in one of your numbers"),
        ("583920", "583921", "the same passcode as above"),
    ] {
        sets(&mut an, &page, passcode, again).await.assert_says(StatusCode::UNPROCESSABLE_ENTITY, says);
    }
    assert_eq!(application(&town, id).await.state.code(), "approved");
    let answer = sets(&mut an, &page, "583 920", "583920").await;
    assert!(an.cookies.contains_key("app"), "the device has something to show");
    let page = an.follow(answer).await;
    page.assert_says(StatusCode::OK, "Activate");
    let asked = page.clone();
    let wrong = an.submit(&page, "/app/activate/questions", &[("question_1", "teacher")]).await;
    wrong.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "answer");
    let answer = an.submit(&page, "/app/activate/questions", &ANSWERS).await;
    answer.assert_leads_to(PATH);
    let page = an.follow(answer).await;
    page.assert_says(StatusCode::OK, "Your electronic identity is active");
    assert!(!page.says("Open it on this device"), "it counts here");
    let elsewhere = town.an_in(town.browser()).await.get(PATH).await;
    elsewhere.assert_says(StatusCode::OK, "Open it on this device");
    assert_eq!(application(&town, id).await.state, State::Active);
    assert_eq!(level(&town, account).await, (IdentityLevel::Basic, true));
    an.get("/account/level").await.assert_says(StatusCode::OK, "Level 1");
    an.get("/account").await.assert_says(StatusCode::OK, "Trần Văn Ân");
    let actions = town.actions_of(account).await;
    for action in ["people.activation.code_sent", "people.passcode.set", "people.activation.done"] {
        assert!(actions.iter().any(|one| one == action), "{action}: {actions:?}");
    }
    // A second click does nothing a second time.
    an.submit(&asked, "/app/activate/questions", &ANSWERS).await.assert_leads_to(PATH);
}

#[tokio::test]
async fn what_is_not_of_the_application_gets_no_code() {
    let town = Town::new().await;
    approved(&town, NUMBER).await;
    let mut an = town.an_in(town.browser()).await;
    let page = an.get(PATH).await;
    an.submit(&page, PATH, &[])
        .await
        .assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Enter your identity number");
    // A number that somebody else has, and one that nobody has: the answer is the same.
    for (number, phone) in [(KHAIS, PHONE), ("001190000026", PHONE), (NUMBER, "0912 345 678"), ("x", "y")] {
        let answer = an.submit(&page, PATH, &[("number", number), ("phone", phone)]).await;
        answer.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "are not those of your application");
        assert!(answer.says(number), "nothing is lost");
    }
    assert!(onedoor_site::testing::messages(&town.identity.site).await.is_empty());
    for _ in 0..6 {
        an.submit(&page, PATH, &[("number", KHAIS), ("phone", PHONE)]).await;
    }
    let slow = an.submit(&page, PATH, &[("number", NUMBER), ("phone", PHONE)]).await;
    assert_eq!(slow.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn every_state_has_its_words_and_where_it_goes_on() {
    let refused = [&GIVEN[..], &[(Step::Refuse, By::Officer)]].concat();
    let locked = |lock| {
        let used = [(Step::Approve, By::Officer), (Step::Activate, By::Person), (Step::Lock(lock), By::Site)];
        [&GIVEN[..], &used].concat()
    };
    let closed = [&GIVEN[..], &[(Step::Approve, By::Officer), (Step::Close, By::Person)]].concat();
    for (steps, title, leads) in [
        (vec![], "There is nothing to activate yet", "/app"),
        (GIVEN[..1].to_vec(), "There is nothing to activate yet", "/app"),
        (GIVEN[..2].to_vec(), "There is nothing to activate yet", "/app"),
        (GIVEN.to_vec(), "There is nothing to activate yet", "/app"),
        (refused, "Your application was refused", "/app/level1"),
        (
            [&GIVEN[..], &[(Step::Withdraw, By::Person)]].concat(),
            "You took your application back",
            "/app/level1",
        ),
        (closed, "This electronic identity was closed", "/app/level1"),
        (locked(Lock::Passcode), "Your electronic identity is locked", "/app/lock"),
        (locked(Lock::CardExpired), "Your electronic identity is locked", "/app/lock"),
    ] {
        let town = Town::new().await;
        applied(&town, NUMBER, &steps).await;
        let mut an = town.an_in(town.browser()).await;
        let page = an.get(PATH).await;
        page.assert_says(StatusCode::OK, title);
        page.assert_says(StatusCode::OK, &format!("href=\"{leads}\""));
        assert!(!page.says("Open it on this device"), "{steps:?}");
    }
}

#[tokio::test]
async fn after_seven_days_the_window_is_missed_and_nothing_is_lost() {
    let town = Town::new().await;
    let (account, id) = approved(&town, NUMBER).await;
    town.world.clock.advance(Duration::from_hours(7 * 24));
    let mut an = town.an_in(town.browser()).await;
    an.get(PATH).await.assert_says(StatusCode::OK, "The seven days for activating are over");
    let site = Arc::clone(&town.identity.site);
    let inside = Arc::clone(&site);
    let opened: Result<Stepped, StorageError> = site
        .store
        .write(move |tx| {
            let site = Arc::clone(&inside);
            Box::pin(async move {
                let doing =
                    Doing { step: Step::OpenWindow, by: By::Officer, officer: None, reason: String::new() };
                let done = proofing::step(tx, id, &doing, site.now(), &site.settings.calendar).await?;
                Ok(Change::Unrecorded(done))
            })
        })
        .await;
    assert!(matches!(opened, Ok(Stepped::Done(State::Approved { .. }))), "{opened:?}");
    let page = shows_phone(&town, &mut an, NUMBER).await;
    let answer = sets(&mut an, &page, "583920", "583920").await;
    let page = an.follow(answer).await;
    an.submit(&page, "/app/activate/questions", &ANSWERS).await.assert_leads_to(PATH);
    assert_eq!(level(&town, account).await, (IdentityLevel::Basic, true));
}

#[tokio::test]
async fn a_number_that_another_account_was_proven_to_have_leads_to_that_account() {
    let town = Town::new().await;
    let (account, id) = approved(&town, KHAIS).await;
    let mut an = town.an_in(town.browser()).await;
    let page = shows_phone(&town, &mut an, KHAIS).await;
    let answer = sets(&mut an, &page, "583920", "583920").await;
    let page = an.follow(answer).await;
    let answer = an.submit(&page, "/app/activate/questions", &ANSWERS).await;
    let page = an.follow(answer).await;
    page.assert_says(StatusCode::OK, "Another account has your number");
    page.assert_says(StatusCode::OK, "href=\"/account/merge\"");
    assert_eq!(application(&town, id).await.state.code(), "approved");
    assert_eq!(level(&town, account).await, (IdentityLevel::Claimed, false));
    // An's questions were not taken either: all or nothing.
    let actions = town.actions_of(account).await;
    assert!(!actions.iter().any(|one| one == "people.questions.set"), "{actions:?}");
}

#[tokio::test]
async fn nobody_passes_by_a_step() {
    let town = Town::new().await;
    let (_, id) = approved(&town, NUMBER).await;
    let mut khai = town.khai_in(town.browser()).await;
    khai.get(PATH).await.assert_says(StatusCode::OK, "There is nothing to activate yet");
    let mut an = town.an_in(town.browser()).await;
    let page = an.get(PATH).await;
    let answer = an.submit(&page, PATH, &[("number", NUMBER), ("phone", PHONE)]).await;
    let asks = answer.location().expect("a page that asks for the code").to_owned();
    let code = asks.split("id=").nth(1).expect("an id").to_owned();
    // Without the code there is neither passcode nor end; another person's browser has nothing of it.
    for step in ["passcode", "questions"] {
        let address = format!("{PATH}/{step}?id={code}");
        assert_eq!(an.get(&address).await.location(), Some(PATH));
        assert_eq!(khai.get(&address).await.location(), Some(PATH));
    }
    let page = an.get(&asks).await;
    let wrong = crate::steps::another(&latest_code(&town.identity).await);
    an.submit(&page, "/app/activate/code", &[("code", wrong)])
        .await
        .assert_says(StatusCode::UNPROCESSABLE_ENTITY, "left");
    let right = latest_code(&town.identity).await;
    an.submit(&page, "/app/activate/code", &[("code", &right)]).await;
    // Without a passcode the questions end nothing.
    let page = an.get(&format!("{PATH}/questions?id={code}")).await;
    an.submit(&page, "/app/activate/questions", &ANSWERS).await.assert_leads_to(PATH);
    assert_eq!(application(&town, id).await.state.code(), "approved");
    town.browser().get(PATH).await.assert_leads_to("/sign-in?return_to=%2Fapp%2Factivate");
}

/// A number that was put right since is the one that opens the way to another device.
#[tokio::test]
async fn another_device_is_bound_with_the_number_of_today() {
    const NEW: &str = "001190000026";
    let town = Town::new().await;
    let (account, _) = approved(&town, NUMBER).await;
    let mut an = town.an_in(town.browser()).await;
    let page = shows_phone(&town, &mut an, NUMBER).await;
    let answer = sets(&mut an, &page, "583920", "583920").await;
    let page = an.follow(answer).await;
    an.submit(&page, "/app/activate/questions", &ANSWERS).await.assert_leads_to(PATH);
    let site = Arc::clone(&town.identity.site);
    let inside = Arc::clone(&site);
    let renumbered: Result<bool, StorageError> = site
        .store
        .write(move |tx| {
            let site = Arc::clone(&inside);
            Box::pin(async move {
                let number = parse_claimed_number(Country::Vietnam, NEW).expect("a number");
                let sealed = people::seal_number(&site.vault, account, &number);
                let print = people::number_fingerprint(&site.vault, &number);
                Ok(Change::Unrecorded(people::renumber(tx, account, &sealed, print).await?))
            })
        })
        .await;
    assert!(renumbered.expect("it can be written"));
    let mut there = town.an_in(town.browser()).await;
    let page = there.get("/app/activate?here=yes").await;
    let old = there.submit(&page, PATH, &[("number", NUMBER), ("phone", PHONE)]).await;
    old.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "are not those of your application");
    let new = there.submit(&page, PATH, &[("number", NEW), ("phone", PHONE)]).await;
    assert!(new.location().is_some_and(|to| to.starts_with("/app/activate/code?id=")), "{new:?}");
}
