//! The terms of use: published by the configuration in four languages, version by version. A version that is in force
//! never changes again, and all of them stay readable at `/terms`. Who registers agrees to the one that is in force;
//! when there is another one, everybody is asked at their next sign-in ([`gate`]) and then goes on to where they were
//! heading for.

pub(crate) mod gate;
mod pages;
mod read;
mod text;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use onedoor_base::{Language, Timestamp};
use onedoor_site::Site;
use onedoor_storage::people::{self, TermsText};
use onedoor_storage::{Change, StorageError};

pub(crate) use gate::owed;
pub(crate) use pages::samples;
pub(crate) use text::shown;

use crate::Identity;

/// Where they are read.
pub(crate) const PATH: &str = "/terms";

/// Where somebody who is signed in agrees to them.
pub(crate) const AGREE: &str = "/terms/agree";

/// The pages.
pub(crate) fn pages() -> Router<Identity> {
    Router::new()
        .route(PATH, get(read::current))
        .route("/terms/version/{version}", get(read::version))
        .route(AGREE, get(gate::ask).post(gate::agree))
}

/// One version of the terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermsVersion {
    /// What it is called: letters, digits, dots and dashes.
    pub version: String,
    /// From when on it is in force.
    pub from: Timestamp,
    /// What it says, in every language. A line that begins with `# ` is a heading, one that begins with `- ` a point of
    /// a list; an empty line ends a paragraph.
    pub texts: Vec<(Language, String)>,
}

impl TermsVersion {
    /// What it says in this language, or in the first one that there is.
    pub(crate) fn text(&self, language: Language) -> &str {
        let text = self.texts.iter().find(|(of, _)| *of == language).or(self.texts.first());
        text.map_or("", |(_, text)| text)
    }
}

/// Every version that was published, the latest first; none where a site has no terms.
#[derive(Debug, Clone, Default)]
pub struct Terms(Arc<Vec<TermsVersion>>);

/// Why terms cannot be published.
#[derive(Debug, thiserror::Error)]
pub enum TermsError {
    /// A version that is in force reads otherwise now.
    #[error("version {0} is in force and was published otherwise; give what has changed a new version")]
    Changed(String),
    /// The database.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl Terms {
    /// Publishes these versions at a site; what was published before stays.
    pub async fn publish(site: &Site, wanted: &[TermsVersion]) -> Result<Self, TermsError> {
        let rows: Arc<Vec<TermsText>> = Arc::new(wanted.iter().flat_map(rows).collect());
        let (given, now) = (Arc::clone(&rows), site.now());
        let there: Result<_, StorageError> = site
            .store
            .write(move |tx| {
                let given = Arc::clone(&given);
                Box::pin(async move { Ok(Change::Unrecorded(people::publish_terms(tx, &given, now).await?)) })
            })
            .await;
        let there = there?;
        match rows.iter().find(|row| !there.contains(row)) {
            Some(changed) => Err(TermsError::Changed(changed.version.clone())),
            None => Ok(Self(Arc::new(versions(there)))),
        }
    }

    /// The version that is in force.
    pub fn current(&self, now: Timestamp) -> Option<&TermsVersion> {
        self.0.iter().find(|version| version.from <= now)
    }

    /// The version of that name.
    pub(crate) fn find(&self, name: &str) -> Option<&TermsVersion> {
        self.0.iter().find(|version| version.version == name)
    }

    /// All of them, the latest first.
    pub(crate) fn all(&self) -> &[TermsVersion] {
        &self.0
    }
}

fn rows(version: &TermsVersion) -> impl Iterator<Item = TermsText> {
    version.texts.iter().map(|(language, text)| TermsText {
        version: version.version.clone(),
        language: *language,
        text: text.clone(),
        applies_from: version.from,
    })
}

/// The rows come version by version.
fn versions(rows: Vec<TermsText>) -> Vec<TermsVersion> {
    let mut all: Vec<TermsVersion> = Vec::new();
    for row in rows {
        match all.iter_mut().find(|version| version.version == row.version) {
            Some(version) => version.texts.push((row.language, row.text)),
            None => all.push(TermsVersion {
                version: row.version,
                from: row.applies_from,
                texts: vec![(row.language, row.text)],
            }),
        }
    }
    all
}
