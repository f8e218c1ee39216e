//! Accounts that an older system kept: they sign in with the passwords they had, and are kept better then.

use std::sync::Arc;

use onedoor_site::{SystemClock, SystemRandomness};
use onedoor_storage::services::accounts;
use onedoor_storage::{StorageConfig, StorageError, Store};

use crate::support::browser::Browser;
use crate::support::gateway::Gateway;
use crate::support::program::onedoor;
use crate::support::site::{SQLITE, Site};

const PASSWORD: &str = "Mật khẩu số 1";

/// Made with the tools of others: Python's bcrypt, passlib and Django, `slappasswd`, `openssl passwd -1`.
const HASHES: [(&str, &str); 5] = [
    ("bcrypt", "$2b$05$Jm2j.hE/GN7t/9OJCAolregP5dpjC1Fra9NtOgt2oonPGecDd6nHm"),
    (
        "passlib",
        "\"$pbkdf2-sha256$i=1000,l=32$c2l4dGVlbiBieXRlIHNsdA$cDwglLbbGlEMz4xEOBoNOUtQFmubkkKXGGf3R8P0ui0\"",
    ),
    ("django", "pbkdf2_sha256$1000$Cn6W9Z21CVU2$aogtQ9CjllhvnOYCy5olopV4Ib96al91kZw3Lqe9kO8="),
    ("ldap", "{SSHA}lNu8rTzKyiG60bdPl9tzxjiWmOiZMyZk"),
    ("unix", "$1$ROjGfG2T$UIn9lybyYKcjRD05Le3uR0"),
];

/// The hashes in the database of a site that is not running.
async fn stored(site: &Site) -> Vec<String> {
    let config = StorageConfig::Sqlite { path: site.directory().join("site.db") };
    let store = Store::open(config, Arc::new(SystemClock), Arc::new(SystemRandomness::default()));
    let store = store.await.expect("the database");
    let read: Result<Vec<_>, StorageError> = store
        .read(|tx| {
            Box::pin(async move {
                let mut hashes = Vec::new();
                for (name, _) in HASHES {
                    let account = accounts::by_name(tx, "", name).await?.expect("imported");
                    hashes.push(account.password_hash.expect("a password"));
                }
                Ok(hashes)
            })
        })
        .await;
    store.close();
    read.expect("read")
}

#[tokio::test]
async fn imported_accounts_sign_in_and_their_hashes_are_replaced() {
    let gateway = Gateway::start().await;
    let portal = "[portal]\nkind = \"national\"\nagency = \"000.00.00.G00\"";
    let site = Site::at_host("portal.localhost", "imported", SQLITE, &gateway).playing(portal);
    let mut rows = "user_name,display_name,password_hash\n".to_owned();
    rows.extend(HASHES.map(|(name, hash)| format!("{name},Trần Văn {name},{hash}\n")));
    let csv = site.file("accounts.csv", &rows);
    let taken = onedoor(&["import", "accounts", "--config", &site.config(1), &csv]);
    assert!(taken.status.success(), "{}", String::from_utf8_lossy(&taken.stderr));
    let before = stored(&site).await;
    assert!(before.iter().all(|hash| !hash.starts_with("$argon2id$")), "{before:?}");

    let sign_in = async |name: &str, password: &str| {
        let browser = Browser::new("en");
        let form = browser.get(&site.at("/sign-in?return_to=%2Fdossiers")).await;
        let filled = [("user_name", name), ("password", password)];
        browser.send(&form, "/sign-in", &filled).await
    };
    for _ in ["with the old hash", "with the new one"] {
        let node = site.node(1);
        for (name, _) in HASHES {
            let wrong = sign_in(name, "Mật khẩu số 2").await;
            assert_eq!(wrong.status, 422, "{name}: {wrong}");
            let arrived = sign_in(name, PASSWORD).await;
            arrived.is_at("portal.localhost", "/dossiers");
            arrived.says(&format!("Trần Văn {name}"));
        }
        assert_eq!(node.stop(), Some(0));
        let after = stored(&site).await;
        assert!(after.iter().all(|hash| hash.starts_with("$argon2id$")), "{after:?}");
    }
}

#[tokio::test]
async fn a_school_offers_the_organisations_and_procedures_that_its_operator_brings() {
    const ORGANISATIONS: &str = include_str!("../../../../domain/services/data/organisations/school.json");
    const PROCEDURES: &str = include_str!("../../../../domain/services/data/procedures/school.json");
    let gateway = Gateway::start().await;
    let portal = "[portal]\nkind = \"school\"\nagency = \"000.00.00.S01\"\n\
                  organisations = \"organisations.json\"\nprocedures = \"procedures.json\"";
    let site = Site::at_host("school.localhost", "school-data", SQLITE, &gateway).playing(portal);
    let check = || {
        let said = onedoor(&["config", "check", &site.config(1)]);
        (said.status.code(), String::from_utf8_lossy(&said.stderr).into_owned())
    };
    let (code, told) = check();
    assert_eq!(code, Some(2));
    assert!(told.contains("portal.organisations: cannot read"), "{told}");
    assert!(told.contains("portal.procedures: cannot read"), "{told}");
    site.file("organisations.json", &ORGANISATIONS.replacen("zarechnaya", "edu-111", 1));
    site.file("procedures.json", "[{}]");
    let (code, told) = check();
    assert_eq!(code, Some(2));
    assert!(told.contains("the code edu-111 stands there twice"), "{told}");
    assert!(told.contains("not a catalogue of procedures: missing field"), "{told}");

    site.file("organisations.json", &ORGANISATIONS.replace("Заречная область", "Область оператора"));
    site.file("procedures.json", &PROCEDURES.replace("Зачисление в первый класс", "Запись оператора"));
    let node = site.node(1);
    let browser = Browser::new("ru");
    browser.get(&site.at("/sign-in?kind=school")).await.says("Область оператора");
    browser.get(&site.at("/procedures")).await.says("Запись оператора");
    assert_eq!(node.stop(), Some(0));
}
