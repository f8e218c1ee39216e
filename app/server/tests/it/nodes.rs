//! `onedoor serve` as an operator runs it: killed and started again, and two nodes on one database.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::support::browser::{Browser, Page};
use crate::support::gateway::Gateway;
use crate::support::postgres;
use crate::support::program::onedoor;
use crate::support::site::{SQLITE, Site};
use crate::world::registration::BINH;

/// Registers at the node that `browser` leads to.
async fn register(site: &Site, gateway: &Gateway, browser: &Browser) -> Page {
    let form = browser.get(&site.at("/register")).await;
    let asked = browser
        .send(&form, "/register", &[("name", BINH.name), ("phone", BINH.phone), ("consent", "yes")])
        .await;
    let code = gateway.code_to(BINH.number, 0).await;
    let credentials = browser.send(&asked, "/register/code", &[("code", &code)]).await;
    let filled = [("login", BINH.login), ("password", BINH.password), ("again", BINH.password)];
    browser.send(&credentials, "/register/credentials", &filled).await
}

fn is_signed_in(page: &Page) -> bool {
    page.text().contains(BINH.name)
}

#[tokio::test]
async fn killed_and_started_again_nothing_that_was_answered_is_lost() {
    let gateway = Gateway::start().await;
    let site = Site::new("killed", SQLITE, &gateway);
    let node = site.node(1);
    let browser = Browser::new("en");
    let arrived = register(&site, &gateway, &browser).await;
    node.kill();
    assert!(is_signed_in(&arrived), "{arrived}");

    let node = site.node(1);
    // With new connections: those to the dead process are dead.
    let browser = browser.by_way_of(&[("id.localhost", site.address(1))]);
    let account = browser.get(&site.at("/account")).await;
    account.is_at("id.localhost", "/account");
    assert!(is_signed_in(&account), "the session is lost:\n{account}");
    let elsewhere = Browser::new("en");
    let form = elsewhere.get(&site.at("/sign-in")).await;
    let filled = [("identifier", BINH.login), ("password", BINH.password)];
    let arrived = elsewhere.send(&form, "/sign-in", &filled).await;
    assert!(is_signed_in(&arrived), "the account is lost:\n{arrived}");
    assert_eq!(node.stop(), Some(0), "an orderly end");
}

#[tokio::test]
async fn a_second_process_on_the_same_file_is_refused() {
    let gateway = Gateway::start().await;
    let site = Site::new("second", SQLITE, &gateway);
    let _first = site.node(1);
    let refused = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| site.node(2)));
    assert!(refused.is_err(), "two processes write to one file");
}

/// The names of the keys that a site publishes.
async fn keys(site: &Site) -> BTreeSet<String> {
    let page = Browser::new("en").get(&site.at("/oauth/jwks")).await;
    let keys: serde_json::Value = serde_json::from_str(&page.html).unwrap();
    keys["keys"].as_array().unwrap().iter().map(|key| key["kid"].to_string()).collect()
}

#[tokio::test]
async fn signing_keys_are_rotated_from_the_command_line() {
    let gateway = Gateway::start().await;
    let site = Site::new("rotate", SQLITE, &gateway);
    let node = site.node(1);
    let before = keys(&site).await;
    let rotate = || onedoor(&["keys", "rotate", "--config", &site.config(1)]);
    let busy = rotate();
    assert_eq!(busy.status.code(), Some(1));
    let told = String::from_utf8_lossy(&busy.stderr).into_owned();
    assert!(told.contains("in use by another process") && told.contains("SIGUSR1"), "{told}");
    assert_eq!(node.stop(), Some(0));
    let rotated = rotate();
    assert!(rotated.status.success(), "{}", String::from_utf8_lossy(&rotated.stderr));
    let _node = site.node(1);
    is_rotated(&before, &keys(&site).await);
}

#[tokio::test]
async fn a_signing_key_is_withdrawn_from_the_command_line() {
    let gateway = Gateway::start().await;
    let site = Site::new("withdraw", SQLITE, &gateway);
    let node = site.node(1);
    let before = keys(&site).await;
    let stolen = before.first().expect("a key").trim_matches('"').to_owned();
    let withdraw = || onedoor(&["keys", "withdraw", "--config", &site.config(1), "--", &stolen]);
    let busy = withdraw();
    assert_eq!(busy.status.code(), Some(1));
    let told = String::from_utf8_lossy(&busy.stderr).into_owned();
    assert!(told.contains("in use by another process") && told.contains("stop it"), "{told}");
    assert_eq!(node.stop(), Some(0));
    let withdrawn = withdraw();
    assert!(withdrawn.status.success(), "{}", String::from_utf8_lossy(&withdrawn.stderr));
    let listed = String::from_utf8_lossy(&withdrawn.stdout).into_owned();
    assert!(listed.contains(" active\n") && !listed.contains(&stolen), "{listed}");
    let again = withdraw();
    assert_eq!(again.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&again.stderr).contains("nothing was withdrawn"));
    let _node = site.node(1);
    let after = keys(&site).await;
    assert!(!after.iter().any(|key| key.contains(&stolen)), "{after:?}");
    assert_eq!(after.len(), before.len());
}

