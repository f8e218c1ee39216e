use axum::http::StatusCode;

use super::actors::{TestPortal, one_stop, sign_in_with};

#[tokio::test]
async fn the_owner_of_a_local_account_reads_what_happened_and_who_did_it() {
    let portal = TestPortal::of(one_stop()).await;
    portal.with_password(None, "lan").await;
    let mut stranger = portal.visitor();
    sign_in_with(&mut stranger, "", "lan", "not it at all").await;
    let mut lan = portal.signed_in("", "lan").await;
    assert!(lan.get("/account").await.body.contains("href=\"/account/activity\""));
    let page = lan.get("/account/activity").await;
    page.assert_says(StatusCode::OK, "You signed in");
    page.assert_says(StatusCode::OK, "Somebody tried to sign in with a wrong password");
    page.assert_says(StatusCode::OK, "Somebody not signed in");
    let refused = lan.get("/account/activity?kind=refused").await;
    assert!(refused.says("with a wrong password") && !refused.says("You signed in"), "{}", refused.body);
    let file = lan.get("/account/activity/download?format=csv").await;
    assert!(file.body.contains("with a wrong password"), "{}", file.body);

    portal.with_password(None, "mai").await;
    let mai = portal.signed_in("", "mai").await.get("/account/activity").await;
    assert!(!mai.says("with a wrong password"), "nobody sees what happened to others");
}
