use onedoor_oidc::id_token::{Audience, IdTokenClaims, IdTokenError, at_hash};
use onedoor_oidc::keys::{Algorithm, SigningKey, VerifyError};
use onedoor_signin::{Code, Trouble};
use serde_json::json;

use crate::fake::{Answer, Fake};
use crate::{CODE, NOW, provider};

#[tokio::test]
async fn a_code_becomes_a_person() {
    let fake = Fake::start();
    fake.gives(&fake.token(&IdTokenClaims { at_hash: Some(at_hash("access")), ..fake.claims() }));
    let account = provider(&fake).finish(&CODE, NOW).await.unwrap();
    assert_eq!((account.claims.sub.as_str(), account.claims.sid.as_deref()), ("person-1", Some("session-1")));
    assert_eq!(account.userinfo["name"], "Nguyễn Văn Mẫu");
    let exchanged = &fake.asked("/token")[0].body;
    assert!(exchanged.contains("grant_type=authorization_code&code=the-code&"), "{exchanged}");
    assert!(exchanged.contains(CODE.code_verifier), "{exchanged}");
    assert!(fake.asked("/userinfo")[0].head.to_lowercase().contains("authorization: bearer access"));
}

#[tokio::test]
async fn an_id_token_that_breaks_a_rule_is_not_believed() {
    let fake = Fake::start();
    let provider = provider(&fake);
    let ours = || fake.claims();
    for (claims, rule) in [
        (IdTokenClaims { nonce: Some("another".to_owned()), ..ours() }, IdTokenError::Nonce),
        (IdTokenClaims { nonce: None, ..ours() }, IdTokenError::Nonce),
        (IdTokenClaims { iss: "https://evil.example".to_owned(), ..ours() }, IdTokenError::Issuer),
        (IdTokenClaims { aud: Audience::One("somebody".to_owned()), ..ours() }, IdTokenError::Audience),
        (IdTokenClaims { azp: Some("somebody".to_owned()), ..ours() }, IdTokenError::AuthorizedParty),
        (IdTokenClaims { exp: NOW.seconds() - 61, ..ours() }, IdTokenError::Expired),
        (IdTokenClaims { iat: NOW.seconds() + 61, ..ours() }, IdTokenError::IssuedInTheFuture),
        (IdTokenClaims { at_hash: Some(at_hash("other")), ..ours() }, IdTokenError::AccessTokenHash),
    ] {
        fake.gives(&fake.token(&claims));
        assert_eq!(provider.finish(&CODE, NOW).await.err(), Some(Trouble::Untrusted(rule)));
    }
    assert!(fake.asked("/userinfo").is_empty(), "nothing is asked with a token that is not believed");
}

#[tokio::test]
async fn max_age_is_kept() {
    let fake = Fake::start();
    let aged = |auth_time| fake.gives(&fake.token(&IdTokenClaims { auth_time, ..fake.claims() }));
    let strict = Code { max_age: Some(60), ..CODE };
    let provider = provider(&fake);
    aged(Some(NOW.seconds() - 3600));
    assert_eq!(provider.finish(&strict, NOW).await.err(), Some(Trouble::Untrusted(IdTokenError::MaxAge)));
    aged(None);
    assert_eq!(provider.finish(&strict, NOW).await.err(), Some(Trouble::Untrusted(IdTokenError::MaxAge)));
    aged(Some(NOW.seconds() - 10));
    assert!(provider.finish(&strict, NOW).await.is_ok());
}

#[tokio::test]
async fn a_token_of_another_key_is_not_believed() {
    let fake = Fake::start();
    let stranger = SigningKey::generate(Algorithm::Es256).unwrap();
    fake.gives(&fake.claims().sign(&stranger).unwrap());
    let unknown = IdTokenError::Signature(VerifyError::UnknownKey);
    assert_eq!(provider(&fake).finish(&CODE, NOW).await.err(), Some(Trouble::Untrusted(unknown)));
}

#[tokio::test]
async fn refusals_and_nonsense_of_the_token_endpoint() {
    let fake = Fake::start();
    let provider = provider(&fake);
    fake.says("/token", 400, &json!({ "error": "invalid_grant", "error_description": "<b>" }));
    let refused = provider.finish(&CODE, NOW).await.err();
    assert_eq!(refused, Some(Trouble::Refused("invalid_grant".to_owned())));
    for (status, body) in [
        (200, json!({ "access_token": "a", "token_type": "Bearer" })),
        (200, json!({ "access_token": "a", "token_type": "MAC", "id_token": "x" })),
        (200, json!([])),
        (404, json!("nothing here")),
    ] {
        fake.says("/token", status, &body);
        assert_eq!(
            provider.finish(&CODE, NOW).await.err(),
            Some(Trouble::Nonsense("token answer")),
            "{body}"
        );
    }
    fake.answers("/token", Answer::Silence);
    assert_eq!(provider.finish(&CODE, NOW).await.err(), Some(Trouble::Slow));
}

#[tokio::test]
async fn userinfo_must_be_about_the_same_person() {
    let fake = Fake::start();
    let provider = provider(&fake);
    for (status, body) in [
        (200, json!({ "sub": "person-2", "name": "Somebody else" })),
        (200, json!({ "name": "Nobody" })),
        (401, json!({ "sub": "person-1" })),
        (200, json!("person-1")),
    ] {
        fake.says("/userinfo", status, &body);
        assert_eq!(provider.finish(&CODE, NOW).await.err(), Some(Trouble::Nonsense("userinfo")), "{body}");
    }
}
