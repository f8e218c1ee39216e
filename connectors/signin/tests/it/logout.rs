use onedoor_oidc::backchannel::{Logout, LogoutTokenError};
use onedoor_signin::Trouble;

use crate::fake::Fake;
use crate::{NOW, provider};

fn logout<'a>(issuer: &'a str, client_id: &'a str) -> Logout<'a> {
    Logout { issuer, client_id, subject: "person-1", sid: "session-1", jti: "once", now: NOW.seconds() }
}

#[tokio::test]
async fn a_logout_token_says_which_session_ended() {
    let fake = Fake::start();
    let provider = provider(&fake);
    let token = logout(fake.issuer(), "portal").sign(&fake.key).unwrap();
    let ended = provider.logged_out(&token, NOW).await.unwrap();
    assert_eq!((ended.sub.as_deref(), ended.sid.as_deref()), (Some("person-1"), Some("session-1")));
    let foreign = logout(fake.issuer(), "another").sign(&fake.key).unwrap();
    let refused = provider.logged_out(&foreign, NOW).await;
    assert_eq!(refused, Err(Trouble::UntrustedLogout(LogoutTokenError::Audience)));
    let id_token = fake.token(&fake.claims());
    let refused = provider.logged_out(&id_token, NOW).await;
    assert_eq!(refused, Err(Trouble::UntrustedLogout(LogoutTokenError::Typ)), "an ID token is none");
}

#[tokio::test]
async fn signing_out_there_leads_the_browser_there_and_back() {
    let fake = Fake::start();
    let provider = provider(&fake);
    let address =
        provider.sign_out(Some("hint"), "https://portal.example/", "s", NOW).await.unwrap().unwrap();
    assert!(address.starts_with(&format!("{}/end?", fake.issuer())), "{address}");
    for part in [
        "id_token_hint=hint",
        "client_id=portal",
        "post_logout_redirect_uri=https%3A%2F%2Fportal.example%2F",
        "state=s",
    ] {
        assert!(address.contains(part), "{address}");
    }
}

#[tokio::test]
async fn a_provider_without_that_endpoint_leads_nowhere() {
    let fake = Fake::start();
    let mut document = fake.document();
    document.as_object_mut().unwrap().remove("end_session_endpoint");
    fake.says("/.well-known/openid-configuration", 200, &document);
    assert_eq!(provider(&fake).sign_out(None, "https://portal.example/", "s", NOW).await, Ok(None));
}