#[tokio::test]
async fn the_master_key_is_changed_from_the_command_line() {
    let gateway = Gateway::start().await;
    let site = Site::new("rewrap", SQLITE, &gateway);
    let browser = Browser::new("en");
    let node = site.node(1);
    assert!(is_signed_in(&register(&site, &gateway, &browser).await));
    let published = keys(&site).await;
    assert_eq!(node.stop(), Some(0));
    let config = site.config(1);
    let file = std::path::Path::new(&config).parent().unwrap().join("keys");
    let of_file = || -> Vec<String> {
        let text = std::fs::read_to_string(&file).unwrap();
        text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
    };
    let old = of_file();
    assert!(onedoor(&["keys", "add", file.to_str().unwrap()]).status.success());
    let rights = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&file).unwrap().permissions());
    assert_eq!(rights & 0o777, 0o600);
    let both = of_file();
    assert_eq!((both.len(), &both[0]), (2, &old[0]));

    let rewrapped = onedoor(&["keys", "rewrap", "--config", &config]);
    assert!(rewrapped.status.success(), "{}", String::from_utf8_lossy(&rewrapped.stderr));
    assert!(String::from_utf8_lossy(&rewrapped.stdout).starts_with("2 data keys"));
    std::fs::write(&file, &both[1]).unwrap();
    let node = site.node(1);
    assert_eq!(keys(&site).await, published, "the signing keys open");
    let browser = browser.by_way_of(&[("id.localhost", site.address(1))]);
    assert!(is_signed_in(&browser.get(&site.at("/account")).await));
    assert_eq!(node.stop(), Some(0));
    std::fs::write(&file, &old[0]).unwrap();
    assert!(!onedoor(&["keys", "rewrap", "--config", &config]).status.success(), "the old key opens nothing");
}

