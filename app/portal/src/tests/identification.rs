//! The national number that an account lacks: asked for, held against the register, given later (S2.2 to S2.4).

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::{Country, LocalAccountId, Phone, Timestamp};
use onedoor_proofing::register::{Born, Entry, Standing};
use onedoor_services::accounts::NumberProver;
use onedoor_site::register::{Register, Trouble};
use onedoor_site::testing::{Answer, Browser};
use onedoor_storage::services::accounts::NumberRecord;
use onedoor_storage::services::number_reviews::{self, Review};

use super::actors::{PASSWORD, TestPortal, national};
use crate::identification::Content;
use crate::{Profile, numbers};

const ASK: &str = "/account/identity/ask";
const NUMBER: &str = "001190012345";
const DEEP: &str = "/submit/1.001193?place=10525&form=abc";
const DAY: Duration = Duration::from_hours(24);

/// A register that has Lan and, under two numbers, two people of one name and birth date; and how it is.
#[derive(Clone, Default)]
struct State(Arc<AtomicU8>);

impl State {
    fn is_down(&self, down: bool) {
        self.0.store(u8::from(down), Ordering::SeqCst);
    }

    fn register(&self) -> Register {
        let state = self.clone();
        Register::Played(Arc::new(move |_| match state.0.load(Ordering::SeqCst) {
            0 => Ok(vec![lan_there()]),
            2 => Ok(vec![namesake("001190012355"), namesake("001190012344")]),
            _ => Err(Trouble::Unreachable("a test".to_owned())),
        }))
    }
}

fn lan_there() -> Entry {
    Entry {
        country: Country::Vietnam,
        number: NUMBER.to_owned(),
        former_numbers: Vec::new(),
        name: "Trần Thị Lan".to_owned(),
        former_names: Vec::new(),
        born: Born { year: 1990, month: Some(3), day: Some(7) },
        sex: None,
        residence: Some("Phường Thành Đông, Hải Phòng".to_owned()),
        standing: Standing::Living,
    }
}

/// Somebody of Lan's name and birth date, whose number is a digit away from hers.
fn namesake(number: &str) -> Entry {
    Entry { number: number.to_owned(), ..lan_there() }
}

async fn town() -> (TestPortal, State, LocalAccountId) {
    let state = State::default();
    let portal = TestPortal::asking(national(), state.register()).await;
    let mut record = portal.record(None, "lan");
    record.account.phone = Phone::parse("0912 345 678", Country::Vietnam).ok();
    record.account.display_name = "Trần Thị Lan".to_owned();
    record.password_hash = Some(portal.hash_of(PASSWORD).await);
    let account = portal.keep(record).await;
    (portal, state, account)
}

/// Signs in on the way to a page.
async fn signs_in(portal: &TestPortal, to: &str) -> (Browser, Answer) {
    let mut browser = portal.visitor();
    let to: String = url::form_urlencoded::byte_serialize(to.as_bytes()).collect();
    let page = browser.get(&format!("/sign-in?return_to={to}")).await;
    let answer = browser.submit(&page, "/sign-in", &[("user_name", "lan"), ("password", PASSWORD)]).await;
    (browser, answer)
}

/// Is asked, and gives this.
async fn gives(browser: &mut Browser, asked: Answer, number: &str, born: &str) -> Answer {
    let page = browser.follow(asked).await;
    page.assert_says(StatusCode::OK, "value=\"Trần Thị Lan\"");
    browser.submit(&page, ASK, &[("number", number), ("born", born)]).await
}

