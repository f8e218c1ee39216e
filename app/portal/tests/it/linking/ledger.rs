//! What the owner of an account finds in their record: one row for everything that is done to a link of theirs or
//! with their data.

use std::time::Duration;

use axum::http::StatusCode;
use onedoor_base::Actor;
use onedoor_linking::{Policy, Reason, StaffAct};
use onedoor_portal::linking::staff;
use onedoor_site::testing::Browser;
use serde_json::{Value, json};

use super::asked::Side;
use super::town::{ASKING, PASSWORD, Town, lan, minh};

/// What is done to the account of hungtv, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    WrongPasswordTypedAtTheIdentity,
    WrongPasswordTypedHere,
    RefusedForWantOfAssurance,
    Linked,
    SignedInThroughIt,
    ClaimedByAnother,
    LookedAtByStaff,
    SuspendedByStaff,
    RefusedWhileSuspended,
    LetOpenAgain,
    WrongPasswordForItsEnd,
    EndedByStaff,
}

/// What stands in the record afterwards and did not before: the sentence, and why.
const LEDGER: [(Deed, &str, Option<&str>); 12] = {
    use Deed::*;
    let wrong = "Somebody gave a wrong password of this account, in order to link it with a national account";
    let refused = "Somebody tried to link this account with a national account and was refused";
    let suspended = "The link is suspended.";
    [
        (WrongPasswordTypedAtTheIdentity, wrong, None),
        (WrongPasswordTypedHere, wrong, None),
        (RefusedForWantOfAssurance, refused, Some("The national account is not proven well enough.")),
        (Linked, "Your account was linked with an account elsewhere", Some("Both sides were proven by you.")),
        (SignedInThroughIt, "You signed in through the link with your national account", None),
        (ClaimedByAnother, refused, Some("The account is linked with another national account.")),
        (LookedAtByStaff, "The site’s staff looked at your links", None),
        (SuspendedByStaff, "A link was suspended", Some("The staff did it.")),
        (RefusedWhileSuspended, refused, Some(suspended)),
        (LetOpenAgain, "The suspension of a link was lifted", None),
        (WrongPasswordForItsEnd, "A wrong present password was given for a change of the account", None),
        (EndedByStaff, "A link was ended", Some("There are grounds to think that somebody else used it.")),
    ]
};

/// The whole record of hungtv, as the files that they can take away have it.
async fn ledger(town: &Town) -> (Vec<Value>, String) {
    let mut owner = signed_in(town).await;
    let file = owner.get("/account/activity/download?format=json").await;
    let all: Value = serde_json::from_str(&file.body).expect("JSON");
    let table = owner.get("/account/activity/download?format=csv").await;
    (all.as_array().expect("a list").clone(), table.body)
}

async fn signed_in(town: &Town) -> Browser {
    let mut owner = town.browser();
    let page = owner.get("/sign-in").await;
    let back = owner.submit(&page, "/sign-in", &[("user_name", "hungtv"), ("password", PASSWORD)]).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
    owner
}

fn count((all, table): &(Vec<Value>, String), sentence: &str, why: Option<&str>) -> usize {
    let is_it =
        |one: &&Value| one["what"] == sentence && why.is_none_or(|why| one["details"].as_str() == Some(why));
    let found = all.iter().filter(is_it).count();
    let lines =
        table.lines().filter(|line| line.contains(sentence) && why.is_none_or(|why| line.contains(why)));
    assert_eq!(found, lines.count(), "both files say the same: {table}");
    found
}

async fn act(town: &Town, wanted: StaffAct) {
    let account = town.account_named("hungtv").await;
    let link = town.links_of(account).await.remove(0);
    let by = Actor::Operator("links".to_owned());
    staff::act(&town.portal, link.id, wanted, &by).await.expect("done");
}

