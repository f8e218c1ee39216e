//! Somebody had an account at both portals (S5.5).

use super::{Provinces, applies, said};
use crate::pair::eventually;
use crate::support::browser::{Browser, Page};

/// The accounts that a page offers, in its order.
pub(crate) fn offered(page: &Page) -> Vec<String> {
    let pieces = page.html.split("value=\"").skip(1);
    let values = pieces.filter_map(|piece| piece.split_once('"')).map(|(value, _)| value.to_owned());
    let mut accounts: Vec<String> = values.filter(|value| value.starts_with("local_")).collect();
    accounts.dedup();
    accounts
}

#[tokio::test]
async fn s5_5_two_accounts_of_one_person_after_a_merge_are_asked_about() {
    let world = Provinces::new("merge-two").await;
    let (identity, from, into) = (world.identity.node(1), world.from.node(1), world.into.node(1));
    let number = applies(&world, &Browser::new("en")).await;
    let path = format!("/dossiers/{number}");
    // One sign-in opens an account at Hải Phòng, too.
    world.comes(&Browser::new("en"), "/dossiers").await.is_at("haiphong.localhost", "/dossiers");
    assert_eq!((from.stop(), into.stop()), (Some(0), Some(0)));

    let world = world.moves();
    let dir = world.from.directory().join("export");
    said(&world.export(&dir));
    assert_eq!(identity.stop(), Some(0));
    said(&world.systems(&["merge", "haiduong", "haiphong"]));
    let _identity = world.identity.node(1);
    for check in [&["--check"] as &[&str], &[]] {
        let told = said(&world.absorb(&dir, check));
        assert!(told.contains("its owner has an account here already; both stay"), "{told}");
        assert_eq!(told.matches("both stay").count(), 1, "{told}");
    }

    let _into = world.into.node(1);
    let browser = Browser::new("en");
    // As soon as the identity has confirmed it, the sign-in asks.
    eventually("the question", async || {
        let arrived = world.comes(&Browser::new("en"), &path).await;
        arrived.url.path().starts_with("/sign-in/link/") && offered(&arrived).len() == 2
    })
    .await;
    let asked = world.comes(&browser, &path).await;
    asked.says("carried over from");
    let accounts = offered(&asked);
    // Chosen by what tells them apart: the one with the dossier came from Hải Dương.
    let came = accounts.iter().find(|account| {
        let after = asked.html.split(&format!("value=\"{account}\"")).nth(1).unwrap_or_default();
        after.split("value=\"local_").next().unwrap_or_default().contains("carried over from")
    });
    let came = came.expect("one of them came from elsewhere");
    let arrived = browser.send(&asked, "/choose", &[("account", came)]).await;
    arrived.is_at("haiphong.localhost", &path);
    arrived.says(&number);
    // And on to the other without signing in.
    let switch = browser.get(&world.into.at("/account/switch")).await;
    let other = accounts.iter().find(|account| *account != came).expect("two");
    let there = browser.send(&switch, "/account/switch", &[("account", other)]).await;
    there.is_at("haiphong.localhost", "/account");
    assert_eq!(browser.get(&world.into.at(&path)).await.status, 404, "the dossier is of the other account");
}
