//! `/app/level1`: from a card and a face to an application that waits for an officer.

mod children;
mod compared;
mod faces;

use std::sync::{Arc, Mutex};

use axum::http::StatusCode;
use onedoor_base::{AccountId, Country};
use onedoor_identity::Identity;
use onedoor_proofing::application::{By, State, Step};
use onedoor_proofing::evidence::{Kind, Record, Shown, Validated};
use onedoor_proofing::register::{Born, Entry, Sex, Standing, Verdict};
use onedoor_site::jobs::Jobs;
use onedoor_site::register::{Register, Trouble};
use onedoor_site::testing::{Answer, Browser, TestSite, TestWorld, messages};
use onedoor_storage::proofing::{self, Application, Doing};
use onedoor_storage::{Change, StorageError};
use onedoor_ui::Look;

use crate::actors::{Town, account_of, agreeing, an, khai};
use crate::card::picture::{CARD as CODE, picture_of};
use faces::{blurred, face};

const PATH: &str = "/app/level1";
const CARD: &str = "/app/level1/card";
const DATA: &str = "/app/level1/data";
const FACE: &str = "/app/level1/face";

/// What somebody types who has no camera.
const TYPED: [(&str, &str); 5] = [
    ("number", "001 190 000 018"),
    ("name", "Nguyễn Thị Hòa"),
    ("born", "7.3.1990"),
    ("sex", "female"),
    ("read", ""),
];

async fn says_card(browser: &mut Browser, filled: &[(&str, &str)]) -> Answer {
    let page = browser.get(CARD).await;
    browser.submit(&page, CARD, filled).await
}

async fn goes_on(browser: &mut Browser) -> Answer {
    let page = browser.get(DATA).await;
    browser.submit(&page, DATA, &[("consent", "yes")]).await
}

/// Sends this picture as the next one.
async fn sends(browser: &mut Browser, place: u8, picture: &[u8]) -> Answer {
    let page = browser.get(FACE).await;
    browser.send_file(&page, &format!("{FACE}/{place}"), ("picture", "me.jpg", picture)).await
}

async fn shows_face(browser: &mut Browser) {
    for place in 1..=4 {
        sends(browser, place, &face(place)).await.assert_leads_to(FACE);
    }
}

async fn confirms(browser: &mut Browser) -> Answer {
    let page = browser.get(FACE).await;
    browser.submit(&page, "/app/level1/face/confirm", &[]).await
}

async fn applies(browser: &mut Browser) {
    says_card(browser, &TYPED).await.assert_leads_to(DATA);
    goes_on(browser).await.assert_leads_to(FACE);
    shows_face(browser).await;
    confirms(browser).await.assert_leads_to("/app/level1?notice=given");
}

async fn application(identity: &Identity, who: AccountId) -> Application {
    let store = &identity.site.store;
    let read = store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move { proofing::applications_of(tx, who).await })
    });
    read.await.expect("applications can be read").into_iter().next().expect("there is one")
}

fn record(identity: &Identity, application: &Application) -> Record {
    let record = application.sealed.record(&identity.site.vault, application.id);
    record.expect("it opens").expect("there is one")
}

async fn pictures(identity: &Identity, application: &Application) -> usize {
    let id = application.id;
    let store = &identity.site.store;
    let read =
        store.read::<_, StorageError, _>(move |tx| Box::pin(async move { proofing::frames(tx, id).await }));
    read.await.expect("pictures can be read").len()
}

/// What an officer does, straight in the storage.
async fn officer(identity: &Identity, application: &Application, step: Step) {
    let (id, now, calendar) = (application.id, identity.site.now(), identity.site.settings.calendar.clone());
    let done = identity.site.store.write::<_, StorageError, _>(move |tx| {
        let calendar = calendar.clone();
        Box::pin(async move {
            let doing = Doing { step, by: By::Officer, officer: None, reason: String::new() };
            Ok(Change::Unrecorded(proofing::step(tx, id, &doing, now, &calendar).await?))
        })
    });
    done.await.expect("it can be done");
}