async fn happens(side: &Side, deed: Deed) {
    let town = &side.town;
    match deed {
        Deed::WrongPasswordTypedAtTheIdentity => {
            side.asks("l-1", "l-1", json!({ "password": "not it" })).await;
        }
        Deed::WrongPasswordTypedHere => {
            let mut browser = town.browser();
            let path = town.not_linked_yet(&mut browser, &lan(), "/dossiers").await;
            town.proves(&mut browser, &path, "hungtv", "not it").await;
        }
        Deed::RefusedForWantOfAssurance => {
            side.asks("l-3", "l-3", json!({ "acr": "urn:onedoor:loa:0" })).await;
        }
        Deed::Linked => assert_eq!(side.asks("l-4", "l-4", json!({})).await.0, StatusCode::OK),
        Deed::SignedInThroughIt => {
            town.comes_back(&mut town.browser(), &lan(), "/dossiers").await.assert_leads_to("/dossiers");
        }
        Deed::ClaimedByAnother => {
            side.asks("l-6", "l-6", json!({ "subject": minh().sub })).await;
        }
        Deed::LookedAtByStaff => {
            let by = Actor::Operator("links show".to_owned());
            let links = staff::links_of(&town.portal, "HungTV", &by).await.expect("found");
            assert_eq!(links.len(), 1);
        }
        Deed::SuspendedByStaff => act(town, StaffAct::Suspend(Reason::ByStaff)).await,
        Deed::RefusedWhileSuspended => {
            side.asks("l-9", "l-9", json!({})).await;
        }
        Deed::LetOpenAgain => act(town, StaffAct::Resume).await,
        Deed::WrongPasswordForItsEnd => {
            let mut owner = signed_in(town).await;
            let link = town.links_of(town.account_named("hungtv").await).await.remove(0);
            town.world.clock.advance(Duration::from_mins(20));
            let path = format!("/account/links/{}/end", link.id);
            let page = owner.get(&path).await;
            let again = owner.submit(&page, &path, &[("password", "not it")]).await;
            assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        Deed::EndedByStaff => act(town, StaffAct::End(Reason::Suspicion)).await,
    }
}

#[tokio::test]
async fn everything_that_is_done_to_a_link_stands_in_its_owners_record() {
    let town = Town::two_sided(Policy { several_accounts: false, ..ASKING }).await;
    town.account("hungtv").await;
    let side = Side::of(town).await;
    for (deed, sentence, why) in LEDGER {
        side.town.world.clock.advance(Duration::from_secs(1));
        let before = count(&ledger(&side.town).await, sentence, why);
        happens(&side, deed).await;
        side.town.world.clock.advance(Duration::from_secs(1));
        let after = ledger(&side.town).await;
        assert_eq!(count(&after, sentence, why), before + 1, "{deed:?}: {}", after.1);
    }
    let page = signed_in(&side.town).await.get("/account/activity?kind=links").await;
    page.assert_says(StatusCode::OK, "A link was ended");
    assert!(!page.says("Something else in your account"), "{}", page.body);
}

#[tokio::test]
async fn staff_do_not_end_the_last_way_into_an_account_and_may_suspend_it() {
    let town = Town::two_sided(super::town::PROVINCE).await;
    let mut browser = town.browser();
    town.comes_back(&mut browser, &lan(), "/dossiers").await.assert_leads_to("/dossiers");
    let link = town.newest_link().await.expect("made");
    let by = Actor::Operator("links end".to_owned());
    let ended = staff::act(&town.portal, link.id, StaffAct::End(Reason::ByStaff), &by).await;
    assert!(matches!(ended, Err(staff::NotDone::LastWay)), "{ended:?}");
    assert!(browser.is_signed_in().await);
    let suspended = staff::act(&town.portal, link.id, StaffAct::Suspend(Reason::ByStaff), &by).await;
    assert_eq!(suspended.ok(), Some(onedoor_linking::Life::Suspended));
    assert!(!browser.is_signed_in().await, "what was built on it ends");
    assert_eq!(town.fake.link(link.id).map(|there| there.life()), Some(onedoor_linking::Life::Suspended));
}
