//! An account that a national identity opens already, and its owner comes with another one of theirs (S2.5).

use axum::http::StatusCode;
use onedoor_linking::{Life, Link, MadeBy, Policy, Proof, Reason, Side, Standing};
use onedoor_site::testing::{Answer, Browser};

use super::fake::{Fake, Person, Speaks};
use super::town::{ASKING, NUMBER, PASSWORD, PROVINCE, Town, lan, minh, session_of};

/// Lan, as the second identity knows her: by another name of its own, with two factors.
fn lan_there() -> Person {
    Person {
        sub: "lan-at-vneid",
        sid: "session-of-lan-at-vneid",
        acr: "urn:onedoor:loa:2:aal:2",
        amr: &["pwd", "sms"],
        ..lan()
    }
}

/// Lan, as the first identity knows her: nobody has proven her number there.
fn lan_unproven() -> Person {
    Person { number: None, number_verified: false, acr: "urn:onedoor:loa:1", ..lan() }
}

async fn town(policy: Policy) -> (Town, Fake) {
    let mut town = Town::with(policy).await;
    let second = town.takes_second(policy).await;
    (town, second)
}

/// Signs in with the second identity; the answer to the callback.
async fn comes(browser: &mut Browser, second: &Fake, person: &Person, return_to: &str) -> Answer {
    let away = browser.get(&format!("/sign-in/national/vneid?return_to={return_to}")).await;
    browser.get(&second.signs_in(away.location().expect("an address"), person)).await
}

/// The first link of the page whose address begins so.
fn href(page: &Answer, begins: &str) -> Option<String> {
    let at = page.body.find(&format!("href=\"{begins}"))? + "href=\"".len();
    Some(page.body[at..].split('"').next()?.replace("&amp;", "&"))
}

fn of<'a>(links: &'a [Link], fake: &Fake) -> &'a Link {
    links.iter().find(|link| link.national.issuer == fake.issuer()).expect("a link")
}

#[tokio::test]
async fn s2_5_the_same_number_proven_twice_opens_the_same_account() {
    let (town, second) = town(PROVINCE).await;
    town.comes_back(&mut town.browser(), &lan(), "/dossiers").await.assert_leads_to("/dossiers");
    let account = town.account_of(&lan()).await.expect("made");
    let mut browser = town.browser();
    comes(&mut browser, &second, &lan_there(), "/dossiers").await.assert_leads_to("/dossiers");
    let links = town.links_of(account).await;
    assert_eq!(links.len(), 2);
    assert!(links.iter().all(Link::is_active), "the number came with the first: both are one person's");
    let link = of(&links, &second);
    assert_eq!((link.local_proof.how, link.made_by), (Proof::SameNumber, MadeBy::Automatic));
    let upstream = session_of(&town, &browser).await.upstream.expect("signed in from there");
    assert_eq!(upstream.issuer, second.issuer());
    // Both go on opening it, and the list shows both and offers no third.
    town.comes_back(&mut town.browser(), &lan(), "/dossiers").await.assert_leads_to("/dossiers");
    let page = browser.get("/account/links").await;
    assert_eq!(page.body.matches("/end\"").count(), 2, "{}", page.body);
    assert!(!page.says("action=\"/account/links/esia\"") && !page.says("action=\"/account/links/vneid\""));
}

#[tokio::test]
async fn either_is_ended_while_the_other_opens_and_the_last_is_not() {
    let (town, second) = town(PROVINCE).await;
    town.comes_back(&mut town.browser(), &lan(), "/dossiers").await.assert_leads_to("/dossiers");
    let account = town.account_of(&lan()).await.expect("made");
    let mut browser = town.browser();
    comes(&mut browser, &second, &lan_there(), "/dossiers").await.assert_leads_to("/dossiers");
    let links = town.links_of(account).await;
    let (first, vneid) = (of(&links, &town.fake).id, of(&links, &second).id);
    let path = format!("/account/links/{first}/end");
    let page = browser.get(&path).await;
    page.assert_says(StatusCode::OK, "still opens with your other national account");
    browser.submit(&page, &path, &[]).await.assert_leads_to("/account/links?told=ended");
    let links = town.links_of(account).await;
    assert_eq!((of(&links, &town.fake).life(), of(&links, &second).life()), (Life::Ended, Life::Active));
    let last = browser.get(&format!("/account/links/{vneid}/end")).await;
    assert!(!last.says("action=\"/account/links/"), "{}", last.body);
}

