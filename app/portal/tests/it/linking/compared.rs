//! The comparison of a night: what differs from the issuer's list is told, and what is answered is kept.

use std::time::Duration;

use onedoor_base::LinkId;
use onedoor_linking::{Handshake, Life, Link, Part, Reason, Report, Standing};
use onedoor_portal::linking::{Compared, Difference, Finding, compare, plan};

use super::fake::{Person, Speaks};
use super::town::{PROVINCE, Town, lan, minh};

async fn linked() -> (Town, Link) {
    let town = Town::two_sided(PROVINCE).await;
    town.comes_back(&mut town.browser(), &lan(), "/").await.assert_leads_to("/");
    let link = town.newest_link().await.expect("a link");
    (town, link)
}

async fn compared(town: &Town, all: bool) -> (Compared, Vec<Finding>) {
    let mut findings = Vec::new();
    let compared = compare(&town.portal, all, |_, finding| findings.push(finding.clone())).await;
    (compared.expect("compared")[0].1, findings)
}

const ALIKE: Compared = Compared { same: 1, only_here: 0, only_there: 0, differing: 0, healed: 0 };

/// A link of which the issuer says that this portal has confirmed it.
fn standing(town: &Town) -> Handshake {
    let part = Part { number: 1, standing: Standing::Confirmed { at: town.now() } };
    Handshake::NEW.confirm(town.now()).expect("new").hear(&Report { part, heard: part }).0
}

fn made_up(n: u8) -> LinkId {
    LinkId::from_bytes([0, n, 0, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, n])
}

#[tokio::test]
async fn what_both_sides_say_alike_is_left_alone() {
    let (town, link) = linked().await;
    let told = town.fake.told().len();
    assert_eq!(compared(&town, false).await.0, ALIKE);
    assert_eq!((town.fake.told().len(), town.newest_link().await), (told, Some(link)));
}

#[tokio::test]
async fn an_end_that_was_slept_through_is_learned_and_its_sessions_end() {
    let (town, link) = linked().await;
    let mut browser = town.browser();
    town.comes_back(&mut browser, &lan(), "/").await;
    assert!(browser.is_signed_in().await);
    let ended = town.fake.link(link.id).expect("known").end(town.now(), Reason::ByPerson).expect("alive");
    town.fake.has(link.id, Some(ended));
    let (counts, findings) = compared(&town, false).await;
    assert_eq!(counts, Compared { same: 0, differing: 1, healed: 1, ..ALIKE });
    assert_eq!((findings[0].link, findings[0].difference), (link.id, Difference::Differs));
    assert_eq!(findings[0].now, Ok("ended"));
    assert_eq!(town.newest_link().await.expect("a link").life(), Life::Ended);
    assert!(!browser.is_signed_in().await);
    assert_eq!(compared(&town, false).await.0, ALIKE);
}

#[tokio::test]
async fn an_issuer_that_has_an_older_record_is_told_of_the_end() {
    let (town, link) = linked().await;
    let then = town.fake.link(link.id).expect("known");
    town.end(link.clone()).await;
    town.owe(link.id).await;
    town.works().await;
    assert_eq!(town.fake.link(link.id).map(|there| there.life()), Some(Life::Ended));
    // The backup that is put back there is from before the end.
    town.fake.has(link.id, Some(then));
    assert_eq!(compared(&town, false).await.0, Compared { same: 0, differing: 1, healed: 1, ..ALIKE });
    assert_eq!(town.fake.link(link.id).map(|there| there.life()), Some(Life::Ended));
    assert_eq!(town.newest_link().await.expect("a link").life(), Life::Ended);
}

#[tokio::test]
async fn an_issuer_that_lost_a_link_is_told_all_of_it_again() {
    let (town, link) = linked().await;
    town.fake.has(link.id, None);
    let (counts, findings) = compared(&town, false).await;
    assert_eq!(counts, Compared { same: 0, only_here: 1, healed: 1, ..ALIKE });
    assert_eq!((findings[0].difference, &findings[0].now), (Difference::OnlyHere, &Ok("active")));
    assert_eq!(town.fake.link(link.id).map(|there| there.life()), Some(Life::Active));
    assert_eq!(compared(&town, false).await.0, ALIKE);
    // One that cannot find the proof any more does not vouch for it: it is over on both sides.
    town.fake.has(link.id, None);
    town.fake.speaks(Speaks::Refuses);
    assert_eq!(compared(&town, false).await.1[0].now, Ok("ended"));
    assert_eq!(town.newest_link().await.expect("a link").life(), Life::Ended);
}

#[tokio::test]
async fn a_link_that_was_lost_here_ends_there() {
    let (town, _) = linked().await;
    town.fake.has(made_up(1), Some(standing(&town)));
    // What has ended there, or was never confirmed here, is nothing that was lost.
    let over = standing(&town).end(town.now(), Reason::ByPerson).expect("alive");
    town.fake.has(made_up(2), Some(over));
    let (counts, findings) = compared(&town, false).await;
    assert_eq!(counts, Compared { same: 2, only_there: 1, healed: 1, ..ALIKE });
    assert_eq!((findings[0].difference, &findings[0].now), (Difference::OnlyThere, &Ok("ended")));
    let there = town.fake.link(made_up(1)).expect("known");
    assert_eq!(there.ended().map(|stopped| stopped.why), Some(Reason::Forgotten));
    assert_eq!(compared(&town, false).await.0, Compared { same: 3, ..ALIKE });
}

#[tokio::test]
async fn where_very_many_are_lost_it_is_the_wrong_database_and_somebody_is_asked() {
    let (town, _) = linked().await;
    for n in 1..=25 {
        town.fake.has(made_up(n), Some(standing(&town)));
    }
    let (counts, findings) = compared(&town, false).await;
    assert_eq!((counts.only_there, counts.healed), (25, 20));
    assert!(findings.iter().filter(|finding| finding.now.is_err()).count() == 5);
    let (counts, _) = compared(&town, true).await;
    assert_eq!((counts.same, counts.only_there, counts.healed), (21, 5, 5));
}

#[tokio::test]
async fn an_issuer_that_lists_in_circles_or_is_down_changes_nothing() {
    let (town, link) = linked().await;
    let other = Person { sub: "somebody", ..minh() };
    town.comes_back(&mut town.browser(), &other, "/").await;
    town.fake.has(made_up(1), Some(standing(&town)));
    town.fake.lists_in_circles();
    assert!(compare(&town.portal, false, |_, _| {}).await.is_err());
    town.fake.is(super::fake::Mood::Down);
    assert!(compare(&town.portal, false, |_, _| {}).await.is_err());
    assert!(town.links_of(link.account).await[0].is_active());
}

#[tokio::test]
async fn it_is_done_every_night_by_itself_and_once() {
    let (town, link) = linked().await;
    plan(&town.portal).await;
    plan(&town.portal).await;
    for night in 1..=2 {
        let there = town.fake.link(link.id).expect("known");
        town.fake.has(link.id, None);
        // By six in the morning of the next day, and not before midnight.
        town.works().await;
        assert_eq!(town.fake.link(link.id), None, "not by day");
        town.world.clock.advance(Duration::from_hours(if night == 1 { 30 } else { 24 }));
        town.works().await;
        assert!(town.fake.link(link.id).is_some(), "night {night}: {there:?}");
    }
}