fn hoa() -> Entry {
    Entry {
        country: Country::Vietnam,
        number: "001190000018".to_owned(),
        former_numbers: Vec::new(),
        name: "Nguyễn Thị Hòa".to_owned(),
        former_names: Vec::new(),
        born: Born { year: 1990, month: Some(3), day: Some(7) },
        sex: Some(Sex::Female),
        residence: None,
        standing: Standing::Living,
    }
}

/// What the register answers, and how often it was asked.
type Said = Arc<Mutex<(Result<Vec<Entry>, Trouble>, u32)>>;

/// A town whose site has a register that answers so.
async fn town_with(said: &Said) -> (Town, AccountId) {
    let world = TestWorld::new();
    let within = Arc::clone(said);
    let register = Register::Played(Arc::new(move |_| {
        let mut said = within.lock().expect("nobody fails while answering");
        said.1 += 1;
        match &said.0 {
            Ok(entries) => Ok(entries.clone()),
            Err(_) => Err(Trouble::Unreachable("nobody answers".to_owned())),
        }
    }));
    let about = TestSite { key: "vneid", look: Look::Vneid, register: Some(register), ..TestSite::default() };
    let identity = agreeing(world.site(about).await, &[]).await.expect("it opens");
    let khai = account_of(&identity, &khai()).await;
    let an = account_of(&identity, &an()).await;
    world.clock.advance(std::time::Duration::from_secs(1));
    (Town { world, identity, khai }, an)
}

