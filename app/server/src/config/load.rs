use std::fmt;
use std::path::{Path, PathBuf};

use super::place::{Place, Places};
use super::{Config, check, files, words};

/// A setting that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where in the file, if it can be said.
    pub place: Option<Place>,
    /// Which setting: `identity.clients[1].redirect_uris[0]`; empty for the file as a whole.
    pub path: String,
    /// What is wrong and what is allowed.
    pub what: String,
}

/// A configuration that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    file: PathBuf,
    /// What is wrong with it, in the order of the file where possible.
    pub problems: Vec<Problem>,
}

impl std::error::Error for ConfigError {}

impl fmt::Display for ConfigError {
    /// One line for each problem, beginning as compilers do: `file:line:column: setting: what`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.problems.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            write!(f, "{}:", self.file.display())?;
            if let Some(place) = problem.place {
                write!(f, "{}:{}:", place.line, place.column)?;
            }
            if !problem.path.is_empty() {
                write!(f, " {}:", problem.path)?;
            }
            write!(f, " {}", problem.what)?;
        }
        Ok(())
    }
}

/// A configuration and where it came from.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The settings, checked.
    pub config: Config,
    /// The directory that relative paths start at.
    pub base: PathBuf,
}

impl Loaded {
    /// Reads and checks a file, and that the files and variables it names can be used.
    pub fn from_file(file: &Path) -> Result<Self, ConfigError> {
        let fail = |problems| ConfigError { file: file.to_owned(), problems };
        let text = std::fs::read_to_string(file).map_err(|error| {
            let what = format!("cannot be read: {}", words::file_trouble(&error));
            fail(vec![Problem { place: None, path: String::new(), what }])
        })?;
        let config = parse(&text).map_err(&fail)?;
        let base = file.parent().unwrap_or(Path::new("")).to_owned();
        let missing = files::usable(&config, &base);
        if !missing.is_empty() {
            return Err(fail(placed(&text, missing)));
        }
        Ok(Self { config, base })
    }
}

/// Reads and checks settings without looking at the machine.
pub fn parse(text: &str) -> Result<Config, Vec<Problem>> {
    let syntax = |error: toml::de::Error| {
        let place = error.span().map(|span| Place::of(text, span.start));
        vec![Problem { place, path: String::new(), what: words::plain(error.message()) }]
    };
    let reader = toml::Deserializer::parse(text).map_err(syntax)?;
    let config: Config = serde_path_to_error::deserialize(reader).map_err(|error| {
        let path = error.path().to_string();
        let path = if path == "." { String::new() } else { path };
        let inner = error.inner();
        let by_path = || Places::of(text)?.find(&path);
        let by_span = || inner.span().map(|span| Place::of(text, span.start));
        // For an item of a list the reader only knows where the list begins.
        let place = if path.ends_with(']') { by_path().or_else(by_span) } else { by_span().or_else(by_path) };
        vec![Problem { place, path, what: words::plain(inner.message()) }]
    })?;
    let wrong = check::consistent(&config);
    if wrong.is_empty() { Ok(config) } else { Err(placed(text, wrong)) }
}

/// Finds the places of what a check complains about.
fn placed(text: &str, wrong: Vec<check::Wrong>) -> Vec<Problem> {
    let places = Places::of(text);
    let place = |path: &str| places.as_ref().and_then(|p| p.find(path));
    let mut problems: Vec<_> = wrong
        .into_iter()
        .map(|check::Wrong { path, what }| Problem { place: place(&path), path, what })
        .collect();
    problems.sort_by_key(|problem| problem.place.map_or((0, 0), |place| (place.line, place.column)));
    problems
}
