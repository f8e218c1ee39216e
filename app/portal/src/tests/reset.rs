use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::{Country, Phone};
use onedoor_services::accounts::AccountState;
use onedoor_site::testing::{Answer, Browser, only_code_in};

use super::actors::{PASSWORD, TestPortal, one_stop, school, sign_in_with};

const NEW: &str = "eleven grey cranes";

fn phone(text: &str) -> Phone {
    Phone::parse(text, Country::Vietnam).expect("a phone")
}

/// Somebody with a password and a confirmed phone.
async fn with_phone(portal: &TestPortal, organisation: Option<&str>, user_name: &str) {
    let mut record = portal.record(organisation, user_name);
    record.account.phone = Some(phone("0912 345 678"));
    record.password_hash = Some(portal.hash_of(PASSWORD).await);
    portal.keep(record).await;
}

/// Asks for a code; returns the page that wants it.
async fn ask(browser: &mut Browser, who: &str) -> Answer {
    let page = browser.get("/reset").await;
    let answer = browser.submit(&page, "/reset", &[("who", who)]).await;
    browser.follow(answer).await
}

#[tokio::test]
async fn a_request_does_the_same_for_every_name() {
    let portal = TestPortal::of(one_stop()).await;
    with_phone(&portal, None, "known.one").await;
    let mut work = Vec::new();
    for who in ["known.one", "nobody.is", "0912 345 678", "0966 654 321"] {
        let mut browser = portal.visitor();
        let page = browser.get("/reset").await;
        let mut seen = Vec::new();
        let before = portal.site().store.counters();
        let asked = browser.submit(&page, "/reset", &[("who", who)]).await;
        let after = portal.site().store.counters();
        seen.push((after.changes - before.changes, after.statements - before.statements));
        portal.messages().await;
        let page = browser.follow(asked).await;
        for (action, filled) in [("/reset/code", [("code", "000000")].as_slice()), ("/reset/again", &[])] {
            let before = portal.site().store.counters();
            browser.submit(&page, action, filled).await;
            let after = portal.site().store.counters();
            seen.push((after.changes - before.changes, after.statements - before.statements));
            portal.messages().await;
        }
        work.push(seen);
    }
    assert!(work.windows(2).all(|pair| pair[0] == pair[1]), "{work:?}");
    assert_eq!(portal.messages().await.len(), 4, "two for each of the known");
}

async fn last_code(portal: &TestPortal) -> String {
    only_code_in(portal.messages().await.last().expect("a message"))
}

#[tokio::test]
async fn a_code_opens_a_new_password_and_ends_every_session() {
    let portal = TestPortal::of(one_stop()).await;
    with_phone(&portal, None, "lan.tran").await;
    let mut elsewhere = portal.signed_in("", "lan.tran").await;
    let mut lan = portal.visitor();
    let page = ask(&mut lan, "Lan.Tran").await;
    page.assert_says(StatusCode::OK, "Enter the code from the message");
    let sent = portal.messages().await;
    assert_eq!((sent.len(), sent[0].to.as_str()), (1, "+84912345678"));
    let code = only_code_in(&sent[0]);
    let spaced = format!("{} {}", &code[..3], &code[3..]);
    let answer = lan.submit(&page, "/reset/code", &[("code", &spaced)]).await;
    let form = lan.follow(answer).await;
    form.assert_says(StatusCode::OK, "lan.tran");
    let done = lan.submit(&form, "/reset/password", &[("password", NEW)]).await;
    done.assert_leads_to("/account?done=password");
    lan.visit("/account?done=password").await.assert_says(StatusCode::OK, "The new password is saved");
    assert!(!elsewhere.is_signed_in().await, "other sessions have ended");
    let old = sign_in_with(&mut portal.visitor(), "", "lan.tran", PASSWORD).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
    sign_in_with(&mut portal.visitor(), "", "lan.tran", NEW).await.assert_leads_to("/");
    // The form once more, by the back button: the code is spent.
    let mut again = portal.visitor();
    again.cookies.insert("browser".to_owned(), lan.cookies["browser"].clone());
    let page = again.get(&form.path).await;
    page.assert_says(StatusCode::GONE, "You need a new code");
}

/// The message is made by a job, which sees no browser.
#[tokio::test]
async fn the_code_comes_in_the_language_in_which_it_was_asked_for() {
    let portal = TestPortal::of(one_stop()).await;
    with_phone(&portal, None, "lan.tran").await;
    let words = [
        ("vi", "mã đặt lại mật khẩu"),
        ("zh-CN", "重置密码的验证码"),
        ("ru", "код для восстановления пароля"),
        ("en", "the code to reset your password"),
    ];
    for (n, (language, words)) in words.into_iter().enumerate() {
        let mut browser = portal.visitor().with("accept-language", language);
        ask(&mut browser, "lan.tran").await;
        let sent = portal.messages().await;
        assert_eq!(sent.len(), n + 1);
        assert!(sent[n].text.contains(words), "{language}: {}", sent[n].text);
    }
}

