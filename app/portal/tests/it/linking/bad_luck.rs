//! Cancelled, too late, twice, in the wrong tab, and the other side down.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_linking::{ATTEMPT_LIFE, PROPOSAL_LIFE};

use super::fake::Mood;
use super::town::{ASKING, PASSWORD, PROVINCE, SCHOOL, Town, lan};

#[tokio::test]
async fn cancelled_at_the_national_identity() {
    let town = Town::with(PROVINCE).await;
    let mut browser = town.browser();
    let location = town.sent(&mut browser, "/dossiers").await;
    let back = browser.visit(&town.fake.refuses(&location, "access_denied")).await;
    back.assert_says(StatusCode::OK, "You cancelled the sign-in");
    assert!(back.body.contains("/sign-in/national/esia?return_to=%2Fdossiers"), "once more");
    assert!(back.body.contains("/sign-in?return_to=%2Fdossiers"), "or another way");
    assert!(!back.says("evil.example"), "what the address says of itself is not repeated");
    assert_eq!(town.account_of(&lan()).await, None);
}

#[tokio::test]
async fn cancelled_here_nothing_is_linked_and_the_proposal_is_dead() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/dossiers").await;
    let form = browser.get(&format!("{path}/account")).await;
    let cancelled = browser.submit(&form, &format!("{path}/cancel"), &[]).await;
    cancelled.assert_leads_to(&path);
    browser.follow(cancelled).await.assert_says(StatusCode::OK, "You cancelled the sign-in");
    // Back to the form and on, as if nothing had been cancelled.
    let fields = [("user_name", "ivanova"), ("password", PASSWORD)];
    let late = browser.submit(&form, &format!("{path}/account"), &fields).await;
    late.assert_leads_to(&path);
    assert!(town.links_of(account).await.is_empty());
}

#[tokio::test]
async fn back_to_the_answer_after_it_was_taken() {
    let town = Town::with(PROVINCE).await;
    let mut browser = town.browser();
    let location = town.sent(&mut browser, "/dossiers").await;
    let answer = town.fake.signs_in(&location, &lan());
    browser.get(&answer).await.assert_leads_to("/dossiers");
    let session = browser.cookies["session"].clone();
    let again = browser.visit(&answer).await;
    assert_eq!(
        (again.path.as_str(), again.status),
        ("/dossiers", StatusCode::OK),
        "on to where they were heading"
    );
    assert_eq!(browser.cookies["session"], session, "and nothing of the answer was taken");
    // Signed out in between, it is begun anew by one button.
    browser.cookies.remove("session");
    let begin = browser.visit(&answer).await;
    begin.assert_says(StatusCode::CONFLICT, "This sign-in was not finished");
    assert!(begin.body.contains("/sign-in/national/esia?return_to=%2Fdossiers") && begin.says("Begin again"));
}

#[tokio::test]
async fn the_answer_came_too_late() {
    let town = Town::with(PROVINCE).await;
    let mut browser = town.browser();
    let location = town.sent(&mut browser, "/").await;
    let answer = town.fake.signs_in(&location, &lan());
    town.world.clock.advance(ATTEMPT_LIFE);
    browser.visit(&answer).await.assert_says(StatusCode::GONE, "The time for this step is over");
    assert_eq!(town.account_of(&lan()).await, None);
}

#[tokio::test]
async fn a_proposal_waits_ten_minutes() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    let form = browser.get(&format!("{path}/account")).await;
    town.world.clock.advance(PROPOSAL_LIFE.saturating_sub(Duration::from_secs(1)));
    browser.get(&path).await.assert_says(StatusCode::OK, "Your account is not linked yet");
    town.world.clock.advance(Duration::from_secs(1));
    let fields = [("user_name", "ivanova"), ("password", PASSWORD)];
    let late = browser.submit(&form, &format!("{path}/account"), &fields).await;
    browser.follow(late).await.assert_says(StatusCode::GONE, "The time for this step is over");
    assert!(town.links_of(account).await.is_empty());
}

#[tokio::test]
async fn back_to_the_form_after_it_was_linked() {
    let town = Town::with(SCHOOL).await;
    town.account("ivanova").await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/dossiers").await;
    let form = browser.get(&format!("{path}/account")).await;
    let fields = [("user_name", "ivanova"), ("password", PASSWORD)];
    let action = format!("{path}/account");
    browser.submit(&form, &action, &fields).await.assert_leads_to("/sign-in/linked?return_to=%2Fdossiers");
    // A second tab with the same form is led on, signed in; nothing is linked again.
    let replayed = browser.submit(&form, &action, &fields).await;
    replayed.assert_leads_to(&path);
    let led_on = browser.follow(replayed).await;
    assert_eq!((led_on.path.as_str(), led_on.status), ("/dossiers", StatusCode::OK));
    browser.get(&path).await.assert_leads_to("/dossiers");
    let page = browser.get("/dossiers").await;
    browser.submit(&page, "/sign-out", &[]).await;
    browser.get(&path).await.assert_says(StatusCode::CONFLICT, "This step has already been done");
}

