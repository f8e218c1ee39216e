//! Owners who have forgotten their password.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_authenticators::totp;
use onedoor_base::IdentityLevel;
use onedoor_people::ClosingState;
use onedoor_site::jobs::Jobs;
use onedoor_site::testing::{Browser, letters, messages};
use onedoor_storage::{StorageError, people};

use super::{BINHS, DAY, NEW, Place, code_in};
use crate::actors::{ANS_PASSWORD, PASSWORD};
use crate::provider::party::{Scene, refused};
use crate::steps;

/// Makes recovery codes for whoever is signed in.
pub(super) async fn make_codes(browser: &mut Browser) -> Vec<String> {
    let page = browser.get("/account/security/codes").await;
    let shown = browser.submit(&page, "/account/security/codes", &[]).await;
    let items = shown.body.split("<li><code>").skip(1);
    items.map(|rest| rest.split('<').next().unwrap_or_default().to_owned()).collect()
}

/// Adds an app; its secret.
async fn add_app(place: &Place, browser: &mut Browser) -> Vec<u8> {
    let page = browser.get("/account/security/totp").await;
    let text = page.body.split("<code class=\"secret\">").nth(1).and_then(|rest| rest.split('<').next());
    let secret = totp::from_base32(text.expect("the page shows a secret")).expect("it is base32");
    let code = app_code(place, &secret);
    browser.submit(&page, "/account/security/totp", &[("code", &code)]).await;
    place.passes(Duration::from_secs(31));
    secret
}

fn app_code(place: &Place, secret: &[u8]) -> String {
    totp::code(secret, totp::step_at(place.town.identity.site.now().seconds()))
}

#[tokio::test]
async fn an_account_that_opens_little_is_opened_by_the_phone_at_once_and_all_else_is_signed_out() {
    let place = Place::new().await;
    let town = &place.town;
    let mut elsewhere = town.an_in(town.browser()).await;
    let mut an = town.browser();
    an.get("/sign-in").await.assert_says(StatusCode::OK, "Forgot your password?");
    let page = place.begin(&mut an, "0987654321").await;
    let page = place.send(&mut an, &page, "phone").await;
    page.assert_says(StatusCode::OK, "If this account has a phone number, a code is on its way there.");
    let missing = an.submit(&page, "/recover/show", &[("code", " ")]).await;
    missing.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Enter the code");
    let code = place.texted().await;
    let wrong = an.submit(&page, "/recover/show", &[("code", steps::another(&code))]).await;
    wrong.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "4 more times");
    let answer = an.submit(&wrong, "/recover/show", &[("code", &code)]).await;
    let page = an.follow(answer).await;
    page.assert_says(StatusCode::OK, "Your user name is tran.an.");

    for (password, again) in
        [("", ""), (NEW, "con trâu"), ("123456789012", "123456789012"), (ANS_PASSWORD, ANS_PASSWORD)]
    {
        let filled = [("password", password), ("again", again)];
        let wrong = an.submit(&page, "/recover/password", &filled).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{password}: {}", wrong.body);
    }
    assert!(elsewhere.is_signed_in().await, "nothing has changed yet");
    place.choose(&mut an, &page).await.assert_leads_to("/account/security?notice=recovered");
    assert!(an.is_signed_in().await);
    assert!(!elsewhere.is_signed_in().await, "everything else is signed out");
    let old = steps::sign_in(&mut town.browser(), "tran.an", ANS_PASSWORD).await;
    old.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "don’t match");
    steps::sign_in(&mut town.browser(), "tran.an", NEW).await.assert_leads_to("/account");
    let told = messages(&town.identity.site).await;
    assert!(told.last().expect("the owner is told").text.contains("Mật khẩu mới của tài khoản"));
    // The attempt is spent.
    an.get(&page.path).await.assert_leads_to("/recover?notice=over");
}

#[tokio::test]
async fn two_different_things_open_what_was_checked_and_the_level_stays() {
    let place = Place::new().await;
    let mut binh = place.town.browser();
    let page = place.begin(&mut binh, "VAN.BINH").await;
    let page = place.show_sent(&mut binh, &page, "phone").await;
    page.assert_says(StatusCode::OK, "One more thing is needed");
    page.assert_says(StatusCode::OK, "code by text message");
    page.assert_says(StatusCode::OK, "wait 3 days");
    assert!(!page.says("My phone"), "the same twice is one thing");
    assert!(!page.says("My app with codes"), "what the account has not is not offered any more");
    let page = place.show_sent(&mut binh, &page, "email").await;
    let chosen = place.choose(&mut binh, &page).await;
    chosen.assert_leads_to("/account/security?notice=recovered");
    binh.follow(chosen).await.assert_says(StatusCode::OK, "These were added in the last 30 days");
    assert_eq!(place.level(place.binh).await, IdentityLevel::Basic);
    let told = letters(&place.town.identity.site).await;
    assert!(told.iter().any(|letter| letter.subject.contains("A new password was set")), "{told:?}");
    let actions = place.town.actions_of(place.binh).await;
    for action in ["people.password.recovered", "people.recovery.proven", "people.recovery.code_sent"] {
        assert!(actions.contains(&action.to_owned()), "{action}: {actions:?}");
    }
}