#[tokio::test]
async fn s2_5_whoever_never_gave_the_number_proves_the_old_account_then_and_there() {
    let (town, second) = town(ASKING).await;
    let mut before = town.browser();
    let asked = town.not_linked_yet(&mut before, &lan_unproven(), "/").await;
    let page = before.get(&asked).await;
    before.submit(&page, &format!("{asked}/new"), &[]).await;
    let account = town.account_of(&lan_unproven()).await.expect("made");

    let mut browser = town.browser();
    let there = comes(&mut browser, &second, &lan_there(), "/dossiers%3Fdraft%3D7").await;
    let page = browser.follow(there).await;
    page.assert_says(StatusCode::OK, "Have you used an account here with another national account?");
    let way = href(&page, "/sign-in/national/esia").expect("the way through the first identity");
    let away = browser.get(&way).await;
    let back = browser.get(&town.fake.signs_in(away.location().expect("an address"), &lan_unproven())).await;
    back.assert_leads_to("/account/links/vneid?return_to=%2Fdossiers%3Fdraft%3D7");
    let page = browser.follow(back).await;
    let away = browser.submit(&page, "/account/links/vneid", &[]).await;
    let done = browser.get(&second.signs_in(away.location().expect("an address"), &lan_there())).await;
    done.assert_leads_to("/sign-in/linked?return_to=%2Fdossiers%3Fdraft%3D7");
    let links = town.links_of(account).await;
    let link = of(&links, &second);
    assert_eq!((link.local_proof.how, link.made_by), (Proof::OtherIdentity, MadeBy::Person));
    assert!(links.iter().all(Link::is_active), "the one that proved the account stays: {links:?}");
    // From then on it opens the old account.
    comes(&mut town.browser(), &second, &lan_there(), "/dossiers").await.assert_leads_to("/dossiers");
    assert_eq!(town.links_of(account).await.len(), 2);
}

#[tokio::test]
async fn a_first_identity_that_signed_in_long_ago_signs_in_again_first() {
    let (town, second) = town(PROVINCE).await;
    let mut browser = town.browser();
    town.comes_back(&mut browser, &lan_unproven(), "/dossiers").await.assert_leads_to("/dossiers");
    let account = town.account_of(&lan_unproven()).await.expect("made");
    town.world.clock.advance(std::time::Duration::from_mins(20));
    let page = browser.get("/account/links").await;
    let asked = browser.submit(&page, "/account/links/vneid", &[]).await;
    asked.assert_leads_to("/account/links/vneid");
    let page = browser.follow(asked).await;
    assert!(href(&page, "/sign-in/national/esia").is_some(), "{}", page.body);
    assert!(second.asked().is_empty(), "nobody was sent there");
    assert_eq!(town.links_of(account).await.len(), 1);
}

#[tokio::test]
async fn somebody_elses_password_brings_no_second_person() {
    let (town, second) = town(ASKING).await;
    let account = town.account("lan.old").await;
    let mut owner = town.browser();
    let path = town.not_linked_yet(&mut owner, &lan_unproven(), "/").await;
    town.proves(&mut owner, &path, "lan.old", PASSWORD).await;
    // Minh knows the password and comes with an identity of another issuer.
    let person = Person { number: None, number_verified: false, ..lan_there() };
    let thief = Person { sub: "minh-at-vneid", ..person };
    let mut browser = town.browser();
    let there = comes(&mut browser, &second, &thief, "/").await;
    let path = there.location().expect("a step").to_owned();
    let answer = town.proves(&mut browser, &path, "lan.old", PASSWORD).await;
    answer.assert_says(StatusCode::CONFLICT, "This account is linked with another national account");
    assert_eq!(town.links_of(account).await.len(), 1);
}