#[tokio::test]
async fn two_submissions_at_once_make_one_link() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    let form = browser.get(&format!("{path}/account")).await;
    let (mut first, mut second) = (browser.clone(), browser);
    let fields = [("user_name", "ivanova"), ("password", PASSWORD)];
    let action = format!("{path}/account");
    let (one, two) =
        tokio::join!(first.submit(&form, &action, &fields), second.submit(&form, &action, &fields));
    let mut ways = [one.location(), two.location()].map(Option::unwrap_or_default);
    ways.sort_unstable();
    assert_eq!(ways, [path.as_str(), "/sign-in/linked?return_to=%2F"]);
    let mut loser = if one.location() == Some(&path) { first } else { second };
    loser.get(&path).await.assert_says(StatusCode::CONFLICT, "This step has already been done");
    assert_eq!(town.links_of(account).await.len(), 1);
}

#[tokio::test]
async fn two_clicks_on_make_an_account_make_one() {
    let town = Town::with(ASKING).await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    let page = browser.get(&path).await;
    let (mut first, mut second) = (browser.clone(), browser);
    let action = format!("{path}/new");
    let (one, two) = tokio::join!(first.submit(&page, &action, &[]), second.submit(&page, &action, &[]));
    let mut ways = [one.location(), two.location()].map(Option::unwrap_or_default);
    ways.sort_unstable();
    assert_eq!(ways, ["/", path.as_str()]);
    let account = town.account_of(&lan()).await.expect("one account");
    assert_eq!(town.links_of(account).await.len(), 1);
}

#[tokio::test]
async fn two_tabs_the_later_one_counts() {
    let town = Town::with(SCHOOL).await;
    town.account("ivanova").await;
    let mut browser = town.browser();
    let first = town.not_linked_yet(&mut browser, &lan(), "/").await;
    let second = town.not_linked_yet(&mut browser, &lan(), "/dossiers").await;
    browser.get(&first).await.assert_says(StatusCode::BAD_REQUEST, "We don’t know this sign-in");
    let linked = town.proves(&mut browser, &second, "ivanova", PASSWORD).await;
    linked.assert_leads_to("/sign-in/linked?return_to=%2Fdossiers");
}

