use std::time::Duration;

use axum::http::StatusCode;
use onedoor_services::accounts::AccountState;

use super::actors::{PASSWORD, TestPortal, one_stop, sign_in_with};

const WRONG: &str = "The user name or the password is not right.";

#[tokio::test]
async fn a_right_password_signs_in_and_leads_to_where_one_was_heading() {
    let portal = TestPortal::of(one_stop()).await;
    portal.with_password(None, "Lan.Tran").await;
    let mut lan = portal.visitor();
    let heading = lan.get("/dossiers").await;
    heading.assert_leads_to("/sign-in?return_to=%2Fdossiers");
    let page = lan.visit("/dossiers").await;
    page.assert_says(StatusCode::OK, "you come back to the page you were heading for");
    let answer = lan.submit(&page, "/sign-in", &[("user_name", " lan.tran "), ("password", PASSWORD)]).await;
    answer.assert_leads_to("/dossiers");
    lan.visit("/dossiers").await.assert_says(StatusCode::OK, "No applications yet");
    lan.get("/sign-in?return_to=/account").await.assert_leads_to("/account");
}

#[tokio::test]
async fn a_new_session_takes_the_place_of_the_old() {
    let portal = TestPortal::of(one_stop()).await;
    portal.with_password(None, "lan").await;
    let mut lan = portal.signed_in("", "lan").await;
    let before = lan.cookies.get("session").cloned().expect("a session");
    // The page of a second tab, opened before.
    let mut other = lan.clone();
    other.cookies.remove("session");
    let page = other.get("/sign-in").await;
    let answer = other.submit(&page, "/sign-in", &[("user_name", "lan"), ("password", PASSWORD)]).await;
    answer.assert_leads_to("/");
    assert_ne!(other.cookies.get("session"), Some(&before));
    let out = lan.get("/account").await;
    lan.submit(&out, "/sign-out", &[]).await.assert_leads_to("/");
    assert!(!lan.is_signed_in().await && other.is_signed_in().await);
}

#[tokio::test]
async fn whatever_is_wrong_the_answer_is_the_same() {
    let portal = TestPortal::of(one_stop()).await;
    portal.with_password(None, "known").await;
    let mut closed = portal.record(None, "closed");
    closed.account.state = AccountState::Closed;
    portal.keep(closed).await;
    portal.keep(portal.record(None, "without")).await;
    let mut bodies = Vec::new();
    for user_name in ["known", "closed", "without", "nobody"] {
        let answer = sign_in_with(&mut portal.visitor(), "", user_name, "not the password").await;
        answer.assert_says(StatusCode::UNPROCESSABLE_ENTITY, WRONG);
        let csrf = answer.field("/sign-in", "csrf").expect("a proof");
        bodies.push(answer.body.replace(&csrf, "").replace(user_name, ""));
    }
    assert!(bodies.windows(2).all(|pair| pair[0] == pair[1]));
}

/// The middle one of how long wrong passwords took, for each of the names; asked in turn, so that what
/// else the machine does hits all of them alike.
async fn medians(portal: &TestPortal, names: [&str; 3]) -> [std::time::Duration; 3] {
    let mut took = [const { Vec::new() }; 3];
    let mut browser = portal.visitor();
    let page = browser.get("/sign-in").await;
    for round in 0..9_u8 {
        for (name, took) in names.iter().zip(&mut took) {
            browser = browser.from([192, 0, 2, 10 + round]);
            #[expect(clippy::disallowed_methods, reason = "how long it takes is what is asked")]
            let began = std::time::Instant::now();
            let filled = [("user_name", *name), ("password", "not the password")];
            let answer = browser.submit(&page, "/sign-in", &filled).await;
            took.push(began.elapsed());
            answer.assert_says(StatusCode::UNPROCESSABLE_ENTITY, WRONG);
        }
    }
    took.map(|mut took| {
        took.sort();
        took[took.len() / 2]
    })
}

#[tokio::test]
async fn known_and_unknown_take_the_same_time_whatever_hash_an_import_brought() {
    let portal = TestPortal::of(one_stop()).await;
    portal.with_password(None, "argon").await;
    let mut imported = portal.record(None, "bcrypt");
    // Cost 10, about three times as long as ours.
    imported.password_hash = Some("$2b$10$Jm2j.hE/GN7t/9OJCAolregP5dpjC1Fra9NtOgt2oonPGecDd6nHm".to_owned());
    portal.keep(imported).await;
    let [unknown, others @ ..] = medians(&portal, ["nobody", "argon", "bcrypt"]).await;
    for known in others {
        let ratio = known.as_secs_f64() / unknown.as_secs_f64();
        assert!((0.6..1.6).contains(&ratio), "known {known:?}, unknown {unknown:?}");
    }
}

#[tokio::test]
async fn a_locked_account_is_told_only_with_the_right_password() {
    let portal = TestPortal::of(one_stop()).await;
    let id = portal.with_password(None, "lan").await;
    let mut locked = portal.kept(id).await;
    locked.account.state = AccountState::Locked;
    locked.account.user_name = onedoor_services::accounts::UserName::from_stored("locked".to_owned());
    locked.account.id = portal.record(None, "x").account.id;
    portal.keep(locked).await;
    let mut browser = portal.visitor();
    let told = sign_in_with(&mut browser, "", "locked", PASSWORD).await;
    told.assert_says(StatusCode::FORBIDDEN, "This account is locked");
    let wrong = sign_in_with(&mut browser, "", "locked", "not the password").await;
    wrong.assert_says(StatusCode::UNPROCESSABLE_ENTITY, WRONG);
    assert!(!browser.is_signed_in().await);
}