#[tokio::test]
async fn one_thing_waits_and_who_comes_back_with_it_has_a_lower_level_for_a_while() {
    let place = Place::new().await;
    let town = &place.town;
    let mut binh = town.browser();
    let page = place.begin(&mut binh, "van.binh").await;
    let page = place.show_sent(&mut binh, &page, "phone").await;
    let early = binh.get(&page.path.replace("/ways", "/password")).await;
    assert!(early.location().is_some_and(|to| to.starts_with("/recover/ways?")), "{early:?}");
    let answer = binh.submit(&page, "/recover/wait", &[]).await;
    binh.follow(answer).await.assert_says(StatusCode::OK, "Come back later");
    let told = messages(&town.identity.site).await.pop().expect("a message");
    assert!(told.text.contains("asks for a new password") && told.text.contains("/recover/stop?value="));
    place.stop_link().await;

    // In another browser, too early, and with something else.
    let mut later = town.browser();
    place.passes(DAY);
    let page = place.begin(&mut later, "van.binh").await;
    let page = place.show_sent(&mut later, &page, "phone").await;
    page.assert_says(StatusCode::OK, "You have to wait");
    assert!(page.form("/recover/wait").is_none(), "it runs");
    place.passes(DAY * 2);
    let page = place.begin(&mut later, "van.binh").await;
    let page = place.show_sent(&mut later, &page, "email").await;
    page.assert_says(StatusCode::OK, "One more thing is needed");
    let page = place.begin(&mut later, "van.binh").await;
    let page = place.show_sent(&mut later, &page, "phone").await;
    page.assert_says(StatusCode::OK, "your identity level counts for less for 14 days");
    place.choose(&mut later, &page).await.assert_leads_to("/account/security?notice=recovered");

    assert_eq!(place.level(place.binh).await, IdentityLevel::Claimed);
    let account = later.get("/account").await;
    account.assert_says(StatusCode::OK, "Counts for less for a while");
    // After two weeks it counts again by itself.
    place.passes(DAY * 14);
    onedoor_site::upkeep::round(&town.identity.site).await.expect("the upkeep");
    assert_eq!(place.level(place.binh).await, IdentityLevel::Basic);
}

#[tokio::test]
async fn who_waited_too_long_begins_again() {
    let place = Place::new().await;
    let mut binh = place.town.browser();
    let page = place.begin(&mut binh, "van.binh").await;
    let page = place.show_sent(&mut binh, &page, "phone").await;
    binh.submit(&page, "/recover/wait", &[]).await;
    place.passes(DAY * 11);
    let page = place.begin(&mut binh, "van.binh").await;
    let page = place.show_sent(&mut binh, &page, "phone").await;
    page.assert_says(StatusCode::OK, "One more thing is needed");
    assert!(page.form("/recover/wait").is_some());
}

#[tokio::test]
async fn what_stands_for_a_person_wants_a_recovery_code_or_an_app_besides() {
    let place = Place::new().await;
    place.give_mail(place.town.khai, "khai@mail.example").await;
    let mut khai = place.town.khai_in(place.town.browser()).await;
    let codes = make_codes(&mut khai).await;
    place.passes(Duration::from_secs(1));
    let mut lost = place.town.browser();
    let page = place.begin(&mut lost, "036188001234").await;
    let page = place.show_sent(&mut lost, &page, "phone").await;
    page.assert_says(StatusCode::OK, "wait 7 days");
    let page = place.show_sent(&mut lost, &page, "email").await;
    page.assert_says(StatusCode::OK, "One more thing is needed");
    let answer = lost.submit(&page, "/recover/ways", &[("way", "code")]).await;
    let page = lost.follow(answer).await;
    let wrong = lost.submit(&page, "/recover/show", &[("code", "1234 5678 9012")]).await;
    wrong.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Enter another one");
    let answer = lost.submit(&wrong, "/recover/show", &[("code", &codes[0])]).await;
    let page = lost.follow(answer).await;
    place.choose(&mut lost, &page).await.assert_leads_to("/account/security?notice=recovered");
    assert_eq!(place.level(place.town.khai).await, IdentityLevel::Substantial);
    let old = steps::sign_in(&mut place.town.browser(), "minh.khai", PASSWORD).await;
    old.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "don’t match");
}

