//! Sealing, signed statements, verification and the file that can be verified elsewhere.

use std::time::Duration;

use onedoor_base::{Actor, AuditEvent};
use onedoor_oidc::keys::{Algorithm, SigningKey, Typ};
use onedoor_site::Site;
use onedoor_site::audit::{Kept, export, round, verify, verify_export};
use onedoor_site::testing::Browser;
use onedoor_storage::audit::{Finding, Witness};
use onedoor_storage::{Change, Statement, StorageError, Value};

use crate::small_site::{Small, small};

const NODE: [u8; 16] = [1; 16];

async fn write(site: &Site, rows: usize) {
    let event = AuditEvent::new(site.now(), Actor::Visitor, "test.thing.done");
    let done: Result<(), StorageError> = site
        .store
        .write(move |_| {
            let events = vec![event.clone(); rows];
            Box::pin(async move { Ok(Change::Recorded((), events)) })
        })
        .await;
    done.expect("written");
}

async fn tamper(site: &Site, statement: &'static Statement, values: Vec<Value>) {
    let done: Result<u64, StorageError> = site
        .store
        .write(move |tx| {
            let values = values.clone();
            Box::pin(async move { Ok(Change::Unrecorded(tx.execute(statement, &values).await?)) })
        })
        .await;
    assert!(done.expect("an operator can do that") > 0, "{} changed nothing", statement.name());
}

async fn findings(site: &Site, kept: &[Kept]) -> Vec<Finding> {
    verify(&site.store, &site.vault, kept.to_vec()).await.expect("it can be read").findings
}

/// What the site publishes, as somebody keeps it.
async fn published(small: &Small) -> (String, Kept) {
    let mut browser = Browser::at(&small.site, &small.router);
    let answer = browser.get("/.well-known/audit-checkpoints").await;
    assert_eq!(answer.status, 200);
    let kept = Kept::parse("kept.json".to_owned(), &answer.body).expect("there are checkpoints");
    (answer.body, kept)
}

async fn exported(site: &Site) -> String {
    let file =
        std::env::temp_dir().join(format!("onedoor-export-{}-{}", std::process::id(), site.token().reveal()));
    let out = std::fs::File::create(&file).expect("a file");
    assert!(export(&site.store, out).await.expect("written"));
    let text = std::fs::read_to_string(&file).expect("read");
    std::fs::remove_file(&file).expect("removed");
    text
}

#[tokio::test]
async fn statements_are_signed_every_few_minutes_and_published() {
    let small = small().await;
    let site = &small.site;
    write(site, 3).await;
    assert!(round(site, NODE, false).await.expect("sealed") >= 3);
    assert_eq!(published(&small).await.1.statements.len(), 1);
    write(site, 1).await;
    round(site, NODE, false).await.expect("sealed");
    assert_eq!(published(&small).await.1.statements.len(), 1, "too early for another");
    small.world.clock.advance(Duration::from_mins(5));
    round(site, NODE, false).await.expect("sealed");
    round(site, NODE, false).await.expect("sealed");
    assert_eq!(published(&small).await.1.statements.len(), 2);
    write(site, 1).await;
    round(site, NODE, true).await.expect("sealed");
    let (document, kept) = published(&small).await;
    assert_eq!(kept.statements.len(), 3, "when it ends, a last one");
    for word in ["visitor", "test.thing", "sealed\""] {
        assert!(!document.contains(word), "{word} is published: {document}");
    }
    let report = verify(&site.store, &site.vault, vec![kept]).await.expect("it can be read");
    assert_eq!(report.findings, []);
    assert_eq!(report.agreeing, 6);
}

