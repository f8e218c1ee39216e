//! `/app`: for a stranger what is needed and what happens; for its owner where their application stands.

use axum::extract::State;
use axum::response::Response;
use onedoor_site::draft::Drafted;
use onedoor_site::{Asked, Refused, SignedInVisit, Visit};
use onedoor_storage::{StorageError, people, proofing};
use serde::Deserialize;

use super::only_where_given;
use super::pages::{DonePage, FrontPage, HomePage};
use super::register::Draft;
use crate::Identity;
use crate::routes::Known;

/// `GET /app`.
pub(super) async fn show(
    State(identity): State<Identity>,
    visit: Visit,
    Drafted(draft): Drafted<Draft>,
) -> Result<Response, Refused> {
    only_where_given(&identity)?;
    let Some(session) = visit.session.clone() else {
        let onward = draft.map(|draft| draft.onward());
        return Ok(visit.page(&FrontPage { onward, bound: visit.app.is_some() }));
    };
    let whose = SignedInVisit { visit: visit.clone(), session };
    let id = whose.person()?;
    let read = visit.site.store.read::<_, StorageError, _>(move |tx| {
        Box::pin(async move { proofing::applications_of(tx, id).await })
    });
    let state = read.await?.first().map(|latest| latest.state.at(visit.now));
    Ok(visit.page(&HomePage { state }))
}

#[derive(Deserialize)]
pub(super) struct News {
    #[serde(default)]
    pub(super) notice: String,
}

/// `GET /app/registered`.
pub(super) async fn done(
    State(identity): State<Identity>,
    visit: SignedInVisit,
    Asked(news): Asked<News>,
) -> Result<Response, Refused> {
    only_where_given(&identity)?;
    let known = Known::of(&visit).await?;
    let id = visit.person()?;
    let claim = visit
        .site
        .store
        .read::<_, StorageError, _>(move |tx| Box::pin(async move { people::claimed_number(tx, id).await }));
    let number = match claim.await? {
        Some((sealed, _)) => Some(people::open_claim(&visit.site.vault, id, &sealed)?.masked()),
        None => None,
    };
    let new = news.notice == "registered";
    Ok(visit.page(&DonePage { login: known.account.login.as_str().to_owned(), number, new }))
}
