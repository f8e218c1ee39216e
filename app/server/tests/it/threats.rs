//! `docs/THREATS.md` names tests: all of them are there, and those that are called after a class are on the page.

use std::collections::BTreeSet;
use std::path::Path;

const PAGE: &str = include_str!("../../../../docs/THREATS.md");
/// What the names of tests begin with that are called after a class.
const CLASSES: [&str; 6] = ["cve_", "ghsa_", "keycloak_", "better_auth_", "prehijacking_", "lockout_"];

/// The names of all functions in the sources below, tests or not.
fn functions(below: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(below).expect("a directory").map(|entry| entry.expect("an entry").path()) {
        let hidden = entry.ends_with("target") || entry.ends_with("node_modules");
        if entry.is_dir() && !hidden {
            functions(&entry, found);
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&entry).expect("text");
            let names = text.lines().filter_map(|line| line.trim_start().split_once("fn "));
            let name =
                |rest: &str| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().map(str::to_owned);
            found.extend(names.filter_map(|(_, rest)| name(rest)));
        }
    }
}

#[test]
fn every_test_that_the_page_of_threats_names_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut there = BTreeSet::new();
    for room in ["app", "domain", "protocol", "connectors", "storage"] {
        functions(&root.join(room), &mut there);
    }
    let quoted: BTreeSet<&str> = PAGE.split('`').skip(1).step_by(2).collect();
    let named: Vec<_> = quoted.iter().filter(|name| name.contains('_') && !name.contains('/')).collect();
    assert!(named.len() > 60, "only {} names", named.len());
    let missing: Vec<_> = named.into_iter().filter(|name| !there.contains(**name)).collect();
    assert!(missing.is_empty(), "the page names what is not there: {missing:?}");
    let of_class = |name: &&String| CLASSES.iter().any(|class| name.starts_with(class));
    let unnamed: Vec<_> =
        there.iter().filter(of_class).filter(|name| !quoted.contains(name.as_str())).collect();
    assert!(unnamed.is_empty(), "not on the page: {unnamed:?}");
}
