//! The routes of our sources, as the routers name them: `.route(PATH, get(show).post(save))`. For tests that go over all
//! of them.

use std::path::{Path, PathBuf};

/// The methods that our routers know.
const METHODS: [(&str, &str); 3] = [("GET", "get("), ("POST", "post("), ("PUT", "put(")];

/// A route.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Route {
    /// The address, with what varies in braces.
    pub path: String,
    /// `GET`
    pub method: &'static str,
    /// Who answers, with the modules before the name, as the router names it.
    pub handler: String,
    /// Where the router stands.
    pub file: PathBuf,
}

/// Sources, without their tests.
#[derive(Debug)]
pub struct Sources {
    /// Each file with its text.
    pub files: Vec<(PathBuf, String)>,
}

impl Sources {
    /// Those beneath these folders.
    ///
    /// # Panics
    /// When one cannot be read.
    pub fn of(folders: &[PathBuf]) -> Self {
        let mut files = Vec::new();
        for folder in folders {
            read(folder, &mut files);
        }
        files.sort();
        Self { files }
    }

    /// All routes.
    ///
    /// # Panics
    /// When one is written in another way than ours.
    pub fn routes(&self) -> Vec<Route> {
        let mut found = Vec::new();
        for (file, text) in &self.files {
            for (start, _) in text.match_indices(".route(") {
                let inner = in_parentheses(&text[start + ".route".len()..]);
                let (path, methods) = inner.split_once(',').expect("a path and its methods");
                let path = self.literal((file, text), path.trim());
                for (method, call) in METHODS {
                    if let Some(handler) = called(methods.trim(), call) {
                        found.push(Route { path: path.clone(), method, handler, file: file.clone() });
                    }
                }
            }
        }
        found
    }

    /// A path as it stands, or that of the constant that is named: of the module before it, else of this file, of those
    /// beside it, of any other.
    fn literal(&self, (file, here): (&Path, &str), path: &str) -> String {
        if let Some(path) = path.strip_prefix('"') {
            return path.trim_end_matches('"').to_owned();
        }
        let name = path.rsplit("::").next().unwrap_or(path);
        let line = format!("const {name}: &str = \"");
        let module = path.rsplit("::").nth(1);
        let texts = |wanted: &dyn Fn(&Path) -> bool| -> Vec<&str> {
            let files = self.files.iter().filter(|(file, _)| wanted(file));
            files.map(|(_, text)| text.as_str()).collect()
        };
        let found = texts(&|other| module.is_some_and(|module| is_module(other, module)))
            .into_iter()
            .chain([here])
            .chain(texts(&|other| other.parent() == file.parent()))
            .chain(texts(&|_| true))
            .find_map(|text| text.split_once(&line));
        if let Some((_, rest)) = found {
            return rest.split('"').next().unwrap_or_default().to_owned();
        }
        // One that goes by another name here.
        let renamed = self.files.iter().find_map(|(_, text)| room_of(text, name));
        let path = renamed.unwrap_or_else(|| panic!("{path}: which address is that?"));
        self.literal((file, here), &path)
    }

    /// What a handler asks of a request: its parameters.
    ///
    /// # Panics
    /// When there is no such function.
    pub fn parameters(&self, route: &Route) -> String {
        let mut parts = route.handler.rsplit("::");
        let name = parts.next().unwrap_or(&route.handler);
        let file = match parts.next() {
            Some(module) => route.file.with_file_name(format!("{module}.rs")),
            None => route.file.clone(),
        };
        let text = self.files.iter().find(|(path, _)| *path == file).map(|(_, text)| text);
        let text = text.unwrap_or_else(|| panic!("{}: there is no {}", route.handler, file.display()));
        let (_, rest) =
            text.split_once(&format!("async fn {name}(")).unwrap_or_else(|| panic!("no {}", route.handler));
        in_parentheses(&format!("({rest}"))
    }
}

/// Whether this is the file of a module.
fn is_module(file: &Path, module: &str) -> bool {
    let named = |part: Option<&std::ffi::OsStr>, name: &str| part.is_some_and(|part| part == name);
    let folder = file.parent().and_then(Path::file_name);
    named(file.file_stem(), module) || named(file.file_stem(), "mod") && named(folder, module)
}

fn read(folder: &Path, files: &mut Vec<(PathBuf, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        let of_tests =
            path.file_name().is_some_and(|name| name == "tests" || name == "testing" || name == "tests.rs");
        if path.is_dir() && !of_tests {
            read(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") && !of_tests {
            let text = std::fs::read_to_string(&path).expect("a source");
            files.push((path, text));
        }
    }
}

/// The handler in `get(show).post(save)` that is called by `get(`.
fn called(methods: &str, call: &str) -> Option<String> {
    let rest = methods
        .strip_prefix(call)
        .or_else(|| methods.split_once(&format!(").{call}")).map(|(_, rest)| rest))?;
    let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | ':'))).unwrap_or(rest.len());
    Some(rest[..end].to_owned())
}

/// What stands between the parenthesis at the beginning and the one that closes it.
fn in_parentheses(text: &str) -> String {
    let mut depth = 0_usize;
    let inside = text.chars().take_while(|c| {
        depth = match c {
            '(' => depth + 1,
            ')' => depth - 1,
            _ => depth,
        };
        depth > 0
    });
    inside.skip(1).collect()
}

/// What `name` is called in its own room, with the room: `room::PATH` for `use …::room::{PATH as NAME}`.
fn room_of(text: &str, name: &str) -> Option<String> {
    let (before, _) = text.split_once(&format!(" as {name}"))?;
    let (room, names) = before.rsplit_once("::{")?;
    let original = names.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next()?;
    Some(format!("{}::{original}", room.rsplit("::").next()?))
}