#[tokio::test]
async fn a_made_up_address_of_a_stopped_sign_in_is_no_page() {
    let town = Town::with(SCHOOL).await;
    let mut browser = town.browser();
    for query in
        ["why=done", "why=done&through=nobody", "why=too_late", "why=unknown&through=nobody", "why=taken"]
    {
        let page = browser.get(&format!("/sign-in/stopped?{query}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{query}");
    }
    // Well made, but not by us for this browser: nothing is claimed.
    for why in ["done", "taken", "account_locked", "another_persons_account", "cancelled"] {
        let page =
            browser.get(&format!("/sign-in/stopped?why={why}&through=esia&return_to=%2Fdossiers")).await;
        page.assert_leads_to("/sign-in?return_to=%2Fdossiers");
    }
    // Ours says it, as often as it is loaded, in this browser and in no other, and says nothing else.
    let location = town.sent(&mut browser, "/dossiers").await;
    let back = browser.get(&town.fake.refuses(&location, "access_denied")).await;
    let stopped = back.location().expect("its page").to_owned();
    for _ in 0..2 {
        browser.get(&stopped).await.assert_says(StatusCode::OK, "You cancelled the sign-in");
    }
    town.browser().get(&stopped).await.assert_leads_to("/sign-in?return_to=%2Fdossiers");
    let other = stopped.replace("why=cancelled", "why=taken");
    browser.get(&other).await.assert_leads_to("/sign-in?return_to=%2Fdossiers");
}

#[tokio::test]
async fn one_person_in_two_browsers_at_once() {
    let town = Town::with(PROVINCE).await;
    let (mut first, mut second) = (town.browser(), town.browser());
    let answers = [
        town.fake.signs_in(&town.sent(&mut first, "/").await, &lan()),
        town.fake.signs_in(&town.sent(&mut second, "/").await, &lan()),
    ];
    let (one, two) = tokio::join!(first.get(&answers[0]), second.get(&answers[1]));
    one.assert_leads_to("/");
    two.assert_leads_to("/");
    let account = town.account_of(&lan()).await.expect("one account");
    assert_eq!(town.links_of(account).await.len(), 1);
    for browser in [&first, &second] {
        let session = super::town::session_of(&town, browser).await;
        assert_eq!(session.subject, onedoor_base::Subject::LocalAccount(account));
    }
}

#[tokio::test]
async fn the_other_side_is_down_before_and_after() {
    let town = Town::with(PROVINCE).await;
    let mut browser = town.browser();
    town.fake.is(Mood::Down);
    let down = browser.get("/sign-in/national/esia?return_to=/dossiers").await;
    down.assert_says(StatusCode::BAD_GATEWAY, "Gosuslugi account: no answer");
    assert!(down.body.contains("/sign-in/national/esia?return_to=%2Fdossiers"), "the way to try again");

    town.fake.is(Mood::Well);
    town.world.clock.advance(Duration::from_mins(1));
    let location = town.sent(&mut browser, "/dossiers").await;
    let answer = town.fake.signs_in(&location, &lan());
    town.fake.is(Mood::TokenDown);
    browser.visit(&answer).await.assert_says(StatusCode::BAD_GATEWAY, "nothing is lost");
    assert_eq!(town.account_of(&lan()).await, None);

    town.fake.is(Mood::Well);
    town.comes_back(&mut browser, &lan(), "/dossiers").await.assert_leads_to("/dossiers");
}

#[tokio::test]
async fn what_nobody_came_back_for_is_forgotten_after_a_day() {
    let town = Town::with(SCHOOL).await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    let location = town.sent(&mut browser, "/").await;
    let answer = town.fake.signs_in(&location, &lan());
    town.world.clock.advance(Duration::from_hours(23));
    onedoor_site::upkeep::round(&town.site).await.expect("upkeep");
    browser.get(&path).await.assert_says(StatusCode::GONE, "The time for this step is over");
    town.world.clock.advance(Duration::from_hours(2));
    onedoor_site::upkeep::round(&town.site).await.expect("upkeep");
    browser.get(&path).await.assert_says(StatusCode::BAD_REQUEST, "We don’t know this sign-in");
    browser.visit(&answer).await.assert_says(StatusCode::BAD_REQUEST, "We don’t know this sign-in");
}

#[tokio::test]
async fn an_identity_that_is_not_offered_is_no_page() {
    let town = Town::with(PROVINCE).await;
    let answer = town.browser().get("/sign-in/national/nowhere").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn cve_2025_64717_the_identity_was_switched_off_while_the_person_was_away() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    let without = town.without_national();
    let mut later = town.browser_at(&without);
    later.cookies = browser.cookies.clone();
    let form = browser.get(&format!("{path}/account")).await;
    let fields = [("user_name", "ivanova"), ("password", PASSWORD)];
    let refused = later.submit(&form, &format!("{path}/account"), &fields).await;
    let location = refused.location().expect("a page that says so").to_owned();
    assert!(location.starts_with("/sign-in/stopped?why=issuer_not_trusted"), "{location}");
    browser.get(&location).await.assert_says(StatusCode::FORBIDDEN, "This way of signing in is switched off");
    assert!(town.links_of(account).await.is_empty());
}

#[tokio::test]
async fn of_answers_brought_at_once_one_signs_in() {
    let town = Town::with(PROVINCE).await;
    town.comes_back(&mut town.browser(), &lan(), "/").await;
    let mut browser = town.browser();
    let location = town.sent(&mut browser, "/dossiers").await;
    let answer = town.fake.signs_in(&location, &lan());
    let mut tabs = [browser.clone(), browser.clone(), browser.clone(), browser];
    let [one, two, three, four] = &mut tabs;
    let answers = tokio::join!(one.get(&answer), two.get(&answer), three.get(&answer), four.get(&answer));
    let answers = [answers.0, answers.1, answers.2, answers.3];
    let led: Vec<_> = answers.iter().filter(|a| a.location() == Some("/dossiers")).collect();
    assert_eq!(led.len(), 1, "one wins");
    assert_eq!(tabs.iter().filter(|tab| tab.cookies.contains_key("session")).count(), 1, "one session");
    let session = tabs.iter().find_map(|tab| tab.cookies.get("session").cloned()).expect("a session");
    for (mut tab, answer) in tabs.into_iter().zip(answers) {
        // The browser has one jar: by the time it follows, all of its tabs are signed in.
        tab.cookies.insert("session".to_owned(), session.clone());
        assert_eq!(tab.follow(answer).await.path, "/dossiers");
    }
}
