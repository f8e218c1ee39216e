//! What is fetched, how often, and what is gone on with when the provider is down.

use std::time::Duration;

use onedoor_oidc::keys::{Algorithm, SigningKey};
use onedoor_signin::Trouble;

use crate::fake::{Answer, Fake};
use crate::{CODE, NOW, REQUEST, provider};

const DISCOVERY: &str = "/.well-known/openid-configuration";
const LATER: Duration = Duration::from_mins(11);

#[tokio::test]
async fn the_document_is_fetched_once_for_all_and_again_when_it_is_old() {
    let fake = Fake::start();
    let provider = provider(&fake);
    let (a, b, c) = tokio::join!(
        provider.begin(&REQUEST, NOW),
        provider.begin(&REQUEST, NOW),
        provider.finish(&CODE, NOW)
    );
    assert!(a.is_ok() && b.is_ok() && c.is_ok());
    assert_eq!((fake.asked(DISCOVERY).len(), fake.asked("/jwks").len()), (1, 1));
    provider.begin(&REQUEST, NOW.after(LATER)).await.unwrap();
    assert_eq!((fake.asked(DISCOVERY).len(), fake.asked("/jwks").len()), (2, 2));
}

#[tokio::test]
async fn a_new_key_is_learned_at_its_first_use() {
    let fake = Fake::start();
    let provider = provider(&fake);
    provider.begin(&REQUEST, NOW).await.unwrap();
    let new = SigningKey::generate(Algorithm::Es256).unwrap();
    fake.publishes(&new);
    fake.gives(&fake.claims().sign(&new).unwrap());
    let soon = NOW.after(Duration::from_secs(30));
    assert!(provider.finish(&CODE, soon).await.is_ok());
    assert_eq!(fake.asked("/jwks").len(), 2);
}

#[tokio::test]
async fn made_up_keys_do_not_make_us_fetch_again_and_again() {
    let fake = Fake::start();
    let provider = provider(&fake);
    provider.begin(&REQUEST, NOW).await.unwrap();
    let soon = NOW.after(Duration::from_secs(30));
    fake.answers("/jwks", Answer::Given(503, String::new()));
    for _ in 0..5 {
        let stranger = SigningKey::generate(Algorithm::Es256).unwrap();
        fake.gives(&fake.claims().sign(&stranger).unwrap());
        assert!(provider.finish(&CODE, soon).await.is_err());
    }
    assert_eq!(fake.asked("/jwks").len(), 2, "one try more, though it failed");
}

#[tokio::test]
async fn what_was_known_serves_on_while_the_provider_is_down() {
    let fake = Fake::start();
    let provider = provider(&fake);
    provider.begin(&REQUEST, NOW).await.unwrap();
    fake.answers(DISCOVERY, Answer::Silence);
    let later = NOW.after(LATER);
    assert!(provider.finish(&CODE, later.before(LATER)).await.is_ok());
    assert!(provider.begin(&REQUEST, later).await.is_ok());
    assert!(provider.begin(&REQUEST, later.after(Duration::from_secs(19))).await.is_ok());
    assert_eq!(fake.asked(DISCOVERY).len(), 2, "nobody waits for it again so soon");
    assert!(provider.begin(&REQUEST, later.after(Duration::from_secs(20))).await.is_ok());
    assert_eq!(fake.asked(DISCOVERY).len(), 3);
}

#[tokio::test]
async fn a_document_that_became_nonsense_is_not_gone_on_without() {
    let fake = Fake::start();
    let provider = provider(&fake);
    provider.begin(&REQUEST, NOW).await.unwrap();
    fake.answers(DISCOVERY, Answer::Given(200, "{}".to_owned()));
    let trouble = provider.begin(&REQUEST, NOW.after(LATER)).await;
    assert_eq!(trouble, Err(Trouble::Nonsense("discovery document")));
}

#[tokio::test]
async fn a_provider_that_was_down_is_asked_again_after_a_moment() {
    let fake = Fake::start();
    let provider = provider(&fake);
    fake.answers(DISCOVERY, Answer::Given(503, String::new()));
    for _ in 0..3 {
        assert!(provider.begin(&REQUEST, NOW).await.is_err());
    }
    assert_eq!(fake.asked(DISCOVERY).len(), 1);
    fake.says(DISCOVERY, 200, &fake.document());
    assert!(provider.begin(&REQUEST, NOW.after(Duration::from_secs(3))).await.is_ok());
}