#[tokio::test]
async fn s2_3_whoever_gives_the_number_goes_on_to_the_page_and_is_not_asked_again() {
    let (portal, _, account) = town().await;
    let (mut browser, asked) = signs_in(&portal, DEEP).await;
    let to: String = url::form_urlencoded::byte_serialize(DEEP.as_bytes()).collect();
    asked.assert_leads_to(&format!("{ASK}?return_to={to}"));
    gives(&mut browser, asked, "001 190 012 345", "7/3/1990").await.assert_leads_to(DEEP);
    let number = portal.kept(account).await.number.expect("kept");
    assert_eq!(
        (number.proven_at, number.proven_by),
        (None, Some(NumberProver::Register)),
        "known, not proven"
    );
    assert_eq!(number.matched_at, Some(portal.site().now()));
    let told = portal.messages().await;
    assert!(told.iter().any(|sms| sms.text.contains("identity number")), "{}", told.len());
    let activity = browser.get("/account/activity").await;
    assert!(activity.says("agrees with the population register"), "{}", activity.body);
    let (_, next) = signs_in(&portal, DEEP).await;
    next.assert_leads_to(DEEP);
}

#[tokio::test]
async fn s2_3_whoever_skips_goes_on_to_the_same_page_and_is_left_alone_for_a_week() {
    let (portal, _, account) = town().await;
    let (mut browser, asked) = signs_in(&portal, DEEP).await;
    let page = browser.follow(asked).await;
    browser.submit(&page, "/account/identity/skip", &[]).await.assert_leads_to(DEEP);
    assert_eq!(portal.kept(account).await.number, None);
    signs_in(&portal, DEEP).await.1.assert_leads_to(DEEP);
    portal.world.clock.advance(DAY * 7);
    let (_, asked) = signs_in(&portal, "/dossiers").await;
    asked.assert_leads_to("/account/identity/ask?return_to=%2Fdossiers");
}

/// Signs in again in the same browser.
async fn again(browser: &mut Browser, page: Answer) -> Answer {
    browser.submit(&page, "/sign-in", &[("user_name", "lan"), ("password", PASSWORD)]).await
}

const WRITTEN: [(&str, &str); 3] = [
    ("applicant", "Trần Thị Lan"),
    ("phone", "0912 345 678"),
    ("request", "Xin cấp bản sao giấy khai sinh."),
];

#[tokio::test]
async fn s2_3_what_was_written_before_the_session_was_over_is_there_after_the_number_was_asked_for() {
    let (portal, _, _) = town().await;
    let (mut browser, asked) = signs_in(&portal, DEEP).await;
    let page = browser.follow(asked).await;
    browser.submit(&page, "/account/identity/skip", &[]).await.assert_leads_to(DEEP);
    let form = browser.get(DEEP).await;
    // Longer than a session lasts and the reminder is left out.
    browser.cookies.remove("session");
    portal.world.clock.advance(7 * DAY);
    let late = browser.submit(&form, "/submit/1.001193", &WRITTEN).await;
    late.assert_leads_to("/sign-in?return_to=%2Fsubmit%2F1.001193%3Fplace%3D10525%26form%3Dabc");
    // Within a day of the page it is kept.
    let (mut browser, asked) = signs_in(&portal, DEEP).await;
    let page = browser.follow(asked).await;
    browser.submit(&page, "/account/identity/skip", &[]).await;
    let form = browser.get(DEEP).await;
    browser.cookies.remove("session");
    let late = browser.submit(&form, "/submit/1.001193", &WRITTEN).await;
    let page = browser.follow(late).await;
    page.assert_says(StatusCode::OK, "What you wrote is kept");
    let asked = again(&mut browser, page).await;
    let filled = browser.follow(asked).await;
    assert!(filled.path.starts_with("/submit/1.001193?draft="), "{}", filled.path);
    assert_eq!(filled.field("/submit/1.001193", "request").as_deref(), Some(WRITTEN[2].1));
}

