//! An old database is put back on one side: after the comparison both sides say the same, and nobody gets in by a
//! link that one of them has ended.

use std::path::PathBuf;
use std::sync::Arc;

use onedoor_linking::{Life, Part};
use onedoor_site::{SystemClock, SystemRandomness};
use onedoor_storage::linking::{identity_links, links};
use onedoor_storage::{Statement, StorageConfig, StorageError, Store};

use crate::pair::{Pair, eventually, is_signed_in_at_the_portal};
use crate::support::browser::Browser;
use crate::support::program::{Running, onedoor};
use crate::support::site::{SQLITE, Site};
use crate::world::registration::BINH;

static IDS: Statement = Statement::new("test.ids", "SELECT id FROM links ORDER BY id");
static IDS_THERE: Statement = Statement::new("test.ids_there", "SELECT id FROM identity_links ORDER BY id");

const FILES: [&str; 3] = ["site.db", "site.db-wal", "site.db-shm"];

fn stop(nodes: [Running; 2]) {
    for node in nodes {
        assert_eq!(node.stop(), Some(0));
    }
}

/// The database of a site that is stopped, kept in memory.
fn backup(site: &Site) -> Vec<(PathBuf, Option<Vec<u8>>)> {
    let file = |name: &str| {
        let path = site.directory().join(name);
        let bytes = std::fs::read(&path).ok();
        (path, bytes)
    };
    FILES.map(file).into()
}

fn put_back(backup: &[(PathBuf, Option<Vec<u8>>)]) {
    for (path, bytes) in backup {
        match bytes {
            Some(bytes) => std::fs::write(path, bytes).expect("written"),
            None => drop(std::fs::remove_file(path)),
        }
    }
}

/// Both parts of every link, as one side has them: the portal's first.
async fn parts(site: &Site, portal: bool) -> Vec<(Part, Part, Life)> {
    let config = StorageConfig::Sqlite { path: site.directory().join("site.db") };
    let store =
        Store::look(config, Arc::new(SystemClock), Arc::new(SystemRandomness::default())).expect("there");
    let read: Result<Vec<_>, StorageError> = store
        .read(move |tx| {
            Box::pin(async move {
                let mut all = Vec::new();
                for row in tx.rows(if portal { &IDS } else { &IDS_THERE }, &[]).await? {
                    let id = row.id("id")?;
                    let (handshake, life) = if portal {
                        let link = links::get(tx, id).await?.expect("listed");
                        (link.handshake, link.life())
                    } else {
                        let link = identity_links::get(tx, id).await?.expect("listed");
                        (link.handshake, link.life())
                    };
                    let (mine, theirs) = (handshake.mine, handshake.theirs);
                    all.push(if portal { (mine, theirs, life) } else { (theirs, mine, life) });
                }
                Ok(all)
            })
        })
        .await;
    store.close();
    read.expect("read")
}

/// What the comparison prints.
fn compare(pair: &Pair) -> String {
    let said = onedoor(&["links", "compare", "--config", &pair.portal.config(1)]);
    let out = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(said.status.success(), "{out}{}", String::from_utf8_lossy(&said.stderr));
    out
}

/// Whether both sides say the same, and what.
async fn agreed(pair: &Pair) -> Vec<Life> {
    let (here, there) = (parts(&pair.portal, true).await, parts(&pair.identity, false).await);
    assert_eq!(here, there);
    here.into_iter().map(|(_, _, life)| life).collect()
}

/// Binh is linked at the portal, and both sites run no more; their databases then.
struct Linked {
    pair: Pair,
    before: [Vec<(PathBuf, Option<Vec<u8>>)>; 2],
    then: [Vec<(PathBuf, Option<Vec<u8>>)>; 2],
}

