//! `/terms`: every version, to be read and printed.

use axum::extract::{Path, State};
use axum::response::Response;
use onedoor_base::Subject;
use onedoor_site::{HasSite, Refused, Visit};
use onedoor_storage::StorageError;
use onedoor_storage::people::{self, AcceptedTerms};
use onedoor_ui::ErrorKind;

use super::pages::{TermsPage, VersionShown};
use super::{Terms, TermsVersion};
use crate::Identity;

/// `GET /terms`: the version that is in force.
pub(super) async fn current(State(identity): State<Identity>, visit: Visit) -> Result<Response, Refused> {
    let current = identity.terms.current(visit.now).ok_or_else(|| Refused::kind(ErrorKind::NotFound))?;
    page(&identity, &visit, current).await
}

/// `GET /terms/version/{version}`.
pub(super) async fn version(
    State(identity): State<Identity>,
    visit: Visit,
    Path(name): Path<String>,
) -> Result<Response, Refused> {
    let version = identity.terms.find(&name).ok_or_else(|| Refused::kind(ErrorKind::NotFound))?;
    page(&identity, &visit, version).await
}

async fn page(identity: &Identity, visit: &Visit, version: &TermsVersion) -> Result<Response, Refused> {
    let agreed = agreed(visit).await?;
    let at = |version: &TermsVersion| {
        let found = agreed.iter().find(|agreed| agreed.version == version.version);
        found.map(|agreed| agreed.accepted_at)
    };
    let current = identity.terms.current(visit.now).map(|current| &current.version);
    Ok(visit.page(&TermsPage {
        site: identity.site().look.name(&visit.localizer()),
        version: version.version.clone(),
        text: version.text(visit.language).to_owned(),
        versions: listed(&identity.terms, |version| VersionShown {
            version: version.version.clone(),
            from: version.from,
            in_force: current == Some(&version.version),
            agreed_at: at(version),
        }),
    }))
}

fn listed(terms: &Terms, shown: impl Fn(&TermsVersion) -> VersionShown) -> Vec<VersionShown> {
    terms.all().iter().map(shown).collect()
}

/// What the visitor agreed to, if they are signed in.
async fn agreed(visit: &Visit) -> Result<Vec<AcceptedTerms>, StorageError> {
    let Some(Subject::Person(id)) = visit.session.as_ref().map(|session| session.subject) else {
        return Ok(Vec::new());
    };
    visit.site.store.read(move |tx| Box::pin(async move { people::accepted_terms(tx, id).await })).await
}