#[tokio::test]
async fn s3_5_s3_6_from_a_typed_card_and_a_face_to_waiting_for_approval() {
    let said: Said = Arc::new(Mutex::new((Ok(vec![hoa()]), 0)));
    let (town, me) = town_with(&said).await;
    let mut browser = town.an_in(town.browser()).await;
    browser.get(PATH).await.assert_says(StatusCode::OK, "What you need");
    says_card(&mut browser, &TYPED).await.assert_leads_to(DATA);
    let data = browser.get(DATA).await;
    for shown in ["001 190 000 018", "Nguyễn Thị Hòa", "07/03/1990", "Female", "Typing"] {
        data.assert_says(StatusCode::OK, shown);
    }
    let refused = browser.submit(&data, DATA, &[]).await;
    refused.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Agree to the comparison");
    goes_on(&mut browser).await.assert_leads_to(FACE);
    let kept = application(&town.identity, me).await;
    assert_eq!(kept.state, State::AwaitingBiometrics);
    let verdict = kept.sealed.verdict(&town.identity.site.vault, kept.id).expect("it opens");
    assert!(matches!(verdict, Some(Verdict::Match(_))), "{verdict:?}");
    let shown = record(&town.identity, &kept).shown();
    assert!(shown.contains(&Shown::Valid(Kind::Typed, Validated::RegisterMatch)), "{shown:?}");
    assert!(shown.contains(&Shown::Valid(Kind::Contact, Validated::CodeReturned)), "{shown:?}");
    browser.get(FACE).await.assert_says(StatusCode::OK, "Picture 1 of 4");
    shows_face(&mut browser).await;
    let all = browser.get(FACE).await;
    for shown in ["Is this you?", "001 190 000 018", "/app/level1/face/1", "/app/level1/face/4"] {
        all.assert_says(StatusCode::OK, shown);
    }
    let portrait = browser.get("/app/level1/face/1").await;
    assert_eq!(portrait.header("content-type"), Some("image/jpeg"));
    assert_eq!(portrait.header("cache-control"), Some("no-store"));
    confirms(&mut browser).await.assert_leads_to("/app/level1?notice=given");
    let page = browser.get("/app/level1?notice=given").await;
    for shown in ["Your application was sent", "You are registered", "Decision by", "Waiting for a decision"]
    {
        page.assert_says(StatusCode::OK, shown);
    }
    assert!(matches!(application(&town.identity, me).await.state, State::InReview { .. }));
    assert_eq!(pictures(&town.identity, &kept).await, 4);
    assert!(messages(&town.identity.site).await.iter().any(|sms| sms.text.contains("mức độ 1")));
    let actions = town.actions_of(me).await;
    for action in ["begun", "data_said", "data_given", "register_asked", "picture_taken", "face_given"] {
        assert!(actions.contains(&format!("people.application.{action}")), "{action}: {actions:?}");
    }
    // From now on nobody changes anything by themselves, and the pictures are the officer's.
    browser.get(DATA).await.assert_leads_to(PATH);
    browser.get(FACE).await.assert_leads_to(PATH);
    assert_eq!(browser.get("/app/level1/face/1").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_card_that_was_read_is_a_code_until_somebody_changes_it() {
    let said: Said = Arc::new(Mutex::new((Ok(vec![hoa()]), 0)));
    let (town, me) = town_with(&said).await;
    let mut browser = town.an_in(town.browser()).await;
    let page = browser.get(CARD).await;
    let none = browser.send_file(&page, "/app/level1/card/photograph", ("picture", "a.jpg", &face(1))).await;
    none.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "no QR code");
    let card = picture_of(CODE);
    let read = browser.send_file(&page, "/app/level1/card/photograph", ("picture", "a.jpg", &card)).await;
    read.assert_says(StatusCode::OK, "The code was read");
    browser.submit(&read, CARD, &[]).await.assert_leads_to(DATA);
    browser.get(DATA).await.assert_says(StatusCode::OK, "The QR code of the card");
    goes_on(&mut browser).await.assert_leads_to(FACE);
    let kept = application(&town.identity, me).await;
    let matched = |kind| Shown::Valid(kind, Validated::RegisterMatch);
    assert!(record(&town.identity, &kept).shown().contains(&matched(Kind::CardCode)));
    // Looked through and sent on as it is, it stays a code.
    let page = browser.get(CARD).await;
    browser.submit(&page, CARD, &[]).await.assert_leads_to(DATA);
    browser.get(DATA).await.assert_says(StatusCode::OK, "The QR code of the card");
    // Another name: what the register said of the other data is worth nothing.
    let page = browser.get(CARD).await;
    browser.submit(&page, CARD, &[("name", "Trần Thị Mai")]).await.assert_leads_to(DATA);
    browser.get(DATA).await.assert_says(StatusCode::OK, "Typing");
    let kept = application(&town.identity, me).await;
    let shown = record(&town.identity, &kept).shown();
    assert!(
        !shown.iter().any(|shown| matches!(shown, Shown::Valid(_, Validated::RegisterMatch))),
        "{shown:?}"
    );
    goes_on(&mut browser).await.assert_leads_to(FACE);
    let kept = application(&town.identity, me).await;
    let verdict = kept.sealed.verdict(&town.identity.site.vault, kept.id).expect("it opens");
    assert!(matches!(verdict, Some(Verdict::Near { .. } | Verdict::None)), "{verdict:?}");
    assert!(!record(&town.identity, &kept).shown().contains(&matched(Kind::Typed)));
}

#[tokio::test]
async fn a_register_that_does_not_answer_keeps_nobody_and_is_asked_again() {
    let said: Said = Arc::new(Mutex::new((Err(Trouble::Unreachable(String::new())), 0)));
    let (town, me) = town_with(&said).await;
    let mut browser = town.an_in(town.browser()).await;
    applies(&mut browser).await;
    let kept = application(&town.identity, me).await;
    assert!(matches!(kept.state, State::InReview { .. }));
    assert_eq!(kept.sealed.verdict(&town.identity.site.vault, kept.id), Ok(None));
    said.lock().unwrap().0 = Ok(vec![hoa()]);
    town.world.clock.advance(std::time::Duration::from_mins(1));
    let jobs = onedoor_identity::jobs(&town.identity, Jobs::new());
    jobs.round(&town.identity.site).await.expect("a round");
    let kept = application(&town.identity, me).await;
    let verdict = kept.sealed.verdict(&town.identity.site.vault, kept.id);
    assert!(matches!(verdict, Ok(Some(Verdict::Match(_)))), "{verdict:?}");
}

#[tokio::test]
async fn pictures_that_are_no_use_are_refused_with_what_to_do() {
    let town = Town::new().await;
    let mut browser = town.an_in(town.browser()).await;
    says_card(&mut browser, &TYPED).await;
    goes_on(&mut browser).await.assert_leads_to(FACE);
    for (picture, says) in [
        (Vec::new(), "first"),
        (b"GIF89a".to_vec(), "no picture of a kind"),
        (b"\xff\xd8\xff and no more".to_vec(), "damaged"),
        (b"\0\0\0\x18ftypheic".to_vec(), "HEIC"),
        (blurred(), "blurred"),
        (vec![0xff; 9 << 20], "too large"),
    ] {
        let answer = sends(&mut browser, 1, &picture).await;
        answer.assert_says(StatusCode::UNPROCESSABLE_ENTITY, says);
    }
    sends(&mut browser, 1, &face(1)).await.assert_leads_to(FACE);
    browser.get(FACE).await.assert_says(StatusCode::OK, "Picture 2 of 4");
    let same = sends(&mut browser, 2, &face(1)).await;
    same.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "the same picture");
    // Not all are there yet.
    let page = browser.get(PATH).await;
    assert!(page.form("/app/level1/face/confirm").is_none());
}