#[tokio::test]
async fn another_number_is_another_person() {
    let (town, second) = town(PROVINCE).await;
    let mut browser = town.browser();
    town.comes_back(&mut browser, &lan(), "/dossiers").await.assert_leads_to("/dossiers");
    let account = town.account_of(&lan()).await.expect("made");
    let page = browser.get("/account/links/vneid").await;
    let away = browser.submit(&page, "/account/links/vneid", &[]).await;
    let other = Person { number: minh().number, ..lan_there() };
    let done = browser.get(&second.signs_in(away.location().expect("an address"), &other)).await;
    let page = browser.follow(done).await;
    assert!(page.says("This account belongs to another person"), "{}", page.body);
    assert_eq!(town.links_of(account).await.len(), 1);
}

/// An account whose number the staff made sure of, and which somebody had linked with its password before.
async fn held(town: &Town, second: &Fake) -> (onedoor_base::LocalAccountId, Browser) {
    let account = town.account_with("lan.old", None, Some((NUMBER, true))).await;
    let mut before = town.browser();
    let path = town.not_linked_yet(&mut before, &lan_unproven(), "/").await;
    town.proves(&mut before, &path, "lan.old", PASSWORD).await;
    assert_eq!(town.links_of(account).await.len(), 1);
    let mut browser = town.browser();
    let found = comes(&mut browser, second, &lan_there(), "/dossiers").await;
    found.assert_leads_to("/account/held?return_to=%2Fdossiers");
    let links = town.links_of(account).await;
    let stopped = of(&links, &town.fake).handshake.suspended().expect("suspended");
    assert_eq!((stopped.by, stopped.why), (Side::Here, Reason::Unproven));
    (account, browser)
}

#[tokio::test]
async fn prehijacking_another_national_identity_that_was_linked_before_waits_for_the_owner() {
    let (town, second) = town(ASKING).await;
    let (account, mut browser) = held(&town, &second).await;
    let shut = town.is_refused(&mut town.browser(), &lan_unproven()).await;
    assert!(shut.says("suspended"), "{}", shut.body);
    let id = of(&town.links_of(account).await, &town.fake).id;
    let page = browser.get("/account/held").await;
    page.assert_says(StatusCode::OK, "Signing in with");
    let keep = [(&*format!("held_link_{id}"), "keep"), ("held_password", "remove")];
    browser.submit(&page, "/account/held", &keep).await.assert_leads_to("/");
    town.comes_back(&mut town.browser(), &lan_unproven(), "/dossiers").await.assert_leads_to("/dossiers");
}

#[tokio::test]
async fn what_the_owner_does_not_know_is_ended() {
    let (town, second) = town(ASKING).await;
    let (account, mut browser) = held(&town, &second).await;
    let id = of(&town.links_of(account).await, &town.fake).id;
    let page = browser.get("/account/held").await;
    let remove = [(&*format!("held_link_{id}"), "remove"), ("held_password", "keep")];
    browser.submit(&page, "/account/held", &remove).await.assert_leads_to("/");
    let links = town.links_of(account).await;
    assert_eq!(of(&links, &town.fake).life(), Life::Ended);
    assert!(town.audit_of(account).await.contains("linking.link.ended"));
}

/// An account of Lan's that she opened with the first identity, and to which somebody at her open session has brought a
/// second one, of which no number is known.
async fn brought(town: &Town, second: &Fake) -> onedoor_base::LocalAccountId {
    let mut browser = town.browser();
    town.comes_back(&mut browser, &lan(), "/dossiers").await.assert_leads_to("/dossiers");
    let account = town.account_of(&lan()).await.expect("made");
    let page = browser.get("/account/links/vneid").await;
    let away = browser.submit(&page, "/account/links/vneid", &[]).await;
    let unknown = Person { sub: "somebody-at-vneid", number: None, number_verified: false, ..lan_there() };
    browser.get(&second.signs_in(away.location().expect("an address"), &unknown)).await;
    assert_eq!(of(&town.links_of(account).await, second).local_proof.how, Proof::OtherIdentity);
    account
}