#[tokio::test]
async fn another_key_signs_every_year_and_what_the_old_one_signed_stays_good() {
    let small = small().await;
    let site = &small.site;
    write(site, 1).await;
    round(site, NODE, true).await.expect("sealed");
    let (_, kept) = published(&small).await;
    let names = |document: &str| -> Vec<String> {
        let document: serde_json::Value = serde_json::from_str(document).expect("JSON");
        document["keys"].as_array().expect("keys").iter().map(|key| key["kid"].to_string()).collect()
    };
    let first = names(&published(&small).await.0);
    small.world.clock.advance(Duration::from_hours(24 * 365));
    write(site, 1).await;
    round(site, NODE, true).await.expect("sealed");
    let (document, both) = published(&small).await;
    let names = names(&document);
    assert_eq!((first.len(), names.len()), (1, 2));
    assert!(names.contains(&first[0]), "the old one is not published any more");
    let report = verify(&site.store, &site.vault, vec![kept, both]).await.expect("it can be read");
    assert_eq!(report.findings, []);
}

#[tokio::test]
async fn a_kept_statement_shows_that_the_record_was_cut_off_or_rewritten() {
    static CHECKPOINTS: Statement = Statement::new("test.c", "DELETE FROM audit_checkpoints WHERE seal > 1");
    static ROWS: Statement = Statement::new(
        "test.r",
        "DELETE FROM audit WHERE seq > (SELECT last_row FROM audit_seals WHERE number = 1)",
    );
    static SEALS: Statement = Statement::new("test.s", "DELETE FROM audit_seals WHERE number > 1");
    let small = small().await;
    let site = &small.site;
    write(site, 3).await;
    round(site, NODE, true).await.expect("sealed");
    write(site, 2).await;
    round(site, NODE, true).await.expect("sealed");
    let kept = published(&small).await.1;
    assert_eq!(findings(site, std::slice::from_ref(&kept)).await, []);
    for cut in [&CHECKPOINTS, &ROWS, &SEALS] {
        tamper(site, cut, Vec::new()).await;
    }
    let found = findings(site, &[kept]).await;
    assert!(
        found.iter().any(|one| matches!(one, Finding::CutOff { seal: 2, witness: Witness::Kept { .. }, .. })),
        "{found:?}"
    );
}

#[tokio::test]
async fn a_statement_of_another_key_is_forged() {
    static KEY: Statement = Statement::new("test.key", "UPDATE audit_keys SET jwk = $1");
    static FORGE: Statement = Statement::new("test.forge", "UPDATE audit_checkpoints SET statement = $1");
    let small = small().await;
    let site = &small.site;
    write(site, 3).await;
    round(site, NODE, true).await.expect("sealed");
    let kept = published(&small).await.1;
    // The same words, signed by somebody else.
    let stranger = SigningKey::generate(Algorithm::Es256).expect("a key");
    let claims = kept.statements[0].split('.').nth(1).expect("three parts").to_owned();
    let claims =
        base64::Engine::decode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, claims).expect("claims");
    let forged = stranger.sign(Typ::AuditCheckpoint, &claims).expect("signed");
    let theirs = Kept { file: "forged".to_owned(), statements: vec![forged.clone()] };
    let found = findings(site, &[theirs]).await;
    assert!(matches!(&found[..], [Finding::Unsigned { witness: Witness::Kept { .. }, .. }]), "{found:?}");
    // A bent statement of the right key.
    let bent = Kept { file: "bent".to_owned(), statements: vec![kept.statements[0].replace('.', "A.")] };
    assert!(matches!(&findings(site, &[bent]).await[..], [Finding::Unsigned { .. }]));
    // Put into the database, together with the stranger's key.
    tamper(site, &FORGE, vec![forged.into()]).await;
    let found = findings(site, &[]).await;
    assert!(
        matches!(&found[..], [Finding::Unsigned { witness: Witness::Record { seal: 1 }, .. }]),
        "{found:?}"
    );
    tamper(site, &KEY, vec![serde_json::to_string(stranger.jwk()).expect("a key").into()]).await;
    assert_eq!(findings(site, &[]).await, [Finding::KeyForeign { number: 1 }]);
    let found = findings(site, &[kept]).await;
    assert!(
        found.iter().any(|one| matches!(one, Finding::Unsigned { witness: Witness::Kept { .. }, .. })),
        "{found:?}"
    );
}