#[tokio::test]
async fn the_camera_of_the_page_is_told_what_came_of_each_picture() {
    let town = Town::new().await;
    let mut browser = town.an_in(town.browser()).await;
    says_card(&mut browser, &TYPED).await;
    goes_on(&mut browser).await.assert_leads_to(FACE);
    let page = browser.get(FACE).await;
    let csrf = page.field(&format!("{FACE}/1"), "csrf").expect("every form carries it");
    let origin = browser.origin().to_owned();
    let send = |place: u8, picture: Vec<u8>| {
        let fields = [("csrf".to_owned(), csrf.clone())];
        (
            format!("{FACE}/{place}/camera"),
            onedoor_site::testing::multipart(&fields, ("picture", "a", &picture)),
        )
    };
    for (place, picture, status, kept, done) in [
        (1, blurred(), StatusCode::UNPROCESSABLE_ENTITY, false, false),
        (1, face(1), StatusCode::OK, true, false),
        (2, face(2), StatusCode::OK, true, false),
        (3, face(3), StatusCode::OK, true, false),
        (4, face(4), StatusCode::OK, true, true),
    ] {
        let (to, body) = send(place, picture);
        let answer = browser.post_multipart(&to, body, &[("origin", &origin)]).await;
        assert_eq!(answer.status, status, "{}", answer.body);
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        let read: serde_json::Value = serde_json::from_str(&answer.body).expect("an answer for a script");
        assert_eq!((&read["kept"], &read["done"]), (&kept.into(), &done.into()), "{read}");
    }
    let (to, body) = send(9, face(1));
    assert_eq!(browser.post_multipart(&to, body, &[("origin", &origin)]).await.status, StatusCode::NOT_FOUND);
    confirms(&mut browser).await.assert_leads_to("/app/level1?notice=given");
}

#[tokio::test]
async fn gestures_are_drawn_anew_when_their_time_is_over_or_somebody_asks() {
    let town = Town::new().await;
    let mut browser = town.an_in(town.browser()).await;
    says_card(&mut browser, &TYPED).await;
    goes_on(&mut browser).await.assert_leads_to(FACE);
    sends(&mut browser, 1, &face(1)).await.assert_leads_to(FACE);
    browser.get(FACE).await.assert_says(StatusCode::OK, "Picture 2 of 4");
    town.world.clock.advance(std::time::Duration::from_mins(31));
    let mut browser = town.an_in(town.browser()).await;
    let form = browser.get(FACE).await;
    form.assert_says(StatusCode::OK, "Picture 1 of 4");
    shows_face(&mut browser).await;
    // None takes the place of another later: whoever has days could make one of a gesture that is known.
    let portrait = browser.get("/app/level1/face/1").await.body;
    town.world.clock.advance(std::time::Duration::from_mins(20));
    browser.get(FACE).await;
    town.world.clock.advance(std::time::Duration::from_mins(11));
    let made = browser.send_file(&form, "/app/level1/face/1", ("picture", "me.jpg", &face(9))).await;
    made.assert_leads_to(FACE);
    assert_eq!(browser.get("/app/level1/face/1").await.body, portrait);
    // All are there in time: they wait for their owner, on another device too.
    town.world.clock.advance(std::time::Duration::from_mins(40));
    let mut other = town.an_in(town.browser()).await;
    let page = other.get(FACE).await;
    page.assert_says(StatusCode::OK, "Is this you?");
    other.submit(&page, "/app/level1/face/again", &[]).await.assert_leads_to(FACE);
    other.get(FACE).await.assert_says(StatusCode::OK, "Picture 1 of 4");
    let late = other.submit(&page, "/app/level1/face/confirm", &[]).await;
    late.assert_leads_to(FACE);
}

