//! What commands do to links and with people's data, found by the person in their record: an identity and a portal in
//! earnest, read over HTTP on both sides.

use std::process::Output;

use crate::pair::{Pair, is_signed_in_at_the_portal};
use crate::support::browser::Browser;
use crate::support::gateway::Gateway;
use crate::support::postgres;
use crate::support::program::onedoor;
use crate::support::site::{SQLITE, Site};
use crate::world::registration::BINH;

fn said(output: &Output) -> String {
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{out}{err}");
    out.into_owned()
}

fn run(site: &Site, command: &[&str], more: &[&str]) -> String {
    let config = site.config(1);
    said(&onedoor(&[command, &["--config", &config], more].concat()))
}

/// The person's record at the identity, as a table.
async fn at_the_identity(pair: &Pair) -> String {
    let browser = Browser::new("en");
    let page = browser.get(&pair.identity.at("/sign-in?return_to=%2Faccount")).await;
    browser.send(&page, "/sign-in", &[("identifier", BINH.login), ("password", BINH.password)]).await;
    browser.get(&pair.identity.at("/account/activity/download?format=csv")).await.html
}

/// The same at the portal, through the link.
async fn at_the_portal(pair: &Pair) -> String {
    let browser = Browser::new("en");
    let national = pair.towards_the_identity(&browser).await;
    let arrived = pair.sign_in(&browser, &national).await;
    if arrived.url.path() == "/consent" || arrived.html.contains("value=\"allow\"") {
        is_signed_in_at_the_portal(&browser.send(&arrived, "/consent", &[("decision", "allow")]).await);
    }
    browser.get(&pair.portal.at("/account/activity/download?format=csv")).await.html
}

/// Every one of these sentences, so often.
#[track_caller]
fn has(record: &str, sentences: &[(&str, usize)]) {
    for (sentence, times) in sentences {
        assert_eq!(record.matches(sentence).count(), *times, "{sentence}: {record}");
    }
}

#[tokio::test]
async fn what_commands_do_with_links_and_data_stands_in_the_records_of_both_sides() {
    let pair = Pair::creating("ledger", SQLITE, None, "yes").await;
    let (identity, portal) = (pair.identity.node(1), pair.portal.node(1));
    is_signed_in_at_the_portal(&pair.register(&Browser::new("en")).await);
    // The whole record is written out beside the running site.
    for site in [&pair.identity, &pair.portal] {
        let out = site.directory().join("record.jsonl");
        run(site, &["audit", "export"], &[out.to_str().unwrap()]);
    }
    let exported = "The site’s whole record, with what it says of you, was written to a file";
    has(&at_the_portal(&pair).await, &[(exported, 1), ("linked with an account elsewhere", 1)]);

    // At the portal; the identity hears of it at once.
    assert_eq!(portal.stop(), Some(0));
    let name = account_name(&pair).await;
    let listed = run(&pair.portal, &["links", "show"], &[&name]);
    let link = listed.split_whitespace().next().expect("a link").to_owned();
    assert!(listed.contains(" active ") && listed.lines().count() == 1, "{listed}");
    assert_eq!(run(&pair.portal, &["links", "suspend"], &[&link]), format!("{link} is suspended\n"));
    has(
        &at_the_identity(&pair).await,
        &[("A link was suspended", 1), ("The staff did it.", 1), (exported, 1)],
    );
    assert_eq!(run(&pair.portal, &["links", "resume"], &[&link]), format!("{link} is active\n"));
    let config = pair.portal.config(1);
    let last = onedoor(&["links", "end", "--config", &config, &link]);
    assert!(String::from_utf8_lossy(&last.stderr).contains("the only way into the account"), "{last:?}");
    let key = pair.portal.directory().join("handover.key");
    said(&onedoor(&["keys", "new", key.to_str().unwrap()]));
    let dir = pair.portal.directory().join("rehearsal");
    let more = ["--rehearsal", "--key", key.to_str().unwrap(), dir.to_str().unwrap()];
    run(&pair.portal, &["portal", "export"], &more);
    let portal = pair.portal.node(1);
    let record = at_the_portal(&pair).await;
    has(&record, &[("A link was suspended", 1), ("The suspension of a link was lifted", 1)]);
    has(&record, &[("The site’s staff looked at your links", 1), ("to be moved to another portal", 1)]);

    // At the identity.
    assert_eq!(identity.stop(), Some(0));
    assert!(run(&pair.identity, &["links", "show"], &[BINH.login]).contains(&link));
    run(&pair.identity, &["people", "phone"], &[BINH.login, "0912 345 678"]);
    assert_eq!(run(&pair.identity, &["links", "end", "--suspicion"], &[&link]), format!("{link} is ended\n"));
    let identity = pair.identity.node(1);
    let record = at_the_identity(&pair).await;
    has(&record, &[("The site’s staff looked at your links", 1), ("The phone number of your account", 1)]);
    has(&record, &[("A link was ended", 1), ("grounds to think that somebody else used it", 1)]);
    // And the portal, which heard of it, has it under the account.
    assert_eq!(portal.stop(), Some(0));
    assert!(run(&pair.portal, &["links", "show"], &[&name]).contains(" ended "));
    // Nobody who came later is told of what was before them; nothing of all this broke the record.
    for site in [&pair.identity, &pair.portal] {
        assert!(run(site, &["audit", "verify"], &[]).contains("good: nothing was changed"));
    }
    assert_eq!(identity.stop(), Some(0));
}

