//! What changes while somebody is on the way, and who is at the same place at the same moment.

use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::Secret;
use onedoor_linking::Life;
use onedoor_portal::linking::{DEFAULT_SCOPE, Linking, UpstreamSettings};
use onedoor_portal::{Portal, PortalFacts, portal_router};
use onedoor_site::testing::Browser;
use onedoor_ui::{Look, Role, SiteLook};

use super::fake::{CLIENT, Person, SECRET, Speaks};
use super::town::{PASSWORD, PROVINCE, SCHOOL, Town, lan, minh};

const NEW: &str = "chín con cò trắng";

fn with_code(person: Person) -> Person {
    Person { acr: "urn:onedoor:loa:2:aal:2", amr: &["pwd", "sms"], ..person }
}

async fn signs_in_here(browser: &mut Browser, user: &str, password: &str) -> bool {
    let form = browser.get("/sign-in").await;
    let answer = browser.submit(&form, "/sign-in", &[("user_name", user), ("password", password)]).await;
    answer.status == StatusCode::SEE_OTHER
}

/// The owner sets another password, which ends every other session.
async fn changes_password(town: &Town, user: &str) {
    let mut owner = town.browser();
    assert!(signs_in_here(&mut owner, user, PASSWORD).await);
    let form = owner.get("/account/password").await;
    let fields = [("current", PASSWORD), ("password", NEW)];
    owner.submit(&form, "/account/password", &fields).await.assert_leads_to("/account?done=password");
}

#[tokio::test]
async fn the_password_is_changed_while_the_form_of_the_link_is_open() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    let mut browser = town.browser();
    let path = town.not_linked_yet(&mut browser, &lan(), "/").await;
    let form = browser.get(&format!("{path}/account")).await;
    changes_password(&town, "ivanova").await;
    let action = format!("{path}/account");
    let old = browser.submit(&form, &action, &[("user_name", "ivanova"), ("password", PASSWORD)]).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", old.body);
    assert!(town.links_of(account).await.is_empty());
    let new = browser.submit(&old, &action, &[("user_name", "ivanova"), ("password", NEW)]).await;
    new.assert_leads_to("/sign-in/linked?return_to=%2F");
}

#[tokio::test]
async fn the_password_is_changed_while_the_person_who_asked_from_the_settings_is_away() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    let mut browser = town.browser();
    assert!(signs_in_here(&mut browser, "ivanova", PASSWORD).await);
    let page = browser.get("/account/links").await;
    let away = browser.submit(&page, "/account/links/esia", &[]).await;
    let there = away.location().expect("sent").to_owned();
    changes_password(&town, "ivanova").await;
    // The session that asked is over: whoever comes back proves the account again, with the new password.
    let back = browser.get(&town.fake.signs_in(&there, &with_code(lan()))).await;
    let form = browser.follow(back).await;
    assert!(town.links_of(account).await.is_empty(), "{}", form.body);
    let action = form.path.split('?').next().unwrap_or_default().to_owned();
    let fields = |password| [("user_name", "ivanova"), ("password", password)];
    browser.submit(&form, &action, &fields(PASSWORD)).await;
    assert!(town.links_of(account).await.is_empty());
    browser.submit(&form, &action, &fields(NEW)).await;
    assert_eq!(town.links_of(account).await.len(), 1);
}

/// Two people know the password of one account, and both link it: one has it, the other is told, nobody is between.
#[tokio::test]
async fn two_people_claim_one_account_at_the_same_moment() {
    let town = Town::two_sided(SCHOOL).await;
    let account = town.account("ivanova").await;
    let (mut one, mut two) = (town.browser(), town.browser());
    let paths =
        [town.not_linked_yet(&mut one, &lan(), "/").await, town.not_linked_yet(&mut two, &minh(), "/").await];
    let answers = tokio::join!(
        town.proves(&mut one, &paths[0], "ivanova", PASSWORD),
        town.proves(&mut two, &paths[1], "ivanova", PASSWORD)
    );
    let statuses = [answers.0.status, answers.1.status];
    assert!(
        statuses.contains(&StatusCode::SEE_OTHER) && statuses.contains(&StatusCode::CONFLICT),
        "{statuses:?}"
    );
    let links = town.links_of(account).await;
    assert_eq!(links.iter().filter(|link| link.life() == Life::Active).count(), 1);
    let owners = [town.account_of(&lan()).await, town.account_of(&minh()).await];
    assert_eq!(owners.iter().flatten().count(), 1);
    assert_eq!(one.is_signed_in().await, owners[0].is_some());
    assert_eq!(two.is_signed_in().await, owners[1].is_some());
    assert_eq!(town.fake.told().len(), 1, "the identity has heard of one link");
}

