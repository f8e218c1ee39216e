//! What was broken elsewhere and has no test of another kind here; `docs/THREATS.md` lists all of it.

use std::sync::Arc;

use axum::http::StatusCode;
use onedoor_base::Secret;
use onedoor_portal::linking::{DEFAULT_SCOPE, Linking, UpstreamSettings};
use onedoor_portal::{Portal, PortalFacts, portal_router};
use onedoor_site::testing::{Browser, messages, only_code_in};
use onedoor_storage::{Change, Statement, StorageError, params};
use onedoor_ui::{Look, Role, SiteLook};

use crate::linking::fake::{CLIENT, Fake, Person, SECRET};
use crate::linking::town::{ASKING, PASSWORD, SCHOOL, Town, lan, minh};

async fn signs_in_here(town: &Town, user: &str) -> Browser {
    let mut browser = town.browser();
    let form = browser.get("/sign-in").await;
    let fields = [("user_name", user), ("password", PASSWORD)];
    browser.submit(&form, "/sign-in", &fields).await.assert_leads_to("/");
    browser
}

/// Linking began at an address that a malicious client could compute. Here no address links: whatever the browser of
/// somebody signed in is sent to, user name and password of the account are asked for.
#[tokio::test]
async fn cve_2026_15571_no_address_that_anybody_can_make_up_links_anything() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    let mut victim = signs_in_here(&town, "ivanova").await;
    let iss: String = url::form_urlencoded::byte_serialize(town.fake.issuer().as_bytes()).collect();
    let made_up = [
        "/account/links/esia".to_owned(),
        "/account/links?link=esia".to_owned(),
        "/sign-in/national/esia?return_to=%2Faccount%2Flinks%3Flink%3Desia".to_owned(),
        "/sign-in/national/esia?add=yes&fresh=yes&raise=yes&step=&return_to=%2F".to_owned(),
        format!("/sign-in/initiate?iss={iss}&target_link_uri=%2Faccount%2Flinks"),
    ];
    // Whoever is signed in at the issuer in this browser: the attacker, who has planted that, or the victim.
    for there in [Person { acr: "urn:onedoor:loa:2:aal:2", amr: &["pwd", "sms"], ..minh() }, lan()] {
        for address in &made_up {
            let answer = victim.get(address).await;
            if let Some(away) = answer.location().filter(|to| to.starts_with(town.fake.issuer())) {
                let back = victim.get(&town.fake.signs_in(away, &there)).await;
                victim.follow(back).await;
            }
            assert!(town.links_of(account).await.is_empty(), "{address}");
        }
    }
    // Nor does the attacker's own waiting step, followed in the victim's browser.
    let mut attacker = town.browser();
    let step = town.not_linked_yet(&mut attacker, &minh(), "/").await;
    for address in [step.clone(), format!("{step}/account")] {
        victim.get(&address).await.assert_says(StatusCode::BAD_REQUEST, "We don’t know this sign-in");
    }
    assert!(town.links_of(account).await.is_empty());
}