/// What the portal calls the account that it made.
async fn account_name(pair: &Pair) -> String {
    use onedoor_storage::{Statement, StorageConfig, StorageError, Store};
    static NAME: Statement = Statement::new("test.name", "SELECT user_name FROM local_accounts");
    let path = pair.portal.directory().join("site.db");
    let clock = std::sync::Arc::new(onedoor_site::SystemClock);
    let random = std::sync::Arc::new(onedoor_site::SystemRandomness::default());
    let store = Store::look(StorageConfig::Sqlite { path }, clock, random).expect("there");
    let read = store.read::<_, StorageError, _>(|tx| {
        Box::pin(async move { tx.row(&NAME, &[]).await?.expect("an account").text("user_name") })
    });
    read.await.expect("read")
}

/// The record of a site is dropped in part, put back as it was, or begun anew; with what is kept elsewhere each is found.
#[tokio::test]
async fn what_is_kept_elsewhere_finds_an_older_copy_a_cut_and_another_database() {
    let gateway = Gateway::start().await;
    every_tampering(&Site::new("tampered", SQLITE, &gateway));
}

/// Runs the site for a moment; its orderly end seals and signs.
fn lives(site: &Site) {
    assert_eq!(site.node(1).stop(), Some(0));
}

fn verified(site: &Site, kept: &str) -> (bool, String) {
    let output = onedoor(&["audit", "verify", "--config", &site.config(1), "--keep", kept]);
    let all = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&all).into_owned())
}

fn every_tampering(site: &Site) {
    const FILES: [&str; 3] = ["site.db", "site.db-wal", "site.db-shm"];
    let path = |name: &str| site.directory().join(name);
    let kept = path("kept").to_str().unwrap().to_owned();
    let copy = |from: &str, to: &str| {
        for file in FILES {
            _ = std::fs::remove_file(path(&format!("{to}{file}")));
            _ = std::fs::copy(path(&format!("{from}{file}")), path(&format!("{to}{file}")));
        }
    };
    lives(site);
    let (good, said) = verified(site, &kept);
    assert!(good, "{said}");
    copy("", "older-");
    // An export is recorded, and sealed at the end of the next run.
    run(site, &["audit", "export"], &[path("record.jsonl").to_str().unwrap()]);
    lives(site);
    assert!(verified(site, &kept).0);
    assert_eq!(std::fs::read_to_string(&kept).unwrap().lines().count(), 2, "the latest is added");
    assert!(verified(site, &kept).0);
    assert_eq!(std::fs::read_to_string(&kept).unwrap().lines().count(), 2, "and once");
    copy("", "newest-");

    copy("older-", "");
    let (good, said) = verified(site, &kept);
    assert!(!good && said.contains("speaks of seal"), "{said}");
    let unkept = onedoor(&["audit", "verify", "--config", &site.config(1)]);
    assert!(unkept.status.success(), "an older copy is whole in itself: nothing but what was kept finds it");

    for file in FILES {
        _ = std::fs::remove_file(path(file));
    }
    lives(site);
    let (good, said) = verified(site, &kept);
    assert!(!good, "one begun anew with the same keys: {said}");

    copy("newest-", "");
    std::fs::rename(path("keys"), path("own-keys")).unwrap();
    assert!(onedoor(&["keys", "new", path("keys").to_str().unwrap()]).status.success());
    let (good, said) = verified(site, &kept);
    assert!(!good, "another site's database does not open with these keys: {said}");
    std::fs::rename(path("own-keys"), path("keys")).unwrap();
    let (good, said) = verified(site, &kept);
    assert!(good, "as it was: {said}");
}