#[tokio::test]
async fn nobody_writes_a_draft_for_somebody_else() {
    let (portal, _, _) = town().await;
    let (mut browser, asked) = signs_in(&portal, DEEP).await;
    let page = browser.follow(asked).await;
    browser.submit(&page, "/account/identity/skip", &[]).await;
    let form = browser.get(DEEP).await;
    let mut stranger = portal.visitor();
    stranger.get("/").await;
    for more in [vec![], vec![("form", "another")], vec![("stamp", "")], vec![("stamp", "AAAA")]] {
        let written: Vec<_> = WRITTEN.into_iter().chain(more.iter().copied()).collect();
        let answer = stranger.submit(&form, "/submit/1.001193", &written).await;
        let to = answer.location().unwrap_or_default();
        assert!(to.starts_with("/sign-in?return_to=") && !to.contains("kept"), "{to}: {more:?}");
    }
    let list = browser.get("/dossiers").await;
    assert!(!list.says("Begun and not submitted"), "{}", list.body);
}

#[tokio::test]
async fn s2_2_whoever_has_a_number_or_comes_to_a_portal_that_does_not_ask_goes_straight_on() {
    let (portal, ..) = town().await;
    let mut record = portal.record(None, "minh");
    let number = numbers::parse(Country::Vietnam, NUMBER).expect("a number");
    record.number = Some(NumberRecord {
        country: Country::Vietnam,
        sealed: numbers::seal(&portal.site().vault, record.account.id, &number),
        fingerprint: numbers::fingerprint(&portal.site().vault, &number),
        proven_at: None,
        proven_by: None,
        matched_at: None,
    });
    record.password_hash = Some(portal.hash_of(PASSWORD).await);
    portal.keep(record).await;
    portal.signed_in("", "minh").await;
    let quiet = TestPortal::of(national()).await;
    quiet.with_password(None, "lan").await;
    let mut browser = quiet.signed_in("", "lan").await;
    browser.get(ASK).await.assert_leads_to("/");
}

#[tokio::test]
async fn what_does_not_agree_is_said_without_what_the_register_has() {
    let (portal, _, account) = town().await;
    let (mut browser, asked) = signs_in(&portal, "/dossiers").await;
    let near = gives(&mut browser, asked, NUMBER, "8/3/1990").await;
    near.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "does not quite agree");
    assert!(near.says("value=\"8/3/1990\"") && near.says(NUMBER), "nothing typed is lost");
    assert!(!near.says("7/3") && !near.says("Thành Đông"), "{}", near.body);
    let form = [("number", "001190012346"), ("name", "Người Khác"), ("born", "1/2/1990")];
    let unknown = browser.submit(&near, ASK, &form).await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = browser.submit(&near, ASK, &[("number", "123"), ("name", " "), ("born", "heute")]).await;
    wrong.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "and you gave");
    assert!(wrong.says("Enter your name") && wrong.says("Enter your birth date"), "{}", wrong.body);
    let differs = browser.submit(&near, ASK, &[("number", NUMBER), ("born", "7/3/1991")]).await;
    differs.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "fit together");
    assert_eq!(portal.kept(account).await.number, None);
}

#[tokio::test]
async fn a_register_that_is_down_costs_no_try_and_loses_nothing() {
    let (portal, state, account) = town().await;
    state.is_down(true);
    let (mut browser, asked) = signs_in(&portal, "/dossiers").await;
    let mut page = gives(&mut browser, asked, NUMBER, "7/3/1990").await;
    for _ in 0..6 {
        page.assert_says(StatusCode::SERVICE_UNAVAILABLE, "does not answer just now");
        page = browser.submit(&page, ASK, &[]).await;
    }
    state.is_down(false);
    browser.submit(&page, ASK, &[]).await.assert_leads_to("/dossiers");
    assert!(portal.kept(account).await.number.is_some());
}