/// The same portal, called something else in its configuration.
fn renamed(town: &Town) -> axum::Router {
    let upstream = UpstreamSettings {
        fingerprints: false,
        way: onedoor_portal::linking::LinkingWay::Credentials,
        key: "gosuslugi".to_owned(),
        look: SiteLook::new(Look::Plain, Role::Identity),
        issuer: town.fake.issuer().to_owned(),
        client_id: CLIENT.to_owned(),
        client_secret: Secret::new(SECRET),
        scope: DEFAULT_SCOPE.to_owned(),
        policy: PROVINCE,
    };
    let http = reqwest::Client::new();
    let linking = Linking::new("renamed", &town.site.settings.origin(), &http, vec![upstream]);
    let (site, profile) = (Arc::clone(&town.site), town.portal.profile.clone());
    portal_router(Portal::new(PortalFacts { site, profile, linking }))
}

#[tokio::test]
async fn a_portal_that_calls_itself_and_its_identity_otherwise_keeps_its_links() {
    let town = Town::two_sided(PROVINCE).await;
    town.comes_back(&mut town.browser(), &lan(), "/").await.assert_leads_to("/");
    let account = town.account_of(&lan()).await.expect("linked");
    let router = renamed(&town);
    let mut browser = town.browser_at(&router);
    let away = browser.get("/sign-in/national/gosuslugi?return_to=%2Fdossiers").await;
    let back = browser.get(&town.fake.signs_in(away.location().expect("sent"), &lan())).await;
    back.assert_leads_to("/dossiers");
    assert_eq!(town.account_of(&lan()).await, Some(account));
    // It is still told about, and ended, as what it was proven as.
    let form = browser.get("/account/password").await;
    browser.submit(&form, "/account/password", &[("user_name", "lan"), ("password", NEW)]).await;
    let link = town.links_of(account).await.remove(0);
    let end = format!("/account/links/{}/end", link.id);
    let page = browser.get(&end).await;
    browser.submit(&page, &end, &[("password", NEW)]).await;
    assert_eq!(town.links_of(account).await[0].life(), Life::Ended);
    assert_eq!(town.fake.link(link.id).map(|there| there.life()), Some(Life::Ended), "on both sides");
}

#[tokio::test]
async fn an_issuer_that_is_down_for_a_day_is_told_when_it_is_back() {
    let town = Town::two_sided(PROVINCE).await;
    let mut browser = town.browser();
    town.comes_back(&mut browser, &lan(), "/").await.assert_leads_to("/");
    let account = town.account_of(&lan()).await.expect("linked");
    let form = browser.get("/account/password").await;
    browser.submit(&form, "/account/password", &[("user_name", "lan"), ("password", NEW)]).await;
    let link = town.links_of(account).await.remove(0);
    town.fake.speaks(Speaks::Silent);
    let end = format!("/account/links/{}/end", link.id);
    let page = browser.get(&end).await;
    browser.submit(&page, &end, &[("password", NEW)]).await;
    assert_eq!(town.links_of(account).await[0].life(), Life::Ended, "here it ends at once");
    for _ in 0..24 {
        town.world.clock.advance(Duration::from_hours(1));
        town.works().await;
    }
    assert_eq!(town.fake.link(link.id).map(|there| there.life()), Some(Life::Active), "it slept");
    town.fake.speaks(Speaks::Confirms);
    town.world.clock.advance(Duration::from_hours(1) + Duration::from_secs(1));
    town.works().await;
    assert_eq!(town.fake.link(link.id).map(|there| there.life()), Some(Life::Ended));
}

/// Merging an account into itself has destroyed data elsewhere (demarche-numerique #7905).
#[tokio::test]
async fn an_account_is_linked_with_itself_and_nothing_happens() {
    let town = Town::with(SCHOOL).await;
    let account = town.account("ivanova").await;
    town.confirm_phone(account, "+84912345678").await;
    let mut first = town.browser();
    let path = town.not_linked_yet(&mut first, &lan(), "/").await;
    town.proves(&mut first, &path, "ivanova", PASSWORD)
        .await
        .assert_leads_to("/sign-in/linked?return_to=%2F");
    let page = first.get("/account/held").await;
    first.submit(&page, "/account/held", &[("held_phone", "keep")]).await.assert_leads_to("/");
    let before = (town.links_of(account).await, town.record(account).await);
    // Once more, as one more account of hers.
    let away = first.get("/sign-in/national/esia?add=yes&return_to=%2Faccount%2Flinks").await;
    let back = first.get(&town.fake.signs_in(away.location().expect("sent"), &lan())).await;
    let form = first.follow(back).await;
    let action = form.path.split('?').next().unwrap_or_default().to_owned();
    if form.form(&action).is_some() {
        let again = first.submit(&form, &action, &[("user_name", "ivanova"), ("password", PASSWORD)]).await;
        again.assert_leads_to("/account/links?told=already");
        first.follow(again).await.assert_says(StatusCode::OK, "That account is linked already.");
    }
    let (links, record) = (town.links_of(account).await, town.record(account).await);
    assert_eq!(links.len(), 1);
    assert_eq!((links[0].id, links[0].handshake), (before.0[0].id, before.0[0].handshake));
    assert_eq!(record.account.phone, before.1.account.phone, "nothing is put on hold again");
    assert_eq!(record.password_hash, before.1.password_hash);
    assert!(signs_in_here(&mut town.browser(), "ivanova", PASSWORD).await);
    assert_eq!(town.account_of(&lan()).await, Some(account));
}