async fn linked(name: &str) -> Linked {
    let pair = Pair::creating(name, SQLITE, None, "yes").await;
    let nodes = [pair.identity.node(1), pair.portal.node(1)];
    // A first visit makes the databases.
    Browser::new("en").get(&pair.portal.at("/dossiers")).await;
    stop(nodes);
    let before = [backup(&pair.identity), backup(&pair.portal)];
    let nodes = [pair.identity.node(1), pair.portal.node(1)];
    is_signed_in_at_the_portal(&pair.register(&Browser::new("en")).await);
    stop(nodes);
    let then = [backup(&pair.identity), backup(&pair.portal)];
    Linked { pair, before, then }
}

/// Binh ends the link at the identity.
async fn ends(pair: &Pair) {
    let browser = Browser::new("en");
    let page = browser.get(&pair.identity.at("/sign-in?return_to=%2Faccount%2Flinks")).await;
    let list =
        browser.send(&page, "/sign-in", &[("identifier", BINH.login), ("password", BINH.password)]).await;
    list.is_at("id.localhost", "/account/links");
    let path =
        list.html.split_once("/account/links/link_").expect("a link").1.split_once('"').expect("a form").0;
    let path = format!("/account/links/link_{path}");
    let question = browser.follow(&list, &path).await;
    browser.send(&question, &path, &[]).await.says("has ended");
}

#[tokio::test]
async fn an_old_backup_of_the_portal_opens_nothing_that_was_ended() {
    let Linked { pair, before, then } = linked("compared-portal").await;
    let nodes = [pair.identity.node(1), pair.portal.node(1)];
    ends(&pair).await;
    stop(nodes);
    assert_eq!(agreed(&pair).await, [Life::Ended]);
    put_back(&then[1]);
    assert_eq!(parts(&pair.portal, true).await[0].2, Life::Active, "the portal has slept through the end");
    let identity = pair.identity.node(1);
    let said = compare(&pair);
    assert!(said.contains(": differs; now ended"), "{said}");
    assert!(said.contains("0 the same, 1 differed, 0 only here, 0 only there; 1 healed"), "{said}");
    assert!(compare(&pair).contains("1 the same, 0 differed, 0 only here, 0 only there; 0 healed"));
    // From before there was a link at all: there is nothing that could be healed, or opened.
    put_back(&before[1]);
    assert!(
        compare(&pair).contains("1 the same, 0 differed"),
        "an end over there is nothing that was lost here"
    );
    assert_eq!(identity.stop(), Some(0));
}

#[tokio::test]
async fn a_portal_that_lost_a_link_says_so_and_an_identity_that_did_is_asked_once_more() {
    let Linked { pair, before, then } = linked("compared-lost").await;
    assert_eq!(agreed(&pair).await, [Life::Active]);
    // The portal's database is from before the link: nobody vouches for it.
    put_back(&before[1]);
    let identity = pair.identity.node(1);
    let said = compare(&pair);
    assert!(said.contains(": only there; now ended"), "{said}");
    assert_eq!(identity.stop(), Some(0));
    assert_eq!(parts(&pair.identity, false).await[0].2, Life::Ended);
    // The identity's is: it does not know the proof any more.
    put_back(&then[1]);
    put_back(&before[0]);
    let identity = pair.identity.node(1);
    let said = compare(&pair);
    assert!(said.contains(": only here; now ended"), "{said}");
    assert_eq!(identity.stop(), Some(0));
    assert_eq!(parts(&pair.portal, true).await[0].2, Life::Ended);
    assert!(parts(&pair.identity, false).await.is_empty());
}

/// The comparison of the coming night is due now; the portal is stopped.
fn night_falls(pair: &Pair) {
    let file = rusqlite::Connection::open(pair.portal.directory().join("site.db")).unwrap();
    // Under a key of its own: as in another night, the one that follows is planned beside it.
    let due = "UPDATE jobs SET due_at = 0, unique_key = 'tonight' \
               WHERE kind = 'linking.compare' AND dead_at IS NULL";
    assert_eq!(file.execute(due, []).unwrap(), 1, "it is planned");
}

