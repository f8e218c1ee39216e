//! Nothing that is held about a person is forgotten, when they ask for a copy and when they close their account.

use std::collections::{BTreeMap, BTreeSet};

use onedoor_base::{AccountId, Digest};
use onedoor_storage::copying::{Cell, Part, Reader};
use onedoor_storage::people::{CLOSED_WITHOUT, ERASED, LEFT_OUT, PARTS};
use onedoor_storage::services::{closings, copy};
use onedoor_storage::{Change, Statement, StorageError, params};

use crate::world::World;

const COLUMNS: Statement = Statement::new(
    "test.columns",
    "SELECT m.name AS place, p.name AS part FROM sqlite_master m JOIN pragma_table_info(m.name) p \
     WHERE m.type = 'table' ORDER BY m.name, p.cid",
);

/// Columns by which a row is a person's. What has `local_account_id` is a portal's.
const OWNERS: &[&str] = &["account_id", "person_id", "subject_id"];
/// Columns by which a row is of a portal's own account.
const LOCAL: &[&str] = &["local_account_id", "subject_id"];

/// The tables with rows of one kind of accounts, with their columns: `itself`, and those with such a column.
async fn tables(itself: &str, owners: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
    let world = World::sqlite().await;
    let read = world.store.read::<_, StorageError, _>(|tx| {
        Box::pin(async move {
            let rows = tx.rows(&COLUMNS, &[]).await?;
            rows.iter().map(|row| Ok((row.text("place")?, row.text("part")?))).collect::<Result<Vec<_>, _>>()
        })
    });
    let mut tables: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (table, column) in read.await.expect("the schema can be read") {
        tables.entry(table).or_default().insert(column);
    }
    tables.retain(|table, columns| table == itself || owners.iter().any(|owner| columns.contains(*owner)));
    tables
}

fn assert_copied(
    tables: BTreeMap<String, BTreeSet<String>>,
    parts: &[Part],
    left_out: &[(&str, &str)],
    place: &str,
) {
    for (table, columns) in tables {
        if left_out.iter().any(|(name, _)| *name == table) {
            continue;
        }
        let part = parts.iter().find(|part| part.table == table);
        let part =
            part.unwrap_or_else(|| panic!("{table}: say in {place} what the copy has of it, or why nothing"));
        let copied = part.columns.iter().map(|(name, _)| *name);
        let said: BTreeSet<String> = copied.chain(part.without.iter().copied()).map(str::to_owned).collect();
        assert_eq!(said, columns, "{table}: each column is copied or left out");
    }
}

#[tokio::test]
async fn every_table_of_a_person_is_in_the_copy_or_has_a_reason() {
    assert_copied(tables("accounts", OWNERS).await, PARTS, LEFT_OUT, "people/copy.rs");
}

#[tokio::test]
async fn every_table_of_a_local_account_is_in_the_copy_or_has_a_reason() {
    let tables = tables("local_accounts", LOCAL).await;
    assert_copied(tables, copy::PARTS, copy::LEFT_OUT, "services/copy.rs");
}

#[tokio::test]
async fn every_table_of_a_local_account_is_emptied_or_has_a_reason() {
    for table in tables("local_accounts", LOCAL).await.into_keys() {
        let erased = closings::ERASED.contains(&table.as_str());
        let kept = closings::CLOSED_WITHOUT.iter().any(|(name, _)| *name == table);
        assert!(erased != kept, "{table}: say in services/closings.rs that it is emptied, or why not");
    }
}

#[tokio::test]
async fn every_table_of_a_person_is_emptied_or_has_a_reason() {
    for table in tables("accounts", OWNERS).await.into_keys() {
        let erased = ERASED.contains(&table.as_str());
        let kept = CLOSED_WITHOUT.iter().any(|(name, _)| *name == table);
        assert!(erased != kept, "{table}: say in people/closings.rs that it is emptied, or why not");
    }
}

#[test]
fn nothing_secret_is_copied() {
    for part in PARTS.iter().chain(copy::PARTS) {
        for (column, _) in part.columns {
            for word in
                ["digest", "sealed", "hash", "secret", "key", "fingerprint", "token", "nonce", "challenge"]
            {
                assert!(!column.contains(word), "{}.{column}", part.table);
            }
        }
    }
}

/// More rows than are read at a time: all of them, the newest first, or as many as fit, and it is said.
#[tokio::test]
async fn a_copy_is_whole_or_says_that_it_is_not() {
    const PLACE: Statement = Statement::new(
        "test.place",
        "INSERT INTO known_places (subject_id, place, seen_at) VALUES ($1, $2, $3)",
    );
    let world = World::sqlite().await;
    let person = AccountId::from_bytes([7; 16]);
    let part = PARTS.iter().find(|part| part.table == "known_places").expect("a part");
    let read = world.store.write::<_, StorageError, _>(move |tx| {
        Box::pin(async move {
            for n in 0..1200_i64 {
                tx.execute_one(&PLACE, params![person, Digest::of(n.to_string()), n]).await?;
            }
            let (mut whole, mut small) = (Reader::default(), Reader::within(10_000));
            let all = whole.read(tx, person, part).await?;
            let some = small.read(tx, person, part).await?;
            Ok(Change::Unrecorded((all, whole.cut, some, small.cut)))
        })
    });
    let (all, whole, some, cut) = read.await.expect("read");
    assert_eq!((all.len(), whole), (1200, vec![]));
    let newest_first = (0..1200).rev().map(|n| vec![("seen_at", Cell::Time(n))]);
    assert!(all.iter().cloned().eq(newest_first));
    assert!(!some.is_empty() && all.starts_with(&some) && some.len() < all.len());
    assert_eq!(cut, ["known_places"]);
}