#[tokio::test]
async fn an_officer_who_wants_another_face_gets_other_pictures() {
    let said: Said = Arc::new(Mutex::new((Ok(Vec::new()), 0)));
    let (town, me) = town_with(&said).await;
    let mut browser = town.an_in(town.browser()).await;
    applies(&mut browser).await;
    town.world.clock.advance(std::time::Duration::from_secs(5));
    officer(&town.identity, &application(&town.identity, me).await, Step::AskForFace).await;
    browser.get(PATH).await.assert_says(StatusCode::OK, "Pictures wanted");
    browser.get(FACE).await.assert_says(StatusCode::OK, "Picture 1 of 4");
    shows_face(&mut browser).await;
    confirms(&mut browser).await.assert_leads_to("/app/level1?notice=given");
}

#[tokio::test]
async fn an_application_is_taken_back_with_its_pictures_and_another_may_follow() {
    let said: Said = Arc::new(Mutex::new((Ok(Vec::new()), 0)));
    let (town, me) = town_with(&said).await;
    let mut browser = town.an_in(town.browser()).await;
    applies(&mut browser).await;
    let first = application(&town.identity, me).await;
    let page = browser.get(PATH).await;
    let taken = browser.submit(&page, "/app/level1/withdraw", &[]).await;
    taken.assert_leads_to("/app/level1?notice=withdrawn");
    browser.get(PATH).await.assert_says(StatusCode::OK, "You took your application back");
    assert_eq!(pictures(&town.identity, &first).await, 0);
    let twice = browser.submit(&page, "/app/level1/withdraw", &[]).await;
    twice.assert_leads_to("/app/level1?notice=over");
    town.world.clock.advance(std::time::Duration::from_secs(5));
    applies(&mut browser).await;
    assert_ne!(application(&town.identity, me).await.id, first.id);
}

#[tokio::test]
async fn whoever_has_a_level_or_no_phone_or_is_nobody_does_not_apply() {
    let town = Town::new().await;
    let mut khai = town.khai_in(town.browser()).await;
    khai.get(PATH).await.assert_leads_to("/account/level");
    khai.get(CARD).await.assert_leads_to(PATH);
    khai.get(FACE).await.assert_leads_to(PATH);
    let mut nobody = town.browser();
    for path in [PATH, CARD, DATA, FACE] {
        let answer = nobody.get(path).await;
        assert!(answer.location().is_some_and(|to| to.starts_with("/sign-in")), "{path}: {answer:?}");
    }
}

#[tokio::test]
async fn pictures_go_when_their_time_is_over() {
    let said: Said = Arc::new(Mutex::new((Ok(Vec::new()), 0)));
    let (town, me) = town_with(&said).await;
    let mut browser = town.an_in(town.browser()).await;
    applies(&mut browser).await;
    let kept = application(&town.identity, me).await;
    let sweep = |now| {
        let store = &town.identity.site.store;
        store.write::<_, StorageError, _>(move |tx| {
            Box::pin(async move { Ok(Change::Unrecorded(proofing::sweep_frames(tx, now).await?)) })
        })
    };
    assert_eq!(sweep(town.identity.site.now()).await, Ok(0));
    town.world.clock.advance(std::time::Duration::from_hours(24 * 31));
    assert_eq!(sweep(town.identity.site.now()).await, Ok(4));
    assert_eq!(pictures(&town.identity, &kept).await, 0);
}