#[tokio::test]
async fn signing_keys_are_rotated_by_a_signal_while_the_site_runs() {
    let gateway = Gateway::start().await;
    let site = Site::new("rotate-running", SQLITE, &gateway);
    let node = site.node(1);
    let browser = Browser::new("en");
    assert!(is_signed_in(&register(&site, &gateway, &browser).await));
    let before = keys(&site).await;
    node.signal("USR1");
    let mut after = before.clone();
    for _ in 0..100 {
        after = keys(&site).await;
        if after != before {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    is_rotated(&before, &after);
    assert!(is_signed_in(&browser.get(&site.at("/account")).await), "sessions have nothing to do with it");
    assert_eq!(node.stop(), Some(0));
}

#[track_caller]
fn is_rotated(before: &BTreeSet<String>, after: &BTreeSet<String>) {
    assert!(after.is_superset(before), "a key that signed is gone: {before:?}, {after:?}");
    assert!(after.len() > before.len(), "no new key: {before:?}, {after:?}");
}

#[tokio::test]
async fn the_record_is_verified_beside_the_running_site_and_tampering_is_named() {
    use onedoor_storage::{Change, Statement, StorageConfig, StorageError, Store};
    static CHANGE: Statement =
        Statement::new("test.change", "UPDATE audit SET at = at - 60000 WHERE seq = 2");
    let gateway = Gateway::start().await;
    let site = Site::new("audit", SQLITE, &gateway);
    let config = site.config(1);
    let dir = std::path::Path::new(&config).parent().unwrap();
    let path = |name: &str| dir.join(name).to_str().unwrap().to_owned();
    let said = |output: &std::process::Output| String::from_utf8_lossy(&output.stdout).into_owned();

    // The end of a site seals what is left of its record and signs it.
    assert_eq!(site.node(1).stop(), Some(0));
    let node = site.node(1);
    let good = onedoor(&["audit", "verify", "--config", &config]);
    assert!(good.status.success(), "{}", said(&good));
    assert!(said(&good).contains("signed checkpoints agree\n"), "{}", said(&good));
    assert!(
        said(&good).ends_with("good: nothing was changed, deleted, inserted or moved\n"),
        "{}",
        said(&good)
    );
    let kept = Browser::new("en").get(&site.at("/.well-known/audit-checkpoints")).await.html;
    std::fs::write(path("kept.json"), kept).unwrap();
    assert!(onedoor(&["audit", "export", "--config", &config, &path("record.jsonl")]).status.success());
    assert_eq!(node.stop(), Some(0));
    let checked = ["--checkpoint", &path("kept.json")];
    let of_file = onedoor(&["audit", "verify", "--export", &path("record.jsonl"), checked[0], checked[1]]);
    assert!(of_file.status.success(), "{}", said(&of_file));

    let storage = StorageConfig::Sqlite { path: dir.join("site.db") };
    let clock = std::sync::Arc::new(onedoor_site::SystemClock);
    let store = Store::open(storage, clock, std::sync::Arc::new(onedoor_site::SystemRandomness::default()));
    let store = store.await.unwrap();
    let changed: Result<u64, StorageError> = store
        .write(|tx| Box::pin(async move { Ok(Change::Unrecorded(tx.execute(&CHANGE, &[]).await?)) }))
        .await;
    assert_eq!(changed, Ok(1));
    store.close();
    let bad = onedoor(&["audit", "verify", "--config", &config]);
    assert_eq!(bad.status.code(), Some(1), "{}", said(&bad));
    assert!(
        said(&bad).contains("row 2 (audt_") && said(&bad).contains("changed after it was sealed"),
        "{}",
        said(&bad)
    );
}

#[tokio::test]
async fn two_nodes_share_sessions_and_codes() {
    let Some(storage) = postgres("it_nodes") else { return };
    let gateway = Gateway::start().await;
    let site = Site::new("nodes", &storage, &gateway);
    let (first, second) = (site.node(1), site.node(2));
    let browser = Browser::new("en");
    let one = browser.by_way_of(&[("id.localhost", site.address(1))]);
    let two = browser.by_way_of(&[("id.localhost", site.address(2))]);

    // Every step at the other node.
    let form = one.get(&site.at("/register")).await;
    let asked =
        two.send(&form, "/register", &[("name", BINH.name), ("phone", BINH.phone), ("consent", "yes")]).await;
    let code = gateway.code_to(BINH.number, 0).await;
    let credentials = one.send(&asked, "/register/code", &[("code", &code)]).await;
    let filled = [("login", BINH.login), ("password", BINH.password), ("again", BINH.password)];
    let arrived = two.send(&credentials, "/register/credentials", &filled).await;
    assert!(is_signed_in(&arrived), "{arrived}");
    assert!(is_signed_in(&one.get(&site.at("/account")).await));

    // What one ends, the other knows.
    let account = one.get(&site.at("/account")).await;
    one.send(&account, "/sign-out", &[]).await;
    two.get(&site.at("/account")).await.is_at("id.localhost", "/sign-in");

    // One dies, the other goes on.
    first.kill();
    let form = two.get(&site.at("/sign-in")).await;
    let filled = [("identifier", BINH.login), ("password", BINH.password)];
    assert!(is_signed_in(&two.send(&form, "/sign-in", &filled).await));
    assert_eq!(second.stop(), Some(0));
}

#[tokio::test]
async fn two_nodes_share_limits() {
    let Some(storage) = postgres("it_limits") else { return };
    let gateway = Gateway::start().await;
    let site = Site::new("limits", &storage, &gateway).playing("[identity]\ncaptcha = \"never\"");
    let nodes = [site.node(1), site.node(2)];
    let browser = Browser::new("en");
    let ways = [1, 2].map(|n| browser.by_way_of(&[("id.localhost", site.address(n))]));
    let mut tries = 0;
    loop {
        let way = &ways[tries % nodes.len()];
        let form = way.get(&site.at("/sign-in")).await;
        let filled = [("identifier", "nobody-here"), ("password", "wrong password")];
        let told = way.send(&form, "/sign-in", &filled).await;
        tries += 1;
        if told.status == 429 {
            break;
        }
        assert_eq!(told.status, 422, "{told}");
        assert!(tries < 40, "no limit after {tries} tries");
    }
    // The other node says the same at once.
    let other = &ways[tries % nodes.len()];
    let form = other.get(&site.at("/sign-in")).await;
    let filled = [("identifier", "nobody-here"), ("password", "wrong password")];
    assert_eq!(other.send(&form, "/sign-in", &filled).await.status, 429);
}

#[tokio::test]
async fn two_nodes_share_jobs() {
    let Some(storage) = postgres("it_jobs") else { return };
    let gateway = Gateway::start().await;
    let site = Site::new("jobs", &storage, &gateway);
    let (first, _second) = (site.node(1), site.node(2));
    let browser = Browser::new("en");
    let [one, two] = [1, 2].map(|n| browser.by_way_of(&[("id.localhost", site.address(n))]));
    // The first node puts down a message that nobody takes, and dies.
    gateway.set_down(true);
    let form = one.get(&site.at("/register")).await;
    let filled = [("name", BINH.name), ("phone", BINH.phone), ("consent", "yes")];
    let asked = one.send(&form, "/register", &filled).await;
    for _ in 0..100 {
        if gateway.refused() > 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(gateway.refused() > 0, "nobody tried");
    // Time to write that down: work of a node that dies over it is taken up after a minute only.
    tokio::time::sleep(Duration::from_millis(500)).await;
    first.kill();
    gateway.set_down(false);
    // The second sends it, and nobody sends it twice.
    let code = gateway.code_to(BINH.number, 0).await;
    let credentials = two.send(&asked, "/register/code", &[("code", &code)]).await;
    credentials.is_at("id.localhost", "/register/credentials");
    tokio::time::sleep(Duration::from_secs(1)).await;
    let keys: Vec<_> = gateway.sent().into_iter().map(|(key, _)| key).collect();
    assert_eq!(keys.len(), 1, "{keys:?}");
}
