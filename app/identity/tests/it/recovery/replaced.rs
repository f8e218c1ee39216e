//! What was shown, and what waits, once the password, a contact or a list is another.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::{ContactId, Phone};
use onedoor_people::{ClosingState, PhoneChangeState};
use onedoor_site::testing::{letters, messages};
use onedoor_storage::{Change, StorageError, people};

use super::attackers::waits;
use super::owners::make_codes;
use super::{BINHS, DAY, NEW, Place};
use crate::actors::PASSWORD;
use crate::provider::party::{Scene, refused};
use crate::steps;

const ANOTHER: &str = "+84966777888";

impl Place {
    /// The office gives Bình another phone.
    async fn replace_phone(&self) {
        let (site, binh) = (&self.town.identity.site, self.binh);
        let (now, id) = (site.now(), ContactId::new(site.now(), site.random.as_ref()));
        let done: Result<(), StorageError> = site
            .store
            .write(move |tx| {
                Box::pin(async move {
                    let phone = Phone::from_stored(ANOTHER.to_owned());
                    people::change_phone(tx, binh, (id, &phone), now).await?;
                    Ok(Change::Unrecorded(()))
                })
            })
            .await;
        done.expect("it is changed");
    }

    async fn remove_mailboxes(&self) {
        let (site, binh) = (&self.town.identity.site, self.binh);
        let done: Result<(), StorageError> = site
            .store
            .write(move |tx| {
                Box::pin(async move {
                    for email in people::emails_of(tx, binh).await? {
                        people::remove_email(tx, binh, email.id).await?;
                    }
                    Ok(Change::Unrecorded(()))
                })
            })
            .await;
        done.expect("they are removed");
    }
}

#[tokio::test]
async fn whoever_waits_waits_in_vain_once_the_password_is_changed_and_the_owner_is_told() {
    let place = Place::new().await;
    let mut owner = place.town.browser();
    steps::sign_in(&mut owner, "van.binh", BINHS).await.assert_leads_to("/account");
    place.passes(Duration::from_secs(1));
    let mut thief = place.town.browser().from([203, 0, 113, 7]);
    waits(&place, &mut thief, "phone").await;
    let page = owner.get("/account/password").await;
    let filled = [("present", BINHS), ("password", NEW), ("again", NEW)];
    let answer = owner.submit(&page, "/account/password", &filled).await;
    answer.assert_leads_to("/account?notice=password-changed");
    let told = letters(&place.town.identity.site).await;
    let ended = |text: &str| text.contains("because the password was changed");
    assert!(told.iter().any(|letter| ended(&letter.text)), "{told:?}");
    let record = place.town.record_of(place.binh).await;
    let changed = record.iter().find(|one| one.action == "people.password.changed").expect("a record");
    assert_eq!(changed.detail["recoveries"], 1);

    place.passes(DAY * 3);
    let page = place.begin(&mut thief, "van.binh").await;
    let page = place.show_sent(&mut thief, &page, "phone").await;
    page.assert_says(StatusCode::OK, "One more thing is needed");
    steps::sign_in(&mut owner, "van.binh", NEW).await.assert_leads_to("/account");
}

#[tokio::test]
async fn what_a_thief_allowed_or_asked_for_ends_with_a_password_that_is_changed() {
    let scene = Scene::new().await;
    let later = || scene.world.clock.advance(Duration::from_secs(1));
    let mut thief = scene.signed_in().await;
    let tokens = scene.tokens_in(&mut thief, "openid profile offline_access").await;
    let refresh = tokens.refresh_token.expect("a refresh token");
    let page = thief.get("/account/settings/closing").await;
    thief.submit(&page, "/account/settings/closing", &[("password", PASSWORD), ("sure", "yes")]).await;
    later();
    let mut khai = scene.signed_in().await;
    later();
    let page = khai.get("/account/password").await;
    let filled = [("present", PASSWORD), ("password", NEW), ("again", NEW)];
    let answer = khai.submit(&page, "/account/password", &filled).await;
    answer.assert_leads_to("/account?notice=password-changed");
    later();
    assert!(!thief.is_signed_in().await);
    assert!(khai.is_signed_in().await, "here she stays signed in");
    let form = format!("grant_type=refresh_token&refresh_token={refresh}");
    assert_eq!(refused(&scene.call("/oauth/token", &form).await), (400, "invalid_grant".to_owned()));
    let (store, id) = (&scene.identity.site.store, scene.khai);
    let read = store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move { Ok((people::closing_of(tx, id).await?, people::waiting_phone(tx, id).await?)) })
    });
    let (closing, phone) = read.await.expect("it can be read");
    assert_eq!(closing.map(|closing| closing.state), Some(ClosingState::Stayed));
    assert!(phone.is_none_or(|change| change.state != PhoneChangeState::Waiting));
    let told = messages(&scene.identity.site).await;
    assert!(told.iter().any(|sms| sms.text.contains("Tài khoản của bạn vẫn")));
}

