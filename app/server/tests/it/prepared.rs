//! Links prepared from the command line, also when the program is killed in the middle.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::Arc;

use onedoor_site::{SystemClock, SystemRandomness};
use onedoor_storage::linking::{batches, prepared};
use onedoor_storage::{StorageConfig, StorageError, Store};

use crate::support::gateway::Gateway;
use crate::support::program::onedoor;
use crate::support::site::{SQLITE, Site};

const PEOPLE: usize = 3000;

fn said(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A portal with its people, and a file that prepares a link for each.
async fn town(name: &str) -> (Site, String) {
    let gateway = Gateway::start().await;
    let portal = "[portal]\nkind = \"national\"\nagency = \"000.00.00.G00\"";
    let site = Site::at_host("portal.localhost", name, SQLITE, &gateway).playing(portal);
    let lines = |heading: &str, line: &dyn Fn(usize) -> String| -> String {
        std::iter::once(format!("{heading}\n")).chain((0..PEOPLE).map(line)).collect()
    };
    let accounts = lines("user_name,display_name", &|n| format!("person{n},Trần Văn {n}\n"));
    let file = lines("user_name,national_number,display_name", &|n| {
        format!("person{n},03618800{n:04},tran van {n}\n")
    });
    let accounts = site.file("accounts.csv", &accounts);
    let taken = onedoor(&["import", "accounts", "--config", &site.config(1), &accounts]);
    assert!(taken.status.success(), "{}", String::from_utf8_lossy(&taken.stderr));
    let file = site.file("links.csv", &(file + "nobody,036188009999,\n"));
    (site, file)
}

/// The batches, and how many links wait.
async fn written(site: &Site) -> (Vec<batches::Batch>, i64) {
    let config = StorageConfig::Sqlite { path: site.directory().join("site.db") };
    let store = Store::open(config, Arc::new(SystemClock), Arc::new(SystemRandomness::default()));
    let store = store.await.expect("the database");
    let now = store.clock().now();
    let read: Result<_, StorageError> = store
        .read(move |tx| {
            Box::pin(async move {
                let dormant = prepared::counts(tx).await?.get("dormant").copied();
                Ok((batches::latest(tx, now, 10).await?, dormant.unwrap_or_default()))
            })
        })
        .await;
    store.close();
    read.expect("read")
}

#[tokio::test]
async fn a_run_that_is_killed_goes_on_and_does_nothing_twice() {
    let (site, links) = town("prepared").await;
    let config = site.config(1);
    let report = site.directory().join("report.csv").to_str().unwrap().to_owned();

    let checked = onedoor(&["links", "prepare", "--config", &config, "--check", "--report", &report, &links]);
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
    assert!(
        said(&checked).starts_with("3000 would be prepared, 0 were prepared already, 1 of 3001"),
        "{}",
        said(&checked)
    );
    let told = std::fs::read_to_string(&report).expect("the report");
    assert_eq!(told, "line,code,other_line,organisation,user_name\n3002,no_account,,,nobody\n");
    assert_eq!(written(&site).await, (Vec::new(), 0), "looking writes nothing");

    let mut child = Command::new(env!("CARGO_BIN_EXE_onedoor"))
        .args(["links", "prepare", "--config", &config, &links])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program");
    let mut progress =
        BufReader::new(child.stderr.take().expect("its progress")).lines().map_while(Result::ok);
    let seen = progress.find(|line| line.contains("rows done")).expect("it says how far it is");
    child.kill().expect("killed as by kill -9");
    child.wait().expect("it is gone");
    let (all, dormant) = written(&site).await;
    let batch = all.first().expect("it had begun");
    assert_eq!(all.len(), 1);
    assert!(batch.position > 0 && batch.position < 3001, "killed in the middle: {seen}, {batch:?}");
    assert_eq!(i64::try_from(batch.tally.prepared), Ok(dormant), "what is counted is written: {batch:?}");

    let listed = onedoor(&["links", "batches", "--config", &config]);
    assert!(said(&listed).contains(&format!("writing {} of 3001 rows", batch.position)), "{}", said(&listed));
    let again = onedoor(&["links", "prepare", "--config", &config, &links]);
    let told = String::from_utf8_lossy(&again.stderr).into_owned();
    assert!(told.contains(&format!("going on after row {} of 3001", batch.position)), "{told}");
    assert!(said(&again).starts_with("3000 prepared"), "{}", said(&again));
    let (all, dormant) = written(&site).await;
    assert_eq!((all.len(), all[0].id, all[0].position, dormant), (1, batch.id, 3001, 3000));
    assert_eq!((all[0].tally.prepared, all[0].tally.refused), (3000, 1));

    let third = onedoor(&["links", "prepare", "--config", &config, &links]);
    assert!(said(&third).starts_with("0 prepared, 3000 were prepared already"), "{}", said(&third));
    assert_eq!(written(&site).await.0, all, "a file that is done is done");

    let withdrawn = onedoor(&["links", "withdraw", "--config", &config, &batch.id.to_string()]);
    assert_eq!(said(&withdrawn), "3000 links that waited were taken back\n");
    assert_eq!(written(&site).await.1, 0);
    let twice = onedoor(&["links", "withdraw", "--config", &config, &batch.id.to_string()]);
    assert_eq!(twice.status.code(), Some(1));
}

#[tokio::test]
async fn a_quotation_mark_that_is_never_closed_is_named_and_nothing_is_written() {
    let gateway = Gateway::start().await;
    let portal = "[portal]\nkind = \"national\"\nagency = \"000.00.00.G00\"";
    let site = Site::at_host("portal.localhost", "unclosed", SQLITE, &gateway).playing(portal);
    let rows = "an,036188001234\n".repeat(2_000);
    let links =
        site.file("links.csv", &format!("user_name,national_number\n{rows}binh,\"036188001235\n{rows}"));
    let accounts = site.file("accounts.csv", "user_name,display_name\nan,\"Trần Văn An\nbinh,Lê Bình\n");
    let config = site.config(1);
    for (asked, file, line) in [
        (&["links", "prepare", "--check"] as &[&str], &links, "line 2002: "),
        (&["links", "prepare"], &links, "line 2002: "),
        (&["import", "accounts"], &accounts, "line 2: "),
    ] {
        let output = onedoor(&[asked, &["--config", &config, file]].concat());
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{told}");
        assert!(told.contains(&format!("{line}a quotation mark is opened here and never closed")), "{told}");
    }
    assert_eq!(written(&site).await, (Vec::new(), 0));
}
