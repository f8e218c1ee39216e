//! A local account that is closed: its link ends on both sides, with the reason, and its owner can begin anew.

use std::time::Duration;

use onedoor_linking::{Life, Reason, Side};
use onedoor_services::accounts::AccountState;

use super::town::{PROVINCE, Town, lan};

const DAY: Duration = Duration::from_hours(24);

/// Everything that is due, of linking and of the portal itself.
async fn works(town: &Town) {
    let jobs = onedoor_portal::linking::jobs(&town.portal, onedoor_portal::jobs(&town.portal));
    for _ in 0..3 {
        jobs.round(&town.site).await.expect("a round");
        // The telling is put down for some seconds later.
        town.world.clock.advance(Duration::from_secs(10));
    }
}

#[tokio::test]
async fn the_link_ends_by_the_handshake_and_the_person_can_come_again() {
    let town = Town::two_sided(PROVINCE).await;
    let mut browser = town.browser();
    town.comes_back(&mut browser, &lan(), "/dossiers").await.assert_leads_to("/dossiers");
    let account = town.account_of(&lan()).await.expect("an account");
    let page = browser.get("/account/closing").await;
    let asked = browser.submit(&page, "/account/closing", &[("sure", "yes")]).await;
    asked.assert_leads_to("/account/closing?done=asked");
    // The national sign-in asks, too.
    let mut elsewhere = town.browser();
    let led = town.comes_back(&mut elsewhere, &lan(), "/dossiers").await;
    led.assert_leads_to("/account/closing?return_to=%2Fdossiers");
    town.world.clock.advance(DAY * 30 + Duration::from_mins(1));
    works(&town).await;
    assert_eq!(town.record(account).await.account.state, AccountState::Closed);
    let link = town.links_of(account).await.remove(0);
    let stopped = link.handshake.ended().expect("ended");
    assert_eq!((link.life(), stopped.by, stopped.why), (Life::Ended, Side::Here, Reason::AccountClosed));
    let there = town.fake.link(link.id).expect("the other side knows it");
    let heard = there.ended().expect("ended there");
    assert_eq!((heard.by, heard.why), (Side::There, Reason::AccountClosed), "told with the reason");
    // A new account, and nothing of the old one.
    let mut again = town.browser();
    town.comes_back(&mut again, &lan(), "/dossiers").await.assert_leads_to("/dossiers");
    let new = town.account_of(&lan()).await.expect("an account");
    assert_ne!(new, account);
}