/// What outlives sessions ends, too, and so does a closing that waits: a thief may have asked for both.
#[tokio::test]
async fn what_was_granted_for_good_and_a_waiting_closing_end_with_a_recovery() {
    let scene = Scene::new().await;
    let later = || scene.world.clock.advance(Duration::from_secs(1));
    let mut thief = scene.signed_in().await;
    let tokens = scene.tokens_in(&mut thief, "openid profile offline_access").await;
    let refresh = tokens.refresh_token.expect("a refresh token");
    let codes = make_codes(&mut thief).await;
    let page = thief.get("/account/settings/closing").await;
    let sure = [("password", PASSWORD), ("sure", "yes")];
    thief.submit(&page, "/account/settings/closing", &sure).await;
    let closing = || async {
        let (store, khai) = (&scene.identity.site.store, scene.khai);
        let read = store.read::<_, StorageError, _>(move |tx| {
            Box::pin(async move { people::closing_of(tx, khai).await })
        });
        read.await.expect("it can be read").map(|closing| closing.state)
    };
    assert_eq!(closing().await, Some(ClosingState::Waiting));
    later();

    let mut khai = scene.browser();
    let page = khai.get("/recover").await;
    let answer = khai.submit(&page, "/recover", &[("identifier", "minh.khai")]).await;
    let page = khai.follow(answer).await;
    let answer = khai.submit(&page, "/recover/ways", &[("way", "code")]).await;
    let page = khai.follow(answer).await;
    let answer = khai.submit(&page, "/recover/show", &[("code", &codes[0])]).await;
    let page = khai.follow(answer).await;
    let answer = khai.submit(&page, "/recover/ways", &[("way", "phone")]).await;
    let page = khai.follow(answer).await;
    onedoor_identity::jobs(&scene.identity, Jobs::new()).round(&scene.identity.site).await.expect("a round");
    let code = code_in(&messages(&scene.identity.site).await.last().expect("a message").text);
    later();
    let answer = khai.submit(&page, "/recover/show", &[("code", &code)]).await;
    let page = khai.follow(answer).await;
    let answer = khai.submit(&page, "/recover/password", &[("password", NEW), ("again", NEW)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    later();
    let form = format!("grant_type=refresh_token&refresh_token={refresh}");
    assert_eq!(refused(&scene.call("/oauth/token", &form).await), (400, "invalid_grant".to_owned()));
    assert_eq!(closing().await, Some(ClosingState::Stayed));
    let told = messages(&scene.identity.site).await;
    assert!(told.iter().any(|sms| sms.text.contains("Tài khoản của bạn vẫn")));
}

#[tokio::test]
async fn the_owner_sees_beforehand_what_would_be_asked() {
    let place = Place::new().await;
    let mut binh = place.town.browser();
    steps::sign_in(&mut binh, "van.binh", BINHS).await.assert_leads_to("/account");
    place.passes(Duration::from_secs(1));
    binh.get("/account/security").await.assert_says(StatusCode::OK, "/account/security/recovery");
    let page = binh.get("/account/security/recovery").await;
    page.assert_says(StatusCode::OK, "Two of the things below are enough");
    page.assert_says(StatusCode::OK, "you would get in at once");
    let mut khai = place.town.khai_in(place.town.browser()).await;
    let page = khai.get("/account/security/recovery").await;
    page.assert_says(StatusCode::OK, "you would wait 7 days");
    page.assert_says(StatusCode::OK, "With one of these you would get in at once:");
    make_codes(&mut khai).await;
    khai.get("/account/security/recovery").await.assert_says(StatusCode::OK, "you would get in at once");
}

#[tokio::test]
async fn a_second_step_is_asked_after_the_new_password_unless_it_is_lost() {
    let place = Place::new().await;
    let town = &place.town;
    let mut binh = town.browser();
    steps::sign_in(&mut binh, "van.binh", BINHS).await.assert_leads_to("/account");
    place.passes(Duration::from_secs(1));
    let codes = make_codes(&mut binh).await;
    add_app(&place, &mut binh).await;

    // Two contacts are enough for a password, not for removing the app.
    let mut lost = town.browser();
    let page = place.begin(&mut lost, "van.binh").await;
    let page = place.show_sent(&mut lost, &page, "phone").await;
    let page = place.show_sent(&mut lost, &page, "email").await;
    page.assert_says(StatusCode::OK, "Lost your passkey or app, too?");
    assert!(page.field("/recover/password", "lost").is_none());
    let forged = [("password", NEW), ("again", NEW), ("lost", "yes")];
    let answer = lost.submit(&page, "/recover/password", &forged).await;
    assert!(answer.location().is_some_and(|to| to.starts_with("/sign-in/second?")), "{answer:?}");
    assert!(!lost.is_signed_in().await, "the app is still asked");
    place.passes(Duration::from_secs(1));

    // With the printed list it is removed.
    let mut lost = town.browser();
    let page = place.begin(&mut lost, "van.binh").await;
    let page = place.show_sent(&mut lost, &page, "phone").await;
    let answer = lost.submit(&page, "/recover/ways", &[("way", "code")]).await;
    let page = lost.follow(answer).await;
    let answer = lost.submit(&page, "/recover/show", &[("code", &codes[0])]).await;
    let page = lost.follow(answer).await;
    let filled = [("password", BINHS), ("again", BINHS), ("lost", "yes")];
    let answer = lost.submit(&page, "/recover/password", &filled).await;
    let second = lost.follow(answer).await;
    second.assert_says(StatusCode::OK, "Get a code by text message");
    assert!(!second.says("code from the app"));
    let told = letters(&place.town.identity.site).await;
    assert!(told.iter().any(|letter| letter.text.contains("passkeys: 0, apps: 1")), "{told:?}");
}

#[tokio::test]
async fn the_level_is_raised_again_by_what_one_had_before() {
    let place = Place::new().await;
    let town = &place.town;
    let mut binh = town.browser();
    steps::sign_in(&mut binh, "van.binh", BINHS).await.assert_leads_to("/account");
    place.passes(Duration::from_secs(1));
    let before = make_codes(&mut binh).await;
    let mut back = town.browser();
    for days in [0, 3] {
        place.passes(DAY * days);
        let page = place.begin(&mut back, "van.binh").await;
        let page = place.show_sent(&mut back, &page, "email").await;
        if days == 0 {
            back.submit(&page, "/recover/wait", &[]).await;
        } else {
            place.choose(&mut back, &page).await.assert_leads_to("/account/security?notice=recovered");
        }
    }
    assert_eq!(place.level(place.binh).await, IdentityLevel::Claimed);
    let page = back.get("/account/security/level").await;
    page.assert_says(StatusCode::OK, "Make it count again now");
    let wrong = back.submit(&page, "/account/security/level", &[("code", "1234 5678 9012")]).await;
    wrong.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "newer than the password");
    let answer = back.submit(&page, "/account/security/level", &[("code", &before[3])]).await;
    assert!(answer.location().is_some_and(|to| to.starts_with("/sign-in?again=yes")), "{answer:?}");
    assert_eq!(place.level(place.binh).await, IdentityLevel::Basic);
    back.get("/account/security/level").await.assert_leads_to("/account");
}

#[tokio::test]
async fn a_code_made_after_the_recovery_raises_nothing() {
    let place = Place::new().await;
    let mut back = place.town.browser();
    for days in [0, 3] {
        place.passes(DAY * days);
        let page = place.begin(&mut back, "van.binh").await;
        let page = place.show_sent(&mut back, &page, "phone").await;
        if days == 0 {
            back.submit(&page, "/recover/wait", &[]).await;
        } else {
            place.choose(&mut back, &page).await;
        }
    }
    let made = make_codes(&mut back).await;
    let secret = add_app(&place, &mut back).await;
    let page = back.get("/account/security/level").await;
    for code in [made[0].clone(), app_code(&place, &secret)] {
        let refused = back.submit(&page, "/account/security/level", &[("code", &code)]).await;
        refused.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "newer than the password");
    }
    assert_eq!(place.level(place.binh).await, IdentityLevel::Claimed);
}

#[tokio::test]
async fn codes_late_and_sent_again() {
    let place = Place::new().await;
    let mut an = place.town.browser();
    let page = place.begin(&mut an, "tran.an").await;
    let page = place.send(&mut an, &page, "phone").await;
    let first = place.texted().await;
    let answer = an.submit(&page, "/recover/show/again", &[]).await;
    let page = an.follow(answer).await;
    page.assert_says(StatusCode::OK, "sent");
    place.work().await;
    let second = place.texted().await;
    assert_ne!(first, second);
    let old = an.submit(&page, "/recover/show", &[("code", &first)]).await;
    old.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "more times");
    place.passes(Duration::from_mins(11));
    let late = an.submit(&page, "/recover/show", &[("code", &second)]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.form("/recover/show").is_none(), "a dead code is asked for no more");
    // Another browser can't go on with it.
    let path = late.path.clone();
    place.town.browser().get(&path).await.assert_leads_to("/recover?notice=over");
    let mine = an.get(&page.path.replace("&sent=again", "")).await;
    assert_eq!(mine.status, StatusCode::OK);
    assert_eq!(code_in(&format!("{second} x")), second);
}
