use axum::Router;
use axum::extract::State;
use axum::response::Response;
use axum::routing::get;
use onedoor_base::{LocalAccountId, Subject};
use onedoor_services::organisations::OrganisationCode;
use onedoor_site::{Refused, Visit};
use onedoor_storage::StorageError;
use onedoor_storage::services::{accounts, dossiers, referrals};

use super::dossiers::{lines, together};
use crate::Portal;
use crate::pages::{Home, Row};
use crate::referrals::listed;

/// How many dossiers and procedures the front page shows.
const RECENT: i64 = 3;
const COMMON: usize = 6;

pub(super) fn pages() -> Router<Portal> {
    Router::new().route("/", get(home))
}

async fn home(State(portal): State<Portal>, visit: Visit) -> Result<Response, Refused> {
    let owner = visit.session.as_ref().and_then(|session| match session.subject {
        Subject::LocalAccount(id) => Some(id),
        Subject::Person(_) => None,
    });
    let (organisation, recent) = match owner {
        Some(owner) => of_owner(&portal, &visit, owner).await?,
        None => (None, Vec::new()),
    };
    let organisation = organisation.map(|code| portal.profile.organisation_name(code.as_str()));
    Ok(visit.page(&Home {
        kind: portal.profile.kind,
        name: visit.session.as_ref().map(|session| session.display_name.clone()),
        organisation,
        recent,
        common: portal.profile.procedures.all().iter().take(COMMON).collect(),
    }))
}

async fn of_owner(
    portal: &Portal,
    visit: &Visit,
    owner: LocalAccountId,
) -> Result<(Option<OrganisationCode>, Vec<Row>), Refused> {
    let (account, records, elsewhere) = portal
        .site
        .store
        .read::<_, StorageError, _>(move |tx| {
            Box::pin(async move {
                let account = accounts::get(tx, owner).await?;
                let records = dossiers::of_owner(tx, owner, RECENT).await?;
                Ok((account, records, referrals::reported(tx, owner, RECENT).await?))
            })
        })
        .await?;
    let organisation = account.and_then(|record| record.account.organisation);
    let own = lines(portal, visit.language, records)?;
    let mut recent = together(own, listed(portal, visit, elsewhere));
    recent.truncate(usize::try_from(RECENT).unwrap_or(usize::MAX));
    Ok((organisation, recent))
}