#[tokio::test]
async fn nothing_typed_is_said_beside_the_fields() {
    let portal = TestPortal::of(one_stop()).await;
    let answer = sign_in_with(&mut portal.visitor(), "", " ", "").await;
    answer.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Enter your user name.");
    assert!(answer.says("Enter your password.") && answer.title().starts_with("Error:"));
}

#[tokio::test]
async fn guessing_ends_after_a_few_attempts_and_goes_on_after_a_while() {
    let portal = TestPortal::of(one_stop()).await;
    portal.with_password(None, "lan").await;
    let mut browser = portal.visitor();
    for _ in 0..10 {
        sign_in_with(&mut browser, "", "lan", "guess guess")
            .await
            .assert_says(StatusCode::UNPROCESSABLE_ENTITY, WRONG);
    }
    let refused = sign_in_with(&mut browser, "", "lan", PASSWORD).await;
    refused.assert_says(StatusCode::TOO_MANY_REQUESTS, "You can try again after");
    let mut elsewhere = portal.visitor().from([192, 0, 2, 99]);
    sign_in_with(&mut elsewhere, "", "lan", PASSWORD).await.assert_leads_to("/");
    portal.world.clock.advance(Duration::from_mins(16));
    sign_in_with(&mut browser, "", "lan", PASSWORD).await.assert_leads_to("/");
}

#[tokio::test]
async fn a_form_from_elsewhere_or_without_its_proof_is_refused() {
    let portal = TestPortal::of(one_stop()).await;
    portal.with_password(None, "lan").await;
    let mut browser = portal.visitor();
    let page = browser.get("/sign-in").await;
    let mut fields = page.form("/sign-in").expect("the form");
    fields.extend([("user_name".to_owned(), "lan".to_owned()), ("password".to_owned(), PASSWORD.to_owned())]);
    let evil = browser.post("/sign-in", &fields, &[("origin", "https://evil.example")]).await;
    evil.assert_says(StatusCode::FORBIDDEN, "This form has expired");
    fields.retain(|(name, _)| name != "csrf");
    let bare = browser.post("/sign-in", &fields, &[]).await;
    bare.assert_says(StatusCode::FORBIDDEN, "This form has expired");
    assert!(!browser.is_signed_in().await);
}

#[tokio::test]
async fn return_to_stays_on_this_site() {
    let portal = TestPortal::of(one_stop()).await;
    portal.with_password(None, "lan").await;
    for evil in ["https://evil.example/", "//evil.example", "/%5Cevil.example", "javascript:alert(1)"] {
        let mut browser = portal.visitor();
        let page = browser.get(&format!("/sign-in?return_to={evil}")).await;
        let answer = browser.submit(&page, "/sign-in", &[("user_name", "lan"), ("password", PASSWORD)]).await;
        let to = answer.location().unwrap_or_default().to_owned();
        assert!(to == "/" || to == "/%5Cevil.example", "{evil} led to {to}");
    }
}

/// Guesses from so many addresses that the name's own count is used up.
async fn guess_from_everywhere(portal: &TestPortal, user_name: &str) {
    for n in 0..100_u8 {
        let mut one = portal.visitor().from([203, 0, 113, n / 10]);
        sign_in_with(&mut one, "", user_name, "guess guess").await;
    }
}

#[tokio::test]
async fn who_guesses_from_everywhere_keeps_no_owner_waiting_where_they_were_before() {
    let portal = TestPortal::of(one_stop()).await;
    portal.with_password(None, "lan").await;
    let home = [192, 0, 2, 7];
    let mut own = portal.visitor().from(home);
    sign_in_with(&mut own, "", "lan", PASSWORD).await.assert_leads_to("/");
    own.cookies.remove("session");
    guess_from_everywhere(&portal, "lan").await;
    let mut stranger = portal.visitor().from([198, 51, 100, 1]);
    let slow = sign_in_with(&mut stranger, "", "lan", PASSWORD).await;
    slow.assert_says(StatusCode::TOO_MANY_REQUESTS, "You can try again after");
    assert!(slow.header("retry-after").is_some());
    // Another browser at home, and the own one on the road.
    sign_in_with(&mut portal.visitor().from(home), "", "lan", PASSWORD).await.assert_leads_to("/");
    sign_in_with(&mut own.from([198, 51, 100, 2]), "", "lan", PASSWORD).await.assert_leads_to("/");
}

#[tokio::test]
async fn the_owner_is_told_of_a_burst_of_wrong_passwords_and_not_of_each() {
    let portal = TestPortal::of(one_stop()).await;
    let mut record = portal.record(None, "lan");
    record.account.phone = onedoor_base::Phone::parse("0912 345 678", onedoor_base::Country::Vietnam).ok();
    record.password_hash = Some(portal.hash_of(PASSWORD).await);
    portal.keep(record).await;
    for n in 1..=9 {
        sign_in_with(&mut portal.visitor(), "", "lan", "not it at all").await;
        sign_in_with(&mut portal.visitor(), "", "nobody.is", "not it at all").await;
        let told = portal.messages().await;
        assert_eq!(told.len(), usize::from(n >= 5), "after {n}");
    }
    let told = portal.messages().await.pop().expect("a message");
    assert!(told.text.contains("tried several times to sign in"), "{}", told.text);
}