#[tokio::test]
async fn prehijacking_what_an_open_session_brought_is_not_the_owners_because_the_number_is() {
    let (town, second) = town(PROVINCE).await;
    let account = brought(&town, &second).await;
    let first = of(&town.links_of(account).await, &town.fake).clone();
    town.end(first).await;
    town.world.clock.advance(std::time::Duration::from_secs(5));
    // She comes back by her number: she parted before, so she is asked which account.
    let mut owner = town.browser();
    let back = town.comes_back(&mut owner, &lan(), "/dossiers").await;
    let page = owner.follow(back).await;
    let path = format!("{}/choose", page.path);
    let done = owner.submit(&page, &path, &[("account", &account.to_string())]).await;
    assert!(done.location().is_some(), "{}", done.body);
    let links = town.links_of(account).await;
    let stopped = of(&links, &second).handshake.suspended().expect("it waits for the owner");
    assert_eq!((stopped.by, stopped.why), (Side::Here, Reason::Unproven));
    assert!(town.audit_of(account).await.contains("linking.link.suspended"), "the record says which");
}

/// An account whose number the staff made sure of, linked by its password with the first identity, which speaks so.
async fn linked_before(town: &Town, speaks: Speaks) -> onedoor_base::LocalAccountId {
    let account = town.account_with("lan.old", None, Some((NUMBER, true))).await;
    town.fake.speaks(speaks);
    let mut before = town.browser();
    let path = town.not_linked_yet(&mut before, &lan_unproven(), "/").await;
    town.proves(&mut before, &path, "lan.old", PASSWORD).await;
    assert_eq!(town.links_of(account).await.len(), 1);
    account
}

fn is_held(link: &Link) -> bool {
    matches!(link.handshake.mine.standing, Standing::Suspended { why: Reason::Unproven, .. })
}

#[tokio::test]
async fn prehijacking_a_link_that_its_own_side_had_suspended_does_not_come_back_by_itself() {
    let (town, second) = town(ASKING).await;
    let account = linked_before(&town, Speaks::Confirms).await;
    town.is_suspended_there(town.links_of(account).await.remove(0)).await;
    comes(&mut town.browser(), &second, &lan_there(), "/dossiers").await;
    let links = town.links_of(account).await;
    assert!(of(&links, &second).is_active() && is_held(of(&links, &town.fake)), "{links:?}");
}

#[tokio::test]
async fn prehijacking_a_link_that_is_confirmed_after_the_owner_came_opens_nothing() {
    let (town, second) = town(ASKING).await;
    let account = linked_before(&town, Speaks::Silent).await;
    assert_eq!(town.links_of(account).await[0].life(), Life::Proposed);
    let mut owner = town.browser();
    comes(&mut owner, &second, &lan_there(), "/dossiers").await;
    town.fake.speaks(Speaks::Confirms);
    town.world.clock.advance(std::time::Duration::from_secs(30));
    town.works().await;
    let links = town.links_of(account).await;
    let late = of(&links, &town.fake);
    assert!(late.life() == Life::Suspended && is_held(late), "{links:?}");
    let page = owner.get("/account/held").await;
    page.assert_says(StatusCode::OK, &format!("held_link_{}", late.id));
}

#[tokio::test]
async fn what_was_held_for_a_link_that_came_to_nothing_opens_again() {
    let (town, second) = town(ASKING).await;
    let account = linked_before(&town, Speaks::Confirms).await;
    second.speaks(Speaks::Refuses);
    comes(&mut town.browser(), &second, &lan_there(), "/dossiers").await;
    let links = town.links_of(account).await;
    assert_eq!((of(&links, &second).life(), of(&links, &town.fake).life()), (Life::Ended, Life::Active));
    town.comes_back(&mut town.browser(), &lan_unproven(), "/dossiers").await.assert_leads_to("/dossiers");
}

#[tokio::test]
async fn an_identity_whose_issuer_is_not_taken_any_more_is_no_other_way_in() {
    let (mut town, second) = town(PROVINCE).await;
    let mut browser = town.browser();
    town.comes_back(&mut browser, &lan(), "/dossiers").await.assert_leads_to("/dossiers");
    let account = town.account_of(&lan()).await.expect("made");
    comes(&mut town.browser(), &second, &lan_there(), "/dossiers").await.assert_leads_to("/dossiers");
    let first = of(&town.links_of(account).await, &town.fake).id;
    town.takes_first_only(PROVINCE);
    let mut browser = town.browser();
    town.comes_back(&mut browser, &lan(), "/dossiers").await.assert_leads_to("/dossiers");
    let last = browser.get(&format!("/account/links/{first}/end")).await;
    assert!(!last.says("action=\"/account/links/"), "{}", last.body);
}