#[tokio::test]
async fn whether_there_is_such_an_account_shows_nowhere() {
    let portal = TestPortal::of(one_stop()).await;
    with_phone(&portal, None, "known").await;
    let mut locked = portal.record(None, "locked");
    locked.account.phone = Some(phone("0987 654 321"));
    locked.account.state = AccountState::Locked;
    portal.keep(locked).await;
    let mut unconfirmed = portal.record(None, "unconfirmed");
    unconfirmed.unconfirmed_phone = Some(phone("0977 654 321"));
    portal.keep(unconfirmed).await;
    let mut pages = Vec::new();
    for who in ["known", "locked", "unconfirmed", "nobody", "0977 654 321", "0966 654 321"] {
        let mut browser = portal.visitor();
        let page = ask(&mut browser, who).await;
        assert_eq!(page.status, StatusCode::OK);
        let (csrf, id) = (page.field("/reset/code", "csrf"), page.field("/reset/code", "id"));
        let (csrf, id) = (csrf.expect("a proof"), id.expect("an id"));
        assert_eq!(id.len(), "code_".len() + 36);
        let wrong = browser.submit(&page, "/reset/code", &[("code", "000000")]).await;
        wrong.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "The code is not right");
        pages.push(
            page.body.replace(&csrf, "").replace(&id, "") + &wrong.body.replace(&csrf, "").replace(&id, ""),
        );
    }
    assert!(pages.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(portal.messages().await.len(), 1, "one message, to the one who has a phone");
}

#[tokio::test]
async fn a_code_is_good_once_in_one_browser_for_a_while() {
    let portal = TestPortal::of(one_stop()).await;
    with_phone(&portal, None, "lan").await;
    let mut lan = portal.visitor();
    let page = ask(&mut lan, "lan").await;
    let code = last_code(&portal).await;
    let mut thief = portal.visitor();
    let theirs = thief.get(&page.path).await;
    let stolen = thief.submit(&theirs, "/reset/code", &[("code", &code)]).await;
    stolen.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "The code is not right");
    let id = page.field("/reset/code", "id").expect("an id");
    let early = lan.get(&format!("/reset/password?id={id}")).await;
    early.assert_says(StatusCode::GONE, "You need a new code");
    portal.world.clock.advance(Duration::from_mins(11));
    let late = lan.submit(&page, "/reset/code", &[("code", &code)]).await;
    late.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Ask for a new one");
    let again = lan.submit(&page, "/reset/again", &[]).await;
    lan.follow(again).await.assert_says(StatusCode::OK, "A new code has been sent");
    let old = lan.submit(&page, "/reset/code", &[("code", &code)]).await;
    old.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "The code is not right");
    let new = lan.submit(&page, "/reset/code", &[("code", &last_code(&portal).await)]).await;
    new.assert_leads_to(&format!("/reset/password?id={id}"));
    for _ in 0..5 {
        lan.submit(&page, "/reset/code", &[("code", "111111")]).await;
    }
}

#[tokio::test]
async fn guessing_a_code_ends() {
    let portal = TestPortal::of(one_stop()).await;
    with_phone(&portal, None, "lan").await;
    let mut lan = portal.visitor();
    let page = ask(&mut lan, "lan").await;
    for _ in 0..5 {
        lan.submit(&page, "/reset/code", &[("code", "000000")]).await;
    }
    let right = lan.submit(&page, "/reset/code", &[("code", &last_code(&portal).await)]).await;
    right.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "This code can’t be used any more");
}

#[tokio::test]
async fn a_phone_is_not_flooded() {
    let portal = TestPortal::of(one_stop()).await;
    with_phone(&portal, None, "lan").await;
    for _ in 0..5 {
        ask(&mut portal.visitor(), "lan").await.assert_says(StatusCode::OK, "Enter the code");
    }
    let mut sixth = portal.visitor();
    let page = sixth.get("/reset").await;
    let refused = sixth.submit(&page, "/reset", &[("who", "LAN")]).await;
    refused.assert_says(StatusCode::TOO_MANY_REQUESTS, "Too many attempts");
    // By another name for the same phone nothing more is sent, and nobody is told.
    ask(&mut portal.visitor(), "0912345678").await.assert_says(StatusCode::OK, "Enter the code");
    assert_eq!(portal.messages().await.len(), 5);
}

