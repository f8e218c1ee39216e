//! The commands that merge are killed at many moments, and begun again.

use std::process::{Command, Stdio};
use std::time::Duration;

use super::{HASH, Provinces, complained, import, said, signs_in_locally};
use crate::support::browser::Browser;

/// Kills a command after a while; whether it had come to its end before.
fn killed_after(asked: &[&str], wait: Duration) -> bool {
    let mut child = Command::new(env!("CARGO_BIN_EXE_onedoor"))
        .args(asked)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(wait);
    if child.try_wait().unwrap().is_some_and(|status| status.success()) {
        return true;
    }
    child.kill().unwrap();
    child.wait().unwrap();
    false
}

#[tokio::test]
async fn an_export_is_taken_in_once_however_often_it_is_killed() {
    let world = Provinces::new("merge-killed").await.moves();
    let rows: Vec<String> = (0..1500).map(|n| format!("cong.dan.{n},Công dân {n},,{HASH}")).collect();
    import(&world.from, &rows.join("\n"));
    let dir = world.from.directory().join("export");
    assert!(said(&world.export(&dir)).contains("1500 accounts, 0 dossiers, 0 links"));
    let (config, key, from) = (world.into.config(1), world.key(), world.from.at(""));
    let asked =
        ["portal", "absorb", "--config", &config, "--from", &from, "--key", &key, dir.to_str().unwrap()];
    let waits = (1..60_u64).map(|n| Duration::from_millis(n * 40));
    let kills = waits.take_while(|wait| !killed_after(&asked, *wait)).count();
    println!("{kills} kills");
    assert!(kills > 2, "it was too quick to be killed");
    let done = said(&world.absorb(&dir, &[]));
    assert!(done.contains("1500 records were dealt with before") && done.contains("\n0 accounts"), "{done}");
    let into = world.into.node(1);
    for n in [0, 777, 1499] {
        signs_in_locally(&world.into, &format!("cong.dan.{n}")).await.says(&format!("Công dân {n}"));
    }

    // Somebody changed a file on the way, or has another key: nothing is taken.
    let other = world.key_called("other.key");
    drop(into);
    let with_other = world.absorb_from(&from, &other, &dir, &[]);
    assert!(complained(&with_other).contains("not written with this key file"));
    let file = dir.join("accounts");
    let mut text = std::fs::read_to_string(&file).unwrap();
    text.truncate(text.len() / 2);
    std::fs::write(&file, text).unwrap();
    assert!(complained(&world.absorb(&dir, &[])).contains("not as it was written"));
}

/// How many people more the identity has let into Hải Dương.
const PEOPLE: i64 = 3000;

/// People with a link and a grant at Hải Dương, as years of sign-ins leave them: copies of the one who is there.
fn grows(database: &rusqlite::Connection) {
    database.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    for table in ["grants", "identity_links", "accounts"] {
        let mut columns =
            database.prepare(&format!("SELECT name, type FROM pragma_table_info('{table}')")).unwrap();
        let columns = columns.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        let columns: Vec<(String, String)> = columns.map(Result::unwrap).collect();
        // Their own keys, the same in all tables.
        let value = |(name, kind): &(String, String)| match (name.as_str(), kind.as_str()) {
            ("login_name" | "login_key" | "subject" | "proof", _) => format!("t.{name} || n"),
            (_, "BLOB") => {
                format!("CAST(substr(t.{name}, 1, length(t.{name}) - 4) || printf('%04d', n) AS BLOB)")
            }
            _ => format!("t.{name}"),
        };
        let names: Vec<_> = columns.iter().map(|(name, _)| name.as_str()).collect();
        let values: Vec<_> = columns.iter().map(value).collect();
        let copied = format!(
            "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {PEOPLE}) \
             INSERT INTO {table} ({}) SELECT {} FROM numbers, (SELECT * FROM {table} LIMIT 1) AS t",
            names.join(", "),
            values.join(", ")
        );
        database.execute(&copied, []).unwrap_or_else(|error| panic!("{table}: {error}"));
    }
}

#[tokio::test]
async fn a_merge_is_concluded_however_often_it_is_killed() {
    let world = Provinces::new("merge-concluded").await;
    let (identity, from) = (world.identity.node(1), world.from.node(1));
    world.registers(&Browser::new("en")).await.is_at("haiduong.localhost", "/dossiers");
    assert_eq!((identity.stop(), from.stop()), (Some(0), Some(0)));
    let database = || rusqlite::Connection::open(world.identity.directory().join("site.db")).unwrap();
    let count = |sql: &str| database().query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    grows(&database());
    let left = || count("SELECT count(DISTINCT account_id) FROM grants WHERE ended_at IS NULL");
    assert_eq!(left(), PEOPLE + 1);

    let config = world.identity.config(1);
    let (mut halves, mut kills, mut wait) = (0, 0, Duration::from_millis(40));
    for _ in 0..200 {
        let asked =
            ["systems", "merge", "haiduong", "haiphong", "--why", "Resolution 202", "--config", &config];
        if killed_after(&asked, wait) {
            break;
        }
        kills += 1;
        // A little later each time, until it comes as far as the people; there again and again.
        match left() {
            all if all > PEOPLE => wait += Duration::from_millis(3),
            some => halves += u32::from(some > 0),
        }
        // What was acknowledged stays so.
        assert_eq!(count("SELECT count(*) FROM identity_links WHERE state = 'active'"), PEOPLE + 1);
    }
    println!("{kills} kills, {halves} of them between the people");
    assert!(
        kills > 2 && halves > 0,
        "{kills} kills, {halves} between the people: it was too quick to be killed"
    );

    // It goes on where the last one was killed; and once more there is nothing left to do.
    said(&world.systems(&["merge", "haiduong", "haiphong"]));
    let again = said(&world.systems(&["merge", "haiduong", "haiphong"]));
    assert!(again.starts_with("haiduong: merged into haiphong, as before\nNext: "), "{again}");
    assert_eq!(again.lines().count(), 2, "{again}");
    assert_eq!(left(), 0, "everybody was parted");
    assert_eq!(
        count("SELECT count(*) FROM identity_links WHERE state = 'active'"),
        PEOPLE + 1,
        "no link is lost"
    );
    assert_eq!(count("SELECT count(*) FROM system_steps WHERE step = 'merged'"), 1);
    assert_eq!(
        count("SELECT count(*) FROM audit WHERE action = 'provider.system.merged'"),
        1,
        "recorded once"
    );
}
