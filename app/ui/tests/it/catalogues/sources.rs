//! What the Rust sources of `app/*` ask for.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What stands before a key: a call of the localizer, or a field or parameter that is a key by type.
const ASKING: [&str; 5] = [" t.get(", ".t.get(", "(t.get(", "t.with(", "key: "];

/// Keys with a file that asks for each.
pub(crate) fn keys_asked_for() -> BTreeSet<(String, String)> {
    let mut keys = BTreeSet::new();
    for (path, source) in files() {
        for asking in ASKING {
            for (place, _) in source.match_indices(asking) {
                let after = source[place + asking.len()..].trim_start();
                let literal = after.strip_prefix('"').and_then(|rest| rest.split('"').next());
                // Other things have keys too; ours are of several words.
                if let Some(key) = literal.filter(|key| key.contains('-')) {
                    keys.insert((key.to_owned(), path.display().to_string()));
                }
            }
        }
        keys.extend(problem_keys(&source).map(|key| (key, path.display().to_string())));
    }
    keys
}

/// The keys in `Problem::new("field", "key")` and `Problem::general("key")`; a key that a variable
/// holds is a literal somewhere else.
fn problem_keys(source: &str) -> impl Iterator<Item = String> + '_ {
    let literal = |text: &str| text.trim_start().strip_prefix('"')?.split('"').next().map(str::to_owned);
    source.match_indices("Problem::").map(|(place, call)| &source[place + call.len()..]).filter_map(
        move |rest| {
            if let Some(key) = rest.strip_prefix("general(") {
                return literal(key);
            }
            let (_, key) = rest.strip_prefix("new(")?.trim_start().strip_prefix('"')?.split_once("\",")?;
            literal(key)
        },
    )
}

/// Everything between quotation marks in the sources.
pub(crate) fn literals() -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for (_, source) in files() {
        all.extend(source.lines().flat_map(|line| line.split('"').skip(1).step_by(2)).map(str::to_owned));
    }
    all
}

fn files() -> Vec<(PathBuf, String)> {
    let app = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("app/ui stands in app");
    let mut found = Vec::new();
    for room in fs::read_dir(app).expect("app can be listed") {
        collect(&room.expect("app can be listed").path().join("src"), &mut found);
    }
    assert!(found.len() > 20, "only {} sources found", found.len());
    found
}

fn collect(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        // Tests have keys of other kinds, and what only they say no page says.
        if matches!(path.file_stem().and_then(|name| name.to_str()), Some("tests")) {
            continue;
        }
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let source = fs::read_to_string(&path).expect("a source can be read");
            found.push((path, source));
        }
    }
}
