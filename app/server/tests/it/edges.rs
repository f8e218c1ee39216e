//! Which crate of ours uses which: a checked-in list, so that a new arrow is a decision.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn manifest(dir: &Path) -> toml::Table {
    let file = dir.join("Cargo.toml");
    let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// For each member, by directory: the members that it depends on; those of its tests apart.
fn edges() -> BTreeMap<String, (BTreeSet<String>, BTreeSet<String>)> {
    let workspace = manifest(&root());
    let members = workspace["workspace"]["members"].as_array().expect("members");
    let members: Vec<&str> = members.iter().filter_map(toml::Value::as_str).collect();
    let manifests: BTreeMap<&str, toml::Table> =
        members.iter().map(|dir| (*dir, manifest(&root().join(dir)))).collect();
    let name = |table: &toml::Table| table["package"]["name"].as_str().expect("a name").to_owned();
    let dir_of: BTreeMap<String, &str> = manifests.iter().map(|(dir, table)| (name(table), *dir)).collect();
    let used = |table: &toml::Table, section: &str| -> BTreeSet<String> {
        let names =
            table.get(section).and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::keys);
        names.filter_map(|name| dir_of.get(name)).map(|dir| (*dir).to_owned()).collect()
    };
    manifests
        .iter()
        .map(|(dir, table)| {
            let (real, tests) = (used(table, "dependencies"), used(table, "dev-dependencies"));
            let tests = tests.difference(&real).filter(|other| *other != dir).cloned().collect();
            ((*dir).to_owned(), (real, tests))
        })
        .collect()
}

fn list() -> String {
    let mut text = String::new();
    for (dir, (real, tests)) in edges() {
        let joined = |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>().join(" ");
        _ = writeln!(text, "{dir} -> {}", joined(&real));
        if !tests.is_empty() {
            _ = writeln!(text, "{dir} (tests) -> {}", joined(&tests));
        }
    }
    text
}

/// `ONEDOOR_WRITE=1 cargo test -p onedoor edges` writes the list anew.
#[test]
fn the_edges_are_those_on_the_list() {
    let file = root().join("docs/crate-edges.txt");
    let now = list();
    if std::env::var_os("ONEDOOR_WRITE").is_some() {
        std::fs::write(&file, &now).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(now == kept, "docs/crate-edges.txt is out of date; is the new arrow wanted?\n{now}");
}

/// Arrows run downward only, whatever the list says.
#[test]
fn arrows_run_downward() {
    let floor = |dir: &str| match dir.split('/').next().unwrap_or_default() {
        "app" => 3,
        "connectors" | "storage" => 2,
        "domain" => 1,
        "protocol" => 0,
        other => panic!("{other}: on which floor?"),
    };
    for (dir, (real, _)) in edges() {
        for used in real {
            // How an operator's adapter is asked is one thing, whatever it stands before.
            let asks = dir.starts_with("connectors/") && used == "connectors/adapters";
            let within = asks || floor(&used) == floor(&dir) && !matches!(floor(&dir), 0 | 2);
            assert!(floor(&used) < floor(&dir) || within, "{dir} -> {used}");
            let lower = ["protocol/national-id", "protocol/icao"].contains(&used.as_str());
            assert!(!dir.starts_with("domain/") || used.starts_with("domain/") || lower, "{dir} -> {used}");
            assert!((dir.as_str(), used.as_str()) != ("app/portal", "domain/people"), "{dir} -> {used}");
            assert!((dir.as_str(), used.as_str()) != ("app/identity", "domain/services"), "{dir} -> {used}");
            assert!((dir.as_str(), used.as_str()) != ("app/portal", "app/identity"), "{dir} -> {used}");
            assert!((dir.as_str(), used.as_str()) != ("app/identity", "app/portal"), "{dir} -> {used}");
        }
    }
}
