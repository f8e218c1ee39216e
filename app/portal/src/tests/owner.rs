//! What an owner is told and asked, so that a session that was left open does no lasting harm.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::{Country, Language, Phone};
use onedoor_services::accounts::Origin;
use onedoor_site::testing::messages;

use super::actors::{PASSWORD, TestPortal, one_stop, sign_in_with};

const NEW: &str = "eleven grey cranes";

#[tokio::test]
async fn a_first_password_or_phone_wants_a_fresh_sign_in() {
    let portal = TestPortal::of(one_stop()).await;
    let mut record = portal.record(None, "kx4t2m6n5hqp");
    record.account.origin = Origin::NationalSignIn;
    let id = portal.keep(record).await;
    let mut mai = portal.visitor();
    mai.get(&format!("/test-sign-in/{id}")).await.assert_leads_to("/");
    let account = mai.get("/account").await;
    assert!(!account.says("User name"), "a made-up user name says nothing to anybody");
    let page = mai.get("/account/password").await;
    page.assert_says(StatusCode::OK, "Set a password");
    assert_eq!(page.field("/account/password", "user_name").as_deref(), Some(""));
    portal.world.clock.advance(Duration::from_mins(11));
    let late = mai.submit(&page, "/account/password", &[("user_name", "mai"), ("password", NEW)]).await;
    late.assert_says(StatusCode::FORBIDDEN, "Confirm that it’s you");
    for path in ["/account/password", "/account/phone"] {
        mai.get(path).await.assert_says(StatusCode::FORBIDDEN, "Confirm that it’s you");
    }
    assert_eq!(portal.kept(id).await.password_hash, None);
}

#[tokio::test]
async fn another_password_is_told_to_the_phone_in_the_language_of_its_owner() {
    let portal = TestPortal::of(one_stop()).await;
    let mut record = portal.record(None, "lan");
    record.account.phone = Phone::parse("0912 345 678", Country::Vietnam).ok();
    record.language = Some(Language::Vi);
    record.password_hash = Some(portal.hash_of(PASSWORD).await);
    portal.keep(record).await;
    let mut lan = portal.visitor();
    lan.get("/language/en?back=/").await;
    sign_in_with(&mut lan, "", "lan", PASSWORD).await.assert_leads_to("/");
    let page = lan.get("/account/password").await;
    page.assert_says(StatusCode::OK, "Change your password");
    let done = lan.submit(&page, "/account/password", &[("current", PASSWORD), ("password", NEW)]).await;
    done.assert_leads_to("/account?done=password");
    let sent = messages(portal.site()).await;
    let told = sent.last().expect("a message");
    assert_eq!(told.to, "+84912345678");
    assert!(told.text.contains("mật khẩu tài khoản của bạn vừa được đổi"), "{}", told.text);
}

#[tokio::test]
async fn the_language_of_the_account_holds_where_none_was_chosen() {
    let portal = TestPortal::of(one_stop()).await;
    let mut record = portal.record(None, "maria");
    record.language = Some(Language::Ru);
    record.password_hash = Some(portal.hash_of(PASSWORD).await);
    portal.keep(record).await;
    let mut new = portal.visitor();
    sign_in_with(&mut new, "", "maria", PASSWORD).await.assert_leads_to("/");
    new.get("/account").await.assert_says(StatusCode::OK, "Личные настройки");
    let mut chosen = portal.visitor();
    chosen.get("/language/en?back=/").await;
    sign_in_with(&mut chosen, "", "maria", PASSWORD).await.assert_leads_to("/");
    chosen.get("/account").await.assert_says(StatusCode::OK, "Personal settings");
}