#[tokio::test]
async fn a_file_is_verified_without_keys_and_every_tampering_with_it_is_named() {
    let small = small().await;
    let site = &small.site;
    write(site, 600).await;
    round(site, NODE, true).await.expect("sealed");
    write(site, 1).await;
    let (kept, text) = (published(&small).await.1, exported(site).await);
    let check = |text: &str| verify_export(text.as_bytes(), vec![kept.clone()]).expect("it can be read");
    let report = check(&text);
    assert_eq!(report.findings, []);
    assert!(report.rows >= 600 && report.waiting >= 1 && report.agreeing == 2, "{report:?}");

    let lines: Vec<&str> = text.lines().collect();
    let at =
        |seq: usize| lines.iter().position(|line| line.contains(&format!("\"seq\":{seq},"))).expect("a row");
    let with = |change: &dyn Fn(&mut Vec<String>)| {
        let mut lines = lines.iter().map(|line| (*line).to_owned()).collect();
        change(&mut lines);
        check(&lines.join("\n")).findings
    };
    let changed =
        with(&|lines| lines[at(100)] = lines[at(100)].replace("test.thing.done", "test.thing.undone"));
    assert!(matches!(changed[..], [Finding::RowChanged { seq: 100, .. }]), "{changed:?}");
    let deleted = with(&|lines| drop(lines.remove(at(550))));
    assert_eq!(deleted, [Finding::RowMissing { seq: 550 }]);
    let inserted = with(&|lines| {
        let row = lines[at(7)].replace("\"seq\":7,", "\"seq\":9999,");
        lines.push(row);
    });
    assert!(inserted.iter().any(|one| matches!(one, Finding::RowUnsealed { seq: 9999, .. })), "{inserted:?}");
    let swapped = with(&|lines| lines.swap(at(20), at(21)));
    assert!(swapped.iter().any(|one| matches!(one, Finding::RowMissing { .. })), "{swapped:?}");
    let seal = lines.iter().rposition(|line| line.starts_with("{\"kind\":\"seal\"")).expect("a seal");
    let cut = with(&|lines| lines.truncate(seal));
    assert!(cut.iter().any(|one| matches!(one, Finding::CutOff { .. })), "{cut:?}");
    let nonsense = format!("{}\nnonsense", lines[0]);
    assert!(verify_export(nonsense.as_bytes(), Vec::new()).is_err());
}

#[tokio::test]
async fn a_statement_that_was_dropped_is_missed_by_the_one_after_it_or_by_whoever_kept_it() {
    static MIDDLE: Statement = Statement::new("test.middle", "DELETE FROM audit_checkpoints WHERE seal = 2");
    static LAST: Statement = Statement::new("test.last", "DELETE FROM audit_checkpoints WHERE seal = 3");
    let small = small().await;
    let site = &small.site;
    for _ in 0..3 {
        write(site, 2).await;
        round(site, NODE, true).await.expect("sealed");
    }
    let kept = published(&small).await.1;
    assert_eq!(findings(site, &[]).await, []);
    tamper(site, &MIDDLE, Vec::new()).await;
    assert_eq!(findings(site, &[]).await, [Finding::StatementMissing { seal: 2 }]);
    let report = verify_export(exported(site).await.as_bytes(), Vec::new()).expect("it can be read");
    assert_eq!(report.findings, [Finding::StatementMissing { seal: 2 }], "in a file as well");
    // The last one leaves no trace by itself; whoever kept it misses it.
    tamper(site, &LAST, Vec::new()).await;
    assert_eq!(findings(site, &[]).await, []);
    let missing = [2, 3].map(|seal| Finding::StatementMissing { seal });
    assert_eq!(findings(site, &[kept]).await, missing);
}
