//! The identities as other programs see them.

use onedoor_server::http_client::{Reach, http_client};
use serde_json::Value;

use super::Demo;

#[tokio::test]
async fn each_identity_is_an_issuer_of_its_own() {
    let demo = Demo::start("issuers").await;
    let http = http_client(Reach::ThisMachine).unwrap();
    for site in ["vneid", "id.dvcqg", "esia"] {
        let about = http.get(demo.at(site, "/.well-known/openid-configuration")).send().await.unwrap();
        let about: Value = serde_json::from_str(&about.text().await.unwrap()).unwrap();
        assert_eq!(about["issuer"], demo.at(site, ""));
        let keys = http.get(about["jwks_uri"].as_str().unwrap()).send().await.unwrap();
        let keys: Value = serde_json::from_str(&keys.text().await.unwrap()).unwrap();
        assert!(!keys["keys"].as_array().unwrap().is_empty(), "{site}: {keys}");
    }
    // What one identity knows, another does not.
    let portal = |site: &str, client: &str| {
        let back = demo.at(client, "/sign-in/callback");
        let query = format!("response_type=code&client_id={client}&scope=openid&state=x&redirect_uri={back}");
        let pkce = "code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";
        demo.at(site, &format!("/oauth/authorize?{query}&{pkce}"))
    };
    let known = http.get(portal("id.dvcqg", "haiduong")).send().await.unwrap();
    assert_eq!(known.status(), 303, "a known portal is not asked to sign in");
    let unknown = http.get(portal("esia", "haiduong")).send().await.unwrap();
    assert_eq!(unknown.status(), 400, "an unknown portal is let in");
}