#[tokio::test]
async fn a_phone_that_was_shown_and_then_replaced_shows_nothing() {
    let place = Place::new().await;
    let mut thief = place.town.browser().from([203, 0, 113, 7]);
    let page = place.begin(&mut thief, "van.binh").await;
    let shown = place.show_sent(&mut thief, &page, "phone").await;
    shown.assert_says(StatusCode::OK, "One more thing is needed");
    // Another attempt has a code on the old phone that was not given back yet.
    let mut elsewhere = place.town.browser().from([203, 0, 113, 8]);
    let page = place.begin(&mut elsewhere, "van.binh").await;
    let asked = place.send(&mut elsewhere, &page, "phone").await;
    let code = place.texted().await;

    place.replace_phone().await;
    let again = thief.get(&shown.path).await;
    again.assert_says(StatusCode::OK, "How can you show that it’s you?");
    let page = place.show_sent(&mut thief, &again, "email").await;
    page.assert_says(StatusCode::OK, "One more thing is needed");
    let late = elsewhere.submit(&asked, "/recover/show", &[("code", &code)]).await;
    late.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "code");
    assert!(late.form("/recover/show").is_none(), "it is as dead as one that is too old");
    let actions = place.town.actions_of(place.binh).await;
    let proven = actions.iter().filter(|action| *action == "people.recovery.proven").count();
    assert_eq!(proven, 2, "the phone before it was replaced, the mailbox: {actions:?}");
}

#[tokio::test]
async fn a_wait_for_a_phone_that_was_replaced_is_nobodys() {
    let place = Place::new().await;
    let mut thief = place.town.browser().from([203, 0, 113, 7]);
    waits(&place, &mut thief, "phone").await;
    place.replace_phone().await;
    place.passes(DAY * 3);
    let page = place.begin(&mut thief, "van.binh").await;
    let page = place.show_sent(&mut thief, &page, "phone").await;
    page.assert_says(StatusCode::OK, "One more thing is needed");
    assert!(page.form("/recover/password").is_none());
    let sent = messages(&place.town.identity.site).await;
    assert_eq!(sent.last().map(|sms| sms.to.as_str()), Some(ANOTHER), "it went to the phone of today");
}

#[tokio::test]
async fn a_mailbox_that_was_removed_and_a_list_that_was_replaced_show_nothing() {
    let place = Place::new().await;
    let mut owner = place.town.browser();
    steps::sign_in(&mut owner, "van.binh", BINHS).await.assert_leads_to("/account");
    place.passes(Duration::from_secs(1));
    let codes = make_codes(&mut owner).await;
    for (way, code) in [("email", None), ("code", Some(&codes[0]))] {
        let mut thief = place.town.browser().from([203, 0, 113, 7]);
        let page = place.begin(&mut thief, "van.binh").await;
        let shown = if let Some(code) = code {
            let answer = thief.submit(&page, "/recover/ways", &[("way", way)]).await;
            let page = thief.follow(answer).await;
            let answer = thief.submit(&page, "/recover/show", &[("code", code)]).await;
            thief.follow(answer).await
        } else {
            place.show_sent(&mut thief, &page, way).await
        };
        shown.assert_says(StatusCode::OK, "One more thing is needed");
        if way == "email" {
            place.remove_mailboxes().await;
        } else {
            place.passes(Duration::from_secs(1));
            make_codes(&mut owner).await;
        }
        thief.get(&shown.path).await.assert_says(StatusCode::OK, "How can you show that it’s you?");
    }
}