/// What makes up the record, put aside and put back by the server that has it.
const RECORD: [&str; 4] = ["audit", "audit_head", "audit_seals", "audit_checkpoints"];

/// Somebody who has the database changes the record of a site that is stopped.
async fn tampers(site: &Site, orders: &[String]) {
    use onedoor_storage::{Change, Statement, StorageConfig, StorageError, Store};
    let text = std::fs::read_to_string(site.config(1)).unwrap();
    let of = |name: &str| {
        let line = text.lines().find_map(|line| line.trim().strip_prefix(name)).expect("a line");
        line.trim_start_matches([' ', '=']).trim_matches('"').to_owned()
    };
    let config = StorageConfig::Postgres { url: of("url"), schema: Some(of("schema")), max_connections: 1 };
    let orders: Vec<Statement> =
        orders.iter().map(|order| Statement::new("test.order", order.clone().leak())).collect();
    let done = async {
        let clock = std::sync::Arc::new(onedoor_site::SystemClock);
        let random = std::sync::Arc::new(onedoor_site::SystemRandomness::default());
        let store = Store::open(config, clock, random).await?;
        let done: Result<(), StorageError> = store
            .write(move |tx| {
                let orders = orders.clone();
                Box::pin(async move {
                    for order in &orders {
                        tx.execute(order, &[]).await?;
                    }
                    Ok(Change::Unrecorded(()))
                })
            })
            .await;
        store.close();
        done
    };
    done.await.expect("done");
}

fn put_aside(name: &str) -> Vec<String> {
    RECORD.map(|table| format!("CREATE TABLE {name}_{table} AS SELECT * FROM {table}")).into()
}

fn put_back(name: &str) -> Vec<String> {
    let emptied = RECORD.map(|table| format!("DELETE FROM {table}"));
    let filled = RECORD.map(|table| format!("INSERT INTO {table} SELECT * FROM {name}_{table}"));
    [emptied, filled].concat()
}

#[tokio::test]
async fn what_is_kept_elsewhere_finds_an_older_copy_and_another_database_on_postgresql_too() {
    let (Some(schema), Some(other)) = (postgres("it_kept"), postgres("it_kept_anew")) else { return };
    let gateway = Gateway::start().await;
    let site = Site::new("kept-pg", &schema, &gateway);
    let path = |name: &str| site.directory().join(name).to_str().unwrap().to_owned();
    let kept = path("kept");
    lives(&site);
    let (good, told) = verified(&site, &kept);
    assert!(good, "{told}");
    tampers(&site, &put_aside("older")).await;
    run(&site, &["audit", "export"], &[&path("record.jsonl")]);
    lives(&site);
    for _ in 0..2 {
        assert!(verified(&site, &kept).0);
        assert_eq!(std::fs::read_to_string(&kept).unwrap().lines().count(), 2, "the latest is added once");
    }
    tampers(&site, &put_aside("newest")).await;
    tampers(&site, &put_back("older")).await;
    let (good, told) = verified(&site, &kept);
    assert!(!good && told.contains("speaks of seal"), "{told}");
    let unkept = onedoor(&["audit", "verify", "--config", &site.config(1)]);
    assert!(unkept.status.success(), "an older copy is whole in itself: nothing but what was kept finds it");
    tampers(&site, &put_back("newest")).await;
    let (good, told) = verified(&site, &kept);
    assert!(good, "as it was: {told}");
    // One row less, under the keys that the tamperer does not have.
    tampers(&site, &["DELETE FROM audit WHERE action = 'site.record.exported'".to_owned()]).await;
    assert!(!verified(&site, &kept).0);
    // Begun anew in another database.
    let anew = Site::new("kept-pg-anew", &other, &gateway);
    std::fs::copy(site.directory().join("keys"), anew.directory().join("keys")).unwrap();
    lives(&anew);
    let (good, told) = verified(&anew, &kept);
    assert!(!good, "one begun anew with the same keys: {told}");
}
