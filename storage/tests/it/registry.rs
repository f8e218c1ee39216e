use std::collections::BTreeSet;
use std::path::Path;

use onedoor_storage::{StorageError, copying, people, registry, services};

use crate::contract::contract;
use crate::world::World;

contract! { the_engine_takes_every_statement }

async fn the_engine_takes_every_statement(world: World) {
    for statement in registry() {
        let prepared: Result<(), StorageError> =
            world.store.read(move |tx| Box::pin(async move { tx.prepare(statement).await })).await;
        assert_eq!(prepared, Ok(()), "{}", statement.sql());
    }
}

#[test]
fn every_statement_of_the_sources_is_registered() {
    let mut written = BTreeSet::new();
    read(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut written);
    // Of these there is one for each table.
    let of = |parts: &'static [copying::Part]| parts.iter().map(|part| part.table).collect::<Vec<_>>();
    for (made, tables) in [
        ("people.copy.", of(people::PARTS)),
        ("people.closing.erase_", people::ERASED.to_vec()),
        ("services.copy.", of(services::copy::PARTS)),
        ("services.closing.erase_", services::closings::ERASED.to_vec()),
    ] {
        // Those of copies are named where their tables stand: at their statement only its text begins.
        assert!(written.remove(made) || made.ends_with(".copy."), "{made}");
        written.extend(tables.into_iter().map(|table| format!("{made}{table}")));
    }
    assert!(written.remove("SELECT "), "of copies");
    let registered: Vec<_> = registry().iter().map(|s| s.name().to_owned()).collect();
    let unique: BTreeSet<_> = registered.iter().cloned().collect();
    assert_eq!(unique.len(), registered.len(), "two statements have one name");
    assert!(unique.len() > 10, "there are statements");
    assert_eq!(written, unique, "the sources (left) and the registry (right)");
}

/// Collects the names after `Statement::new(` in all source files but tests.
fn read(directory: &Path, written: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(directory).expect("the sources can be listed") {
        let path = entry.expect("an entry can be read").path();
        if path.is_dir() {
            read(&path, written);
        } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("tests.rs") {
            let text = std::fs::read_to_string(&path).expect("a source can be read");
            for after in text.split("Statement::new(").skip(1) {
                let name = after.split('"').nth(1).expect("a statement has a name");
                assert!(written.insert(name.to_owned()), "{name} stands twice");
            }
        }
    }
}