#[tokio::test]
async fn a_weak_new_password_is_asked_again_and_the_code_stays_good() {
    let portal = TestPortal::of(one_stop()).await;
    with_phone(&portal, None, "lan.tran").await;
    let mut lan = portal.visitor();
    let page = ask(&mut lan, "lan.tran").await;
    let answer = lan.submit(&page, "/reset/code", &[("code", &last_code(&portal).await)]).await;
    let form = lan.follow(answer).await;
    for (password, says) in [
        ("short", "The password is too short"),
        ("0912345678", "like your name or your number"),
        ("password123", "Many people use this password"),
    ] {
        let again = lan.submit(&form, "/reset/password", &[("password", password)]).await;
        again.assert_says(StatusCode::UNPROCESSABLE_ENTITY, says);
    }
    lan.submit(&form, "/reset/password", &[("password", NEW)])
        .await
        .assert_leads_to("/account?done=password");
}

#[tokio::test]
async fn at_a_school_one_chooses_the_organisation_and_perhaps_the_account() {
    let portal = TestPortal::of(school()).await;
    with_phone(&portal, Some("edu-111"), "ivanova").await;
    with_phone(&portal, Some("edu-111"), "ivanova.parent").await;
    with_phone(&portal, Some("edu-112"), "ivanova").await;
    let mut maria = portal.visitor();
    let first = maria.get("/reset").await;
    first.assert_says(StatusCode::OK, "Choose your organisation");
    let page = maria.get("/reset?organisation=edu-111").await;
    let answer = maria.submit(&page, "/reset", &[("who", "+84 912 345 678")]).await;
    let page = maria.follow(answer).await;
    let answer = maria.submit(&page, "/reset/code", &[("code", &last_code(&portal).await)]).await;
    let form = maria.follow(answer).await;
    assert_eq!(form.body.matches("type=\"radio\"").count(), 2, "the accounts of this organisation only");
    let unchosen = maria.submit(&form, "/reset/password", &[("password", NEW)]).await;
    unchosen.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Choose an account.");
    let parent = form.body.split("value=\"local_").nth(2).and_then(|rest| rest.split('"').next());
    let chosen = format!("local_{}", parent.expect("the second account"));
    let done = maria.submit(&form, "/reset/password", &[("account", &chosen), ("password", NEW)]).await;
    done.assert_leads_to("/account?done=password");
    maria.get("/account").await.assert_says(StatusCode::OK, "ivanova.parent");
    sign_in_with(&mut portal.visitor(), "edu-111", "ivanova", PASSWORD).await.assert_leads_to("/");
}

#[tokio::test]
async fn cve_2026_18963_nobody_sets_the_password_of_an_account_that_the_code_is_not_for() {
    let portal = TestPortal::of(one_stop()).await;
    with_phone(&portal, None, "lan").await;
    let victim = portal.with_password(None, "victim").await;
    let mut lan = portal.visitor();
    let page = ask(&mut lan, "lan").await;
    let answer = lan.submit(&page, "/reset/code", &[("code", &last_code(&portal).await)]).await;
    let form = lan.follow(answer).await;
    let evil = [("account", victim.to_string()), ("password", NEW.to_owned())];
    let evil: Vec<(&str, &str)> = evil.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let refused = lan.submit(&form, "/reset/password", &evil).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    sign_in_with(&mut portal.visitor(), "", "victim", PASSWORD).await.assert_leads_to("/");
}

#[tokio::test]
async fn prehijacking_unexpired_change_a_code_from_before_the_link_sets_no_password() {
    use onedoor_storage::services::held::{self, Way};
    use onedoor_storage::{Change, StorageError};

    let portal = TestPortal::of(one_stop()).await;
    let mut record = portal.record(None, "lan.tran");
    record.account.phone = Some(phone("0912 345 678"));
    let (id, now) = (record.account.id, portal.site().now());
    portal.keep(record).await;
    let mut squatter = portal.visitor();
    let page = ask(&mut squatter, "lan.tran").await;
    let code = last_code(&portal).await;
    let answer = squatter.submit(&page, "/reset/code", &[("code", &code)]).await;
    let form = squatter.follow(answer).await;
    form.assert_says(StatusCode::OK, "lan.tran");
    let store = &portal.site().store;
    let put = store.write(move |tx| {
        Box::pin(async move {
            Ok::<_, StorageError>(Change::Unrecorded(held::hold(tx, id, Way::Phone, now).await?))
        })
    });
    assert_eq!(put.await, Ok(true));
    let over = squatter.submit(&form, "/reset/password", &[("password", NEW)]).await;
    assert_eq!(over.status, StatusCode::GONE, "{}", over.body);
    // And nobody gets another code.
    let sent = portal.messages().await.len();
    ask(&mut portal.visitor(), "lan.tran").await;
    assert_eq!(portal.messages().await.len(), sent);
}

