use std::collections::BTreeSet;
use std::path::Path;

use super::{SCOPES, words};

/// The names in our sources that are counted by: what is written where a limit is made, and the names of text messages
/// and letters, which are handed on to where it is.
fn counted(dir: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(dir).expect("a directory of sources") {
        let path = entry.expect("an entry").path();
        let named = |name: &str| path.file_name().is_some_and(|file| file == name);
        if path.is_dir() {
            if !named("tests") && !named("pages") {
                counted(&path, found);
            }
        } else if path.extension().is_some_and(|ending| ending == "rs") && !named("tests.rs") {
            let text = std::fs::read_to_string(&path).expect("a source");
            for limit in text.split("Limit::of(").skip(1) {
                let arguments = limit.split(')').next().unwrap_or_default();
                found.extend(arguments.split('"').nth(1).filter(|name| is_scope(name)).map(str::to_owned));
            }
            let handed = text
                .split('"')
                .filter(|part| is_scope(part) && (part.starts_with("message.") || part.starts_with("mail.")));
            found.extend(handed.map(str::to_owned));
        }
    }
}

fn is_scope(text: &str) -> bool {
    text.contains('.') && text.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '.' | '_'))
}

#[test]
fn whatever_is_counted_has_words() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = BTreeSet::new();
    counted(&crates.join("src"), &mut found);
    counted(&crates.join("../site/src"), &mut found);
    // A fingerprint of what is counted by nothing.
    found.remove("message.recipient");
    assert!(found.len() > 40, "only {} are found", found.len());
    let without: Vec<_> = found.iter().filter(|scope| words(scope).is_none()).collect();
    assert!(without.is_empty(), "no words for {without:?}");
    let unseen: Vec<_> = found.iter().filter(|scope| !SCOPES.contains(&scope.as_str())).collect();
    assert!(unseen.is_empty(), "in no sample: {unseen:?}");
    assert_eq!(words("signin.password"), None);
}
