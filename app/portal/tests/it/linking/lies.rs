//! An identity that lies on the wire: whatever it answers with 200, nothing opens that it has not confirmed, nothing of
//! another link changes, what it takes back is not believed, and the owner finds that it was said.

use onedoor_linking::{Handshake, Life, Link, Reason};
use onedoor_portal::linking::{Compared, compare};
use onedoor_storage::{Statement, StorageError};
use serde_json::{Value, json};

use super::fake::Speaks;
use super::town::{PROVINCE, Town, lan, minh};

const SAID: &str = "linking.answer.disbelieved";
const UNREADABLE: &str = "linking.answer.unreadable";

/// Lan's link, which stands, and Minh's.
async fn two_links() -> (Town, Link, Link) {
    let town = Town::two_sided(PROVINCE).await;
    town.comes_back(&mut town.browser(), &lan(), "/").await.assert_leads_to("/");
    let first = town.newest_link().await.expect("a link");
    town.world.clock.advance(std::time::Duration::from_secs(1));
    town.comes_back(&mut town.browser(), &minh(), "/").await.assert_leads_to("/");
    let second = town.newest_link().await.expect("another");
    (town, first, second)
}

async fn now(town: &Town, link: &Link) -> Link {
    town.links_of(link.account).await.remove(0)
}

/// The identity has another record of the link than we, so that it is told in the comparison, and answers this.
async fn compared_with_lie(town: &Town, link: &Link, lie: &str) -> Compared {
    let there = town.fake.link(link.id);
    town.fake.has(link.id, Some(Handshake::NEW.confirm(town.now()).expect("new")));
    town.fake.lies(Some(lie));
    let compared = compare(&town.portal, false, |_, _| {}).await.expect("compared").remove(0).1;
    town.fake.lies(None);
    town.fake.has(link.id, there);
    compared
}

/// How often something stands in the record.
async fn times(town: &Town, action: &'static str) -> i64 {
    const TIMES: Statement =
        Statement::new("test.times", "SELECT count(*) AS times FROM audit WHERE action = $1");
    let read = town.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move { tx.row(&TIMES, &[action.into()]).await?.expect("a row").int("times") })
    });
    read.await.expect("read")
}

fn part(number: u64, standing: &str) -> Value {
    match standing {
        "confirmed" => json!({ "number": number, "standing": standing, "at": 1_795_320_000_000_i64 }),
        _ => {
            json!({ "number": number, "standing": standing, "at": 1_795_320_000_000_i64, "why": "by_staff" })
        }
    }
}

#[tokio::test]
async fn an_answer_that_cannot_be_changes_nothing_heals_nothing_and_is_recorded() {
    let (town, first, second) = two_links().await;
    let (before, other) = (now(&town, &first).await, now(&town, &second).await);
    for (n, (lie, found)) in [
        (json!({ "part": part(2_000_000, "ended"), "heard": part(1, "confirmed") }).to_string(), SAID),
        (json!({ "part": part(2, "suspended"), "heard": part(9_000_000, "ended") }).to_string(), SAID),
        // A link by another name, and no link at all.
        (json!({ "part": part(7, "everything"), "heard": part(1, "confirmed") }).to_string(), UNREADABLE),
        (json!({ "links": [] }).to_string(), UNREADABLE),
        ("<html>all is well</html>".to_owned(), UNREADABLE),
        (format!("{{\"part\":{},\"heard\":{{\"numb", part(1, "confirmed")), UNREADABLE),
        ("[]".to_owned(), UNREADABLE),
    ]
    .into_iter()
    .enumerate()
    {
        // It is said once a day.
        town.world.clock.advance(std::time::Duration::from_hours(25));
        let before_it = (times(&town, SAID).await, times(&town, UNREADABLE).await);
        let counts = compared_with_lie(&town, &first, &lie).await;
        assert_eq!((counts.differing, counts.healed, counts.same), (1, 0, 1), "{n}: {lie}");
        assert_eq!(now(&town, &first).await.handshake, before.handshake, "{n}: {lie}");
        assert_eq!(now(&town, &second).await, other, "{n}: {lie}");
        let one_more = if found == SAID { (1, 0) } else { (0, 1) };
        let more = (times(&town, SAID).await - before_it.0, times(&town, UNREADABLE).await - before_it.1);
        assert_eq!(more, one_more, "{n}: {lie}");
        assert!(town.audit_of(first.account).await.contains(found), "{n}: {lie}");
        let others = town.audit_of(second.account).await;
        assert!(!others.contains(SAID) && !others.contains(UNREADABLE));
    }
    // Once it speaks the truth, all is as it was.
    let counts = compare(&town.portal, false, |_, _| {}).await.expect("compared").remove(0).1;
    assert_eq!((counts.same, counts.differing), (2, 0));
}

#[tokio::test]
async fn what_it_has_said_it_does_not_take_back() {
    let (town, first, _) = two_links().await;
    // Suspended there, and so here: its part is number two.
    let there = town.fake.link(first.id).expect("known");
    let suspended = there.suspend(town.now(), Reason::Suspicion).expect("confirmed");
    town.fake.has(first.id, Some(suspended));
    compare(&town.portal, false, |_, _| {}).await.expect("compared");
    assert_eq!(now(&town, &first).await.life(), Life::Suspended);
    // Now it answers with the part that it had before.
    let back = json!({ "part": part(1, "confirmed"), "heard": part(1, "confirmed") }).to_string();
    let counts = compared_with_lie(&town, &first, &back).await;
    assert_eq!((counts.differing, counts.healed), (1, 0));
    assert_eq!(now(&town, &first).await.life(), Life::Suspended, "the later part counts");
    assert!(town.audit_of(first.account).await.contains(SAID));
    // Two answers under one number: the more cautious one counts, whichever came last.
    let other = json!({ "part": part(2, "confirmed"), "heard": part(1, "confirmed") }).to_string();
    compared_with_lie(&town, &first, &other).await;
    assert_eq!(now(&town, &first).await.life(), Life::Suspended);
    // And an end is one for ever.
    let ended = suspended.end(town.now(), Reason::ByStaff).expect("alive");
    town.fake.has(first.id, Some(ended));
    compare(&town.portal, false, |_, _| {}).await.expect("compared");
    assert_eq!(now(&town, &first).await.life(), Life::Ended);
    let risen = json!({ "part": part(9, "confirmed"), "heard": part(1, "confirmed") }).to_string();
    compared_with_lie(&town, &first, &risen).await;
    assert_eq!(now(&town, &first).await.life(), Life::Ended);
}

#[tokio::test]
async fn nobody_is_let_in_by_an_answer_about_another_link() {
    let town = Town::two_sided(PROVINCE).await;
    // It answers the first telling with the parts of a link that is none of ours, in every way that is no confirmation.
    for lie in [
        json!({ "part": part(3, "suspended"), "heard": part(1, "confirmed") }),
        json!({ "part": { "number": 0, "standing": "unknown" }, "heard": part(1, "confirmed") }),
        json!({ "part": part(2_000_000, "confirmed"), "heard": part(1, "confirmed") }),
    ] {
        town.fake.speaks(Speaks::Confirms);
        town.fake.lies(Some(&lie.to_string()));
        let mut browser = town.browser();
        town.comes_back(&mut browser, &lan(), "/dossiers").await;
        assert!(!browser.is_signed_in().await, "{lie}");
        town.fake.lies(None);
    }
}