/// What the portal's record says of the last comparison; it may be running.
fn found_at_night(pair: &Pair) -> Option<serde_json::Value> {
    let file = rusqlite::Connection::open(pair.portal.directory().join("site.db")).unwrap();
    let last = "SELECT detail FROM audit WHERE action = 'linking.links.compared' ORDER BY at DESC LIMIT 1";
    let detail: Option<String> = file.query_row(last, [], |row| row.get(0)).ok();
    detail.map(|detail| serde_json::from_str(&detail).unwrap())
}

/// Both sites run through a night, and stop; what the comparison found, and what the portal's log says of it.
async fn a_night(pair: &Pair) -> (serde_json::Value, String) {
    night_falls(pair);
    let before = found_at_night(pair);
    let nodes = [pair.identity.node(1), pair.portal.logged_node(1)];
    eventually("the comparison", async || found_at_night(pair) != before).await;
    stop(nodes);
    let log = std::fs::read_to_string(pair.portal.directory().join("log")).unwrap();
    (found_at_night(pair).unwrap(), log)
}

/// Binh registers at the identity, and goes nowhere else.
async fn registers(pair: &Pair) {
    let browser = Browser::new("en");
    let form = browser.get(&pair.identity.at("/register")).await;
    let filled = [("name", BINH.name), ("phone", BINH.phone), ("consent", "yes")];
    let asked = browser.send(&form, "/register", &filled).await;
    let code = pair.gateway.code_to(BINH.number, 0).await;
    let credentials = browser.send(&asked, "/register/code", &[("code", &code)]).await;
    let filled = [("login", BINH.login), ("password", BINH.password), ("again", BINH.password)];
    browser.send(&credentials, "/register/credentials", &filled).await;
}

#[tokio::test]
async fn an_old_backup_of_the_identity_is_found_by_night_while_the_portal_keeps_its_link() {
    // Binh is registered, and then linked: the identity's copy is from between the two.
    let pair = Pair::creating("compared-night", SQLITE, None, "yes").await;
    let nodes = [pair.identity.node(1), pair.portal.node(1)];
    registers(&pair).await;
    stop(nodes);
    let between = backup(&pair.identity);
    let nodes = [pair.identity.node(1), pair.portal.node(1)];
    let browser = Browser::new("en");
    let national = pair.towards_the_identity(&browser).await;
    let consent = pair.sign_in(&browser, &national).await;
    is_signed_in_at_the_portal(&browser.send(&consent, "/consent", &[("decision", "allow")]).await);
    stop(nodes);
    assert_eq!(agreed(&pair).await, [Life::Active]);
    let linked = backup(&pair.identity);

    // The identity does not know the proof any more, and says so: over on both sides, no half of it is left.
    put_back(&between);
    assert_eq!(parts(&pair.portal, true).await[0].2, Life::Active, "the portal keeps its link");
    let (found, log) = a_night(&pair).await;
    assert_eq!((&found["only_here"], &found["healed"]), (&"1".into(), &"1".into()), "{found}");
    assert!(log.contains("a link stood otherwise on the other side") && log.contains("only here"), "{log}");
    assert_eq!(parts(&pair.portal, true).await[0].2, Life::Ended);
    assert!(parts(&pair.identity, false).await.is_empty(), "of that link the identity knows nothing");
    let (found, _) = a_night(&pair).await;
    assert_eq!((&found["only_here"], &found["differing"]), (&"0".into(), &"0".into()), "{found}");

    // The other way round: in the identity's copy the link stands that has ended since.
    put_back(&linked);
    assert_eq!(parts(&pair.identity, false).await[0].2, Life::Active);
    let (found, _) = a_night(&pair).await;
    assert_eq!((&found["differing"], &found["healed"]), (&"1".into(), &"1".into()), "{found}");
    assert_eq!(agreed(&pair).await, [Life::Ended]);
}