#[tokio::test]
async fn nobody_tries_out_whom_the_register_knows() {
    let (portal, ..) = town().await;
    let (mut browser, asked) = signs_in(&portal, "/dossiers").await;
    let mut page = gives(&mut browser, asked, NUMBER, "8/3/1990").await;
    for _ in 0..4 {
        page = browser.submit(&page, ASK, &[]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let page = browser.submit(&page, ASK, &[("born", "7/3/1990")]).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "the sixth of the day");
    portal.world.clock.advance(DAY);
    let (mut browser, asked) = signs_in(&portal, "/dossiers").await;
    gives(&mut browser, asked, NUMBER, "7/3/1990").await.assert_leads_to("/dossiers");
}

#[tokio::test]
async fn s2_4_later_it_is_given_from_the_account_by_whoever_knows_the_password() {
    let (portal, _, account) = town().await;
    let (mut browser, asked) = signs_in(&portal, "/account").await;
    let page = browser.follow(asked).await;
    let page = browser.submit(&page, "/account/identity/skip", &[]).await;
    browser.follow(page).await.assert_says(StatusCode::OK, "/account/identity");
    portal.world.clock.advance(Duration::from_mins(20));
    let page = browser.get("/account/identity").await;
    page.assert_says(StatusCode::OK, "Update from the population register");
    let form = browser.get("/account/identity/ask?return_to=%2Faccount%2Fidentity").await;
    assert!(!form.says("/account/identity/skip"), "nothing to skip: {}", form.body);
    let typed = [("number", NUMBER), ("born", "1990-03-07"), ("password", "not hers")];
    let stranger = browser.submit(&form, ASK, &typed).await;
    assert_eq!(
        stranger.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "whoever finds the session open gives nothing"
    );
    assert_eq!(portal.kept(account).await.number, None);
    let typed = [("number", NUMBER), ("born", "1990-03-07"), ("password", PASSWORD)];
    let done = browser.submit(&stranger, ASK, &typed).await;
    done.assert_leads_to("/account/identity?done=matched");
    let page = browser.follow(done).await;
    page.assert_says(StatusCode::OK, "agrees and was saved");
    assert!(!page.says("001 190"), "most of it is hidden: {}", page.body);
    let whole = browser.submit(&page, "/account/identity", &[]).await;
    whole.assert_says(StatusCode::OK, "001 190 012 345");
    assert!(browser.get("/account/activity").await.says("your identity number shown in full"));
}

#[tokio::test]
async fn s2_6_an_official_is_asked_as_everybody() {
    let state = State::default();
    let id = LocalAccountId::from_bytes([6; 16]);
    let profile = Profile { administrators: vec![id], ..national() };
    let portal = TestPortal::asking(profile, state.register()).await;
    let mut record = portal.record(None, "lan");
    record.account.id = id;
    record.account.display_name = "Trần Thị Lan".to_owned();
    record.password_hash = Some(portal.hash_of(PASSWORD).await);
    portal.keep(record).await;
    let (mut browser, asked) = signs_in(&portal, "/administration").await;
    gives(&mut browser, asked, NUMBER, "7/3/1990").await.assert_leads_to("/administration");
}

#[tokio::test]
async fn a_number_that_was_proven_is_not_replaced() {
    let (portal, _, account) = town().await;
    let (mut browser, asked) = signs_in(&portal, "/dossiers").await;
    let page = browser.follow(asked).await;
    let number = numbers::parse(Country::Vietnam, "001090012345").expect("a number");
    let record = NumberRecord {
        country: Country::Vietnam,
        sealed: numbers::seal(&portal.site().vault, account, &number),
        fingerprint: numbers::fingerprint(&portal.site().vault, &number),
        proven_at: Some(Timestamp::from_seconds(1)),
        proven_by: Some(NumberProver::Officer),
        matched_at: None,
    };
    let proven = portal.site().store.write::<_, onedoor_storage::StorageError, _>(move |tx| {
        let record = record.clone();
        Box::pin(async move {
            let now = Timestamp::from_seconds(1);
            let done = onedoor_storage::services::accounts::prove_number(tx, account, &record, now).await?;
            Ok(onedoor_storage::Change::Unrecorded(done))
        })
    });
    assert_eq!(proven.await, Ok(true));
    browser
        .submit(&page, ASK, &[("number", NUMBER), ("born", "7/3/1990")])
        .await
        .assert_leads_to("/dossiers");
    let kept = portal.kept(account).await.number.expect("a number");
    assert_eq!(kept.fingerprint, numbers::fingerprint(&portal.site().vault, &number));
    assert!(kept.is_proven());
}

#[tokio::test]
async fn an_address_of_somebody_else_is_not_gone_on_to() {
    let (portal, ..) = town().await;
    let (mut browser, asked) = signs_in(&portal, "/dossiers").await;
    browser.follow(asked).await;
    let page = browser.get(&format!("{ASK}?return_to=https%3A%2F%2Fevil.example")).await;
    browser.submit(&page, "/account/identity/skip", &[]).await.assert_leads_to("/");
}

async fn review_of(portal: &TestPortal, account: LocalAccountId) -> Review {
    let read = portal.site().store.read::<_, onedoor_storage::StorageError, _>(move |tx| {
        Box::pin(async move { number_reviews::get(tx, account).await })
    });
    read.await.expect("read").expect("a review")
}

/// What the staff are shown.
async fn handed_over(portal: &TestPortal, account: LocalAccountId) -> Content {
    let sealed = review_of(portal, account).await.content.expect("for the staff");
    Content::open(&portal.site().vault, account, &sealed).ok().expect("opened")
}

#[tokio::test]
async fn what_nearly_agrees_goes_to_the_staff_with_both_sides_and_comes_back() {
    let (portal, _, account) = town().await;
    let (mut browser, asked) = signs_in(&portal, "/dossiers").await;
    let near = gives(&mut browser, asked, NUMBER, "8/3/1990").await;
    let handed = browser.submit(&near, ASK, &[("review", "yes")]).await;
    handed.assert_leads_to("/account/identity?done=review&return_to=%2Fdossiers");
    let page = browser.follow(handed).await;
    page.assert_says(StatusCode::OK, "The staff are looking at the identity number");
    assert!(page.says("href=\"/dossiers\"") && !page.says("07.03.1990"), "{}", page.body);
    assert!(browser.get("/account/activity").await.says("You handed your identity number to the staff"));
    // The sign-ins of the week do not ask again.
    signs_in(&portal, "/dossiers").await.1.assert_leads_to("/dossiers");
    let review = review_of(&portal, account).await;
    let content = handed_over(&portal, account).await;
    assert_eq!(content.said.number.as_deref(), Some(NUMBER));
    assert_eq!(content.found, [lan_there()]);
    assert!(review.due_at > portal.site().now().after(DAY * 3), "three working days");
    // Handed in once more it stays where it is in the queue.
    portal.world.clock.advance(Duration::from_mins(1));
    browser.submit(&near, ASK, &[("review", "yes")]).await;
    let read = portal.site().store.read::<_, onedoor_storage::StorageError, _>(move |tx| {
        Box::pin(async move { number_reviews::queue(tx, 10).await })
    });
    assert_eq!(read.await.expect("read"), [review]);
}

#[tokio::test]
async fn of_several_whom_the_register_has_nobody_is_taken_for_them_and_the_staff_see_all() {
    let (portal, state, account) = town().await;
    state.0.store(2, Ordering::SeqCst);
    let (mut browser, asked) = signs_in(&portal, "/dossiers").await;
    let several = gives(&mut browser, asked, NUMBER, "7/3/1990").await;
    several.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "does not quite agree");
    assert!(!several.says("00119001235") && several.says("Have the staff look at it"), "{}", several.body);
    let handed = browser.submit(&several, ASK, &[("review", "yes")]).await;
    handed.assert_leads_to("/account/identity?done=review&return_to=%2Fdossiers");
    assert_eq!(portal.kept(account).await.number, None);
    assert_eq!(handed_over(&portal, account).await.found.len(), 2);
}
