//! Nothing that is held about a person is forgotten, when they ask for a copy and when they close their account.

use std::collections::{BTreeMap, BTreeSet};

use onedoor_storage::people::{CLOSED_WITHOUT, ERASED, LEFT_OUT, PARTS};
use onedoor_storage::{Statement, StorageError};

use crate::world::World;

const COLUMNS: Statement = Statement::new(
    "test.columns",
    "SELECT m.name AS place, p.name AS part FROM sqlite_master m JOIN pragma_table_info(m.name) p \
     WHERE m.type = 'table' ORDER BY m.name, p.cid",
);

/// Columns by which a row is a person's. What has `local_account_id` is a portal's.
const OWNERS: [&str; 3] = ["account_id", "person_id", "subject_id"];

/// The tables with rows of people, with their columns.
async fn tables() -> BTreeMap<String, BTreeSet<String>> {
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
    tables
        .retain(|table, columns| table == "accounts" || OWNERS.iter().any(|owner| columns.contains(*owner)));
    tables
}

#[tokio::test]
async fn every_table_of_a_person_is_in_the_copy_or_has_a_reason() {
    for (table, columns) in tables().await {
        if LEFT_OUT.iter().any(|(name, _)| *name == table) {
            continue;
        }
        let part = PARTS.iter().find(|part| part.table == table);
        let part = part.unwrap_or_else(|| {
            panic!("{table}: say in people/copy.rs what the copy has of it, or why nothing")
        });
        let said: BTreeSet<String> = part
            .columns
            .iter()
            .map(|(name, _)| *name)
            .chain(part.without.iter().copied())
            .map(str::to_owned)
            .collect();
        assert_eq!(said, columns, "{table}: each column is copied or left out");
    }
}

#[tokio::test]
async fn every_table_of_a_person_is_emptied_or_has_a_reason() {
    for table in tables().await.into_keys() {
        let erased = ERASED.contains(&table.as_str());
        let kept = CLOSED_WITHOUT.iter().any(|(name, _)| *name == table);
        assert!(erased != kept, "{table}: say in people/closings.rs that it is emptied, or why not");
    }
}

#[test]
fn nothing_secret_is_copied() {
    for part in PARTS {
        for (column, _) in part.columns {
            for word in
                ["digest", "sealed", "hash", "secret", "key", "fingerprint", "token", "nonce", "challenge"]
            {
                assert!(!column.contains(word), "{}.{column}", part.table);
            }
        }
    }
}