/// State, nonce and PKCE verifier were not bound to the provider: an answer of one was taken for that of another.
#[tokio::test]
async fn ghsa_x445_f3h2_j279_an_answer_of_one_provider_is_not_taken_for_that_of_another() {
    let town = Town::with(ASKING).await;
    let other = Fake::start(&town.world.clock).await;
    let upstream = |key: &str, fake: &Fake| UpstreamSettings {
        fingerprints: false,
        way: onedoor_portal::linking::LinkingWay::Credentials,
        key: key.to_owned(),
        look: SiteLook::new(Look::Esia, Role::Identity),
        issuer: fake.issuer().to_owned(),
        client_id: CLIENT.to_owned(),
        client_secret: Secret::new(SECRET),
        scope: DEFAULT_SCOPE.to_owned(),
        policy: ASKING,
    };
    let both = vec![upstream("esia", &town.fake), upstream("other", &other)];
    let linking = Linking::new("portal", &town.site.settings.origin(), &reqwest::Client::new(), both);
    let (site, profile) = (Arc::clone(&town.site), town.portal.profile.clone());
    let router = portal_router(Portal::new(PortalFacts { site, profile, linking }));
    let mut browser = town.browser_at(&router);
    let sent = async |browser: &mut Browser, key: &str| {
        let away = browser.get(&format!("/sign-in/national/{key}?return_to=/")).await;
        away.location().expect("sent").to_owned()
    };
    let of_esia = town.fake.signs_in(&sent(&mut browser, "esia").await, &lan());
    // Not its first code, so that the two of them are not called the same.
    other.signs_in(&sent(&mut browser, "other").await, &minh());
    let of_other = other.signs_in(&sent(&mut browser, "other").await, &minh());
    let part = |address: &str, name: &str| {
        let query = address.split_once('?').expect("a query").1;
        url::form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).expect(name).1.into_owned()
    };
    let mixed = |code: &str, state: &str, iss: &str| {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("code", &part(code, "code"))
            .append_pair("state", &part(state, "state"))
            .append_pair("iss", &part(iss, "iss"))
            .finish();
        format!("/sign-in/callback?{query}")
    };
    // The other one's answer for the state of the first; the same in the name of the first; and the other way.
    for address in [
        mixed(&of_other, &of_esia, &of_other),
        mixed(&of_other, &of_esia, &of_esia),
        mixed(&of_esia, &of_other, &of_esia),
        mixed(&of_esia, &of_other, &of_other),
    ] {
        let refused = browser.visit(&address).await;
        refused.assert_says(StatusCode::BAD_REQUEST, "We could not complete the sign-in");
    }
    assert!(!browser.cookies.contains_key("session"));
}

/// A mail address that the issuer had verified was linked into an account that an attacker had made with it.
#[tokio::test]
async fn better_auth_a_verified_address_joins_no_account_that_somebody_else_made_with_it() {
    static SQUAT: Statement =
        Statement::new("test.squat", "UPDATE local_accounts SET email = $2 WHERE id = $1");
    let town = Town::with(ASKING).await;
    let squatted = town.account("squatter").await;
    let put: Result<(), StorageError> = town
        .site
        .store
        .write(move |tx| {
            Box::pin(async move {
                tx.execute_one(&SQUAT, params![squatted, "lan@example.vn"]).await.map(Change::Unrecorded)
            })
        })
        .await;
    assert_eq!(put, Ok(()));
    let mut attacker = signs_in_here(&town, "squatter").await;
    let more = vec![("email", "lan@example.vn"), ("email_verified", "true")];
    let mut owner = town.browser();
    let path = town.not_linked_yet(&mut owner, &Person { more, ..lan() }, "/").await;
    let page = owner.get(&path).await;
    assert!(!page.says("It looks as if you already have an account here."), "{}", page.body);
    owner.submit(&page, &format!("{path}/new"), &[]).await.assert_leads_to("/");
    let own = town.account_of(&lan()).await.expect("an account of her own");
    assert_ne!(own, squatted);
    assert!(town.links_of(squatted).await.is_empty());
    attacker.get("/account").await.assert_says(StatusCode::OK, "Owner of squatter");
}

/// A change of the telephone (elsewhere: of the mail address) that an attacker had begun before the owner came was
/// finished after that.
#[tokio::test]
async fn prehijacking_unexpired_change_a_telephone_asked_for_before_the_link_is_not_confirmed_after_it() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    let mut attacker = signs_in_here(&town, "ivanova").await;
    let form = attacker.get("/account/phone").await;
    let fields = [("phone", "0987 654 321"), ("password", PASSWORD)];
    let asked = attacker.submit(&form, "/account/phone", &fields).await;
    let code_page = attacker.follow(asked).await;
    let code = only_code_in(messages(&town.site).await.last().expect("a message"));
    let mut owner = town.browser();
    let path = town.not_linked_yet(&mut owner, &lan(), "/").await;
    town.proves(&mut owner, &path, "ivanova", PASSWORD).await;
    assert_eq!(town.links_of(account).await.len(), 1);
    // With the old session, and with a new one by a password that they still know.
    for mut browser in [attacker.clone(), attacker] {
        browser.submit(&code_page, "/account/phone/code", &[("code", &code)]).await;
        assert_eq!(town.record(account).await.account.phone, None);
        let form = browser.get("/sign-in").await;
        browser.submit(&form, "/sign-in", &[("user_name", "ivanova"), ("password", PASSWORD)]).await;
    }
}