#[tokio::test]
async fn lockout_a_squatter_on_the_telephone_keeps_nobody_from_a_new_password() {
    let portal = TestPortal::of(one_stop()).await;
    with_phone(&portal, None, "lan").await;
    // Others have typed her number into accounts of theirs and never confirmed it.
    for squatter in ["squatter.one", "squatter.two"] {
        let mut record = portal.record(None, squatter);
        record.unconfirmed_phone = Some(phone("0912 345 678"));
        record.password_hash = Some(portal.hash_of(PASSWORD).await);
        portal.keep(record).await;
    }
    let mut lan = portal.visitor();
    let page = ask(&mut lan, "0912 345 678").await;
    let answer = lan.submit(&page, "/reset/code", &[("code", &last_code(&portal).await)]).await;
    let form = lan.follow(answer).await;
    assert!(!form.says("squatter"), "{}", form.body);
    let done = lan.submit(&form, "/reset/password", &[("password", NEW)]).await;
    done.assert_leads_to("/account?done=password");
    sign_in_with(&mut portal.visitor(), "", "lan", NEW).await.assert_leads_to("/");
    // Nor is anything of theirs opened to her, or hers to them.
    sign_in_with(&mut portal.visitor(), "", "squatter.one", PASSWORD).await.assert_leads_to("/");
    let sent = portal.messages().await.len();
    ask(&mut portal.visitor(), "squatter.one").await;
    assert_eq!(portal.messages().await.len(), sent, "to an unconfirmed number goes no code");
}

#[tokio::test]
async fn cve_2026_18963_no_step_of_a_new_password_is_left_out() {
    let portal = TestPortal::of(one_stop()).await;
    let mut record = portal.record(None, "lan");
    record.account.phone = Some(phone("0912 345 678"));
    record.password_hash = Some(portal.hash_of(PASSWORD).await);
    let account = portal.keep(record).await.to_string();
    let mut stranger = portal.visitor();
    let page = ask(&mut stranger, "lan").await;
    let id = page.path.split_once("id=").expect("an id").1.to_owned();
    // Straight to the last step, with the id of a code that was asked for and not given.
    let skipped = stranger.get(&format!("/reset/password?id={id}")).await;
    assert_ne!(skipped.status, StatusCode::OK, "{}", skipped.body);
    let csrf = page.field("/reset/code", "csrf").expect("a proof of the form");
    let fields = [("csrf", csrf.as_str()), ("id", &id), ("account", &account), ("password", NEW)];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let origin = stranger.origin().to_owned();
    let posted = stranger.post("/reset/password", &fields, &[("origin", &origin)]).await;
    assert_eq!(posted.status, StatusCode::GONE, "{}", posted.body);
    assert!(!stranger.is_signed_in().await);
    sign_in_with(&mut portal.visitor(), "", "lan", PASSWORD).await.assert_leads_to("/");
}

#[tokio::test]
async fn strangers_use_up_nothing_of_the_owners_codes() {
    let portal = TestPortal::of(one_stop()).await;
    with_phone(&portal, None, "lan").await;
    let mut lan = portal.signed_in("", "lan").await;
    for network in 1..=4 {
        for _ in 0..4 {
            ask(&mut portal.visitor().from([198, 51, 100, network]), "lan").await;
        }
    }
    assert_eq!(portal.messages().await.len(), 5, "no more to one phone in an hour");
    ask(&mut lan, "lan").await.assert_says(StatusCode::OK, "Enter the code");
    assert_eq!(portal.messages().await.len(), 6, "a browser that has signed in counts for itself");
    ask(&mut portal.visitor(), "0912345678").await.assert_says(StatusCode::OK, "Enter the code");
    assert_eq!(portal.messages().await.len(), 7, "and so does its network");
    let answer = portal.visitor().from([198, 51, 100, 9]).get("/reset").await;
    answer.assert_says(StatusCode::OK, "Reset your password");
}

#[tokio::test]
async fn a_code_to_a_phone_that_was_changed_since_sets_no_password() {
    let portal = TestPortal::of(one_stop()).await;
    with_phone(&portal, None, "lan").await;
    let mut lan = portal.visitor();
    let page = ask(&mut lan, "lan").await;
    let code = last_code(&portal).await;
    let answer = lan.submit(&page, "/reset/code", &[("code", &code)]).await;
    let form = lan.follow(answer).await;
    let (new, now) = (phone("0987 654 321"), portal.site().now());
    let changed = portal.site().store.write::<_, onedoor_storage::StorageError, _>(move |tx| {
        let new = new.clone();
        Box::pin(async move {
            let found = onedoor_storage::services::accounts::by_name(tx, "", "lan").await?;
            let id = found.expect("an account").account.id;
            onedoor_storage::services::accounts::set_phone(tx, id, &new, now).await?;
            Ok(onedoor_storage::Change::Unrecorded(()))
        })
    });
    changed.await.expect("written");
    let over = lan.submit(&form, "/reset/password", &[("password", NEW)]).await;
    over.assert_says(StatusCode::GONE, "You need a new code");
}
