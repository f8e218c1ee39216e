use axum::http::StatusCode;
use onedoor_base::{Language, LocalAccountId};
use onedoor_services::accounts::Origin;
use onedoor_site::testing::messages;
use onedoor_storage::{Change, StorageError};

use super::actors::{PASSWORD, TestPortal, one_stop, sign_in_with};

const NEW: &str = "eleven grey cranes";

async fn portal_with_lan() -> (TestPortal, LocalAccountId) {
    let portal = TestPortal::of(one_stop()).await;
    let id = portal.with_password(None, "lan").await;
    (portal, id)
}

#[tokio::test]
async fn details_are_saved_and_the_head_of_the_page_follows() {
    let (portal, id) = portal_with_lan().await;
    let mut lan = portal.signed_in("", "lan").await;
    let page = lan.get("/account/details").await;
    for nobody in [" ", "\u{3164}", "\u{202e}\u{200b}", "-.-"] {
        let wrong = [("name", nobody), ("language", "vi")];
        let again = lan.submit(&page, "/account/details", &wrong).await;
        again.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "Enter your name.");
    }
    let right = [("name", "  Trần  \u{202e}Thị\tLan\u{3164} "), ("language", "vi")];
    let answer = lan.submit(&page, "/account/details", &right).await;
    let done = lan.follow(answer).await;
    done.assert_says(StatusCode::OK, "Đã lưu thay đổi.");
    assert!(done.says("Trần Thị Lan"));
    let kept = portal.kept(id).await;
    assert_eq!((kept.account.display_name.as_str(), kept.language), ("Trần Thị Lan", Some(Language::Vi)));
    assert!(lan.get("/procedures").await.says("Trần Thị Lan"), "the session has the new name");
}

#[tokio::test]
async fn another_password_ends_the_other_sessions_and_changes_the_cookie() {
    let (portal, _) = portal_with_lan().await;
    let mut lan = portal.signed_in("", "lan").await;
    let mut phone = portal.signed_in("", "lan").await;
    let page = lan.get("/account/password").await;
    let wrong = [("current", "not it at all"), ("password", "short")];
    let again = lan.submit(&page, "/account/password", &wrong).await;
    again.assert_says(StatusCode::UNPROCESSABLE_ENTITY, "The current password is not right.");
    assert!(again.says("The password is too short"));
    let before = lan.cookies.get("session").cloned();
    let done = lan.submit(&page, "/account/password", &[("current", PASSWORD), ("password", NEW)]).await;
    done.assert_leads_to("/account?done=password");
    assert_ne!(lan.cookies.get("session").cloned(), before);
    assert!(lan.is_signed_in().await && !phone.is_signed_in().await);
    sign_in_with(&mut portal.visitor(), "", "lan", NEW).await.assert_leads_to("/");
}

#[tokio::test]
async fn an_account_of_a_national_sign_in_gets_a_name_and_a_password() {
    let (portal, _) = portal_with_lan().await;
    let mut record = portal.record(None, "kx4t2m6n5hqp");
    record.account.origin = Origin::NationalSignIn;
    let id = portal.keep(record).await;
    let mut mai = portal.visitor();
    mai.get(&format!("/test-sign-in/{id}")).await.assert_leads_to("/");
    mai.get("/account").await.assert_says(StatusCode::OK, "Not set");
    let page = mai.get("/account/password").await;
    page.assert_says(StatusCode::OK, "Set a password");
    for (user_name, says) in [
        ("LAN", "This user name is taken"),
        ("m", "A user name has 3 to 64 characters"),
        ("_mai", "A user name begins with a letter or digit"),
    ] {
        let again =
            mai.submit(&page, "/account/password", &[("user_name", user_name), ("password", NEW)]).await;
        again.assert_says(StatusCode::UNPROCESSABLE_ENTITY, says);
    }
    let done = mai.submit(&page, "/account/password", &[("user_name", "Mai.Le"), ("password", NEW)]).await;
    done.assert_leads_to("/account?done=password");
    sign_in_with(&mut portal.visitor(), "", "mai.le", NEW).await.assert_leads_to("/");
}

#[tokio::test]
async fn sessions_are_listed_and_ended() {
    let (portal, _) = portal_with_lan().await;
    portal.with_password(None, "binh").await;
    let mut lan = portal.signed_in("", "lan").await;
    let mut phone = portal
        .visitor()
        .with("user-agent", "Mozilla/5.0 (Linux; Android 14) Chrome/130")
        .from([198, 51, 100, 7]);
    sign_in_with(&mut phone, "", "lan", PASSWORD).await.assert_leads_to("/");
    let mut binh = portal.signed_in("", "binh").await;
    let page = lan.get("/account/sessions").await;
    page.assert_says(StatusCode::OK, "Chrome on Android");
    assert!(page.says("198.51.100.7") && page.says("This device"));
    let session = page.field("/account/sessions/end", "session").expect("the other session");
    // Somebody else cannot end it.
    let own = binh.get("/account/sessions").await;
    let csrf = own.field("/sign-out", "csrf").expect("a proof");
    let fields = [("csrf".to_owned(), csrf), ("session".to_owned(), session.clone())];
    binh.post("/account/sessions/end", &fields, &[]).await;
    assert!(phone.is_signed_in().await);
    let ended = lan.submit(&page, "/account/sessions/end", &[("session", &session)]).await;
    lan.follow(ended).await.assert_says(StatusCode::OK, "The session has been ended.");
    assert!(!phone.is_signed_in().await && lan.is_signed_in().await && binh.is_signed_in().await);
    sign_in_with(&mut phone, "", "lan", PASSWORD).await.assert_leads_to("/");
    let page = lan.get("/account/sessions").await;
    let csrf = page.field("/sign-out", "csrf").expect("a proof");
    lan.post("/account/sessions/end", &[("csrf".to_owned(), csrf)], &[]).await;
    assert!(!phone.is_signed_in().await && lan.is_signed_in().await);
}

#[tokio::test]
async fn the_account_is_for_who_is_signed_in() {
    let (portal, _) = portal_with_lan().await;
    for path in ["/account", "/account/details", "/account/phone", "/account/password", "/account/sessions"] {
        let encoded = path.replace('/', "%2F");
        portal.visitor().get(path).await.assert_leads_to(&format!("/sign-in?return_to={encoded}"));
    }
}

#[tokio::test]
async fn when_the_messages_of_the_site_are_used_up_nobody_pays_for_more() {
    let portal = TestPortal::of(one_stop()).await;
    portal.with_password(None, "lan").await;
    let (key, now) = (portal.site().vault.fingerprint("limit", ""), portal.site().now());
    let used: Result<(), StorageError> = portal
        .site()
        .store
        .write(move |tx| {
            Box::pin(async move {
                for _ in 0..5000 {
                    let hour = std::time::Duration::from_hours(1);
                    onedoor_storage::limits::take(tx, "message.site", key, 5000, hour, now).await?;
                }
                Ok(Change::Unrecorded(()))
            })
        })
        .await;
    assert!(used.is_ok());
    let mut lan = portal.signed_in("", "lan").await;
    let page = lan.get("/account/phone").await;
    let filled = [("phone", "0987 654 321"), ("password", PASSWORD)];
    let slow = lan.submit(&page, "/account/phone", &filled).await;
    slow.assert_says(StatusCode::TOO_MANY_REQUESTS, "You can try again after");
    assert_eq!(slow.header("retry-after"), Some("3601"));
    assert!(messages(portal.site()).await.is_empty());
}
